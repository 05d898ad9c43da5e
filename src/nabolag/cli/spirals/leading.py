"""``nabolag spirals leading``: which loop leads, and when."""

from __future__ import annotations

import os
from pathlib import Path

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import A_FILE, language_option
from nabolag.cli.spirals.files import check_ending, write_answer
from nabolag.cli.spirals.readying import says_when_compiling
from nabolag.cli.spirals.settings import VARIANTS


@click.command()
@click.argument("model", type=A_FILE)
@click.option(
    "--draws",
    type=click.IntRange(min=1),
    default=VARIANTS,
    show_default=True,
    help="Variants to run.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draws.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--out", type=A_FILE, help="Write to a .json, .csv or .parquet file.")
@language_option()
@says_when_compiling
def leading(
    *,
    model: Path,
    draws: int,
    seed: int,
    as_json: bool,
    out: Path | None,
    language: str,
) -> None:
    """Tell in how many variants of MODEL each loop leads, moment by moment.

    That explains what happens; it does not rank what could be done.
    """
    from nabolag.reports.editions.spirals_leading import (
        leading_as_json,
        leading_as_table,
        leading_in_words,
    )
    from nabolag.sources.spirals.reading import read_model
    from nabolag.spirals.runs.asking import Asked
    from nabolag.spirals.runs.leading import leading as told_of

    check_ending(out)
    read = read_model(model)
    asked = Asked(draws=draws, seed=seed, threads=os.cpu_count() or 1)
    told = told_of(read, asked=asked)
    if out is not None:
        write_answer(
            out,
            document=lambda: leading_as_json(told, read),
            table=lambda: leading_as_table(told),
        )
    elif as_json:
        print_json(leading_as_json(told, read))
    else:
        click.echo(leading_in_words(told, read, language=language))
