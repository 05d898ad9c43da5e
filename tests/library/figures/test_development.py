from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.figures.development import development
from nabolag.figures.development_frame import SIZES, apart
from nabolag.figures.drawing import svg
from nabolag.figures.parts import Development, Point, Width
from nabolag.figures.style import EDGE, INK, INK_3, LOOKS, Spec
from nabolag.values import Dimension

COLOUR = LOOKS[Dimension.SOCIAL].colour


def point(year: float, value: float | None, **more: Any) -> Point:
    low, high = (None, None) if value is None else (value - 2, value + 2)
    return Point(
        **{"year": year, "value": value, "low": low, "high": high, "other": 64, **more}
    )


def measured(points: Sequence[Point], **more: Any) -> Development:
    usual = {
        "dimension": Dimension.SOCIAL,
        "breaks": (),
        "low": 0,
        "high": 70,
        "value_text": "46\u00a0%",
        "other_text": "64\u00a0%",
        "tick_texts": {
            0: "0\u00a0%",
            20: "20\u00a0%",
            40: "40\u00a0%",
            60: "60\u00a0%",
        },
    }
    return Development(points=tuple(points), **{**usual, **more})


YEARLY = [point(2015 + n, 40 + n) for n in range(9)]


def layer(spec: Spec, kind: str, colour: str) -> list[Spec]:
    """The rows drawn with one kind of mark in one colour."""
    found = [
        part["data"]["values"]
        for part in spec["layer"]
        if (part["mark"]["type"], part["mark"]["color"]) == (kind, colour)
    ]
    assert len(found) == 1
    return found[0]


def drawn(of: Development, width: Width = Width.WIDE) -> str:
    return svg(development(of, width=width), language="nb", prefix="d")


def test_the_data_are_the_points_by_year() -> None:
    spec = development(measured(reversed(YEARLY)), width=Width.WIDE)
    assert spec["data"]["values"] == [
        {
            "year": p.year,
            "value": p.value,
            "low": p.low,
            "high": p.high,
            "other": p.other,
        }
        for p in YEARLY
    ]


def test_yearly_figures_are_a_line_with_a_band_that_ends_in_a_mark() -> None:
    spec = development(measured(YEARLY), width=Width.WIDE)
    assert len(layer(spec, "line", COLOUR)) == 9
    assert len(layer(spec, "area", COLOUR)) == 9
    assert [row["year"] for row in layer(spec, "point", COLOUR)] == [2023]
    assert layer(spec, "rule", COLOUR) == []


def test_surveys_and_elections_are_marks_with_interval_bars_and_no_line() -> None:
    spec = development(measured(YEARLY[::4]), width=Width.WIDE)
    assert layer(spec, "line", COLOUR) == []
    assert layer(spec, "area", COLOUR) == []
    assert [row["year"] for row in layer(spec, "point", COLOUR)] == [2015, 2019, 2023]
    assert [(row["from"], row["to"]) for row in layer(spec, "rule", COLOUR)] == [
        (38, 42),
        (42, 46),
        (46, 50),
    ]
    assert len(layer(spec, "line", INK)) == 3


def test_nothing_is_drawn_across_a_break_and_it_is_marked(read: Callable) -> None:
    spec = development(measured(YEARLY, breaks=(2019,)), width=Width.WIDE)
    for kind, colour in (("line", COLOUR), ("line", INK), ("area", COLOUR)):
        parts = {row["stretch"]: [] for row in layer(spec, kind, colour)}
        for row in layer(spec, kind, colour):
            parts[row["stretch"]].append(row["year"])
        assert list(parts.values()) == [
            [2015, 2016, 2017, 2018],
            [2019, 2020, 2021, 2022, 2023],
        ]
    assert len(layer(spec, "rule", EDGE)) == 1
    drawing = read(svg(spec, language="nb", prefix="d"))
    assert [line for line in drawing.tagged("line") if line.get("stroke-dasharray")]
    assert "2019" in drawing.texts


def test_a_year_that_begins_after_a_break_is_named_only_where_there_is_room(
    read: Callable,
) -> None:
    drawing = read(drawn(measured(YEARLY, breaks=(2016, 2023))))
    assert [
        text for text in drawing.texts if text.startswith("20") and "%" not in text
    ] == [
        "2015",
        "2023",
    ]


def test_a_missing_figure_leaves_a_gap_and_a_lonely_one_is_a_mark() -> None:
    points = [point(2015, 40), point(2016, None), point(2017, 42), point(2018, 43)]
    spec = development(measured(points), width=Width.WIDE)
    assert [row["year"] for row in layer(spec, "line", COLOUR)] == [2017, 2018]
    assert [row["year"] for row in layer(spec, "point", COLOUR)] == [2015, 2018]
    assert [row["year"] for row in layer(spec, "rule", COLOUR)] == [2015]


def test_figures_without_intervals_have_no_band() -> None:
    prices = [point(2004 + n, 20, low=None, high=None) for n in range(4)]
    spec = development(measured(prices), width=Width.WIDE)
    assert layer(spec, "area", COLOUR) == []
    assert layer(spec, "rule", COLOUR) == []
    assert len(layer(spec, "line", COLOUR)) == 4


def test_one_single_figure_is_a_mark_beside_a_short_line_for_the_city(
    read: Callable,
) -> None:
    spec = development(measured([point(2023, 46)]), width=Width.WIDE)
    assert len(layer(spec, "point", COLOUR)) == 1
    assert len(layer(spec, "tick", INK)) == 1
    texts = read(svg(spec, language="nb", prefix="d")).texts
    assert texts.count("2023") == 1
    assert "46\u00a0%" in texts


