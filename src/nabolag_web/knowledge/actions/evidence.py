"""What may change about evidence: add, weigh anew, take away, and tell who has looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.actions.noting import touched
from nabolag_web.knowledge.models import (
    Evidence,
    Finding,
    LookedFor,
    PinnedFigure,
    ResidentInput,
    Source,
    held_in,
)
from nabolag_web.knowledge.queries.figures import Figure
from nabolag_web.programmes import actions as programmes
from nabolag_web.programmes.models import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What someone says of a piece of evidence.

    ``rests_on`` is the stored source it comes from, where there is one, and ``same_as``
    a piece of the same finding that rests on the same.
    """

    kind: str
    supports: bool
    title: str
    strength: int = 1
    note: str = ""
    page_reference: str = ""
    about_cause: bool = False
    same_as: Evidence | None = None
    rests_on: Source | None = None


@transaction.atomic
def add_evidence(*, finding: Finding, piece: Piece, by: User, at: datetime) -> Evidence:
    """Add a piece of evidence for or against a finding."""
    added = _new(finding, piece, by=by, at=at)
    touched(finding, "evidence_added", by=by, at=at)
    return added


@transaction.atomic
def weigh_anew(*, evidence: Evidence, piece: Piece, by: User, at: datetime) -> Evidence:
    """Say a piece of evidence otherwise. What it was is kept beside it, ended."""
    _end(evidence, at=at)
    added = _new(evidence.finding, piece, by=by, at=at, replaces=evidence)
    evidence.alike.filter(ended_at=None).update(same_as=added)
    touched(evidence.finding, "evidence_changed", by=by, at=at)
    return added


@transaction.atomic
def take_away(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Let a piece of evidence count no more, from now on."""
    _end(evidence, at=at)
    touched(evidence.finding, "evidence_taken_away", by=by, at=at)


@transaction.atomic
def tell_looked(
    *, finding: Finding, kind: str, supports: bool, by: User, at: datetime
) -> None:
    """Tell that someone has looked among one kind of source, and found nothing."""
    _told, first = LookedFor.objects.get_or_create(
        finding=finding, kind=kind, supports=supports, defaults={"by": by, "at": at}
    )
    if first:
        touched(finding, "evidence_looked_for", by=by, at=at)


@transaction.atomic
def pin_figure(
    *, programme: Programme, figure: Figure, by: User, at: datetime
) -> PinnedFigure:
    """Keep a figure as it stands now, so that later figures do not change it."""
    pinned = PinnedFigure(
        programme=programme,
        indicator=figure.key,
        names=dict(figure.names),
        area=figure.area,
        area_name=figure.area_name,
        period=figure.period,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        facts=dict(figure.facts),
        source=figure.source,
        recipe=figure.recipe,
        pinned_by=by,
        pinned_at=at,
    )
    pinned.full_clean()
    pinned.save()
    programmes.note(programme, "figure_pinned", by=by, at=at, subject=figure.key)
    return pinned


@transaction.atomic
def write_input(  # noqa: PLR0913 - what was said, how, when and where, and by whom
    *,
    programme: Programme,
    text: str,
    channel: str,
    heard_on: date,
    area: FocusArea | None = None,
    by: User,
    at: datetime,
) -> ResidentInput:
    """Write down what a resident has said, with how and when it was heard."""
    written = ResidentInput(
        programme=programme,
        text=text,
        channel=channel,
        heard_on=heard_on,
        area=area,
        written_by=by,
        written_at=at,
    )
    written.full_clean()
    written.save()
    programmes.note(programme, "input_written", by=by, at=at, subject=channel)
    return written


def _new(
    finding: Finding,
    piece: Piece,
    *,
    by: User,
    at: datetime,
    replaces: Evidence | None = None,
) -> Evidence:
    held = {} if piece.rests_on is None else {held_in(piece.rests_on): piece.rests_on}
    added = Evidence(
        finding=finding,
        kind=piece.kind,
        strength=piece.strength,
        supports=piece.supports,
        title=piece.title,
        note=piece.note,
        page_reference=piece.page_reference,
        about_cause=piece.about_cause,
        same_as=piece.same_as,
        replaces=replaces,
        added_by=by,
        added_at=at,
        **held,
    )
    added.full_clean()
    added.save()
    return added


def _end(evidence: Evidence, *, at: datetime) -> None:
    evidence.ended_at = at
    evidence.save(update_fields=["ended_at"])
