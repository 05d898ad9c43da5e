"""The first answer, whole."""

from __future__ import annotations

import polars as pl
import polars.testing
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
)

from nabolag.areas.diagnosis import diagnose
from nabolag.areas.moving.moves import MOVES, Moves
from nabolag.errors import Refused
from nabolag.values import (
    SCHEMA,
    Direction,
    Indicator,
    Kind,
    Measure,
    Observations,
    Source,
)

TURNOUT = Indicator(
    id="turnout",
    names={"en": "Turnout"},
    measure=Measure.SHARE,
    direction=Direction.MORE_IS_BETTER,
)
PRICE = Indicator(id="price", names={"en": "Price"}, unit="kr/m²")
OSLO = {"area": "0301", "level": "city", "numerator": 366_081, "denominator": 570_411}
ROMSAAS = {"area": "romsås", "numerator": 2_480, "denominator": 5_373}


def row(result, area, **which):
    found = result.table.filter(pl.col("code") == area, **which)
    assert found.height == 1
    return found.row(0, named=True)


def codes(result):
    return [notice.code for notice in result.notices]


def test_a_share_has_its_value_interval_and_people(city):
    found = row(diagnose(city([OSLO, ROMSAAS], TURNOUT)), "romsås")
    low, high = proportion_confint(2_480, 5_373, method="wilson")
    assert found["value"] == pytest.approx(0.4615671, abs=1e-7)
    assert (found["low"], found["high"]) == pytest.approx((low, high), abs=1e-9)
    assert found["people"] == 5_373


def test_the_difference_is_to_the_rest_of_the_city_with_a_score_interval(city):
    found = row(diagnose(city([OSLO, ROMSAAS], TURNOUT)), "romsås")
    assert found["other"] == pytest.approx(0.6434983, abs=1e-7)
    assert found["difference"] == pytest.approx(found["value"] - found["other"])
    # The score equation solved by brute force (numerical likelihood, bisection);
    # statsmodels 0.15 stops its search 1.2e-4 short of it here.
    assert (found["difference_low"], found["difference_high"]) == pytest.approx(
        (-0.1952874826, -0.1685204994), abs=1e-9
    )
    counts = 2_480, 5_373, 363_601, 565_038
    ratio = confint_proportions_2indep(*counts, method="score", compare="ratio")
    assert (found["ratio_low"], found["ratio_high"]) == pytest.approx(ratio, abs=1e-5)


def test_a_rate_is_given_per_its_exposure(city):
    crimes = Indicator(id="x", names={"en": "x"}, measure=Measure.RATE, per=1000)
    found = row(
        diagnose(
            city(
                [
                    {
                        "area": "c",
                        "level": "city",
                        "numerator": 300,
                        "denominator": 10_000,
                        "indicator": "x",
                    },
                    {
                        "area": "a",
                        "numerator": 40,
                        "denominator": 1_000,
                        "indicator": "x",
                    },
                ],
                crimes,
            )
        ),
        "a",
    )
    assert found["value"] == pytest.approx(40.0)
    # Garwood's exact interval for 40 events, from published tables: 28.58 to 54.47
    assert (found["low"], found["high"]) == pytest.approx((28.58, 54.47), abs=0.01)
    assert found["other"] == pytest.approx(260 / 9_000 * 1000)
    assert found["difference_low"] < found["difference"] < found["difference_high"]


def test_families_widen_the_interval(city):
    alone = row(diagnose(city([OSLO, ROMSAAS], TURNOUT)), "romsås")
    families = row(
        diagnose(city([OSLO, ROMSAAS | {"cluster_size": 4.0}], TURNOUT)), "romsås"
    )
    width = alone["high"] - alone["low"]
    assert families["high"] - families["low"] == pytest.approx(2 * width, rel=0.01)
    assert families["difference_low"] < alone["difference_low"]


def test_figures_without_counts_have_no_interval_and_the_reason_is_told(city):
    result = diagnose(
        city(
            [
                {"area": "c", "level": "city", "value": 66_312, "indicator": "price"},
                {"area": "a", "value": 38_271, "indicator": "price"},
            ],
            PRICE,
        )
    )
    found = row(result, "a")
    assert found["against"] == "city"
    assert found["ratio"] == pytest.approx(0.57714, abs=1e-5)
    assert found["difference"] == pytest.approx(-28_041)
    nothing = ("low", "high", "people", "difference_low", "ratio_high", "shrunk")
    assert [found[name] for name in nothing] == [None] * len(nothing)
    assert "no_counts" in codes(result)


