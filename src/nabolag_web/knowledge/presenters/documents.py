"""Papers, minutes and pictures as files: for reading, for paper and for writing on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language

from nabolag.reports.papers.document import Document
from nabolag.reports.papers.html import html_of
from nabolag.reports.papers.pdf import pdf_of
from nabolag.reports.papers.word import word_of
from nabolag_web.knowledge.models import Meeting

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES: Mapping[str, str] = MappingProxyType(
    {"pdf": "application/pdf", "docx": _WORD, "html": "text/html; charset=utf-8"}
)
_EDITIONS: Mapping[str, Callable[[Document], bytes]] = MappingProxyType(
    {
        "pdf": pdf_of,
        "docx": word_of,
        "html": lambda document: html_of(document).encode(),
    }
)
KINDS = tuple(_TYPES)
"""What can be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that was made, with what a browser must know of it."""

    content: bytes
    content_type: str
    disposition: str


def language() -> str:
    """Give the language of the page, which its files are made in too."""
    return get_language() or "nb"


def name_of(meeting: Meeting, what: str) -> str:
    """Give the name of a meeting's file; ``what`` it is comes first."""
    return f"{what} {meeting.forum.name} {meeting.number} {meeting.year}"


def made(document: Document, *, name: str, kind: str) -> File:
    """Make a file of a document."""
    return kept(_EDITIONS[kind](document), name=name, kind=kind)


def kept(content: bytes, *, name: str, kind: str) -> File:
    """Give a file that was made before."""
    disposition = content_disposition_header(
        as_attachment=kind != "pdf", filename=f"{slugify(name)}.{kind}"
    )
    return File(
        content=content,
        content_type=_TYPES[kind],
        disposition=disposition or "",
    )


def sent(file: File) -> HttpResponse:
    """Give a file as an answer."""
    response = HttpResponse(file.content, content_type=file.content_type)
    response.headers["Content-Disposition"] = file.disposition
    return response
