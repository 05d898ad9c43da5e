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
PART = message(
    "Part %(part)s of %(parts)s: the loops of one part hang together, and each part has a"
    " lead of its own."
)

_MOMENTS = 5  # in a line of words
_SCHEMA = {
    "part": pl.Int64,
    "loop": pl.String,
    "area": pl.String,
    "time": pl.Float64,
    "leads": pl.Int64,
}
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
        "parts": [
            {
                "loops": [told.scored[at].id for at in places],
                "none_leads": _by_area(told.none_leads(part), told.areas),
            }
            for part, places in enumerate(told.parts)
        ],
        "not_scored": len(told.loops.loops) - len(told.scored),
        "capped": told.loops.capped,
        "warnings": [sentence(notice, "en") for notice in failures_of(told)],
    }


def leading_as_table(told: Leading) -> pl.DataFrame:
    """Give a row for each loop, area and moment; without a loop, where none leads."""
    rows = [
        {"part": part, "loop": loop, "area": area or None, "time": time, "leads": count}
        for part, loop, leads in _rows(told)
        for number, area in enumerate(told.areas)
        for time, count in zip(told.times, leads[:, number].tolist(), strict=True)
    ]
    table = pl.DataFrame(rows, schema=_SCHEMA)
    return table.with_columns(of=pl.lit(told.kept))


def leading_in_words(told: Leading, model: Model, *, language: str) -> str:
    """Say at some moments in how many variants each loop leads."""
    said = words(language)
    variants = count_in_words(told.kept, said)
    lines = [*title_in_words(model, said), said.line(HEADING) % {"variants": variants}]
    for part in range(len(told.parts)):
        lines.extend(_part(part, told, said))
    lines.append(said.line(TO_LEAD))
    if model.level < Level.EQUATIONS:
        lines.append(said.line(OF_A_DRAWING))
    if left := len(told.loops.loops) - len(told.scored):
        text = message("Loops that are not scored, as there are too many: %(count)s.")
        lines.append(said.line(text) % {"count": count_in_words(left, said)})
    lines.extend(f"- {sentence(notice, language)}" for notice in failures_of(told))
    return "\n".join(lines)


def part_in_words(part: int, told: Leading, said: Words) -> Iterator[str]:
    """Say which part it is, where the loops are in more than one."""
    if len(told.parts) > 1:
        facts = {"part": part + 1, "parts": len(told.parts)}
        yield said.line(PART) % facts


def _part(part: int, told: Leading, said: Words) -> Iterator[str]:
    yield from part_in_words(part, told, said)
    for at in told.parts[part]:
        if told.leads[at].any():
            yield loop_in_words(told.scored[at], said)
            yield from _counts(told.leads[at], told, said)
    if (none := told.none_leads(part))[_some(told.times)].any():
        yield said.line(NO_LOOP)
        yield from _counts(none, told, said)


def _rows(told: Leading) -> Iterator[tuple[int, str | None, Counts]]:
    for part, places in enumerate(told.parts):
        for at in places:
            yield part + 1, told.scored[at].id, told.leads[at]
        yield part + 1, None, told.none_leads(part)


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


def _by_area(leads: Counts, areas: Sequence[str]) -> object:
    if areas == ("",):
        return leads[:, 0].tolist()
    return {"areas": {area: leads[:, at].tolist() for at, area in enumerate(areas)}}
