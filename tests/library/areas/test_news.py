"""What is new since the period before."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from nabolag.areas.diagnosis import diagnose
from nabolag.areas.news import news
from nabolag.values import Break, Indicator, Measure


def year(period, **areas):
    return [
        {
            "area": name,
            "level": "city" if name == "city" else "area",
            "period": period,
            "numerator": numerator,
            "denominator": denominator,
        }
        for name, (numerator, denominator) in areas.items()
    ]


def test_the_newest_distance_stands_beside_the_one_before(city):
    found = diagnose(
        city(
            [
                *year("2022", city=(600, 1000), a=(40, 100)),
                *year("2019", city=(500, 1000), a=(50, 100)),
                *year("2023", city=(600, 1000), a=(60, 100)),
            ]
        )
    ).news.filter(code="a")
    told = found.row(0, named=True)
    assert (told["period"], told["previous"]) == ("2023", "2022")
    assert (told["value_before"], told["value"]) == (0.4, 0.6)
    # 60 of 100 against 540 of 900, before that 40 of 100 against 560 of 900
    assert told["change"] == pytest.approx(0.0 - (0.4 - 560 / 900))
    assert told["beyond_chance"] is True


def test_the_interval_of_a_change_is_put_together_from_the_two_distances():
    # Zou and Donner: +3 (1 to 5), then +8 (5 to 11), worked by hand in the method card
    rows = pl.DataFrame(
        {
            "code": "a",
            "name": "A",
            "level": "area",
            "indicator": "x",
            "period": ["2022", "2023"],
            "year": [2022, 2023],
            "latest": [False, True],
            "value": [13.0, 18.0],
            "against": "rest",
            "difference": [3.0, 8.0],
            "difference_low": [1.0, 5.0],
            "difference_high": [5.0, 11.0],
        }
    )
    told = news(rows).row(0, named=True)
    assert told["change"] == 5
    arm = np.hypot(3, 2)
    assert (told["change_low"], told["change_high"]) == pytest.approx(
        (5 - arm, 5 + arm)
    )


def test_nothing_is_new_the_first_time_or_where_the_newest_figure_is_missing(city):
    first = diagnose(city(year("2023", city=(600, 1000), a=(40, 100))))
    gone = diagnose(
        city(
            [
                *year("2022", a=(40, 100), b=(5, 10)),
                *year("2021", a=(40, 100), b=(5, 10)),
                *year("2023", b=(5, 10)),
            ]
        )
    )
    assert first.news.is_empty()
    assert gone.news["code"].to_list() == ["b"]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Break(period="2023", level="area", reason="division_changed"), 0),
        (Break(period="2022", level="area", reason="division_changed"), 1),
        (Break(period="2023", level="district", reason="division_changed"), 1),
        (Break(period="2023", level="area", reason="x", indicator="other"), 1),
        (Break(period="2023", level="area", reason="x", indicator="turnout"), 0),
    ],
)
def test_a_change_never_crosses_a_break(city, found, told):
    rows = [*year("2022", a=(4, 10), b=(5, 10)), *year("2023", a=(4, 10), b=(5, 10))]
    assert diagnose(city(rows, breaks=(found,))).news.height == 2 * told


def test_without_counts_a_change_has_no_interval(city):
    price = Indicator(id="price", names={"en": "Price"}, measure=Measure.AMOUNT)
    rows = [
        {"area": a, "level": level, "value": v, "period": p, "indicator": "price"}
        for a, level, p, v in [
            ("c", "city", "2022", 100.0),
            ("c", "city", "2023", 110.0),
            ("a", "area", "2022", 50.0),
            ("a", "area", "2023", 70.0),
        ]
    ]
    told = diagnose(city(rows, price)).news
    assert told["code"].to_list() == ["c", "a"]
    assert told["change"].to_list() == [None, 10.0]
    assert told["change_low"].is_null().all()
    assert told["beyond_chance"].is_null().all()


def test_equal_areas_pass_the_line_in_at_most_one_of_twenty(city):
    rng = np.random.default_rng(20261123)
    rows = []
    for period in ("2022", "2023"):
        areas = {f"a{n}": (float(rng.binomial(800, 0.3)), 800.0) for n in range(1500)}
        rows += year(period, **areas)
    told = diagnose(city(rows)).news
    assert told.height == 1500
    assert 0.025 < told["beyond_chance"].mean() < 0.0651
