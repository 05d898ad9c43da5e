"""Forums, who sits in them and when they meet, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag_web.knowledge.models import (
    Duty,
    Forum,
    ForumType,
    Meeting,
    MeetingStage,
    Seat,
)
from nabolag_web.knowledge.queries.agenda import Suggestion
from nabolag_web.knowledge.words import DUTIES, FORUM_TYPES, STAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumLine:
    """A forum as the list shows it."""

    pk: int
    name: str
    facts: str
    next_on: date | None
    ended: bool


def forum_lines(
    forums: Iterable[Any], next_meetings: dict[int, date]
) -> list[ForumLine]:
    """Give a programme's forums, each with the day it meets next."""
    return [
        ForumLine(
            pk=forum.pk,
            name=forum.name,
            facts=" · ".join((type_word(forum), seats_word(forum.seated))),
            next_on=next_meetings.get(forum.pk),
            ended=forum.ended_at is not None,
        )
        for forum in forums
    ]


def type_word(forum: Forum) -> str:
    """Give what kind of forum it is."""
    return str(FORUM_TYPES[ForumType(forum.type)])


def seats_word(count: int) -> str:
    """Give how many sit there."""
    return ngettext("%(count)s member", "%(count)s members", count) % {"count": count}


def forum_facts(forum: Forum) -> list[str]:
    """Give the line of facts under a forum's name."""
    told = [type_word(forum)]
    if forum.rhythm:
        told.append(forum.rhythm)
    if forum.is_open:
        told.append(_("Everyone in the programme may read approved minutes"))
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLine:
    """Someone in a forum, as its page shows them."""

    pk: int
    name: str
    facts: str
    signs_in: bool


def seat_lines(seats: Iterable[Seat]) -> list[SeatLine]:
    """Give those who sit in a forum: chair and secretary first."""
    order = [Duty.CHAIR, Duty.SECRETARY, Duty.MEMBER]
    return [
        SeatLine(
            pk=seat.pk,
            name=name_of(seat),
            facts=" · ".join(filter(None, _said_of(seat))),
            signs_in=seat.user_id is not None,
        )
        for seat in sorted(seats, key=lambda seat: order.index(Duty(seat.duty)))
    ]


def _said_of(seat: Seat) -> tuple[str, ...]:
    duty = Duty(seat.duty)
    told = "" if duty is Duty.MEMBER else str(DUTIES[duty])
    return (told, seat.title, seat.organisation)


def name_of(seat: Seat) -> str:
    """Give someone's name; an account that is deleted leaves a seat without one."""
    return str(seat) or _("Someone who has left")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting as the forum's page shows it; ``address`` only where it may be read."""

    number: str
    on: date
    stage: str
    counts: str
    address: str


def meeting_lines(
    meetings: Iterable[Any], slug: str, *, opens: Callable[[Meeting], str]
) -> list[MeetingLine]:
    """Give a forum's meetings, each leading where whoever looks may go."""
    return [
        MeetingLine(
            number=str(meeting),
            on=meeting.on,
            stage=str(STAGES[MeetingStage(meeting.stage)]),
            counts=_counts(meeting),
            address=_address(meeting, slug, opens(meeting)),
        )
        for meeting in meetings
    ]


def _counts(meeting: Any) -> str:
    cases = ngettext("%(count)s case", "%(count)s cases", meeting.takes_up)
    told = [cases % {"count": meeting.takes_up}]
    if meeting.decided:
        decided = ngettext("%(count)s decision", "%(count)s decisions", meeting.decided)
        told.append(decided % {"count": meeting.decided})
    return " · ".join(told)


def _address(meeting: Meeting, slug: str, opens: str) -> str:
    page = {"read": "knowledge:meeting", "minutes": "knowledge:minutes"}.get(opens)
    return reverse(page, args=[slug, meeting.pk]) if page else ""


def meeting_title(meeting: Meeting) -> str:
    """Give what a meeting is called: the forum, its number and the day."""
    return _("%(forum)s %(number)s, %(day)s") % {
        "forum": meeting.forum.name,
        "number": meeting,
        "day": date_format(meeting.on, "DATE_FORMAT"),
    }


def meeting_facts(meeting: Meeting) -> list[str]:
    """Give the line of facts under a meeting's title."""
    told = [str(STAGES[MeetingStage(meeting.stage)])]
    if meeting.begins:
        told.append(_("at %(time)s") % {"time": time_format(meeting.begins, "H:i")})
    if meeting.place:
        told.append(meeting.place)
    return told


def suggestion_words(suggestions: Iterable[Suggestion]) -> list[SafeString]:
    """Give what each suggestion for the agenda says, and why it is suggested."""
    return [
        format_html('<span>{} <span class="kind">{}</span></span>', *_told(each))
        for each in suggestions
    ]


def _told(each: Suggestion) -> tuple[str, str]:
    return _suggested(each), _why(each)


def _suggested(each: Suggestion) -> str:
    if each.question is None:
        return each.finding.sentence
    told = {"question": each.question.text, "finding": each.finding.sentence}
    return _("%(question)s – about: %(finding)s") % told


def _why(each: Suggestion) -> str:
    if each.follows:
        return _("not answered in an earlier meeting")
    if each.question is not None:
        return _("a question that no one has answered")
    if not each.open_questions:
        return _("is being questioned")
    said = ngettext(
        "is being questioned, %(count)s question not answered",
        "is being questioned, %(count)s questions not answered",
        each.open_questions,
    )
    return said % {"count": each.open_questions}
