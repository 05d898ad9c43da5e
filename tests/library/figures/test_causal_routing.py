"""Arrows of causal diagrams: around boxes, with few crossings, and with their marks."""

from __future__ import annotations

import numpy as np
import pytest
from tests.library.figures.causal_examples import (
    check,
    crossings,
    diagram,
    hub,
    loops,
    near,
    overlaps,
)

from nabolag.figures.causal_curves import all_along, along, cut, through
from nabolag.figures.causal_detours import LANE, maze, ways_round
from nabolag.figures.causal_parts import (
    CausalDiagram,
)
from nabolag.figures.causal_routing import Ways, routed
from nabolag.figures.causal_scene import Placed, placed
from nabolag.figures.causal_signs import RADIUS, Scene, signs
from nabolag.figures.parts import Width


def behind_others(scene: Placed) -> int:
    """How many arrows run behind a box that is neither their first nor their last."""
    ways = all_along(scene.curves, np.linspace(0, 1, 150))
    through = 0
    for way, link in zip(ways, scene.diagram.links, strict=True):
        inside = overlaps(way, scene.sizes / 2 - 1, scene.at)
        inside[:, list(link)] = False
        through += bool(inside.any())
    return through


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("seed", [1, 2])
def test_forty_factors_and_seventy_arrows_have_few_crossings(
    seed: int, width: Width
) -> None:
    shown = near(40, 70, seed)
    scene = placed(shown, width)
    check(scene)
    by_chance = np.random.default_rng(99).uniform(0, 1, (40, 2))
    chance = crossings(by_chance[np.array(shown.links)])
    found = crossings(all_along(scene.curves, np.linspace(0, 1, 40)))
    assert found < chance * (0.1 if width is Width.WIDE else 0.15)


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize(
    "shown",
    [near(40, 55, 1), near(40, 70, 2), loops(40, 60, 3), hub(40, 55, 4)],
    ids=["near 55", "near 70", "loops", "hub"],
)
def test_at_most_two_arrows_of_forty_factors_run_behind_boxes(
    shown: CausalDiagram, width: Width
) -> None:
    scene = placed(shown, width)
    check(scene)
    assert behind_others(scene) <= 2


def test_marks_of_delay_stand_on_no_box_and_no_sign() -> None:
    for width in Width:
        scene = placed(near(30, 45, 6), width)
        delays = np.array(scene.delays).mean(axis=1)
        assert not overlaps(delays, scene.sizes / 2 + 2, scene.at).any()
        gaps = np.hypot(*(delays[:, None] - scene.signs).transpose(2, 0, 1))
        assert gaps.min() > RADIUS + 2


def test_an_arrow_goes_around_boxes_that_stand_in_its_way() -> None:
    at = np.array([[160.0, 40.0], [160.0, 240.0], [160.0, 440.0], [60.0, 240.0]])
    sizes = np.tile([90.0, 40.0], (4, 1))
    ways = routed(at, sizes, [(0, 2)], [], 320)
    curve = all_along(ways.curves, np.linspace(0, 1, 200))[0]
    assert not overlaps(curve, sizes[[1, 3]] / 2, at[[1, 3]]).any()
    assert (curve[:, 0] > 0).all()
    assert (curve[:, 0] < 320).all()


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_curve_cut_at_two_boxes_stays_where_it_was_between_them(turns: int) -> None:
    corners = [[0.0, 0.0], [90.0, 10.0], [120.0, 90.0], [60.0, 170.0]]
    line = np.array([*corners[: turns + 1], [200.0, 250.0]])
    whole, half = through(line, 0.25), np.array([20.0, 10.0])
    (short,) = cut(whole[None], (line[0], half), (line[-1], half))
    assert len(short) == len(whole) == 3 * (turns + 1) + 1
    one, other = (along(curve, np.linspace(0, 1, 2000)) for curve in (whole, short))
    gaps = np.hypot(*(other[::50, None] - one).transpose(2, 0, 1)).min(axis=1)
    assert gaps.max() < 0.3
    for point, middle in ((short[0], line[0]), (short[-1], line[-1])):
        assert (np.abs(point - middle) - half).max() == pytest.approx(0, abs=0.1)


def test_the_shortest_way_around_a_wall_turns_at_its_nearer_end() -> None:
    at = np.array([[100.0, 40.0], [130.0, 160.0], [100.0, 280.0]])
    sizes = np.array([[40.0, 30.0], [160.0, 30.0], [40.0, 30.0]])
    points = np.zeros((1, 2, 2))
    (lines,) = ways_round(maze(at, sizes, 320), [(0, 2)], points, [0])
    # The wall reaches from 50 to 210, and its left end is nearer.
    left, edge = 50 - LANE, [145 - LANE, 175 + LANE]
    assert lines[0][1:-1].tolist() == [[left, edge[0]], [left, edge[1]]]


def test_signs_stand_near_the_heads_of_their_arrows() -> None:
    scene = placed(near(30, 45, 4), Width.WIDE)
    away = np.hypot(*(scene.signs - [curve[-1] for curve in scene.curves]).T)
    assert np.median(away) < 30
    assert (away > 100).sum() <= 1


def test_arrows_of_a_loop_bend_outwards() -> None:
    scene = placed(diagram(4, {(0, 1), (1, 2), (2, 3), (3, 0)}, 0), Width.WIDE)
    middle = scene.at.mean(axis=0)
    bent = all_along(scene.curves, np.array([0.5]))[:, 0]
    straight = all_along(scene.curves, np.array([0.0, 1.0])).mean(axis=1)
    assert (
        np.hypot(*(bent - middle).T) > np.hypot(*(straight - middle).T) - 1e-6
    ).all()


def test_arrows_both_ways_do_not_lie_on_each_other() -> None:
    for width in Width:
        scene = placed(diagram(2, {(0, 1), (1, 0)}, 0), width)
        there, back = all_along(scene.curves, np.linspace(0.2, 0.8, 9))
        gaps = np.hypot(*(there[:, None] - back[None]).transpose(2, 0, 1))
        assert gaps.min() > 5


def test_a_sign_without_room_on_its_arrow_stands_aside_in_the_open() -> None:
    at, sizes = np.array([[60.0, 40.0], [144.0, 40.0]]), np.array([[80.0, 99.0]] * 2)
    curves = np.array([[[100.0, 40], [101, 40], [103, 40], [104, 40]]])
    ways = Ways(curves=curves, points=along(curves, np.linspace(0, 1, 5)))
    scene = Scene(at=at, sizes=sizes, ways=ways, across=320)
    sign = signs(scene)
    assert not overlaps(sign, sizes / 2 + RADIUS, at).any()
    assert np.hypot(*(sign[0] - [102, 40])) < 90
