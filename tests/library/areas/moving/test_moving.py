"""Who moves in and out, beside every trend."""

from __future__ import annotations

import polars as pl
import pytest

from nabolag.areas.moving.moves import Moves
from nabolag.areas.moving.moving import moving
from nabolag.areas.result import SPLITS, TURNOVER
from nabolag.values import Indicator

GROUPS = {
    # status: people, of them affected before, of them after
    "stayed": (60, 12, 12),
    "moved_in": (40, None, 4),
    "moved_out": (40, 16, None),
    "entered": (0, None, None),
    "left": (0, None, None),
}


def groups(area="a", *, times=100, first="2014", last="2024", **changed):
    """Rows of one area: of every 100 people, 28 are affected at first and 16 at last."""
    return [
        {
            "area": area,
            "first": first,
            "last": last,
            "status": status,
            "indicator": "poor",
            "people": people * times,
            "numerator_before": None if before is None else before * times,
            "numerator": None if after is None else after * times,
        }
        | changed.get(status, {})
        for status, (people, before, after) in GROUPS.items()
    ]


def still(area="b", *, times=100, **more):
    """Rows of an area where nothing changes: a fifth affected in every group."""
    people = {"stayed": 60, "moved_in": 40, "moved_out": 40, "entered": 0, "left": 0}
    rows = groups(area, times=times, **more)
    for row in rows:
        for end in ("numerator_before", "numerator"):
            if row[end] is not None:
                row[end] = people[row["status"]] * times / 5
    return rows


def shares(code="a", *, people=10_000, values=(0.28, 0.16), other=0.2, **more):
    """A diagnosis' rows of an area in 2014 and 2024."""
    return [
        {
            "code": code,
            "period": period,
            "value": value,
            "numerator": None if people is None else value * people,
            "people": people,
            "other": other,
            "difference": None if other is None else value - other,
        }
        | more
        for period, value in zip(("2014", "2024"), values, strict=True)
    ]


def flows(area="a", *, came, went, years=range(2014, 2024), **more):
    return [
        {
            "area": area,
            "first": str(year),
            "last": str(year + 1),
            "status": status,
            "people": people,
        }
        | more
        for year in years
        for status, people in (("moved_in", came), ("moved_out", went))
    ]


@pytest.fixture
def run(moves, figures, trends):
    def run(rows, table, asked=({},), **more):
        told = {"table": figures(table), "trends": trends(asked)}
        return moving(Moves(table=moves(rows)), **told, **more)

    return run


def split_of(found, code="a"):
    return found.splits.filter(code=code).row(0, named=True)


def codes(notices):
    return [notice.code for notice in notices]


def test_what_is_tabulated_is_split_less_the_same_in_the_rest_of_the_city(run):
    found, notices = run(
        [*groups(), *still("b"), *still("c")], [*shares(), *shares("b"), *shares("c")]
    )
    split = split_of(found)
    assert split["exact"] is True
    assert split["change"] == pytest.approx(-0.12)
    parts = [split[name] for name in ("stayers", "moved_in", "moved_out")]
    assert parts == pytest.approx([0, -0.04, -0.08])
    assert (split["entered"], split["left"]) == (0, 0)
    assert split["stayers_low"] < 0 < split["stayers_high"]
    assert split["reading"] == "moving_alone"
    assert codes(notices) == []


def test_the_rest_is_all_other_areas_added_together(run):
    # The other area changes as this one does, so the distance does not.
    found, _ = run([*groups(), *groups("b", times=3)], [*shares(), *shares("b")])
    split = split_of(found)
    assert split["change"] == pytest.approx(0, abs=1e-12)
    assert split["moved_in"] == pytest.approx(0, abs=1e-12)
    assert split["reading"] == "cannot_tell"


def test_districts_and_the_city_are_no_part_of_the_rest_of_areas(run):
    rows = [*groups(), *still("b")]
    others = [
        {**row, "level": level, "area": level}
        for level in ("city", "district", "unplaced")
        for row in groups()
    ]
    table = [*shares(), *shares("b"), *shares("city", level="city")]
    table += shares("district", level="district")
    alone, _ = run(rows, table)
    among, _ = run([*rows, *others], table)
    assert split_of(alone) == split_of(among)


def test_without_other_areas_the_areas_own_change_is_split_and_it_is_told(run):
    found, (notice,) = run(groups(), [*shares(), *shares("b")])
    assert split_of(found)["change"] == pytest.approx(-0.12)
    assert split_of(found)["reading"] == "moving_alone"
    assert notice.code == "split_without_rest"
    assert notice.where.indicator == "poor"
    assert dict(notice.facts) == {"areas": "a", "more": 0, "count": 1}


def test_the_only_area_of_its_level_has_no_rest(run):
    _, notices = run(groups(), shares())
    assert codes(notices) == ["split_without_rest"]


