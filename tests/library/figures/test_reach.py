"""Reach is drawn where it is: no interval for volunteers, no dot for what is withheld."""

from __future__ import annotations

import re

import pytest

from nabolag.errors import Misbuilt
from nabolag.figures.drawing import svg
from nabolag.figures.parts import Width
from nabolag.figures.reach import ReachRow, reach
from nabolag.values import Estimate

TICKS = {0.0: "0 %", 0.25: "25 %", 0.5: "50 %"}
DRAWN = Estimate(value=0.25, low=0.2, high=0.3)


def row(reached, lives=0.4):
    return ReachRow(label="16–29 år", reached_text="25 %", lives=lives, reached=reached)


def marks(*rows, width=Width.WIDE):
    """Give the rows behind intervals, strokes and dots."""
    _lines, _ticks, *three, _label, _told = reach(rows, tick_texts=TICKS, width=width)[
        "layer"
    ]
    return [layer["data"]["values"] for layer in three]


def test_shares_stand_where_the_scale_has_them():
    ((interval,), (stroke,), (dot,)) = marks(row(DRAWN))
    across = 704 - 32
    assert dot["x"] == pytest.approx(across / 2)
    assert (interval["x"], interval["x2"]) == pytest.approx(
        (0.4 * across, 0.6 * across)
    )
    assert stroke["x"] == pytest.approx(0.8 * across)
    assert stroke["y"] < dot["y"] < stroke["y2"]


def test_volunteers_have_a_dot_and_no_interval():
    intervals, _strokes, dots = marks(row(Estimate(value=0.25)))
    assert (intervals, len(dots)) == ([], 1)


def test_what_is_withheld_has_no_dot_and_what_lives_there_is_still_told():
    intervals, strokes, dots = marks(row(None), row(DRAWN))
    assert (len(intervals), len(strokes), len(dots)) == (1, 2, 1)
    assert dots[0]["y"] > strokes[0]["y2"]  # it is the second row's


def test_no_line_crosses_a_word():
    rules, *_marks, label, _told = reach(
        [row(DRAWN), row(None)], tick_texts=TICKS, width=Width.NARROW
    )["layer"]
    for word in label["data"]["values"]:
        for line in rules["data"]["values"]:
            assert not line["y"] - 8 <= word["words"] <= line["y2"] + 8


@pytest.mark.parametrize(
    "beyond",
    [
        row(DRAWN, lives=0.6),
        row(Estimate(value=0.7)),
        row(Estimate(value=0.4, low=0.3, high=0.51)),
    ],
)
def test_a_share_beyond_the_ticks_is_refused(beyond):
    with pytest.raises(Misbuilt, match="a figure of reach"):
        reach([beyond], tick_texts=TICKS, width=Width.WIDE)


def test_a_scale_of_one_tick_is_refused():
    with pytest.raises(Misbuilt, match="ticks from"):
        reach([], tick_texts={0.0: "0 %"}, width=Width.WIDE)


@pytest.mark.parametrize("width", Width)
def test_it_is_drawn_as_it_is_told(width):
    spec = reach([row(DRAWN), row(None)], tick_texts=TICKS, width=width)
    drawn = svg(spec, language="nb", prefix="a")
    assert len(re.findall(">16–29 år<", drawn)) == 2
    assert {"0 %", "25 %", "50 %"} <= set(re.findall(">([^<>]+)<", drawn))
    assert "NaN" not in drawn
