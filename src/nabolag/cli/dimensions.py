"""``nabolag areas dimensions``: the table of what counts where, to start editing from."""

from __future__ import annotations

from pathlib import Path

import click

from nabolag.cli.reading import A_FILE, Reading, asks_for_figures


@click.command()
@asks_for_figures
@click.option("--out", type=A_FILE, help="Write the table to a file.")
def dimensions(*, reading: Reading, out: Path | None) -> None:
    """Print which indicators count for which dimension, ready to edit.

    DATA are the figures that `diagnose` is to be given with the table.
    """
    from nabolag.sources.describing.dimensions import written_dimensions
    from nabolag.sources.files.export import written_whole

    table = written_dimensions(reading.figures().indicators)
    if out is None:
        click.echo(table, nl=False)
        return
    with written_whole(out) as file:
        file.write(table.encode())
    click.echo(f"Wrote {out}.", err=True)
