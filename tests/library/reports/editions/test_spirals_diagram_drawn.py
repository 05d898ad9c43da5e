"""Diagrams of models: all that is drawn is theirs, and all looks are explained."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.library.reports.editions.spirals_pictures import (
    DOWN,
    ENGLISH,
    GROWING,
    OPEN,
    arrow,
    drawing,
    shafts,
    texts,
    told,
)

from nabolag.errors import Refused, WrongUsage
from nabolag.figures.parts import Width
from nabolag.figures.style import INK
from nabolag.reports.editions.spirals_diagram_drawn import (
    MOST_FACTORS,
    MOST_MARKED,
    diagram_drawn,
)
from nabolag.reports.editions.spirals_drawn import Drawn, Paper
from nabolag.spirals.loops.feedback_loops import find_loops
from nabolag.spirals.model.arrows import Judgement, Strength
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.leading import links_in


def judged(**groups: Strength | None) -> dict[str, object]:
    found = (Judgement(group=group, strength=it) for group, it in groups.items())
    return {"judgements": tuple(found)}


def diagram(model: Model, *, focus: str | None = None, paper: Paper = ENGLISH) -> Drawn:
    links = links_in(model)
    return diagram_drawn(model, links, find_loops(links), focus=focus, paper=paper)


def test_every_factor_arrow_and_loop_of_a_drawing_is_there() -> None:
    model = drawing(
        arrow("ab"),
        arrow("ba", DOWN, delayed=True),
        arrow("bc", OPEN),
        names="abcd",
    )
    drawn = diagram(model)
    assert set("abcd") <= set(texts(drawn))
    assert len(shafts(drawn)) == 3
    assert "B1 (balancing, delayed): a → b → a" in told(drawn)
    assert texts(drawn).count("B1") == 1
    assert drawn.remarks == ()


def test_only_looks_that_are_there_are_explained() -> None:
    plain = told(diagram(drawing(arrow("ab"))))
    assert "+ moves the same way." in plain
    assert "No finding stands behind any arrow yet." in plain
    for absent in (
        "opposite",
        "either way",
        "strokes",
        "edge",
        "Thicker",
        "Dashed",
    ):
        assert absent not in plain
    all_there = told(
        diagram(
            drawing(
                arrow("ab", DOWN, delayed=True, evidence=("f1",)),
                arrow("bc", OPEN, **judged(us=Strength.WEAK)),
            )
        )
    )
    for there in ("opposite", "either way", "strokes", "Thicker", "Dashed arrow"):
        assert there in all_there
    assert "No finding" not in all_there


def test_an_arrow_is_dashed_where_others_have_findings_and_it_has_none() -> None:
    backed, bare = arrow("ab", evidence=("f1",)), arrow("bc")
    one = [path.get("stroke-dasharray") for path in shafts(diagram(drawing(bare)))]
    assert one == [None]
    two = shafts(diagram(drawing(backed, bare)))
    assert sorted(path.get("stroke-dasharray") is None for path in two) == [
        False,
        True,
    ]


def test_a_finding_behind_an_equation_is_behind_the_arrows_into_it() -> None:
    births = replace(GROWING.factors[1], evidence=("f1",))
    model = replace(GROWING, factors=(GROWING.factors[0], births, *GROWING.factors[2:]))
    dashed = [path.get("stroke-dasharray") for path in shafts(diagram(model))]
    assert sorted(path is None for path in dashed) == [False, False, True]


def test_an_arrow_is_as_thick_as_those_who_judged_it_agree_on() -> None:
    strong, weak = Strength.STRONG, Strength.WEAK
    model = drawing(
        arrow("ab", **judged(us=strong, them=strong)),
        arrow("bc", **judged(us=strong, them=weak)),
        arrow("cd", **judged(us=None)),
        arrow("de", **judged(us=weak, them=None)),
        names="abcde",
    )
    widths = sorted(
        float(path.attrib["stroke-width"]) for path in shafts(diagram(model))
    )
    thin, quarrelled, unjudged, thick = widths
    assert thin < quarrelled == unjudged < thick


def test_what_never_changes_is_left_out_and_that_is_told() -> None:
    drawn = diagram(GROWING)
    shown = texts(drawn)
    assert {"people", "births", "share"} <= set(shown)
    assert "rate" not in shown
    assert drawn.remarks == ("Not drawn, as they never change: 1 of 4 factors.",)
    assert "Double edge" in told(drawn)
    assert "No finding" not in told(drawn)


def test_a_model_in_which_nothing_changes_is_drawn_whole() -> None:
    still = Model(name="still", factors=(Factor(name="a", equation="1"),))
    drawn = diagram(still)
    assert "a" in texts(drawn)
    assert "There is no loop" in told(drawn)
    assert drawn.remarks == ()


def test_a_loop_in_focus_is_told_alone() -> None:
    model = drawing(arrow("ab"), arrow("ba"), arrow("bc"), arrow("cb"))
    drawn = diagram(model, focus="R2")
    assert "R2 (reinforcing): b → c → b" in told(drawn)
    assert "R1" not in told(drawn)
    heavy = [path for path in shafts(drawn) if path.get("stroke") == INK]
    assert len(heavy) == 2
    assert drawn.remarks == ()


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (drawing(arrow("ab"), arrow("ba")), "Expected one of R1."),
        (drawing(arrow("ab")), "Expected no --focus."),
    ],
)
def test_a_loop_that_is_not_there_cannot_be_in_focus(
    model: Model, expected: str
) -> None:
    with pytest.raises(WrongUsage, match=expected):
        diagram(model, focus="R9")


@pytest.mark.parametrize("width", Width)
def test_more_loops_than_can_be_told_apart_are_counted_and_not_marked(
    width: Width,
) -> None:
    others = "bcdefghijklmnopqrstuvwxyz"
    arrows = [arrow(f"a{other}") for other in others]
    arrows += [arrow(f"{other}a") for other in others]
    model = drawing(*arrows, names=f"a{others}")
    drawn = diagram(model, paper=Paper(width=width, language="en"))
    marks = [text for text in texts(drawn) if re.fullmatch(r"R\d+", text)]
    assert len(marks) == MOST_MARKED[width]
    unmarked = 25 - MOST_MARKED[width]
    assert drawn.remarks[0].startswith(f"Not marked: {unmarked} of 25 loops.")
    with pytest.raises(WrongUsage, match=r"R20 …\."):
        diagram(model, focus="B1")


def test_a_list_of_loops_that_may_not_be_whole_says_so() -> None:
    names = "abcdefghijklmn"
    ring = [arrow(a + b) for a, b in zip(names, names[1:] + "a", strict=True)]
    drawn = diagram(drawing(*ring, names=names))
    assert drawn.remarks[0].startswith("There may be more loops than are listed")


def test_a_diagram_too_large_to_read_is_refused() -> None:
    factors = tuple(Factor(name=f"f{at}") for at in range(MOST_FACTORS + 1))
    with pytest.raises(Refused, match=r"101 factors.*convert"):
        diagram(Model(name="large", factors=factors))
