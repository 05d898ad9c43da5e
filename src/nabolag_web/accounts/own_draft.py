"""What every page may know of the form on it: where it is kept, and what was kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from nabolag_web.accounts.models import User
from nabolag_web.accounts.queries import draft, draft_key


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDraft:
    """What someone typed in this page's form before; ``fields`` is empty JSON if not."""

    key: str
    saved_at: datetime | None = None
    fields: str = ""


def own_draft(request: HttpRequest) -> dict[str, Callable[[], OwnDraft | None]]:
    """Let templates ask for it. Only a page with a form does, and asks the store."""
    return {"own_draft": lambda: _of(request)}


def _of(request: HttpRequest) -> OwnDraft | None:
    user = request.user
    if not isinstance(user, User):
        return None  # no one is signed in: nothing is kept
    key, kept = draft_key(user, request.path), draft(user, request.path)
    if kept is None:
        return OwnDraft(key=key)
    return OwnDraft(key=key, saved_at=kept.saved_at, fields=json.dumps(kept.fields))
