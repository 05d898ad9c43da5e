"""Tables written to files: whole or not at all, and safe to open in a spreadsheet.

A text cell (or heading) that a spreadsheet would run as a formula gets an apostrophe in
front; numbers are never touched. :func:`nabolag.sources.formats.text.read_text` takes exactly
those apostrophes away again, with a notice, so that what was written is read back. Only
CSV needs this: Parquet is not opened in spreadsheets as it is.

A file appears under its name only when it is finished. Until then it lies beside, under
a name of its own, and is removed when the work is broken off.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import polars as pl

from nabolag.errors import WrongUsage
from nabolag.sources.files.cleaning import protected
from nabolag.sources.files.opening import shown_name


def write_csv(table: pl.DataFrame, path: Path) -> None:
    """Write a table as CSV: UTF-8, commas, decimal points, empty for null.

    Raises :class:`WrongUsage` where the path cannot be written.
    """
    names = protected(pl.Series(table.columns, dtype=pl.String)).to_list()
    safe = table.with_columns(
        protected(column) for column in table if column.dtype == pl.String
    ).rename(dict(zip(table.columns, names, strict=True)))
    with written_whole(path) as handle:
        safe.write_csv(handle, line_terminator="\n")


def write_parquet(table: pl.DataFrame, path: Path) -> None:
    """Write a table as Parquet. Raises :class:`WrongUsage` as :func:`write_csv`."""
    with written_whole(path) as handle:
        table.write_parquet(handle)


@contextmanager
def written_whole(path: Path) -> Generator[BinaryIO]:
    """Give a file to write to that takes the place of ``path`` once it is finished.

    Raises :class:`WrongUsage` where ``path`` is a folder or no ordinary file, its
    folder is missing, or writing there is not allowed.
    """
    draft = path.with_name(f".nabolag-{secrets.token_hex(8)}.part")
    try:
        _check_place(path)
        with draft.open("xb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(path)
    except OSError as error:
        raise _unwritable(path, f"cannot be written ({error.strerror})") from error
    finally:
        draft.unlink(missing_ok=True)


def _check_place(path: Path) -> None:
    if "\0" in str(path):
        raise _unwritable(path, "is no name a file can have")
    if path.is_dir():
        raise _unwritable(path, "is a folder")
    if path.exists() and not path.is_file():
        raise _unwritable(path, "is a pipe, a socket or a device")
    if not path.parent.is_dir():
        raise _unwritable(path, "lies in a folder that does not exist")


def _unwritable(path: Path, what: str) -> WrongUsage:
    return WrongUsage(
        found=f"{shown_name(path)} {what}.",
        expected="the name of a file in a folder you may write to",
        remedy="Choose another name or folder.",
    )
