"""``nabolag spirals loops``: the loops of a model."""

from __future__ import annotations

from pathlib import Path

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import A_FILE, language_option
from nabolag.cli.spirals.readying import says_when_compiling


@click.command()
@click.argument("model", type=A_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@language_option()
@says_when_compiling
def loops(*, model: Path, as_json: bool, language: str) -> None:
    """List the loops of MODEL: reinforcing, balancing or mixed, delayed or not."""
    from nabolag.reports.editions.spirals import loops_as_json
    from nabolag.reports.editions.spirals_in_words import loops_in_words
    from nabolag.sources.spirals.reading import read_model
    from nabolag.spirals.runs.leading import loops_in

    found = loops_in(read_model(model))
    if as_json:
        print_json(loops_as_json(found))
    else:
        click.echo(loops_in_words(found, language=language))
