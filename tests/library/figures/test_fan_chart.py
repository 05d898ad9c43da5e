"""Outlooks as fans: as wide as they are given, told apart without colours, never cut."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.figures.beside import GAP, spread
from nabolag.figures.drawing import svg
from nabolag.figures.fan_chart import fan_chart
from nabolag.figures.fan_frame import named_years
from nabolag.figures.fan_parts import Fan, FanChart, FanPoint, Threshold
from nabolag.figures.parts import Point, Width
from nabolag.figures.style import EDGE, INK, INK_3, LOOKS, PAGE, Spec
from nabolag.values import Dimension

COLOUR = LOOKS[Dimension.SOCIAL].colour


def point(year: float, median: float | None, half: float = 4.0) -> FanPoint:
    if median is None:
        return FanPoint(year=year, median=None)
    return FanPoint(
        year=year,
        median=median,
        inner=(median - half / 2, median + half / 2),
        outer=(median - half, median + half),
    )


def outlook(label: str, drift: float) -> Fan:
    points = tuple(point(2025 + n, 49 + n * drift, 5 + n) for n in range(7))
    return Fan(label=label, points=points)


def survey(year: float, value: float | None) -> Point:
    low, high = (None, None) if value is None else (value - 5, value + 5)
    return Point(year=year, value=value, low=low, high=high, other=None)


CHART = FanChart(
    fan=outlook("Med begge tiltak", 0.5),
    dimension=Dimension.SOCIAL,
    without=outlook("Uten tiltak", -0.5),
    measured=(survey(2021, 51), survey(2023, 50), survey(2025, 49)),
    threshold=Threshold(value=57, label="Byen, 57\u00a0%"),
    unit_text="prosent",
    measured_text="målt",
    outlook_text="hva om",
    inner_text="halvparten",
    outer_text="9 av 10 varianter",
)
ALONE = FanChart(fan=Fan(label="", points=CHART.fan.points))


def rows(spec: Spec, kind: str, colour: str, **looks: object) -> list[list[Spec]]:
    """The rows of every layer drawn with one kind of mark in one colour."""
    return [
        part["data"]["values"]
        for part in spec["layer"]
        if part["mark"]["type"] == kind
        and part["mark"]["color"] == colour
        and all(part["mark"].get(name) == look for name, look in looks.items())
    ]


def drawn(chart: FanChart, width: Width = Width.WIDE, language: str = "nb") -> str:
    return svg(fan_chart(chart, width=width), language=language, prefix="f")


def test_bands_are_drawn_as_given_from_the_first_year_on() -> None:
    wide, narrow = rows(fan_chart(CHART, width=Width.WIDE), "area", COLOUR)
    assert [(row["year"], row["low"], row["high"]) for row in wide] == [
        (p.year, *p.outer) for p in CHART.fan.points
    ]
    assert [(row["low"], row["high"]) for row in narrow] == [
        p.inner for p in CHART.fan.points
    ]
    assert (wide[0]["low"], wide[0]["high"]) == (44, 54)


def test_the_middle_is_a_line_through_all_years_in_their_order() -> None:
    mixed = replace(CHART, fan=Fan(label="", points=CHART.fan.points[::-1]))
    (line,) = rows(fan_chart(mixed, width=Width.WIDE), "line", COLOUR)
    assert [(row["year"], row["value"]) for row in line] == [
        (p.year, p.median) for p in CHART.fan.points
    ]


def test_what_is_compared_with_is_dashed_and_hatched_in_grey() -> None:
    spec = fan_chart(CHART, width=Width.WIDE)
    (dashed,) = rows(spec, "line", INK_3, strokeDash=[6, 4])
    assert [row["value"] for row in dashed] == [p.median for p in CHART.without.points]
    assert len(rows(spec, "line", EDGE)) == 2
    hatch = rows(spec, "rule", EDGE, opacity=0.7)[0]
    assert {b["x"] - a["x"] for a, b in pairwise(hatch)} == {5}
    assert all(row["from"] < row["to"] for row in hatch)
    assert not rows(spec, "area", INK_3)


def test_the_hatch_of_what_is_compared_with_lies_within_its_band() -> None:
    flat = Fan(label="", points=tuple(point(year, 49) for year in (2025, 2031)))
    spec = fan_chart(replace(CHART, without=flat), width=Width.WIDE)
    hatch = rows(spec, "rule", EDGE, opacity=0.7)[0]
    edges = [part for part in rows(spec, "line", EDGE) if part]
    low, high = next(
        part["encoding"]["y"]["scale"]["domain"]
        for part in spec["layer"]
        if part["mark"]["type"] == "line"
    )
    for row in hatch:
        assert row["from"] == pytest.approx((high - 53) / (high - low) * 280, abs=0.01)
        assert row["to"] == pytest.approx((high - 45) / (high - low) * 280, abs=0.01)
    assert [row["low"] for row in edges[0]] == [45, 45]


def test_a_band_of_half_the_variants_is_hatched_where_there_is_no_wider_one() -> None:
    half = tuple(replace(p, outer=None) for p in CHART.without.points)
    chart = replace(CHART, without=Fan(label="", points=half))
    assert rows(fan_chart(chart, width=Width.WIDE), "rule", EDGE, opacity=0.7)[0]


def test_what_was_measured_has_dots_with_bars_and_the_ground_changes_after_it(
    read: Callable,
) -> None:
    spec = fan_chart(CHART, width=Width.WIDE)
    (bars,) = rows(spec, "rule", INK, opacity=0.45)
    assert [(row["low"], row["high"]) for row in bars] == [(46, 56), (45, 55), (44, 54)]
    assert [row["value"] for row in rows(spec, "point", INK)[0]] == [51, 50, 49]
    assert [part for part in spec["layer"] if part["mark"]["type"] == "rect"]
    texts = read(drawn(CHART)).texts
    assert {"målt", "hva om", "2025"} <= set(texts)
    without = read(drawn(replace(CHART, measured=()))).texts
    assert not {"målt", "hva om"} & set(without)


def test_what_was_measured_may_have_gaps_and_lack_intervals() -> None:
    past = (survey(2020, 51), survey(2021, None), survey(2022, 50))
    bare = Point(year=2023, value=50, low=None, high=55, other=None)
    spec = fan_chart(replace(CHART, measured=(*past, bare)), width=Width.WIDE)
    (bars,) = rows(spec, "rule", INK, opacity=0.45)
    assert [row["year"] for row in bars] == [2020, 2022]
    (dots,) = rows(spec, "point", INK)
    assert [(row["year"], row["stretch"]) for row in dots] == [
        (2020, 0),
        (2022, 1),
        (2023, 1),
    ]


def test_every_line_is_named_beside_its_end(read: Callable) -> None:
    for width in Width:
        drawing = read(drawn(CHART, width))
        said = " ".join(drawing.texts).replace("\u00a0", " ")
        for words in ("Byen, 57 %", "halvparten", "prosent"):
            assert words in said
        for word in ("begge", "Uten", "varianter"):
            assert word in said


def test_a_single_run_is_a_line_without_bands(read: Callable) -> None:
    points = tuple(FanPoint(year=2025 + n, median=n**2) for n in range(20))
    spec = fan_chart(FanChart(fan=Fan(label="", points=points)), width=Width.WIDE)
    assert not any(
        part["data"]["values"]
        for part in spec["layer"]
        if part["mark"]["type"] == "area"
    )
    assert len(rows(spec, "line", INK, strokeWidth=2.5)[0]) == 20


def test_a_missing_figure_is_a_gap_in_line_and_band() -> None:
    points = [point(2025 + n, 40 + n) for n in range(6)]
    points[2] = point(2027, None)
    points[3] = FanPoint(year=2028, median=math.nan, inner=(1, math.inf), outer=(1, 2))
    spec = fan_chart(
        FanChart(fan=Fan(label="x", points=tuple(points))), width=Width.WIDE
    )
    (line,) = rows(spec, "line", INK, strokeWidth=2.5)
    assert [(row["year"], row["stretch"]) for row in line] == [
        (2025, 0),
        (2026, 0),
        (2029, 1),
        (2030, 1),
    ]
    wide, narrow = rows(spec, "area", INK)
    assert [row["year"] for row in wide] == [2025, 2026, 2028, 2029, 2030]
    assert [row["year"] for row in narrow] == [2025, 2026, 2029, 2030]


def test_a_year_alone_is_a_bar_with_a_stroke_across() -> None:
    fan = Fan(label="", points=(point(2025, -3),))
    spec = fan_chart(FanChart(fan=fan, without=fan), width=Width.NARROW)
    bars = rows(spec, "rule", INK, strokeWidth=9)
    assert [bar[0]["low"] for bar in bars] == [-7, -5]
    assert rows(spec, "tick", INK)[0][0]["value"] == -3
    assert len(rows(spec, "rule", EDGE, opacity=0.7)[0]) == 1


def test_numbers_on_the_axis_are_written_in_the_readers_language(
    read: Callable,
) -> None:
    points = (FanPoint(year=1, median=-0.6), FanPoint(year=2, median=0.9))
    chart = FanChart(fan=Fan(label="", points=points))
    assert {"−0,5", "0,5"} <= set(read(drawn(chart)).texts)
    assert {"−0.5", "0.5"} <= set(read(drawn(chart, language="en")).texts)
    many = (FanPoint(year=1, median=0.0), FanPoint(year=2, median=1.2e6))
    texts = read(drawn(FanChart(fan=Fan(label="", points=many)))).texts
    assert "1\u202f000\u202f000" in texts


@pytest.mark.parametrize("value", [0.0, 5.0, -120.0, 1e13])
def test_values_that_never_change_are_a_line_in_the_middle(
    read: Callable, value: float
) -> None:
    points = tuple(
        FanPoint(year=y, median=value, outer=(value, value)) for y in range(2025, 2030)
    )
    chart = FanChart(fan=Fan(label="", points=points))
    (line,) = (
        part
        for part in fan_chart(chart, width=Width.WIDE)["layer"]
        if part["mark"]["type"] == "line" and part["mark"]["strokeWidth"] == 2.5
    )
    low, high = line["encoding"]["y"]["scale"]["domain"]
    assert (low + high) / 2 == pytest.approx(value)
    assert len(read(drawn(chart)).texts) > 5


def test_an_outlook_without_any_point_is_an_empty_frame(read: Callable) -> None:
    drawing = read(drawn(FanChart(fan=Fan(label="tom", points=()))))
    assert drawing.width == PAGE[Width.WIDE]
    assert "tom" not in drawing.texts


def test_words_measured_before_are_left_out_where_the_unit_has_the_room(
    read: Callable,
) -> None:
    long = replace(CHART, unit_text="prosent av alle voksne innbyggere i området")
    texts = read(drawn(long, Width.NARROW)).texts
    assert "målt" not in texts
    assert "hva om" in texts


@given(
    years=st.lists(st.integers(1, 300), min_size=1, max_size=4), px=st.floats(0.7, 99)
)
def test_years_are_never_written_over_each_other(years: list[int], px: float) -> None:
    named = named_years(years, px=px)
    assert named[0] >= min(years)
    assert named[-1] <= max(years)
    assert all((b - a) * px >= 46 for a, b in pairwise(named))
    assert years[0] in named


BLOCKS = st.lists(st.tuples(st.floats(-50, 400), st.floats(8, 60)), max_size=6)


@given(blocks=BLOCKS)
def test_words_beside_never_meet_and_keep_their_order(blocks: list) -> None:
    blocks.sort()
    downs = [down for _, down in blocks]
    found = spread([wish for wish, _ in blocks], downs, within=(0, 280))
    for (a, a_down), (b, b_down) in pairwise(zip(found, downs, strict=True)):
        assert b - a >= (a_down + b_down) / 2 + GAP - 0.02
    assert all(y >= down / 2 - 0.02 for y, down in zip(found, downs, strict=True))


def test_words_that_stand_well_are_not_moved() -> None:
    assert spread([50, 90, 200], [16, 16, 16], within=(0, 280)) == [50, 90, 200]
    assert spread([], [], within=(0, 280)) == []


NUMBERS = st.none() | st.floats(-1e9, 1e9) | st.just(math.nan)
POINTS = st.lists(
    st.builds(
        FanPoint,
        year=st.integers(1, 300).map(float),
        median=NUMBERS,
        outer=st.none() | st.tuples(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9)),
    ),
    max_size=8,
).map(tuple)


@given(fan=POINTS, without=st.none() | POINTS, width=st.sampled_from(Width))
@settings(max_examples=25, deadline=None)
def test_any_outlook_gives_a_drawing_of_the_stated_width(
    read: Callable, fan: tuple, without: tuple | None, width: Width
) -> None:
    other = None if without is None else Fan(label="Uten tiltak", points=without)
    chart = replace(CHART, fan=Fan(label="Med", points=fan), without=other)
    drawing = read(drawn(chart, width))
    assert drawing.width == pytest.approx(PAGE[width])


def test_words_from_a_file_are_written_and_never_run(read: Callable) -> None:
    chart = replace(CHART, unit_text="'+alert(1)+'", outer_text="<b>&")
    texts = read(drawn(chart)).texts
    assert "'+alert(1)+'" in texts
    assert "<b>&" in texts


def test_years_with_decimals_are_written_as_their_reader_writes_them(
    read: Callable,
) -> None:
    points = tuple(point(year, 5.0) for year in (2026.25, 2030.5))
    chart = FanChart(fan=Fan(label="", points=points), decimal=",")
    assert {"2026,25", "2030,5"} <= set(read(drawn(chart)).texts)
