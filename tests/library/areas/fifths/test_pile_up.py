"""On how many dimensions areas are where the challenge is greatest."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy.stats import multivariate_normal, norm

from nabolag.areas.fifths.at_random import areas_at_random, at_random, going_together
from nabolag.areas.fifths.boards import board_of
from nabolag.areas.fifths.pile_up import pile_up
from nabolag.areas.result import DIMENSIONS, LEFT_OUT, PILE_UP
from nabolag.values import Dimension, Direction

PHYSICAL, SOCIAL = Dimension.PHYSICAL, Dimension.SOCIAL
REPUTATIONAL, STRUCTURAL = Dimension.REPUTATIONAL, Dimension.STRUCTURAL
NAMES = {code: code.upper() for code in "abcdefgh"}


def by_hand(standing):
    """Four draws of three areas; each draw names the areas in the fifth.

    Physical: a in draws 1, 2, 3 (both); b in draw 4. Social, two of three needed:
    a in draws 1, 2, 4, and b in draw 3. Reputation has one indicator.
    """
    return [
        standing("crowded", PHYSICAL, ["a", "ab", "a", "b"]),
        standing("lights", PHYSICAL, ["a", "a", "ac", "b"]),
        standing("income", SOCIAL, ["a", "a", "b", "a"]),
        standing("work", SOCIAL, ["a", "b", "b", "a"]),
        standing("safe", SOCIAL, ["c", "a", "c", "c"]),
        standing("name", REPUTATIONAL, ["a", "a", "a", "a"]),
    ]


def found(standings, **more):
    return pile_up(standings, names=NAMES, level="area", seed=1, **more)


def test_dimensions_are_counted_draw_by_draw(standing):
    answer = found(by_hand(standing))
    a, b, c = answer.areas.rows(named=True)
    assert (a["code"], a["name"], a["level"], a["measured"]) == ("a", "A", "area", 2)
    # Both are likelier than not (3 of 4 draws each), and held together in 2 of 4.
    assert (a["in_fifth"], a["probability"]) == (2, 0.5)
    assert (b["in_fifth"], b["probability"], b["by_chance"]) == (0, 1, 1)
    assert (c["in_fifth"], c["probability"], c["by_chance"]) == (0, 1, 1)
    assert 0 < a["by_chance"] < 1


def test_each_measured_dimension_says_how_many_indicators_it_needs(standing):
    answer = found(by_hand(standing))
    assert answer.dimensions.rows() == [
        ("a", "physical", 2, 2, 0.75),
        ("a", "social", 3, 2, 0.75),
        ("b", "physical", 2, 2, 0.25),
        ("b", "social", 3, 2, 0.25),
        ("c", "physical", 2, 2, 0.0),
        ("c", "social", 3, 2, 0.0),
    ]


def test_each_indicator_is_left_out_in_turn(standing):
    told = found(by_hand(standing)).left_out.filter(code="a").drop("code")
    assert told.rows() == [
        # Physical is not measured with one indicator left.
        ("crowded", 1, 1, 0.75),
        ("lights", 1, 1, 0.75),
        # With two of three left, both are needed.
        ("income", 2, 1, 0.75),
        ("work", 2, 1, 0.75),
        ("safe", 2, 1, 1.0),
    ]


def test_the_tables_have_the_columns_that_are_promised(standing):
    answer = found(by_hand(standing))
    for table, columns in [
        (answer.areas, PILE_UP),
        (answer.dimensions, DIMENSIONS),
        (answer.left_out, LEFT_OUT),
    ]:
        assert dict(table.schema) == {name: kind() for name, kind in columns.items()}


def test_nothing_is_measured_by_one_indicator_alone(standing):
    alone = [
        standing("crowded", PHYSICAL, ["a"]),
        standing("income", SOCIAL, ["a"]),
    ]
    assert found(alone) is None
    assert found([]) is None


def test_an_area_is_judged_on_the_indicators_it_has_figures_of(standing):
    answer = found(
        [
            standing("crowded", PHYSICAL, ["ad", "a"], codes="abcd"),
            standing("lights", PHYSICAL, ["a", "a"], codes="abc"),
            standing("streets", PHYSICAL, ["d", "d"], codes="abcd"),
            standing("income", SOCIAL, ["d", "d"], codes="bcde"),
            standing("work", SOCIAL, ["d", "d"], codes="abcd"),
        ]
    )
    areas = {row["code"]: row for row in answer.areas.rows(named=True)}
    assert [areas[code]["measured"] for code in "abcde"] == [1, 2, 2, 2, 0]
    # a has three physical indicators and needs two; d has two and needs both.
    needed = dict(
        answer.dimensions.filter(dimension="physical").select("code", "needed").rows()
    )
    assert (needed["a"], needed["d"]) == (2, 2)
    assert (areas["a"]["in_fifth"], areas["a"]["probability"]) == (1, 1)
    # d: physical in one draw of two is not likelier than not; social in both.
    assert (areas["d"]["in_fifth"], areas["d"]["probability"]) == (1, 1)
    assert (areas["e"]["in_fifth"], areas["e"]["by_chance"]) == (0, 1)
    out = answer.left_out
    assert out.filter(code="a")["left_out"].to_list() == [
        "crowded",
        "lights",
        "streets",
    ]
    assert out.filter(code="e").is_empty()


def test_the_chance_of_an_area_at_random_is_exact_where_nothing_goes_together(standing):
    board = board_of(
        [
            standing(name, dimension, ["abcdefgh"[n]], codes="abcdefgh")
            for n, (name, dimension) in enumerate(
                [
                    ("p1", PHYSICAL),
                    ("p2", PHYSICAL),
                    ("s1", SOCIAL),
                    ("s2", SOCIAL),
                    ("s3", SOCIAL),
                ]
            )
        ]
    )
    fifth = 2 / 8
    physical, social = fifth**2, 3 * fifth**2 - 2 * fifth**3
    none = (1 - physical) * (1 - social)
    chances = at_random(board, np.eye(5), seed=1, level="area")
    expected = [1, 1 - none, physical * social]
    assert chances[0] == pytest.approx(expected, abs=0.01)
    assert (chances == chances[0]).all()


@pytest.mark.parametrize("together", [-0.5, 0.5, 0.9])
def test_the_chance_of_an_area_at_random_follows_how_indicators_go_together(
    standing, together
):
    board = board_of(
        [
            standing("p1", PHYSICAL, ["a"], codes="abcdefgh"),
            standing("p2", PHYSICAL, ["a"], codes="abcdefgh"),
        ]
    )
    matrix = np.array([[1, together], [together, 1]])
    edge = norm.ppf(2 / 8)
    exact = multivariate_normal([0, 0], matrix).cdf([edge, edge])
    chances = at_random(board, matrix, seed=1, level="area")
    assert chances[0, 1] == pytest.approx(exact, abs=0.012)


def test_correlations_that_do_not_fit_together_are_brought_to_fit():
    impossible = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    drawn = areas_at_random(impossible, number=4000, random=np.random.default_rng(1))
    assert drawn.std(axis=0) == pytest.approx(1, abs=0.05)
    assert np.corrcoef(drawn.T)[0, 1] > 0.3 > -0.3 > np.corrcoef(drawn.T)[0, 2]


def test_less_as_challenge_turns_the_indicator_round(standing):
    up, down = np.arange(8.0), np.arange(8.0)[::-1]
    board = board_of(
        [
            standing("p1", PHYSICAL, ["h"], codes="abcdefgh", means=up),
            standing(
                "p2",
                PHYSICAL,
                ["h"],
                codes="abcdefgh",
                means=down,
                challenge=Direction.MORE_IS_BETTER,
            ),
        ]
    )
    assert going_together(board)[0, 1] == pytest.approx(1)


def test_the_answer_does_not_depend_on_the_order_of_indicators(standing):
    first, turned = (
        found(order).areas.select(pl.exclude("by_chance", "independent"))
        for order in (by_hand(standing), by_hand(standing)[::-1])
    )
    assert first.equals(turned)


def test_many_different_sets_of_indicators_are_looked_up_in_parts(standing):
    # 120 areas, each lacking a pair of 16 indicators: more sets than one part holds.
    codes = [chr(0x4E00 + n) for n in range(120)]
    pairs = [(i, j) for i in range(16) for j in range(i)]
    standings = []
    for number in range(16):
        known = "".join(
            code
            for code, lacks in zip(codes, pairs, strict=True)
            if number not in lacks
        )
        dimension = list(Dimension)[number % 4]
        standings.append(standing(f"i{number}", dimension, [known[:21]], codes=known))
    names = dict.fromkeys(codes, "")
    answer = pile_up(standings, names=names, level="area", seed=1)
    assert answer.areas.height == 120
    assert answer.areas["by_chance"].is_between(0, 1).all()
    board = board_of(standings)
    chances = at_random(board, going_together(board), seed=1, level="area")
    alike = [at for at, lacks in enumerate(pairs) if lacks == (1, 0)]
    again = at_random(
        board_of([s for n, s in enumerate(standings) if n not in (0, 1)]),
        np.delete(np.delete(going_together(board), [0, 4], 0), [0, 4], 1),
        seed=1,
        level="area",
    )
    assert chances[alike[0]] == pytest.approx(again[alike[0]], abs=0.02)
