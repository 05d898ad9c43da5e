"""Spirals as JSON and as tables: runs, loops, and what a model holds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import polars as pl

from nabolag.reports.wording.notices import sentence
from nabolag.spirals.loops.feedback_loops import Loops
from nabolag.spirals.model.model import Level, Model
from nabolag.spirals.runs.checking import Checked, notices_of
from nabolag.spirals.runs.comparing import Compared
from nabolag.spirals.runs.cutting import Cut
from nabolag.spirals.runs.ensemble import Run
from nabolag.values import Notice

Document = dict[str, object]


def run_as_json(
    told: Run,
    model: Model,
    *,
    cuts: Sequence[Cut] = (),
    compared: Sequence[Compared] = (),
    coarse: Sequence[Notice] = (),
) -> Document:
    """Give the document that ``nabolag spirals run --json`` prints.

    Numbers that are none, where an output was no number, are null. Raises
    :class:`Refused` for a summary of variants too many of which failed.
    """
    units = {factor.name: factor.unit for factor in model.factors}
    document: Document = {
        "model": model.name,
        "fictional": model.fictional,
        "time": list(told.times),
        "time_unit": model.times.unit,
        "series": _by_area(told, told.areas),
        "units": {name: units.get(name) for name in told.outputs},
        "draws": told.variants if told.drawn else None,
        "failed_draws": told.failed_draws,
        "failures": [
            {"name": one.name, "time": one.at, "variants": one.variants}
            for one in told.failures
        ],
        "events": {event: told.come_about(event).tolist() for event in told.events},
        "warnings": [sentence(notice, "en") for notice in (*notices_of(told), *coarse)],
    }
    if cuts:
        document["cut"] = [
            {"from": cut.source, "to": cut.target, "loops": list(cut.loops)}
            for cut in cuts
        ]
    if compared:
        document["compared"] = [_comparison(one) for one in compared]
    return document


def run_as_table(told: Run) -> pl.DataFrame:
    """Give a run in long format: a row for each output, area and moment."""
    rows = [
        {"output": output, "area": area or None, "time": time, **values}
        for output in told.outputs
        for number, area in enumerate(told.areas)
        for time, values in zip(
            told.times, _rows(_series(told, output, number)), strict=True
        )
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def loops_as_json(found: Loops) -> Document:
    """Give the document that ``nabolag spirals loops --json`` prints."""
    return {
        "loops": [
            {
                "id": loop.id,
                "kind": loop.kind.value,
                "variables": list(loop.variables),
                "delayed": loop.delayed,
            }
            for loop in found.loops
        ],
        "capped": found.capped,
    }


def check_as_json(found: Checked, model: Model) -> Document:
    """Give the document that ``nabolag spirals check --json`` prints."""
    return {
        "model": model.name,
        "level": LEVELS[found.level],
        "factors": found.factors,
        "stocks": found.stocks,
        "constants": found.constants,
        "uncertain": found.uncertain,
        "arrows": found.arrows,
        "warnings": [sentence(notice, "en") for notice in found.notices],
    }


LEVELS: Mapping[Level, str] = {
    Level.DRAWN: "drawn",
    Level.JUDGED: "judged",
    Level.EQUATIONS: "equations",
}
"""How far a model is filled in, as documents say it."""


def _by_area(told: Run, areas: Sequence[str]) -> Document:
    if areas == ("",):
        return {output: _series(told, output, 0) for output in told.outputs}
    return {
        output: {
            "areas": {area: _series(told, output, at) for at, area in enumerate(areas)}
        }
        for output in told.outputs
    }


def _series(told: Run, output: str, area: int) -> dict[str, list[float | None]]:
    if not told.drawn:
        return {"value": _numbers(told.of(output)[:, 0, area].tolist())}
    band = told.band(output, area=area)
    return {
        name: _numbers(getattr(band, name).tolist())
        for name in ("median", "low", "high")
    }


def _numbers(values: Sequence[float]) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in values]


def _rows(
    series: Mapping[str, Sequence[float | None]],
) -> list[dict[str, float | None]]:
    names = list(series)
    return [
        dict(zip(names, values, strict=True))
        for values in zip(*series.values(), strict=True)
    ]


def _comparison(one: Compared) -> Document:
    return {
        "output": one.output,
        "direction": one.better.value,
        "better": one.count,
        "same": one.same,
        "of": one.of,
    }
