"""Small signs for keys and headings: the same shapes and colours as in the figures.

They hold no text and say nothing to a screen reader; words always stand beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nabolag.errors import Misbuilt
from nabolag.figures.drawing import NAMESPACE
from nabolag.figures.style import (
    CLASSES,
    EDGE,
    HATCH,
    INK,
    INK_2,
    LOOKS,
    PAPER,
)
from nabolag.values import Dimension

_SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "square": "M1 1H12V12H1Z",
        "circle": "M6.5 .5A6 6 0 1 1 6.5 12.5A6 6 0 1 1 6.5 .5Z",
        "diamond": "M6.5 -.5L13.5 6.5L6.5 13.5L-.5 6.5Z",
        "triangle-up": "M6.5 .5L13 12H0Z",
    }
)


def dimension_sign(dimension: Dimension | None, *, size: float = 13) -> str:
    """Give a dimension's shape in its colour, as SVG: ■ ● ◆ ▲.

    >>> "#A14D00" in dimension_sign(Dimension.SOCIAL)
    True
    """
    look = LOOKS[dimension]
    shape = f'<path d="{_SHAPES[look.shape]}" fill="{look.colour}"/>'
    return _svg(shape, box="-1 -1 15 15", size=(size, size))


def table_sign() -> str:
    """Give the sign before "show as table", in the colour of the words beside it."""
    lines = '<path d="M0 1H16M0 6.5H16M0 12H16M6 1V12" stroke="currentColor" '
    return _svg(lines + 'stroke-width="1.5"/>', box="0 0 16 13", size=(16, 13))


def sign(name: str) -> str:
    """Give the sign that explains a part of a figure, by its name.

    ``different``, ``uncertain``, ``beyond`` and ``rest`` explain a profile; ``area``,
    ``city`` and ``break`` a development, the five verdicts what it comes to;
    ``class-0`` to ``class-4``, ``hidden``, ``missing`` and ``chosen`` a map;
    ``moved-in`` and ``moved-out`` who moves; ``reached`` and ``lives`` who took part.
    Raises :class:`Misbuilt` for another name.
    """
    if name not in _SIGNS:
        raise Misbuilt(value="sign", found=name, expected=", ".join(_SIGNS))
    return _SIGNS[name]


def _svg(body: str, *, box: str, size: tuple[float, float]) -> str:
    return (
        f'<svg xmlns="{NAMESPACE}" class="nl-sign" viewBox="{box}" '
        f'width="{size[0]:g}" height="{size[1]:g}" aria-hidden="true" '
        f'focusable="false">{body}</svg>'
    )


def _mark(body: str) -> str:
    return _svg(body, box="0 0 34 16", size=(34, 16))


def _line(
    path: str, *, colour: str = INK_2, thickness: float = 3, more: str = ""
) -> str:
    return f'<path d="{path}" stroke="{colour}" stroke-width="{thickness:g}"{more}/>'


def _swatch(
    fill: str, *, inside: str = "", edge: str = EDGE, thickness: float = 1
) -> str:
    inset = thickness / 2
    box = (
        f'<rect x="{inset:g}" y="{inset:g}" width="{24 - thickness:g}" '
        f'height="{16 - thickness:g}" fill="{fill}" stroke="{edge}" '
        f'stroke-width="{thickness:g}"/>'
    )
    return _svg(box + inside, box="0 0 24 16", size=(24, 16))


def _class(number: int) -> str:
    """Give a class of a map, with the sign that stands in its small areas."""
    ink = PAPER if number == 0 else INK
    paths = ("M5.5 8H11M13 8H18.5", "M9 8H15", "", "M9 8H15M12 5V11")
    twice = "M5.5 8H11M13 8H18.5M8.25 5.25V10.75M15.75 5.25V10.75"
    path = (*paths, twice)[number]
    inside = _line(path, colour=ink, thickness=1.5) if path else ""
    return _swatch(CLASSES[number], inside=inside)


def _distance(path: str) -> str:
    """Give two lines as they lie to each other over time: the distance, not a curve."""
    lines = f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="2"/>'
    return _svg(lines, box="0 0 16 16", size=(16, 16))


_INTERVAL = _line("M1 8H33", more=' opacity=".55"')
_COLOURS = "".join(
    _line(f"M{1 + 7 * n} 8h7", colour=look.colour, thickness=2.25)
    for n, look in enumerate(look for dimension, look in LOOKS.items() if dimension)
)
_SLANTS = "M1 8L8 1M1 15L15 1M9 15L23 1M17 15L23 9"

_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "different": _mark(f'{_INTERVAL}<circle cx="17" cy="8" r="6" fill="{INK_2}"/>'),
        "uncertain": _mark(
            f'{_INTERVAL}<circle cx="17" cy="8" r="5.5" fill="{PAPER}" '
            f'stroke="{INK_2}" stroke-width="2"/>'
        ),
        "beyond": _svg(
            f'<path d="M1 8L13 2V14Z" fill="{INK_2}"/>', box="0 0 14 16", size=(14, 16)
        ),
        "rest": _svg(
            _line("M2 0V16", colour=INK, thickness=1.5), box="0 0 4 16", size=(4, 16)
        ),
        "reached": _mark(f'<circle cx="17" cy="8" r="6" fill="{INK}"/>'),
        "lives": _mark(_line("M17 0V16", colour=INK_2, thickness=2)),
        "area": _mark(
            f'{_COLOURS}<circle cx="29" cy="8" r="4.5" '
            f'fill="{LOOKS[Dimension.STRUCTURAL].colour}"/>'
        ),
        "city": _mark(_line("M1 8H33", colour=INK, thickness=1.5)),
        "break": _svg(
            _line(
                "M2 0V16", colour=EDGE, thickness=1.5, more=' stroke-dasharray="3 3"'
            ),
            box="0 0 4 16",
            size=(4, 16),
        ),
        "narrowing": _distance("M1.5 2.5L14 6.6M1.5 13.5L14 9.4"),
        "widening": _distance("M2 6.6L14.5 2.5M2 9.4L14.5 13.5"),
        "unchanged": _distance("M1.5 5H14.5M1.5 11H14.5"),
        "depends_on_scale": _distance(
            "M1.5 2.6L8 6.6L14.5 2.6M1.5 13.4L8 9.4L14.5 13.4"
        ),
        "cannot_tell": _svg(
            f'<circle cx="8" cy="8" r="6" fill="none" stroke="{INK_2}" '
            'stroke-width="2" stroke-dasharray="2.5 2.2"/>',
            box="0 0 16 16",
            size=(16, 16),
        ),
        **{f"class-{number}": _class(number) for number in range(len(CLASSES))},
        "hidden": _swatch(
            PAPER,
            inside=_line(_SLANTS, colour=HATCH, thickness=1.6, more=' fill="none"'),
        ),
        "missing": _swatch(PAPER),
        "chosen": _swatch(PAPER, edge=INK, thickness=4),
        "moved-in": _svg(
            f'<path d="M2 1L13 7L2 13Z" fill="{INK}"/>', box="0 0 14 14", size=(14, 14)
        ),
        "moved-out": _svg(
            f'<path d="M13 1.5L2.5 7L13 12.5Z" fill="{PAPER}" stroke="{INK}" '
            f'stroke-width="1.75"/>',
            box="0 0 15 14",
            size=(15, 14),
        ),
    }
)
