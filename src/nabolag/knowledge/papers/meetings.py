"""A meeting, and who may read what is written for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from nabolag.errors import Misbuilt

_CASE_NUMBER = re.compile(r"[1-9]\d*/\d{2}")


class DocumentKind(StrEnum):
    """What a document is to the archive when it is made."""

    WORKING = "working"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Openness:
    """Whether a document is public, or exempt by a legal ground that is named.

    It is exempt when there is a ``legal_ground``, as "offl. § 14".
    """

    kind: DocumentKind
    legal_ground: str | None = None

    def __post_init__(self) -> None:
        """Refuse to keep a document from the public for no stated reason."""
        if self.legal_ground is not None:
            told("legal ground", self.legal_ground)

    @property
    def public(self) -> bool:
        """Tell whether anyone may read it."""
        return self.legal_ground is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting of one forum; ``number`` is as the forum counts them, as "4/26".

    ``made_up`` where the programme is fictional, which its documents then say.
    """

    programme: str
    forum: str
    number: str
    on: date
    at: time | None = None
    place: str = ""
    made_up: bool = False

    def __post_init__(self) -> None:
        """Refuse a meeting that cannot be told from others."""
        told("programme", self.programme)
        told("forum", self.forum)
        told("meeting number", self.number)


def told(value: str, text: str) -> None:
    """Refuse a text that says nothing."""
    if not text.strip():
        raise Misbuilt(value=value, found=repr(text), expected="a text")


def aware(value: str, at: datetime) -> None:
    """Refuse a time that does not say which clock it was read from."""
    if at.tzinfo is None:
        raise Misbuilt(value=value, found=at.isoformat(), expected="a time zone")


def numbered(number: str) -> None:
    """Refuse a case's number that is not a number and a year, as "31/26"."""
    if not _CASE_NUMBER.fullmatch(number):
        raise Misbuilt(value="case number", found=repr(number), expected="as 31/26")


def each_once(value: str, numbers: Iterable[object]) -> None:
    """Refuse two of the same."""
    found = list(numbers)
    if len(set(found)) < len(found):
        raise Misbuilt(value=value, found=str(found), expected="each once")