def test_a_small_area_without_groups_may_be_missing_from_the_rest(run):
    table = [*shares(), *shares("b"), *shares("c", people=1_000)]
    found, (notice,) = run([*groups(), *still("b")], table)
    assert split_of(found)["change"] == pytest.approx(-0.12)
    assert notice.code == "split_rest_lacks_areas"
    assert notice.facts["percent"] == 90  # 10,000 of 11,000


def test_a_quarter_of_the_rest_may_not_be_missing(run):
    table = [*shares(), *shares("b"), *shares("c", people=4_000)]
    _, notices = run([*groups(), *still("b")], table)
    assert codes(notices) == ["split_without_rest"]


def test_others_of_whom_nobody_stayed_are_no_rest(run):
    gone = {"stayed": {"people": 0, "numerator_before": 0, "numerator": 0}}
    _, notices = run([*groups(), *groups("b", **gone)], [*shares(), *shares("b")])
    assert "split_without_rest" in codes(notices)


def test_the_widest_span_within_the_trend_is_used(run):
    rows = [
        *groups(first="2010", last="2024"),  # begins before the trend
        *groups(first="2016", last="2024"),
        *groups(first="2014", last="2020"),
        *groups(first="2015", last="2024"),
    ]
    found, _ = run(rows, shares())
    assert (split_of(found)["first"], split_of(found)["last"]) == ("2015", "2024")


def test_of_two_spans_as_wide_the_newest_is_used(run):
    rows = [*groups(first="2014", last="2020"), *groups(first="2016", last="2022")]
    assert split_of(run(rows, shares())[0])["first"] == "2016"


@pytest.mark.parametrize("status", [*GROUPS])
def test_a_group_that_is_withheld_is_never_split(run, status):
    withheld = {status: {"people": None, "note": "confidential"}}
    found, notices = run(groups(**withheld), shares())
    assert found.splits.height == 0
    assert codes(notices) == ["split_withheld"]


def test_a_group_that_is_not_there_is_never_split(run):
    found, notices = run(groups()[:-1], shares())
    assert found.splits.height == 0
    assert codes(notices) == ["split_withheld"]


def test_groups_by_age_are_not_split(run):
    by_age = [{**row, "group": "30–39"} for row in groups()]
    assert run(by_age, shares())[0].splits.height == 0


def test_without_a_trend_nothing_is_split(run):
    found, notices = run(groups(), shares(), asked=())
    assert found.splits.height == 0
    assert notices == ()


def test_moves_alone_bound_what_those_who_did_not_move_can_have_done(run):
    # 200 of 10,000 move each year: over ten years a fifth may be new, a fifth gone.
    rows = [*flows(came=200, went=200), *flows("b", came=0, went=0)]
    table = [*shares(values=(0.2, 0.3)), *shares("b", values=(0.2, 0.2))]
    found, notices = run(rows, table)
    split = split_of(found)
    assert split["exact"] is False
    assert split["change"] == pytest.approx(0.1)
    assert (split["first"], split["last"]) == ("2014", "2024")
    # At most 3,000 affected of the other 8,000, at least 1,000; before at most 2,000
    # and at least none. Nobody moves in the rest.
    bounds = split["stayers_low"], split["stayers_high"]
    assert bounds == pytest.approx((1 / 8 - 2 / 8, 3 / 8 - 0))
    assert [split[n] for n in ("stayers", "moved_in", "entered", "left")] == [None] * 4
    assert split["reading"] == "could_be_moving"
    assert codes(notices) == ["turnover_incomplete"]


def test_a_large_change_with_few_moves_is_not_moving_alone(run):
    rows = [*flows(came=20, went=20), *flows("b", came=20, went=20)]
    table = [*shares(values=(0.2, 0.4)), *shares("b")]
    assert split_of(run(rows, table)[0])["reading"] == "not_moving_alone"


def test_moves_in_the_rest_of_the_city_widen_the_bounds(run):
    table = [*shares(values=(0.2, 0.4)), *shares("b", people=5_000)]
    table += shares("c", people=5_000)
    own = flows(came=20, went=20)

    def high(others):
        rows = [
            *own,
            *flows("b", came=others, went=others),
            *flows("c", came=0, went=0),
        ]
        return split_of(run(rows, table)[0])["stayers_high"]

    assert high(0) == pytest.approx(0.4 / 0.98 - (0.2 - 0.02) / 0.98)
    # 100 a year in the rest of 10,000: a tenth may be new there, a tenth gone.
    assert high(100) == pytest.approx(high(0) - (0.1 / 0.9 - 0.2 / 0.9))


def test_where_others_moves_are_not_known_the_rest_is_taken_as_it_is(run):
    table = [*shares(values=(0.2, 0.4)), *shares("b")]
    found, notices = run(flows(came=20, went=20), table)
    assert split_of(found)["reading"] == "not_moving_alone"
    assert codes(notices) == ["turnover_incomplete", "bounds_without_rest"]


