"""A cube of figures unrolled to rows: what PX and JSON-stat files have in common.

One row per combination of the dimensions, one column per figure. The dimension that
tells *what* is measured (PX: the contents variable, JSON-stat: the metric role) gives
the columns, as in the publisher's own CSV export, so that one recipe reads a table in
any format.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import Limits, printable
from nabolag.sources.table import CODE, unpatterned

VALUE = "value"
"""The figures' column where no dimension tells what is measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One dimension: its name, and label and code of each of its values in order."""

    name: str
    labels: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cube:
    """The shape of a cube: its dimensions in order, the last varying fastest.

    ``metric`` names the dimension whose values become columns, if any.
    """

    file: str
    axes: tuple[Axis, ...]
    metric: str | None = None

    @property
    def size(self) -> int:
        """The number of cells the dimensions declare, however large."""
        return math.prod(len(axis.labels) for axis in self.axes)

    @property
    def measured(self) -> Axis | None:
        """The dimension whose values become columns."""
        return next((axis for axis in self.axes if axis.name == self.metric), None)

    def checked(self, limits: Limits) -> Cube:
        """Give the same cube, or refuse one too large or with columns of one name."""
        columns = self._dimension_columns()
        figures = len(self.measured.labels) if self.measured else 1
        longest = max(len(label) for axis in self.axes for label in axis.labels)
        self._within("characters in one name", longest, limits.cell)
        self._within("cells", self.size, limits.cells)
        self._within("columns", len(columns) + figures, limits.columns)
        self._within("rows", self.size // max(figures, 1), limits.rows)
        twice = [name for name, times in Counter(columns).items() if times > 1]
        if twice:
            raise BadInput(
                where=Where(file=self.file, column=twice[0]),
                found=printable(f"Two dimensions would give the column “{twice[0]}”."),
                expected="dimensions with names of their own",
                remedy="Rename one of them, or ask the publisher for a new file.",
            )
        return self

    def figure_columns(self) -> tuple[str, ...]:
        """Name the figures' columns: the measured dimension's labels, or ``value``.

        A label that is taken gets its code behind it: "Andel (ASXX)".
        """
        axis = self.measured or Axis(name="", labels=(VALUE,))
        taken = dict.fromkeys(self._dimension_columns())
        others = len(taken)
        for place, label in enumerate(unpatterned(n.strip()) for n in axis.labels):
            code = [f"{label} ({axis.codes[place]})"] if axis.codes else []
            numbered = (f"{label} ({n})" for n in count(2))
            wanted = chain([label], code, numbered)
            taken[next(name for name in wanted if name not in taken)] = None
        return tuple(taken)[others:]

    def unrolled(self, figures: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
        """Give the rows as text without spaces around, and each row's cell's number.

        The number is that of the row's first cell in the file, counted from 1.

        ``figures``: ``size`` cells of text, in the order of the dimensions.
        """
        places = self._places()
        columns = dict(self._dimension_cells(len(places)))
        for nth, name in enumerate(self.figure_columns()):
            columns[name] = figures.gather(places[:, nth])
        lines = pl.Series("line", places[:, 0] + 1, dtype=pl.Int64)
        return pl.DataFrame(columns), lines

    def _within(self, what: str, found: int, most: int) -> None:
        if found > most:
            sizes = " × ".join(str(len(axis.labels)) for axis in self.axes)
            raise BadInput(
                where=Where(file=self.file),
                found=f"The dimensions ({sizes}) make {found} {what}.",
                expected=f"at most {most} {what}",
                remedy="Ask the publisher for a smaller part of the table.",
            )

    def _dimension_columns(self) -> tuple[str, ...]:
        named = [a for a in self.axes if a.name != self.metric]
        names = [(unpatterned(a.name), a.codes) for a in named]
        pairs = ([name, f"{name}{CODE}"] if codes else [name] for name, codes in names)
        return tuple(chain.from_iterable(pairs))

    def _places(self) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        """Rows × figures: where in the file's order each cell stands."""
        order = np.arange(self.size, dtype=np.int64)
        if self.measured is None:
            return order.reshape(-1, 1)
        # Three axes are enough, and numpy has room for no more than 64.
        figures = len(self.measured.labels)
        after = self.axes[self.axes.index(self.measured) + 1 :]
        inner = math.prod(len(axis.labels) for axis in after)
        return order.reshape(-1, figures, inner).swapaxes(1, 2).reshape(-1, figures)

    def _dimension_cells(self, rows: int) -> Iterator[tuple[str, pl.Series]]:
        repeat = rows
        for axis in self.axes:
            if axis.name == self.metric:
                continue
            size = len(axis.labels)
            repeat //= size
            once = np.repeat(np.arange(size), repeat)
            nth = np.tile(once, rows // max(len(once), 1))
            name = unpatterned(axis.name)
            yield name, _texts(axis.labels).gather(nth)
            if axis.codes:
                yield f"{name}{CODE}", _texts(axis.codes).gather(nth)


def _texts(values: tuple[str, ...]) -> pl.Series:
    """Give a column of text without surrounding spaces, nothing where it is empty."""
    stripped = (value.strip() or None for value in values)
    return pl.Series(list(stripped), dtype=pl.String)
