"""What a meeting takes up: cases drawn from what is discussed, and those added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.locks import keep_open, keep_standing
from nabolag_web.knowledge.actions.meetings import note_meeting
from nabolag_web.knowledge.models import (
    Case,
    CaseKind,
    Finding,
    Forum,
    Meeting,
    Question,
)
from nabolag_web.knowledge.queries.frozen import as_it_stands
from nabolag_web.knowledge.queries.sharing import hands_of
from nabolag_web.shell.versions import take_version

_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A case as whoever adds it says it."""

    title: str
    kind: CaseKind = CaseKind.INFORMATION
    proposed: str = ""
    finding: Finding | None = None
    question: Question | None = None


@transaction.atomic
def draw_agenda(
    *,
    meeting: Meeting,
    findings: Sequence[Finding],
    questions: Sequence[Question],
    by: User,
    at: datetime,
) -> list[Case]:
    """Put findings, and questions that no one has answered, on the agenda.

    A finding comes with all its questions, so a question of a finding that is there
    makes no case of its own. Each has a first draft of what could be decided. Raises :class:`MinutesLocked`.
    """
    there = set(meeting.cases.values_list("finding", flat=True))
    proposals = []
    for finding in findings:
        if finding.pk not in there:
            there.add(finding.pk)
            proposals.append(_of_finding(finding))
    for question in questions:
        if question.finding_id not in there:
            there.add(question.finding_id)
            proposals.append(_of_question(question))
    return [
        add_case(meeting=meeting, proposal=proposal, by=by, at=at)
        for proposal in proposals
    ]


def _of_finding(finding: Finding) -> Proposal:
    return Proposal(
        title=finding.sentence,
        kind=CaseKind.FINDING,
        proposed=_("The forum shares the finding as it stands."),
        finding=finding,
    )


def _of_question(question: Question) -> Proposal:
    return Proposal(
        title=question.text[:_LONGEST_TITLE],
        kind=CaseKind.QUESTION,
        proposed=_("The forum answers the question, or says who finds out."),
        finding=question.finding,
        question=question,
    )


@transaction.atomic
def add_case(*, meeting: Meeting, proposal: Proposal, by: User, at: datetime) -> Case:
    """Add a case at the end of the agenda. It takes the forum's next number that year.

    Where the papers are made already, the case has its own made at once. Raises
    :class:`MinutesLocked`.
    """
    keep_open(meeting)
    forum = Forum.objects.select_for_update().get(pk=meeting.forum_id)  # one at a time
    number = _of_year(forum, meeting.year).aggregate(last=Max("number"))
    position = meeting.cases.aggregate(last=Max("position"))
    case = Case(
        meeting=meeting,
        forum=forum,
        year=meeting.year,
        number=int(number["last"] or 0) + 1,
        position=int(position["last"] or 0) + 1,
        kind=proposal.kind,
        title=proposal.title,
        proposed=proposal.proposed,
        finding=proposal.finding,
        question=proposal.question,
    )
    if meeting.called_at is not None:
        case.frozen = as_it_stands(case)
    case.full_clean()
    case.save()
    note_meeting(meeting, "case_added", by=by, at=at)
    return case


def _of_year(forum: Forum, year: int) -> QuerySet[Case]:
    """Give all that have a number, also those that were taken off the agenda."""
    return Case._base_manager.filter(forum=forum, year=year)


@transaction.atomic
def change_case(
    *, case: Case, proposal: Proposal, version: int, by: User, at: datetime
) -> None:
    """Say otherwise what a case is called and what is proposed.

    Raises :class:`ChangedMeanwhile`, :class:`TakenOffMeanwhile` and
    :class:`MinutesLocked`.
    """
    keep_standing(case)
    take_version(case, version)
    case.title, case.kind = proposal.title, proposal.kind
    case.proposed = proposal.proposed
    case.full_clean()
    case.save(update_fields=["title", "kind", "proposed"])
    note_meeting(case.meeting, "case_changed", by=by, at=at)


@transaction.atomic
def move_case(*, case: Case, up: int, by: User, at: datetime) -> None:
    """Move a case so many places up on the agenda, or down when it is negative.

    Raises :class:`MinutesLocked` and :class:`TakenOffMeanwhile`.
    """
    keep_standing(case)
    order = list(case.meeting.cases.all())
    place = order.index(case)
    order.insert(max(place - up, 0), order.pop(place))
    for position, each in enumerate(order, start=1):
        each.position = position
    Case.objects.bulk_update(order, ["position"])
    note_meeting(case.meeting, "agenda_changed", by=by, at=at)


class HasDecisions(Exception):
    """Something was said or decided in the case, so it stays on the agenda."""


@transaction.atomic
def drop_case(*, case: Case, by: User, at: datetime) -> None:
    """Take a case off the agenda. It keeps its number, and can be put back.

    Raises :class:`HasDecisions`, :class:`MinutesLocked` and
    :class:`TakenOffMeanwhile`.
    """
    keep_standing(case)
    if case.said or hands_of(case) or case.decisions.exists() or case.marks.exists():
        raise HasDecisions
    case.removed_at = at
    case.marks_opened_at = case.marks_closed_at = None  # no one has marked it
    case.save(update_fields=["removed_at", "marks_opened_at", "marks_closed_at"])
    note_meeting(case.meeting, "case_dropped", by=by, at=at)


@transaction.atomic
def put_case_back(*, case: Case, by: User, at: datetime) -> None:
    """Put a case back on the agenda, with its number, where it was.

    It stands as it was when the papers were made; where they were made after it was
    taken off, as it is now. Of two who put it back at once, the second changes nothing.
    Raises :class:`MinutesLocked`.
    """
    keep_open(case.meeting)
    held = Case.taken_off.select_for_update().filter(pk=case.pk).first()
    if held is None or held.removed_at is None:
        return
    called_at = case.meeting.called_at
    if called_at is not None and held.removed_at < called_at:
        held.frozen = as_it_stands(held)
    held.removed_at = None
    held.save(update_fields=["removed_at", "frozen"])
    note_meeting(case.meeting, "case_put_back", by=by, at=at)
