"""Delimited text (CSV, TSV) as a table: any usual delimiter, quoting and code page.

A row is one line, or several where a quoted cell holds line breaks. Lines are counted
as an editor counts them. An apostrophe that our own exports put before text looking
like a formula is taken away again, and told of.
"""

from __future__ import annotations

import io

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.files.cleaning import restored, settled
from nabolag.sources.files.encodings import decode
from nabolag.sources.files.opening import LIMITS, File, Limits, too_large
from nabolag.sources.formats.layout import find_layout, header_names
from nabolag.sources.formats.lines import BREAK, Records, read_records
from nabolag.sources.table import Table


def read_text(file: File, *, limits: Limits = LIMITS) -> Table:
    """Give a delimited text file as a table of text cells.

    Raises :class:`BadInput` with the line where bytes fit no encoding, a quotation
    mark is not closed, a row has more or fewer cells than the header, or columns share
    a name. Notices: those of :func:`~nabolag.sources.files.cleaning.cleaned`, and
    ``apostrophe_removed``. Facts: ``encoding``, ``delimiter``, ``title``.
    """
    text, encoding = decode(file)
    records = read_records(text, file=file.name, limits=limits)
    layout = find_layout(records.cells, lines=records.lines, file=file.name)
    header = int(records.lines[layout.header])
    names, doubts = header_names(
        records.cells(layout.header), file=file.name, line=header
    )
    body = records.part(layout.start, layout.stop)
    _check_widths(body, header=header, width=len(names))
    _check_size(body, width=len(names), limits=limits)
    cells, lines = _cells(body, names)
    fresh, more = restored(cells, lines=lines, file=file.name)
    title = {"title": layout.titles[0]} if layout.titles else {}
    return Table(
        cells=fresh,
        lines=lines,
        file=file.name,
        format="csv",
        sha256=file.sha256,
        facts={"encoding": encoding, "delimiter": records.delimiter, **title},
        notes=(*layout.titles[1:], *layout.notes),
        notices=(*doubts, *more),
    )


def _check_widths(body: Records, *, header: int, width: int) -> None:
    ragged = (body.widths() != width).arg_true()
    if len(ragged) == 0:
        return
    row = ragged[0]
    raise BadInput(
        where=Where(file=body.file, line=body.lines[row]),
        found=f"The row has {body.widths()[row]} cells, the header on line {header} "
        f"has {width}.",
        expected="as many cells in each row as in the header",
        remedy="Put quotation marks around text that holds the delimiter "
        f"({body.delimiter!r}), or fill in what is missing.",
    )


def _check_size(body: Records, *, width: int, limits: Limits) -> None:
    rows = len(body.texts)
    if rows > limits.rows or rows * width > limits.cells:
        raise too_large(
            Where(file=body.file),
            found=f"The table has {rows} rows and {width} columns.",
            expected=f"at most {limits.rows} rows and {limits.cells} cells",
        )


def _cells(body: Records, names: list[str]) -> tuple[pl.DataFrame, pl.Series]:
    """Split rows that are known to be whole and equally wide."""
    cells = pl.read_csv(
        io.BytesIO("\n".join(body.texts.to_list()).encode()),
        has_header=False,
        new_columns=names,
        separator=body.delimiter,
        infer_schema=False,
    )
    if body.texts.str.contains(BREAK, literal=True).any():
        cells = cells.with_columns(pl.all().str.replace_all(BREAK, "\n", literal=True))
    return settled(cells, lines=body.lines)
