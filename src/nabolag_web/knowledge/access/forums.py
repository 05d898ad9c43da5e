"""Who may read and write what in a forum and its meetings.

Everyone in the programme sees which forums there are. Those who sit in one read its
meetings, and its secretary writes. Of a forum that is open, everyone in the programme
reads the approved minutes that are not exempt. The coordinator leads all forums.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from nabolag_web.accounts.access import user_of
from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.locks import TakenOffMeanwhile
from nabolag_web.knowledge.models import (
    Case,
    Decision,
    DecisionFinding,
    Duty,
    Forum,
    Meeting,
    MeetingStage,
    Seat,
)
from nabolag_web.knowledge.queries.decisions import seats_of
from nabolag_web.knowledge.queries.meetings import seat_of
from nabolag_web.knowledge.queries.taken_off import ever_on
from nabolag_web.knowledge.queries.thread import WITH_DECISION
from nabolag_web.programmes.access import Here, here
from nabolag_web.shell.rules import Rule
from nabolag_web.shell.thread import Kind, Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Someone who asks for a forum, with the seat they have there, if any."""

    here: Here
    forum: Forum
    seat: Seat | None
    meeting: Meeting | None = None


leads: Rule[Asked] = Rule(lambda asked: asked.here.may["lead"])
sits: Rule[Asked] = Rule(lambda asked: asked.seat is not None)
chairs: Rule[Asked] = Rule(lambda asked: _does(asked, Duty.CHAIR))
writes: Rule[Asked] = Rule(lambda asked: _does(asked, Duty.SECRETARY))
goes_on: Rule[Asked] = Rule(lambda asked: asked.forum.ended_at is None)
is_locked: Rule[Asked] = Rule(lambda asked: _stage(asked) == MeetingStage.APPROVED)
is_held: Rule[Asked] = Rule(lambda asked: _stage(asked) == MeetingStage.HELD)
is_public: Rule[Asked] = Rule(lambda asked: _public_minutes(asked))


def _does(asked: Asked, duty: Duty) -> bool:
    """Tell whether someone has a duty; the meeting's own secretary writes as well."""
    if asked.seat is None:
        return False
    own = asked.meeting is not None and asked.meeting.secretary_id == asked.seat.pk
    return asked.seat.duty == duty or (duty == Duty.SECRETARY and own)


def _stage(asked: Asked) -> str:
    return asked.meeting.stage if asked.meeting else ""


def _public_minutes(asked: Asked) -> bool:
    if not asked.forum.is_open or asked.meeting is None or not is_locked(asked):
        return False
    return not asked.meeting.minutes.is_exempt


may_write = leads | writes

