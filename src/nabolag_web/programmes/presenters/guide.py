"""How far an area programme has come, and what usually comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabolag_web.programmes.models import Phase, Programme

PHASES: dict[Phase, tuple[Any, Any]] = {
    Phase.CHOOSING: (
        gettext_lazy("Choose the area"),
        gettext_lazy(
            "Hold the areas against the city, see which fall behind, and agree on"
            " where to work and for how long."
        ),
    ),
    Phase.KNOWING: (
        gettext_lazy("Build a shared knowledge base"),
        gettext_lazy(
            "Gather statistics, place analyses, what staff see and what residents"
            " say, and discuss it until it is shared."
        ),
    ),
    Phase.PLANNING: (
        gettext_lazy("Make the programme plan"),
        gettext_lazy(
            "Settle the goals, choose measures that rest on what was found, find"
            " partners and money, and plan how effect will be seen."
        ),
    ),
    Phase.DOING: (
        gettext_lazy("Carry out and follow up"),
        gettext_lazy(
            "Do the measures, see whom they reach, report every year, and change"
            " course where the figures or the residents say so."
        ),
    ),
    Phase.CARRYING_ON: (
        gettext_lazy("Let it carry on in ordinary operation"),
        gettext_lazy(
            "Move what works into the services, evaluate, document the methods and"
            " tell residents what came of it."
        ),
    ),
}
"""What the five phases are called, and what usually comes in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLine:
    """A phase of an area programme, and what usually comes in it."""

    number: int
    title: str
    usually: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The five phases, and the ones that can be moved to from here."""

    lines: tuple[PhaseLine, ...]
    before: PhaseLine | None
    after: PhaseLine | None


def guide(programme: Programme) -> Guide:
    """Give the phases with the one before and the one after where it stands."""
    lines = phases(programme)
    here = programme.phase - Phase.CHOOSING
    return Guide(
        lines=tuple(lines),
        before=lines[here - 1] if here > 0 else None,
        after=lines[here + 1] if here + 1 < len(lines) else None,
    )


def phases(programme: Programme) -> list[PhaseLine]:
    """Give the five phases, with the one the programme is in marked."""
    return [
        PhaseLine(
            number=phase.value,
            title=str(title),
            usually=str(usually),
            current=phase == programme.phase,
        )
        for phase, (title, usually) in PHASES.items()
    ]


def period(programme: Programme) -> str:
    """Give a programme's years, or nothing where they are not told."""
    first, last = programme.first_year, programme.last_year
    if first and last:
        return f"{first}–{last}"
    if first:
        return _("From %(year)s") % {"year": first}
    return _("Until %(year)s") % {"year": last} if last else ""


def year_of_programme(programme: Programme, *, today: date) -> str:
    """Tell which year of a programme it is, while it runs."""
    first, last = programme.first_year, programme.last_year
    if not first or not last or not first <= today.year <= last:
        return ""
    return _("Year %(number)s of %(total)s") % {
        "number": today.year - first + 1,
        "total": last - first + 1,
    }
