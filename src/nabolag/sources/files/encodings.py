"""Bytes made into text: which code page they are in, or that they fit none.

Norwegian publishers write UTF-8, Windows-1252 or UTF-16 with its mark. Text that is
valid UTF-8 is taken as that: other text is so only by a rare accident. What is partly
UTF-8 is refused, since either reading would spoil some of the names.
"""

from __future__ import annotations

import codecs
import re

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import File

_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CUT_OFF = re.compile(
    rb"([\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z"
)
_LEADS = (b"\xc3", b"\xe2", b"\xe2\x80")
"""What Norwegian letters and dashes begin with in UTF-8; no Norwegian text ends in the
letters that these are in Windows-1252."""


def decode(file: File) -> tuple[str, str]:
    """Give a file's text and the name of its encoding.

    Raises :class:`BadInput` with the line where the bytes fit no encoding we know, are
    UTF-8 in some places only, or hold empty (NUL) bytes.

    >>> decode(File(name="x.csv", data="Grønland".encode("cp1252"), sha256=""))
    ('Grønland', 'windows-1252')
    """
    for mark, encoding in _WIDE.items():
        if file.data.startswith(mark):
            return _wide_text(file, encoding), "utf-16"
    data = file.data.removeprefix(codecs.BOM_UTF8)
    _check_nulls(file, data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _check_half(file, data, error)
    return _western_text(file, data), "windows-1252"


def _wide_text(file: File, encoding: str) -> str:
    try:
        text = file.data[2:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _misfit(
            file, line=1, found="The file is marked as UTF-16, but is cut short."
        ) from error
    if "\0" in text:
        raise _misfit(
            file,
            line=text.count("\n", 0, text.index("\0")) + 1,
            found="The text holds empty (NUL) characters.",
        )
    return text


def _check_nulls(file: File, data: bytes) -> None:
    at = data.find(b"\0")
    if at < 0:
        return
    if max(data[::2].count(0), data[1::2].count(0)) * 3 >= len(data):
        raise _misfit(file, line=1, found="The text is UTF-16 without its mark.")
    raise _misfit(file, line=_line(data, at), found="The text holds empty (NUL) bytes.")


def _check_half(file: File, data: bytes, error: UnicodeDecodeError) -> None:
    """Refuse text that is UTF-8 in part: cut off in a letter, or joined from two."""
    sequences = len(_SEQUENCE.findall(data))
    stray = len(re.findall(rb"[\x80-\xff]", _SEQUENCE.sub(b"", data)))
    cut_off = _CUT_OFF.search(data)
    leads = sequences or data.endswith(_LEADS)
    if cut_off and stray == len(cut_off.group()) and leads:
        raise _misfit(
            file,
            line=_line(data, error.start),
            found="The text is UTF-8 that ends in the middle of a letter.",
        )
    if sequences * 10 > stray:
        raise _misfit(
            file,
            line=_line(data, error.start),
            found="The text is UTF-8, but not on this line.",
        )


def _western_text(file: File, data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _misfit(
            file,
            line=_line(data, error.start),
            found=f"The byte {data[error.start]:#04x} is no letter in UTF-8 or "
            "Windows-1252.",
        ) from error


def _line(data: bytes, at: int) -> int:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1


def _misfit(file: File, *, line: int, found: str) -> BadInput:
    return BadInput(
        where=Where(file=file.name, line=line),
        found=found,
        expected="text in UTF-8 (or Windows-1252, or UTF-16 with its mark)",
        remedy="Open the file in the program it came from and save it as UTF-8.",
    )
