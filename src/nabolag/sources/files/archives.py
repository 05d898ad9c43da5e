"""Zip containers (xlsx, xlsb, ods, shapefiles), checked before a library opens them.

The sizes an archive states are not believed: every member is unpacked here, in pieces
that are thrown away, and the work stops as soon as it grows past what we take in.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import (
    BROKEN_ARCHIVE,
    CENTRAL,
    LIMITS,
    File,
    Limits,
    printable,
    too_large,
)

_PIECE = 1_000_000
_SMALL = 10_000_000
"""Below this, how tightly something is packed does not matter."""


def check_zip(file: File, *, limits: Limits = LIMITS) -> tuple[str, ...]:
    """Give the names in an archive once it is known to be whole and harmless.

    Refuses (:class:`BadInput`) what is cut short, locked with a password, packed in
    an unusual way, has too many members or unpacks to too much, whose members point
    outside the archive or share a name, and XML that declares entities.
    """
    members = _members(file, limits=limits)
    _check_names(file, members)
    total = 0
    for member in members:
        total += _unpacked_size(file, member, limits=limits, before=total)
    return tuple(member.filename for member in members)


def read_member(file: File, name: str) -> bytes:
    """Give one member of an archive that :func:`check_zip` has passed."""
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        return archive.read(name)


def damaged(file: File, *, expected: str = "a whole zip archive") -> BadInput:
    """Give the refusal of a file that is cut short or damaged."""
    return BadInput(
        where=Where(file=file.name),
        found="The file is cut short or damaged.",
        expected=expected,
        remedy="Download it again; if it opens in a spreadsheet, save it anew.",
    )


@contextmanager
def damage_refused(
    file: File, *errors: type[Exception], expected: str
) -> Generator[None]:
    """Turn what a library says of a damaged file, and where it panics, into a refusal.

    Libraries written in Rust panic with an exception of their own that is no
    ``Exception`` and that none of them lets one import: it is known by its name.
    """
    try:
        yield
    except errors as error:
        raise damaged(file, expected=expected) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(file, expected=expected) from error


def _members(file: File, *, limits: Limits) -> list[zipfile.ZipInfo]:
    if file.data.count(CENTRAL) > limits.members:
        raise _bomb(file, f"more than {limits.members} files inside")
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            members = archive.infolist()
    except BROKEN_ARCHIVE as error:
        raise damaged(file) from error
    stated = sum(member.file_size for member in members)
    if stated > limits.unpacked:
        raise _bomb(file, f"{stated} bytes when unpacked")
    return members


def _check_names(file: File, members: list[zipfile.ZipInfo]) -> None:
    seen = set[str]()
    for member in members:
        name = member.filename
        if member.flag_bits & 1:
            raise _refused(
                file,
                found="The file is locked with a password.",
                expected="an open file",
                remedy="Open it, remove the password and save it again.",
            )
        if re.search(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\\|\0", name):
            raise _unsafe(file, f"a path that leads out of it ({printable(name)})")
        if name.lower() in seen:
            raise _unsafe(file, f"two files of the same name ({printable(name)})")
        seen.add(name.lower())


def _unpacked_size(
    file: File, member: zipfile.ZipInfo, *, limits: Limits, before: int
) -> int:
    """Unpack a member piece by piece; give its size, or refuse it."""
    size, crc, tail = 0, 0, b""
    for piece in _pieces(file, member):
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        most = min(limits.unpacked, max(_SMALL, limits.ratio * len(file.data)))
        if before + size > most:
            raise _bomb(file, f"more than {most} bytes when unpacked")
        tail = _check_entities(file, member.filename, tail + piece)
    if size != member.file_size or crc != member.CRC:
        raise damaged(file)
    return size


def _pieces(file: File, member: zipfile.ZipInfo) -> Iterator[bytes]:
    packed = _packed(file, member)
    if member.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise _unsafe(file, "a way of packing that spreadsheets do not use")
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        piece = packed
        while not unpacker.eof and (piece or packed):
            piece = unpacker.decompress(packed, _PIECE)
            packed = unpacker.unconsumed_tail
            yield piece
    except zlib.error as error:
        raise damaged(file) from error


def _packed(file: File, member: zipfile.ZipInfo) -> bytes:
    # The entry's own header repeats name and extra field, of lengths of its own.
    start = member.header_offset
    header = file.data[start : start + 30]
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise damaged(file)
    name, extra = struct.unpack("<HH", header[26:30])
    start += 30 + name + extra
    return file.data[start : start + member.compress_size]


def _check_entities(file: File, name: str, piece: bytes) -> bytes:
    # Spreadsheets declare no document type; it is how XML is made to grow or to fetch.
    # (Map metadata from older programs has one too, but nobody opens that.)
    if not name.lower().endswith((".xml", ".rels")) or name.endswith(".shp.xml"):
        return b""
    if re.search(rb"<!(DOCTYPE|ENTITY)", piece.replace(b"\0", b"")):
        raise _unsafe(file, "XML with a document type or entities")
    return piece[-32:]


def _bomb(file: File, what: str) -> BadInput:
    return too_large(
        Where(file=file.name),
        found=f"The archive holds {what}.",
        expected="an archive of ordinary size",
    )


def _unsafe(file: File, what: str) -> BadInput:
    return _refused(
        file,
        found=f"The archive holds {what}.",
        expected="what a spreadsheet program writes",
        remedy="Open it in a spreadsheet program and save it anew, or ask who sent it.",
    )


def _refused(file: File, *, found: str, expected: str, remedy: str) -> BadInput:
    return BadInput(
        where=Where(file=file.name), found=found, expected=expected, remedy=remedy
    )
