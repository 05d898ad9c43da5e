"""Figures over years made by the tests, and lines as if they had been fitted."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from scipy.special import stdtrit

from nabolag.areas.city import beside_the_city
from nabolag.areas.comparing import with_comparisons, with_values
from nabolag.areas.trends.fitted import Correlation, Fitted, Line, Series
from nabolag.values import SCHEMA, Measure

Floats = npt.NDArray[np.float64]


class Lines(Protocol):
    def __call__(self, slope: npt.ArrayLike, **told: Any) -> Fitted: ...


@pytest.fixture
def lines() -> Lines:
    """Make fitted lines over ten years, from what matters to the test.

    Told or usual, one for each area or one for all: ``spread`` 0.1, ``freedom`` 1000,
    ``level`` 5, ``level_spread`` 0.3, ``together`` 0, ``other`` 20, and of the ratio
    ``ratio_slope`` and so on, otherwise as the distance has them.
    """
    return fitted_lines


def fitted_lines(slope: npt.ArrayLike, **told: Any) -> Fitted:
    distance = _distance(np.atleast_1d(np.asarray(slope, dtype=float)), told)
    other = np.full((len(distance.slope), 2), float(told.get("other", 20.0)))
    names = tuple(f"{at:04}" for at in range(len(distance.slope)))
    variance = np.full(len(names), told.get("first_variance", 1.0))
    return Fitted(
        series=Series(
            indicator="x",
            level="area",
            measure=Measure.SHARE,
            per=1.0,
            counted=True,
            codes=names,
            names=names,
            periods=("2014", "2024"),
            years=np.array([2014.5, 2024.5]),
            value=other + np.stack([distance.first, distance.last], axis=1),
            other=other,
            people=other,
            other_people=other,
            cluster=other,
        ),
        correlation=Correlation(per_year=np.array([0.3]), weight=np.array([1.0])),
        distance=distance,
        ratio=_ratio(distance, other[:, 0], told),
        chance=other,
        first_period=("2014",) * len(names),
        last_period=("2024",) * len(names),
        periods=np.full(len(names), 11),
        first_distance=distance.first,
        first_variance=variance,
    )


class Followed(Protocol):
    def __call__(self, shares: npt.ArrayLike, **told: Any) -> pl.DataFrame: ...


@pytest.fixture
def followed() -> Followed:
    """Make rows of areas as trends take them, from values by area and year (A, T).

    NaN makes no row. Told or usual: ``indicator`` "x", ``people`` 1,000, ``first``
    year 2015, ``step`` 1 year, ``ranked``, and ``measure`` "share"; for an "amount"
    the city has ``city`` 20 in every year.
    """
    return followed_rows


def followed_rows(shares: npt.ArrayLike, **told: Any) -> pl.DataFrame:
    values = np.asarray(shares, dtype=float)
    years = told.get("first", 2015) + told.get("step", 1) * np.arange(values.shape[1])
    measure = told.get("measure", "share")
    people = told.get("people", 1_000.0)
    rows: list[dict[str, Any]] = [
        {
            "area": f"{at:03}",
            "name": f"Area {at}",
            "level": "area",
            "period": str(year),
            "value": value,
            "numerator": value * people if measure == "share" else None,
            "denominator": people if measure == "share" else None,
        }
        for at, followed in enumerate(values)
        for year, value in zip(years, followed, strict=True)
        if not np.isnan(value)
    ]
    if measure == "amount":
        rows += [
            {"area": "c", "level": "city", "period": str(year), "value": told["city"]}
            for year in years
        ]
    table = pl.DataFrame(rows, schema_overrides=dict(SCHEMA)).with_columns(
        pl.lit(None, SCHEMA[name]).alias(name)
        for name in SCHEMA
        if rows and name not in rows[0]
    )
    described = table.with_columns(
        indicator=pl.lit(told.get("indicator", "x")),
        measure=pl.lit(measure),
        per=pl.lit(1.0),
        ranked=pl.lit(value=told.get("ranked", True)),
    )
    areas = with_comparisons(beside_the_city(with_values(described)))
    return areas.rename({"area": "code"})


def _distance(slope: Floats, told: dict[str, Any]) -> Line:
    usual = {
        "spread": 0.1,
        "freedom": 1000.0,
        "level": 5.0,
        "level_spread": 0.3,
        "together": 0.0,
    }
    missing = slope * 0
    parts = {name: missing + told.get(name, value) for name, value in usual.items()}
    return _line(slope, **parts)


def _ratio(distance: Line, other: Floats, told: dict[str, Any]) -> Line:
    return _line(
        told.get("ratio_slope", distance.slope / other) + 0 * distance.slope,
        spread=distance.spread * 0 + told.get("ratio_spread", distance.spread / other),
        freedom=distance.freedom,
        level=told.get("ratio_level", 1 + distance.level / other),
        level_spread=distance.level_spread / other,
        together=distance.together,
    )


def _line(slope: Floats, **parts: Any) -> Line:
    reach = stdtrit(parts["freedom"], 0.975) * parts["spread"]
    return Line(
        slope=slope,
        low=slope - reach,
        high=slope + reach,
        first=parts["level"] - 5 * slope,
        last=parts["level"] + 5 * slope,
        dispersion=np.ones_like(slope),
        **parts,
    )
