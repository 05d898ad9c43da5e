"""Each area's newest figure on the scale it is drawn on, with its variance by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import polars as pl

from nabolag.areas.counts import Floats, rate_counts, share_counts
from nabolag.areas.fifths.scatter import scatter
from nabolag.areas.shrinkage import empirical_logit
from nabolag.areas.trends.stretches import years_of
from nabolag.values import Break, Measure

Singles = npt.NDArray[np.float32]
Back = Callable[[Singles], Singles]
"""From the scale figures are drawn on back to their own unit."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Estimates:
    """Areas' newest figures, by code: log odds, log rates or amounts, shape (areas,)."""

    codes: tuple[str, ...]
    middle: Floats
    variance: Floats
    back: Back


def newest_estimates(
    rows: pl.DataFrame, *, breaks: Sequence[Break]
) -> Estimates | None:
    """Give the newest figures of one indicator at one level, in the order of codes.

    Takes all its periods, with ``latest``. Counts are used where at least half of the
    newest figures have them, and areas without are left out; otherwise the scatter
    over time, respecting breaks. Gives None where there is neither.
    """
    newest = rows.filter(pl.col("latest") & pl.col("value").is_not_null()).sort("code")
    counted = newest.filter(pl.col("numerator").is_not_null() & (pl.col("people") > 0))
    measure = Measure(newest["measure"][0])
    if measure is Measure.AMOUNT or 2 * counted.height < newest.height:
        return _from_scatter(newest, _comparable(rows, newest, breaks))
    return _FROM_COUNTS[measure](counted)


def _from_shares(counted: pl.DataFrame) -> Estimates:
    part, whole = share_counts(*_counts(counted))
    middle, variance = empirical_logit(part, whole)
    return Estimates(
        codes=tuple(counted["code"]), middle=middle, variance=variance, back=_share
    )


def _from_rates(counted: pl.DataFrame) -> Estimates:
    events, exposure = rate_counts(*_counts(counted))
    return Estimates(
        codes=tuple(counted["code"]),
        middle=np.log((events + 0.5) / exposure),
        variance=1 / (events + 0.5),
        back=partial(_rate, per=float(counted["per"][0])),
    )


_FROM_COUNTS: Mapping[Measure, Callable[[pl.DataFrame], Estimates]] = MappingProxyType(
    {Measure.SHARE: _from_shares, Measure.RATE: _from_rates}
)


def _counts(counted: pl.DataFrame) -> tuple[Floats, Floats, Floats]:
    return (
        counted["numerator"].to_numpy(),
        counted["people"].to_numpy(),
        counted["cluster_size"].fill_null(1.0).to_numpy(),
    )


def _share(log_odds: Singles) -> Singles:
    # In place: this is done to a million figures at a time.
    share = np.negative(log_odds)
    np.exp(share, out=share)
    share += 1
    return np.asarray(np.reciprocal(share, out=share))


def _rate(log_rate: Singles, *, per: float) -> Singles:
    return np.asarray(np.exp(log_rate) * np.float32(per))


def _comparable(
    rows: pl.DataFrame, newest: pl.DataFrame, breaks: Sequence[Break]
) -> pl.DataFrame:
    """Give the rows from the newest break on, up to the newest period."""
    period, level, indicator = newest.select("period", "level", "indicator").row(0)
    crossed = [
        found.period
        for found in breaks
        if found.level == level
        and found.indicator in (None, indicator)
        and found.period <= period
    ]
    return rows.filter(
        pl.col("value").is_not_null()
        & (pl.col("period") >= max(crossed, default=""))
        & (pl.col("period") <= period)
    )


def _from_scatter(newest: pl.DataFrame, rows: pl.DataFrame) -> Estimates | None:
    areas = {code: at for at, code in enumerate(newest["code"])}
    periods = sorted(rows["period"].unique())
    place = {period: at for at, period in enumerate(periods)}
    values = np.full((len(areas), len(periods)), np.nan)
    for code, period, value in rows.select("code", "period", "value").iter_rows():
        if code in areas:
            values[areas[code], place[period]] = value
    variance = scatter(values, _moments(periods))
    if variance is None:
        return None
    return Estimates(
        codes=tuple(areas),
        middle=newest["value"].to_numpy(),
        variance=variance,
        back=np.asarray,
    )


def _moments(periods: Sequence[str]) -> Floats:
    """Give the years of periods, or their order where their names do not tell."""
    years = [year for period in periods if (year := years_of(period)) is not None]
    if len(set(years)) < len(periods):
        years = [float(at) for at in range(len(periods))]
    return np.array(years)
