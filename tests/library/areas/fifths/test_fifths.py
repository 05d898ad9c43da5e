"""What the newest figures tell of all areas of each level together."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.fifths.fifths import WORST, fifths
from nabolag.areas.fifths.mapping import Counted, own_mapping
from nabolag.areas.result import DIMENSIONS, LEFT_OUT, PILE_UP, SIMILAR
from nabolag.values import Dimension, Direction, Indicator, Measure, Topic

MORE, LESS = Direction.MORE_IS_WORSE, Direction.MORE_IS_BETTER
NEITHER = Direction.NEITHER


def described(id_, *, direction=MORE, dimension=Dimension.SOCIAL, **more):
    return Indicator(
        id=id_,
        names={"en": id_},
        measure=Measure.SHARE,
        direction=direction,
        dimension=dimension,
        **more,
    )


def shares(seed, areas=25, people=400):
    random = np.random.default_rng(seed)
    true = random.uniform(0.05, 0.4, areas)
    return {
        f"a{n:02}": (float(random.binomial(people, share)), float(people))
        for n, share in enumerate(true)
    }


def ask(rows, indicators, *, mapping=None, seed=1, breaks=()):
    return fifths(
        pl.concat(rows),
        indicators=indicators,
        mapping=own_mapping(indicators) if mapping is None else mapping,
        breaks=breaks,
        seed=seed,
    )


@pytest.fixture
def city(table):
    """Four indicators on two dimensions, 25 areas."""
    dimensions = [Dimension.SOCIAL, Dimension.SOCIAL, *[Dimension.PHYSICAL] * 2]
    indicators = [
        described(f"i{n}", dimension=dimension)
        for n, dimension in enumerate(dimensions)
    ]
    rows = [
        table({"2024": shares(n)}, indicator=i.id) for n, i in enumerate(indicators)
    ]
    return rows, indicators


def test_every_table_has_the_columns_that_are_promised(city):
    found = ask(*city)
    for table, columns, height in [
        (found.worst, WORST, 100),
        (found.pile_up.areas, PILE_UP, 25),
        (found.pile_up.dimensions, DIMENSIONS, 50),
        (found.pile_up.left_out, LEFT_OUT, 100),
        (found.similar, SIMILAR, 125),
    ]:
        assert dict(table.schema) == {name: kind() for name, kind in columns.items()}
        assert table.height == height
        assert not table.select(pl.any_horizontal(pl.all().is_null())).to_series().any()
    assert found.notices == ()


def test_probabilities_sum_to_a_fifth_and_follow_the_figures(city):
    rows, _ = city
    for (indicator,), part in ask(*city).worst.group_by("indicator"):
        assert part["p_worst_fifth"].sum() == pytest.approx(5)
        figures = pl.concat(rows).filter(indicator=indicator)
        both = part.join(figures, on="code")
        assert both.select(pl.corr("p_worst_fifth", "value")).item() > 0.6


def test_the_fifth_begins_so_far_from_the_published_city(table):
    areas = {f"a{n:02}": (10_000.0 * n, 1_000_000.0) for n in range(1, 26)}
    whole = areas | {"city": (90_000.0, 1_000_000.0)}
    for figures, expected in [(whole, 0.21 - 0.09), (areas, 0.21 - 0.13)]:
        found = ask([table({"2024": figures})], [described("x")])
        distance = found.worst["fifth_from"].unique().to_list()
        assert distance == [pytest.approx(expected, abs=0.0005)]


def test_without_people_the_city_is_the_plain_mean_of_its_areas(table):
    amounts = {code: float(n) for n, code in enumerate(shares(0))}
    rows = table({"2023": amounts, "2024": amounts})
    found = ask([rows], [described("x", direction=LESS)])
    assert found.worst["fifth_from"][0] == pytest.approx(4 - 12, abs=0.001)
    people = rows.with_columns(people=0.0)
    again = ask([people], [described("x", direction=LESS)])
    assert again.worst["fifth_from"][0] == pytest.approx(4 - 12, abs=0.001)


@settings(max_examples=5)
@given(st.integers(0, 1000))
def test_the_answer_does_not_depend_on_the_order_of_rows(table, shuffle):
    indicators = [described("i0"), described("i1")]
    rows = pl.concat(
        table({"2023": shares(9), "2024": shares(n)}, indicator=f"i{n}") for n in (0, 1)
    )
    first = ask([rows], indicators)
    again = ask([rows.sample(fraction=1, shuffle=True, seed=shuffle)], indicators[::-1])
    for one, other in [
        (first.worst, again.worst),
        (first.pile_up.areas, again.pile_up.areas),
        (first.pile_up.left_out, again.pile_up.left_out),
        (first.similar, again.similar),
    ]:
        assert one.equals(other)


def test_another_indicator_changes_nothing_for_the_rest(city, table):
    rows, indicators = city
    more = ask(
        [*rows, table({"2024": shares(77)}, indicator="a new one")],
        [*indicators, described("a new one")],
    )
    assert more.worst.filter(pl.col("indicator") != "a new one").equals(
        ask(*city).worst
    )


def test_another_seed_changes_little_and_only_by_chance(city):
    first, other = (ask(*city, seed=seed).worst["p_worst_fifth"] for seed in (1, 2))
    assert (first != other).any()
    assert (first - other).abs().max() < 0.1


@pytest.mark.parametrize("topic", list(Topic))
def test_protected_topics_are_in_nothing_whatever_the_mapping_says(city, table, topic):
    rows, indicators = city
    protected = described("y", topic=topic)
    asked = Counted(indicator="y", dimension=Dimension.SOCIAL, challenge=MORE)
    found = ask(
        [*rows, table({"2024": shares(5)}, indicator="y")],
        [*indicators, protected],
        mapping=[*own_mapping(indicators), asked],
    )
    without = ask(*city)
    assert found.worst.equals(without.worst)
    assert found.pile_up.areas.equals(without.pile_up.areas)
    assert found.similar.equals(without.similar)
    assert "y" not in found.pile_up.left_out["left_out"]


def test_without_a_direction_an_indicator_counts_for_likeness_alone(city, table):
    rows, indicators = city
    rented = described("rented", direction=NEITHER)
    found = ask(
        [*rows, table({"2024": shares(5)}, indicator="rented")], [*indicators, rented]
    )
    assert "rented" not in found.worst["indicator"]
    assert "rented" not in found.pile_up.left_out["left_out"]
    assert found.similar["indicators"].unique().to_list() == [5]


def test_the_mapping_can_give_a_direction_and_leave_indicators_out(city, table):
    rows, indicators = city
    rented = described("rented", direction=NEITHER, dimension=None)
    asked = [
        Counted(indicator="rented", dimension=Dimension.STRUCTURAL, challenge=LESS),
        Counted(indicator="i0", dimension=Dimension.STRUCTURAL, challenge=MORE),
    ]
    found = ask(
        [*rows, table({"2024": shares(5)}, indicator="rented")],
        [*indicators, rented],
        mapping=asked,
    )
    assert "rented" in found.worst["indicator"]
    assert found.pile_up.dimensions["dimension"].unique().to_list() == ["structural"]
    assert set(found.pile_up.left_out["left_out"]) == {"i0", "rented"}


def test_levels_are_never_mixed(city, table):
    rows, indicators = city
    zones = [
        table({"2024": shares(n + 50, areas=30)}, indicator=i.id, level="zone")
        for n, i in enumerate(indicators)
    ]
    zones = [rows_.with_columns(code="z" + pl.col("code")) for rows_ in zones]
    found = ask([*rows, *zones], indicators)
    alone = ask(*city)
    assert found.worst.filter(level="area").equals(alone.worst)
    assert found.pile_up.areas.filter(level="area").equals(alone.pile_up.areas)
    assert found.similar.filter(~pl.col("code").str.starts_with("z")).equals(
        alone.similar
    )
    mixed = pl.col("code").str.starts_with("z") != pl.col("other").str.starts_with("z")
    assert found.similar.filter(mixed).is_empty()


def codes_of(found):
    return [(n.code, n.where.indicator, dict(n.facts)) for n in found.notices]


def test_under_twenty_areas_the_fifth_is_refused_and_told_of_once(table):
    few = [table({"2024": shares(n, areas=19)}, indicator=f"i{n}") for n in range(3)]
    found = ask(few, [described(f"i{n}") for n in range(3)])
    assert found.worst.is_empty()
    assert found.pile_up.areas.is_empty()
    assert found.similar.height == 95
    assert codes_of(found) == [
        (
            "fifth_too_few_areas",
            None,
            {"level": "area", "areas": 19, "needed": 20, "indicators": 3},
        )
    ]


def test_what_is_too_little_for_anything_is_told_by_reason(city, table):
    rows, indicators = city
    once = table({"2024": {code: 1.0 * n for n, code in enumerate(shares(0))}})
    narrow = table({"2024": shares(8, areas=6)}, indicator="narrow")
    found = ask(
        [*rows, once.with_columns(indicator=pl.lit("price")), narrow],
        [*indicators, described("price"), described("narrow")],
    )
    few = {"level": "area", "areas": 6, "needed": 20, "indicators": 1}
    assert codes_of(found) == [
        ("fifth_too_few_areas", "narrow", few),
        ("fifth_one_period", "price", {"level": "area"}),
    ]


def test_an_indicator_nobody_orders_by_is_not_missed(table):
    once = table({"2024": {code: 1.0 * n for n, code in enumerate(shares(0))}})
    found = ask([once], [described("x", direction=NEITHER)])
    assert codes_of(found) == [
        (
            "similar_too_few_indicators",
            None,
            {"level": "area", "indicators": 0, "needed": 2},
        )
    ]


def test_no_dimension_with_two_indicators_is_told(table):
    rows = [table({"2024": shares(n)}, indicator=f"i{n}") for n in range(2)]
    dimensions = [Dimension.SOCIAL, Dimension.PHYSICAL]
    indicators = [described(f"i{n}", dimension=d) for n, d in enumerate(dimensions)]
    found = ask(rows, indicators)
    assert found.worst.height == 50
    assert found.pile_up.areas.is_empty()
    assert codes_of(found) == [("pile_up_not_measured", None, {"level": "area"})]


def test_five_areas_are_too_few_for_likeness(table):
    rows = [table({"2024": shares(n, areas=5)}, indicator=f"i{n}") for n in range(2)]
    found = ask(rows, [described(f"i{n}", direction=NEITHER) for n in range(2)])
    assert found.similar.is_empty()
    assert codes_of(found) == [
        ("similar_too_few", None, {"level": "area", "areas": 5, "needed": 7})
    ]


def test_areas_without_a_newest_figure_are_not_there(city, table):
    rows, indicators = city
    gone = rows[0].with_columns(
        value=pl.when(pl.col("code") != "a03").then("value"),
        numerator=pl.when(pl.col("code") != "a03").then("numerator"),
    )
    found = ask([gone, *rows[1:]], indicators)
    assert "a03" not in found.worst.filter(indicator="i0")["code"]
    assert found.pile_up.areas.filter(code="a03")["measured"].to_list() == [1]
    empty = rows[0].with_columns(value=pl.lit(None, pl.Float64))
    assert "i0" not in ask([empty, *rows[1:]], indicators).worst["indicator"]


def test_an_area_that_changed_its_name_has_the_newest(city, table):
    rows, indicators = city
    before = table({"2023": shares(3), "2024": shares(0)}, indicator="i0")
    older = pl.col("period") == "2023"
    renamed = before.with_columns(
        name=pl.when(older).then(pl.lit("Z ") + pl.col("name")).otherwise("name")
    )
    found = ask([renamed, *rows[1:]], indicators)
    assert found.pile_up.areas["name"].str.starts_with("Area").all()
    assert found.similar["other_name"].str.starts_with("Area").all()


def test_a_city_without_areas_has_nothing_to_tell(table):
    whole = table({"2024": {"city": (5.0, 9.0)}})
    found = ask([whole], [described("x")])
    assert found.worst.is_empty()
    assert found.similar.is_empty()
    assert found.notices == ()
