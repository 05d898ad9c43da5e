"""Ways of working by group: the best told by edge, disc and weight, and room for words."""

from __future__ import annotations

from itertools import combinations

import pytest

from nabolag.errors import Misbuilt
from nabolag.figures.drawing import svg
from nabolag.figures.lettering import width_of
from nabolag.figures.methods_by_group import methods_by_group
from nabolag.figures.methods_layout import MethodCell, MethodRow, Standing
from nabolag.figures.parts import Width
from nabolag.figures.placing import Box
from nabolag.figures.style import PAGE

GROUPS = ("Leietakere", "18–29 år", "13–17 år")
BEST = MethodCell(value_text="kr 1 150", below_text="870–1 600", standing=Standing.BEST)
UNSURE = MethodCell(
    value_text="kr 420", below_text="290–610", standing=Standing.BEST_UNSURE
)
THIN = MethodCell(
    value_text="Kan ikke si", below_text="for få aktiviteter", standing=Standing.THIN
)
PLAIN = MethodCell(value_text="kr 2 420", below_text="1 700–3 300")
ROWS = (
    MethodRow(label="Oppgangsbesøk, kveld", cells=(BEST, PLAIN, THIN)),
    MethodRow(
        label="Kafédialog på torget i samarbeid med frivilligsentralen og biblioteket",
        cells=(PLAIN, UNSURE, PLAIN),
    ),
)


def words(spec):
    """Give the room that each line of text takes, with its words."""
    found = []
    for layer in spec["layer"]:
        mark = layer["mark"]
        if mark["type"] != "text":
            continue
        for row in layer["data"]["values"]:
            across = width_of(
                row["words"], size=mark["fontSize"], bold="fontWeight" in mark
            )
            side = 1 if mark["align"] == "left" else -1
            middle = row["x"] + side * across / 2
            found.append(Box(x=middle, y=row["y"], across=across, down=15))
    return found


def rows_of(spec, mark):
    return [
        layer["data"]["values"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == mark
    ]


@pytest.mark.parametrize("width", Width)
def test_no_word_meets_another_or_leaves_the_figure(width):
    spec = methods_by_group(GROUPS, ROWS, width=width)
    boxes = words(spec)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for box in boxes:
        assert box.across / 2 <= box.x <= PAGE[width] - box.across / 2 + 1e-9
        assert box.down / 2 <= box.y <= spec["height"] - box.down / 2
    discs = [disc for layer in rows_of(spec, "point") for disc in layer]
    for disc in discs:
        around = Box(x=disc["x"], y=disc["y"], across=11, down=11)
        assert not any(around.meets(box) for box in boxes)


@pytest.mark.parametrize("width", Width)
def test_all_words_are_there(read, width):
    drawn = svg(methods_by_group(GROUPS, ROWS, width=width), language="nb", prefix="m")
    said = [text.replace("\u00a0", " ") for text in read(drawn).texts]
    times = 1 if width is Width.WIDE else len(GROUPS)
    assert said.count("Oppgangsbesøk, kveld") == times
    for once in (*GROUPS, "kr 1 150", "870–1 600", "Kan ikke si", "for få aktiviteter"):
        assert said.count(once) == 1


def test_the_best_has_edge_disc_and_weight_and_thin_is_dashed():
    spec = methods_by_group(GROUPS, ROWS, width=Width.WIDE)
    best, unsure, thin = rows_of(spec, "rect")
    assert (len(best), len(unsure), len(thin)) == (1, 1, 1)
    clear, hollow = rows_of(spec, "point")
    assert best[0]["x"] < clear[0]["x"] < best[0]["x2"]
    assert unsure[0]["y"] < hollow[0]["y"] < unsure[0]["y2"]
    heavy = [
        row["words"]
        for layer in spec["layer"]
        if layer["mark"].get("fontWeight") == 600
        for row in layer["data"]["values"]
    ]
    said = [text.replace("\u00a0", " ") for text in heavy]
    assert sorted(said) == sorted([*GROUPS, "kr 1 150", "kr 420"])
    dashed = [layer for layer in spec["layer"] if "strokeDash" in layer["mark"]]
    assert [layer["data"]["values"] for layer in dashed] == [thin]


def test_columns_stand_beside_each_other_only_where_there_is_room():
    few = methods_by_group(GROUPS, ROWS, width=Width.WIDE)
    names = tuple(f"Gruppe {n}" for n in range(9))
    rows = [MethodRow(label="Stand", cells=(PLAIN,) * 9)]
    many = methods_by_group(names, rows, width=Width.WIDE)
    assert few["height"] < 200
    assert many["height"] > 9 * 70
    assert len({box.y for box in words(many)}) > 9


def test_nothing_on_record_is_an_empty_table():
    for width in Width:
        assert methods_by_group((), (), width=width)["height"] >= 0


def test_a_way_with_a_cell_too_few_is_refused():
    short = MethodRow(label="Stand", cells=(BEST,))
    with pytest.raises(Misbuilt, match="1 cells for 'Stand'"):
        methods_by_group(GROUPS, [short], width=Width.WIDE)