def test_a_mean_with_people_but_no_spread_is_held_against_the_rest(city):
    tax = Indicator(id="tax", names={"en": "tax"}, unit="kr")
    result = diagnose(
        city(
            [
                {
                    "area": "c",
                    "level": "city",
                    "numerator": 1000,
                    "denominator": 10,
                    "indicator": "tax",
                },
                {"area": "a", "numerator": 100, "denominator": 5, "indicator": "tax"},
            ],
            tax,
        )
    )
    found = row(result, "a")
    assert (found["value"], found["other"]) == (20, 180)
    assert (found["low"], found["difference_low"]) == (None, None)
    assert "no_spread" in codes(result)


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("confidential", "value_confidential"),
        ("missing", "value_missing"),
        ("not_possible", "value_not_possible"),
        (None, "value_missing"),
    ],
)
def test_a_missing_value_keeps_its_reason(city, note, code):
    result = diagnose(city([OSLO, ROMSAAS, {"area": "b", "note": note}], TURNOUT))
    assert row(result, "b")["value"] is None
    told = next(n for n in result.notices if n.code == code)
    assert told.facts["areas"] == "b"


def test_an_area_with_nobody_in_it_has_no_value(city):
    nobody = {"area": "b", "numerator": 0.0, "denominator": 0.0}
    result = diagnose(city([OSLO, ROMSAAS, nobody], TURNOUT))
    assert row(result, "b")["value"] is None
    assert "nobody_counted" in codes(result)


def test_a_ratio_to_nothing_is_refused_and_told(city):
    result = diagnose(
        city(
            [
                {"area": "c", "level": "city", "numerator": 5, "denominator": 100},
                {"area": "a", "numerator": 5, "denominator": 10},
            ],
            TURNOUT,
        )
    )
    found = row(result, "a")
    assert found["ratio"] is None
    assert found["difference"] == 0.5
    assert "ratio_impossible" in codes(result)


def test_nothing_to_compare_with_is_told(city):
    alone = diagnose(city([{"area": "a", "value": 10, "indicator": "price"}], PRICE))
    whole = diagnose(city([OSLO, OSLO | {"area": "a", "level": "area"}], TURNOUT))
    assert row(alone, "a")["against"] is None
    assert "nothing_to_compare" in codes(alone)
    assert "rest_impossible" in codes(whole)


def test_a_city_added_together_is_told(city):
    result = diagnose(
        city([ROMSAAS, {"area": "b", "numerator": 9, "denominator": 10}], TURNOUT)
    )
    assert "no_city_row" in codes(result)


def test_levels_are_never_mixed(city):
    rows = [
        OSLO,
        {"area": "d1", "level": "district", "numerator": 12_479, "denominator": 25_025},
        *(
            {"area": f"a{n}", "numerator": 40 + n, "denominator": 100, "district": "d1"}
            for n in range(8)
        ),
    ]
    with_district = diagnose(city(rows, TURNOUT))
    without = diagnose(city([r for r in rows if r.get("level") != "district"], TURNOUT))
    small = pl.col("level") == "area"
    assert with_district.table.filter(small).equals(without.table.filter(small))


def test_shrunken_values_lie_between_the_raw_value_and_the_others(city):
    rows = [
        {"area": f"a{n}", "numerator": 5.0 * n, "denominator": 50.0}
        for n in range(1, 9)
    ]
    table = diagnose(city([OSLO, *rows], TURNOUT)).table.filter(level="area")
    assert table["weight"].is_between(0, 1).all()
    assert table["shrunk"][0] > table["value"][0]
    assert table["shrunk"][7] < table["value"][7]


@pytest.mark.parametrize(
    "name", ["Andel innvandrere", "Uføretrygdede", "Morsmål ikke norsk", "Muslimer"]
)
def test_protected_topics_are_context_and_never_ranked(city, name):
    about_people = Indicator(
        id="group",
        names={"nb": name},
        measure=Measure.SHARE,
        direction=Direction.MORE_IS_WORSE,
        kind=Kind.RESULT,
    )
    rows = [
        {"area": a, "numerator": 4, "denominator": 10, "indicator": "group"}
        for a in "abcd"
    ]
    result = diagnose(city(rows, about_people))
    assert result.indicators[0].kind is Kind.CONTEXT
    assert result.indicators[0].direction is Direction.NEITHER
    assert result.table["shrunk"].is_null().all()
    told = next(n for n in result.notices if n.code == "context_only")
    assert told.facts["forced"] == "yes"


def test_figures_after_the_year_asked_for_are_left_out(city):
    rows = [
        ROMSAAS | {"period": period}
        for period in ("2019", "2023", "2027", "no year at all")
    ]
    periods = diagnose(city([*rows], TURNOUT), as_of=2023).table["period"]
    assert periods.to_list() == ["2019", "2023"]


