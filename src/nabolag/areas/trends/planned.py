"""What more years of figures could show, for each area and indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import polars as pl

from nabolag.areas.caveats import areas_named
from nabolag.areas.trends.fitted import FEWEST_PERIODS, Floats, Series
from nabolag.areas.trends.prospects import Prospect, prospect_of, smallest_ahead
from nabolag.areas.trends.series import series_of
from nabolag.areas.trends.stretches import years_of
from nabolag.errors import Where, WrongUsage
from nabolag.values import Break, Indicator, Notice, Source

PLAN: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "name": pl.String,
        "level": pl.String,
        "indicator": pl.String,
        "period": pl.String,  # the area's newest figure
        "value": pl.Float64,
        "periods": pl.Int64,  # figures there are, since the last break
        "new_periods": pl.Int64,  # figures that would come
        "detectable": pl.Float64,  # slope per year seen with 80 % power, all figures
        "detectable_new": pl.Float64,  # for a change that starts now
    }
)
"""One row per area × indicator that has a figure."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """The smallest trends that more years of figures could show."""

    table: pl.DataFrame
    years: int
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...] = ()
    notices: tuple[Notice, ...] = ()


def plan(
    rows: pl.DataFrame, *, years: int, breaks: Sequence[Break] = ()
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Give the smallest slopes that ``years`` more years could show (see ``PLAN``).

    Takes the rows of areas that :func:`nabolag.areas.compared.compared` gives. Only figures
    after the last break count. ``detectable`` is for a line through them and those to
    come, ``detectable_new`` for one through the newest and those to come; null with
    fewer than 4 figures. Notices: ``plan_without_past``, ``plan_without_scatter``,
    ``plan_too_short`` and those of :func:`nabolag.areas.trends.series.series_of`.

    :raises WrongUsage: for less than one year.
    """
    if years < 1:
        raise WrongUsage(
            found=f"There are {years} years to plan for.",
            expected="1 year or more",
            remedy="Say how many more years of figures there will be.",
        )
    found, notices = series_of(rows, breaks=breaks, fewest=1)
    tables, steps = [pl.DataFrame(schema=dict(PLAN))], _steps(rows)
    for series in found:
        prospect = prospect_of(series)
        coming = _coming(series, steps[series.indicator, series.level], years)
        tables.append(_table(series, prospect, coming))
        notices = (*notices, *_caveats(series, prospect, len(coming)))
    return pl.concat(tables), notices


def _steps(rows: pl.DataFrame) -> dict[tuple[str, str], float]:
    """Give the usual number of years between periods, breaks or not."""
    valued = rows.filter(pl.col("value").is_not_null())
    steps = {}
    for (indicator, level), group in valued.group_by("indicator", "level"):
        dated = {years_of(period) for period in group["period"].unique()} - {None}
        apart = np.diff(sorted(year for year in dated if year is not None))
        steps[str(indicator), str(level)] = (
            float(np.median(apart)) if len(apart) else 1.0
        )
    return steps


def _coming(series: Series, step: float, years: int) -> Floats:
    """Give the middles of the periods to come."""
    figures = int(years / step + ROUNDING)
    return np.asarray(series.years[-1] + step * np.arange(1, figures + 1))


ROUNDING = 1e-6
"""Twelfths of a year do not add up to whole years exactly."""


def _table(series: Series, prospect: Prospect, coming: Floats) -> pl.DataFrame:
    areas, figures = np.arange(len(series.codes)), series.known.sum(axis=1)
    ahead = np.repeat(prospect.coming[:, None], len(coming), axis=1)
    newest = np.full_like(prospect.variance, np.nan)
    newest[areas, prospect.newest] = prospect.coming
    times = np.concatenate([series.years, coming])
    return pl.DataFrame(
        {
            "code": series.codes,
            "name": series.names,
            "level": series.level,
            "indicator": series.indicator,
            "period": [series.periods[at] for at in prospect.newest],
            "value": series.value[areas, prospect.newest],
            "periods": figures,
            "new_periods": len(coming),
            "detectable": smallest_ahead(
                prospect, times, np.hstack([prospect.variance, ahead])
            ),
            "detectable_new": smallest_ahead(
                prospect, times, np.hstack([newest, ahead])
            ),
        },
        schema=dict(PLAN),
    ).with_columns(pl.col("detectable", "detectable_new").fill_nan(None))


def _caveats(series: Series, prospect: Prospect, coming: int) -> Iterator[Notice]:
    where = Where(indicator=series.indicator)
    unknown = [
        name
        for name, known in zip(series.names, prospect.dispersion, strict=True)
        if np.isnan(known)
    ]
    if unknown:
        yield Notice(
            code="plan_without_scatter",
            where=where,
            facts={
                "level": series.level,
                **areas_named(unknown),
                "count": len(unknown),
            },
        )
    if not prospect.learned and series.counted:
        yield Notice(
            code="plan_without_past", where=where, facts={"level": series.level}
        )
    yield from _too_short(series, coming)


def _too_short(series: Series, coming: int) -> Iterator[Notice]:
    """Say that some area, or else a change that starts now, has too few figures."""
    fewest = int(series.known.sum(axis=1).min()) + coming
    figures = {"all": fewest, "new": coming + 1}
    short = [which for which, n in figures.items() if n < FEWEST_PERIODS]
    if short:
        yield Notice(
            code="plan_too_short",
            where=Where(indicator=series.indicator),
            facts={
                "level": series.level,
                "which": short[0],
                "figures": figures[short[0]],
                "needed": FEWEST_PERIODS,
            },
        )
