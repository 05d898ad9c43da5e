"""Every figure beside what it is held against, however many there are."""

from __future__ import annotations

import numpy as np
import polars as pl
from polars.testing import assert_frame_equal

from nabolag.areas.compared import BLOCK, compared
from nabolag.values import SCHEMA, Indicator, Measure, Observations

AREAS, YEARS = BLOCK // 40, range(2001, 2021)


def figures(*indicators):
    """So many areas and years that two indicators are more than one block."""
    parts = [of_one(name) for name in indicators]
    return Observations(
        table=pl.concat(parts).select(*SCHEMA),
        indicators=tuple(
            Indicator(id=name, names={"en": name}, measure=Measure.SHARE)
            for name in indicators
        ),
    )


def of_one(name):
    area, year = (axis.ravel() for axis in np.indices((AREAS, len(YEARS))))
    table = pl.DataFrame(
        {
            "area": [f"{a:05}" for a in area],
            "level": "area",
            "period": [str(YEARS[y]) for y in year],
            "indicator": name,
            "numerator": ((area * 7 + year * 3 + len(name)) % 90 + 5).astype(float),
            "denominator": 100.0,
        },
        schema_overrides=dict(SCHEMA),
    ).with_columns(name=pl.col("area"))
    missing = [column for column in SCHEMA if column not in table.columns]
    return table.with_columns(pl.lit(None, SCHEMA[c]).alias(c) for c in missing)


def test_what_is_compared_in_several_blocks_is_what_each_would_be_alone():
    together = compared(figures("work", "school", "homes"))
    assert together.height > BLOCK
    alone = compared(figures("school"))
    assert_frame_equal(together.filter(indicator="school"), alone)
    assert together["code"].is_sorted()
    first = together.filter(code="00000")
    assert first["indicator"].unique(maintain_order=True).to_list() == [
        "homes",
        "school",
        "work",
    ]
    assert first.filter(indicator="homes")["period"].is_sorted()
