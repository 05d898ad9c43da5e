"""The map of opinion: groups told without colour, words apart, and no mark traced back."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from nabolag.errors import Misbuilt
from nabolag.figures.drawing import svg
from nabolag.figures.opinion_map import (
    MOST_DRAWN,
    Crowd,
    StatementMark,
    opinion_map,
    thinned,
)
from nabolag.figures.parts import Width
from nabolag.figures.placing import Box
from nabolag.figures.style import PAGE


def crowd(letter="A", *, people=60, middle=(0.0, 0.0), size_text=None):
    draw = np.random.default_rng(people)
    return Crowd(
        letter=letter,
        size_text=f"{people} personer" if size_text is None else size_text,
        positions=draw.normal(middle, 1.0, (people, 2)),
    )


TWO = (crowd("A", middle=(-3, 0)), crowd("B", people=40, middle=(3, 1)))
FIVE = tuple(
    crowd(letter, people=30 + n, middle=(4 * np.cos(n), 4 * np.sin(n)))
    for n, letter in enumerate("ABCDE")
)


def layers(spec, mark):
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def boxes(spec):
    return [
        Box(
            x=(row["left"] + row["right"]) / 2,
            y=(row["top"] + row["bottom"]) / 2,
            across=row["right"] - row["left"],
            down=row["bottom"] - row["top"],
        )
        for layer in layers(spec, "rect")
        for row in layer["data"]["values"]
    ]


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("crowds", [TWO, FIVE])
def test_every_group_has_letter_and_size_and_no_word_meets_another(crowds, width):
    numbers = [StatementMark(number=str(n), position=(0.1 * n, 0)) for n in range(8)]
    spec = opinion_map(crowds, statements=numbers, width=width)
    words = boxes(spec)
    assert len(words) == len(crowds) + len(numbers)
    assert not any(one.meets(other) for one, other in combinations(words, 2))
    for box in words:
        assert box.across / 2 <= box.x <= PAGE[width] - box.across / 2
        assert box.down / 2 <= box.y <= spec["height"] - box.down / 2
    for layer in layers(spec, "point"):
        for mark in layer["data"]["values"]:
            assert 0 < mark["x"] < PAGE[width]
            assert 0 < mark["y"] < spec["height"]


def test_groups_have_shapes_of_their_own():
    looks = [
        layer["mark"] for layer in layers(opinion_map(FIVE, width=Width.WIDE), "point")
    ]
    assert len({look["shape"] for look in looks}) == len(FIVE)
    assert all(one["fill"] != next_["fill"] for one, next_ in pairwise(looks))


def test_letters_stand_closest_to_their_own_people():
    spec = opinion_map(TWO, width=Width.WIDE)
    middles = [
        np.mean([(m["x"], m["y"]) for m in layer["data"]["values"]], axis=0)
        for layer in layers(spec, "point")
    ]
    for own, box in enumerate(boxes(spec)):
        away = [np.hypot(*(middle - (box.x, box.y))) for middle in middles]
        assert int(np.argmin(away)) == own


def test_one_unit_is_as_long_both_ways_and_up_is_up():
    square = np.array([[0, 0], [1, 0], [0, 1], [1, 1.0]])
    spec = opinion_map(
        [Crowd(letter="", size_text="", positions=square)], width=Width.WIDE
    )
    (marks,) = (layer["data"]["values"] for layer in layers(spec, "point"))
    origin, right, up, _both = marks
    assert right["x"] - origin["x"] == pytest.approx(origin["y"] - up["y"], abs=1)
    assert origin["y"] > up["y"]


def test_without_groups_there_is_one_cloud_with_no_words_and_no_ground():
    spec = opinion_map([crowd("")], width=Width.NARROW)
    assert boxes(spec) == []
    assert layers(spec, "line") == []
    assert len(layers(spec, "point")) == 1


def test_the_ground_leaves_out_whoever_is_far_from_the_rest():
    near = crowd("A", people=50)
    far = Crowd(
        letter="A",
        size_text="51 personer",
        positions=np.concatenate([near.positions, [[30.0, 0.0]]]),
    )
    spec = opinion_map([far], width=Width.WIDE)
    marks = layers(spec, "point")[0]["data"]["values"]
    corners = layers(spec, "line")[0]["data"]["values"]
    assert max(c["x"] for c in corners) < max(m["x"] for m in marks) - 200


@pytest.mark.parametrize("row", [[0.0, 0.0], [1.0, 0.0]])
def test_people_in_one_place_or_on_a_line_have_no_ground(row):
    positions = np.arange(12)[:, None] * np.array([row])
    alike = Crowd(letter="A", size_text="12 personer", positions=positions)
    spec = opinion_map([alike], width=Width.WIDE)
    assert all(layer["data"]["values"] == [] for layer in layers(spec, "line"))
    assert "NaN" not in svg(spec, language="nb", prefix="o")


def test_a_statement_far_from_people_is_drawn_at_the_edge_and_one_too_many_is_not():
    far = StatementMark(number="7", position=(900.0, 0.0))
    (_letter, box) = boxes_of_one(far)
    assert box.x > PAGE[Width.NARROW] - 40
    many = [StatementMark(number=str(n), position=(0, 0)) for n in range(2000)]
    drawn = boxes(opinion_map([crowd("")], statements=many, width=Width.NARROW))
    assert 20 < len(drawn) < 2000


def boxes_of_one(statement):
    found = boxes(opinion_map([crowd()], statements=[statement], width=Width.NARROW))
    return sorted(found, key=lambda box: -box.across)


def test_nobody_is_an_empty_map():
    assert opinion_map([], width=Width.WIDE)["height"] > 0


@pytest.mark.parametrize(
    ("crowds", "found"),
    [
        ([*FIVE, crowd("F")], "6 groups"),
        (
            [Crowd(letter="A", size_text="", positions=np.full((3, 2), np.nan))],
            "not all",
        ),
        ([crowd(size_text="så mange som det går an å telle " * 9)], "no room"),
    ],
)
def test_what_cannot_be_drawn_is_refused(crowds, found):
    with pytest.raises(Misbuilt, match=found):
        opinion_map(crowds, width=Width.NARROW)


def test_thousands_are_thinned_by_lot_in_proportion_and_stay_light(read):
    sizes = [6000, 3000, 1000]
    chosen = thinned(sizes, seed=4)
    assert [len(some) for some in chosen] == [MOST_DRAWN * n // 10 for n in (6, 3, 1)]
    assert all(len(set(some)) == len(some) for some in chosen)
    assert all((some < size).all() for some, size in zip(chosen, sizes, strict=True))
    again, other = thinned(sizes, seed=4), thinned(sizes, seed=5)
    assert (again[0] == chosen[0]).all()
    assert not (other[0] == chosen[0]).all()
    crowds = [
        crowd(letter, people=len(c)) for letter, c in zip("ABC", chosen, strict=True)
    ]
    drawn = svg(opinion_map(crowds, width=Width.WIDE), language="nb", prefix="o")
    assert len(drawn) < 200_000
    assert {"A", "B", "C"} <= set(read(drawn).texts)


def test_few_are_all_drawn_in_an_order_that_is_not_theirs():
    (chosen,) = thinned([100], seed=1)
    assert sorted(chosen) == list(range(100))
    assert list(chosen) != list(range(100))
    assert [len(some) for some in thinned([0, 0], seed=1)] == [0, 0]
