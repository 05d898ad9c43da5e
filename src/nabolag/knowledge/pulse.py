"""What a month's marks from front-line services come to, with the small ones hidden.

Each person marks some statements from 1 (disagrees fully) to 5 (agrees fully). What is
told is how many answered, the mean and the median, for each service that may stand
alone, for the others together, and for all. Which services stand alone is settled once
for all statements of a month, by :mod:`nabolag.disclosure`: two tables with different
holes would fill each other's.

Services are few and chosen, and those who answer are not drawn from anyone. So there are
no intervals: the numbers say what those who answered have marked, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import TypeAlias

from nabolag.disclosure import Shown, shown_groups

Marks: TypeAlias = Mapping[str, int]
"""One person's marks, by statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a group's marks of one statement come to."""

    n: int
    mean: float
    median: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What may be told of a month: for each group, by statement.

    ``others`` are the groups that are told only together. A statement is left out where
    all who are told of have marked it alike.
    """

    alone: Mapping[int, Mapping[str, Told]]
    others: tuple[int, ...]
    together: Mapping[str, Told]
    whole: Mapping[str, Told]


NOTHING = Month(alone={}, others=(), together={}, whole={})
"""A month that no one has answered in."""


def month_told(answers: Mapping[int, Sequence[Marks]]) -> Month:
    """Give what may be told of a month, by each service's answers.

    ``answers`` stands in an order that does not follow from the answers, which small
    services are put together in; everyone has marked the same statements.

    >>> few, many = [{"a": 2}, {"a": 4}], [{"a": mark} for mark in (1, 2, 3, 4, 5, 5)]
    >>> told = month_told({1: few, 2: [*many, *many], 3: many})
    >>> told.others, told.together["a"].n, told.alone[3]["a"].median
    ((1, 2), 14, 3.5)
    """
    shown = _shown(answers)
    whole = _told(answers, answers) if shown.whole else {}
    seen_apart = bool(shown.alone) and bool(shown.together)
    return Month(
        alone={key: _told(answers, [key]) for key in shown.alone},
        others=shown.together,
        together=_told(answers, shown.together) if seen_apart else {},
        whole=whole,
    )


def _shown(answers: Mapping[int, Sequence[Marks]]) -> Shown[int]:
    """Settle who stands alone, once for all statements.

    Small services are put together with one that has not answered alike, so those who
    are told of together never have either.
    """
    counts = {key: len(given) for key, given in answers.items()}
    alike = {key for key in answers if _is_alike(answers, key)}
    return shown_groups(counts, alike=alike)


def _is_alike(answers: Mapping[int, Sequence[Marks]], group: int) -> bool:
    """Tell whether all in a group have marked some statement the same."""
    by_statement = _by_statement(answers, [group])
    return any(len(set(marks)) == 1 for marks in by_statement.values())


def _told(
    answers: Mapping[int, Sequence[Marks]], groups: Iterable[int]
) -> dict[str, Told]:
    return {
        statement: Told(n=len(marks), mean=fmean(marks), median=float(median(marks)))
        for statement, marks in _by_statement(answers, groups).items()
        if len(set(marks)) > 1
    }


def _by_statement(
    answers: Mapping[int, Sequence[Marks]], groups: Iterable[int]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for group in groups:
        for marks in answers[group]:
            for statement, mark in marks.items():
                found.setdefault(statement, []).append(mark)
    return found
