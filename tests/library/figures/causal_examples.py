"""Causal diagrams of several kinds, drawn by lot, and what holds of every one."""

from __future__ import annotations

from itertools import islice, pairwise

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from nabolag.figures.causal_curves import all_along
from nabolag.figures.causal_parts import (
    Arrow,
    ArrowSign,
    CausalDiagram,
    DrawnLoop,
    Factor,
)
from nabolag.figures.causal_refine import segments_cross
from nabolag.figures.causal_scene import Placed
from nabolag.figures.causal_signs import RADIUS
from nabolag.spirals.loops.feedback_loops import LoopKind
from nabolag.values import Dimension

WORDS = [
    "Andel",
    "Naboskap",
    "Trangboddhet",
    "Omdømme",
    "Bo",
    "Arbeidsmarkedstilknytning",
    "Kommunedelplanarbeidsgruppemøtereferat",
    "om_kvelden",
    "i_parken",
    "og_tillit",
]
SIGNS = tuple(ArrowSign)


def diagram(count: int, links: set[tuple[int, int]], seed: int) -> CausalDiagram:
    """A diagram with drawn words, signs and delays, and its first short loops."""
    dice = np.random.default_rng(seed)
    factors = tuple(
        Factor(
            key=str(n),
            label=" ".join(dice.choice(WORDS, dice.integers(1, 5))).replace("_", " "),
            stock=bool(dice.random() < 0.3),
            dimension=[None, *Dimension][dice.integers(1 + len(Dimension))],
        )
        for n in range(count)
    )
    arrows = tuple(
        Arrow(
            start=str(a),
            end=str(b),
            sign=SIGNS[dice.integers(3)],
            delayed=bool(dice.random() < 0.3),
            strength=float(dice.random()),
        )
        for a, b in sorted(links)
    )
    graph = nx.DiGraph(sorted(links))
    loops = tuple(
        DrawnLoop(
            label=f"R{n}",
            kind=LoopKind.REINFORCING,
            factors=tuple(map(str, ring)),
            text="Et navn på noen ord",
        )
        for n, ring in enumerate(islice(nx.simple_cycles(graph, length_bound=6), 5))
    )
    focus = loops[0].label if loops and seed % 2 else None
    return CausalDiagram(factors=factors, arrows=arrows, loops=loops, focus=focus)


def near(count: int, links: int, seed: int) -> CausalDiagram:
    """A diagram as people draw them: most arrows go to something close by."""
    dice = np.random.default_rng(seed)
    at = dice.uniform(0, 1, (count, 2))
    found: set[tuple[int, int]] = set()
    for n in range(1, count):
        nearest = int(np.hypot(*(at[:n] - at[n]).T).argmin())
        found.add((nearest, n) if dice.random() < 0.5 else (n, nearest))
    while len(found) < links:
        n = int(dice.integers(count))
        order = np.hypot(*(at - at[n]).T).argsort()
        found.add((n, int(order[1 + dice.integers(6)])))
    return diagram(count, found, seed)


def loops(count: int, links: int, seed: int) -> CausalDiagram:
    """A diagram of rings that hang together, and some arrows more."""
    dice = np.random.default_rng(seed)
    found: set[tuple[int, int]] = set()
    n = 1
    while n < count:
        size = min(int(dice.integers(2, 6)), count - n)
        ring = [int(dice.integers(max(0, n - 8), n)), *range(n, n + size)]
        found |= set(pairwise([*ring, ring[0]]))
        n += size
    while len(found) < links:
        a, b = (int(end) for end in dice.integers(count, size=2))
        if a != b and abs(a - b) < 14:
            found.add((a, b))
    return diagram(count, found, seed)


def hub(count: int, links: int, seed: int) -> CausalDiagram:
    """A diagram in which a third of all factors hang on one."""
    dice = np.random.default_rng(seed)
    found = {(n, 0) if n % 2 else (0, n) for n in range(1, 14)}
    found |= {(int(dice.integers(1, n)), n) for n in range(14, count)}
    while len(found) < links:
        a, b = (int(end) for end in dice.integers(1, count, size=2))
        if a != b:
            found.add((a, b))
    return diagram(count, found, seed)


@st.composite
def diagrams(draw: st.DrawFn) -> CausalDiagram:
    count = draw(st.integers(1, 40))
    place = st.integers(0, count - 1)
    links = draw(st.sets(st.tuples(place, place), max_size=min(70, 3 * count)))
    return diagram(count, links, draw(st.integers(0, 1000)))


def overlaps(at: np.ndarray, half: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Which boxes around places share room with which boxes of a scene."""
    away = np.abs(at[:, None] - other[None]) - half
    return (away < -1e-6).all(axis=-1)


def crossings(points: np.ndarray) -> int:
    """How often lines (m × p × 2) cross each other."""
    total = 0
    for n in range(len(points) - 1):
        a, b = points[n, :-1, None, None], points[n, 1:, None, None]
        c, d = points[n + 1 :, :-1], points[n + 1 :, 1:]
        total += int(segments_cross(a, b, c, d).sum())
    return total


def check(scene: Placed) -> None:
    no_box_meets_another(scene)
    all_is_inside_the_figure(scene)
    signs_and_marks_are_in_no_box(scene)
    arrows_begin_and_end_at_their_boxes(scene)


def no_box_meets_another(scene: Placed) -> None:
    apart = (scene.sizes[:, None] + scene.sizes[None]) / 2 + 20
    met = overlaps(scene.at, apart, scene.at)
    assert not met[~np.eye(len(met), dtype=bool)].any()


def all_is_inside_the_figure(scene: Placed) -> None:
    size = np.array([scene.across, scene.down])
    ways = all_along(scene.curves, np.linspace(0, 1, 50)).reshape(-1, 2)
    marks = np.array([(m.x, m.y, m.across, m.down) for m in scene.marks]).reshape(-1, 4)
    for at, half in (
        (scene.at, scene.sizes / 2),
        (ways, 1.0),
        (scene.signs, RADIUS),
        (marks[:, :2], marks[:, 2:] / 2),
        (np.concatenate([np.zeros((0, 2)), *scene.delays]), 0.0),
    ):
        assert (at - half >= 0).all()
        assert (at + half <= size).all()


def signs_and_marks_are_in_no_box(scene: Placed) -> None:
    assert not overlaps(scene.signs, scene.sizes / 2 + RADIUS, scene.at).any()
    for n, at in enumerate(scene.signs):
        assert np.hypot(*(scene.signs[:n] - at).T).min(initial=99) >= 2 * RADIUS
    for n, mark in enumerate(scene.marks):
        half = np.array([mark.across, mark.down]) / 2
        middle = np.array([[mark.x, mark.y]])
        assert not overlaps(middle, scene.sizes / 2 + half, scene.at).any()
        assert not overlaps(middle, half + RADIUS, scene.signs).any()
        assert not any(mark.meets(other) for other in scene.marks[:n])


def arrows_begin_and_end_at_their_boxes(scene: Placed) -> None:
    for curve, (start, end) in zip(scene.curves, scene.diagram.links, strict=True):
        for point, box in ((curve[0], start), (curve[-1], end)):
            away = np.abs(point - scene.at[box]) - scene.sizes[box] / 2
            assert abs(away.max()) < 0.5