def test_others_whose_people_are_unknown_may_all_be_movers(run):
    table = [*shares(values=(0.2, 0.4)), *shares("b", people=None)]
    rows = [*flows(came=20, went=20), *flows("b", came=0, went=0)]
    split = split_of(run(rows, table)[0])
    assert split["stayers_low"] < -0.5
    assert split["reading"] == "could_be_moving"


def test_a_span_that_is_the_whole_trend_goes_before_single_years(run):
    whole = flows(came=100, went=100, years=[2014])
    for row in whole:
        row["last"] = "2024"
    found, _ = run([*flows(came=900, went=900), *whole], shares(values=(0.2, 0.2)))
    high = 0.2 / 0.99 - 0.19 / 0.99
    assert split_of(found)["stayers_high"] == pytest.approx(high)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(flows(came=9, went=9, years=range(2015, 2024)), id="a year lacks"),
        pytest.param(
            [
                *flows(came=9, went=9, years=range(2015, 2024)),
                *flows(came=9, went=None, years=[2014]),
            ],
            id="a year is withheld",
        ),
        pytest.param(flows(came=9, went=9, group="0–15"), id="one age only"),
        pytest.param([], id="none at all"),
    ],
)
def test_without_moves_through_the_whole_trend_nothing_is_said(run, rows):
    assert run(rows, shares())[0].splits.height == 0


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(shares(people=None), id="no counts"),
        pytest.param(shares(values=(28.0, 16.0), numerator=280), id="a rate"),
        pytest.param(shares(other=None), id="nothing to compare with"),
        pytest.param(shares()[:1], id="no figure at the end"),
    ],
)
def test_only_shares_with_counts_at_both_ends_are_bounded(run, table):
    assert run(flows(came=9, went=9), table)[0].splits.height == 0


@pytest.mark.parametrize(
    ("counted", "expected"),
    [("persons", 1), ("Husholdninger", 1), ("dwellings", 0), ("answers", 0), (None, 0)],
)
def test_only_what_is_counted_among_residents_is_bounded_where_that_is_told(
    run, counted, expected
):
    poor = Indicator(id="poor", names={"en": "Poor"}, counted=counted)
    found, _ = run(flows(came=9, went=9), shares(), indicators=[poor])
    assert found.splits.height == expected


def test_what_is_split_exactly_is_not_bounded_as_well(run):
    found, _ = run([*groups(), *flows(came=9, went=9)], shares())
    assert found.splits["exact"].to_list() == [True]


def test_splits_stand_in_the_order_of_the_trends(run):
    asked = [{"code": "b"}, {"code": "a"}]
    rows = [*groups("a"), *flows("b", came=9, went=9)]
    found, _ = run(rows, [*shares("a"), *shares("b")], asked)
    assert found.splits["code"].to_list() == ["b", "a"]


def test_areas_that_the_figures_do_not_know_are_told_of(run):
    rows = [{**row, "name": "Nyås"} for row in flows("x", came=9, went=9)]
    _, notices = run([*rows, *flows("x", came=9, went=9, level="city")], shares())
    notice = next(n for n in notices if n.code == "moves_not_in_figures")
    assert dict(notice.facts) == {"areas": "Nyås", "more": 0, "count": 1}


def test_many_areas_are_named_by_the_first_and_the_number_of_the_others(run):
    areas = [f"a{n}" for n in range(8)]
    rows = [row for area in areas for row in groups(area)[:-1]]
    table = [row for area in areas for row in shares(area)]
    _, (notice,) = run(rows, table, [{"code": area} for area in areas])
    assert dict(notice.facts) == {
        "areas": "a0, a1, a2, a3, a4, a5",
        "more": 2,
        "count": 8,
    }


def test_the_answer_has_the_columns_it_promises_and_no_nan(run):
    rows = [*groups(), *still("b"), *flows("c", came=9, went=9)]
    table = [*shares(), *shares("b"), *shares("c", people=100)]
    found, _ = run(rows, table, [{"code": code} for code in "abc"])
    assert dict(found.splits.schema) == {n: t() for n, t in SPLITS.items()}
    assert dict(found.turnover.schema) == {n: t() for n, t in TURNOVER.items()}
    for frame in (found.splits, found.turnover):
        assert not frame.select(pl.col(pl.Float64).is_nan().any()).row(0).count(True)


def test_the_order_of_rows_does_not_matter(run):
    rows = [*groups(), *still("b"), *still("c"), *flows(came=9, went=9)]
    table = [*shares(), *shares("b"), *shares("c")]
    one, _ = run(rows, table)
    other, _ = run(rows[::-1], table[::-1])
    assert one.splits.equals(other.splits)
    assert one.turnover.equals(other.turnover)


def test_people_who_come_in_families_make_the_interval_of_the_stayers_wider(run):
    def told(**told):
        table = [*shares(**told), *shares("b", **told)]
        split = split_of(run([*groups(), *still("b")], table)[0])
        return split["stayers"], split["stayers_high"] - split["stayers_low"]

    (alone, narrow), (together, wide) = told(), told(cluster_size=4.0)
    assert alone == pytest.approx(together)
    assert wide > 1.8 * narrow
