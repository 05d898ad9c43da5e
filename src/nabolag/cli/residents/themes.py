"""``nabolag residents themes``: inputs that may say the same, as suggestions."""

from __future__ import annotations

from pathlib import Path

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import A_FILE, language_option


@click.command()
@click.argument("inputs", type=A_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@language_option()
def themes(*, inputs: Path, as_json: bool, language: str) -> None:
    """Suggest which INPUTS may say the same, or lie near each other.

    INPUTS has the column text, and perhaps id. Nothing is joined: people decide.
    """
    from nabolag.reports.editions.themes import themes_as_json, themes_in_words
    from nabolag.residents.themes import suggestions
    from nabolag.sources.describing.inputs import read_inputs

    texts = read_inputs(inputs)
    found = suggestions(texts)
    if as_json:
        print_json(themes_as_json(found))
    else:
        click.echo(themes_in_words(found, texts, language=language))
