"""What is stored, how long, and what happens then, in words.

The page for administrators, the public page about privacy and the documents all tell
it from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag_web.shell.registry import Kept, Then

_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """A line of the table: one kind of stored thing, in words."""

    key: str
    what: str
    why: str
    until: str
    then: str
    personal: bool


def kept_lines(things: Iterable[Kept]) -> list[KeptLine]:
    """Give the lines of the table, in the order the rooms tell them."""
    return [
        KeptLine(
            key=thing.key,
            what=str(thing.what),
            why=str(thing.why),
            until=_until(thing),
            then=then_word(thing.then),
            personal=thing.personal,
        )
        for thing in things
    ]


def _until(thing: Kept) -> str:
    if thing.how_long is None:
        return str(thing.until)
    return str(thing.until) % {"how_long": span(thing.how_long)}


def then_word(then: Then) -> str:
    """Give what happens when the time is up, in a word."""
    return {
        Then.KEPT: _("Kept"),
        Then.DISCARDED: _("Discarded"),
        Then.DELETED: _("Deleted"),
    }[then]


def span(how_long: timedelta) -> str:
    """Give a length of time as people say it: in years, days or hours."""
    days = how_long.days
    if days and days % _YEAR == 0:
        years = days // _YEAR
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    if days:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    hours = how_long.seconds // 3600
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
