"""What is looked up for a programme's overview."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from nabolag_web.areas.models import Import, Stage
from nabolag_web.programmes.models import Membership, Programme, ProgrammeTrace
from nabolag_web.shell.registry import Hit, rooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Which of the first steps a programme has taken."""

    figures: bool
    focus: bool
    people: bool
    year: bool


def begun(programme: Programme) -> Begun:
    """Tell what is in place."""
    used = Import.objects.filter(
        city__compared_by__programme=programme, stage=Stage.IN_USE
    )
    return Begun(
        figures=used.exists(),
        focus=programme.focus_areas.exists(),
        people=programme.memberships.count() > 1 or programme.invitations.exists(),
        year=programme.year.exists(),
    )


NEWSWORTHY = (
    "import_used",
    "import_undone",
    "experience_written",
    "goal_added",
    "goals_taken",
    "joined",
    "opened",
    "phase_entered",
    "task_done",
)
"""What of the trail is news to everyone in the programme."""


def news(programme: Programme, *, most: int) -> QuerySet[ProgrammeTrace]:
    """Give what has happened lately that everyone would want to know."""
    return programme.trail.filter(done__in=NEWSWORTHY).select_related("by")[:most]


def demo_team() -> list[Membership]:
    """Give who anyone may be in the example; no one where this is not the demo."""
    if not settings.DEMO:
        return []
    places = Membership.objects.filter(
        programme__made_up=True, user__email__endswith=".invalid"
    )
    return list(places.select_related("programme", "user").order_by("pk"))


MOST_OF_A_KIND = 10
"""How many hits of each kind a search shows. More words find fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found of one kind; ``more`` when there is more than is shown."""

    kind: str
    hits: tuple[Hit, ...]
    more: bool


def search(programme: Programme, words: tuple[str, ...]) -> tuple[Found, ...]:
    """Ask every room for what holds all the words, the top floor first."""
    by_kind: dict[str, list[Hit]] = {}
    for room in reversed(rooms()):
        if words and room.search is not None:
            for hit in room.search(programme, words):
                by_kind.setdefault(hit.kind, []).append(hit)
    return tuple(
        Found(
            kind=kind,
            hits=tuple(hits[:MOST_OF_A_KIND]),
            more=len(hits) > MOST_OF_A_KIND,
        )
        for kind, hits in by_kind.items()
    )
