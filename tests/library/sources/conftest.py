"""Builders of small files for the tests of reading."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import SimpleNamespace

import pytest
import xlsxwriter

from nabolag.sources.files.opening import File

Rows = Sequence[Sequence[object]]


@pytest.fixture(scope="session")
def file_of() -> Callable[..., File]:
    """Makes a file in memory from text (as UTF-8) or bytes."""

    def make(content: str | bytes, name: str = "votes.csv") -> File:
        data = content.encode() if isinstance(content, str) else content
        return File(name=name, data=data, sha256="0" * 64)

    return make


@pytest.fixture
def made(request, tmp_path) -> SimpleNamespace:
    """All builders below in one, and a folder of its own to each test."""
    names = ("xlsx", "xls", "ods", "archive", "repacked", "compound_file", "record")
    makers = {name: request.getfixturevalue(name) for name in names}
    return SimpleNamespace(folder=tmp_path, **makers)


@pytest.fixture(scope="session")
def xlsx() -> Callable[..., bytes]:
    """Makes a workbook from sheets given as rows, or as a function that writes one."""

    def make(**sheets: Rows | Callable[..., None]) -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        for name, content in sheets.items():
            sheet = book.add_worksheet(name)
            if callable(content):
                content(book, sheet)
                continue
            for row, cells in enumerate(content):
                for column, cell in enumerate(cells):
                    _write(book, sheet, row, column, cell)
        book.close()
        return out.getvalue()

    return make


def _write(book, sheet, row: int, column: int, cell: object) -> None:
    if isinstance(cell, date):
        shape = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_datetime(row, column, cell, shape)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


@pytest.fixture(scope="session")
def archive() -> Callable[[Mapping[str, str | bytes]], bytes]:
    """Makes a zip archive from its members."""

    def make(members: Mapping[str, str | bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in members.items():
                packed.writestr(name, content)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def repacked(archive) -> Callable[..., bytes]:
    """Changes one member of an archive, or takes it out; may give it another name."""

    def make(
        data: bytes,
        name: str,
        change: Callable[[bytes], bytes] | None,
        new_name: str | None = None,
    ) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = {n: packed.read(n) for n in packed.namelist()}
        before = members.pop(name)
        if change is not None:
            members[new_name or name] = change(before)
        return archive(members)

    return make


_ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
 <office:body><office:spreadsheet><table:table table:name="Ark1">{rows}</table:table>
 </office:spreadsheet></office:body></office:document-content>"""
_MANIFEST = """<?xml version="1.0"?><manifest:manifest
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
 <manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
 </manifest:manifest>"""


