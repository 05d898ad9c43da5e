"""Sheets stored in binary form (xls, xlsb): how far they reach, what is wrong in them.

Sources: Microsoft's open specifications MS-XLS and MS-XLSB.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

from nabolag.errors import BadInput, Where
from nabolag.sources.files.archives import damaged, read_member
from nabolag.sources.files.opening import File
from nabolag.sources.formats.compound import read_stream
from nabolag.sources.formats.shared_texts import LONGEST, text_lengths
from nabolag.sources.formats.sheets import ERROR, Reach, Sheet
from nabolag.sources.formats.sheets_xml import linked_parts

_BROKEN = (struct.error, IndexError, KeyError, UnicodeError, ValueError)
_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _DIMENSIONS = 0x809, 0x0A, 0x2F, 0x85, 0x200
_SST, _CONTINUE, _LABELSST = 0xFC, 0x3C, 0xFD
_FORMULA, _BOOLERR, _MULRK, _MULBLANK = 0x06, 0x205, 0xBD, 0xBE
_CELLS = frozenset({_FORMULA, _BOOLERR, _LABELSST, 0x201, 0x203, 0x204, 0x27E, 0xD6})
_XLSB_ROW, _XLSB_SHEET, _XLSB_CELLS, _XLSB_ERRORS = 0, 156, (*range(1, 12), 62), (3, 11)
_XLSB_SHARED, _XLSB_TEXT = 7, 19


def xls_sheets(file: File) -> Mapping[str, Sheet]:
    """Give the sheets of an xls workbook by name; refuses one that is locked."""
    try:
        if read_stream(file.data, "EncryptedPackage") is not None:
            raise _locked(file)
        book = read_stream(file.data, "Workbook", "Book")
        if book is None:
            raise damaged(file, expected="a workbook")
        titles, texts = dict(_xls_titles(file, book)), text_lengths(_xls_texts(book))
        return {name: _xls_sheet(book, start, texts) for name, start in titles.items()}
    except _BROKEN as error:
        raise damaged(file, expected="a whole workbook") from error


def xlsb_sheets(file: File, names: tuple[str, ...]) -> Mapping[str, Sheet]:
    """Give the sheets of an xlsb workbook by name."""
    try:
        titles, texts = _xlsb_titles(file), _xlsb_texts(file, names)
        return {
            titles[name.lower()]: _xlsb_sheet(read_member(file, name), texts)
            for name in names
            if name.lower() in titles
        }
    except _BROKEN as error:
        raise damaged(file, expected="a whole workbook") from error


def _locked(file: File) -> BadInput:
    return BadInput(
        where=Where(file=file.name),
        found="The file is locked with a password.",
        expected="an open file",
        remedy="Open it, remove the password and save it again.",
    )


def _xls_titles(file: File, book: bytes) -> Iterator[tuple[str, int]]:
    wide = True
    for kind, record in _xls_records(book, 0):
        if kind == _BOF:
            wide = struct.unpack_from("<H", record)[0] >= 0x600
        elif kind == _FILEPASS:
            raise _locked(file)
        elif kind == _BOUNDSHEET:
            start, length = struct.unpack_from("<I2xB", record)
            yield _xls_name(record[7:], length, wide=wide), start


def _xls_name(text: bytes, length: int, *, wide: bool) -> str:
    if not wide:
        return text[:length].decode("cp1252")
    if text[0] & 1:
        return text[1 : 1 + 2 * length].decode("utf-16-le")
    return text[1 : 1 + length].decode("latin-1")


def _xls_texts(book: bytes) -> list[bytes]:
    """Give the list of shared texts, in the records it is parted over."""
    parts, within = list[bytes](), False
    for kind, record in _xls_records(book, 0):
        within = kind == _SST or (within and kind == _CONTINUE)
        if within:
            parts.append(record)
    return parts


def _xls_sheet(book: bytes, start: int, texts: Sequence[int]) -> Sheet:
    reach = Reach()
    for kind, record in _xls_records(book, start):
        if kind == _DIMENSIONS:
            _take_dimensions(reach, record)
        elif kind in (_MULRK, _MULBLANK):
            row, last = struct.unpack("<HH", record[:2] + record[-2:])
            reach.take(height=row + 1, width=last + 1)
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", record)
            reach.take(height=row + 1, width=column + 1)
            if kind == _LABELSST:
                reach.shared += _length(texts, struct.unpack_from("<6xI", record)[0])
            if _is_error(kind, record):
                reach.note(ERROR, row=row, column=column)
    return reach.sheet()


def _length(texts: Sequence[int], place: int) -> int:
    return texts[place] if place < len(texts) else LONGEST


def _take_dimensions(reach: Reach, record: bytes) -> None:
    # The reader makes room for what is stated here, whether cells follow or not.
    layout = "<4xI2xH" if len(record) >= 14 else "<2xH2xH"
    rows, columns = struct.unpack_from(layout, record)
    reach.take(height=rows, width=columns)


def _is_error(kind: int, record: bytes) -> bool:
    if kind == _BOOLERR:
        return record[7] == 1
    return kind == _FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2


def _xls_records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Give the records of a part of the book; charts within it are parts of their own."""
    depth, at = 0, start
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return


def _xlsb_titles(file: File) -> Mapping[str, str]:
    paths = linked_parts(file, "xl/_rels/workbook.bin.rels")
    titles = dict[str, str]()
    for kind, record in _xlsb_records(read_member(file, "xl/workbook.bin")):
        if kind == _XLSB_SHEET:
            link, rest = _xlsb_text(record[8:])
            titles[paths.get(link, "")] = _xlsb_text(rest)[0]
    return titles


def _xlsb_text(record: bytes) -> tuple[str, bytes]:
    length = 2 * struct.unpack_from("<I", record)[0]
    return record[4 : 4 + length].decode("utf-16-le"), record[4 + length :]


def _xlsb_texts(file: File, names: tuple[str, ...]) -> Sequence[int]:
    lengths = list[int]()
    for name in names:
        if name.lower() == "xl/sharedstrings.bin":
            for kind, record in _xlsb_records(read_member(file, name)):
                if kind == _XLSB_TEXT:
                    lengths.append(len(record) // 2)
    return lengths


def _xlsb_sheet(data: bytes, texts: Sequence[int]) -> Sheet:
    reach, row = Reach(), 0
    for kind, record in _xlsb_records(data):
        if kind == _XLSB_ROW:
            row = struct.unpack_from("<I", record)[0]
        elif kind in _XLSB_CELLS:
            column = struct.unpack_from("<I", record)[0]
            reach.take(height=row + 1, width=column + 1)
            if kind == _XLSB_SHARED:
                reach.shared += _length(texts, struct.unpack_from("<8xI", record)[0])
            if kind in _XLSB_ERRORS:
                reach.note(ERROR, row=row, column=column)
    return reach.sheet()


def _xlsb_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _xlsb_number(data, at, most=2)
        length, at = _xlsb_number(data, at, most=4)
        if at + length > len(data):
            raise IndexError(at)
        yield kind, data[at : at + length]
        at += length


def _xlsb_number(data: bytes, at: int, *, most: int) -> tuple[int, int]:
    """Read a number of seven bits to a byte; the eighth tells that more follow."""
    number = 0
    for place in range(most):
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return number, at
