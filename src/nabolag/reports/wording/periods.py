"""Periods as people read them, and where they lie in time."""

from __future__ import annotations

import re

from nabolag.reports.wording.language import Words
from nabolag.values import year_of

_QUARTER = re.compile(r"(\d{4})\s*[KQkq]([1-4])")
_MONTH = re.compile(r"(\d{4})\s*M(0[1-9]|1[0-2])")
_YEARS = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")


def moment(period: str) -> float | None:
    """Give where a period lies in time, in years, or nothing where it has no year.

    >>> moment("2024"), moment("2024K3"), moment("2015-2017"), moment("spring")
    (2024.0, 2024.5, 2016.0, None)
    """
    if found := _QUARTER.fullmatch(period):
        return int(found[1]) + (int(found[2]) - 1) / 4
    if found := _MONTH.fullmatch(period):
        return int(found[1]) + (int(found[2]) - 1) / 12
    if found := _YEARS.fullmatch(period):
        return (int(found[1]) + int(found[2])) / 2
    year = year_of(period)
    return None if year is None else float(year)


def period_text(period: str, words: Words) -> str:
    """Give a period as it is read: "3. kvartal 2024", "2015–2017", "2024"."""
    if found := _QUARTER.fullmatch(period):
        return words.gettext(
            "quarter %(quarter)s of %(year)s", quarter=found[2], year=found[1]
        )
    if found := _YEARS.fullmatch(period):
        return f"{found[1]}–{found[2]}"
    return period


def stretch(periods: list[str], words: Words) -> str:
    """Give the first and last of some periods: "2015–2024", or the only one."""
    known = sorted((m, p) for p in set(periods) if (m := moment(p)) is not None)
    if not known:
        return ", ".join(sorted(set(periods)))
    first, last = known[0][1], known[-1][1]
    if first == last:
        return period_text(first, words)
    years = [year_of(first), year_of(last)]
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