MAY: Mapping[str, Rule[Asked]] = {
    "see": Rule(lambda _: True),
    "read": leads | sits,
    "minutes": leads | sits | is_public,
    "lead": leads,
    "plan": may_write & goes_on,
    "write": may_write & ~is_locked,
    "record": may_write & is_held,
    "approve": (leads | chairs) & is_held,
}
"""``see`` that the forum is there and who sits in it, ``read`` its meetings, read
approved ``minutes``, ``lead`` the forum, ``plan`` meetings, ``write`` its agenda,
``record`` what is said and decided, and ``approve`` minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtForum:
    """A forum that a page stands in, and what whoever asks may do there."""

    here: Here
    forum: Forum
    seat: Seat | None
    may: Mapping[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMeeting:
    """A meeting that a page stands in, and what whoever asks may do there."""

    here: Here
    forum: Forum
    meeting: Meeting
    seat: Seat | None
    may: Mapping[str, bool]


def at_forum(request: HttpRequest, slug: str, pk: int, *, to: str) -> AtForum:
    """Give a forum to whoever may do this there, or refuse."""
    where = here(request, slug, to="read")
    forum = get_object_or_404(where.programme.forums, pk=pk)
    asked = _asked(where, user_of(request), forum)
    return AtForum(here=where, forum=forum, seat=asked.seat, may=_allowed(asked, to))


def at_meeting(request: HttpRequest, slug: str, pk: int, *, to: str) -> AtMeeting:
    """Give a meeting to whoever may do this there, or refuse."""
    where = here(request, slug, to="read")
    meeting = get_object_or_404(
        Meeting.objects.filter(forum__programme=where.programme).select_related(
            "forum__programme", "secretary__user"
        ),
        pk=pk,
    )
    asked = _asked(where, user_of(request), meeting.forum, meeting)
    return AtMeeting(
        here=where,
        forum=meeting.forum,
        meeting=meeting,
        seat=asked.seat,
        may=_allowed(asked, to),
    )


def at_case(
    request: HttpRequest, slug: str, pk: int, number: int, *, to: str
) -> tuple[AtMeeting, Case]:
    """Give a case of a meeting to whoever may do this there, or refuse.

    Raises :class:`TakenOffMeanwhile`.
    """
    at = at_meeting(request, slug, pk, to=to)
    case = get_object_or_404(ever_on(at.meeting), pk=number)
    if case.removed_at is not None:
        raise TakenOffMeanwhile
    case.meeting = at.meeting
    return at, case


def own_decision(request: HttpRequest, slug: str, pk: int) -> tuple[Here, Decision]:
    """Give a decision to whoever carries it out, or may write in its forum."""
    where = here(request, slug, to="read")
    decision = get_object_or_404(
        Decision.objects.filter(forum__programme=where.programme).select_related(
            "forum__programme", "owner", "case"
        ),
        pk=pk,
    )
    user = user_of(request)
    owns = decision.owner is not None and decision.owner.user_id == user.pk
    if not owns and not may_write(_asked(where, user, decision.forum)):
        raise PermissionDenied
    return where, decision


def readable_decision(
    request: HttpRequest, slug: str, pk: int
) -> tuple[Here, Decision]:
    """Give a decision to whoever may read it where it was made, or refuse."""
    where = here(request, slug, to="read")
    decision = get_object_or_404(
        Decision.objects.filter(forum__programme=where.programme).select_related(
            *WITH_DECISION, "owner__user"
        ),
        pk=pk,
    )
    if not _reads(where, decision, seats_of(user_of(request), where.programme)):
        raise PermissionDenied
    return where, decision


def readable(at: AtForum, meeting: Meeting) -> str:
    """Give what someone may open of a meeting: its page, its minutes or nothing."""
    return _readable(at.here, meeting, at.forum, at.seat)


def readable_decisions(
    where: Here, user: User, rests: Iterable[DecisionFinding]
) -> list[DecisionFinding]:
    """Give the decisions on a finding that someone may read where they were made."""
    seats = seats_of(user, where.programme)
    return [rest for rest in rests if _reads(where, rest.decision, seats)]


def readable_on(where: Here, user: User, thread: Thread) -> set[Model]:
    """Give the decisions on a thread that someone may read where they were made."""
    things = [link.thing for link in thread.of(Kind.DECISION)]
    made = [each for each in things if isinstance(each, Decision)]
    return set(readable_among(where, user, made)) if made else set()


def readable_among(where: Here, user: User, made: Iterable[Decision]) -> list[Decision]:
    """Give those of some decisions that someone may read where they were made."""
    seats = seats_of(user, where.programme)
    return [each for each in made if _reads(where, each, seats)]


def _reads(where: Here, decision: Decision, seats: Mapping[int, Seat]) -> bool:
    meeting = decision.case.meeting if decision.case else None
    seat = seats.get(decision.forum_id)
    return bool(_readable(where, meeting, decision.forum, seat))


def _readable(
    where: Here, meeting: Meeting | None, forum: Forum, seat: Seat | None
) -> str:
    """Give what someone may open of what a forum decided, in a meeting or by e-mail."""
    asked = Asked(here=where, forum=forum, seat=seat, meeting=meeting)
    return next((what for what in ("read", "minutes") if MAY[what](asked)), "")


def _asked(
    where: Here, user: User, forum: Forum, meeting: Meeting | None = None
) -> Asked:
    return Asked(here=where, forum=forum, seat=seat_of(user, forum), meeting=meeting)


def _allowed(asked: Asked, to: str) -> Mapping[str, bool]:
    if not MAY[to](asked):
        raise PermissionDenied
    return {what: rule(asked) for what, rule in MAY.items()}
