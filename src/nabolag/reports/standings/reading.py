"""Reading an answer: which figures an area, a level or the city has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from nabolag.areas.result import Diagnosis
from nabolag.errors import WrongUsage
from nabolag.reports.standings.standing import Standing, standing_of
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.periods import moment
from nabolag.reports.wording.units import Unit, unit_of
from nabolag.values import CITY, DISTRICT, Dimension, Indicator

DIMENSIONS: tuple[Dimension | None, ...] = (
    Dimension.PHYSICAL,
    Dimension.SOCIAL,
    Dimension.REPUTATIONAL,
    Dimension.STRUCTURAL,
    None,
)
"""The order dimensions stand in everywhere; figures without one come last."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """An answer together with the words and units it is read in.

    What was found once is remembered: a page of a large city asks for the same figures
    many times.
    """

    diagnosis: Diagnosis
    words: Words
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    _across: dict[tuple[str, str], tuple[Standing, ...]] = field(
        default_factory=dict, init=False, repr=False
    )
    _of_area: dict[str, pl.DataFrame] = field(
        default_factory=dict, init=False, repr=False
    )

    def newest(self, code: str) -> tuple[Standing, ...]:
        """Give an area's newest figure on each indicator, by dimension."""
        its = self._all_of(code).filter("latest")
        return self._by_dimension(self._standings(its))

    def history(self, code: str, indicator: str) -> tuple[Standing, ...]:
        """Give an area's figures on one indicator, oldest first."""
        its = self._all_of(code).filter(pl.col("indicator") == indicator)
        rows = self._standings(its)
        return tuple(sorted(rows, key=lambda s: moment(s.text_of("period")) or 0.0))

    def across(self, level: str, indicator: str) -> tuple[Standing, ...]:
        """Give a level's newest figures on one indicator, areas in alphabetical order."""
        if (level, indicator) not in self._across:
            rows = self._standings(self._newest_on(level, indicator))
            self._across[level, indicator] = tuple(
                sorted(rows, key=lambda s: alphabetical(s.text_of("name")))
            )
        return self._across[level, indicator]

    def whole_city(self, indicator: str) -> Standing | None:
        """Give the city's own newest figure on an indicator."""
        rows = self._standings(self._newest_on(CITY, indicator))
        return rows[0] if rows else None

    def codes(self, level: str) -> tuple[str, ...]:
        """Give the codes of a level's areas."""
        found = self.diagnosis.table.filter(pl.col("level") == level)["code"].unique()
        return tuple(sorted(found))

    def levels(self) -> tuple[str, ...]:
        """Give the levels there are areas of, districts last, finest first."""
        return self._levels

    def name_and_level(self, code: str) -> tuple[str, str]:
        """Give an area's name and level. Raises :class:`WrongUsage` for a stranger."""
        found = self.diagnosis.table.filter(pl.col("code") == code).select(
            "name", "level"
        )
        if found.is_empty():
            raise WrongUsage(
                found=f"There is no area with the code {code!r} in these figures.",
                expected="the code of an area that has figures",
                remedy="Run without an area to see all codes.",
            )
        return found.row(0)

    def ordered(self) -> tuple[Indicator, ...]:
        """Give the indicators that have figures, by dimension."""
        return self._ordered

    @cached_property
    def _levels(self) -> tuple[str, ...]:
        sizes = (
            self.diagnosis.table.filter(pl.col("level") != CITY)
            .group_by("level")
            .agg(areas=pl.col("code").n_unique())
            .sort("areas", "level", descending=[True, False])
        )
        return tuple(sorted(sizes["level"], key=lambda level: level == DISTRICT))

    @cached_property
    def _ordered(self) -> tuple[Indicator, ...]:
        present = set(self.diagnosis.table["indicator"].unique())
        found = [i for i in self.indicators.values() if i.id in present]
        return tuple(sorted(found, key=lambda i: DIMENSIONS.index(i.dimension)))

    @cached_property
    def _newest(self) -> pl.DataFrame:
        return self.diagnosis.table.filter("latest")

    def _newest_on(self, level: str, indicator: str) -> pl.DataFrame:
        return self._newest.filter(
            (pl.col("level") == level) & (pl.col("indicator") == indicator)
        )

    def _all_of(self, code: str) -> pl.DataFrame:
        if code not in self._of_area:
            found = self.diagnosis.table.filter(pl.col("code") == code)
            self._of_area[code] = found
        return self._of_area[code]

    def _standings(self, rows: pl.DataFrame) -> list[Standing]:
        return [
            standing_of(
                row, self.indicators[row["indicator"]], self.units[row["indicator"]]
            )
            for row in rows.iter_rows(named=True)
        ]

    def _by_dimension(self, rows: Iterable[Standing]) -> tuple[Standing, ...]:
        place = {i.id: n for n, i in enumerate(self.ordered())}
        return tuple(sorted(rows, key=lambda s: place[s.indicator.id]))


def reading_of(diagnosis: Diagnosis, words: Words) -> Reading:
    """Give an answer as it is read in a language."""
    indicators = {i.id: i for i in diagnosis.indicators}
    # A unit asks for the largest figure, and whether all are whole: a large city has
    # half a million of them.
    size = pl.col("value").abs()
    telling = diagnosis.table.group_by("indicator").agg(
        largest=size.max(), broken=size.filter(size != size.floor()).first()
    )
    values = {
        str(id_): [size for size in sizes if size is not None]
        for id_, *sizes in telling.iter_rows()
    }
    return Reading(
        diagnosis=diagnosis,
        words=words,
        indicators=indicators,
        units={
            id_: unit_of(indicators[id_], found, words) for id_, found in values.items()
        },
    )


def alphabetical(name: str) -> tuple[str, str]:
    """Give what Norwegian names are sorted by: æ, ø and å stand last.

    >>> sorted(["Ås", "Øvre", "Zoo", "Ærfugl"], key=alphabetical)
    ['Zoo', 'Ærfugl', 'Øvre', 'Ås']
    """
    letters = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|"})
    return name.casefold().translate(letters), name
