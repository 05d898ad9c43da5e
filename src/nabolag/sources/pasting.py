"""From a small table and a few answers to figures that have been checked.

What checks find is told where people see it: on the line that was pasted, and in the
column as it is headed there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nabolag.areas.geography import Division
from nabolag.errors import BadInput, Where
from nabolag.sources.describing.completing import Answers, complete, id_of
from nabolag.sources.describing.figure_columns import Figures
from nabolag.sources.describing.headings import Role
from nabolag.sources.describing.sketching import Shape, Sketch
from nabolag.sources.reading import observe
from nabolag.values import Observations


def observe_sketch(
    sketch: Sketch,
    answers: Answers,
    *,
    division: Division | None = None,
    language: str = "nb",
) -> Observations:
    """Give the figures of a table that was sketched, checked as a file's are.

    Without a division areas get their names as codes. ``language`` is that of the
    measures' names. Raises :class:`BadInput` for figures that cannot be and areas the
    division has not, :class:`WrongUsage` where an answer is missing.
    """
    table = complete(sketch, answers, language=language)
    try:
        seen = observe(table, recipe=None, division=division, choices={})
    except BadInput as error:
        raise BadInput(
            where=_as_pasted(error.where, sketch),
            found=error.found,
            expected=error.expected,
            remedy=error.remedy,
        ) from error
    notices = (replace(n, where=_as_pasted(n.where, sketch)) for n in seen.notices)
    return replace(seen, notices=tuple(notices))


def _as_pasted(where: Where, sketch: Sketch) -> Where:
    """Give a place with the pasted column; none where several may be meant."""
    if sketch.shape is Shape.LONG or where.column in sketch.table.cells.columns:
        return where
    if where.column == "period":
        return replace(where, column=sketch.period)
    columns = set(_columns(where, sketch))
    return replace(where, column=columns.pop() if len(columns) == 1 else None)


def _columns(where: Where, sketch: Sketch) -> Iterator[str]:
    for figures in sketch.figures:
        of_measure = where.indicator in (None, id_of(figures.measure or ""))
        in_period = where.period is None or figures.period in (None, where.period)
        if (of_measure or figures.measure is None) and in_period:
            yield from _in_role(figures, where.column)


def _in_role(figures: Figures, column: str | None) -> Iterator[str]:
    """Give the column of a role, or the value's (or all) where no role is told."""
    held = {
        Role.VALUE: figures.value,
        Role.NUMERATOR: figures.numerator,
        Role.DENOMINATOR: figures.denominator,
    }
    told = {role: each.name for role, each in held.items() if each is not None}
    if column in told:
        yield told[Role(column)]
    else:
        yield from [told[Role.VALUE]] if Role.VALUE in told else told.values()
