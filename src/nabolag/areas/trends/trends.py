"""The trend of every area's distance to its city, with what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from nabolag.areas.caveats import areas_named
from nabolag.areas.result import TRENDS, Verdict
from nabolag.areas.trends.detecting import smallest_seen
from nabolag.areas.trends.fitted import Fitted
from nabolag.areas.trends.series import series_of
from nabolag.areas.trends.slopes import fit
from nabolag.areas.trends.verdicts import Judged, judge, unjudged
from nabolag.errors import Where
from nabolag.values import Break, Notice

FEWEST_TO_PICK_FROM = 5
"""Areas among which one fifth can be the furthest away."""


def trends(
    rows: pl.DataFrame, *, breaks: Sequence[Break] = ()
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Give the trend of each area × indicator that has one (see ``TRENDS``).

    Takes the rows of areas that :func:`nabolag.areas.compared.compared` gives, with
    ``ranked``. Indicators that must not be ranked have a trend, but no verdict and
    nothing drawn together. Rows come by indicator, level and area, whatever order they
    are given in. Notices: ``regression_to_the_mean`` and those of
    :func:`nabolag.areas.trends.series.series_of` and
    :func:`nabolag.areas.trends.slopes.fit`.
    """
    found, notices = series_of(rows, breaks=breaks)
    ranked = set(rows.filter("ranked")["indicator"].unique())
    tables = [pl.DataFrame(schema=dict(TRENDS))]
    for series in found:
        fitted = fit(series)
        judged = judge(fitted) if series.indicator in ranked else unjudged(fitted)
        tables.append(_table(fitted, judged))
        notices = (*notices, *fitted.notices, *_picked(fitted, judged))
    return pl.concat(tables), notices


def _table(fitted: Fitted, judged: Judged) -> pl.DataFrame:
    """Lay out one series, areas with a line only, unknown numbers as nulls."""
    series, distance, ratio = fitted.series, fitted.distance, fitted.ratio
    columns = {
        "code": series.codes,
        "name": series.names,
        "level": series.level,
        "indicator": series.indicator,
        "first": fitted.first_period,
        "last": fitted.last_period,
        "periods": fitted.periods,
        "slope": distance.slope,
        "low": distance.low,
        "high": distance.high,
        "line_first": distance.first,
        "line_last": distance.last,
        "ratio_slope": ratio.slope,
        "ratio_low": ratio.low,
        "ratio_high": ratio.high,
        "ratio_first": ratio.first,
        "ratio_last": ratio.last,
        "shrunk_slope": judged.shrunk_slope,
        "p_widening": judged.p_widening,
        # As lists: of an array polars judges the type by the first area, which may
        # have no line and so no verdict.
        "verdict": judged.verdict.tolist(),
        "verdict_alone": judged.verdict_alone.tolist(),
        "margin": judged.margin,
        "detectable": smallest_seen(distance.spread, distance.freedom),
        "dispersion": distance.dispersion if series.counted else None,
        "autocorrelation": fitted.correlation.mean,
        "by_chance": judged.by_chance,
    }
    numbers = pl.selectors.float()
    return (
        pl.DataFrame(columns, schema=dict(TRENDS))
        .with_columns(numbers.fill_nan(None))
        .filter(pl.col("slope").is_not_null())
    )


def _picked(fitted: Fitted, judged: Judged) -> Iterator[Notice]:
    """Warn of areas that come nearer and lay far off: they would do so by chance too."""
    lined = ~np.isnan(fitted.distance.slope)
    if lined.sum() < FEWEST_TO_PICK_FROM:
        return
    off = np.where(lined, np.abs(fitted.first_distance), -np.inf)
    furthest = np.sort(off)[-(int(lined.sum()) // 5)]
    nearer = (judged.verdict == Verdict.NARROWING) | (
        judged.verdict_alone == Verdict.NARROWING
    )
    names = [
        name
        for name, is_so in zip(
            fitted.series.names, (off >= furthest) & nearer, strict=True
        )
        if is_so
    ]
    if names:
        yield Notice(
            code="regression_to_the_mean",
            where=Where(indicator=fitted.series.indicator),
            facts={
                "level": fitted.series.level,
                **areas_named(names),
                "n": len(names),
            },
        )
