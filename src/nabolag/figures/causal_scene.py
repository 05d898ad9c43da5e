"""All that a causal diagram is made of, with its places in px."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nabolag.figures.causal_boxes import Plate, plates
from nabolag.figures.causal_curves import all_along
from nabolag.figures.causal_layout import places
from nabolag.figures.causal_parts import CausalDiagram, DrawnLoop
from nabolag.figures.causal_routing import routed
from nabolag.figures.causal_signs import RADIUS, Scene, delays, marks, signs
from nabolag.figures.causal_stress import Floats
from nabolag.figures.lettering import width_of, wrap
from nabolag.figures.parts import Width
from nabolag.figures.placing import Box
from nabolag.figures.style import AXIS, PAGE

REACH = 20.0
"""Px from the middle of a loop's mark to the edge of what is around it."""

LINE = 16.0
"""Px from one line of a loop's name to the next."""

_NAME = 120.0  # px for a line of a loop's name
_MARGIN = 6.0  # px above and below all


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A diagram with boxes (middles and sizes, n × 2), arrows ((3k + 1) × 2), and the rest.

    ``signs`` are m × 2; ``delays`` the two points of each of the arrows in ``delayed``; ``marks``
    the room of each loop's mark; ``names`` what stands in it below.
    """

    diagram: CausalDiagram
    plates: Sequence[Plate]
    at: Floats
    sizes: Floats
    curves: Sequence[Floats]
    signs: Floats
    delayed: Sequence[int]
    delays: Sequence[Floats]
    marks: Sequence[Box]
    names: Sequence[tuple[str, ...]]
    across: float
    down: float


def placed(diagram: CausalDiagram, width: Width) -> Placed:
    """Lay out a diagram from the top of the figure to as far down as it needs."""
    drawn = plates(diagram.factors, width)
    sizes = np.array([(plate.across, plate.down) for plate in drawn], np.float64)
    sizes = sizes.reshape(-1, 2)
    links, rings, across = diagram.links, diagram.rings, float(PAGE[width])
    at = places(drawn, links, rings, width)
    ways = routed(at, sizes, links, rings, across)
    delayed = [n for n, arrow in enumerate(diagram.arrows) if arrow.delayed]
    scene = Scene(at=at, sizes=sizes, ways=ways, across=across, delayed=delayed)
    signed = signs(scene)
    names = [_name(loop, diagram) for loop in diagram.loops]
    rooms = [_room(name) for name in names]
    place = diagram.places
    loops = [[place[key] for key in loop.factors] for loop in diagram.loops]
    marked = [
        Box(x=float(x), y=float(y), across=room[0], down=room[1])
        for (x, y), room in zip(marks(scene, signed, loops, rooms), rooms, strict=True)
    ]
    top, bottom = _reach(scene, signed, marked)
    up = np.array([0.0, _MARGIN - top])
    return Placed(
        diagram=diagram,
        plates=drawn,
        at=at + up,
        sizes=sizes,
        curves=[curve + up for curve in ways.curves],
        signs=signed + up,
        delayed=delayed,
        delays=[pair + up for pair in delays(scene, signed)],
        marks=[
            Box(x=box.x, y=box.y + float(up[1]), across=box.across, down=box.down)
            for box in marked
        ],
        names=names,
        across=across,
        down=float(np.ceil(bottom - top + 2 * _MARGIN)),
    )


def _name(loop: DrawnLoop, diagram: CausalDiagram) -> tuple[str, ...]:
    if loop.label != diagram.focus or not loop.text:
        return ()
    return wrap(loop.text, width=_NAME, size=AXIS, most=3)


def _room(name: Sequence[str]) -> tuple[float, float]:
    across = max((width_of(line, size=AXIS, bold=True) for line in name), default=0.0)
    return max(2 * REACH, across + 4), 2 * REACH + LINE * len(name)


def _reach(scene: Scene, signed: Floats, marked: Sequence[Box]) -> tuple[float, float]:
    """Give the px of the highest and lowest that is drawn."""
    ways = all_along(scene.ways.curves, np.linspace(0, 1, 41))[..., 1].reshape(-1)
    half = scene.sizes[:, 1] / 2
    heights = np.concatenate(
        [
            scene.at[:, 1] - half,
            scene.at[:, 1] + half,
            ways - 3,
            ways + 3,
            signed[:, 1] - RADIUS - 1,
            signed[:, 1] + RADIUS + 1,
            *([box.y - box.down / 2, box.y + box.down / 2] for box in marked),
        ]
    )
    return float(heights.min(initial=0.0)), float(heights.max(initial=0.0))