@pytest.fixture(scope="session")
def ods() -> Callable[[str], bytes]:
    """Makes an OpenDocument spreadsheet from its rows as XML."""

    def make(rows: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            kind = "application/vnd.oasis.opendocument.spreadsheet"
            packed.writestr("mimetype", kind)
            packed.writestr("META-INF/manifest.xml", _MANIFEST)
            packed.writestr("content.xml", _ODS.format(rows=rows))
        return out.getvalue()

    return make


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<4HB", row, column, 0, len(text), 1)
    return _record(0x204, head + text.encode("utf-16-le"))


def _number(row: int, column: int, number: float) -> bytes:
    return _record(0x203, struct.pack("<3Hd", row, column, 0, number))


@pytest.fixture(scope="session")
def xls() -> Callable[..., bytes]:
    """Makes an old workbook with one sheet from rows; more records may follow them.

    Records that belong to the whole workbook may stand ``before``.
    """

    def make(
        rows: Rows, more: bytes = b"", *, before: bytes = b"", small: bool = False
    ) -> bytes:
        cells = b"".join(
            (_label if isinstance(cell, str) else _number)(row, column, cell)
            for row, line in enumerate(rows)
            for column, cell in enumerate(line)
        )
        begin = struct.pack("<4H", 0x600, 5, 0, 0) + bytes(8)
        sheet = struct.pack("<4H", 0x600, 16, 0, 0) + bytes(8)
        title = b"\x04\x00Ark1"
        at = len(before) + len(_record(0x809, begin)) + 4
        at += len(_record(0x85, bytes(6) + title))
        book = _record(0x809, begin) + before
        book += _record(0x85, struct.pack("<IH", at, 0) + title) + _record(0x0A)
        book += _record(0x809, sheet) + cells + more + _record(0x0A)
        return compound({"Workbook": book}, small=small)

    return make


@pytest.fixture(scope="session")
def record() -> Callable[..., bytes]:
    """Makes one record of an old workbook."""
    return _record


def compound(streams: Mapping[str, bytes], *, small: bool = False) -> bytes:
    """Make a compound file; small streams lie together in the root's own stream."""
    unit = 64 if small else 512
    body, table, entries = b"", list[int](), b""
    for name, content in streams.items():
        size = len(content) if small else max(len(content), 4096)
        first, count = len(body) // unit, -(-size // unit)
        entries += _entry(name, 2, first, size)
        table += [*range(first + 1, first + count), _END]
        body += content.ljust(count * unit, b"\0")
    parts = [body] if not small else [body, _table(table)]
    after, starts = list[int](), list[int]()
    for part in [*parts, None]:
        if part is None:
            root = _entry("Root Entry", 5, starts[0] if small else _END, len(body))
            part = root + entries
            parts.append(part)
        starts.append(len(after))
        count = -(-len(part) // 512)
        after += [*range(len(after) + 1, len(after) + count), _END]
    if not small:
        after[: len(table)] = table
    tables = -(-(len(after) + 2) // 128)
    after += [0xFFFFFFFD] * tables
    data = b"".join(part.ljust(-(-len(part) // 512) * 512, b"\0") for part in parts)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    minis = (starts[1], 1) if small else (_END, 0)
    header += struct.pack("<IIIIIIIII", 0, tables, starts[-1], 0, 4096, *minis, _END, 0)
    first = len(after) - tables
    places = [*range(first, first + tables)] + [0xFFFFFFFF] * (109 - tables)
    return header + struct.pack("<109I", *places) + data + _table(after)


_END = 0xFFFFFFFE


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    rest = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF) + bytes(36)
    return head + rest + struct.pack("<IQ", start, size)


def _table(numbers: Sequence[int]) -> bytes:
    filled = [*numbers] + [0xFFFFFFFF] * (-len(numbers) % 128)
    return struct.pack(f"<{len(filled)}I", *filled)


def _bin(kind: int, body: bytes = b"") -> bytes:
    numbers = [kind] if kind < 128 else [kind & 0x7F | 0x80, kind >> 7]
    return bytes([*numbers, len(body) & 0x7F | 0x80, len(body) >> 7]) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


@pytest.fixture(scope="session")
def xlsb(archive) -> Callable[..., bytes]:
    """Makes a binary workbook with one sheet from rows; records may follow them."""

    def make(
        rows: Rows, more: bytes = b"", workbook: bytes = b"", texts: bytes = b""
    ) -> bytes:
        sheet = (
            _bin(129) + _bin(148, struct.pack("<4I", 0, len(rows), 0, 1)) + _bin(145)
        )
        for row, cells in enumerate(rows):
            sheet += _bin(0, struct.pack("<I", row) + bytes(13))
            for column, cell in enumerate(cells):
                head = struct.pack("<II", column, 0)
                if isinstance(cell, str):
                    sheet += _bin(6, head + _wide(cell))
                else:
                    sheet += _bin(5, head + struct.pack("<d", cell))
        sheet += more + _bin(146) + _bin(130)
        bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Ark1")
        book = _bin(131) + _bin(143) + _bin(156, bundle) + _bin(144) + _bin(132)
        return archive(
            {
                "[Content_Types].xml": "<Types/>",
                "xl/workbook.bin": workbook or book,
                "xl/_rels/workbook.bin.rels": '<Relationships><Relationship Id="rId1" '
                'Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                'relationships/worksheet" Target="worksheets/sheet1.bin"/>'
                "</Relationships>",
                "xl/worksheets/sheet1.bin": sheet,
                **({"xl/sharedStrings.bin": texts} if texts else {}),
            }
        )

    return make


@pytest.fixture(scope="session")
def bin_record() -> Callable[..., bytes]:
    """Makes one record of a binary workbook."""
    return _bin


@pytest.fixture(scope="session")
def compound_file() -> Callable[..., bytes]:
    """Makes a compound file from its streams."""
    return compound
