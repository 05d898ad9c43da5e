"""Figures of an import that are others than those in use, before and now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nabolag.reports.wording.numbers import number, percent
from nabolag.values import Indicator, Measure
from nabolag_web.areas.presenters.pages import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A figure that is another than before."""

    area: str
    measure: str
    period: str
    before: str
    now: str


def changes_in(
    found: Mapping[str, Any], indicators: Mapping[str, Indicator]
) -> list[Changed]:
    """Give the figures of an import that are others than before, the largest first."""
    return [
        Changed(
            area=each["name"],
            measure=indicators[each["indicator"]].name(language()),
            period=each["period"],
            before=figure_text(each["before"], indicators[each["indicator"]]),
            now=figure_text(each["now"], indicators[each["indicator"]]),
        )
        for each in found.get("changes", ())
        if each["indicator"] in indicators
    ]


def figure_text(value: float | None, indicator: Indicator) -> str:
    """Give a figure as people read it."""
    if value is None:
        return "–"
    if indicator.measure is Measure.SHARE:
        return percent(value, language(), decimals=1)
    is_whole = indicator.measure is Measure.AMOUNT and float(value).is_integer()
    return number(value, language(), decimals=0 if is_whole else 1)
