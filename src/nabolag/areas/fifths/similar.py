"""The areas most like each one on all indicators together.

Answers: Which other areas are in a situation like this one, so that one may ask what
was tried there?

Method: On each indicator two areas lie so many of the areas' true spreads apart; where
chance decides the figures, they are drawn together first. The distance is the typical
one over the indicators both have figures of: the root of the mean of the squares. The
five nearest of the same level are given. In a hundred draws of all areas' true figures
the nearest are found again, and the stability is the share of draws in which the area
is still among the five.

Assumes: All indicators count alike, whichever way is the challenge and whether or not
there is one. What the indicators do not measure does not count at all.

Uncertainty: It is in the stability. One near 1 is a likeness that holds; a low one says
that several others are about as near, or that the figures are too few to tell. Some area
is always the nearest, so look at the distance too: two areas picked at random lie about
1.4 apart where the figures are sure, and less where chance has much to say.

Refuses: At a level with fewer than 7 areas or fewer than 2 indicators. Two areas are not
compared when they share fewer than 2 indicators, or fewer than half of the level's.
Indicators of origin, language, religion or health are never used.

Checked: By hand on seven areas with two indicators. Clear twins in simulated cities found
each other in every draw, and in cities of equal areas no likeness held.

Source: Our own choice of a plain standardised distance: Gower (1971), A general
coefficient of similarity and some of its properties, for how missing figures are left
out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from nabolag.areas.counts import Floats
from nabolag.areas.fifths.estimates import Singles
from nabolag.areas.fifths.gists import SOME, Gist
from nabolag.areas.result import SIMILAR

FEWEST_FOR_LIKENESS = 7
"""Areas a level needs: with fewer, five nearest is everybody."""
FEWEST_IN_COMMON = 2
NEAREST = 5

ALONE = 500_000
"""Multiplications that the library for matrices does on one processor."""

_Number = TypeVar("_Number", np.float64, np.float32)


def similar(gists: Sequence[Gist], *, names: Mapping[str, str]) -> pl.DataFrame:
    """Give the five areas most like each one, nearest first (columns of ``SIMILAR``).

    Takes what is remembered of the draws of a level's indicators, and the areas' names.
    Empty where the level has too few areas or indicators. Equal distances stand in the
    order of codes.
    """
    codes = tuple(sorted({code for gist in gists for code in gist.codes}))
    if len(gists) < FEWEST_IN_COMMON or len(codes) < FEWEST_FOR_LIKENESS:
        return pl.DataFrame(schema=dict(SIMILAR))
    places = _places(codes, gists)
    apart = places.apart(*places.sides([gist.mean for gist in gists]))
    nearest = np.argsort(apart, axis=1, kind="stable")[:, :NEAREST]
    area, rank = np.nonzero(np.isfinite(np.take_along_axis(apart, nearest, axis=1)))
    other = nearest[area, rank]
    return pl.DataFrame(
        {
            "code": [codes[at] for at in area],
            "other": [codes[at] for at in other],
            "other_name": [names[codes[at]] for at in other],
            "distance": np.sqrt(np.maximum(apart[area, other], 0.0)),
            "stability": _found_again(places, nearest)[area, rank],
            "indicators": places.shared[area, other],
        },
        schema=dict(SIMILAR),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Places:
    """Where areas lie, an indicator to each direction.

    ``columns`` are the areas that have figures of each indicator. ``known`` has shape
    (areas, indicators). ``shared`` is how many indicators two areas have in common,
    ``per`` one part of so many, and ``off`` 0, or infinite where they cannot be
    compared: all (areas, areas).
    """

    gists: tuple[Gist, ...]
    columns: tuple[list[int], ...]
    known: Singles
    shared: npt.NDArray[np.int64]
    per: Singles
    off: Singles

    @property
    def complete(self) -> bool:
        """Whether every area has figures of every indicator."""
        return bool(self.known.all())

    def sides(
        self, figures: Sequence[npt.NDArray[_Number]]
    ) -> tuple[npt.NDArray[_Number], npt.NDArray[_Number]]:
        """Give two tables whose product is areas' sums of squared differences.

        Their means, where every area has figures of every indicator. Takes figures of each indicator, shape (…, its areas). Over what both areas
        have, (x - y)² summed is Σx² + Σy² - 2 Σxy.
        """
        shape = (*figures[0].shape[:-1], *self.known.shape)
        found = np.zeros(shape, dtype=figures[0].dtype)
        each = zip(figures, self.gists, self.columns, strict=True)
        for at, (figure, gist, columns) in enumerate(each):
            # The middle is taken away, so that small numbers do not lose their digits.
            found[..., columns, at] = (figure - gist.mean.mean()) / gist.spread
        squares = found**2
        known = np.broadcast_to(self.known.astype(found.dtype), shape)
        if self.complete:
            # The usual case: mean squares at once, and no pair needs its own number.
            squares = squares.mean(axis=-1, keepdims=True)
            known = np.ones_like(squares)
            found /= np.sqrt(len(self.gists))
        return (
            np.concatenate([squares, known, -2 * found], axis=-1),
            np.concatenate([known, squares, found], axis=-1),
        )

    def apart(
        self, left: npt.NDArray[_Number], right: npt.NDArray[_Number]
    ) -> npt.NDArray[_Number]:
        """Give the mean squared distance between areas from their two sides."""
        apart = _product(left, right)
        if self.complete:
            np.fill_diagonal(apart, np.inf)
        else:
            apart *= self.per
            apart += self.off
        return np.asarray(apart)


def _product(
    left: npt.NDArray[_Number], right: npt.NDArray[_Number]
) -> npt.NDArray[_Number]:
    """Give ``left @ right.T`` in pieces too small to be shared between processors.

    Sharing so little work costs more than doing it: three times as much when quiet,
    ten times when something else is running.
    """
    found = np.empty((len(left), len(right)), dtype=left.dtype)
    rows = max(1, ALONE // right.size)
    for at in range(0, len(left), rows):
        np.matmul(left[at : at + rows], right.T, out=found[at : at + rows])
    return found


def _places(codes: Sequence[str], gists: Sequence[Gist]) -> _Places:
    place = {code: at for at, code in enumerate(codes)}
    columns = tuple([place[code] for code in gist.codes] for gist in gists)
    known = np.zeros((len(codes), len(gists)), dtype=np.float32)
    for at, has in enumerate(columns):
        known[has, at] = 1
    shared = known @ known.T
    too_few = shared < max(FEWEST_IN_COMMON, len(gists) / 2)
    np.fill_diagonal(too_few, val=True)
    return _Places(
        gists=tuple(gists),
        columns=columns,
        known=known,
        shared=shared.astype(np.int64),
        per=1 / np.maximum(shared, 1),
        off=np.where(too_few, np.float32(np.inf), np.float32(0)),
    )


def _found_again(places: _Places, nearest: npt.NDArray[np.int64]) -> Floats:
    """Give the share of draws in which each of the nearest is among the five again."""
    again = np.zeros(nearest.shape)
    left, right = places.sides([gist.some for gist in places.gists])
    for draw in range(SOME):
        apart = places.apart(left[draw], right[draw])
        there = np.take_along_axis(apart, nearest, axis=1)
        for rank in range(nearest.shape[1]):
            nearer = np.count_nonzero(apart < there[:, [rank]], axis=1)
            again[:, rank] += nearer < NEAREST
    return again / SOME
