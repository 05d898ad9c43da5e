"""The deeper answer as JSON: beside each area's figures, and never across periods."""

from __future__ import annotations

import json

from nabolag.reports.editions.answer import as_json

TREND = {
    "first",
    "last",
    "periods",
    "slope",
    "low",
    "high",
    "ratio_slope",
    "ratio_low",
    "ratio_high",
    "shrunk_slope",
    "p_widening",
    "verdict",
    "verdict_alone",
    "margin",
    "detectable",
}


def document(answer):
    return json.loads(json.dumps(as_json(answer), allow_nan=False))


def of(found, code):
    return next(area for area in found["areas"] if area["code"] == code)


def trending(city):
    return city.trending(
        "01", "turnout", "widening", slope=-0.004, half=0.002, points=(-0.12, -0.18)
    )


def test_an_indicators_newest_figure_has_its_trend_and_the_others_null(city):
    entries = of(document(trending(city).answer()), "01")["indicators"]
    turnout = {e["period"]: e["trend"] for e in entries if e["indicator"] == "turnout"}
    assert turnout["2017"] is turnout["2021"] is None
    assert set(turnout["2025"]) == TREND
    assert turnout["2025"]["slope"] == -0.004
    assert turnout["2025"]["verdict"] == "widening"
    assert all(e["trend"] is None for e in entries if e["indicator"] != "turnout")


def test_without_a_figure_in_the_newest_period_the_trend_stands_with_the_last(city):
    late = city.but(
        rows=tuple(
            row
            for row in city.rows
            if (row["code"], row["indicator"], row["period"])
            != ("01", "turnout", "2025")
        )
    )
    entries = of(document(trending(late).answer()), "01")["indicators"]
    told = [e["period"] for e in entries if e["trend"] is not None]
    assert told == ["2021"]


def test_a_figure_says_how_likely_it_is_in_the_fifth(deep):
    found = {
        (e["indicator"], e["period"]): e for e in of(document(deep), "01")["indicators"]
    }
    assert found["turnout", "2025"]["p_worst_fifth"] == 0.83
    assert found["turnout", "2025"]["fifth_from"] == -0.042
    assert found["turnout", "2017"]["p_worst_fifth"] is None


def test_the_pile_up_tells_its_dimensions_and_what_it_rests_on(deep):
    found = of(document(deep), "01")["pile_up"]
    assert {key: found[key] for key in ("measured", "in_fifth", "probability")} == {
        "measured": 3,
        "in_fifth": 2,
        "probability": 0.83,
    }
    assert (found["by_chance"], found["independent"]) == (0.06, 4.3)
    assert found["dimensions"][0] == {
        "dimension": "social",
        "indicators": 5,
        "needed": 3,
        "probability": 0.91,
    }
    assert [row["left_out"] for row in found["left_out"]] == ["rented", "turnout"]


def test_what_is_not_known_of_an_area_is_null_or_empty(city):
    area = of(document(city.answer()), "01")
    assert area["pile_up"] is None
    assert area["similar"] == []
    assert area["moving"] == {"turnover": [], "splits": []}


def test_areas_like_this_one_stand_nearest_first(deep):
    similar = of(document(deep), "01")["similar"]
    assert similar[0] == {
        "code": "02",
        "name": "Lodalen",
        "distance": 0.31,
        "stability": 0.98,
        "indicators": 13,
    }
    assert [other["code"] for other in similar] == ["02", "03"]


def test_moves_and_splits_stand_with_their_area(deep):
    moving = of(document(deep), "01")["moving"]
    assert [row["group"] for row in moving["turnover"]] == ["0–5 år", "25–34 år"]
    assert "code" not in moving["turnover"][0]
    assert moving["splits"][0]["reading"] == "moving_alone"
    assert of(document(deep), "02")["moving"]["splits"] == []


def test_concentration_is_the_citys_and_is_there_without_a_city_row(deep, city, deepen):
    found = document(deep)
    assert found["concentration"][0]["share_in_tenth"] == 0.24
    assert found["city"]["concentration"] == found["concentration"]
    assert found["city"]["moving"] == {"turnover": [], "splits": []}
    rows = tuple(row for row in city.rows if row["code"] != "0")
    alone = document(
        deepen(
            city.but(rows=rows).answer(),
            concentration=[{"indicator": "turnout", "level": "delbydel"}],
        )
    )
    assert alone["city"] is None
    assert alone["concentration"][0]["indicator"] == "turnout"
