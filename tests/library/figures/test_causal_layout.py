"""Causal diagrams lay themselves out: nothing overlaps, and all is inside."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.library.figures.causal_examples import (
    check,
    diagram,
    diagrams,
    near,
    overlaps,
)

from nabolag.figures.causal_parts import (
    CausalDiagram,
    DrawnLoop,
)
from nabolag.figures.causal_scene import placed
from nabolag.figures.causal_signs import RADIUS
from nabolag.figures.causal_stress import relaxed, short_rings, stress, wishes
from nabolag.figures.parts import Width
from nabolag.figures.style import PAGE
from nabolag.spirals.loops.feedback_loops import LoopKind


@given(shown=diagrams(), width=st.sampled_from(Width))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_overlaps_and_all_is_inside_whatever_is_drawn(
    shown: CausalDiagram, width: Width
) -> None:
    check(placed(shown, width))


def test_the_same_diagram_always_looks_the_same_whichever_loop_is_in_focus() -> None:
    shown = near(14, 22, 3)
    one, other = (placed(shown, Width.WIDE) for _ in range(2))
    assert (one.at == other.at).all()
    for curve, again in zip(one.curves, other.curves, strict=True):
        assert (curve == again).all()
    focused = CausalDiagram(
        factors=shown.factors,
        arrows=shown.arrows,
        loops=shown.loops,
        focus=shown.loops[-1].label,
    )
    again = placed(focused, Width.WIDE)
    assert (again.at - again.at[0] == one.at - one.at[0]).all()


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_a_loop_looks_like_a_loop_and_goes_clockwise(count: int) -> None:
    ring = [(n, (n + 1) % count) for n in range(count)]
    for links in (ring, [(b, a) for a, b in ring]):
        scene = placed(diagram(count, set(links), 0), Width.WIDE)
        order = [int(n) for n in scene.diagram.loops[0].factors]
        to = scene.at[order] - scene.at.mean(axis=0)
        turns = np.diff(np.unwrap(np.arctan2(to[:, 1], to[:, 0])))
        # Down is up on a screen, so that angles grow clockwise.
        assert (turns > 0).all()
        assert turns.sum() < 2 * np.pi
        mark = scene.marks[0]
        beside = np.abs([mark.x, mark.y] - scene.at.mean(axis=0))
        assert (beside < np.ptp(scene.at, axis=0) / 2).all()


def test_parts_that_do_not_hang_together_stand_apart() -> None:
    links = {(0, 1), (1, 0), (2, 3)}
    scene = placed(diagram(6, links, 2), Width.NARROW)
    check(scene)
    assert scene.across == PAGE[Width.NARROW]


def test_an_empty_diagram_and_a_single_factor_can_be_drawn() -> None:
    check(placed(diagram(0, set(), 0), Width.WIDE))
    scene = placed(diagram(1, set(), 0), Width.NARROW)
    check(scene)
    assert scene.at[0, 0] == pytest.approx(160, abs=1)


def test_arrows_go_down_where_nothing_goes_round() -> None:
    chain = {(n, n + 1) for n in range(5)}
    scene = placed(diagram(6, chain, 0), Width.NARROW)
    assert scene.at[5, 1] > scene.at[0, 1]


@given(
    links=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24),
    longest=st.integers(2, 6),
)
@settings(max_examples=40, deadline=None)
def test_short_ways_round_are_those_that_networkx_finds(
    links: list[tuple[int, int]], longest: int
) -> None:
    graph = nx.DiGraph([(a, b) for a, b in links if a != b])
    rings = nx.simple_cycles(graph, length_bound=longest)
    lowest_first = [(ring * 2)[ring.index(min(ring)) :][: len(ring)] for ring in rings]
    assert sorted(short_rings(8, links, longest=longest)) == sorted(lowest_first)


def test_wishes_on_a_ring_are_met_exactly_by_a_regular_polygon() -> None:
    count = 6
    ring = [(n, (n + 1) % count) for n in range(count)]
    wished = wishes(count, ring, [list(range(count))])
    turns = 2 * np.pi * np.arange(count) / count
    polygon = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    assert stress(polygon, wished) == pytest.approx(0, abs=1e-9)
    start = np.random.default_rng(1).normal(size=(count, 2))
    found = relaxed(start, wished, steps=300)
    assert stress(found, wished) < 1e-3


@given(seed=st.integers(0, 10**6), half=st.none() | st.floats(0.5, 3))
@settings(max_examples=20, deadline=None)
def test_majorisation_never_makes_wishes_less_met(
    seed: int, half: float | None
) -> None:
    dice = np.random.default_rng(seed)
    links = [(int(dice.integers(n)), n) for n in range(1, 12)]
    wished = wishes(12, links, [])
    start = dice.normal(size=(12, 2))
    before = float(stress(start, wished))
    for _ in range(5):
        start = relaxed(start, wished, steps=3)
        after = float(stress(start, wished))
        assert after <= before + 1e-9
        before = after
    held = relaxed(start, wished, half=half, steps=3)
    assert half is None or np.abs(held[:, 0]).max() <= half


def test_a_loop_between_parts_without_arrows_has_its_mark_all_the_same() -> None:
    shown = diagram(4, {(0, 1), (2, 3)}, 0)
    loop = DrawnLoop(label="B1", kind=LoopKind.BALANCING, factors=("0", "2"))
    scene = placed(
        CausalDiagram(factors=shown.factors, arrows=shown.arrows, loops=(loop,)),
        Width.WIDE,
    )
    check(scene)
    assert len(scene.marks) == 1


@pytest.mark.parametrize("width", Width)
def test_no_mark_of_a_delay_is_hidden_by_a_sign_or_a_box(width: Width) -> None:
    marks = 0
    for seed in range(12):
        scene = placed(near(8, 12, seed), width)
        marks += len(scene.delays)
        for pair in scene.delays:
            middle = pair.mean(axis=0)
            assert np.hypot(*(scene.signs - middle).T).min() > RADIUS
            assert not overlaps(middle[None], scene.sizes / 2, scene.at).any()
    assert marks > 20
