"""From a sketch and the answers to its questions to a table in the long format.

Every row keeps the line it was pasted on, so that checks point to what people see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from nabolag.errors import WrongUsage
from nabolag.sources.describing.figure_columns import Column, Figures
from nabolag.sources.describing.headings import period_in
from nabolag.sources.describing.sketch_checks import numbers_in
from nabolag.sources.describing.sketching import Ask, Shape, Sketch
from nabolag.sources.table import Table
from nabolag.values import CITY, Note, Notice

_UNCLEAR = r"^(-?[1-9][0-9]{0,2}\.[0-9]{3})$"
"""What reads as well as thousands: an exponent of nought makes it a decimal figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the table does not say itself.

    ``measured`` is a name for people ("Trangbodde"), ``unit`` one of the long format's
    ("percent", "number", "kr", "per 1000"); ``units`` are those of single measures by
    name, and go before what was recognised.
    """

    measured: str | None = None
    period: str | None = None
    unit: str | None = None
    units: Mapping[str, str] = field(default_factory=dict)


def complete(sketch: Sketch, answers: Answers, *, language: str = "nb") -> Table:
    """Give the table in the long format, for ``observe`` to read and check.

    ``language`` is that of the measures' names. Raises :class:`WrongUsage` where an
    answer is missing.
    """
    if sketch.shape is Shape.LONG:
        return sketch.table
    _check_answers(sketch, answers)
    parts = [_long(sketch, each, answers, language) for each in sketch.figures]
    areas = _areas(sketch)
    rows = pl.concat([pl.concat([areas, part], how="horizontal") for part in parts])
    # Where a row has nothing at all in a period, nothing was published of it.
    told = rows.filter(pl.any_horizontal(pl.col(_FIGURES).is_not_null()))
    return replace(
        sketch.table,
        cells=told.drop("line"),
        lines=told["line"],
        notices=(*sketch.table.notices, *_doubts(sketch)),
    )


_FIGURES = ("value", "numerator", "denominator")


def id_of(name: str) -> str:
    """Give the id a measure gets from its name: the same name, the same measure.

    >>> id_of("Barn i lavinntekt (andel)")
    'barn_i_lavinntekt_andel'
    """
    return re.sub(r"\W+", "_", name.casefold()).strip("_")


def _check_answers(sketch: Sketch, answers: Answers) -> None:
    said = {Ask.MEASURED: answers.measured, Ask.PERIOD: answers.period}
    said[Ask.UNIT] = answers.unit or (", ".join(answers.units.values()) or None)
    for ask in sketch.asks:
        if not (said[ask] or "").strip():
            raise WrongUsage(
                found=f"The table does not say the {ask} of its figures.",
                expected=f"an answer to {ask}",
                remedy="Give the answer beside the table.",
            )
    if answers.measured is not None and not id_of(answers.measured):
        raise WrongUsage(
            found=f"“{answers.measured}” holds no letter or digit.",
            expected="a name for what is measured",
            remedy="Write in a few words what the figures are of.",
        )


def _areas(sketch: Sketch) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "area": sketch.names,
            "name": sketch.labels,
            "level": [CITY if whole else None for whole in sketch.whole],
            "line": sketch.table.lines,
        },
        schema_overrides={"level": pl.String},
    )


def _long(
    sketch: Sketch, figures: Figures, answers: Answers, language: str
) -> pl.DataFrame:
    name = figures.measure or str(answers.measured).strip()
    unit = answers.units.get(name) or sketch.units[figures.measure] or answers.unit
    rows = sketch.table.cells.height
    return pl.DataFrame(
        {
            "period": _periods(sketch, figures, answers),
            "indicator": pl.repeat(id_of(name), rows, dtype=pl.String, eager=True),
            f"indicator_{language}": pl.repeat(name, rows, dtype=pl.String, eager=True),
            "unit": pl.repeat(unit, rows, dtype=pl.String, eager=True),
            "value": _cells(sketch, figures.value),
            "numerator": _cells(sketch, figures.numerator),
            "denominator": _cells(sketch, figures.denominator),
        }
    )


def _periods(sketch: Sketch, figures: Figures, answers: Answers) -> list[str | None]:
    if sketch.period is None:
        said = figures.period or answers.period
        return [said and said.strip()] * sketch.table.cells.height
    texts = sketch.table.cells[sketch.period].to_list()
    return [text and (period_in(text)[0] or text) for text in texts]


def _cells(sketch: Sketch, column: Column | None) -> pl.Series:
    """Give figures as the long format has them: a decimal point, and the signs kept."""
    if column is None:
        return pl.repeat(None, sketch.table.cells.height, dtype=pl.String, eager=True)
    read = numbers_in(sketch.table, column.name, decimal=sketch.decimal)
    rows = zip(sketch.table.cells[column.name], read.values, read.notes, strict=True)
    return pl.Series(list(_written(rows)), dtype=pl.String)


def _doubts(sketch: Sketch) -> Iterator[Notice]:
    """Give what the figures' own columns leave in doubt, while they are still told."""
    for figures in sketch.figures:
        for column in figures.columns:
            read = numbers_in(sketch.table, column.name, decimal=sketch.decimal)
            yield from read.notices


def _written(
    rows: Iterator[tuple[str | None, float | None, str | None]],
) -> Iterator[str | None]:
    for text, value, note in rows:
        if value is None or note == Note.ZERO:
            yield text
            continue
        figure = re.sub(_UNCLEAR, r"\1e0", f"{value:.15g}")
        yield f"{figure}*" if note == Note.PROVISIONAL else figure
