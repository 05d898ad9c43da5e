"""What a reader must know beside the figures: every null, and why it is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from nabolag.areas.result import REST
from nabolag.errors import Where
from nabolag.values import CITY, Break, Indicator, Measure, Note, Notice

WITHHELD = {
    Note.CONFIDENTIAL: "value_confidential",
    Note.NOT_POSSIBLE: "value_not_possible",
    Note.MISSING: "value_missing",
}
"""Code of the notice by why a value is missing; an empty cell is ``value_missing``."""

MOST_NAMED = 6
"""Areas named in one notice; how many more there are is told as a number."""

_has_value = pl.col("value").is_not_null()
_has_people = pl.col("people").is_not_null()


def areas_named(names: Sequence[str]) -> dict[str, str | int]:
    """Give a notice's facts on areas: the first few by name, and how many more.

    >>> areas_named(["A", "B", "C", "D", "E", "F", "G"])
    {'areas': 'A, B, C, D, E, F', 'more': 1}
    """
    return {
        "areas": ", ".join(names[:MOST_NAMED]),
        "more": max(len(names) - MOST_NAMED, 0),
    }


def caveats(
    table: pl.DataFrame,
    *,
    indicators: Sequence[Indicator],
    breaks: Sequence[Break],
) -> tuple[Notice, ...]:
    """Give a notice for everything that is refused in a table of results.

    Takes the columns of :data:`nabolag.areas.result.COLUMNS` with ``measure`` and
    ``city_published``. Codes: ``context_only``, ``break``, ``value_confidential``,
    ``value_not_possible``, ``value_missing``, ``nobody_counted``, ``no_counts``,
    ``no_spread``, ``no_city_row``, ``rest_impossible``, ``nothing_to_compare``,
    ``ratio_impossible``.
    """
    areas = table.filter(pl.col("level") != CITY)
    return (
        *_about_indicators(indicators),
        *_about_breaks(breaks),
        *_about_missing(areas),
        *_about_refused(areas),
    )


def _about_indicators(indicators: Sequence[Indicator]) -> Iterator[Notice]:
    for indicator in indicators:
        if indicator.topic is not None:
            yield Notice(
                code="context_only",
                where=Where(indicator=indicator.id),
                facts={
                    "topic": indicator.topic.value,
                    "forced": "yes" if indicator.forced else "no",
                },
            )


def _about_breaks(breaks: Sequence[Break]) -> Iterator[Notice]:
    for found in breaks:
        yield Notice(
            code="break",
            where=Where(indicator=found.indicator, period=found.period),
            facts={"level": found.level, "reason": found.reason},
        )


def _about_missing(areas: pl.DataFrame) -> Iterator[Notice]:
    nobody = (pl.col("people") == 0).fill_null(value=False)
    missing = areas.filter(~_has_value).with_columns(
        why=pl.when(nobody)
        .then(pl.lit("nobody_counted"))
        .otherwise(
            pl.col("note").replace_strict(
                {note.value: code for note, code in WITHHELD.items()},
                default="value_missing",
            )
        )
    )
    for (indicator, why), group in missing.group_by(
        "indicator", "why", maintain_order=True
    ):
        names, periods = group["name"].unique(maintain_order=True), group["period"]
        yield Notice(
            code=str(why),
            where=Where(
                indicator=str(indicator),
                period=periods[0] if periods.n_unique() == 1 else None,
            ),
            facts={
                **areas_named(names.to_list()),
                "count": group.height,
            },
        )


def _about_refused(areas: pl.DataFrame) -> Iterator[Notice]:
    valued = areas.filter(_has_value)
    uncounted = ~_has_people | pl.col("numerator").is_null()
    amount = pl.col("measure") == Measure.AMOUNT
    alone = pl.col("against").is_null()
    reasons = {
        "no_counts": uncounted,
        "no_spread": ~uncounted & amount,
        "no_city_row": (pl.col("against") == REST) & ~pl.col("city_published"),
        "rest_impossible": alone & pl.col("rest_denominator").is_not_null(),
        "nothing_to_compare": alone & pl.col("rest_denominator").is_null(),
        "ratio_impossible": pl.col("other") == 0,
    }
    for code, holds in reasons.items():
        yield from _per_indicator(code, valued.filter(holds))


def _per_indicator(code: str, rows: pl.DataFrame) -> Iterator[Notice]:
    for (indicator,), group in rows.group_by("indicator", maintain_order=True):
        yield Notice(
            code=code,
            where=Where(indicator=str(indicator)),
            facts={
                "areas": group["code"].n_unique(),
                "periods": group["period"].n_unique(),
            },
        )
