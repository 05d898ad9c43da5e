"""Units: products of named base units, as in ``kr/(person*year)``.

A unit is a name and nothing more. Nothing is converted: a month is no twelfth of a year,
and a share is measured in nothing, whether it is written ``%``, ``share`` or ``1``.
Large and small letters are the same, and so are a space and an underscore in a name.
Singular and plural, English and Norwegian, are the same for the names in the table
below, and for no others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from nabolag.errors import Misbuilt

SAME_NAMES = (
    "person persons people personer personar",
    "resident residents innbygger innbyggere innbyggjar innbyggjarar",
    "child children barn",
    "pupil pupils elev elever elevar",
    "household households husholdning husholdninger hushald",
    "family families familie familier familiar",
    "dwelling dwellings bolig boliger bustad bustader",
    "area areas område områder",
    "school schools skole skoler skule skular",
    "job jobs jobb jobber jobbar",
    "kr krone kroner nok",
    "m metre metres meter",
    "year years år",
    "month months måned måneder månad månader",
    "week weeks uke uker veke veker",
    "day days dag dager dagar",
    "hour hours timer",
)
"""Names that are one unit, the one that is written first."""

NO_UNIT = frozenset(
    [
        "%",
        "percent",
        "per_cent",
        "prosent",
        "share",
        "andel",
        "dimensionless",
        "dmnl",
        "unitless",
    ]
)
"""What may be written, besides 1 and nothing, for what is measured in nothing."""

SQUARES: Mapping[str, str] = MappingProxyType({"m2": "m", "kvm": "m"})
"""Names of the squares of others."""

PER = "per"
"""The word for /."""

_ONE = {name: names.split()[0] for names in SAME_NAMES for name in names.split()}
_NAME = re.compile(r"(?:[%$€£¥°]|[^\W\d_²³])[^\W²³]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A product of base units, each with its power; none of them is no unit.

    ``powers`` stand in the order of their names, and none is nought. Use
    ``unit_read`` or :func:`unit_from` to get one.
    """

    powers: tuple[tuple[str, Fraction], ...] = ()

    def __post_init__(self) -> None:
        names = [name for name, power in self.powers if power and _is_base(name)]
        if len(names) < len(self.powers) or names != sorted(set(names)):
            raise Misbuilt(
                value="powers",
                found=str(self.powers),
                expected="each name once, in order, as it is written; no power of 0",
            )

    @property
    def dimensionless(self) -> bool:
        """Whether it is the unit of what is measured in nothing."""
        return not self.powers

    def __mul__(self, other: Unit) -> Unit:
        """Give the unit of a product."""
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, Fraction(0)) + power
        return unit_from(powers)

    def __truediv__(self, other: Unit) -> Unit:
        """Give the unit of a quotient."""
        return self * other ** Fraction(-1)

    def __pow__(self, power: Fraction) -> Unit:
        """Give the unit of a power."""
        return unit_from({name: each * power for name, each in self.powers})

    def __str__(self) -> str:
        """Write the unit so that it can be read again.

        >>> str(unit_from({"year": Fraction(-1), "kr": Fraction(1)}))
        'kr/year'
        """
        above = [_powered(name, power) for name, power in self.powers if power > 0]
        below = [_powered(name, -power) for name, power in self.powers if power < 0]
        text = "*".join(above) or "1"
        if not below:
            return text
        product = "*".join(below)
        return f"{text}/({product})" if len(below) > 1 else f"{text}/{product}"


def unit_from(powers: Mapping[str, Fraction]) -> Unit:
    """Give the unit with these powers; those of nought are left out.

    >>> str(unit_from({"kr": Fraction(1), "person": Fraction(-1), "job": Fraction(0)}))
    'kr/person'
    """
    return Unit(powers=tuple(sorted((n, p) for n, p in powers.items() if p)))


def one_name(name: str) -> str:
    """Give the name that all names of the same unit are written with.

    >>> one_name("Boliger")
    'dwelling'
    """
    # Small İ is two letters, and the second is no letter of a name.
    name = name.replace("İ", "i").lower()
    return _ONE.get(name, name)


def _is_base(name: str) -> bool:
    known = NO_UNIT | SQUARES.keys() | {PER}
    return bool(_NAME.fullmatch(name)) and one_name(name) == name and name not in known


def _powered(name: str, power: Fraction) -> str:
    if power == 1:
        return name
    return f"{name}^{power}" if power.denominator == 1 else f"{name}^({power})"
