"""Figures of an answer as a JSON-stat 2.0 data set, for those who go on with them.

One dimension each for areas, measures, periods and what is told of a figure. Numbers are
unrounded and shares are fractions; a figure that is not there has its publisher's sign.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import polars as pl

from nabolag.areas.result import Diagnosis
from nabolag.errors import WrongUsage
from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.naming import sources_named
from nabolag.sources.describing.tidy_units import word_of
from nabolag.values import Indicator, Note, year_of

Document = dict[str, Any]

_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "value": message("Figure"),
        "low": message("Lower end of the interval"),
        "high": message("Upper end of the interval"),
        "numerator": message("Numerator"),
        "people": message("Denominator"),
        "other": message("What the figure is held against"),
        "difference": message("Difference"),
        "difference_low": message("Lower end of the difference"),
        "difference_high": message("Upper end of the difference"),
    }
)
"""What is told of a figure, by its column."""

_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        Note.CONFIDENTIAL: ":",
        Note.MISSING: "..",
        Note.NOT_POSSIBLE: ".",
        Note.PROVISIONAL: "*",
    }
)


def jsonstat(
    diagnosis: Diagnosis,
    *,
    indicator: str | None = None,
    area: str | None = None,
    language: str = "nb",
) -> Document:
    """Give one indicator's figures, or one area's, ready for ``json.dumps``.

    Without either it gives all figures of the answer. Raises :class:`WrongUsage` where
    there are none of what was asked for, or for an unknown language.
    """
    said = words(language)
    rows = _rows(diagnosis, indicator, area)
    present = set(rows["indicator"])
    indicators = [i for i in diagnosis.indicators if i.id in present]
    axes = _axes(rows, indicators, said)
    values, status = _cells(rows, axes)
    used = set(rows["source"])
    sources = [source for source in diagnosis.sources if source.id in used]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": _title(rows, indicators, said, indicator=indicator, area=area),
        "source": sources_named(sources, said),
        "role": {"geo": ["area"], "time": ["period"], "metric": ["contents"]},
        "id": list(axes),
        "size": [len(axis) for axis in axes.values()],
        "dimension": _dimensions(axes, said),
        "value": values,
        "status": status,
        "extension": {"units": {each.id: word_of(each) for each in indicators}},
    }


def _rows(
    diagnosis: Diagnosis, indicator: str | None, area: str | None
) -> pl.DataFrame:
    rows = diagnosis.table
    if indicator is not None:
        rows = rows.filter(pl.col("indicator") == indicator)
    if area is not None:
        rows = rows.filter(pl.col("code") == area)
    if rows.is_empty():
        raise WrongUsage(
            found=f"There are no figures of {indicator or 'any indicator'} in "
            f"{area or 'any area'}.",
            expected="an indicator and an area that the answer has figures of",
            remedy="Ask for another indicator or area.",
        )
    return rows


_Axes = dict[str, dict[str, str]]
"""Codes and their labels, by dimension."""


def _axes(rows: pl.DataFrame, indicators: Sequence[Indicator], said: Words) -> _Axes:
    periods = sorted(set(rows["period"]), key=lambda p: (year_of(p) or 0, p))
    return {
        "area": dict(rows.select("code", "name").iter_rows()),
        "indicator": {i.id: i.name(said.language) for i in indicators},
        "period": {period: period for period in periods},
        "contents": {column: said.line(text) for column, text in _TOLD.items()},
    }


def _dimensions(axes: _Axes, said: Words) -> Document:
    labels = {
        "area": said.gettext("Area"),
        "indicator": said.gettext("Measure"),
        "period": said.gettext("Period"),
        "contents": said.gettext("Contents"),
    }
    return {
        name: {
            "label": labels[name],
            "category": {"index": list(axis), "label": dict(axis)},
        }
        for name, axis in axes.items()
    }


def _cells(
    rows: pl.DataFrame, axes: _Axes
) -> tuple[list[float | None], dict[str, str]]:
    """Give every cell in the order of the dimensions, the last one fastest."""
    areas, indicators, periods = (
        {code: place for place, code in enumerate(axes[name])}
        for name in ("area", "indicator", "period")
    )
    told = list(_TOLD)
    size = len(areas) * len(indicators) * len(periods) * len(told)
    values: list[float | None] = [None] * size
    status: dict[str, str] = {}
    for row in rows.iter_rows(named=True):
        place = areas[row["code"]] * len(indicators) + indicators[row["indicator"]]
        start = (place * len(periods) + periods[row["period"]]) * len(told)
        values[start : start + len(told)] = [row[column] for column in told]
        if row["note"] in _SIGNS:
            status[str(start)] = _SIGNS[row["note"]]
    return values, status


def _title(
    rows: pl.DataFrame,
    indicators: Sequence[Indicator],
    said: Words,
    *,
    indicator: str | None,
    area: str | None,
) -> str:
    """Give the indicator, the area, or both, as far as they were asked for."""
    parts = []
    if indicator is not None:
        parts.append(indicators[0].name(said.language))
    if area is not None:
        parts.append(str(rows["name"][0]))
    return ", ".join(parts)
