"""What may change about measures. Every change is written in the trail with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import Decision
from nabolag_web.measures.models import Measure, MeasureVersion, Stage
from nabolag_web.programmes import actions as programmes
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.versions import keep_version


class TakenBackError(Exception):
    """The decision was taken back since the page with the form was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a measure begins with: a decision, or a political order in words."""

    decision: Decision | None = None
    ordered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a measure now."""

    title: str
    stage: Stage = Stage.PLANNED
    owner: User | None = None
    owner_words: str = ""
    due_on: date | None = None
    money: int | None = None


@transaction.atomic
def begin_measure(
    *, programme: Programme, told: Told, origin: Origin, by: User, at: datetime
) -> Measure:
    """Begin a measure, with the programme's next number.

    Raises :class:`TakenBackError`.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    _hold(origin.decision)
    newest = programme.measures.aggregate(newest=Max("number"))["newest"] or 0
    measure = Measure(
        programme=programme,
        number=newest + 1,
        decision=origin.decision,
        ordered=origin.ordered,
        made_by=by,
        made_at=at,
    )
    _tell(measure, told, reason="", by=by, at=at)
    _note(measure, "measure_begun", by=by, at=at)
    return measure


def _hold(decision: Decision | None) -> None:
    """Hold a decision as it is, so that no one takes it back meanwhile."""
    if decision is None:
        return
    if not Decision.objects.select_for_update().filter(pk=decision.pk).first():
        raise TakenBackError


@transaction.atomic
def change_measure(
    *,
    measure: Measure,
    version: int,
    told: Told,
    reason: str,
    by: User,
    at: datetime,
) -> Measure:
    """Say something else of a measure, unless someone else has done so meanwhile."""
    held = Measure.objects.select_for_update().get(pk=measure.pk)
    keep_version(held, version)
    held.version += 1
    _tell(held, told, reason=reason, by=by, at=at)
    _note(held, "measure_changed", by=by, at=at)
    return held


@transaction.atomic
def take_out(*, measure: Measure, by: User, at: datetime) -> None:
    """Take a measure out. It can be put back until it is deleted."""
    _set_removed(measure, at)
    _note(measure, "measure_taken_out", by=by, at=at)


@transaction.atomic
def put_back(*, measure: Measure, by: User, at: datetime) -> None:
    """Put back a measure that was taken out."""
    _set_removed(measure, None)
    _note(measure, "measure_put_back", by=by, at=at)


def _set_removed(measure: Measure, at: datetime | None) -> None:
    measure.removed_at = at
    measure.save(update_fields=["removed_at"])


def _tell(measure: Measure, told: Told, *, reason: str, by: User, at: datetime) -> None:
    measure.title, measure.stage = told.title, told.stage
    measure.owner, measure.owner_words = told.owner, told.owner_words
    measure.due_on, measure.money = told.due_on, told.money
    measure.full_clean()
    measure.save()
    MeasureVersion.objects.create(
        measure=measure,
        number=measure.version,
        title=measure.title,
        stage=measure.stage,
        due_on=measure.due_on,
        money=measure.money,
        reason=reason,
        by=by,
        at=at,
    )


def _note(measure: Measure, done: str, *, by: User, at: datetime) -> None:
    programmes.note(measure.programme, done, by=by, at=at, subject=measure.title)
