"""What the gallery shows: every part of a page, in each of its states.

Nothing in it is real. Whoever builds a page copies the part from its template.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nabolag.figures.signs import dimension_sign, sign
from nabolag.values import Dimension
from nabolag_web.shell.fields import Example
from nabolag_web.shell.thread import Named, Step, ThreadShown

_REFUSED = {"sentence": "", "kind": "challenge", "where": "moon", "year": "1875"}
_LEVELS = (20, 25, 30, 40)  # Django's own: info, success, warning, error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Programme:
    slug: str = "gallery"
    name: str
    municipality: str
    made_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Here:
    """What every page of a programme takes along, without a programme."""

    programme: _Programme
    role_name: str
    may: defaultdict[str, bool] = field(
        default_factory=lambda: defaultdict(lambda: True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign of the library's figures, with its word."""

    drawn: SafeString
    word: str
    open: bool = False


def shown() -> dict[str, Any]:
    """Give what the gallery's templates show."""
    return {
        "here": _Here(
            programme=_Programme(
                name=_("The programme's name"), municipality=_("Municipality")
            ),
            role_name=_("Coordinator"),
        ),
        "form": Example(auto_id="empty_%s"),
        "refused": Example(_REFUSED, auto_id="refused_%s"),
        "examples": [
            Message(level, text) for level, text in zip(_LEVELS, _said(), strict=True)
        ],
        "page": Paginator(range(60), 20).page(2),
        "day": date(2027, 3, 15),
        "moment": datetime(2027, 3, 15, 12, 30, tzinfo=UTC),
        "verdicts": _verdicts(),
        "dimensions": _dimensions(),
        "thread": _thread(),
    }


def _thread() -> ThreadShown:
    return ThreadShown(
        title=_("How far the thread goes, in one sentence"),
        steps=(
            Step(kind=_("Evidence"), title=_("Seven pieces"), address="#"),
            Step(kind=_("Finding"), title=_("No. %(number)s") % {"number": 14}),
            Step(
                kind=_("Decision"),
                title=_("Two decisions"),
                links=(
                    Named(title=_("What can be opened"), address="#"),
                    Named(title=_("What cannot"), address=""),
                ),
            ),
            Step(kind=_("Measure"), title=_("None yet"), is_there=False),
        ),
    )


def _said() -> tuple[str, ...]:
    return (
        _("The figures are from last year."),
        _("Saved."),
        _("The link works for two more days."),
        _("The figures did not get through. What you wrote is saved. Try again."),
    )


def _verdicts() -> list[Sign]:
    words = {
        "narrowing": _("the gap is narrowing"),
        "widening": _("the gap is widening"),
        "unchanged": _("the gap is unchanged"),
        "depends_on_scale": _("depends on the measure"),
        "cannot_tell": _("cannot tell"),
    }
    return [
        Sign(drawn=_ours(sign(key)), word=word, open=key == "cannot_tell")
        for key, word in words.items()
    ]


def _dimensions() -> list[Sign]:
    words = {
        Dimension.PHYSICAL: _("Physical"),
        Dimension.SOCIAL: _("Social"),
        Dimension.REPUTATIONAL: _("Reputation"),
        Dimension.STRUCTURAL: _("Structural"),
    }
    return [
        Sign(drawn=_ours(dimension_sign(key)), word=word) for key, word in words.items()
    ]


def _ours(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308 - drawn by the library, with no one's text in it
