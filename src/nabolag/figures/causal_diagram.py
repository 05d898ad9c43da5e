"""Factors, arrows and loops as a diagram that lays itself out.

An arrow has a sign in a disc near its head: filled where both move the same way, hollow
where they move opposite ways, dashed where it is not known. Two strokes across an arrow
are a delay; an arrow that nothing supports yet is dashed. Loops that reinforce have a
filled disc with an arrow around it, loops that balance a dashed square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nabolag.figures import causal_ink
from nabolag.figures.causal_ink import BEHIND, IN_FOCUS, PLAIN, Ink
from nabolag.figures.causal_parts import CausalDiagram, around, clockwise
from nabolag.figures.causal_scene import LINE, REACH, Placed, placed
from nabolag.figures.drawing import drawing, written
from nabolag.figures.lettering import width_of
from nabolag.figures.loop_marks import loop_mark
from nabolag.figures.parts import Width
from nabolag.figures.style import AXIS, CLASSES, INK, INK_3, PAPER
from nabolag.spirals.loops.feedback_loops import LoopKind

_BASELINE = 0.36 * AXIS


def causal_diagram(diagram: CausalDiagram, *, width: Width) -> str:
    """Draw a diagram as SVG, 704 px wide, or 320 px narrow, as tall as it has to be.

    The same diagram always gives the same letters. Where a loop is in focus its arrows
    are heavy, the ground inside is tinted, and all else is light.
    """
    scene = placed(diagram, width)
    body = "".join([_ground(scene), *_arrows(scene), *_boxes(scene), *_marks(scene)])
    return drawing(body, size=(scene.across, scene.down), width=width)


def _ground(scene: Placed) -> str:
    """Tint the inside of the loop in focus, where all its arrows are there."""
    curve = dict(zip(scene.diagram.links, scene.curves, strict=True))
    links = list(around(scene.diagram.ring_in_focus))
    if not links or not all(link in curve for link in links):
        return ""
    return causal_ink.ground([curve[link] for link in links], CLASSES[2])


def _arrows(scene: Placed) -> Iterator[str]:
    """Draw the arrows of the loop in focus last, above all others."""
    diagram = scene.diagram
    heavy = set(around(diagram.ring_in_focus))
    ink = [_ink(diagram, inside=link in heavy) for link in diagram.links]
    order = sorted(range(len(ink)), key=lambda number: ink[number] is IN_FOCUS)
    delays = dict(zip(scene.delayed, scene.delays, strict=True))
    for number in order:
        yield causal_ink.arrow(
            diagram.arrows[number], scene.curves[number], ink[number]
        )
        if number in delays:
            yield causal_ink.delay(delays[number], ink[number])
    for number in order:
        which = diagram.arrows[number].sign
        yield causal_ink.sign(which, scene.signs[number], ink[number])


def _boxes(scene: Placed) -> Iterator[str]:
    inside = set(scene.diagram.ring_in_focus)
    drawn = zip(scene.diagram.factors, scene.plates, scene.at, strict=True)
    for number, (factor, plate, at) in enumerate(drawn):
        ink = _ink(scene.diagram, inside=number in inside)
        yield causal_ink.box(factor, plate, at, ink)


def _ink(diagram: CausalDiagram, *, inside: bool) -> Ink:
    if diagram.focus is None:
        return PLAIN
    return IN_FOCUS if inside else BEHIND


def _marks(scene: Placed) -> Iterator[str]:
    """Draw each loop's mark, an arrow around those that reinforce, and a name below."""
    place = scene.diagram.places
    for loop, name, box in zip(
        scene.diagram.loops, scene.names, scene.marks, strict=True
    ):
        quiet = scene.diagram.focus not in (None, loop.label)
        x, y = round(box.x, 1), round(box.y - box.down / 2 + REACH, 1)
        if loop.kind is LoopKind.REINFORCING:
            corners = scene.at[[place[key] for key in loop.factors]]
            ink = INK_3 if quiet else INK
            yield causal_ink.turning(x, y, ink, clockwise=clockwise(corners))
        yield loop_mark(loop.label, loop.kind, x=x, y=y, quiet=quiet)
        yield _name(name, x, y + REACH)


def _name(lines: Sequence[str], x: float, top: float) -> str:
    """Write a loop's name on paper, so that no arrow runs through it."""
    return "".join(
        f'<rect x="{x - across / 2:.1f}" y="{top + LINE * number:.1f}" '
        f'width="{across:.1f}" height="{LINE:g}" rx="3" fill="{PAPER}"/>'
        f'<text x="{x:g}" y="{top + LINE * (number + 0.5) + _BASELINE:.1f}" '
        f'text-anchor="middle" font-size="{AXIS}" font-weight="600" '
        f'fill="{INK}">{written(line)}</text>'
        for number, line in enumerate(lines)
        for across in [width_of(line, size=AXIS, bold=True) + 4]
    )