def test_without_a_dimension_the_city_is_grey_beside_ink() -> None:
    spec = development(measured(YEARLY, dimension=None), width=Width.WIDE)
    assert len(layer(spec, "line", INK)) == 9
    assert len(layer(spec, "line", INK_3)) == 9


def test_an_area_without_any_figure_still_shows_the_city(read: Callable) -> None:
    points = [point(year, None) for year in range(2015, 2020)]
    texts = read(drawn(measured(points))).texts
    assert "64\u00a0%" in texts
    assert "46\u00a0%" not in texts


def test_figures_without_a_city_to_compare_with_stand_alone(read: Callable) -> None:
    points = [point(year, 46, other=None) for year in range(2015, 2020)]
    texts = read(drawn(measured(points))).texts
    assert "46\u00a0%" in texts
    assert "64\u00a0%" not in texts


def test_no_points_at_all_are_an_empty_frame(read: Callable) -> None:
    assert read(drawn(measured([]))).texts == [
        "0\u00a0%",
        "20\u00a0%",
        "40\u00a0%",
        "60\u00a0%",
    ]


def test_the_last_figure_stands_beside_the_last_point_even_when_it_is_old() -> None:
    old = [*YEARLY[:5], *(point(year, None) for year in range(2020, 2024))]
    words = development(measured(old), width=Width.WIDE)["layer"][-2]["data"]["values"]
    city = development(measured(old), width=Width.WIDE)["layer"][-1]["data"]["values"]
    assert words[0]["word"] == "46\u00a0%"
    assert words[0]["x"] < city[0]["x"] - 60


def test_small_multiples_share_their_scale(read: Callable) -> None:
    low, high = (
        development(measured([point(2015, v), point(2016, v)]), width=Width.WIDE)
        for v in (10, 60)
    )
    domains = [
        part["encoding"]["y"]["scale"]["domain"]
        for spec in (low, high)
        for part in spec["layer"]
        if part["mark"]["type"] == "line"
    ]
    assert domains == [[0, 70]] * 4


def test_a_figure_outside_the_shared_scale_is_not_cut_off_but_its_interval_may_be() -> (
    None
):
    points = [point(2015, 68, high=95), point(2016, 72, high=95)]
    spec = development(measured(points), width=Width.WIDE)
    assert {row["to"] for row in layer(spec, "area", COLOUR)} == {72}


def test_a_scale_without_extent_is_given_one(read: Callable) -> None:
    points = [point(2015, 5, low=5, high=5, other=5)]
    assert read(drawn(measured(points, low=5, high=5))).width == 280


def test_a_tick_outside_the_scale_is_not_drawn(read: Callable) -> None:
    of = measured(YEARLY, tick_texts={0: "0", 60: "60", 80: "80"})
    assert "80" not in read(drawn(of)).texts


@pytest.mark.parametrize("width", Width)
def test_long_words_take_room_from_the_drawing_only(
    read: Callable, width: Width
) -> None:
    long = measured(
        YEARLY,
        value_text="kr 142\u202f300",
        tick_texts={0: "kr 0", 60: "kr 160\u202f000"},
    )
    spec = development(long, width=width)
    assert spec["width"] < development(measured(YEARLY), width=width)["width"]
    assert read(svg(spec, language="nb", prefix="d")).width == SIZES[width][0]


def test_names_from_a_file_are_written_and_never_run(read: Callable) -> None:
    of = measured(YEARLY, value_text="<b>&", tick_texts={20: "'+alert(1)+'"})
    texts = read(drawn(of)).texts
    assert "<b>&" in texts
    assert "'+alert(1)+'" in texts


HEIGHTS = st.floats(0, 128)


@given(first=HEIGHTS, second=HEIGHTS, least=st.floats(1, 60))
def test_words_are_moved_apart_within_the_range_and_keep_their_order(
    first: float, second: float, least: float
) -> None:
    one, two = apart(first, second, least=least, within=(0, 128))
    assert abs(one - two) >= least - 1e-9
    assert -1e-9 <= min(one, two) <= max(one, two) <= 128 + 1e-9
    assert (one < two) == (first <= second)


@given(first=HEIGHTS, second=HEIGHTS)
def test_words_that_stand_well_are_not_moved(first: float, second: float) -> None:
    if abs(first - second) >= 17:
        assert apart(first, second, least=17, within=(0, 128)) == (first, second)


@given(value=st.floats(0, 70), other=st.floats(0, 70), old=st.booleans())
@settings(max_examples=25, deadline=None)
def test_the_last_figures_never_overlap_as_drawn(
    read: Callable, value: float, other: float, old: bool
) -> None:
    last = [point(2017, None, other=other)] if old else []
    points = [point(2015, value, other=other), point(2016, value, other=other), *last]
    heights = {
        "".join(text.itertext()): float(
            text.attrib["transform"].split(",")[1].rstrip(")")
        )
        for text in read(drawn(measured(points))).tagged("text")
    }
    assert abs(heights["46\u00a0%"] - heights["64\u00a0%"]) >= 17 - 0.01


@given(
    points=st.lists(
        st.builds(
            Point,
            year=st.floats(1900, 2100),
            value=st.none() | st.floats(-1e6, 1e6),
            low=st.none() | st.floats(-1e6, 1e6),
            high=st.none() | st.floats(-1e6, 1e6),
            other=st.none() | st.floats(-1e6, 1e6),
        ),
        max_size=8,
    ),
    breaks=st.lists(st.floats(1900, 2100), max_size=2),
    width=st.sampled_from(Width),
)
@settings(max_examples=25, deadline=None)
def test_any_points_give_a_drawing_of_the_stated_width(
    read: Callable, points: list[Point], breaks: list[float], width: Width
) -> None:
    drawing = read(drawn(measured(points, breaks=tuple(breaks)), width))
    assert (drawing.width, drawing.height) == (SIZES[width][0], SIZES[width][1] + 36)
