"""The city's record: every year counted, and everybody followed from year to year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nabolag.demo.chance import Chance
from nabolag.demo.history import history
from nabolag.demo.indicators import EVERY_SECOND
from nabolag.demo.places import Place
from nabolag.demo.registers import (
    Counted,
    Register,
    home_counts,
    people_counts,
    register,
)
from nabolag.demo.surveys import (
    beside_the_registers,
    expected_answers,
    residents_answers,
)
from nabolag.demo.tables import Figures
from nabolag.demo.town import Town


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Record:
    """Counts by indicator and year, with nothing withheld, and everybody by id.

    ``registers`` are for the ends of years, the oldest first; each knows everybody whom
    the one before it knows. ``expected`` are the surveys as if all adults had answered.
    """

    figures: Figures
    expected: Figures
    registers: tuple[Register, ...]


def recorded(places: Sequence[Place], *, seed: int) -> Record:
    """Let the city live, and count it at the end of each year."""
    figures = dict(beside_the_registers(places, seed=seed))
    expected: dict[tuple[str, int], Counted] = {}
    registers: list[Register] = []
    for now in history(places, seed=seed):
        year, town = now.year, now.town
        registers.append(register(now, registers[-1] if registers else None))
        figures |= _by_year(year, home_counts(town, areas=len(places)))
        figures |= _by_year(year, people_counts(town, areas=len(places)))
        if year in EVERY_SECOND:
            figures |= _survey(town, places, year, seed)
            expected |= _by_year(year, expected_answers(town, places, year=year))
    return Record(figures=figures, expected=expected, registers=tuple(registers))


def _by_year(
    year: int, counts: Mapping[str, Counted]
) -> dict[tuple[str, int], Counted]:
    return {(indicator, year): counted for indicator, counted in counts.items()}


def _survey(
    town: Town, places: Sequence[Place], year: int, seed: int
) -> dict[tuple[str, int], Counted]:
    chance = Chance(seed, f"residents {year}")
    return _by_year(year, residents_answers(town, places, year=year, chance=chance))
