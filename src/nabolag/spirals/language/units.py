"""The unit of an equation, worked out from those of its names.

What is added, compared or chosen between has one unit, a product has the product of
units, and functions such as the exponential take what is measured in nothing (Bridgman
1922). A number written in an equation has no unit; nought goes with every unit, and so
does any number as a time, which is in the unit of the model's time. Where the unit of a
name is not known, that of what is made with it is not known either, and nothing clashes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from nabolag.errors import Where
from nabolag.spirals.language.clashes import Clash, Clashing
from nabolag.spirals.language.dimensions import Unit, unit_from
from nabolag.spirals.language.functions import COMPARISONS, NEGATIVE, NOT, WORDS
from nabolag.spirals.language.tree import Call, Name, Number, Tree, begun_at
from nabolag.spirals.language.unit_reading import unit_read

__all__ = ["Clash", "Clashing", "Unit", "unit_from", "unit_of", "unit_read"]

_NONE = Unit()
_KEPT = frozenset({"abs", "int", NEGATIVE, "init", "from_areas"})
_LIKE = frozenset({"+", "-", "min", "max", "mod"})
_MEASURED = COMPARISONS | {"and", "or", NOT, "pulse", "lookup"}
"""What is no plain number, even where it is made of numbers alone."""
_VALUES = {"if": slice(1, None)} | dict.fromkeys(
    ("step", "ramp", "smooth", "delay"), slice(1)
)
"""The arguments that a value comes from, where others only say when."""
_LIMIT = 100
"""The highest power that a unit is raised to, and the most parts one is cut into."""


def unit_of(
    tree: Tree,
    *,
    known: Mapping[str, Unit | None],
    tables: Mapping[str, tuple[Unit | None, Unit | None]],
    time_unit: Unit | None,
    where: Where | None = None,
) -> tuple[Unit | None, tuple[Clash, ...]]:
    """Give the unit of an equation, and the clashes in it in the order they are met.

    ``known`` has the units of the names, and ``tables`` those of each table along and
    up. The unit is None where it is not known, where what is added up clashes, and for
    numbers alone, which have whatever unit their variable has.

    >>> from nabolag.spirals.language.parsing import parsed
    >>> known = {"people": unit_read("people"), "rate": unit_read("1/year")}
    >>> unit, clashes = unit_of(
    ...     parsed("rate * people + 2"), known=known, tables={}, time_unit=None
    ... )
    >>> str(unit), clashes[0].code.value, clashes[0].at
    ('person/year', 'number', 16)
    """
    checker = _Checker(known, tables, time_unit, where or Where())
    side = checker.side(tree)
    return None if side.plain else side.unit, tuple(checker.clashes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A part of an equation: its unit, and whether its value is numbers alone.

    A plain side without a unit is nought, which goes with every unit.
    """

    unit: Unit | None
    at: int
    plain: bool = False


