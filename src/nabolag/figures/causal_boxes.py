"""Factors as boxes: how their labels are broken, and how much room they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nabolag.figures.causal_parts import Factor
from nabolag.figures.lettering import width_of, wrap
from nabolag.figures.parts import Width
from nabolag.figures.style import AXIS, VALUE

LINES = 3
"""Lines of a label at most; the table beside has all of it."""

SIGN = 11.0
"""Px of a dimension's sign."""

_MANY = 18  # factors, from which letters and boxes are smaller
_ROOMS: Mapping[tuple[Width, bool], tuple[float, float]] = MappingProxyType(
    {
        (Width.WIDE, False): (124.0, 190.0),
        (Width.WIDE, True): (106.0, 184.0),
        (Width.NARROW, False): (88.0, 120.0),
        (Width.NARROW, True): (76.0, 96.0),
    }
)
"""Px for a line of few factors or many, and for a line that is one long word."""
_AIR_ACROSS, _AIR_DOWN, _SIGN_AIR, _DOUBLE_EDGE = 9.0, 7.0, 6.0, 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A factor's words in lines, and the size of the box around them in px."""

    lines: tuple[str, ...]
    size: float  # of the letters
    line: float  # px from one line to the next
    across: float
    down: float


def plates(factors: Sequence[Factor], width: Width) -> list[Plate]:
    """Break all labels, with letters of one size; long words may widen their box."""
    many = len(factors) > _MANY
    size = AXIS if many or width is Width.NARROW else VALUE
    rooms = _ROOMS[width, many]
    return [_plate(factor, size, rooms) for factor in factors]


def _plate(factor: Factor, size: float, rooms: tuple[float, float]) -> Plate:
    room, longest = rooms
    signed = 0.0 if factor.dimension is None else SIGN + _SIGN_AIR
    edges = _DOUBLE_EDGE if factor.stock else 0.0
    words = [width_of(word, size=size) for word in factor.label.split()]
    line = min(max([room - signed, *words]), longest - signed)
    lines = wrap(factor.label, width=line, size=size, most=LINES)
    across = max(width_of(line, size=size) for line in lines)
    return Plate(
        lines=lines,
        size=size,
        line=size + 3,
        across=round(across + signed + edges + 2 * _AIR_ACROSS),
        down=round(len(lines) * (size + 3) + 2 * _AIR_DOWN),
    )
