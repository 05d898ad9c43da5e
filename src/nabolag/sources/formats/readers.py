"""One door to every format: a path in, a table of text cells out.

What a file is shows in its content, never in its ending. What is no table is refused
with a word of what it is and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from nabolag.errors import BadInput, Where, WrongUsage
from nabolag.sources.files.archives import check_zip
from nabolag.sources.files.cleaning import cleaned, visible
from nabolag.sources.files.opening import (
    LIMITS,
    File,
    Limits,
    open_file,
    sniff,
    too_large,
)
from nabolag.sources.table import Table

_SELF_CLEANED = ("csv", "excel", "parquet")


def read_table(
    path: Path, *, sheet: str | None = None, limits: Limits = LIMITS
) -> Table:
    """Give a file of statistics as a table of text cells, whatever its format.

    Reads CSV and TSV, Excel (xlsx, xlsb, xls, ods), PX, JSON-stat and Parquet; ``sheet``
    names the sheet of a workbook. Raises :class:`BadInput` for what cannot be read as
    it is, :class:`WrongUsage` for a sheet that is not there.
    """
    file = open_file(path, limits=limits)
    kind = sniff(file)
    if sheet is not None and kind != "excel":
        raise WrongUsage(
            found=f"{file.name} has no sheets.",
            expected="--sheet only with a workbook",
            remedy="Leave --sheet out.",
        )
    table = _read(file, kind, sheet=sheet, limits=limits)
    _check_longest(table, limits=limits)
    return table if kind in _SELF_CLEANED else _without_hidden(table)


def _read(file: File, kind: str, *, sheet: str | None, limits: Limits) -> Table:
    """Hand the file to its reader; each is imported only when it is needed."""
    if kind == "csv":
        from nabolag.sources.formats.text import read_text

        return read_text(file, limits=limits)
    if kind == "excel":
        from nabolag.sources.formats.excel import read_excel

        return read_excel(file, sheet=sheet, limits=limits)
    if kind == "px":
        from nabolag.sources.formats.px import read_px

        return read_px(file, limits=limits)
    if kind == "jsonstat":
        from nabolag.sources.formats.jsonstat import read_jsonstat

        return read_jsonstat(file, limits=limits)
    if kind == "parquet":
        from nabolag.sources.formats.parquet import read_parquet

        return read_parquet(file, limits=limits)
    raise _no_table(file, kind, limits=limits)


_BOUNDARIES = (
    "Give it with --division as boundaries, and the statistics as their own file."
)
_EXPORT = "Export the table itself as CSV, Excel, PX or JSON-stat, and give that file."
_UNPACK = "Unpack it and give the file inside."
_NO_TABLE: Mapping[str, tuple[str, str]] = {
    "geojson": ("a map of boundaries (GeoJSON)", _BOUNDARIES),
    "geopackage": ("a map of boundaries (GeoPackage)", _BOUNDARIES),
    "shapefile": ("a map of boundaries (Shapefile)", _BOUNDARIES),
    "gml": ("a map of boundaries (GML or KML)", _BOUNDARIES),
    "html": ("a web page, perhaps an error message from the publisher", _EXPORT),
    "pdf": ("a PDF document", _EXPORT),
    "json": ("JSON, but not JSON-stat", _EXPORT),
    "xml": ("XML", _EXPORT),
    "sqlite": ("a database (SQLite)", _EXPORT),
    "ole": ("an Office document without a workbook", _EXPORT),
    "image": ("a picture", _EXPORT),
    "zip": ("a zip archive", _UNPACK),
    "packed": ("a compressed file", _UNPACK),
}


def _no_table(file: File, kind: str, *, limits: Limits) -> BadInput:
    if kind == "zip":
        check_zip(file, limits=limits)
    what, remedy = _NO_TABLE.get(kind, ("of no kind that is known here", _EXPORT))
    return BadInput(
        where=Where(file=file.name),
        found=f"The file is {what}.",
        expected="statistics as CSV, Excel, PX, JSON-stat or Parquet",
        remedy=remedy,
    )


def _check_longest(table: Table, *, limits: Limits) -> None:
    for column in table.cells:
        long = (column.str.len_chars() > limits.cell).fill_null(value=False).arg_true()
        if len(long) > 0:
            raise too_large(
                Where(file=table.file, line=int(table.lines[long[0]])),
                found=f"A cell holds more than {limits.cell} characters.",
                expected="cells with a name or a figure",
            )


def _without_hidden(table: Table) -> Table:
    """Give a cube's table without hidden characters, in cells and all it says."""
    cells, doubts = cleaned(table.cells, lines=table.lines, file=table.file)
    names = [visible(name) for name in cells.columns]
    if len(set(names)) < len(names):
        names = cells.columns
    cells.columns = names
    return replace(
        table,
        cells=cells,
        facts={visible(key): visible(fact) for key, fact in table.facts.items()},
        notes=tuple(visible(note) for note in table.notes),
        time=table.time and visible(table.time),
        place=table.place and visible(table.place),
        notices=(*table.notices, *doubts),
    )
