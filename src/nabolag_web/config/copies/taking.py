"""Taking a copy of everything, as it is at one moment, while people go on working."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import IO

from nabolag_web.config.copies.archive import (
    MANIFEST,
    CopiedFile,
    CopiedTable,
    Manifest,
    Progress,
    file_part,
    manifest_text,
    pieces,
    table_part,
)
from nabolag_web.config.copies.rows import Seal
from nabolag_web.config.copies.stores import Store
from nabolag_web.config.copies.tables import Table, lines_of, steps_taken, tables_of

_DENSITY = 6
_TRIES = 3


class FileIsGone(Exception):
    """A file was taken out while it was being copied."""


def take_copy(
    out: IO[bytes], store: Store, *, files: Path, at: datetime, progress: Progress
) -> Manifest:
    """Write a copy of all rows and files; begins again if a file goes meanwhile."""
    for _ in range(_TRIES - 1):
        try:
            return _take(out, store, files=files, at=at, progress=progress)
        except FileIsGone:
            out.seek(0)
            out.truncate()
    return _take(out, store, files=files, at=at, progress=progress)


def _take(
    out: IO[bytes], store: Store, *, files: Path, at: datetime, progress: Progress
) -> Manifest:
    with store_as_it_is_now(store):
        return _write(out, store, files=files, at=at, progress=progress)


@contextmanager
def store_as_it_is_now(store: Store) -> Iterator[None]:
    """See one moment of a store, while others go on writing in it."""
    with store.connection.cursor() as cursor:
        cursor.execute(store.begin())
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write(
    out: IO[bytes], store: Store, *, files: Path, at: datetime, progress: Progress
) -> Manifest:
    # SQLite's moment begins with this first question, so files come after it.
    tables = tables_of(store.connection)
    there = list(_files_below(files))
    parts = len(tables) + len(there)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_DENSITY) as to:
        copied_tables, copied_files = {}, {}
        for table in tables:
            copied_tables[table.name] = _write_table(to, store, table)
            progress(len(copied_tables), parts)
        for name in there:
            copied_files[name] = _write_file(to, name, files / name)
            progress(len(tables) + len(copied_files), parts)
        manifest = Manifest(
            version=version("nabolag"),
            taken_at=at.isoformat(),
            steps=steps_taken(store.connection),
            tables=copied_tables,
            files=copied_files,
        )
        to.writestr(MANIFEST, manifest_text(manifest))
    return manifest


def _write_table(to: zipfile.ZipFile, store: Store, table: Table) -> CopiedTable:
    seal, content = Seal(table.spelling), sha256()
    with to.open(table_part(table.name), "w", force_zip64=True) as part:
        for line in lines_of(table):
            part.write(line)
            content.update(line)
            seal.add(line)
    return CopiedTable(
        columns=table.columns,
        rows=seal.rows,
        sha256=content.hexdigest(),
        seal=seal.hex(),
        number=store.last_number(table) if table.number else 0,
    )


def _files_below(root: Path) -> Iterator[str]:
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        if path.is_file():
            yield path.relative_to(root).as_posix()


def _write_file(to: zipfile.ZipFile, name: str, path: Path) -> CopiedFile:
    content, size = sha256(), 0
    try:
        with (
            path.open("rb") as file,
            to.open(file_part(name), "w", force_zip64=True) as part,
        ):
            for piece in pieces(file):
                part.write(piece)
                content.update(piece)
                size += len(piece)
    except FileNotFoundError as error:
        raise FileIsGone(name) from error
    return CopiedFile(bytes=size, sha256=content.hexdigest())
