"""The measures of the fictional Dalen, from the decisions they begin with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from nabolag_web.accounts.models import User
from nabolag_web.config.demo_meetings import Event
from nabolag_web.knowledge.models import Decision
from nabolag_web.measures import actions
from nabolag_web.measures.models import Stage
from nabolag_web.programmes.models import Programme, Role

_AFTER = 14
"""How many days after it began someone tells how a measure goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of a programme, as they begin and go on."""

    programme: Programme
    people: Mapping[Role, User]

    def events(self, told: dict[str, Any], *, at: datetime) -> Iterator[Event]:
        for each in told["measure"]:
            yield each["ago"], partial(self._begin, each, at)

    def _begin(self, each: dict[str, Any], today: datetime, at: datetime) -> None:
        leader = self.people[Role.COORDINATOR]
        owner = leader if each["who"] == leader.name else None
        told = actions.Told(
            title=each["title"],
            owner=owner,
            owner_words="" if owner else each["who"],
            due_on=today.date() + timedelta(days=each["due"]),
            money=each.get("money"),
        )
        begun = actions.begin_measure(
            programme=self.programme,
            told=told,
            origin=self._origin(each),
            by=leader,
            at=at,
        )
        if each["stage"] != Stage.PLANNED:
            later = min(at + timedelta(days=_AFTER), today)
            actions.change_measure(
                measure=begun,
                version=begun.version,
                told=actions.Told(
                    title=told.title,
                    stage=Stage(each["stage"]),
                    owner=told.owner,
                    owner_words=told.owner_words,
                    due_on=told.due_on,
                    money=told.money,
                ),
                reason=each["why"],
                by=leader,
                at=later,
            )

    def _origin(self, each: dict[str, Any]) -> actions.Origin:
        if "order" in each:
            return actions.Origin(ordered=each["order"])
        made = Decision.objects.filter(forum__programme=self.programme)
        return actions.Origin(decision=made.get(text__startswith=each["decision"]))
