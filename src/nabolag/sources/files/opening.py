"""A file from outside, opened without trusting it: its bytes, its name and its kind.

Assumes nothing of a file's ending; what it is shows in its first bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nabolag.errors import BadInput, Where

_MB = 1_000_000
_LONGEST_NAME = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a file we take in before we say no.

    ``bytes_`` of the file itself, bytes once ``unpacked``, how many times larger it
    may grow (``ratio``), ``rows``, ``columns``, ``cells`` of its table, characters in
    one ``cell`` and ``members`` of an archive.
    """

    bytes_: int = 200 * _MB
    unpacked: int = 1_000 * _MB
    ratio: int = 200
    rows: int = 5_000_000
    columns: int = 2_000
    cells: int = 30_000_000
    cell: int = 100_000
    members: int = 10_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file's bytes, its name as messages show it, and its fingerprint."""

    name: str
    data: bytes
    sha256: str


def open_file(path: Path, *, limits: Limits = LIMITS) -> File:
    """Give a file's bytes, refusing what is not an ordinary file of a fair size.

    Never waits on a pipe and never reads a device; a link counts as what it leads to.
    Raises :class:`BadInput` for what is missing, empty, too large or not a file.
    """
    name = shown_name(path)
    data = _read(path, name=name, limits=limits)
    if not data:
        raise BadInput(
            where=Where(file=name),
            found="The file is empty.",
            expected="a file with figures",
            remedy="Download it again, or check that the export was finished.",
        )
    return File(name=name, data=data, sha256=hashlib.sha256(data).hexdigest())


def shown_name(path: Path) -> str:
    r"""Give a path as messages may show it, without characters that disturb them.

    >>> shown_name(Path("data/votes.csv"))
    'data/votes.csv'
    >>> shown_name(Path("data/vo\ntes.csv"))
    'vo\\ntes.csv'
    """
    whole = str(path)
    shown = whole if whole.isprintable() else printable(path.name)
    return shown if len(shown) <= _LONGEST_NAME else f"…{shown[-_LONGEST_NAME:]}"


def printable(text: str) -> str:
    r"""Give a text with every character that does not show written out as a code.

    >>> printable("Grünerløkka\u202egro")
    'Grünerløkka\\u202egro'
    """
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def too_large(where: Where, *, found: str, expected: str) -> BadInput:
    """Give the refusal of a file that holds more than we take in."""
    return BadInput(
        where=where,
        found=found,
        expected=expected,
        remedy="Check that the file is what you meant; if it is, ask its publisher for "
        "fewer areas, years or columns at a time.",
    )


def _read(path: Path, *, name: str, limits: Limits) -> bytes:
    where = Where(file=name)
    try:
        _check_kind(where, path.stat().st_mode)
        with path.open("rb") as handle:
            data = handle.read(limits.bytes_ + 1)
    except FileNotFoundError as error:
        raise BadInput(
            where=where,
            found="There is no such file.",
            expected="the path of a file",
            remedy="Check the spelling and the folder you are in.",
        ) from error
    except PermissionError as error:
        raise BadInput(
            where=where,
            found="The file may not be read.",
            expected="a file you have access to",
            remedy="Ask its owner for access, or copy it to a folder of your own.",
        ) from error
    except (OSError, ValueError) as error:
        raise _not_a_file(where, "something that cannot be opened") from error
    if len(data) > limits.bytes_:
        most = f"{limits.bytes_ // _MB} MB"
        raise too_large(
            where, found="The file is too large.", expected=f"at most {most}"
        )
    return data


def _check_kind(where: Where, mode: int) -> None:
    # Opening a pipe would wait for somebody to write to it; a device may never end.
    if stat.S_ISDIR(mode):
        raise _not_a_file(where, "a folder")
    if not stat.S_ISREG(mode):
        raise _not_a_file(where, "a pipe, a socket or a device")


def _not_a_file(where: Where, what: str) -> BadInput:
    return BadInput(
        where=where,
        found=f"This is {what}.",
        expected="an ordinary file",
        remedy="Give the path of the file itself.",
    )


