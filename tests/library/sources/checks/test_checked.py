"""What figures go through after they are read: repeats, totals, ranges, divisions."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.geography import Area, Division
from nabolag.errors import BadInput
from nabolag.sources.checks.checked import checked
from nabolag.sources.checks.counts import count_notices
from nabolag.sources.checks.repeats import without_repeats
from nabolag.sources.checks.values import disagreeing
from nabolag.values import (
    SCHEMA,
    Break,
    Indicator,
    Measure,
    Note,
    Notice,
    Observations,
)

SHARE = Indicator(id="turnout", names={"nb": "Valgdeltakelse"}, measure=Measure.SHARE)
RATE = Indicator(id="moves", names={}, measure=Measure.RATE, per=1000)
PRICE = Indicator(id="price", names={})
PEOPLE = Indicator(id="people", names={})


def row(area: str = "11", **told: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "name": f"Sted {area}",
        "level": "area",
        "district": None,
        "period": "2024",
        "indicator": "turnout",
        "value": None,
        "numerator": None,
        "denominator": None,
        "cluster_size": None,
        "note": None,
        "source": "s",
        "line": 2,
    }
    return {"area": area, **usual, **told}


def observed(
    rows: Iterable[dict[str, object]], breaks: tuple[Break, ...] = ()
) -> Observations:
    return Observations(
        table=pl.DataFrame(list(rows), schema=SCHEMA),
        indicators=(SHARE, RATE, PRICE, PEOPLE),
        breaks=breaks,
    )


def check(*rows: dict[str, object], **options: object) -> Observations:
    return checked(observed(rows), file="f.csv", **options)


def only(found: Observations, code: str) -> Notice:
    (notice,) = [n for n in found.notices if n.code == code]
    return notice


def codes(found: Observations) -> list[str]:
    return [notice.code for notice in found.notices]


# Figures that cannot be

IMPOSSIBLE = {
    "a share above 1": ({"value": 1.02}, "a share between 0 and 1"),
    "a share below 0": ({"value": -0.1}, "a share between 0 and 1"),
    "a part above its whole": (
        {"numerator": 5.0, "denominator": 4.0},
        "a part no larger than its whole",
    ),
    "a negative count": (
        {"numerator": -1.0, "denominator": 4.0},
        "a count of at least 0",
    ),
    "a negative whole": ({"denominator": -4.0}, "a count of at least 0"),
    "a negative rate": ({"indicator": "moves", "value": -1.0}, "a rate of at least 0"),
    "a negative count of a mean": (
        {"indicator": "price", "denominator": -1.0},
        "a count of at least 0",
    ),
}


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_figures_that_cannot_be_are_refused_with_their_line(what):
    told, expected = IMPOSSIBLE[what]
    with pytest.raises(BadInput) as caught:
        check(row(), row("12", line=7, **told))
    assert caught.value.where.line == 7
    assert caught.value.where.area == "Sted 12"
    assert caught.value.expected.startswith(expected)


def test_all_that_can_be_passes():
    figures = [
        row("11", value=1.0, numerator=4.0, denominator=4.0),
        row("12", value=0.0, numerator=0.0, denominator=4.0),
        row("11", indicator="moves", value=1200.0, numerator=6.0, denominator=5.0),
        row("11", indicator="price", value=-3.0),
    ]
    found = check(*figures)
    assert found.notices == ()
    assert found.table.height == 4


def test_a_line_that_is_not_known_is_left_out():
    with pytest.raises(BadInput) as caught:
        check(row(value=2.0, line=None))
    assert caught.value.where.line is None


# Rows that repeat each other


def test_equal_rows_are_one_row():
    found = check(row(value=0.5), row(value=0.5, line=9), row("12", value=0.5))
    assert found.table["line"].to_list() == [2, 2]
    assert dict(only(found, "duplicate_rows").facts) == {"rows": 1, "lines": "9"}
    assert only(found, "duplicate_rows").where.line == 9


def test_rows_that_contradict_each_other_are_all_set_aside():
    rows = [row(value=0.5, line=n) for n in (2, 3)] + [row(value=0.6, line=4)]
    found = check(*rows, row("12", value=0.5))
    assert found.table["area"].to_list() == ["12"]
    assert dict(only(found, "duplicate_conflict").facts) == {
        "rows": 3,
        "keys": 1,
        "lines": "2, 3, 4",
        "names": "Sted 11",
    }


def test_one_name_on_two_levels_is_no_repetition():
    found = check(row("Nord", level="district"), row("Nord", level="area"))
    assert found.table.height == 2


def test_long_lists_of_lines_and_names_are_cut_short():
    rows = [row(str(n), value=v, line=n) for n in range(20, 28) for v in (0.1, 0.2)]
    facts = only(check(*rows), "duplicate_conflict").facts
    assert facts["lines"] == "20, 21, 22, 23, 24 …"
    assert facts["names"] == "Sted 20, Sted 21, Sted 22, Sted 23, Sted 24 …"


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["11", "12", "13"]), max_size=12), st.randoms())
def test_settling_does_not_depend_on_the_order_of_rows(areas, random):
    rows = [row(area, value=n % 2 / 2, line=n) for n, area in enumerate(areas)]
    shuffled = random.sample(rows, len(rows))
    kept, again = (
        without_repeats(observed(r).table, file="f")[0].select("area", "value")
        for r in (rows, shuffled)
    )
    assert sorted(kept.rows()) == sorted(again.rows())


# A year that copies the year before


def prices(year: str, *, of: int = 24, changed: int = 0) -> list[dict[str, object]]:
    first = int(year) * 1000
    return [
        row(
            str(n),
            indicator="price",
            period=year,
            value=40_000.5 + n * 7 + (1 if n < changed else 0),
            line=first + n,
        )
        for n in range(of)
    ]


def test_a_year_that_copies_the_year_before_is_marked_and_told_of():
    found = check(*prices("2017"), *prices("2018", changed=1))
    notice = only(found, "copied_period")
    assert dict(notice.facts) == {"copied": "2017", "equal": 23, "rows": 24}
    assert (notice.where.period, notice.where.indicator) == ("2018", "price")
    assert notice.where.line == 2_018_000
    notes = found.table.group_by("period").agg(pl.col("note").unique()).sort("period")
    assert notes["note"].to_list() == [[None], [Note.COPIED.value]]


def test_a_year_with_news_is_no_copy():
    assert check(*prices("2017"), *prices("2018", changed=2)).notices == ()


def test_few_areas_say_nothing_of_copying():
    assert check(*prices("2017", of=19), *prices("2018", of=19)).notices == ()


def test_noughts_say_nothing_of_copying():
    rows = [
        row(str(n), period=p, value=0.0) for n in range(30) for p in ("2023", "2024")
    ]
    assert check(*rows).notices == ()


def test_only_the_year_that_copies_is_marked():
    later = [{**r, "value": float(str(r["value"])) * 1.1} for r in prices("2019")]
    found = check(*prices("2017"), *prices("2018"), *later)
    marked = found.table.filter(pl.col("note").is_not_null())
    assert marked["period"].unique().to_list() == ["2018"]


def test_one_level_may_be_copied_while_another_is_new():
    def city(year: str, value: float) -> list[dict[str, object]]:
        told = {"level": "district", "indicator": "price", "period": year}
        return [row(f"d{n}", value=value + n, **told) for n in range(30)]

    found = check(
        *prices("2017"), *city("2017", 1.0), *prices("2018"), *city("2018", 2.5)
    )
    notice = only(found, "copied_period")
    assert (notice.facts["level"], notice.facts["rows"]) == ("area", 24)
    marked = found.table.filter(pl.col("note") == Note.COPIED.value)
    assert marked.select("level", "period").unique().rows() == [("area", "2018")]


def test_a_row_beside_a_copied_year_is_marked_with_it():
    lone = {"level": "district", "indicator": "price"}
    rows = [row("d", value=1.0, period=p, **lone) for p in ("2017", "2018")]
    found = check(*prices("2017"), *prices("2018"), *rows)
    assert "level" not in only(found, "copied_period").facts
    assert found.table.filter(pl.col("note").is_not_null()).height == 25


def test_a_copied_year_says_nothing_of_the_division():
    gone = [r for r in prices("2018") if r["area"] != "0"]
    new = row("99", indicator="price", period="2018", value=1.5)
    found = check(*prices("2017"), *gone, new)
    assert codes(found) == ["copied_period"]


# People without an area, once per level


def unplaced(
    area: str, part: float | None, whole: float | None, **told: object
) -> dict[str, object]:
    return row(area, level="unplaced", numerator=part, denominator=whole, **told)


def test_people_without_an_area_are_counted_once():
    found = check(unplaced("98", 3.0, 5.0), unplaced("99", 3.0, 5.0, line=8))
    assert found.table["area"].to_list() == ["98"]
    notice = only(found, "unplaced_twice")
    assert dict(notice.facts) == {"names": "Sted 99", "rows": 1}
    assert notice.where.line == 8


def test_parts_of_people_without_an_area_are_held_by_the_row_of_them_all():
    rows = [
        unplaced("97", 1.0, 2.0),
        unplaced("98", 2.0, 3.0),
        unplaced("99", 3.0, 5.0),
    ]
    assert check(*rows).table["area"].to_list() == ["99"]


def test_different_people_without_an_area_all_stay():
    found = check(unplaced("98", 1.0, 5.0), unplaced("99", 3.0, 5.0))
    assert found.table.height == 2


def test_values_without_counts_are_compared_as_they_are():
    found = check(
        unplaced("98", None, None, value=0.4), unplaced("99", None, None, value=0.4)
    )
    assert found.table["area"].to_list() == ["98"]
    apart = check(
        unplaced("98", None, None, value=0.4), unplaced("99", None, None, value=0.3)
    )
    assert apart.table.height == 2


def test_withheld_people_without_an_area_are_left_as_they_are():
    rows = [unplaced("98", None, 5.0), unplaced("99", None, 5.0)]
    assert check(*rows).table["area"].to_list() == ["98"]


# Totals

TOWN = [
    row("0", level="city", name="Byen", numerator=60.0, denominator=100.0),
    row("1", level="district", name="Nord", numerator=30.0, denominator=50.0),
    row("2", level="district", name="Sør", numerator=20.0, denominator=40.0),
    row("11", district="1", numerator=10.0, denominator=20.0),
    row("12", district="1", numerator=20.0, denominator=30.0),
    row("21", district="2", numerator=20.0, denominator=40.0),
    unplaced("9", 10.0, 10.0),
]


def town(**changed: float | None) -> list[dict[str, object]]:
    return [
        {**r, "numerator": changed[f"a{r['area']}"]}
        if f"a{r['area']}" in changed
        else r
        for r in TOWN
    ]


def test_totals_that_add_up_are_not_told_of():
    assert check(*TOWN).notices == ()


def test_rounding_by_one_a_part_is_allowed():
    assert check(*town(a11=8.0)).notices == ()
    assert codes(check(*town(a11=7.0))) == ["totals_differ"]


def test_areas_that_do_not_add_up_to_their_district_are_told_of():
    found = check(*town(a11=5.0, a12=20.0))
    facts = [dict(n.facts) for n in found.notices]
    assert facts == [
        {
            "level": "area",
            "of": "Nord",
            "count": "numerator",
            "sum": 25.0,
            "total": 30.0,
            "times": 1,
        },
        {
            "level": "area",
            "of": "Byen",
            "count": "numerator",
            "sum": 55.0,
            "total": 60.0,
            "times": 1,
        },
    ]


def test_districts_that_do_not_add_up_to_the_city_are_told_of():
    found = check(*town(a2=10.0, a21=None))
    assert [(n.facts["level"], n.facts["of"]) for n in found.notices] == [
        ("district", "Byen")
    ]


def test_a_sum_with_a_hole_is_not_held_against_anything():
    assert check(*town(a11=None, a12=1.0)).notices == ()


def test_a_district_without_a_row_is_the_sum_of_its_areas():
    rows = [r for r in TOWN if r["area"] != "2"]
    assert check(*rows).notices == ()


def test_areas_missing_from_the_file_show_in_the_total():
    rows = [r for r in TOWN if r["area"] not in ("2", "21")]
    assert codes(check(*rows)) == ["totals_differ", "totals_differ"]


def test_values_that_are_counts_are_added_too():
    rows = [
        row("0", level="city", indicator="people", value=100.0),
        row("1", level="district", indicator="people", value=90.0),
    ]
    assert check(*rows).notices == ()
    assert codes(check(*rows, adds_up=("people",))) == ["totals_differ"]


# Names and divisions


def test_names_on_two_levels_are_told_of():
    found = check(
        row("1", name="Nord", level="district"), row("11", name="Nord", line=5)
    )
    notice = only(found, "name_on_two_levels")
    assert dict(notice.facts) == {"names": "Nord", "areas": 1}
    assert notice.where.line == 2


def test_a_changed_division_is_inferred_and_said_to_be():
    found = check(row("11", period="2019"), row("12", period="2020", line=5))
    assert found.breaks == (
        Break(period="2020", level="area", reason="division_changed"),
    )
    notice = only(found, "division_changed")
    assert dict(notice.facts) == {
        "level": "area",
        "appeared": "Sted 12",
        "disappeared": "Sted 11",
        "inferred": "yes",
    }
    assert (notice.where.line, notice.where.period) == (5, "2020")


def test_areas_that_only_come_or_only_go_are_no_change_of_division():
    found = check(
        row("11", period="2019"), row("11", period="2020"), row("12", period="2020")
    )
    assert found.breaks == ()


TOWNS = Division(
    id="t",
    names={"nb": "T"},
    levels=("area",),
    areas=(
        Area(code="11", name="A", level="area"),
        Area(code="12", name="B", level="area"),
    ),
)


def test_a_division_knows_itself_when_it_changed():
    known = Break(period="2020", level="area", reason="division_changed")
    rows = [row("11", period="2019"), row("12", period="2020")]
    found = checked(observed(rows, breaks=(known,)), file="f", division=TOWNS)
    assert found.breaks == (known,)
    assert only(found, "division_changed").facts["inferred"] == "no"


def test_missing_rows_of_a_known_division_are_no_change_of_it():
    rows = [row("11", period="2019"), row("12", period="2020")]
    found = checked(observed(rows), file="f", division=TOWNS)
    assert (found.breaks, found.notices) == ((), ())


def test_a_break_the_file_knows_is_not_given_twice():
    known = Break(period="2020", level="area", reason="division_changed")
    rows = [row("11", period="2019"), row("12", period="2020")]
    found = checked(observed(rows, breaks=(known,)), file="f")
    assert found.breaks == (known,)


def test_many_changed_areas_are_cut_short():
    old = [row(f"1{n}", period="2019") for n in range(7)]
    new = [row(f"2{n}", period="2020") for n in range(7)]
    facts = only(check(*old, *new), "division_changed").facts
    assert facts["appeared"] == "Sted 20, Sted 21, Sted 22, Sted 23, Sted 24 …"


# Counts


def noticed(*counts: float | None) -> list[Notice]:
    series = pl.Series(counts, dtype=pl.Float64)
    lines = pl.Series(range(2, len(counts) + 2))
    return list(count_notices(series, lines=lines, file="f", column="n"))


def test_threes_without_ones_and_twos_show_rounding():
    (notice,) = noticed(*[3.0] * 10, 0.0, None, 14.0)
    assert (notice.code, notice.facts["threes"]) == ("small_numbers_rounded", 10)


@pytest.mark.parametrize("counts", [[3.0] * 9, [3.0] * 10 + [1.0], [3.0] * 10 + [2.0]])
def test_ones_twos_or_few_threes_show_none(counts):
    assert noticed(*counts) == []


def test_counts_that_are_not_whole_are_told_of_with_the_first_line():
    (notice,) = noticed(4.0, None, 2.5, 7.25)
    assert (notice.code, notice.where.line) == ("counts_not_whole", 4)
    assert dict(notice.facts) == {"count": 2, "example": 2.5}


def test_means_have_no_counts_to_disagree_with():
    table = observed(
        [row(indicator="price", value=9.0, numerator=1.0, denominator=2.0)]
    )
    assert list(disagreeing(table.table, PRICE, unit=0.1, file="f")) == []


def test_rates_are_held_against_their_counts_in_their_own_unit():
    table = observed(
        [
            row(indicator="moves", value=2.0, numerator=4.0, denominator=2000.0),
            row(indicator="moves", value=3.0, numerator=4.0, denominator=2000.0),
        ]
    ).table
    (notice,) = disagreeing(table, RATE, unit=0.1, file="f")
    assert (notice.facts["count"], notice.facts["computed"]) == (1, 2.0)


def test_a_changed_area_without_a_name_is_called_by_its_code():
    found = check(
        row("11", name=None, period="2019"), row("12", name=None, period="2020")
    )
    assert only(found, "division_changed").facts["appeared"] == "12"