def test_a_copied_period_is_never_the_newest(city):
    rows = [
        ROMSAAS | {"period": "2017"},
        ROMSAAS | {"period": "2018", "note": "copied"},
    ]
    table = diagnose(city(rows, TURNOUT)).table
    assert table.filter("latest")["period"].to_list() == ["2017"]
    assert "2018" not in table["period"]


def test_the_newest_period_is_per_indicator_and_level_and_has_a_figure(city):
    rows = [
        ROMSAAS | {"area": "a", "period": "2022"},
        ROMSAAS | {"area": "a", "period": "2023"},
        ROMSAAS | {"area": "b", "period": "2022"},
        {"area": "b", "period": "2024"},
        {"area": "d", "level": "district", "value": 0.5, "period": "2021"},
    ]
    newest = diagnose(city(rows, TURNOUT)).table.filter("latest")
    assert newest.select("code", "period").rows() == [("d", "2021"), ("a", "2023")]


def test_no_figure_for_any_area_is_refused(city):
    with pytest.raises(Refused, match="no figure for any area"):
        diagnose(city([OSLO, {"area": "a"}], TURNOUT))


def test_the_answer_is_a_table_in_a_notebook(city):
    result = diagnose(city([OSLO, ROMSAAS], TURNOUT))
    assert result.to_polars().equals(result.table)
    assert "romsås" in result._repr_html_()


counts = st.integers(20, 400).flatmap(
    lambda people: st.tuples(st.integers(0, people), st.just(people))
)


@settings(max_examples=25, deadline=None)
@given(st.lists(counts, min_size=3, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(areas, random):
    rows = _rows(areas)
    shuffled = random.sample(rows, len(rows))
    keys = ["level", "code"]
    one = diagnose(_observations(rows)).table.sort(keys)
    other = diagnose(_observations(shuffled)).table.sort(keys)
    pl.testing.assert_frame_equal(one, other)


@settings(max_examples=25, deadline=None)
@given(st.lists(counts, min_size=3, max_size=12))
def test_merging_two_areas_leaves_the_others_as_they_were(areas):
    (n1, p1), (n2, p2), *others = areas
    apart = diagnose(_observations(_rows(areas))).table
    merged = diagnose(_observations(_rows([*others, (n1 + n2, p1 + p2)]))).table
    raw = ["value", "low", "high", "other", "difference", "difference_low", "ratio"]
    pl.testing.assert_frame_equal(
        apart.filter(level="area")[2:].select(raw),
        merged.filter(level="area")[:-1].select(raw),
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(counts, min_size=2, max_size=8), st.sampled_from([10.0, 1e3, 1e5]))
def test_a_rate_scales_with_its_unit_and_its_ratio_does_not(areas, per):
    one = diagnose(_observations(_rows(areas), measure=Measure.RATE)).table
    scaled = diagnose(_observations(_rows(areas), measure=Measure.RATE, per=per)).table
    for name in ("value", "low", "high", "difference", "difference_low", "shrunk"):
        pl.testing.assert_series_equal(one[name] * per, scaled[name])
    pl.testing.assert_series_equal(one["ratio_low"], scaled["ratio_low"])


def _rows(areas):
    return [
        {
            "area": f"a{n:03}",
            "name": f"Area {n}",
            "level": "area",
            "period": "2024",
            "indicator": "turnout",
            "numerator": float(numerator),
            "denominator": float(denominator),
        }
        for n, (numerator, denominator) in enumerate(areas)
    ]


def _observations(rows, measure=Measure.SHARE, per=1.0):
    table = pl.DataFrame([dict.fromkeys(SCHEMA) | r for r in rows], schema=SCHEMA)
    indicator = Indicator(
        id="turnout", names={"en": "Turnout"}, measure=measure, per=per
    )
    return Observations(table=table, indicators=(indicator,))


def test_moves_are_told_beside_the_figures_with_their_source(city):
    rows = [
        {"area": "a", "status": "moved_in", "people": 30.0},
        {"area": "a", "status": "moved_out", "people": 20.0},
        {"area": "a", "status": "population", "people": 1_000.0},
    ]
    usual = {"level": "area", "first": "2022", "last": "2023", "source": "moves"}
    table = pl.DataFrame([{**usual, **row} for row in rows], schema=dict(MOVES))
    source = Source(id="moves", publisher="P", title="Moves")
    found = diagnose(
        city([OSLO, {"area": "a", "numerator": 40, "denominator": 100}], TURNOUT),
        moves=Moves(table=table, sources=(source,)),
    )
    (turnover,) = found.moving.turnover.to_dicts()
    assert turnover["moved_in"] == pytest.approx(30)
    assert turnover["net"] == pytest.approx(10)
    assert source in found.sources
