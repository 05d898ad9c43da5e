"""Moves as they are published: by year, by age and by what is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np
import polars as pl

from nabolag.areas.moving.moves import MOVES, Moves, Status
from nabolag.demo.chance import Floats, Whole
from nabolag.demo.indicators import MOVES_SOURCE
from nabolag.demo.migrations import Span, of_age
from nabolag.demo.places import Place
from nabolag.demo.registers import Register
from nabolag.demo.tables import FEWEST
from nabolag.demo.town import NOWHERE
from nabolag.values import AREA, Note

GROUPS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "0–5": (0, 6),
        "6–15": (6, 16),
        "16–24": (16, 25),
        "25–34": (25, 35),
        "35–49": (35, 50),
        "50–66": (50, 67),
        "67+": (67, 200),
    }
)
"""Age groups: from, and up to but not with; ages at the end of the span."""
BY_AGE_YEARS = 3
"""Moves are published by age for so many years, the newest."""
COUNTED: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {
        "child_low_income": (0, 18, 11),
        "not_employed_30_59": (30, 60, 11),
        # Nobody is 21–29 at both ends of a longer span: no one could have stayed.
        "no_upper_secondary_21_29": (21, 30, 5),
    }
)
"""Indicators of people: from age, up to but not with age, and years between ends."""

_BEFORE = (Status.STAYED, Status.MOVED_OUT, Status.LEFT)
_AFTER = (Status.STAYED, Status.MOVED_IN, Status.ENTERED)


def published_moves(registers: Sequence[Register], places: Sequence[Place]) -> Moves:
    """Publish who moved: each year in all, the newest by age, and by what is counted.

    Counts from 1 to 4 are withheld, with all that stands on their row.
    """
    spans = [Span(first=one, last=next_) for one, next_ in pairwise(registers)]
    parts = [
        *(part for span in spans for part in _in_all(span, len(places))),
        *(part for span in spans[-BY_AGE_YEARS:] for part in _by_age(span, places)),
        *_by_indicator(registers, len(places)),
    ]
    return Moves(table=_withheld(_named(parts, places)), sources=(MOVES_SOURCE,))


def _in_all(span: Span, areas: int) -> Iterator[pl.DataFrame]:
    before = np.ones(len(span.first.area), dtype=np.bool_)
    after = np.ones(len(span.last.area), dtype=np.bool_)
    for status, area in span.became(before, after).items():
        yield _rows(span, status, people=_many(area, areas))
    ends = _many(span.first.area, areas), _many(span.last.area, areas)
    yield _rows(span, Status.POPULATION, people=(ends[0] + ends[1]) / 2)


def _by_age(span: Span, places: Sequence[Place]) -> Iterator[pl.DataFrame]:
    areas = len(places)
    before = np.ones(len(span.first.area), dtype=np.bool_)
    after = np.ones(len(span.last.area), dtype=np.bool_)
    became = span.became(before, after)
    for group, ages in GROUPS.items():
        now, then = of_age(span.last, *ages), of_age(span.first, *ages)
        for status in (Status.MOVED_IN, Status.MOVED_OUT):
            yield _rows(
                span, status, people=_many(became[status][now], areas), group=group
            )
        ends = _many(span.first.area[then], areas), _many(span.last.area[now], areas)
        mean = (ends[0] + ends[1]) / 2
        yield _rows(span, Status.POPULATION, people=mean, group=group)


def _by_indicator(registers: Sequence[Register], areas: int) -> Iterator[pl.DataFrame]:
    for indicator, (low, high, years) in COUNTED.items():
        span = Span(first=registers[-1 - years], last=registers[-1])
        ages = of_age(span.first, low, high), of_age(span.last, low, high)
        then, now = span.known(span.first.has[indicator]), span.last.has[indicator]
        for status, area in span.became(*ages).items():
            rows = _rows(span, status, people=_many(area, areas))
            yield rows.with_columns(
                indicator=pl.lit(indicator),
                numerator_before=_one_of(
                    _many(area[then], areas) if status in _BEFORE else None
                ),
                numerator=_one_of(
                    _many(area[now], areas) if status in _AFTER else None
                ),
            )


def _many(area: Whole, areas: int) -> Floats:
    return np.bincount(area[area != NOWHERE], minlength=areas).astype(np.float64)


def _one_of(counts: Floats | None) -> pl.Series | pl.Expr:
    return pl.lit(None, pl.Float64) if counts is None else pl.Series(counts)


def _rows(
    span: Span, status: Status, *, people: Floats, group: str | None = None
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "place": np.arange(len(people)),
            "first": [str(span.first.year)] * len(people),
            "last": [str(span.last.year)] * len(people),
            "group": pl.Series([group] * len(people), dtype=pl.String),
            "status": [status.value] * len(people),
            "people": people,
        }
    )


def _named(parts: list[pl.DataFrame], places: Sequence[Place]) -> pl.DataFrame:
    known = pl.DataFrame(
        {
            "place": np.arange(len(places)),
            "area": [place.code for place in places],
            "name": [place.square.name for place in places],
        }
    )
    rows = pl.concat(parts, how="diagonal")
    return rows.join(known, on="place", maintain_order="left").with_columns(
        level=pl.lit(AREA),
        source=pl.lit(MOVES_SOURCE.id),
        line=pl.int_range(2, pl.len() + 2, dtype=pl.Int64),
    )


def _withheld(rows: pl.DataFrame) -> pl.DataFrame:
    counts = ("people", "numerator_before", "numerator")
    small = pl.any_horizontal(
        (pl.col(count) > 0) & (pl.col(count) < FEWEST) for count in counts
    ).fill_null(value=False)
    return rows.with_columns(
        *(pl.when(~small).then(pl.col(count)).alias(count) for count in counts),
        note=pl.when(small).then(pl.lit(Note.CONFIDENTIAL.value)),
    ).select(list(MOVES))
