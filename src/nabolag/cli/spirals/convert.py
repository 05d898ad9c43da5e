"""``nabolag spirals convert``: a model from one kind of file to another."""

from __future__ import annotations

from pathlib import Path

import click

from nabolag.cli.options import tell
from nabolag.cli.reading import A_FILE


@click.command()
@click.argument("source", metavar="IN", type=A_FILE)
@click.argument("out", type=A_FILE)
def convert(*, source: Path, out: Path) -> None:
    """Read the model in IN and write it to OUT, as what OUT ends in says.

    .json holds all of a model; .kumu.json and .graphml hold the diagram; .xmile, .stmx
    and .xml hold what other programs can run.
    """
    from nabolag.sources.spirals.reading import read_model
    from nabolag.sources.spirals.writing import write_model

    left_out = write_model(read_model(source), out)
    click.echo(f"Wrote {out}.", err=True)
    tell(left_out)
