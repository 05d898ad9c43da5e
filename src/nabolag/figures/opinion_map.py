"""A map of opinion: a mark for each person, close to those who have voted alike.

Groups differ by the shape of their marks, by a light ground behind most of them, and by a
letter with a size. A mark carries nothing that leads back to a person: marks come in an
order drawn by lot, on whole px, and where there are many only some are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from nabolag.errors import Misbuilt
from nabolag.figures.lettering import width_of
from nabolag.figures.marks import at, text, values
from nabolag.figures.parts import Width
from nabolag.figures.placing import Box, Floats, Room, sheet_for
from nabolag.figures.style import (
    AXIS,
    CLASSES,
    EDGE,
    INK,
    INK_2,
    LABEL,
    PAGE,
    PAPER,
    VALUE,
    Spec,
    figure,
)

MOST_DRAWN = 600
"""People drawn at most: more would hide each other, and make the figure heavy."""

_MOST_DOWN: Mapping[Width, float] = MappingProxyType(
    {Width.WIDE: 420.0, Width.NARROW: 340.0}
)
_MOST_OF = 0.8  # of a group has the ground behind it, so that it shows no one far out
_GROUND_REACH = 16.0  # px that the ground's round edge is wide
_LINE = 18.0
# A group may be named from its edge; a number that moves is somewhere else.
_NAME_PER_MARK, _NUMBER_PER_MARK = 20.0, 1.0  # px away worth covering one mark less
_PLATE = 3.0  # px of paper around words

_HOLLOW = {"fill": PAPER, "strokeWidth": 1.5}
_LOOKS: tuple[Spec, ...] = (
    {"shape": "circle", "size": 26, "fill": INK, "strokeWidth": 0},
    {"shape": "triangle-up", "size": 36, **_HOLLOW},
    {"shape": "square", "size": 28, "fill": INK_2, "strokeWidth": 0},
    {"shape": "cross", "size": 46, "fill": INK, "strokeWidth": 0},
    {"shape": "diamond", "size": 46, **_HOLLOW},
)
"""The groups' marks: filled and hollow by turns, so that neighbours are told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """People who are drawn alike: a group, or all where there are none.

    ``positions`` are people × 2, in any unit. Without a letter nothing is written, and no
    ground is drawn.
    """

    letter: str  # "A"
    size_text: str  # "412 personer"
    positions: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMark:
    """A statement's number, and where a person stands whose one vote agrees to it."""

    number: str
    position: tuple[float, float]


def thinned(sizes: Sequence[int], *, seed: int) -> tuple[NDArray[np.int64], ...]:
    """Choose by lot which of each crowd are drawn, :data:`MOST_DRAWN` in all at most.

    Each crowd keeps its part of the whole, to one person. Gives places in each crowd, in
    an order drawn by lot, so that it tells nothing of who came first.

    >>> [len(chosen) for chosen in thinned([900, 300], seed=1)]
    [450, 150]
    """
    draw = np.random.default_rng(seed)
    share = min(1.0, MOST_DRAWN / max(sum(sizes), 1))
    ends = [round(share * end) for end in np.cumsum([0, *sizes])]
    return tuple(
        draw.permutation(size)[: after - before]
        for size, (before, after) in zip(sizes, pairwise(ends), strict=True)
    )


def opinion_map(
    crowds: Sequence[Crowd], *, statements: Sequence[StatementMark] = (), width: Width
) -> Spec:
    """Draw crowds, and statements as numbers, on one scale both ways.

    A number for which there is no room left is not drawn. Raises :class:`Misbuilt` for
    more crowds than there are shapes, or places that are no numbers.
    """
    _check(crowds, statements)
    raw = [crowd.positions.reshape(-1, 2) for crowd in crowds]
    sheet = sheet_for(raw, across=PAGE[width], most_down=_MOST_DOWN[width])
    people = [sheet.px(positions) for positions in raw]
    places = sheet.px(np.array([one.position for one in statements]).reshape(-1, 2))
    room = Room(
        across=sheet.across,
        down=sheet.down,
        marks=np.concatenate([np.zeros((0, 2)), *people]),
        taken=[],
    )
    names = list(_names(crowds, people, room))
    numbers = list(_numbers(statements, places, room))
    grounds = [
        _ground(at) for crowd, at in zip(crowds, people, strict=True) if crowd.letter
    ]
    return figure(
        [
            *(layer for ground in grounds for layer in _grounds(ground)),
            *(_marks(at, look) for at, look in zip(people, _LOOKS, strict=False)),
            *_words(names, numbers),
        ],
        rows=[],
        size=(sheet.across, sheet.down),
        around={"left": 0, "right": 0, "top": 0, "bottom": 0},
        width=width,
    )


