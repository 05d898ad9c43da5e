"""When periods lie in time, and which of them can stand on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nabolag.areas.caveats import MOST_NAMED
from nabolag.errors import Where
from nabolag.values import Break, Notice, year_of

_QUARTER = re.compile(r"(\d{4})[KQ]([1-4])")
_MONTH = re.compile(r"(\d{4})M(0[1-9]|1[0-2])")
_YEARS = re.compile(r"(\d{4})-(\d{4})")


def years_of(period: str) -> float | None:
    """Give the middle of a period in years, or nothing where it has no year.

    A year is the whole of that year, whatever else its name says of when in it.

    >>> years_of("2024"), years_of("2024K4"), years_of("2024M11"), years_of("2015-2017")
    (2024.5, 2024.875, 2024.875, 2016.5)
    >>> years_of("spring") is None
    True
    """
    if found := _QUARTER.fullmatch(period):
        return int(found[1]) + (int(found[2]) - 0.5) / 4
    if found := _MONTH.fullmatch(period):
        return int(found[1]) + (int(found[2]) - 0.5) / 12
    if found := _YEARS.fullmatch(period):
        return (int(found[1]) + int(found[2]) + 1) / 2
    year = year_of(period)
    return None if year is None else year + 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Periods of an indicator at a level that can be compared, in order of time."""

    periods: tuple[str, ...]
    years: tuple[float, ...]
    notices: tuple[Notice, ...]


def stretch_of(
    indicator: str,
    level: str,
    periods: Sequence[str],
    *,
    breaks: Sequence[Break],
    fewest: int,
) -> Stretch:
    """Give the newest stretch without a break that has at least ``fewest`` periods.

    Where none has, the newest there is; no periods at all where two lie at the same
    moment. Notices: ``trend_without_year``, ``trend_same_moment``,
    ``trend_too_few_periods``, ``trend_before_break``.
    """
    where = Where(indicator=indicator)
    dated = sorted((y, p) for p in set(periods) if (y := years_of(p)) is not None)
    notices = list(_without_year(where, level, periods))
    stretches = _broken(dated, _crossed(indicator, level, breaks))
    chosen = _chosen(stretches, fewest)
    if len({year for year, _ in chosen}) < len(chosen):
        notices.append(_same_moment(where, level, chosen))
        chosen = []
    elif chosen:
        notices.extend(_shortcomings(where, level, chosen, stretches[-1], fewest))
    return Stretch(
        periods=tuple(period for _, period in chosen),
        years=tuple(year for year, _ in chosen),
        notices=tuple(notices),
    )


_Dated = list[tuple[float, str]]


def _without_year(where: Where, level: str, periods: Sequence[str]) -> Iterator[Notice]:
    undated = sorted({period for period in periods if years_of(period) is None})
    if undated:
        yield Notice(
            code="trend_without_year",
            where=where,
            facts={
                "level": level,
                "periods": ", ".join(undated[:MOST_NAMED]),
                "more": max(len(undated) - MOST_NAMED, 0),
            },
        )


def _crossed(indicator: str, level: str, breaks: Sequence[Break]) -> set[str]:
    return {
        found.period
        for found in breaks
        if found.level == level and found.indicator in (None, indicator)
    }


def _broken(dated: _Dated, crossed: set[str]) -> list[_Dated]:
    """Divide periods where figures cannot be compared with those before."""
    stretches: dict[int, _Dated] = {}
    for year, period in dated:
        passed = sum(period >= found for found in crossed)
        stretches.setdefault(passed, []).append((year, period))
    return [stretches[passed] for passed in sorted(stretches)]


def _chosen(stretches: list[_Dated], fewest: int) -> _Dated:
    long_enough = [found for found in stretches if len(found) >= fewest]
    return (long_enough or stretches or [[]])[-1]


def _same_moment(where: Where, level: str, chosen: _Dated) -> Notice:
    years = [year for year, _ in chosen]
    shared = [period for year, period in chosen if years.count(year) > 1]
    return Notice(
        code="trend_same_moment",
        where=where,
        facts={"level": level, "periods": ", ".join(shared[:MOST_NAMED])},
    )


def _shortcomings(
    where: Where, level: str, chosen: _Dated, newest: _Dated, fewest: int
) -> Iterator[Notice]:
    if len(chosen) < fewest:
        yield Notice(
            code="trend_too_few_periods",
            where=where,
            facts={"level": level, "periods": len(chosen), "needed": fewest},
        )
    elif chosen != newest:
        yield Notice(
            code="trend_before_break",
            where=where,
            facts={
                "level": level,
                "first": chosen[0][1],
                "last": chosen[-1][1],
                "newest": newest[-1][1],
            },
        )
