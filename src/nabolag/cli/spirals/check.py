"""``nabolag spirals check``: what a model holds, and what to know before trusting it."""

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
def check(*, model: Path, as_json: bool, language: str) -> None:
    """Look MODEL through: equations, units, time step, tables and stocks.

    MODEL is a JSON document of Nabolag's, XMILE or Vensim.
    """
    from nabolag.reports.editions.spirals import check_as_json
    from nabolag.reports.editions.spirals_in_words import check_in_words
    from nabolag.sources.spirals.reading import read_model
    from nabolag.spirals.runs.checking import checked

    read = read_model(model)
    found = checked(read)
    if as_json:
        print_json(check_as_json(found, read))
    else:
        click.echo(check_in_words(found, read, language=language))
