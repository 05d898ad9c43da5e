from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from nabolag.areas.result import Verdict
from nabolag.errors import Misbuilt
from nabolag.figures.signs import dimension_sign, sign, table_sign
from nabolag.figures.style import CLASSES, HATCH, LOOKS
from nabolag.values import Dimension

NAMES = [
    "different",
    "uncertain",
    "beyond",
    "rest",
    "area",
    "city",
    "break",
    *Verdict,
    *(f"class-{number}" for number in range(5)),
    "hidden",
    "missing",
    "chosen",
]


@pytest.mark.parametrize("name", NAMES)
def test_every_sign_is_a_drawing_without_words(read: Callable, name: str) -> None:
    drawing = read(sign(name))
    assert drawing.texts == []
    assert drawing.root.get("class") == "nl-sign"
    assert 0 < drawing.width <= 34
    assert drawing.height == 16


def test_no_two_signs_look_alike() -> None:
    assert len({sign(name) for name in NAMES}) == len(NAMES)


def test_another_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(Misbuilt, match="class-4"):
        sign("class-5")


@pytest.mark.parametrize("number", range(5))
def test_a_class_is_explained_by_its_own_colour(read: Callable, number: int) -> None:
    assert CLASSES[number] in read(sign(f"class-{number}")).colours


def test_a_withheld_figure_is_explained_by_hatching(read: Callable) -> None:
    assert HATCH in read(sign("hidden")).colours


@pytest.mark.parametrize("dimension", [*Dimension, None])
def test_a_dimension_has_the_colour_of_its_marks(
    read: Callable, dimension: Dimension | None
) -> None:
    drawing = read(dimension_sign(dimension, size=20))
    assert drawing.colours == {LOOKS[dimension].colour}
    assert (drawing.width, drawing.height) == (20, 20)


def test_dimensions_differ_by_shape_and_not_by_colour_alone() -> None:
    shapes = {
        ElementTree.fromstring(dimension_sign(dimension))[0].get("d")  # noqa: S314
        for dimension in Dimension
    }
    assert len(shapes) == len(Dimension)


def test_the_table_sign_has_the_colour_of_the_words_beside_it() -> None:
    assert 'stroke="currentColor"' in table_sign()


def test_a_verdict_shows_the_distance_and_is_open_where_it_cannot_be_told() -> None:
    dashed = [v for v in Verdict if "dasharray" in sign(v)]
    assert dashed == [Verdict.CANNOT_TELL]
    assert {sign(v).count("M") for v in Verdict} == {0, 2}
