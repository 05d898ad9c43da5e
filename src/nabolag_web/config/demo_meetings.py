"""A year and a half of forums for the fictional Dalen, from a file that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions import (
    agenda,
    approving,
    deciding,
    forums,
    marking,
    meetings,
    recording,
    seats,
)
from nabolag_web.knowledge.models import (
    Came,
    Case,
    CaseKind,
    Decision,
    Duty,
    Finding,
    Forum,
    ForumType,
    Meeting,
)
from nabolag_web.programmes.models import Programme, Role

_DUTIES = (Duty.CHAIR, Duty.SECRETARY)
_BEFORE = 30
"""How many days before their first meeting the forums were founded."""

_STILL_OPEN = 15
"""Decisions that were due earlier than so many days ago are carried out."""

Event = tuple[float, Callable[[datetime], object]]
"""How many days ago something happened, and what."""

Said = dict[str, Any]
"""Who does something, and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The forums of a programme and their meetings, about findings by number."""

    programme: Programme
    people: Mapping[Role, User]
    found: Mapping[int, Finding]
    forums: dict[str, Forum] = field(default_factory=dict)

    @property
    def leader(self) -> User:
        return self.people[Role.COORDINATOR]

    def events(self, told: dict[str, Any]) -> Iterator[Event]:
        first = max(each["ago"] for each in told["meeting"]) + _BEFORE
        for each in told["forum"]:
            yield first, partial(self._found, each)
        for each in told["meeting"]:
            yield each["ago"], partial(self._meet, each)
            for line in each.get("decide", ()):
                _number, text, _owner, days = (part.strip() for part in line.split("|"))
                if each["ago"] - int(days) > _STILL_OPEN:
                    yield each["ago"] - int(days), partial(self._finish, text)

    def _finish(self, text: str, at: datetime) -> None:
        made = Decision.objects.get(forum__programme=self.programme, text=text)
        deciding.finish_decision(decision=made, by=self.leader, at=at)

    def _found(self, told: dict[str, Any], at: datetime) -> None:
        forum = forums.found_forum(
            programme=self.programme,
            described=forums.Described(
                name=told["name"], type=ForumType(told["type"]), rhythm=told["rhythm"]
            ),
            by=self.leader,
            at=at,
        )
        self.forums[told["name"]] = forum
        known = {user.name: user for user in self.people.values()}
        for place, line in enumerate(told["seats"]):
            name, _, title = (part.strip() for part in line.partition(","))
            user = known.get(name)
            duty = _DUTIES[place] if place < len(_DUTIES) else Duty.MEMBER
            sitter = seats.Sitter(
                user=user, name="" if user else name, title=title, duty=duty
            )
            seats.seat(forum=forum, sitter=sitter, by=self.leader, at=at)

    def _meet(self, told: dict[str, Any], at: datetime) -> None:
        forum = self.forums[told["forum"]]
        by: Said = {"by": self.leader, "at": at}
        when = meetings.When(on=at.date(), begins=time(12), place="Biblioteket")
        meeting = meetings.plan_meeting(forum=forum, when=when, **by)
        cases = self._agenda(meeting, told, by)
        meetings.call_meeting(meeting=meeting, **by)
        meetings.begin_meeting(meeting=meeting, **by)
        here = dict.fromkeys(forum.seats.all(), Came.PRESENT)
        recording.set_attendance(meeting=meeting, came=here, **by)
        self._record(meeting, cases, told, by)
        if not told.get("open"):
            approving.approve(meeting=meeting, language="nb", **by)

    def _agenda(
        self, meeting: Meeting, told: dict[str, Any], by: Said
    ) -> dict[str, Case]:
        cases = {}
        for number in told["marks"]:
            finding = self.found[int(number)]
            proposal = agenda.Proposal(
                title=finding.sentence,
                kind=CaseKind.FINDING,
                proposed="Forumet deler funnet slik det står.",
                finding=finding,
            )
            cases[number] = agenda.add_case(meeting=meeting, proposal=proposal, **by)
        if "consent" in told:
            proposal = agenda.Proposal(
                title=told["consent"], kind=CaseKind.CONSENT, proposed="Godkjennes."
            )
            agenda.add_case(meeting=meeting, proposal=proposal, **by)
        return cases

    def _record(
        self,
        meeting: Meeting,
        cases: dict[str, Case],
        told: dict[str, Any],
        by: Said,
    ) -> None:
        places = list(meeting.forum.seats.order_by("pk"))
        for number, case in cases.items():
            self._mark(case, told["marks"][number], places, by)
            if text := told.get("minority", {}).get(number):
                marking.write_minority(case=case, text=text, **by)
        first = next(iter(cases.values()))
        if said := told.get("said"):
            recording.write_said(case=first, said=said, version=first.version, **by)
        if apart := told.get("disqualified"):
            place, _, ground = (part.strip() for part in apart.partition("|"))
            seat = places[int(place) - 1]
            recording.disqualify(case=first, seat=seat, ground=ground, **by)
        for line in told.get("decide", ()):
            self._decide(cases, line, told, places, by)
        if "consent" in told:
            deciding.decide_consent(meeting=meeting, **by)

    def _mark(self, case: Case, marks: str, places: list[Any], by: Said) -> None:
        marking.open_marks(case=case, **by)
        for seat, mark in zip(places, marks, strict=True):
            marking.mark(case=case, seat=seat, value=int(mark), missing="", at=by["at"])
        marking.close_marks(case=case, **by)
        case.refresh_from_db()

    def _decide(
        self,
        cases: dict[str, Case],
        line: str,
        told: dict[str, Any],
        places: list[Any],
        by: Said,
    ) -> None:
        number, text, owner, days = (part.strip() for part in line.split("|"))
        minority = told.get("minority", {}).get(number, "")
        votes = told["marks"][number]
        decided = deciding.Decided(
            text=text,
            owner=places[int(owner) - 1],
            due_on=by["at"].date() + timedelta(days=int(days)),
            votes_for=sum(int(mark) > 3 for mark in votes) if minority else None,
            votes_against=sum(int(m) <= 3 for m in votes) if minority else None,
            minority=minority,
        )
        deciding.decide(case=cases[number], decided=decided, **by)
