"""The red thread: steps from what is known to what is done, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the thread; a missing one says what is missing."""

    kind: str
    title: str
    text: str = ""
    address: str = ""
    is_there: bool = True
