"""How many move in and out of an area in a year, of every thousand who live there.

Answers: How many of those who live here are new each year, how many leave, and does
the area gain or lose people by it?

Method: Moves in and out of the area are added over the newest up to three years that
follow each other, and divided by the people who lived there in those years and by
the number of years. Where only a longer span is counted, it is used as it is. The
people are the published mean, or else the mean of those who lived there at the two
ends of the span. The net is those who moved in less those who moved out.

Assumes: Moves between two homes in the same area are not counted. In a span of several
years, someone who came and left again is not seen, so rates from long spans are lower
than rates from single years and must not be held against them.

Uncertainty: The interval says how much the rate could vary by chance with nothing
different about the area. Each move is counted as half a chance event, because people
seldom move alone: we reckon that they move two and two together. The interval is then
too wide where most move alone, and too narrow where large families do most of the
moving. Moves in and out follow each other, since a home must be empty before someone
can move in, and this makes the interval of the net too wide.

Refuses: Where the count of one of the years is withheld, the rate is left empty: to
leave the year out, or to count it as nought, would both say something untrue. Without
a number of people there are no rates.

Checked: By hand on 30, 40 and 50 moves in among 1,000 people: 40 per 1,000 a year.
Against simulated moves with nothing different from year to year: where people move
one by one the interval holds the underlying rate in 99 of 100 cases, where they move
two and two in 95, and where as many households of four move as of three, two and one,
in 90.

Source: Garwood (1936), Fiducial limits for the Poisson distribution. Zou and Donner
(2008), Construction of confidence limits about effect measures.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from nabolag.areas.counts import Floats
from nabolag.areas.intervals import rate_interval
from nabolag.areas.moving.counted import PLACE, SPAN, side_by_side
from nabolag.areas.moving.moves import Status
from nabolag.areas.result import TURNOVER

PER = 1_000.0
YEARS = 3
"""Years added together, at most: enough to steady a small area, still about now."""
TOGETHER = 2.0
"""People reckoned to move together. No table tells it; to take each move as one event
of its own would promise too much."""

_WHO = [*PLACE, "group"]


def turnover(rows: pl.DataFrame) -> pl.DataFrame:
    """Give rates of moving per area × group, per 1,000 people and year (``TURNOVER``).

    Takes rows of :data:`nabolag.areas.moving.moves.MOVES`; only those without an
    indicator are used. A rate is null where a count it needs is absent or withheld.

    >>> from nabolag.areas.moving.moves import MOVES
    >>> rows = pl.DataFrame({"area": "a", "level": "area", "first": "2023",
    ...     "last": "2024", "status": ["moved_in", "moved_out", "population"],
    ...     "people": [120.0, 100.0, 1000.0]})
    >>> rows = pl.concat([pl.DataFrame(schema=MOVES), rows], how="diagonal")
    >>> turnover(rows).select("moved_in", "moved_out", "net").row(0)
    (120.0, 100.0, 20.0)
    """
    flows = rows.filter(pl.col("indicator").is_null())
    spans = side_by_side(flows, keys=_WHO).filter(pl.col("years") > 0)
    added = (
        _newest(spans)
        .with_columns(exposure=_people() * pl.col("years"))
        .group_by(_WHO, maintain_order=True)
        .agg(
            pl.col("first").first(),
            pl.col("last").last(),
            pl.col("years").sum().cast(pl.Float64),
            _whole_sum("exposure"),
            _whole_sum(Status.MOVED_IN.value),
            _whole_sum(Status.MOVED_OUT.value),
        )
    )
    rates = _with_rates(added).sort("area", "level", _oldest(), "group")
    return rates.rename({"area": "code"}).select(*TURNOVER)


def _oldest() -> pl.Expr:
    """Give the first number of an age group: 6–15 stands before 16–19, as text not."""
    return pl.col("group").str.extract(r"(\d+)").cast(pl.Int64)


def _newest(spans: pl.DataFrame) -> pl.DataFrame:
    """Keep the newest single years that follow each other, else the newest span."""
    backwards = spans.sort("to_year", "years", descending=[True, False])
    place = pl.int_range(pl.len()).over(_WHO)
    shortest = backwards.filter(place == 0).filter(pl.col("years") > 1)
    singles = backwards.filter(pl.col("years") == 1).unique(
        [*_WHO, *SPAN], keep="first", maintain_order=True
    )
    newest = pl.col("to_year").max().over(_WHO)
    in_a_row = pl.col("to_year") == newest - place
    yearly = (
        singles.join(shortest, on=_WHO, how="anti", nulls_equal=True)
        .filter(in_a_row)
        .filter(place < YEARS)
    )
    return pl.concat([yearly, shortest]).sort([*_WHO, "from_year"])


def _people() -> pl.Expr:
    """Give the mean number of people of a span, as published or from its two ends."""
    stayed = pl.col(Status.STAYED)
    at_first = stayed + pl.col(Status.MOVED_OUT) + pl.col(Status.LEFT)
    at_last = stayed + pl.col(Status.MOVED_IN) + pl.col(Status.ENTERED)
    return pl.coalesce(pl.col(Status.POPULATION), (at_first + at_last) / 2)


def _whole_sum(column: str) -> pl.Expr:
    # A sum with a hole in it is no sum.
    whole = pl.col(column).null_count() == 0
    return pl.when(whole).then(pl.col(column).sum()).alias(column)


def _with_rates(added: pl.DataFrame) -> pl.DataFrame:
    exposure = _numbers(added["exposure"])
    came = _rate(_numbers(added[Status.MOVED_IN]), exposure)
    went = _rate(_numbers(added[Status.MOVED_OUT]), exposure)
    net = (
        came[0] - went[0],
        came[0] - went[0] - np.hypot(came[0] - came[1], went[2] - went[0]),
        came[0] - went[0] + np.hypot(came[2] - came[0], went[0] - went[1]),
    )
    rates = {"moved_in": came, "moved_out": went, "net": net}
    return added.with_columns(
        pl.Series(f"{name}{end}", figures).fill_nan(None)
        for name, rate in rates.items()
        for end, figures in zip(("", "_low", "_high"), rate, strict=True)
    ).with_columns(people=pl.col("exposure") / pl.col("years"))


def _rate(moves: Floats, exposure: Floats) -> tuple[Floats, Floats, Floats]:
    found = rate_interval(moves, exposure, per=PER, cluster_size=TOGETHER)
    known = np.where(exposure > 0, exposure, np.nan)
    return moves / known * PER, found.low, found.high


def _numbers(column: pl.Series) -> npt.NDArray[np.float64]:
    return column.fill_null(float("nan")).to_numpy()
