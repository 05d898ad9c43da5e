"""A causal diagram as people draw it: factors, arrows with signs, and where they stand.

It has no strengths and no equations. Other programs' diagrams are read into it and
written from it; loops are looked for in its arrows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType

from nabolag.errors import Misbuilt
from nabolag.spirals.loops.links import Link, Sign, merged

_NOT_TEXT = frozenset({"Cc", "Cs"})  # control characters, halves of characters
_NO_CHARACTERS = frozenset({"\ufffe", "\uffff"})

SIGN_WORDS: Mapping[str, Sign] = MappingProxyType(
    {
        word: sign
        for sign, words in {
            Sign.POSITIVE: "+ ++ s same samme positive positiv pos plus",
            Sign.NEGATIVE: "- +- -+ o opposite motsatt negative negativ neg minus",
            Sign.UNKNOWN: "? ± +/- unknown ukjent",
        }.items()
        for word in words.split()
    }
)
"""How people write signs. Kumu's ``+-`` and ``-+`` mark the two ends of an arrow: what
goes up at one end goes down at the other."""

_DASHES = dict.fromkeys(map(ord, "−–‒﹣－"), "-") | {ord("＋"): "+"}


def tidy(text: str) -> str:
    r"""Give a text on one line, with single spaces and nothing that is not text.

    >>> tidy("  Moving\n out\x00 ")
    'Moving out'
    """
    return " ".join("".join(map(_kept, text)).split())


def sign_of(text: str) -> Sign | None:
    """Give the sign that a text stands for, or nothing where it is another text.

    >>> sign_of("−"), sign_of(" Same "), sign_of("because of rent")
    (<Sign.NEGATIVE: '-'>, <Sign.POSITIVE: '+'>, None)
    """
    return SIGN_WORDS.get(_written(text))


def is_two_minuses(text: str) -> bool:
    """Tell whether a text is two minus signs, which people read in two ways.

    To some it is a strong negative arrow. To Kumu it is a minus at both ends: what goes
    down at one end goes down at the other, so that the arrow is positive.

    >>> is_two_minuses("−−"), is_two_minuses("-")
    (True, False)
    """
    return _written(text) == "--"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramFactor:
    """Something that can be more or less, where it stands, and its kind in the drawing.

    ``x`` goes to the right and ``y`` down, in the drawing's own measure; both or
    neither is known.

    Raises :class:`Misbuilt` where the id or label is empty, a text is not
    :func:`tidy`, or half a place is given.
    """

    id: str
    label: str
    kind: str = ""
    x: float | None = None
    y: float | None = None

    def __post_init__(self) -> None:
        """Refuse texts and places that could not be written down."""
        for name, text in (("id", self.id), ("label", self.label), ("kind", self.kind)):
            _check_tidy(f"a factor's {name}", text, empty=name == "kind")
        place = (self.x, self.y)
        known = [at for at in place if at is not None and isfinite(at)]
        if len(known) < 2 and place != (None, None):
            raise Misbuilt(
                value="a factor's place",
                found=str(place),
                expected="two numbers or none",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramLink:
    """An arrow between two factors, told by their ids.

    Raises :class:`Misbuilt` where the label is not :func:`tidy`, or is a sign.
    """

    source: str
    target: str
    sign: Sign
    delayed: bool = False
    label: str = ""

    def __post_init__(self) -> None:
        """Refuse a label that would be taken for the sign."""
        _check_tidy("an arrow's label", self.label, empty=True)
        if sign_of(self.label) or is_two_minuses(self.label):
            raise Misbuilt(
                value="an arrow's label",
                found=repr(self.label),
                expected="words, as the sign tells whether it is positive",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Factors and the arrows between them, in the order they were drawn.

    Several arrows may have the same ends: people may not agree on them.

    Raises :class:`Misbuilt` where two factors have one id, or an arrow ends at none.
    """

    factors: tuple[DiagramFactor, ...]
    links: tuple[DiagramLink, ...]

    def __post_init__(self) -> None:
        """Refuse ids that stand for two factors or for none."""
        ids = [factor.id for factor in self.factors]
        known = set(ids)
        if len(known) < len(ids):
            raise Misbuilt(value="factors", found=f"ids {ids}", expected="each once")
        ends = {end for link in self.links for end in (link.source, link.target)}
        if not ends <= known:
            raise Misbuilt(
                value="arrows",
                found=f"ends at {sorted(ends - known)}",
                expected="ids of factors",
            )

    @property
    def merged_links(self) -> tuple[Link, ...]:
        """Its arrows as loops are looked for in, one for each two ends.

        >>> factors = tuple(DiagramFactor(id=id_, label=id_) for id_ in "ab")
        >>> arrow = DiagramLink(source="a", target="b", sign=Sign.POSITIVE)
        >>> drawn = Diagram(factors=factors, links=(arrow, arrow))
        >>> [link.pair for link in drawn.merged_links]
        [('a', 'b')]
        """
        return merged(
            Link(
                source=link.source,
                target=link.target,
                sign=link.sign,
                delayed=link.delayed,
            )
            for link in self.links
        )


def _kept(letter: str) -> str:
    nothing = letter in _NO_CHARACTERS or unicodedata.category(letter) in _NOT_TEXT
    return " " if nothing else letter


def _written(text: str) -> str:
    return tidy(text).translate(_DASHES).replace(" ", "").lower()


def _check_tidy(value: str, text: str, *, empty: bool) -> None:
    if text != tidy(text) or not (text or empty):
        raise Misbuilt(
            value=value,
            found=repr(text),
            expected="text on one line, without spaces around it",
        )
