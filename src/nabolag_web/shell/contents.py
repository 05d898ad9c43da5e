"""What kind of file something is, found in its content and never in its name alone.

A name only chooses between kinds that are written alike: text and a table of text. A
file whose name says another thing than its content is refused, since someone would open
it with the wrong program.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType

MOST_PARTS = 5_000
MOST_UNPACKED = 500_000_000
"""Parts and bytes that an office document may claim to hold, before anyone opens it."""

_END_OF_PDF = 1024  # bytes from the end that hold the mark, by the standard
_OFFICE = ("docx", "xlsx", "odt")
_TEXT = ("txt", "csv")
_ODT = b"application/vnd.oasis.opendocument.text"
_MARKUP = re.compile(r"\s*<(!|\?xml|[a-z])", re.IGNORECASE)
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAME = {"jpeg": "jpg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of file that is taken in: its ending, and how it is sent out again."""

    ending: str
    content_type: str


KINDS: Mapping[str, FileKind] = MappingProxyType(
    {
        ending: FileKind(ending=ending, content_type=content_type)
        for ending, content_type in (
            ("pdf", "application/pdf"),
            (
                "docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            (
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            ("odt", _ODT.decode()),
            ("png", "image/png"),
            ("jpg", "image/jpeg"),
            ("txt", "text/plain; charset=utf-8"),
            ("csv", "text/csv; charset=utf-8"),
        )
    }
)


class UnknownKind(Exception):
    """The content is of no kind that is taken in."""


class OtherThanItsName(Exception):
    """The content is of another kind than the name says."""

    def __init__(self, kind: FileKind) -> None:
        self.kind = kind
        super().__init__(kind.ending)


def kind_of(content: bytes, *, name: str) -> FileKind:
    """Give the kind of a file. Raises :class:`UnknownKind`, :class:`OtherThanItsName`.

    >>> kind_of(b"theme,score", name="scores.csv").ending
    'csv'
    """
    found = next((kind for kind, holds in _LOOKS if holds(content)), None)
    if found is None:
        raise UnknownKind
    ending = PurePath(name).suffix.lower().removeprefix(".")
    ending = _SAME.get(ending, ending)
    if found == "txt" and ending in _TEXT:
        return KINDS[ending]
    if ending != found:
        raise OtherThanItsName(KINDS[found])
    return KINDS[found]


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-_END_OF_PDF:]


def _is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n")


def _is_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff")


def _is_office(ending: str) -> Callable[[bytes], bool]:
    return lambda content: _office_kind(content) == ending


_UNREADABLE_ZIP = (
    zipfile.BadZipFile,
    NotImplementedError,  # packed in a way that zipfile does not know
    RuntimeError,  # locked with a password
    ValueError,  # a name in it that cannot be read
)
"""What zipfile raises on a file that is damaged or locked: no document to take in."""


def _office_kind(content: bytes) -> str | None:
    """Look at what an office document says it holds; nothing of it is unpacked."""
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            if not _is_modest(parts):
                return None
            return _named(packed, {part.filename for part in parts})
    except _UNREADABLE_ZIP:
        return None


def _is_modest(parts: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(part.file_size for part in parts)
    return len(parts) <= MOST_PARTS and unpacked <= MOST_UNPACKED


def _named(packed: zipfile.ZipFile, names: set[str]) -> str | None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None  # it can run by itself
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return "docx"
        return "xlsx" if "xl/workbook.xml" in names else None
    return "odt" if "content.xml" in names and _says_odt(packed) else None


def _says_odt(packed: zipfile.ZipFile) -> bool:
    """Tell whether it says so where it must: first, and not packed."""
    first = packed.infolist()[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        return False
    with packed.open(first) as said:
        return said.read(len(_ODT) + 1) == _ODT


def _is_text(content: bytes) -> bool:
    """Tell whether it can be read as text, and a browser would not run it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        if "\ufffd" in text:
            return False
    return bool(text.strip()) and not (_UNREADABLE.search(text) or _MARKUP.match(text))


_LOOKS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("pdf", _is_pdf),
    ("png", _is_png),
    ("jpg", _is_jpeg),
    *((ending, _is_office(ending)) for ending in _OFFICE),
    ("txt", _is_text),
)