_MAGIC: Sequence[tuple[bytes, str]] = (
    (b"PAR1", "parquet"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\0", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x00\x00\x27\x0a", "shapefile"),
)
CENTRAL = b"PK\x01\x02"
"""What each entry in an archive's table of contents begins with."""
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,  # zipfile, of a way of packing it does not know
    OverflowError,
    UnicodeError,
    ValueError,
    EOFError,
    OSError,
    struct.error,
)
"""What Python's own reader raises on damaged archives."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 65_536


def sniff(file: File) -> str:
    """Tell what a file is from its content.

    One of ``csv`` (any delimited text), ``excel`` (xlsx, xlsb, xls, ods), ``px``,
    ``jsonstat``, ``parquet``; ``geojson``, ``geopackage``, ``shapefile``, ``gml``;
    ``json``, ``html``, ``xml``, ``pdf``, ``zip``, ``packed``, ``ole``, ``sqlite``,
    ``image``; or ``unknown``. Never raises: what is damaged is told by its reader.

    >>> sniff(File(name="x.csv", data=b"%PDF-1.7", sha256=""))
    'pdf'
    """
    data = file.data
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if kind == "sqlite":
        return "geopackage" if data[68:72] in (b"GPKG", b"GP10", b"GP11") else kind
    return kind or _text_kind(data)


def _archive_kind(data: bytes) -> str:
    names = _member_names(data)
    if "[Content_Types].xml" in names:
        return "excel" if any(n.startswith("xl/") for n in names) else "zip"
    if "content.xml" in names and "mimetype" in names:
        return "excel" if b"opendocument.spreadsheet" in data[:200] else "zip"
    if any(name.lower().endswith(".shp") for name in names):
        return "shapefile"
    return "zip"


def _member_names(data: bytes) -> list[str]:
    if data.count(CENTRAL) > LIMITS.members:
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except BROKEN_ARCHIVE:
        return []


def _ole_kind(data: bytes) -> str:
    # The streams of a workbook, or of one that is locked with a password.
    streams = ("Workbook", "Book", "EncryptedPackage")
    return "excel" if any(s.encode("utf-16-le") in data for s in streams) else "ole"


_PX = re.compile(
    r"\s*[A-Z][A-Z-]+(\[\w+\])?(\([^)\n]*\))?\s*=\s*(\"|YES\b|NO\b|\d+\s*;|TLIST)"
)


def _text_kind(data: bytes) -> str:
    text = _head_text(data)
    start = text.lstrip().lower()
    if start.startswith(("{", "[")):
        return _json_kind(data)
    if re.match(r"<!doctype html|<html|<head|<body|<table|<div|<script", start):
        return "html"
    if start.startswith("<"):
        return _xml_kind(start)
    if _PX.match(text):
        return "px"
    return "csv" if _is_text(data) else "unknown"


def _head_text(data: bytes) -> str:
    head = data[:_HEAD]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "latin-1", errors="replace")
    return text.removeprefix("\ufeff").removeprefix("ï»¿")


def _json_kind(data: bytes) -> str:
    # The whole is searched: a long list of values may stand before the class.
    if re.search(rb'"type"\s*:\s*"(Feature(Collection)?|Topology)"', data):
        return "geojson"
    if re.search(rb'"class"\s*:\s*"(dataset|collection|dimension)"', data):
        return "jsonstat"
    return "jsonstat" if b'"dimension"' in data else "json"


def _xml_kind(start: str) -> str:
    if "<html" in start:
        return "html"
    return "gml" if "opengis.net/gml" in start or "<kml" in start else "xml"


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[:_HEAD]
    strange = sum(head.count(bytes([c])) for c in range(1, 32) if c not in _ORDINARY)
    nulls = head.count(0)
    # Every other byte empty is UTF-16 without its mark: the text reader tells.
    half_null = max(head[::2].count(0), head[1::2].count(0)) == nulls
    few = strange * 50 <= len(head)
    stray = nulls < 4 or nulls * 100 <= len(head)
    return few and (stray or (half_null and nulls * 3 >= len(head)))


_ORDINARY = frozenset(b"\t\n\v\f\r\x1a\x1b")
