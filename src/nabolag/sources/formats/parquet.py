"""Parquet files as tables of text cells, so that one recipe reads them as any other.

Numbers are given as they would stand in a CSV file with a decimal point, whole ones
without one; dates as 2024-01-31. Rows are counted from 1.
"""

from __future__ import annotations

import io
from datetime import time

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.files.archives import damage_refused
from nabolag.sources.files.cleaning import cleaned, settled
from nabolag.sources.files.opening import LIMITS, File, Limits, printable, too_large
from nabolag.sources.formats.layout import column_names
from nabolag.sources.table import Table

_BROKEN = (pl.exceptions.PolarsError, OSError, ValueError)


def read_parquet(file: File, *, limits: Limits = LIMITS) -> Table:
    """Give a Parquet file as a table of text cells.

    Raises :class:`BadInput` for a damaged file, one that states more rows or columns
    than we take in, and columns that hold lists, records or bytes.
    """
    _check_shape(file, limits=limits)
    with damage_refused(file, *_BROKEN, expected="a whole Parquet file"):
        rows = pl.read_parquet(io.BytesIO(file.data))
    _check_texts(file, rows, limits=limits)
    rows.columns = column_names(rows.columns, file=file.name, line=1)
    text = pl.DataFrame([_as_text(column) for column in rows])
    places = pl.int_range(1, text.height + 1, dtype=pl.Int64, eager=True)
    cells, lines = settled(text, lines=places)
    fresh, doubts = cleaned(cells, lines=lines, file=file.name)
    return Table(
        cells=fresh,
        lines=lines,
        file=file.name,
        format="parquet",
        sha256=file.sha256,
        notices=doubts,
    )


def _check_shape(file: File, *, limits: Limits) -> None:
    """Look at what the file says of itself before its rows are read."""
    with damage_refused(file, *_BROKEN, expected="a whole Parquet file"):
        schema = pl.read_parquet_schema(io.BytesIO(file.data))
        counted = pl.scan_parquet(io.BytesIO(file.data)).select(pl.len()).collect()
    rows, columns = int(counted.item()), len(schema)
    most_rows = min(limits.rows, limits.cells // max(columns, 1))
    if rows > most_rows or columns > limits.columns:
        raise too_large(
            Where(file=file.name),
            found=f"The file has {rows} rows and {columns} columns.",
            expected=f"at most {most_rows} rows and {limits.columns} columns",
        )
    if rows == 0:
        raise BadInput(
            where=Where(file=file.name),
            found="The file has columns, but no rows.",
            expected="at least one row of figures",
            remedy="Check that the export was finished, or that the filter is not empty.",
        )
    for name, kind in schema.items():
        if kind.is_nested() or kind in (pl.Binary, pl.Object, pl.Duration):
            raise BadInput(
                where=Where(file=file.name, column=printable(name)),
                found=f"The column holds {kind}.",
                expected="text, numbers or dates",
                remedy="Write lists and records out as columns of their own.",
            )


def _check_texts(file: File, rows: pl.DataFrame, *, limits: Limits) -> None:
    # A text that the file holds once may stand in every row; so far it is not copied.
    size = sum(_text_size(column) for column in rows)
    if size > limits.unpacked // 4:
        raise too_large(
            Where(file=file.name),
            found=f"The texts of the file come to {size} bytes.",
            expected=f"at most {limits.unpacked // 4} bytes",
        )


def _text_size(column: pl.Series) -> int:
    if isinstance(column.dtype, pl.Categorical | pl.Enum):
        lengths = column.cat.len_bytes()
    elif column.dtype == pl.String():
        lengths = column.str.len_bytes()
    else:
        return 0
    return int(lengths.cast(pl.Int64).sum())


def _as_text(column: pl.Series) -> pl.Series:
    if column.dtype.is_float() and (column.drop_nulls() % 1 == 0).all():
        return column.cast(pl.String).str.strip_suffix(".0")
    if isinstance(column.dtype, pl.Datetime):
        at_midnight = (column.dt.time() == time()).all()
        return column.dt.strftime("%Y-%m-%d" if at_midnight else "%Y-%m-%dT%H:%M:%S")
    return column.cast(pl.String)
