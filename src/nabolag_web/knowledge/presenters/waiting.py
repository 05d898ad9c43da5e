"""What waits for someone, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.queries.waiting import Waiting, waiting_for
from nabolag_web.knowledge.queries.waiting import Waits as Kinds
from nabolag_web.programmes.models import Programme
from nabolag_web.programmes.queries import membership
from nabolag_web.shell.registry import Waits


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One thing that waits: what it is, where it is done, and when it should be.

    ``decision`` is what can be said to be done right here.
    """

    title: str
    kind: str
    when: str
    late: bool
    address: str
    decision: int | None


def waiting_lines(
    waiting: Iterable[Waiting], slug: str, *, today: date
) -> list[WaitingLine]:
    """Give what waits for someone, the most urgent first."""
    return [
        WaitingLine(
            title=_title(each),
            kind=_kind(each),
            when=_when(each.due_on, today),
            late=each.due_on is not None and each.due_on < today,
            address=_address(each, slug),
            decision=each.decision.pk if each.decision else None,
        )
        for each in waiting
    ]


def waits(programme: Programme, user: User, today: date) -> list[Waits]:
    """Give what waits for someone in a programme's forums, for its overview."""
    place = membership(user, programme.slug)
    found = waiting_for(user, place, today=today) if place else []
    return [
        Waits(
            title=line.title,
            kind=line.kind,
            when=line.when,
            late=line.late,
            address=line.address,
        )
        for line in waiting_lines(found, programme.slug, today=today)
    ]


def _title(each: Waiting) -> str:
    if each.decision is not None:
        return each.decision.text
    told = {"number": each.meeting, "forum": each.forum.name}
    if each.kind is Kinds.MINUTES:
        return _("Approve the minutes of %(forum)s %(number)s") % told
    return _("Make the papers for %(forum)s %(number)s") % told


def _kind(each: Waiting) -> str:
    if each.decision is not None:
        return _("Decided in %(forum)s %(day)s") % {
            "forum": each.forum.name,
            "day": date_format(each.decision.on, "DATE_FORMAT"),
        }
    assert each.meeting is not None  # noqa: S101 - tells mypy
    day = date_format(each.meeting.on, "DATE_FORMAT")
    return _("Meeting on %(day)s") % {"day": day}


def _when(due_on: date | None, today: date) -> str:
    if due_on is None:
        return _("No day is set")
    day = {"day": date_format(due_on, "DATE_FORMAT")}
    if due_on < today:
        return _("Was due %(day)s") % day
    return _("Due %(day)s") % day


def _address(each: Waiting, slug: str) -> str:
    if each.kind is Kinds.MINUTES and each.meeting is not None:
        return reverse("knowledge:minutes", args=[slug, each.meeting.pk])
    if each.meeting is not None:
        return reverse("knowledge:meeting", args=[slug, each.meeting.pk])
    if each.decision is not None and each.decision.case is not None:
        case = each.decision.case
        return reverse("knowledge:case", args=[slug, case.meeting_id, case.pk])
    return reverse("knowledge:forum", args=[slug, each.forum.pk])
