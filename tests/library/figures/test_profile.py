from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.figures.drawing import svg
from nabolag.figures.parts import ProfileRow, Width
from nabolag.figures.profile import beyond, profile, profile_scale
from nabolag.figures.profile_layout import columns
from nabolag.figures.style import INK, LOOKS, PAGE, PAPER
from nabolag.values import Dimension

ENDS = ("← lavere enn byen", "høyere enn byen →")


def row(
    difference: float = -18,
    *,
    half: float = 2,
    label: str = "Stemte ved valget",
    dimension: Dimension | None = Dimension.SOCIAL,
    **more: Any,
) -> ProfileRow:
    low, high = difference - half, difference + half
    texts = {
        "against_text": "46\u00a0% mot 64\u00a0%",
        "difference_text": f"{difference} ({low} til {high})",
    }
    return ProfileRow(
        dimension=dimension,
        label=label,
        difference=difference,
        low=low,
        high=high,
        uncertain=low <= 0 <= high,
        **{**texts, **more},
    )


def drawn(rows: Sequence[ProfileRow], width: Width = Width.WIDE, **more: Any) -> str:
    return svg(profile(rows, width=width, **more), language="nb", prefix="p")


ROWS = st.builds(
    ProfileRow,
    dimension=st.sampled_from([*Dimension, None]),
    label=st.text(max_size=60),
    difference=st.floats(-1e4, 1e4),
    low=st.floats(-1e4, 1e4),
    high=st.floats(-1e4, 1e4),
    uncertain=st.booleans(),
    against_text=st.text(max_size=30),
    difference_text=st.text(max_size=30),
)


def test_the_data_are_the_rows_in_their_order() -> None:
    rows = [row(8, label="Leide boliger"), row(-3), row(0, half=5)]
    data = profile(rows, width=Width.WIDE)["data"]["values"]
    assert [
        (d["label"], d["difference"], d["low"], d["high"], d["uncertain"]) for d in data
    ] == [(r.label, r.difference, r.low, r.high, r.uncertain) for r in rows]


@pytest.mark.parametrize("width", Width)
def test_every_text_is_drawn_from_the_top_in_the_order_of_the_rows(
    read: Callable, width: Width
) -> None:
    rows = [
        row(n, label=name) for n, name in ((-9, "Barn"), (4, "Valg"), (-2, "Bolig"))
    ]
    texts = read(drawn(rows, width)).texts
    assert [text for text in texts if text in {"Barn", "Valg", "Bolig"}] == [
        "Barn",
        "Valg",
        "Bolig",
    ]
    assert [text for text in texts if "til" in text] == [
        r.difference_text for r in rows
    ]
    assert texts.count("46\u00a0% mot 64\u00a0%") == 3


def test_a_mark_is_hollow_exactly_when_the_difference_is_uncertain(
    read: Callable,
) -> None:
    drawing = read(drawn([row(-18), row(1), row(7, half=12), row(9)]))
    marks = [path for path in drawing.tagged("path") if path.get("d")]
    hollow = [mark for mark in marks if mark.get("fill") == PAPER]
    assert len(marks) == 4
    assert len(hollow) == 2
    assert {mark.get("stroke") for mark in hollow} == {LOOKS[Dimension.SOCIAL].colour}


@pytest.mark.parametrize("dimension", [*Dimension, None])
def test_colour_and_shape_tell_the_dimension(dimension: Dimension | None) -> None:
    [datum] = profile([row(dimension=dimension)], width=Width.WIDE)["data"]["values"]
    look = LOOKS[dimension]
    assert (datum["colour"], datum["shape"]) == (look.colour, look.shape)


def test_without_a_dimension_marks_are_ink_circles() -> None:
    assert (LOOKS[None].colour, LOOKS[None].shape) == (INK, "circle")


def test_equal_labels_are_rows_of_their_own(read: Callable) -> None:
    assert read(drawn([row(-4), row(6)])).texts.count("Stemte ved valget") == 2


@pytest.mark.parametrize("width", Width)
def test_a_long_label_goes_on_more_lines_and_makes_room_for_them(
    read: Callable, width: Width
) -> None:
    label = "Meldte feil på gangveier der barn går til og fra skolen hver eneste dag"
    short, long = read(drawn([row()], width)), read(drawn([row(label=label)], width))
    lines = [text for text in long.texts if text.split(" ")[0] in label.split(" ")]
    assert len(lines) == 3
    assert {word for line in lines for word in line.split(" ")} <= {
        *label.split(" "),
        "…",
    }
    assert long.height == short.height + 2 * 19


def test_the_scale_holds_every_interval_and_zero() -> None:
    low, high = profile_scale([row(-18, half=3), row(12, half=9)])
    assert low < -21
    assert high > 21
    assert profile_scale([row(-18)])[1] > 5
    assert profile_scale([]) == (-5.4, 5.4)


def test_small_differences_look_small() -> None:
    assert profile_scale([row(0.2, half=0.1)]) == (-5.4, 5.4)


