"""Writes what is said of the fictional city Storvik, beside what was made to happen there.

Run it after changing the example or how verdicts are reached:
``.venv/bin/python tools/example_page.py``. A test fails when the document says otherwise.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from nabolag.areas.diagnosis import diagnose
from nabolag.areas.result import Diagnosis
from nabolag.sources.describing.dimensions import read_dimensions
from nabolag.sources.describing.moves import read_moves
from nabolag.sources.joining import read_all
from nabolag.sources.places.divisions import read_division

ROOT = Path(__file__).resolve().parents[1]
STORVIK = ROOT / "examples" / "dalen"
DOCUMENT = ROOT / "docs" / "example-dalen.md"
HEAD = """\
# The example Dalen: what was made to happen, and what the pages say

Storvik is fictional, simulated person by person ([how](../examples/dalen/README.md)). In four of its {areas} areas something was
made to happen; in the others nothing was. So here, unlike anywhere real, one can see whether the pages tell the truth. This
page is made by `tools/example_page.py` from the same answer as the pages.

## The four where something was made to happen

What the area's own page says of each of its {measured} measures with enough years:

| area | made to | the distance widens | narrows | is unchanged | cannot tell |
|---|---|---|---|---|---|
"""
MIDDLE = """
## The {quiet} where nothing was

Of {lines} measures in these areas, an area's own page says:

| cannot tell | unchanged | widens or narrows |
|---|---|---|
| {untold} | {still} | {told} |

{share:.1%} are told to widen or narrow though nothing was made to happen there. Nothing made to happen is not quite the same as
nothing happening: people move, and chance adds up over twelve years. [The simulations](simulations-deeper.md) tell how often a
verdict is wrong where the truth is still.

The pages for a measure and for the whole city watch all areas at once, and are more careful. There {watched} of {all_lines}
measures widen or narrow: {named}.
"""
MADE_TO = {
    "falls_behind": "fall behind",
    "moving_alone": "come nearer, by who moves alone",
    "stayers_improve": "come nearer, as those who stay get work",
}


def answer() -> Diagnosis:
    """Diagnose the example as the demo does."""
    division = read_division(STORVIK / "division.toml")
    figures = read_all(
        sorted((STORVIK / "statistics").glob("*.csv")), division=division
    )
    return diagnose(
        figures,
        mapping=read_dimensions(STORVIK / "dimensions.csv", figures.indicators),
        moves=read_moves(STORVIK / "moves.csv", division=division),
    )


def document(answered: Diagnosis) -> str:
    """Give the document."""
    trends = answered.trends.filter(pl.col("level") == "area")
    planted = pl.read_csv(STORVIK / "truths.csv").unique(
        ["area", "name", "kind"], maintain_order=True
    )
    quiet = trends.filter(~pl.col("code").is_in(planted["area"].implode()))
    head = HEAD.format(
        areas=trends["code"].n_unique(), measured=trends["indicator"].n_unique()
    )
    lines = [
        f"| {row['name']} | {MADE_TO[row['kind']]} | {_row(trends, row['area'])} |\n"
        for row in planted.iter_rows(named=True)
    ]
    return head + "".join(lines) + _about_the_quiet(trends, quiet)


def _row(trends: pl.DataFrame, code: str) -> str:
    own = trends.filter(pl.col("code") == code)
    told = ("widening", "narrowing", "unchanged", "cannot_tell")
    return " | ".join(str(_count(own, verdict)) for verdict in told)


def _count(trends: pl.DataFrame, verdict: str) -> int:
    return trends.filter(pl.col("verdict_alone") == verdict).height


def _about_the_quiet(trends: pl.DataFrame, quiet: pl.DataFrame) -> str:
    moving = ["widening", "narrowing"]
    told = quiet.filter(pl.col("verdict_alone").is_in(moving)).height
    watched = trends.filter(pl.col("verdict").is_in(moving))
    named = [
        f"{name} ({count})"
        for name, count in watched.group_by("name", maintain_order=True).len().rows()
    ]
    return MIDDLE.format(
        quiet=quiet["code"].n_unique(),
        lines=quiet.height,
        untold=_count(quiet, "cannot_tell"),
        still=_count(quiet, "unchanged"),
        told=told,
        share=told / quiet.height,
        watched=watched.height,
        all_lines=trends.height,
        named=", ".join(named),
    )


if __name__ == "__main__":
    DOCUMENT.write_text(document(answer()), "utf-8")