class _Checker:
    """Works out units from the innermost part of an equation, and notes clashes."""

    def __init__(
        self,
        known: Mapping[str, Unit | None],
        tables: Mapping[str, tuple[Unit | None, Unit | None]],
        time_unit: Unit | None,
        where: Where,
    ) -> None:
        self._known, self._tables = known, tables
        self._time, self._where = time_unit, where
        self.clashes: list[Clash] = []

    def side(self, tree: Tree) -> _Side:
        at = begun_at(tree)
        if isinstance(tree, Number):
            return _Side(unit=_NONE if tree.value else None, at=at, plain=True)
        if isinstance(tree, Name):
            return _Side(unit=self._named(tree.name), at=at)
        sides = [self.side(part) for part in tree.arguments]
        values = sides[_VALUES.get(tree.function, slice(None))]
        plain = tree.function not in _MEASURED and all(side.plain for side in values)
        return _Side(unit=self._called(tree, sides), at=at, plain=plain)

    def _named(self, name: str) -> Unit | None:
        if name == "pi":
            return _NONE
        return self._time if name in WORDS else self._known.get(name)

    def _called(self, tree: Call, sides: Sequence[_Side]) -> Unit | None:
        name = tree.function
        if name in _KEPT:
            return sides[0].unit
        if name in _LIKE:
            return self._like(sides)
        if name == "^":
            return self._power(tree.arguments[1], *sides)
        if name == "lookup":
            return self._looked_up(tree.arguments[0], sides[1])
        rule = _RULES.get(name)
        return rule(self, sides) if rule else self._none(sides)

    def _like(self, sides: Sequence[_Side]) -> Unit | None:
        """Note sides with another unit than the first that is no plain number."""
        firm = [side for side in sides if not side.plain]
        first = _first_of(firm)
        if first is None:
            return None if firm else _first_of(sides)
        others = [side for side in sides if side.unit not in (None, first)]
        for side in others:
            self._note(Clashing.NUMBER if side.plain else Clashing.UNLIKE, side, first)
        sure = all(side.unit == first for side in firm)
        return first if sure else None

    def _none(self, sides: Sequence[_Side]) -> Unit:
        for side in sides:
            if side.unit is not None and not side.unit.dimensionless:
                self._note(Clashing.NOT_NONE, side, _NONE)
        return _NONE

    def _times(self, sides: Sequence[_Side]) -> None:
        time = self._time
        for side in sides:
            if time is not None and not side.plain and side.unit not in (None, time):
                self._note(Clashing.TIME, side, time)

    def _power(self, power: Tree, base: _Side, side: _Side) -> Unit | None:
        self._none([side])
        if base.unit is None or base.unit.dimensionless:
            return base.unit
        number = _number(power)
        if number is not None and abs(number) <= _LIMIT:
            return base.unit ** number.limit_denominator(_LIMIT)
        if side.unit == _NONE:
            self._note(Clashing.POWER, side, _NONE)
        return None

    def _looked_up(self, table: Tree, side: _Side) -> Unit | None:
        name = table.name if isinstance(table, Name) else ""
        along, up = self._tables.get(name, (None, None))
        self._like([_Side(unit=along, at=side.at), side])
        return up

    def _compared(self, sides: Sequence[_Side]) -> Unit:
        self._like(sides)
        return _NONE

    def _chosen(self, sides: Sequence[_Side]) -> Unit | None:
        self._none(sides[:1])
        return self._like(sides[1:])

    def _divided(self, sides: Sequence[_Side]) -> Unit | None:
        plain = all(side.plain for side in sides[:2])
        divided = _Side(unit=_quotient(sides), at=sides[0].at, plain=plain)
        return self._like([divided, *sides[2:]])

    def _later(self, sides: Sequence[_Side]) -> Unit | None:
        self._times(sides[1:2])
        self._none(sides[2:3])
        return self._like([sides[0], *sides[3:]])

    def _stepped(self, sides: Sequence[_Side]) -> Unit | None:
        self._times(sides[1:])
        return sides[0].unit

    def _pulsed(self, sides: Sequence[_Side]) -> Unit:
        self._times(sides)
        return _NONE

    def _ramped(self, sides: Sequence[_Side]) -> Unit | None:
        self._times(sides[1:])
        slope = sides[0]
        if slope.plain:
            return slope.unit
        return _product([slope, _Side(unit=self._time, at=slope.at)])

    def _note(self, code: Clashing, side: _Side, expected: Unit) -> None:
        clash = Clash(
            code=code,
            at=side.at,
            found=side.unit or _NONE,
            expected=expected,
            where=self._where,
        )
        self.clashes.append(clash)


_RULES: Mapping[str, Callable[[_Checker, Sequence[_Side]], Unit | None]] = {
    **dict.fromkeys(COMPARISONS, _Checker._compared),
    "*": lambda _, sides: _product(sides),
    "/": lambda _, sides: _quotient(sides),
    "sqrt": lambda _, sides: _root(sides[0]),
    "if": _Checker._chosen,
    "safediv": _Checker._divided,
    "smooth": _Checker._later,
    "delay": _Checker._later,
    "step": _Checker._stepped,
    "pulse": _Checker._pulsed,
    "ramp": _Checker._ramped,
}
"""Rules of their own; any other function takes and gives what is measured in nothing."""


def _first_of(sides: Sequence[_Side]) -> Unit | None:
    return next((side.unit for side in sides if side.unit is not None), None)


def _product(sides: Sequence[_Side]) -> Unit | None:
    left, right = sides[0].unit, sides[1].unit
    return None if left is None or right is None else left * right


def _quotient(sides: Sequence[_Side]) -> Unit | None:
    left, right = sides[0].unit, sides[1].unit
    return None if left is None or right is None else left / right


def _root(side: _Side) -> Unit | None:
    return None if side.unit is None else side.unit ** Fraction(1, 2)


def _number(tree: Tree) -> Fraction | None:
    """Give the power that an equation writes out: a number, or one divided by another."""
    if isinstance(tree, Number):
        return Fraction(str(tree.value))
    if not isinstance(tree, Call) or tree.function not in {NEGATIVE, "/"}:
        return None
    parts = [_number(part) for part in tree.arguments]
    if parts[0] is None:
        return None
    if tree.function == NEGATIVE:
        return -parts[0]
    return parts[0] / parts[1] if parts[1] else None