def test_one_row_far_out_does_not_squeeze_the_others() -> None:
    rows = [row(-80), row(3), row(2), row(-3), row(1)]
    scale = profile_scale(rows)
    assert [beyond(r, scale) for r in rows] == [True, False, False, False, False]
    assert scale == (-5.4, 5.4)


def test_with_few_rows_nothing_is_left_outside_the_scale() -> None:
    rows = [row(-80), row(3), row(2)]
    assert not any(beyond(r, profile_scale(rows)) for r in rows)


def test_two_groups_of_rows_both_stay_within_the_scale() -> None:
    rows = [row(n, half=0.5) for n in (1, 1, -1, 18, 20, -22)]
    assert not any(beyond(r, profile_scale(rows)) for r in rows)


@pytest.mark.parametrize(
    ("difference", "shape"), [(-80, "triangle-left"), (80, "triangle-right")]
)
def test_a_mark_outside_the_scale_is_an_arrowhead_at_its_end(
    difference: float, shape: str
) -> None:
    spec = profile([row(difference), row(3)], width=Width.WIDE, scale=(-10, 10))
    far, near = spec["data"]["values"]
    assert far["shape"] == shape
    assert abs(far["shown"]) < 10
    assert near["shape"] == "circle"
    assert near["shown"] == 3


def test_an_interval_that_goes_on_outside_the_scale_ends_in_an_arrowhead() -> None:
    rows = [row(2, half=40), row(3), row(-80)]
    spec = profile(rows, width=Width.WIDE, scale=(-10, 10))
    [heads] = [
        layer["data"]["values"]
        for layer in spec["layer"]
        if "end" in str(layer["encoding"])
    ]
    assert [head["shape"] for head in heads] == ["triangle-left", "triangle-right"]
    assert all(abs(head["end"]) < 10 for head in heads)


@pytest.mark.parametrize("width", Width)
def test_panels_line_up_and_only_the_last_has_numbers_below(
    read: Callable, width: Width
) -> None:
    scale = profile_scale([row(-18), row(15)])
    above = profile([row(-18)], width=width, scale=scale, axis=False)
    below = profile([row(15)], width=width, scale=scale, ends=ENDS)
    assert above["width"] == below["width"]
    assert above["padding"]["left"] == below["padding"]["left"]
    texts = [read(svg(s, language="nb", prefix="p")).texts for s in (above, below)]
    assert [("−10" in t, "0" in t, "+10" in t, ENDS[0] in t) for t in texts] == [
        (False, False, False, False),
        (True, True, True, True),
    ]


@pytest.mark.parametrize("scale", [(-100, 5), (-5, 100), (-20, 20)])
@pytest.mark.parametrize("width", Width)
def test_words_at_the_ends_stay_within_the_drawing_and_apart(
    scale: tuple[float, float], width: Width
) -> None:
    spec = profile([row(1)], width=width, scale=scale, ends=ENDS)
    left, right = (d["x"] for d in spec["layer"][-1]["data"]["values"])
    assert left >= -spec["padding"]["left"]
    assert left + 110 < right
    assert right + 110 <= spec["width"] + spec["padding"]["right"]


def test_on_a_phone_no_number_of_the_axis_is_cut_off(read: Callable) -> None:
    drawing = read(drawn([row(-18, half=2)], Width.NARROW, scale=(-20.1, 6)))
    assert "−20" not in drawing.texts
    assert "−10" in drawing.texts


def test_on_a_phone_the_lines_stand_at_the_marks_and_not_behind_words() -> None:
    spec = profile([row(), row(6)], width=Width.NARROW)
    pieces = [d for layer in spec["layer"][:2] for d in layer["data"]["values"]]
    marks = [d["mark"] for d in spec["data"]["values"]]
    labels = [d["y"] for d in spec["layer"][-3]["data"]["values"]]
    assert {(p["top"] + p["bottom"]) / 2 for p in pieces} == set(marks)
    assert all(abs(label - p["top"]) > 8 for label in labels for p in pieces)
    assert len([p for p in pieces if p["at"] == 0]) == 2


def test_longer_numbers_take_room_from_the_strip_only() -> None:
    long = row(against_text="146,25\u00a0% mot 163,90\u00a0%", difference_text="x" * 30)
    usual, wider = (columns([r], Width.WIDE) for r in (row(), long))
    assert wider.strip < usual.strip
    assert wider.left == usual.left
    assert wider.left + wider.strip + wider.right == PAGE[Width.WIDE]


@given(rows=st.lists(ROWS, max_size=5), width=st.sampled_from(Width))
@settings(max_examples=25, deadline=None)
def test_any_rows_give_a_drawing_of_the_stated_width(
    read: Callable, rows: list[ProfileRow], width: Width
) -> None:
    drawing = read(drawn(rows, width, ends=ENDS))
    assert drawing.width == PAGE[width]
    assert drawing.height >= 34 * len(rows)


def test_a_name_from_a_file_is_written_and_never_run(read: Callable) -> None:
    label = '<script>alert("1")</script> & co'
    texts = read(drawn([row(label=label)])).texts
    assert [text for text in texts if "script" in text or "co" in text] == [
        '<script>alert("1")</script>',
        "& co",
    ]
