"""What a forum decides, who carries it out and by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import RESTRICT
from django.utils.timezone import localdate

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.locks import keep_open, keep_standing
from nabolag_web.knowledge.actions.meetings import note_meeting
from nabolag_web.knowledge.models import (
    Case,
    CaseKind,
    Decision,
    DecisionFinding,
    Finding,
    Forum,
    Meeting,
    Seat,
)
from nabolag_web.knowledge.queries.meetings import undecided
from nabolag_web.programmes.actions import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision as it was made. The owner has a seat, or is told in words."""

    text: str
    owner: Seat | None = None
    owner_words: str = ""
    due_on: date | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    minority: str = ""


@transaction.atomic
def decide(*, case: Case, decided: Decided, by: User, at: datetime) -> Decision:
    """Write down a decision in a case. It rests on the case's finding as it stands.

    Raises :class:`MinutesLocked` and :class:`TakenOffMeanwhile`.
    """
    keep_standing(case)
    decision = Decision(forum=case.forum, case=case, on=case.meeting.on)
    _write(decision, decided, by=by, at=at)
    _rest(decision, [case.finding] if case.finding else [])
    note_meeting(case.meeting, "decided", by=by, at=at)
    return decision


@transaction.atomic
def decide_by_email(
    *,
    forum: Forum,
    decided: Decided,
    on: date,
    findings: Sequence[Finding] = (),
    by: User,
    at: datetime,
) -> Decision:
    """Write down what a forum decided by e-mail, for the next meeting's minutes."""
    decision = Decision(forum=forum, by_email=True, on=on)
    _write(decision, decided, by=by, at=at)
    _rest(decision, findings)
    note(forum.programme, "decided_by_email", by=by, at=at, subject=forum.name)
    return decision


@transaction.atomic
def decide_consent(*, meeting: Meeting, by: User, at: datetime) -> list[Decision]:
    """Decide all that no one wants to discuss in one step, each as it was proposed.

    Cases without a proposed decision, and those decided already, are left alone. Raises
    :class:`MinutesLocked`.
    """
    keep_open(meeting)
    cases = undecided(meeting).filter(kind=CaseKind.CONSENT)
    return [
        decide(case=case, decided=Decided(text=case.proposed), by=by, at=at)
        for case in cases.exclude(proposed="").select_related("meeting__forum")
    ]


class LedToMore(Exception):
    """Something rests on the decision, such as a measure, so it stays."""


@transaction.atomic
def retract_decision(*, decision: Decision, by: User, at: datetime) -> None:
    """Take back a decision that was written down wrongly. It can be put back.

    Raises :class:`LedToMore`, :class:`MinutesLocked` and :class:`TakenOffMeanwhile`.
    """
    case = _case_of(decision)
    keep_standing(case)
    held = Decision.objects.select_for_update().filter(pk=decision.pk).first()
    if held is None:
        return  # someone else was first
    if _led_to_more(held):
        raise LedToMore
    _set_removed(held, at)
    note_meeting(case.meeting, "decision_retracted", by=by, at=at)


@transaction.atomic
def put_decision_back(*, decision: Decision, by: User, at: datetime) -> None:
    """Let a decision that was taken back count again, as it was written.

    Raises :class:`MinutesLocked` and :class:`TakenOffMeanwhile`.
    """
    case = _case_of(decision)
    keep_standing(case)
    held = Decision.taken_off.select_for_update().filter(pk=decision.pk).first()
    if held is not None:
        _set_removed(held, None)
        note_meeting(case.meeting, "decision_put_back", by=by, at=at)


def _case_of(decision: Decision) -> Case:
    case = decision.case
    assert case is not None  # noqa: S101 - tells mypy; pages ask through the case
    return case


def _led_to_more(decision: Decision) -> bool:
    """Tell whether rooms above keep something that the decision may not be gone from."""
    return any(
        each.related_model._base_manager.filter(**{each.field.name: decision}).exists()
        for each in Decision._meta.related_objects
        if each.on_delete is RESTRICT
    )


def _set_removed(decision: Decision, at: datetime | None) -> None:
    decision.removed_at = at
    decision.save(update_fields=["removed_at"])


@transaction.atomic
def finish_decision(*, decision: Decision, by: User, at: datetime) -> None:
    """Say that what was decided is done."""
    _set_done(decision, localdate(at))
    forum = decision.forum
    note(forum.programme, "decision_done", by=by, at=at, subject=forum.name)


@transaction.atomic
def reopen_decision(*, decision: Decision, by: User, at: datetime) -> None:
    """Say that what was decided was not done after all."""
    _set_done(decision, None)
    forum = decision.forum
    note(forum.programme, "decision_reopened", by=by, at=at, subject=forum.name)


def _set_done(decision: Decision, on: date | None) -> None:
    decision.done_on = on
    decision.save(update_fields=["done_on"])


def _write(decision: Decision, decided: Decided, *, by: User, at: datetime) -> None:
    decision.text, decision.minority = decided.text, decided.minority
    decision.owner, decision.owner_words = decided.owner, decided.owner_words
    decision.due_on = decided.due_on
    decision.votes_for = decided.votes_for
    decision.votes_against = decided.votes_against
    decision.decided_at, decision.written_by = at, by
    decision.full_clean()
    decision.save()


def _rest(decision: Decision, findings: Iterable[Finding]) -> None:
    """Tie a decision to findings in the version they have now, to be read later."""
    DecisionFinding.objects.bulk_create(
        DecisionFinding(decision=decision, finding=finding, version=finding.version)
        for finding in findings
    )
