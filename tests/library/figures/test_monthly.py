"""Months are drawn where they are: gaps stay gaps, and words never crowd."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.figures.drawing import svg
from nabolag.figures.monthly import MonthPoint, monthly
from nabolag.figures.parts import Width

TICKS = {1.0: "1", 3.0: "3", 5.0: "5"}


def month(value, label="mars", services=()):
    return MonthPoint(label=label, n_text="n = 9", value=value, services=services)


def layers(points, width=Width.WIDE):
    return monthly(points, tick_texts=TICKS, width=width)["layer"]


def rows(layer):
    return layer["data"]["values"]


def test_a_month_without_a_figure_is_a_gap_and_no_line_crosses_it():
    *_rest, line, _services, dots = layers(
        [month(3.0), month(4.0), month(None), month(2.0)]
    )
    assert len(rows(line)) == 1
    assert len(rows(dots)) == 3


def test_the_scale_goes_from_the_first_tick_to_the_last():
    *_rest, dots = layers([month(1.0), month(5.0), month(3.0)])
    assert [row["y"] for row in rows(dots)] == [150, 0, 75]


def test_services_stand_as_dots_of_their_own():
    *_rest, services, dots = layers([month(3.0, services=(2.0, 4.5)), month(None)])
    assert (len(rows(services)), len(rows(dots))) == (2, 1)


@given(st.integers(0, 40), st.sampled_from(Width))
def test_words_never_stand_closer_than_there_is_room_for(count, width):
    drawn = layers([month(3.0, label=str(each)) for each in range(count)], width)
    places = [row["x"] for row in rows(drawn[2])]
    apart = [two - one for one, two in itertools.pairwise(places)]
    assert all(step >= 54 - 1e-9 for step in apart)
    if count:
        assert rows(drawn[2])[-1]["month"] == str(count - 1)


@pytest.mark.parametrize("width", Width)
def test_it_is_drawn_as_it_is_told(width):
    spec = monthly(
        [month(3.0, services=(2.0,)), month(4.0)], tick_texts=TICKS, width=width
    )
    drawn = svg(spec, language="nb", prefix="a")
    assert re.findall(r">(mars|n = 9|1|3|5)<", drawn)
    assert "NaN" not in drawn
