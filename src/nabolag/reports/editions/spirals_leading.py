"""Which loop leads, as JSON, as a table and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from nabolag.reports.editions.spirals_in_words import (
    count_in_words,
    loop_in_words,
    number_in_words,
    title_in_words,
)
from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.notices import sentence
from nabolag.spirals.loops.partitions import partitions_of
from nabolag.spirals.model.model import Level, Model
from nabolag.spirals.runs.checking import failures_of
from nabolag.spirals.runs.leading import Leading

TO_LEAD = message(
    "A loop leads where its part of the change is the largest. That explains what"
    " happens; it does not rank what could be done."
)
OF_A_DRAWING = message(
    "A drawing: how strong and how fast its arrows are comes from wide distributions,"
    " and nobody has measured it."
)
HEADING = message("In how many of %(variants)s variants each loop leads.")
NO_LOOP = message("no loop leads")

_MOMENTS = 5  # in a line of words
Counts = npt.NDArray[np.int64]


def leading_as_json(told: Leading, model: Model) -> dict[str, object]:
    """Give the document that ``nabolag spirals leading --json`` prints."""
    return {
        "model": model.name,
        "fictional": model.fictional,
        "time": list(told.times),
        "time_unit": model.times.unit,
        "draws": told.variants,
        "failed_draws": told.failed_draws,
        "loops": [
            {
                "id": loop.id,
                "kind": loop.kind.value,
                "variables": list(loop.variables),
                "delayed": loop.delayed,
                "leads": _by_area(leads, told.areas),
            }
            for loop, leads in zip(told.scored, told.leads, strict=True)
        ],
        "none_leads": _by_area(_none(told), told.areas),
        "not_scored": len(told.loops.loops) - len(told.scored),
        "capped": told.loops.capped,
        "warnings": [sentence(notice, "en") for notice in failures_of(told)],
    }


def leading_as_table(told: Leading) -> pl.DataFrame:
    """Give a row for each loop, area and moment; without a loop, where none leads."""
    rows = [
        {"loop": loop, "area": area or None, "time": time, "leads": count}
        for loop, leads in zip(
            [*(loop.id for loop in told.scored), None],
            [*told.leads, _none(told)],
            strict=True,
        )
        for number, area in enumerate(told.areas)
        for time, count in zip(told.times, leads[:, number].tolist(), strict=True)
    ]
    schema = {"loop": pl.String, "area": pl.String, "time": pl.Float64}
    table = pl.DataFrame(rows, schema={**schema, "leads": pl.Int64})
    return table.with_columns(of=pl.lit(told.kept))


def leading_in_words(told: Leading, model: Model, *, language: str) -> str:
    """Say at some moments in how many variants each loop leads."""
    said = words(language)
    lines = [*title_in_words(model, said), *_heading(told, said)]
    lines.extend(_loops(told, said))
    lines.append(said.line(TO_LEAD))
    lines.extend(in_parts(told, said))
    if model.level < Level.EQUATIONS:
        lines.append(said.line(OF_A_DRAWING))
    if left := len(told.loops.loops) - len(told.scored):
        text = message("Loops that are not scored, as there are too many: %(count)s.")
        lines.append(said.line(text) % {"count": count_in_words(left, said)})
    lines.extend(f"- {sentence(notice, language)}" for notice in failures_of(told))
    return "\n".join(lines)


def in_parts(told: Leading, said: Words) -> Iterator[str]:
    """Say that loops are not to be held against each other, where they hang apart."""
    parts = partitions_of([pair for loop in told.scored for pair in loop.pairs])
    if len(parts) > 1:
        text = message(
            "The loops are in parts (%(parts)s) that do not hang together. The change is"
            " counted inside each, so that a loop alone in one always has all of it: do"
            " not hold loops of different parts against each other."
        )
        yield said.line(text) % {"parts": len(parts)}


def _heading(told: Leading, said: Words) -> Iterator[str]:
    yield said.line(HEADING) % {"variants": count_in_words(told.kept, said)}


def _loops(told: Leading, said: Words) -> Iterator[str]:
    for loop, leads in zip(told.scored, told.leads, strict=True):
        if leads.any():
            yield loop_in_words(loop, said)
            yield from _counts(leads, told, said)
    if (none := _none(told))[_some(told.times)].any():
        yield said.line(NO_LOOP)
        yield from _counts(none, told, said)


def _counts(leads: Counts, told: Leading, said: Words) -> Iterator[str]:
    for number, area in enumerate(told.areas):
        counts = ", ".join(
            f"{count_in_words(int(leads[at, number]), said)}"
            f" ({number_in_words(told.times[at], said)})"
            for at in _some(told.times)
        )
        yield f"  {area}: {counts}" if area else f"  {counts}"


def _some(times: Sequence[float]) -> list[int]:
    """Give the places of the last moment, and of some after the start.

    At the start nothing has changed yet, and nothing leads.
    """
    last = len(times) - 1
    return sorted({*np.linspace(min(1, last), last, _MOMENTS).round().astype(int)})


def _none(told: Leading) -> Counts:
    """Count the variants in which no loop leads, moments × areas."""
    return np.asarray(told.kept - told.leads.sum(axis=0))


def _by_area(leads: Counts, areas: Sequence[str]) -> object:
    if areas == ("",):
        return leads[:, 0].tolist()
    return {"areas": {area: leads[:, at].tolist() for at, area in enumerate(areas)}}
