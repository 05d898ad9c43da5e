"""What other programs' files say of factors and arrows, before it is understood.

Both formats are understood here, so that a sign means the same in each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import Limits, printable
from nabolag.spirals.diagram import (
    Diagram,
    DiagramFactor,
    DiagramLink,
    is_two_minuses,
    sign_of,
    tidy,
)
from nabolag.spirals.loops.links import Sign

DRAWN_LIMITS = Limits(bytes_=20_000_000)
"""A drawing is no larger, even with the stories told about each factor."""

_TRUE = frozenset({"true", "yes", "1", "ja"})
_FALSE = frozenset({"", "false", "no", "0", "nei"})
_NUMBERS: Mapping[float, Sign] = MappingProxyType(
    {1.0: Sign.POSITIVE, -1.0: Sign.NEGATIVE, 0.0: Sign.UNKNOWN}
)
_SHOWN = 60  # characters of a text from outside in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFactor:
    """A factor as a file has it: ``name`` says which, such as “Element 3”."""

    where: Where
    name: str
    id: str = ""
    label: str = ""
    kind: str = ""
    x: str = ""
    y: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnArrow:
    """An arrow as a file has it.

    ``signs`` are the fields that are there for a sign and nothing else. ``words`` may
    hold a sign, a label or a kind of arrow.
    """

    where: Where
    name: str
    source: str
    target: str
    signs: Mapping[str, str] = field(default_factory=dict)
    words: Sequence[str] = ()
    delayed: str = ""

    @property
    def told(self) -> str:
        """Which arrow it is, for messages."""
        return f"{self.name} (from {quoted(self.source)} to {quoted(self.target)})"


def diagram_of(factors: Iterable[DrawnFactor], arrows: Iterable[DrawnArrow]) -> Diagram:
    """Give the diagram that a file's factors and arrows make.

    A factor without a label has its id for one, and one without an id its label. An
    arrow's end is an id, or a label that one factor alone has.

    Raises :class:`BadInput` for a factor with neither, two with the same id, an arrow
    that ends at no factor or at no certain one, and a sign or delay not understood.
    """
    understood = dict[str, DiagramFactor]()
    for drawn in factors:
        factor = _factor(drawn)
        if factor.id in understood:
            raise refused(
                drawn.where,
                found=f"{drawn.name} is {quoted(factor.id)}, and so is one before it.",
                expected="a name of its own for each factor",
                remedy="Give one of them another name, or make them one.",
            )
        understood[factor.id] = factor
    ends = _Ends(tuple(understood.values()))
    links = tuple(_link(drawn, ends) for drawn in arrows)
    return Diagram(factors=tuple(understood.values()), links=links)


def refused(where: Where, *, found: str, expected: str, remedy: str) -> BadInput:
    """Give the refusal of what a drawing says, to be raised."""
    return BadInput(where=where, found=found, expected=expected, remedy=remedy)


def quoted(text: str) -> str:
    """Give a text from outside as messages may show it.

    >>> quoted("rent")
    '“rent”'
    """
    shown = printable(text)
    return f"“{shown if len(shown) <= _SHOWN else shown[:_SHOWN] + '…'}”"


class _Ends:
    """The factors that arrows may end at."""

    def __init__(self, factors: Sequence[DiagramFactor]) -> None:
        self.ids = {factor.id for factor in factors}
        self.labelled = dict[str, list[str]]()
        for factor in factors:
            self.labelled.setdefault(factor.label, []).append(factor.id)

    def found(self, end: str, arrow: DrawnArrow) -> str:
        """Give the id of the factor that an arrow ends at."""
        name = tidy(end)
        if name in self.ids:
            return name
        named = self.labelled.get(name, [])
        if len(named) == 1:
            return named[0]
        what = f"{len(named)} factors are" if named else "no factor is"
        raise refused(
            arrow.where,
            found=f"{arrow.told} ends where {what} called {quoted(end)}.",
            expected="the id or the label of one factor at each end",
            remedy="Correct the name, or add the factor.",
        )


def _factor(drawn: DrawnFactor) -> DiagramFactor:
    id_, label = tidy(drawn.id), tidy(drawn.label)
    if not (id_ or label):
        raise refused(
            drawn.where,
            found=f"{drawn.name} has no name.",
            expected="a label for each factor",
            remedy="Name it, or take it out.",
        )
    factor = DiagramFactor(id=id_ or label, label=label or id_, kind=tidy(drawn.kind))
    place = tuple(_number(at) for at in (drawn.x, drawn.y))
    if None in place:  # a drawing can be laid out anew; no reason to refuse it
        return factor
    return replace(factor, x=place[0], y=place[1])


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _link(drawn: DrawnArrow, ends: _Ends) -> DiagramLink:
    words = [tidy(word) for word in drawn.words]
    spoken = [word for word in words if not _is_sign(word, drawn)]
    return DiagramLink(
        source=ends.found(drawn.source, drawn),
        target=ends.found(drawn.target, drawn),
        sign=_sign(drawn),
        delayed=_delayed(drawn),
        label=next(filter(None, spoken), ""),
    )


def _is_sign(word: str, drawn: DrawnArrow) -> bool:
    if is_two_minuses(word):
        raise refused(
            drawn.where,
            found=f"{drawn.told} is marked {quoted(word)}, which may mean a strong "
            "negative arrow, or a minus at both ends, which is a positive one.",
            expected="+ or -",
            remedy="Write one of them.",
        )
    return sign_of(word) is not None


def _sign(drawn: DrawnArrow) -> Sign:
    """Give the one sign that all fields agree on; not known where none has any."""
    stated = {name: text for name, text in drawn.signs.items() if tidy(text)}
    told = {_stated(drawn, name, text) for name, text in stated.items()}
    told |= {sign for word in drawn.words if (sign := sign_of(word))}
    if len(told) > 1:
        signs = " and ".join(sorted(sign.value for sign in told))
        raise refused(
            drawn.where,
            found=f"{drawn.told} is marked {signs} at once.",
            expected="one sign",
            remedy="Take out the wrong one; where both hold at times, write “?”.",
        )
    return told.pop() if told else Sign.UNKNOWN


def _stated(drawn: DrawnArrow, name: str, text: str) -> Sign:
    number = _number(text)
    sign = sign_of(text) if number is None else _NUMBERS.get(number)
    if sign is None:
        raise refused(
            drawn.where,
            found=f"{drawn.told} has {quoted(text)} for its {name}.",
            expected="+, -, same, opposite or ?",
            remedy="Write one of them, or leave it empty where it is not known.",
        )
    return sign


def _delayed(drawn: DrawnArrow) -> bool:
    text = drawn.delayed.strip().lower()
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    raise refused(
        drawn.where,
        found=f"{drawn.told} has {quoted(drawn.delayed)} for its delay.",
        expected="true or false",
        remedy="Write one of them.",
    )
