"""What may change about place analyses: begin, change, take out and put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.actions.score_tables import ScoreRow
from nabolag_web.knowledge.models import Method, PlaceAnalysis, Score
from nabolag_web.knowledge.queries import places as queries
from nabolag_web.programmes import actions as programmes
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.folding import folded
from nabolag_web.shell.versions import keep_version


class InUse(Exception):
    """It is, or has been, evidence in a finding, and what that rested on must stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What someone says of a place analysis: how, when and where, and who took part."""

    title: str
    on: date
    method: str = Method.WALK
    area: FocusArea | None = None
    took_part: str = ""


@transaction.atomic
def begin_analysis(
    *, programme: Programme, looked: Looked, by: User, at: datetime
) -> PlaceAnalysis:
    """Begin a place analysis, to take notes in."""
    analysis = PlaceAnalysis(programme=programme, made_by=by, made_at=at)
    _say(analysis, looked)
    note(analysis, "place_begun", by=by, at=at)
    return analysis


@transaction.atomic
def change_analysis(
    *,
    analysis: PlaceAnalysis,
    looked: Looked,
    version: int,
    by: User,
    at: datetime,
) -> None:
    """Say otherwise what an analysis is. Raises :class:`ChangedMeanwhile`."""
    now = PlaceAnalysis.objects.select_for_update().get(pk=analysis.pk)
    keep_version(now, version)
    now.version += 1
    _say(now, looked)
    note(now, "place_changed", by=by, at=at)


@transaction.atomic
def take_out_analysis(*, analysis: PlaceAnalysis, by: User, at: datetime) -> None:
    """Take an analysis out with its notes; it can come back. Raises :class:`InUse`."""
    if queries.analysis_in_use(analysis):
        raise InUse
    analysis.removed_at = at
    analysis.save(update_fields=["removed_at"])
    note(analysis, "place_taken_out", by=by, at=at)


@transaction.atomic
def put_back_analysis(*, analysis: PlaceAnalysis, by: User, at: datetime) -> None:
    """Put an analysis back, as it was."""
    analysis.removed_at = None
    analysis.save(update_fields=["removed_at"])
    note(analysis, "place_put_back", by=by, at=at)


@transaction.atomic
def store_scores(
    *,
    analysis: PlaceAnalysis,
    rows: Sequence[ScoreRow],
    scale: int,
    by: User,
    at: datetime,
) -> None:
    """Store what a place was given, in the place of what stood there before."""
    analysis.scores.all().delete()
    scores = [
        Score(
            analysis=analysis,
            number=number,
            theme=row.theme,
            score=row.score,
            scale=scale,
            respondents=row.respondents,
        )
        for number, row in enumerate(rows, start=1)
    ]
    Score.objects.bulk_create(scores)
    note(analysis, "place_scored", by=by, at=at)


def note(analysis: PlaceAnalysis, done: str, *, by: User, at: datetime) -> None:
    """Write in the trail what was done with an analysis: its number, no words of it."""
    programmes.note(analysis.programme, done, by=by, at=at, subject=analysis.pk)


def _say(analysis: PlaceAnalysis, looked: Looked) -> None:
    analysis.title, analysis.on = looked.title, looked.on
    analysis.method, analysis.area = looked.method, looked.area
    analysis.took_part = looked.took_part
    analysis.searched = folded(f"{looked.title} {looked.took_part}")
    analysis.full_clean()
    analysis.save()
