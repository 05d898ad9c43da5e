"""A folder of fetched answers read as the one table they are parts of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.fetching.fetch_store import MANIFEST
from nabolag.sources.files.lists import beside
from nabolag.sources.files.opening import LIMITS, Limits, open_file
from nabolag.sources.formats.json_text import parse_json
from nabolag.sources.formats.readers import read_table
from nabolag.sources.table import Table


def read_folder(folder: Path, *, limits: Limits = LIMITS) -> Table:
    """Give the table whose parts ``nabolag sources fetch`` has kept in a folder.

    The parts do not overlap, so that they are only put below each other. Lines are the
    cells' numbers in their own part. Raises :class:`BadInput` for a folder that is no
    fetched table, or whose parts have different columns.
    """
    parts = [read_table(path, limits=limits) for path in _parts(folder)]
    first = parts[0]
    for part in parts:
        if part.cells.columns != first.cells.columns:
            raise BadInput(
                where=Where(file=part.file),
                found="Its columns are not those of the other answers in the folder.",
                expected="answers that are parts of one table",
                remedy="Fetch each table into a folder of its own.",
            )
    together = hashlib.sha256("".join(part.sha256 for part in parts).encode())
    return replace(
        first,
        cells=pl.concat([part.cells for part in parts]),
        lines=pl.concat([part.lines for part in parts]),
        file=folder.name,
        sha256=together.hexdigest(),
        notices=tuple(notice for part in parts for notice in part.notices),
    )


def _parts(folder: Path) -> list[Path]:
    path = folder / MANIFEST
    if not path.is_file():
        raise _not_fetched(folder)
    found = parse_json(open_file(path).data, file=path.name)
    answers = found.get("answers") if isinstance(found, Mapping) else None
    if not isinstance(answers, Mapping) or not answers:
        raise _not_fetched(folder)
    names = [str(e["file"]) for e in answers.values() if isinstance(e, Mapping)]
    return [beside(path, name) for name in dict.fromkeys(names)]


def _not_fetched(folder: Path) -> BadInput:
    return BadInput(
        where=Where(file=str(folder)),
        found="This is a folder, and not one that a table was fetched into.",
        expected="a file, or a folder filled by: nabolag sources fetch",
        remedy="Give the files in it instead.",
    )
