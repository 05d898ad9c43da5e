"""Units of a whole model: each equation against the unit its factor says it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nabolag.errors import BadInput, Where
from nabolag.spirals.language.parsing import parsed
from nabolag.spirals.language.units import (
    Clash,
    Clashing,
    Unit,
    unit_of,
    unit_read,
)
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Model


def check_units(model: Model) -> None:
    """Raise :class:`BadInput` for the first place where units clash.

    Factors without a unit are left alone, and so is what follows from them.

    >>> from nabolag.spirals.model.factors import Factor
    >>> rate = Factor(name="rate", equation="2 * people", unit="1/year")
    >>> people = Factor(name="people", equation="5", unit="people")
    >>> check_units(Model(name="m", factors=(rate, people)))
    Traceback (most recent call last):
    ...
    nabolag.errors.BadInput: rate, equation: There is something measured in ...
    """
    for error in clashes_in(model):
        raise error


def clashes_in(model: Model) -> Iterator[BadInput]:
    """Give what is said of each place where units clash."""
    yield from _Units(model).clashes()


class _Units:
    """The units of a model's names."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known = {one.name: _unit(one.unit, one.name) for one in model.factors}
        self._tables: Mapping[str, tuple[Unit | None, Unit | None]] = {
            one.name: (_unit(one.x_unit, one.name), _unit(one.y_unit, one.name))
            for one in model.tables
        }
        # Where nothing has a unit, numbers are added to times without a second thought.
        measured = any(self._known.values())
        self._time = _unit(model.times.unit, "times") if measured else None

    def clashes(self) -> Iterator[BadInput]:
        for factor in self._model.factors:
            for part, written in (
                ("equation", factor.equation),
                ("start", factor.start),
            ):
                if written is not None:
                    where = Where(part=f"{factor.name}, {part}")
                    yield from self._written(factor, written, where)
            yield from self._flowing(factor)

    def _written(
        self, factor: Factor, written: str, where: Where
    ) -> Iterator[BadInput]:
        unit, clashes = unit_of(
            parsed(written, where=where),
            known=self._known,
            tables=self._tables,
            time_unit=self._time,
            where=where,
        )
        for clash in clashes:
            yield clash.error(written)
        yield from _unlike(unit, self._known[factor.name], written, where)

    def _flowing(self, factor: Factor) -> Iterator[BadInput]:
        stock = self._known[factor.name]
        if stock is None or self._time is None:
            return
        for flow in (*factor.inflows, *factor.outflows):
            where = Where(part=f"{factor.name}, flows")
            yield from _unlike(self._known.get(flow), stock / self._time, flow, where)


def _unlike(
    found: Unit | None, expected: Unit | None, written: str, where: Where
) -> Iterator[BadInput]:
    if found is None or expected is None or found == expected:
        return
    clash = Clash(
        code=Clashing.UNLIKE, at=0, found=found, expected=expected, where=where
    )
    yield clash.error(written)


def _unit(written: str | None, name: str) -> Unit | None:
    if written is None:
        return None
    return unit_read(written, where=Where(part=f"{name}, unit"))
