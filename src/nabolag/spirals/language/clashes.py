"""Units that do not go together, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nabolag.errors import BadInput, Where
from nabolag.spirals.language.dimensions import Unit
from nabolag.spirals.language.words import marked


class Clashing(StrEnum):
    """How units clash."""

    UNLIKE = "unlike"
    """Two units are added, compared, or stand for one another."""
    NUMBER = "number"
    """A plain number stands where a unit is needed."""
    NOT_NONE = "not none"
    """A unit stands where only what is measured in nothing makes sense."""
    POWER = "power"
    """A unit is raised to what is no number written there."""
    TIME = "time"
    """A time is measured in something else than the model's time."""


_REMEDIES: Mapping[Clashing, str] = {
    Clashing.UNLIKE: "Multiply or divide by what turns the one into the other.",
    Clashing.NUMBER: "Give the number a name and a unit of its own, and use the name.",
    Clashing.NOT_NONE: "Divide by a size to compare it with, in the same unit.",
    Clashing.POWER: "Write the power as a number, or divide by a size to compare with.",
    Clashing.TIME: "Give the time in the unit of the model's time.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Units that do not go together.

    ``at`` is where in the equation the part with the unit ``found`` begins, and
    ``expected`` the unit that it should have had. ``where`` says which equation it is.
    """

    code: Clashing
    at: int
    found: Unit
    expected: Unit
    where: Where = field(default_factory=Where)

    def error(self, equation: str) -> BadInput:
        """Give the error to raise; ``equation`` is the text that was read."""
        plain = self.code is Clashing.NUMBER
        found = "a number without a unit" if plain else _told(self.found)
        power = self.code is Clashing.POWER
        return BadInput(
            where=self.where,
            found=f"There is {found} {marked(equation, self.at)}.",
            expected="a number as the power" if power else _told(self.expected),
            remedy=_REMEDIES[self.code],
        )


def _told(unit: Unit) -> str:
    if unit.dimensionless:
        return "something without a unit"
    return f"something measured in {unit}"
