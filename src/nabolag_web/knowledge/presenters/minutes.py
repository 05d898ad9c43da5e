"""Minutes in words, from what was recorded or from what was approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nabolag_web.knowledge.words import role_words


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision with who carries it out, by when, and how it was voted."""

    text: str
    owner: str
    due: str
    votes: str
    minority: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePart:
    """What the minutes say of a case."""

    number: str
    title: str
    said: str
    disqualified: tuple[str, ...]
    decisions: tuple[DecisionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPage:
    """Minutes as their page shows them: who was there in three lines, then the cases."""

    present: str
    apologies: str
    absent: str
    others: str
    secretary: str
    by_email: tuple[DecisionLine, ...]
    cases: tuple[CasePart, ...]
    next_on: str


def minutes_page(parts: Mapping[str, Any]) -> MinutesPage:
    """Give minutes in words."""
    return MinutesPage(
        present=_people(parts["present"]),
        apologies=_people(parts["apologies"]),
        absent=_people(parts["absent"]),
        others=parts["others"],
        secretary=parts["secretary"],
        by_email=decision_lines(parts["by_email"]),
        cases=tuple(_case(case) for case in parts["cases"]),
        next_on=_day(parts["next_on"]),
    )


def _people(people: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(_person(person) for person in people)


def _person(person: Mapping[str, str]) -> str:
    name, role = person["name"] or _("Someone who has left"), role_words(person)
    return f"{name} ({role})" if role else name


def _case(case: Mapping[str, Any]) -> CasePart:
    return CasePart(
        number=case["number"],
        title=case["title"],
        said=case["said"],
        disqualified=tuple(
            f"{each['name'] or _('Someone who has left')}: {each['ground']}"
            for each in case["disqualified"]
        ),
        decisions=decision_lines(case["decisions"]),
    )


def decision_lines(
    decisions: Iterable[Mapping[str, Any]],
) -> tuple[DecisionLine, ...]:
    """Give decisions in words."""
    return tuple(
        DecisionLine(
            text=each["text"],
            owner=each["owner"],
            due=_day(each["due_on"]),
            votes=_votes(each["votes_for"], each["votes_against"]),
            minority=each["minority"],
            on=_day(each["on"]),
        )
        for each in decisions
    )


def _votes(pro: int | None, con: int | None) -> str:
    if pro is None or con is None:
        return ""
    if con == 0:
        return _("All %(for)s voted for it.") % {"for": pro}
    return _("%(for)s voted for it and %(against)s against.") % {
        "for": pro,
        "against": con,
    }


def _day(day: str) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT") if day else ""


def lacking_words(codes: Iterable[str]) -> list[str]:
    """Tell what the minutes lack before they are approved."""
    words = {
        "attendance": _("No one has said who came."),
        "secretary": _("It does not say who wrote them."),
        "next_on": _("It does not say when the next meeting is."),
        "owners": _("A decision has a date, but no one who carries it out."),
        "due": _("A decision has someone who carries it out, but no date."),
    }
    return [words[code] for code in codes]
