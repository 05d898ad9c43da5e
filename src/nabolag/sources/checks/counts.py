"""What counts show of how they were made: rounding for privacy, estimates, notices.

Statistics Norway rounds 1 and 2 to 0 or 3, so that a file without a single 1 or 2 but
with many 3s has been rounded. Counts with decimals are estimates or averages.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from nabolag.errors import Where
from nabolag.values import Notice

_THREES = 10
"""Exact threes needed before the absence of ones and twos says anything. Where all
small counts are about as common, ten threes without a 1 or 2 come once in 3^10 files."""


def count_notices(
    counts: pl.Series, *, lines: pl.Series, file: str, column: str
) -> Iterator[Notice]:
    """Give notices of a column of counts: ``small_numbers_rounded``, ``counts_not_whole``.

    >>> three = pl.Series([3.0] * 10 + [0.0, 7.0])
    >>> [n.code for n in count_notices(three, lines=three, file="a.csv", column="n")]
    ['small_numbers_rounded']
    """
    threes = int((counts == 3).sum())
    if threes >= _THREES and not counts.is_in([1.0, 2.0]).any():
        yield Notice(
            code="small_numbers_rounded",
            where=Where(file=file, column=column),
            facts={"threes": threes},
        )
    broken = ((counts - counts.round()).abs() > 1e-9).fill_null(value=False)
    if broken.any():
        first = lines.filter(broken)[0]
        yield Notice(
            code="counts_not_whole",
            where=Where(file=file, line=int(first), column=column),
            facts={"count": int(broken.sum()), "example": counts.filter(broken)[0]},
        )
