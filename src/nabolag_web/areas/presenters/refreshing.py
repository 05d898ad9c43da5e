"""Fetched tables in words: what, how often, and what came of it the last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabolag.errors import BadInput
from nabolag_web.areas.models import Fetched, Import, Refresh, Stage
from nabolag_web.areas.presenters.pages import language
from nabolag_web.areas.queries.refreshes import FetchedTable

EVERY = (
    (30, gettext_lazy("Every month")),
    (91, gettext_lazy("Every quarter")),
    (365, gettext_lazy("Every year")),
    (7, gettext_lazy("Every week")),
)
"""How often a table can be fetched, in days and in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A table that is fetched, as the list shows it."""

    pk: int
    title: str
    every: str
    next_on: date
    last_at: datetime | None
    said: str
    details: str
    import_pk: int | None


def lines(refreshes: Iterable[Refresh]) -> list[Line]:
    """Give the tables that are fetched, each with what came of it."""
    return [_line(refresh) for refresh in refreshes]


def _line(refresh: Refresh) -> Line:
    newest = next(iter(_shown_of(refresh)), None)
    every = dict(EVERY).get(refresh.every_days)
    return Line(
        pk=refresh.pk,
        title=refresh.title,
        every=str(every)
        if every
        else _("Every %(days)s days") % {"days": refresh.every_days},
        next_on=refresh.next_on,
        last_at=refresh.last_at,
        said=_said(refresh.last_said),
        details=(refresh.problem or {}).get("found", ""),
        import_pk=None if newest is None else newest.pk,
    )


def _shown_of(refresh: Refresh) -> Iterable[Import]:
    return refresh.imports.exclude(stage=Stage.DROPPED)[:1]


def _said(said: str) -> str:
    if not said:
        return _("It is being fetched.")
    return {
        Fetched.IN_USE: _("New figures came, and are in use."),
        Fetched.WAITS: _("Figures came, and wait for you to look at them."),
        Fetched.NOTHING_NEW: _("There was nothing new."),
        Fetched.REFUSED: _("What came cannot be used as it is."),
        Fetched.NO_ANSWER: _(
            "The publisher did not answer as it should. We try again tomorrow."
        ),
    }[Fetched(said)]


def tables(found: Iterable[FetchedTable]) -> list[tuple[str, str]]:
    """Give the tables to choose among."""
    return [(each.key, f"{_name(each.names)} ({each.publisher})") for each in found]


def _name(names: Mapping[str, str]) -> str:
    return names.get(language()) or next(iter(names.values()))


def recipe_problem(error: BadInput) -> str:
    """Give why a recipe of one's own cannot be fetched by."""
    return _("It cannot be fetched by this recipe: %(details)s") % {"details": error}
