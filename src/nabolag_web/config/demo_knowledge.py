"""A year and a half of knowledge for the fictional Dalen, from a file that people read.

Everything is done by the same actions as people use, at the moments it is said to have
happened, the oldest first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from nabolag_web.accounts.models import User
from nabolag_web.config.demo_measures import Measures
from nabolag_web.config.demo_meetings import Event, Meetings
from nabolag_web.config.demo_places import Places
from nabolag_web.config.demo_staff import Staff
from nabolag_web.knowledge.actions import (
    area_pictures,
    evidence,
    findings,
    questions,
)
from nabolag_web.knowledge.models import (
    Finding,
    Kind,
    Source,
    Status,
)
from nabolag_web.knowledge.presenters.figures import figure_lines
from nabolag_web.knowledge.queries.figures import figure_now
from nabolag_web.knowledge.queries.picture import to_read_in
from nabolag_web.programmes.models import Programme, Role

DALEN = "S601"
_ASKED, _QUESTIONED, _ANSWERED, _SETTLED = 20, 25, 95, 100
"""How many days after a finding was written down things happen with it."""

_PINNED = 200
"""Figures of the newest year were published this many days ago."""

_BY = {Kind.STATISTICS: Role.ANALYST, Kind.STAFF: Role.STAFF}


def load_knowledge(
    programme: Programme, people: Mapping[Role, User], folder: Path, *, at: datetime
) -> None:
    """Let the programme live through what the files tell, until ``at``."""
    places = Places(programme=programme, people=people)
    staff = Staff(programme=programme, people=people)
    all_findings = Findings(
        programme=programme, people=people, places=places, staff=staff
    )
    meetings = Meetings(programme=programme, people=people, found=all_findings.found)
    met = _read(folder / "meetings.toml")
    events = [
        *places.events(_read(folder / "places.toml")),
        *staff.events(_read(folder / "staff.toml")),
        *all_findings.events(_read(folder / "findings.toml")),
        *meetings.events(met),
        *Measures(programme=programme, people=people).events(met, at=at),
    ]
    noon = datetime.combine(at.date(), time(12), at.tzinfo)
    for ago, do in sorted(events, key=lambda event: -event[0]):
        do(min(at, noon - timedelta(days=ago)))
    _publish(programme, people[Role.COORDINATOR], met["picture"], at=at)


def _publish(
    programme: Programme, leader: User, told: dict[str, str], *, at: datetime
) -> None:
    """Publish the picture of Dalen as the residents' forum read it when it last met."""
    area = programme.focus_areas.get()
    meeting = to_read_in(area)[0]
    read = area_pictures.note_reading(
        area=area, meeting=meeting, said=told["said"], by=leader, at=at
    )
    area_pictures.publish(read=read, by=leader, at=at)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The findings of a programme, by number, as they have come so far."""

    programme: Programme
    people: Mapping[Role, User]
    places: Places
    staff: Staff
    found: dict[int, Finding] = field(default_factory=dict)

    @property
    def leader(self) -> User:
        return self.people[Role.COORDINATOR]

    def events(self, told: dict[str, Any]) -> Iterator[Event]:
        for number, each in enumerate(told["finding"], start=1):
            yield from self._of_finding(number, each)

    def _of_finding(self, number: int, told: dict[str, Any]) -> Iterator[Event]:
        ago = told["ago"]
        yield ago, partial(self._write, number, told)
        for place, line in enumerate(told["evidence"]):
            when = ago - place - 1
            if "figure" in line.split()[0]:
                when = min(when, _PINNED)
            yield when, partial(self._back, number, line)
        for line in told.get("later", ()):
            when, _, rest = line.partition(" ")
            yield int(when), partial(self._back, number, rest)
        for way in told.get("looked", ()):
            yield ago - 10, partial(self._looked, number, way)
        for line in told.get("asks", ()):
            yield ago - _ASKED, partial(self._ask, number, line)
            if line.partition("|")[2].strip():
                yield ago - _ANSWERED, partial(self._answer, line)
        yield from self._moves(number, told)

    def _moves(self, number: int, told: dict[str, Any]) -> Iterator[Event]:
        status = Status(told.get("status", Status.DRAFT))
        if status is Status.DRAFT:
            return
        why = told["why"]
        first = "Tatt opp til drøfting" if status != Status.QUESTIONED else why
        yield (
            told["ago"] - _QUESTIONED,
            partial(self._move, number, Status.QUESTIONED, first),
        )
        if status is not Status.QUESTIONED:
            yield (
                told["ago"] - _SETTLED,
                partial(self._move, number, status, why),
            )

    def _write(self, number: int, told: dict[str, Any], at: datetime) -> None:
        said = findings.Said(
            sentence=told["says"],
            bears=told.get("bears", "challenge"),
            dimension=told["dimension"],
            area=self.programme.focus_areas.get(code=DALEN).pk,
        )
        self.found[number] = findings.write_finding(
            programme=self.programme, said=said, by=self.leader, at=at
        )

    def _move(self, number: int, status: Status, why: str, at: datetime) -> None:
        finding = Finding.objects.get(pk=self.found[number].pk)
        findings.move_on(
            finding=finding,
            version=finding.version,
            status=status,
            reason=why,
            by=self.leader,
            at=at,
        )

    def _back(self, number: int, line: str, at: datetime) -> None:
        head, strength, rest = line.lstrip("-").split(" ", 2)
        kind, _, key = head.partition(":")
        title, _, note = (part.strip() for part in rest.partition("|"))
        supports = not line.startswith("-")
        by = self.people[_BY.get(Kind(_kind(kind)), Role.COORDINATOR)]
        rests_on: Source | None = None
        if key:
            rests_on = (
                self.places.seen[key]
                if kind == Kind.PLACE
                else self.staff.rests_on(key, at)
            )
        elif kind == "figure":
            figure = figure_now(self.programme, DALEN, title)
            if figure is None:
                message = f"findings.toml: Dalen has no figure on {title}."
                raise ValueError(message)
            title = figure_lines(figure).title
            rests_on = evidence.pin_figure(
                programme=self.programme, figure=figure, by=by, at=at
            )
        elif kind == Kind.RESIDENTS and "," not in title:
            rests_on = evidence.write_input(
                programme=self.programme,
                text=note or title,
                channel=title,
                heard_on=at.date(),
                by=by,
                at=at,
            )
        piece = evidence.Piece(
            kind=_kind(kind),
            supports=supports,
            title=title,
            strength=int(strength),
            note=note,
            rests_on=rests_on,
        )
        evidence.add_evidence(finding=self.found[number], piece=piece, by=by, at=at)

    def _looked(self, number: int, way: str, at: datetime) -> None:
        kind, _, side = way.partition(" ")
        evidence.tell_looked(
            finding=self.found[number],
            kind=kind,
            supports=side != "against",
            by=self.leader,
            at=at,
        )

    def _ask(self, number: int, line: str, at: datetime) -> None:
        asks, _, rest = line.partition(" ")
        text = rest.partition("|")[0].strip()
        questions.ask(
            finding=self.found[number], asks=asks, text=text, by=self.leader, at=at
        )

    def _answer(self, line: str, at: datetime) -> None:
        text, _, answer = line.partition(" ")[2].partition("|")
        asked = [
            question
            for finding in self.found.values()
            for question in finding.questions.filter(text=text.strip())
        ]
        questions.answer(question=asked[0], text=answer.strip(), by=self.leader, at=at)


def _kind(kind: str) -> str:
    return Kind.STATISTICS if kind == "figure" else kind
