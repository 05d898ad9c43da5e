"""Leading loops as bands: they fill each year, and none needs a colour to be told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import Misbuilt
from nabolag.figures.leadership import Leadership, leadership
from nabolag.figures.leadership_bands import MOST_NAMED, Band, LoopShare, bands
from nabolag.figures.loop_marks import loop_mark
from nabolag.figures.parts import Width
from nabolag.figures.style import PAGE, PAPER
from nabolag.spirals.loops.feedback_loops import LoopKind

R, B, MIXED = LoopKind.REINFORCING, LoopKind.BALANCING, LoopKind.MIXED


def loop(label: str, kind: LoopKind, *shares: float | None) -> LoopShare:
    return LoopShare(label=label, text=f"om {label}", kind=kind, shares=shares)


def shown(*loops: LoopShare, years: int = 3) -> Leadership:
    return Leadership(
        years=tuple(range(2025, 2025 + years)),
        loops=loops,
        others_text="andre sløyfer",
        none_text="ingen leder",
        tick_texts={0: "ingen", 0.5: "halvparten", 1: "alle", 2: "flere"},
    )


THREE = (
    loop("R1", R, 0.6, 0.5, 0.2),
    loop("B1", B, 0.1, 0.3, 0.6),
    loop("M1", MIXED, 0.2, 0.1, 0.1),
)


def stacked(*loops: LoopShare, years: int = 3) -> list[Band]:
    return bands(loops, years=years, others_text="andre", none_text="ingen")


def test_bands_stand_on_each_other_and_none_leads_fills_the_rest() -> None:
    stack = stacked(*THREE)
    assert [band.text for band in stack] == ["om R1", "om B1", "om M1", "ingen"]
    thick = [np.round(band.high - band.low, 9).tolist() for band in stack]
    assert thick == [
        [0.6, 0.5, 0.2],
        [0.1, 0.3, 0.6],
        [0.2, 0.1, 0.1],
        [0.1, 0.1, 0.1],
    ]
    assert stack[0].low.tolist() == [0, 0, 0]
    assert stack[-1].high.tolist() == [1, 1, 1]


def test_a_band_covers_its_share_of_the_drawing() -> None:
    stack = stacked(*THREE)
    x, y = np.array([0.0, 100.0, 200.0]), np.array([100.0, 0.0])
    areas = [sum(shape.area for shape in band.shapes(x, y)) for band in stack]
    # Trapezes: (0.6/2 + 0.5 + 0.2/2) × 100 × 100, and so on.
    assert areas == pytest.approx([9000, 6500, 2500, 2000])


def test_neighbours_and_kinds_are_told_apart_by_fill_or_lines() -> None:
    loops = [loop(f"R{n}", R, 0.1) for n in range(4)]
    loops += [loop(f"B{n}", B, 0.1) for n in range(2)] + [loop("M", MIXED, 0.1)]
    looks = [(b.look.fill, b.look.slant) for b in stacked(*loops, years=1)]
    assert len(set(looks)) == len(looks)
    assert all(slant is None for _, slant in looks[:4])
    assert all(fill == PAPER and slant for fill, slant in looks[4:7])


def test_those_that_lead_least_are_drawn_as_one() -> None:
    loops = [loop(f"R{n}", R, 0.02 * n, 0.02 * n) for n in range(9, 0, -1)]
    stack = stacked(*loops, years=2)
    assert [band.label for band in stack] == [
        *(f"R{n}" for n in range(9, 2, -1)),
        "",
        "",
    ]
    assert len(stack) == MOST_NAMED + 2
    others = stack[-2]
    assert others.text == "andre"
    assert (others.high - others.low).tolist() == pytest.approx([0.06, 0.06])


def test_a_year_without_figures_is_a_gap_in_every_band() -> None:
    stack = stacked(loop("R1", R, 0.5, None, 0.5, 0.5), years=4)
    x, y = np.array([0.0, 100.0, 200.0, 300.0]), np.array([100.0, 0.0])
    for band in stack:
        bounds = [shape.bounds for shape in band.shapes(x, y)]
        assert [(left, right) for left, _, right, _ in bounds] == [(-8, 8), (200, 300)]


@pytest.mark.parametrize(
    ("loops", "found"),
    [
        ((loop("R1", R, 0.5),), r"\[1\] shares for 3 years"),
        ((loop("R1", R, 0.7, 0, 0), loop("R2", R, 0.7, 0, 0)), "summing to 1.4"),
        ((loop("R1", R, -0.1, 0, 0),), "from -0.1"),
    ],
)
def test_shares_that_cannot_be_are_refused(loops: tuple, found: str) -> None:
    with pytest.raises(Misbuilt, match=found):
        leadership(shown(*loops), width=Width.WIDE)


def test_years_that_do_not_follow_each_other_are_refused() -> None:
    twice = Leadership(
        years=(2025, 2025),
        loops=(),
        others_text="",
        none_text="",
        tick_texts={},
    )
    with pytest.raises(Misbuilt, match="years that do not follow"):
        leadership(twice, width=Width.WIDE)


@pytest.mark.parametrize("width", Width)
def test_bands_have_marks_and_a_list_says_what_they_are(
    read: Callable, width: Width
) -> None:
    drawing = read(leadership(shown(*THREE), width=width))
    assert drawing.width == PAGE[width]
    assert drawing.texts.count("R1") == 2
    assert drawing.texts.count("B1") == 2
    for words in ("om R1", "om B1", "om M1", "ingen leder", "halvparten", "alle"):
        assert drawing.texts.count(words) == 1
    assert "flere" not in drawing.texts
    assert {"2025", "2027"} <= set(drawing.texts)


def test_a_band_too_thin_for_its_mark_is_told_by_the_list_alone(
    read: Callable,
) -> None:
    thin = loop("R1", R, 0.02, 0.02, 0.02), loop("B1", B, 0, 0, 0)
    texts = read(leadership(shown(*thin), width=Width.WIDE)).texts
    assert texts.count("R1") == 1
    assert texts.count("B1") == 1


@pytest.mark.parametrize("years", [0, 1, 300])
def test_any_number_of_years_can_be_drawn(read: Callable, years: int) -> None:
    one = loop("R1", R, *[0.5] * years)
    drawing = read(leadership(shown(one, years=years), width=Width.NARROW))
    assert ("2025" in drawing.texts) == (years > 0)


def test_no_loops_at_all_means_that_none_leads(read: Callable) -> None:
    drawing = read(leadership(shown(), width=Width.WIDE))
    assert "ingen leder" in drawing.texts


def test_marks_of_the_kinds_differ_by_shape_and_edge() -> None:
    marks = [loop_mark("1", kind, x=9, y=9) for kind in LoopKind]
    shapes = [re.match(r"<(\w+)", mark)[1] for mark in marks]
    assert shapes == ["circle", "rect", "path"]
    assert ["stroke-dasharray" in mark for mark in marks] == [False, True, False]


def test_words_from_a_file_are_written_and_never_run(read: Callable) -> None:
    one = LoopShare(label="<R>", text="<b>&", kind=R, shares=(1.0, 1.0, 1.0))
    texts = read(leadership(shown(one), width=Width.WIDE)).texts
    assert texts.count("<R>") == 2
    assert "<b>&" in texts


@given(
    raw=st.lists(
        st.lists(st.floats(0, 1), min_size=5, max_size=5), min_size=1, max_size=9
    ),
    kinds=st.lists(st.sampled_from(LoopKind), min_size=9, max_size=9),
    width=st.sampled_from(Width),
)
@settings(max_examples=20, deadline=None)
def test_any_shares_can_be_drawn(
    read: Callable, raw: list[list[float]], kinds: list[LoopKind], width: Width
) -> None:
    total = max(1.0, *(sum(year) for year in zip(*raw, strict=True)))
    loops = [
        loop(f"L{n}", kind, *(share / total for share in shares))
        for n, (shares, kind) in enumerate(zip(raw, kinds, strict=False))
    ]
    drawing = read(leadership(shown(*loops, years=5), width=width))
    assert drawing.width == PAGE[width]


def test_years_with_decimals_are_written_as_their_reader_writes_them(
    read: Callable,
) -> None:
    halves = replace(shown(loop("R1", R, 0.2, 0.4), years=2), years=(-0.5, 4.5))
    texts = read(leadership(replace(halves, decimal=","), width=Width.WIDE)).texts
    assert {"−0,5", "4,5"} <= set(texts)
