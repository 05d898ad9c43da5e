"""Values held against their own range and their own counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.values import Indicator, Measure, Notice

_SLACK = 1e-9
"""Room for the last bits of floating-point numbers."""


def computed(measure: Measure, per: float) -> pl.Expr:
    """Give the value that counts make, in the indicator's unit; null of nothing.

    >>> row = pl.DataFrame({"numerator": [3.0, 0.0], "denominator": [1500.0, 0.0]})
    >>> row.select(v=computed(Measure.RATE, 1000))["v"].to_list()
    [2.0, None]
    """
    scale = 1.0 if measure is Measure.SHARE else per
    whole = pl.col("denominator") > 0
    return pl.when(whole).then(pl.col("numerator") * scale / pl.col("denominator"))


def disagreeing(
    table: pl.DataFrame, indicator: Indicator, *, unit: float, file: str
) -> Iterator[Notice]:
    """Give a notice where published values are not what their own counts make.

    ``unit`` is one in the last decimal the values are published with. Half of it is
    rounding; beyond that the file contradicts itself (``value_disagrees``, with the
    first line and the largest difference).
    """
    if indicator.measure is Measure.AMOUNT:
        return
    made = computed(indicator.measure, indicator.per)
    wrong = (
        table.with_columns(made=made)
        .with_columns(off=(pl.col("value") - pl.col("made")).abs())
        .filter(pl.col("off") > unit / 2 * (1 + 1e-6) + _SLACK)
    )
    if wrong.height:
        row = wrong.row(0, named=True)
        yield Notice(
            code="value_disagrees",
            where=Where(file=file, line=row["line"], indicator=indicator.id),
            facts={
                "count": wrong.height,
                "area": row["name"],
                "value": row["value"],
                "computed": row["made"],
            },
        )


def refuse_impossible(
    table: pl.DataFrame, indicators: Sequence[Indicator], *, file: str
) -> None:
    """Refuse figures that cannot be: a share above 1, fewer than no people.

    Raises :class:`BadInput` with the line of the first.
    """
    for indicator in indicators:
        rows = table.filter(pl.col("indicator") == indicator.id)
        for words, wrong in _impossible(indicator).items():
            for row in rows.filter(wrong).head(1).iter_rows(named=True):
                raise _refusal(row, words, file)


def _impossible(indicator: Indicator) -> Mapping[str, pl.Expr]:
    value, part, whole = (pl.col(c) for c in ("value", "numerator", "denominator"))
    counts = {
        "a count of at least 0": (part < 0) | (whole < 0),
    }
    if indicator.measure is Measure.SHARE:
        return {
            **counts,
            "a part no larger than its whole": part > whole * (1 + _SLACK),
            "a share between 0 and 1 (0 and 100 %)": (value < 0) | (value > 1 + _SLACK),
        }
    if indicator.measure is Measure.RATE:
        return {**counts, "a rate of at least 0": value < 0}
    return counts


def _refusal(row: Mapping[str, object], words: str, file: str) -> BadInput:
    found = ", ".join(
        f"{column} {row[column]:g}"
        for column in ("value", "numerator", "denominator")
        if row[column] is not None
    )
    line = row["line"]
    return BadInput(
        where=Where(
            file=file,
            line=line if isinstance(line, int) else None,
            area=str(row["name"]),
            indicator=str(row["indicator"]),
            period=str(row["period"]),
        ),
        found=f"The figures cannot be: {found}.",
        expected=words,
        remedy="Check which columns are which, and whether the file is whole; "
        "otherwise ask the publisher.",
    )
