"""Measures as they are listed and found, and what they begin with and lead to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import Decision, Finding
from nabolag_web.knowledge.queries.thread import decision_link
from nabolag_web.measures.models import Measure, Stage
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.folding import holds
from nabolag_web.shell.registry import Due, Hit
from nabolag_web.shell.thread import Kind, ThreadLink, Tie

OPEN = (Stage.PLANNED, Stage.DOING)
"""Stages that something is still to be done in."""

SOON = timedelta(days=30)
_FOUND = 50


def listed(
    programme: Programme, stage: str = "", *, owner: int | None = None
) -> QuerySet[Measure]:
    """Give a programme's measures, the newest first: all, or of a stage or an owner."""
    found = programme.measures.filter(removed_at=None).select_related("owner")
    if owner is not None:
        found = found.filter(owner=owner)
    return found.filter(stage=stage) if stage in Stage.values else found


def owners(programme: Programme) -> QuerySet[User]:
    """Give those who carry out any of a programme's measures, by name."""
    owned = programme.measures.filter(removed_at=None, owner__isnull=False)
    return User.objects.filter(pk__in=owned.values("owner")).order_by("name", "pk")


def numbered(programme: Programme, number: int) -> QuerySet[Measure]:
    """Give the measure with a number, with what it began with."""
    found = programme.measures.filter(number=number, removed_at=None)
    return found.select_related(
        "programme", "owner", "decision__forum", "decision__case__meeting"
    )


def taken_out(programme: Programme) -> QuerySet[Measure]:
    """Give the measures that were taken out and can be put back."""
    return programme.measures.filter(removed_at__isnull=False).order_by("-removed_at")


def decisions(programme: Programme) -> QuerySet[Decision]:
    """Give the decisions that a measure can begin with, the newest first."""
    found = Decision.objects.filter(forum__programme=programme)
    return found.select_related("forum", "case__meeting__minutes").order_by(
        "-on", "-pk"
    )


def rests_on(measure: Measure) -> list[Finding]:
    """Give the findings that a measure's decision rests on."""
    if measure.decision is None:
        return []
    return list(measure.decision.findings.filter(removed_at=None).order_by("number"))


def ties(things: Collection[Model]) -> Iterator[Tie]:
    """Give the ties from decisions to the measures that began with them."""
    decided = {each.pk for each in things if isinstance(each, Decision)}
    begun = {each.pk for each in things if isinstance(each, Measure)}
    if not decided and not begun:
        return
    found = Measure.objects.filter(
        Q(decision__in=decided) | Q(pk__in=begun), removed_at=None
    ).select_related(
        "programme", "decision__forum__programme", "decision__case__meeting__minutes"
    )
    for measure in found:
        if measure.decision is not None:
            yield Tie(below=decision_link(measure.decision), above=link_of(measure))


def link_of(measure: Measure) -> ThreadLink:
    """Give a measure as it stands on the thread."""
    return ThreadLink(
        thing=measure,
        kind=Kind.MEASURE,
        title=measure.title,
        address=address_of(measure),
        when=measure.due_on,
    )


def address_of(measure: Measure) -> str:
    """Give where a measure's own page is."""
    return reverse("measures:measure", args=[measure.programme.slug, measure.number])


def due_for(user: User, programme: Programme, *, today: date) -> QuerySet[Measure]:
    """Give what someone is to have done within a month, or should have done."""
    own = programme.measures.filter(owner=user, removed_at=None, stage__in=OPEN)
    return own.filter(due_on__lte=today + SOON).order_by("due_on", "pk")


def due(programme: Programme, _today: date) -> Iterator[Due]:
    """Give the days that measures are to be done by, late or not, until they are."""
    found = programme.measures.filter(removed_at=None, stage__in=OPEN)
    for measure in found.select_related("programme"):
        if measure.due_on is not None:
            yield Due(
                on=measure.due_on, title=measure.title, address=address_of(measure)
            )


def search(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give what a search of the programme finds among its measures."""
    found = 0
    for measure in listed(programme):
        if holds(words, f"{measure.title} {measure.owner_words} {measure.ordered}"):
            found += 1
            yield Hit(
                kind=_("Measures"),
                title=measure.title,
                text=measure.owner_words,
                address=reverse(
                    "measures:measure", args=[programme.slug, measure.number]
                ),
            )
        if found >= _FOUND:
            return


def about_person(user: User) -> dict[str, Any]:
    """Give the measures someone carries out or has written, for their copy."""
    found = Measure.objects.filter(Q(owner=user) | Q(made_by=user))
    return {
        "measures": [
            {
                "programme": measure.programme.name,
                "title": measure.title,
                "you_carry_it_out": measure.owner_id == user.pk,
                "due_on": measure.due_on.isoformat() if measure.due_on else None,
            }
            for measure in found.select_related("programme")
        ]
    }
