"""A figure with its words in one picture, for a file that no page stands around.

Above the figure stand what it is of and what it shows, below it what a reader must know.
A screen reader is given the same words; the figure itself stays hidden from it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from nabolag.figures.drawing import NAMESPACE, written
from nabolag.figures.lettering import wrap
from nabolag.figures.parts import Width
from nabolag.figures.style import AXIS, FAMILY, INK, INK_2, LABEL, PAGE, PAPER

_EDGE = 12.0  # px of paper around all
_AIR = 10.0  # px between words and the figure
_LEADING, _BETWEEN = 4.0, 4.0  # px between lines, and more between two texts
_BASELINE = 0.36  # of the letters' size, from their middle
_AT_ONCE = 280  # signs that are wrapped together


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands around a figure, in the reader's language."""

    title: str
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    language: str = "nb"


def standing_alone(figure: str, words: Words, *, width: Width) -> str:
    """Give a whole SVG, on white: a figure that is SVG already, amid its words.

    It is as wide as the figure and an edge of 12 px on both sides, and as tall as it must be.

    >>> from nabolag.figures.drawing import drawing
    >>> inside = drawing("", size=(320, 40), width=Width.NARROW)
    >>> whole = standing_alone(inside, Words(title="Storvik"), width=Width.NARROW)
    >>> whole.count("<svg "), "<title>Storvik</title>" in whole
    (2, True)
    """
    room = float(PAGE[width])
    heading, down = _texts([words.title], top=0, room=room, size=LABEL, colour=INK)
    above, down = _texts(words.above, top=down, room=room)
    at = down + _AIR
    below, bottom = _texts(words.below, top=at + _tall(figure) + _AIR, room=room)
    across, down = room + 2 * _EDGE, bottom + 2 * _EDGE
    placed = figure.replace("<svg ", f'<svg y="{at:g}" ', 1)
    return (
        f'<svg xmlns="{NAMESPACE}" role="img" lang="{words.language}" '
        f'width="{across:g}" height="{down:g}" viewBox="0 0 {across:g} {down:g}" '
        f'font-family="{FAMILY}"><title>{written(words.title)}</title>'
        f"<desc>{written(' '.join([*words.above, *words.below]))}</desc>"
        f'<rect width="{across:g}" height="{down:g}" fill="{PAPER}"/>'
        f'<g transform="translate({_EDGE:g} {_EDGE:g})">'
        f"{heading}{above}{placed}{below}</g></svg>"
    )


def _tall(figure: str) -> float:
    """Give how many px a figure is tall: :func:`nabolag.figures.drawing.drawing` says so."""
    return float(figure.partition(' height="')[2].partition('"')[0])


def _texts(
    texts: Sequence[str],
    *,
    top: float,
    room: float,
    size: int = AXIS,
    colour: str = INK_2,
) -> tuple[str, float]:
    """Write texts below each other; give them, and the px where the last one ends."""
    drawn = ""
    bold = size > AXIS
    for text in texts:
        top += _BETWEEN
        for line in _lines(text, room / 1.05 if bold else room, size):
            middle = top + (size + _LEADING) / 2
            weight = ' font-weight="600"' if bold else ""
            drawn += (
                f'<text x="0" y="{middle + _BASELINE * size:.1f}" font-size="{size}" '
                f'fill="{colour}"{weight}>{written(line)}</text>'
            )
            top += size + _LEADING
    return drawn, top


def _lines(text: str, room: float, size: int) -> list[str]:
    """Break a text of any length; lettering wraps some hundred signs at a time."""
    parts = textwrap.wrap(text, _AT_ONCE, break_on_hyphens=False)
    return [line for part in parts for line in wrap(part, width=room, size=size)]
