"""Tables that may have one column alone, which are not told from plain text elsewhere."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.files.encodings import decode
from nabolag.sources.files.opening import LIMITS, File, Limits, open_file, sniff
from nabolag.sources.formats.readers import read_table
from nabolag.sources.table import Table


def read_narrow_table(path: Path, *, of: str, limits: Limits = LIMITS) -> Table:
    """Read a table, or a heading with one value on each line; empty lines are left out.

    ``of`` is what the lines hold, for the message where there are none. Raises what
    :func:`~nabolag.sources.formats.readers.read_table` does.
    """
    file = open_file(path, limits=limits)
    if sniff(file) != "csv" or any(sign in file.data for sign in b",;\t|"):
        return read_table(path, limits=limits)
    text, _encoding = decode(file)
    (_, heading), *lines = _filled(text, file, of)
    return Table(
        cells=pl.DataFrame(
            {heading: [cell for _, cell in lines]}, {heading: pl.String}
        ),
        lines=pl.Series([number for number, _ in lines], dtype=pl.Int64),
        file=file.name,
        format="csv",
        sha256=file.sha256,
    )


def _filled(text: str, file: File, of: str) -> list[tuple[int, str]]:
    lines = enumerate(text.splitlines(), start=1)
    filled = [(number, cell.strip()) for number, cell in lines if cell.strip()]
    if len(filled) < 2:
        raise BadInput(
            where=Where(file=file.name),
            found=f"There are no {of} in the file.",
            expected="a heading, and a filled cell on each line",
            remedy="Check that this is the file you meant.",
        )
    return filled
