"""How long what was taken out, off or back can come back."""

from __future__ import annotations

from datetime import timedelta

UNDO = timedelta(days=30)