def _check(crowds: Sequence[Crowd], statements: Sequence[StatementMark]) -> None:
    known = all(np.isfinite(crowd.positions).all() for crowd in crowds)
    known = known and all(np.isfinite(one.position).all() for one in statements)
    if len(crowds) > len(_LOOKS) or not known:
        raise Misbuilt(
            value="a map of opinion",
            found=f"{len(crowds)} groups, {'all' if known else 'not all'} places known",
            expected=f"at most {len(_LOOKS)} groups, and a place for each mark",
        )


def _names(
    crowds: Sequence[Crowd], people: Sequence[Floats], room: Room
) -> Iterator[Spec]:
    """Find room for each letter with its size: beside its own people, not another's."""
    named = [
        (crowd, at.mean(axis=0))
        for crowd, at in zip(crowds, people, strict=True)
        if crowd.letter
    ]
    for crowd, middle in named:
        across = max(
            width_of(crowd.letter, size=LABEL, bold=True),
            width_of(crowd.size_text, size=VALUE),
        )
        others = [other for one, other in named if one is not crowd]
        box = room.place(
            (across + 2 * _PLATE, 2 * _LINE + _PLATE),
            near=middle,
            not_near=np.array(others).reshape(-1, 2),
            per_mark=_NAME_PER_MARK,
        )
        if box is None:
            raise Misbuilt(
                value="a map of opinion",
                found=f"no room for {crowd.size_text!r}",
                expected="sizes in a few words",
            )
        yield {
            **_plate(box),
            "letter": crowd.letter,
            "size": crowd.size_text,
            "letter_y": box.y - _LINE / 2,
            "size_y": box.y + _LINE / 2,
        }


def _numbers(
    statements: Sequence[StatementMark], places: Floats, room: Room
) -> Iterator[Spec]:
    for one, place in zip(statements, places, strict=True):
        size = width_of(one.number, size=AXIS) + 2 * _PLATE, AXIS + 2 * _PLATE
        box = room.place(
            size, near=place, not_near=np.zeros((0, 2)), per_mark=_NUMBER_PER_MARK
        )
        if box is not None:
            yield {**_plate(box), "number": one.number}


def _plate(box: Box) -> Spec:
    # Whole px, so that paper has no seam where it meets paper.
    return {
        "x": box.x,
        "y": box.y,
        "left": round(box.x - box.across / 2),
        "right": round(box.x + box.across / 2),
        "top": round(box.y - box.down / 2),
        "bottom": round(box.y + box.down / 2),
    }


def _ground(at: Floats) -> Floats:
    """Give the corners around the four fifths nearest the middle, none on one line."""
    away = np.hypot(*(at - at.mean(axis=0)).T)
    nearest = np.unique(
        at[away.argsort(kind="stable")[: round(_MOST_OF * len(at))]], axis=0
    )
    if np.linalg.matrix_rank(nearest - nearest[:1]) < at.shape[1]:
        return np.zeros((0, 2))
    return np.asarray(nearest[ConvexHull(nearest).vertices])


def _grounds(corners: Floats) -> list[Spec]:
    """Draw a ground with round edges: its edge first, then the ground a little smaller."""
    rows = [
        {"x": x, "y": y, "order": number}
        for number, (x, y) in enumerate(corners.tolist())
    ]
    return [
        {
            "data": values(rows),
            "mark": {
                "type": "line",
                "interpolate": "linear-closed",
                "strokeJoin": "round",
                "strokeWidth": reach,
                "stroke": colour,
                "fill": colour,
            },
            "encoding": {
                "x": at("x"),
                "y": at("y"),
                "order": {"field": "order", "type": "quantitative"},
            },
        }
        for reach, colour in ((_GROUND_REACH + 2, EDGE), (_GROUND_REACH, CLASSES[2]))
    ]


def _marks(places: Floats, look: Spec) -> Spec:
    return {
        "data": values([{"x": x, "y": y} for x, y in places.tolist()]),
        "mark": {"type": "point", "stroke": INK, "opacity": 0.8, **look},
        "encoding": {"x": at("x"), "y": at("y")},
    }


def _words(names: Sequence[Spec], numbers: Sequence[Spec]) -> list[Spec]:
    """Write on paper that hides what is behind, so that no mark runs through a word."""
    letter = text(
        "letter", x=at("x"), y="letter_y", align="center", size=LABEL, colour=INK
    )
    letter["mark"]["fontWeight"] = 600
    size = text("size", x=at("x"), y="size_y", align="center", size=VALUE, colour=INK)
    number = text("number", x=at("x"), y="y", align="center", size=AXIS, colour=INK_2)
    return [
        {"data": values(numbers), **_PAPER},
        {"data": values(numbers), **number},
        {"data": values(names), **_PAPER},
        {"data": values(names), **letter},
        {"data": values(names), **size},
    ]


_PAPER: Spec = {
    "mark": {"type": "rect", "color": PAPER},
    "encoding": {
        "x": at("left"),
        "x2": {"field": "right"},
        "y": at("top"),
        "y2": {"field": "bottom"},
    },
}
