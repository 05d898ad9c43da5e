"""Causal diagrams as SVG: each kind of arrow, box and loop has looks of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from nabolag.errors import Misbuilt
from nabolag.figures.causal_boxes import LINES, plates
from nabolag.figures.causal_diagram import causal_diagram
from nabolag.figures.causal_parts import (
    Arrow,
    ArrowSign,
    CausalDiagram,
    DrawnLoop,
    Factor,
)
from nabolag.figures.lettering import width_of
from nabolag.figures.parts import Width
from nabolag.figures.style import AXIS, CLASSES, EDGE, INK, LOOKS, PAGE, PAPER
from nabolag.spirals.loops.feedback_loops import LoopKind
from nabolag.values import Dimension

SAME, OPPOSITE, UNKNOWN = ArrowSign.SAME, ArrowSign.OPPOSITE, ArrowSign.UNKNOWN


def arrow(start: str, end: str, sign: ArrowSign = SAME, **more: object) -> Arrow:
    return Arrow(start=start, end=end, sign=sign, **more)


# An invented model: what it says of neighbourhoods is nothing that anyone found.
MODEL = CausalDiagram(
    factors=(
        Factor(key="moves", label="Andel som flytter", dimension=Dimension.STRUCTURAL),
        Factor(key="ties", label="Naboskap", dimension=Dimension.SOCIAL),
        Factor(key="safe", label="Trygghet ute om kvelden"),
        Factor(key="families", label="Barnefamilier i området", stock=True),
        Factor(key="room", label="Trangboddhet", dimension=Dimension.PHYSICAL),
    ),
    arrows=(
        arrow("moves", "ties", OPPOSITE),
        arrow("ties", "safe"),
        arrow("safe", "moves", OPPOSITE, delayed=True),
        arrow("families", "room", strength=1.0),
        arrow("room", "moves", UNKNOWN, supported=False, strength=0.0),
        arrow("moves", "families", OPPOSITE),
    ),
    loops=(
        DrawnLoop(
            label="R1",
            kind=LoopKind.REINFORCING,
            factors=("moves", "ties", "safe"),
            text="Gjennomtrekk i blokkene",
        ),
        DrawnLoop(
            label="B1",
            kind=LoopKind.BALANCING,
            factors=("families", "room", "moves"),
        ),
    ),
)


def drawn(shown: CausalDiagram = MODEL, width: Width = Width.WIDE) -> str:
    return causal_diagram(shown, width=width)


@pytest.mark.parametrize("width", Width)
def test_every_factor_and_loop_is_named_in_letters_that_can_be_read(
    read: Callable, width: Width
) -> None:
    drawing = read(drawn(width=width))
    said = "".join(drawing.texts).replace("-", "").replace(" ", "")
    for factor in MODEL.factors:
        assert factor.label.replace(" ", "") in said
    assert {"R1", "B1", "?"} <= set(drawing.texts)
    assert drawing.width == PAGE[width]
    assert min(drawing.sizes) >= AXIS


def test_the_same_diagram_gives_the_same_letters() -> None:
    assert drawn() == drawn()


def test_signs_differ_by_fill_and_edge_as_well_as_by_what_they_say(
    read: Callable,
) -> None:
    discs = [
        (disc.get("fill") != PAPER, disc.get("stroke-dasharray") is not None)
        for disc in read(drawn()).tagged("circle")
        if disc.get("r") == "7.25"
    ]
    assert sorted(discs) == sorted(
        [(True, False)] * 2 + [(False, False)] * 3 + [(False, True)]
    )


def test_strength_is_thickness_and_what_nothing_supports_is_dashed(
    read: Callable,
) -> None:
    shafts = [path for path in read(drawn()).tagged("path") if "C" in path.get("d", "")]
    thick = sorted(float(path.attrib["stroke-width"]) for path in shafts)
    assert len(shafts) == 6
    assert thick[0] < thick[1] == thick[4] < thick[5]
    dashed = [path for path in shafts if path.get("stroke-dasharray")]
    assert [float(path.attrib["stroke-width"]) for path in dashed] == thick[:1]


def test_a_delay_is_two_strokes_across_its_arrow(read: Callable) -> None:
    strokes = re.compile(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" * 2)
    found = [
        strokes.fullmatch(path.attrib["d"])
        for path in read(drawn()).tagged("path")
        if strokes.fullmatch(path.get("d", ""))
    ]
    assert len(found) == 1
    a, b, c, d, e, f, g, h = (float(number) for number in found[0].groups())
    # Parallel, 4 px apart and 12 px long.
    assert (c - a, d - b) == pytest.approx((g - e, h - f), abs=0.21)
    assert ((c - a) ** 2 + (d - b) ** 2) ** 0.5 == pytest.approx(12, abs=0.2)
    assert ((e - a) ** 2 + (f - b) ** 2) ** 0.5 == pytest.approx(4, abs=0.2)
    without = replace(MODEL, arrows=MODEL.arrows[:2])
    assert not any(
        strokes.fullmatch(p.get("d", "")) for p in read(drawn(without)).elements
    )


def test_stocks_have_square_corners_and_a_double_edge(read: Callable) -> None:
    boxes = [rect for rect in read(drawn()).tagged("rect") if rect.get("rx") != "4"]
    assert sorted(rect.attrib["rx"] for rect in boxes) == ["0", "8", "8", "8", "8"]


def test_dimensions_have_their_shape_and_colour(read: Callable) -> None:
    colours = read(drawn()).colours
    for dimension in Dimension:
        there = any(factor.dimension is dimension for factor in MODEL.factors)
        assert (LOOKS[dimension].colour in colours) == there


def test_loops_that_reinforce_have_a_disc_with_an_arrow_those_that_balance_a_square(
    read: Callable,
) -> None:
    drawing = read(drawn())
    discs = [disc for disc in drawing.tagged("circle") if disc.get("r") != "7.25"]
    assert [disc.get("fill") for disc in discs] == [INK]
    squares = [rect for rect in drawing.tagged("rect") if rect.get("rx") == "4"]
    assert [bool(square.get("stroke-dasharray")) for square in squares] == [True]
    assert sum("A17.5" in path.get("d", "") for path in drawing.tagged("path")) == 1


def test_a_mixed_loop_has_a_diamond(read: Callable) -> None:
    mixed = replace(MODEL.loops[0], kind=LoopKind.MIXED, label="M1")
    drawing = read(drawn(replace(MODEL, loops=(mixed,))))
    assert not any("A17.5" in path.get("d", "") for path in drawing.tagged("path"))
    assert "M1" in drawing.texts


def test_a_loop_in_focus_is_heavy_named_and_tinted_and_all_else_is_light(
    read: Callable,
) -> None:
    drawing = read(drawn(replace(MODEL, focus="R1")))
    shafts = [path for path in drawing.tagged("path") if "C" in path.get("d", "")]
    assert sorted(path.attrib["stroke"] for path in shafts) == [INK] * 3 + [EDGE] * 3
    # Heavy ones are drawn last, above the others.
    assert [path.attrib["stroke"] for path in shafts] == [EDGE] * 3 + [INK] * 3
    assert CLASSES[2] in drawing.colours
    assert "Gjennomtrekk" in " ".join(drawing.texts)
    plain = read(drawn())
    assert CLASSES[2] not in plain.colours
    assert "Gjennomtrekk" not in " ".join(plain.texts)


def test_a_loop_in_focus_without_all_its_arrows_has_no_ground(read: Callable) -> None:
    broken = replace(MODEL, arrows=MODEL.arrows[1:], focus="R1")
    assert CLASSES[2] not in read(drawn(broken)).colours


def test_an_arrow_from_a_factor_to_itself_goes_around_a_corner_or_a_side(
    read: Callable,
) -> None:
    one = CausalDiagram(
        factors=(Factor(key="a", label="Befolkning", stock=True),),
        arrows=(arrow("a", "a", delayed=True),),
        loops=(DrawnLoop(label="R1", kind=LoopKind.REINFORCING, factors=("a",)),),
        focus="R1",
    )
    for width in Width:
        drawing = read(drawn(one, width))
        assert drawing.height < 200


def test_long_words_are_divided_and_long_labels_end_after_three_lines() -> None:
    long = "Kommunedelplanarbeidsgruppemøtereferat og enda flere ord til alle lesere som vil vite alt om alle ting"
    factors = [Factor(key="a", label=long), Factor(key="b", label="Bo")]
    for width in Width:
        first, second = plates(factors, width)
        assert len(first.lines) == LINES
        assert first.lines[-1].endswith("…")
        widest = max(width_of(line, size=first.size) for line in first.lines)
        assert widest <= first.across
        assert second.lines == ("Bo",)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"arrows": (arrow("moves", "nowhere"),)}, r"unknown factors \['nowhere'\]"),
        ({"factors": MODEL.factors + MODEL.factors[:1]}, r"twice \['moves'\]"),
        ({"focus": "R9"}, "focus 'R9' among loops"),
        (
            {"loops": (DrawnLoop(label="R", kind=LoopKind.MIXED, factors=("x",)),)},
            r"unknown factors \['x'\]",
        ),
    ],
)
def test_a_diagram_put_together_wrong_is_refused(more: dict, found: str) -> None:
    with pytest.raises(Misbuilt, match=found):
        replace(MODEL, **more)


def test_words_from_a_file_are_written_and_never_run(read: Callable) -> None:
    bad = Factor(key="x", label="<script>alert(1)</script> & \x00")
    loop = DrawnLoop(label="<b>", kind=LoopKind.MIXED, factors=("x",), text="<i>")
    shown = CausalDiagram(factors=(bad,), loops=(loop,), focus="<b>")
    said = "".join(read(drawn(shown)).texts)
    assert "alert(1)" in said
    assert "<b>" in said
