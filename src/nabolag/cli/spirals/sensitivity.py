"""``nabolag spirals sensitivity``: which constants an answer hangs on."""

from __future__ import annotations

import os
from pathlib import Path

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import A_FILE, language_option
from nabolag.cli.spirals.readying import says_when_compiling


@click.command()
@click.argument("model", type=A_FILE)
@click.option("--output", metavar="NAME", help="Of this factor; the first told of.")
@click.option("--at", type=float, help="At this time; the last unless said.")
@click.option(
    "--way",
    type=click.Choice(["sobol", "morris"]),
    default="sobol",
    show_default=True,
    help="Parts of the variance, or elementary effects with fewer runs.",
)
@click.option("--draws", type=click.IntRange(min=1), help="In each matrix, or ways.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draws.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@language_option()
@says_when_compiling
def sensitivity(  # noqa: PLR0913 - as many options as users need
    *,
    model: Path,
    output: str | None,
    at: float | None,
    way: str,
    draws: int | None,
    seed: int,
    as_json: bool,
    language: str,
) -> None:
    """Tell which constants the answer of MODEL hangs on, and which hardly matter."""
    from nabolag.reports.editions.spirals_sensitivity import (
        sensitivity_as_json,
        sensitivity_in_words,
    )
    from nabolag.sources.spirals.reading import read_model
    from nabolag.spirals.runs.asking import Asked
    from nabolag.spirals.runs.sensitivity import Way
    from nabolag.spirals.runs.sensitivity import sensitivity as told_of

    read = read_model(model)
    found = told_of(
        read,
        output=output or (read.outputs or (read.factors[0].name,))[0],
        at=at,
        way=Way(way),
        asked=Asked(draws=draws, seed=seed, threads=os.cpu_count() or 1),
    )
    if as_json:
        print_json(sensitivity_as_json(found))
    else:
        click.echo(sensitivity_in_words(found, language=language))
