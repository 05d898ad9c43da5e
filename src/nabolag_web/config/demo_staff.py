"""What services in the fictional Dalen tell, month by month, from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from nabolag_web.accounts.models import User
from nabolag_web.config.demo_meetings import Event
from nabolag_web.knowledge.actions import answering, pulse, services
from nabolag_web.knowledge.models import Contact, QuestionKind, Service, Source
from nabolag_web.knowledge.presenters.pulse import first_questions
from nabolag_web.knowledge.queries import pulse as queries
from nabolag_web.programmes.models import Programme, Role

_BEGAN = 570
"""How many days ago the services were named; the first round came soon after."""

PULSE = "pulse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """What the services of a programme have told, by key, as it has come so far."""

    programme: Programme
    people: Mapping[Role, User]
    told: dict[str, Source] = field(default_factory=dict)

    @property
    def leader(self) -> User:
        return self.people[Role.COORDINATOR]

    def events(self, said: dict[str, Any]) -> Iterator[Event]:
        yield _BEGAN, partial(self._begin, said["services"], said["blocks"])
        for asked in said["round"]:
            yield asked["ago"], partial(self._round, asked)
        for answer in said["answer"]:
            yield answer["ago"], partial(self._answer, answer)

    def rests_on(self, key: str, at: datetime) -> Source:
        """Give an answer by its key, or the series of a question as it now stands."""
        name, _, number = key.partition(".")
        if name != PULSE:
            return self.told[key]
        return pulse.freeze_series(
            programme=self.programme,
            question=queries.questions(self.programme)[int(number) - 1],
            service=None,
            by=self.leader,
            at=at,
        )

    def _begin(self, asked: Mapping[str, int], blocks: list[str], at: datetime) -> None:
        area = self.programme.focus_areas.get()
        for name in blocks:
            services.add_block(
                programme=self.programme, name=name, area=area, by=self.leader, at=at
            )
        for number, (name, people) in enumerate(asked.items()):
            service = services.add_service(
                programme=self.programme, name=name, by=self.leader, at=at
            )
            for person in range(people):
                contact = services.add_contact(
                    service=service,
                    name=f"{name} {person + 1}",
                    phone=f"000 {number:02} {person:03}",  # no one's
                    by=self.leader,
                    at=at,
                )
                services.make_reader(
                    contact=contact, reads=person < 2, by=self.leader, at=at
                )
        pulse.start_pulse(
            programme=self.programme,
            first=first_questions(),
            site="",
            language="nb",
            by=self.leader,
            at=at,
        )

    def _round(self, told: Mapping[str, Any], at: datetime) -> None:
        asked = pulse.open_round(programme=self.programme, at=at)
        if asked is None:  # two in one month
            return
        scales = asked.questions.filter(kind=QuestionKind.SCALE).order_by("order")
        keys = [str(each.pk) for each in scales]
        for service in self.programme.staff_services.all():
            marks = told[service.name].split()
            for contact, given in zip(service.contacts.all(), marks, strict=False):
                answering.give_marks(
                    asked=asked,
                    contact=contact,
                    marks=dict(zip(keys, map(int, given), strict=True)),
                )

    def _answer(self, told: Mapping[str, Any], at: datetime) -> None:
        service = self.programme.staff_services.get(name=told["service"])
        reader, writer = _two(service)
        answer = answering.tell(
            contact=writer,
            words=told["says"],
            block=self.programme.blocks.filter(name=told.get("block", "")).first(),
            question=queries.questions(self.programme).get(kind=QuestionKind.WORDS),
            at=at,
        )
        answering.send_on(answer=answer, by=reader, at=at)
        answer.refresh_from_db()
        self.told[told["key"]] = answer


def _two(service: Service) -> tuple[Contact, Contact]:
    """Give someone who reads in a service, and another who writes."""
    reader, writer, *_others = service.contacts.order_by("-is_reader", "pk")
    return reader, writer
