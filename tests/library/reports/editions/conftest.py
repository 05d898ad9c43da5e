"""An answer that holds everything a report can tell, for how editions look."""

from __future__ import annotations

import pytest

ALMDALEN = "01"
PILED = (
    {
        "code": "01",
        "measured": 3,
        "in_fifth": 2,
        "probability": 0.83,
        "by_chance": 0.06,
    },
    {"code": "02", "measured": 3, "in_fifth": 0, "probability": 1.0, "by_chance": 1.0},
    {"code": "03", "measured": 2, "in_fifth": 1, "probability": 0.7, "by_chance": 0.3},
)
DIMENSIONS = (
    {"dimension": "social", "indicators": 5, "needed": 3, "probability": 0.91},
    {"dimension": "structural", "indicators": 3, "needed": 2, "probability": 0.88},
    {"dimension": "physical", "indicators": 2, "needed": 2, "probability": 0.12},
)
LEFT_OUT = (
    {"left_out": "rented", "measured": 3, "in_fifth": 1, "probability": 0.97},
    {"left_out": "turnout", "measured": 3, "in_fifth": 2, "probability": 0.8},
)
SIMILAR = (
    {"other": "02", "other_name": "Lodalen", "distance": 0.31, "stability": 0.98},
    {"other": "03", "other_name": "Åsen", "distance": 0.9, "stability": 0.4},
)
SPLIT = {
    "indicator": "turnout",
    "first": "2017",
    "last": "2025",
    "exact": True,
    "change": -0.06,
    "stayers": 0.001,
    "stayers_low": -0.008,
    "stayers_high": 0.01,
    "moved_in": -0.04,
    "moved_out": -0.02,
    "entered": -0.001,
    "left": 0.0,
    "reading": "moving_alone",
}


def with_ends(column, value, half):
    return {
        column: value,
        f"{column}_low": value - half,
        f"{column}_high": value + half,
    }


def moving(group, came, went):
    return {
        "code": ALMDALEN,
        "group": group,
        "first": "2022",
        "last": "2025",
        "years": 3.0,
        "people": 400.0,
        **with_ends("moved_in", came, 9.0),
        **with_ends("moved_out", went, 9.0),
        **with_ends("net", came - went, 13.0),
    }


CONCENTRATED = {
    "indicator": "turnout",
    "level": "delbydel",
    "period": "2025",
    "latest": True,
    "areas": 60,
    "affected": 20_000.0,
    "share_in_tenth": 0.24,
    "by_chance": 0.12,
    **with_ends("excess", 0.12, 0.02),
    **with_ends("gini", 0.11, 0.02),
    **with_ends("theil", 0.05, 0.01),
}


@pytest.fixture
def deep(city, deepen):
    """Give an answer where all there is to tell of an area and a city is told."""
    names = dict(city.names)
    rows = tuple(
        row | {"p_worst_fifth": 0.83, "fifth_from": -0.042}
        if row["indicator"] == "turnout" and row["latest"] and row["value"]
        else row
        for row in city.rows
    )
    return deepen(
        city.but(rows=rows).answer(),
        piled=[
            {"name": names[p["code"]], "level": "delbydel", "independent": 4.3, **p}
            for p in PILED
        ],
        dimensions=[{"code": ALMDALEN, **row} for row in DIMENSIONS],
        left_out=[{"code": ALMDALEN, **row} for row in LEFT_OUT],
        similar=[{"code": ALMDALEN, "indicators": 13, **row} for row in SIMILAR],
        concentration=[CONCENTRATED],
        turnover=[moving("0–5 år", 98.0, 141.0), moving("25–34 år", 214.0, 183.0)],
        splits=[{"code": ALMDALEN, **SPLIT}],
    )
