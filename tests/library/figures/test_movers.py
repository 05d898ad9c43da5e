"""Who moves in and out, as a drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.figures.drawing import svg
from nabolag.figures.movers import ACROSS, movers
from nabolag.figures.parts import MoverRow, Width
from nabolag.figures.style import INK, PAPER
from nabolag.values import Estimate


def rate(value: float, half: float = 5.0) -> Estimate:
    return Estimate(value=value, low=value - half, high=value + half)


def row(label: str = "25–34 år", came: float = 210, went: float = 180) -> MoverRow:
    return MoverRow(
        label=label, moved_in=rate(came), moved_out=rate(went), net_text="+30"
    )


UNKNOWN = MoverRow(label="80–89 år", moved_in=None, moved_out=None, net_text="skjult")


def drawn(rows: Sequence[MoverRow], width: Width = Width.WIDE) -> str:
    return svg(movers(rows, width=width), language="nb", prefix="m")


@pytest.mark.parametrize("width", Width)
def test_every_group_has_its_label_and_its_net_in_the_given_order(
    read: Callable, width: Width
) -> None:
    drawing = read(drawn([row("0–5 år"), row(), UNKNOWN], width))
    texts = [text.replace("\u00a0", " ") for text in drawing.texts]
    assert [t for t in texts if "år" in t] == ["0–5 år", "25–34 år", "80–89 år"]
    assert [t for t in texts if t in {"+30", "skjult"}] == ["+30", "+30", "skjult"]


def test_in_is_filled_and_out_is_hollow(read: Callable) -> None:
    marks = [
        (path.get("fill"), path.get("stroke"))
        for path in read(drawn([row()])).tagged("path")
        if path.get("fill") in {INK, PAPER}
    ]
    assert marks == [(INK, None), (PAPER, INK)]


def test_a_group_that_is_not_known_keeps_its_place_without_marks(
    read: Callable,
) -> None:
    alone = read(drawn([UNKNOWN]))
    assert [p for p in alone.tagged("path") if p.get("fill") in {INK, PAPER}] == []
    assert "skjult" in alone.texts
    both = movers([UNKNOWN, row()], width=Width.WIDE)
    assert both["height"] == 2 * movers([row()], width=Width.WIDE)["height"]


def test_the_scale_begins_at_nought_and_holds_every_interval() -> None:
    spec = movers([row(came=210, went=180)], width=Width.WIDE)
    low, high = spec["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low == 0
    assert 215 < high < 225


def test_a_rate_without_interval_is_drawn_as_a_mark_alone(read: Callable) -> None:
    bare = MoverRow(
        label="Alle", moved_in=Estimate(value=40), moved_out=rate(0, 0), net_text="+40"
    )
    spec = movers([bare], width=Width.WIDE)
    assert spec["layer"][0]["data"]["values"][0] | {"y": 0} == {
        "from": 40,
        "to": 40,
        "y": 0,
    }
    assert "+40" in read(drawn([bare])).texts


def test_a_long_label_is_broken_into_lines_and_makes_its_row_higher() -> None:
    label = "Barnefamilier med lav inntekt som leier boligen sin av kommunen"
    long = movers([row(label)], width=Width.NARROW)
    assert long["height"] > movers([row()], width=Width.NARROW)["height"]


def test_nobody_moving_is_a_scale_and_no_fall() -> None:
    nobody = MoverRow(
        label="Alle", moved_in=rate(0, 0), moved_out=rate(0, 0), net_text="0"
    )
    spec = movers([nobody], width=Width.WIDE)
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"][1] > 0
    assert movers([], width=Width.WIDE)["height"] == 0


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.builds(
            row,
            label=st.text(min_size=1, max_size=60),
            came=st.floats(5, 1e4),
            went=st.floats(5, 1e4),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(Width),
)
def test_whatever_the_groups_the_drawing_keeps_its_width(
    rows: Sequence[MoverRow], width: Width
) -> None:
    spec = movers(rows, width=width)
    around = spec["padding"]
    assert spec["width"] + around["left"] + around["right"] == ACROSS[width]
    assert spec["width"] > 0
    heights = [
        mark["y"]
        for layer in spec["layer"]
        for mark in layer["data"]["values"]
        if "value" in mark
    ]
    assert all(0 < y < spec["height"] for y in heights)
