"""The file of a safe copy: written in one go, and read through before it is trusted."""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from nabolag.errors import BadInput, Where

FORMAT = "nabolag copy 1"
MANIFEST = "manifest.json"
PIECE = 1 << 20

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedTable:
    """What a manifest tells of a table.

    ``sha256`` is of the part in the file, ``seal`` of the rows whatever the store, and
    ``number`` the last that the store gave to a row, which must never be given again.
    """

    columns: list[str]
    rows: int
    sha256: str
    seal: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """What a manifest tells of a file."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What stands in a copy."""

    version: str
    taken_at: str
    steps: list[tuple[str, str]]
    tables: dict[str, CopiedTable]
    files: dict[str, CopiedFile]

    @property
    def rows(self) -> int:
        """Give the number of rows in all tables."""
        return sum(table.rows for table in self.tables.values())

    def parts(self) -> set[str]:
        """Give the name of every part that belongs in the file."""
        tables, files = map(table_part, self.tables), map(file_part, self.files)
        return {MANIFEST, *tables, *files}


def table_part(name: str) -> str:
    """Give the name of the part with a table's rows."""
    return f"tables/{name}.jsonl"


def file_part(name: str) -> str:
    """Give the name of the part with a file's content."""
    return f"files/{name}"


def manifest_text(manifest: Manifest) -> str:
    """Write a manifest as it stands in a copy."""
    return json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1)


class Copy:
    """A copy that is open for reading."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.archive = archive
        self.manifest = manifest

    @contextmanager
    def lines(self, table: str) -> Iterator[Iterator[bytes]]:
        """Give the rows of a table, one line at a time."""
        with self.archive.open(table_part(table)) as part:
            yield iter(part)

    def unpack(self, name: str, to: Path) -> None:
        """Write one of its files."""
        to.parent.mkdir(parents=True, exist_ok=True)
        with self.archive.open(file_part(name)) as part, to.open("wb") as out:
            for piece in pieces(part):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())


_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a damaged ZIP file may end with."""


@contextmanager
def open_copy(file: Path) -> Iterator[Copy]:
    """Open a copy. Raises :class:`BadInput` for what is none, or has lost a part."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise no_copy(file, "It is no safe copy, or was cut short.") from error
    except OSError as error:
        raise no_copy(file, f"It cannot be read: {error.strerror}.") from error
    with archive:
        yield Copy(archive, _manifest(archive, file))


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        told = json.loads(archive.read(MANIFEST))
        kind = told.pop("format")
        manifest = _read(told) if kind == FORMAT else None
    except (*_DAMAGED, KeyError, TypeError, ValueError, AttributeError) as error:
        raise no_copy(file, "It does not tell what it holds.") from error
    if manifest is None:
        raise no_copy(file, f"It is written in another way (“{kind}”).")
    parts = archive.namelist()
    if set(parts) != manifest.parts() or len(parts) != len(set(parts)):
        raise no_copy(file, "It does not have the parts that it tells of.")
    for name in manifest.files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise no_copy(file, f"Its file “{name}” would be put outside the folder.")
    return manifest


def _read(told: dict[str, Any]) -> Manifest:
    return Manifest(
        version=told["version"],
        taken_at=told["taken_at"],
        steps=[(app, name) for app, name in told["steps"]],
        tables={name: CopiedTable(**each) for name, each in told["tables"].items()},
        files={name: CopiedFile(**each) for name, each in told["files"].items()},
    )


def read_through(copy: Copy, file: Path, *, progress: Progress) -> None:
    """Read every part once. Raises :class:`BadInput` where one is not as written."""
    manifest = copy.manifest
    tables = {table_part(name): t.sha256 for name, t in manifest.tables.items()}
    files = {file_part(name): f.sha256 for name, f in manifest.files.items()}
    parts = tables | files
    for done, (part, written) in enumerate(parts.items(), start=1):
        if _sha256(copy, part) != written:
            raise no_copy(file, f"Its part “{part}” is not as it was written.")
        progress(done, len(parts))


def _sha256(copy: Copy, part: str) -> str:
    """Give the fingerprint of a part, or nothing where it cannot be read."""
    seal = sha256()
    try:
        with copy.archive.open(part) as content:
            for piece in pieces(content):
                seal.update(piece)
    except _DAMAGED:
        return ""
    return seal.hexdigest()


def pieces(content: IO[bytes]) -> Iterator[bytes]:
    """Give what is read, a piece at a time."""
    while piece := content.read(PIECE):
        yield piece


def no_copy(file: Path, found: str) -> BadInput:
    """Give the refusal of a file."""
    return BadInput(
        where=Where(file=file.name),
        found=found,
        expected="a whole file made with: nabolag backup",
        remedy="Fetch it again, or use an older copy. Nothing was changed.",
    )
