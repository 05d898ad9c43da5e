"""What a programme has of documents, as a list and as one file to answer with."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from nabolag.reports.papers.document import Document as Paper
from nabolag.reports.papers.html import html_of
from nabolag.reports.papers.meeting_minutes import minutes_document
from nabolag.reports.papers.meeting_papers import paper_document
from nabolag_web.knowledge.models import Document, Meeting
from nabolag_web.knowledge.place_words import status_word
from nabolag_web.knowledge.presenters.documents import language
from nabolag_web.knowledge.queries.access_requests import Record, Sort
from nabolag_web.knowledge.queries.minutes import file_of, minutes_of
from nabolag_web.knowledge.queries.papers import minutes_value, paper_of
from nabolag_web.knowledge.words import role_words

MOST_BYTES = 300_000_000
"""What the attached files of one answer may take together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """A document in the list: what it is, and what it is by law."""

    day: str
    sort: str
    title: str
    status: str
    access: str


def record_lines(records: Iterable[Record]) -> list[RecordLine]:
    """Give documents for the list."""
    return [
        RecordLine(
            day=date_format(record.on),
            sort=_sort(record.sort),
            title=_title(record),
            status=status_word(record.status),
            access=_access(record),
        )
        for record in records
    ]


def answer_file(records: Sequence[Record], *, everything: bool, at: datetime) -> bytes:
    """Give one file with the list of documents, and those that anyone may have.

    With ``everything`` it holds the others as well, for whoever decides about them.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = [_row(*each) for each in _stored(archive, records, everything, at=at)]
        archive.writestr(f"{slugify(_('Documents'))}.csv", _table(rows))
    return made.getvalue()


def _stored(
    archive: zipfile.ZipFile,
    records: Sequence[Record],
    everything: bool,  # noqa: FBT001 - handed on
    *,
    at: datetime,
) -> Iterator[tuple[Record, str]]:
    """Put the documents into the archive; give each with its name there, if any."""
    for number, record in enumerate(records, start=1):
        if not (everything or record.is_given):
            yield record, ""
            continue
        content, ending = _content(record, at=at)
        name = f"{number:03} {record.on} {slugify(_title(record))[:80]}.{ending}"
        if content is not None:
            archive.writestr(name, content)
        yield record, name if content is not None else _("The file is gone")


def _content(record: Record, *, at: datetime) -> tuple[bytes | None, str]:
    thing = record.of
    if isinstance(thing, Document):
        return _attached(thing), PurePath(thing.file.name or "").suffix[1:]
    if record.sort == Sort.PAPERS:
        paper = paper_of(thing, language=language(), at=at)
        return _page(paper_document(paper, language=language())), "html"
    return _minutes(thing, at=at)


def _minutes(meeting: Meeting, *, at: datetime) -> tuple[bytes | None, str]:
    minutes = minutes_of(meeting)
    if minutes is not None and minutes.file:
        return file_of(minutes), "pdf"
    value = minutes_value(meeting, minutes, role=role_words, at=at)
    return _page(minutes_document(value, language=language())), "html"


def _page(document: Paper) -> bytes:
    return html_of(document).encode()


def _attached(document: Document) -> bytes | None:
    name = document.file.name or ""
    if not document.file.storage.exists(name):
        return None
    with document.file.open("rb") as file:
        content: bytes = file.read()
    return content


def _row(record: Record, name: str) -> list[str]:
    (line,) = record_lines([record])
    return [
        record.on.isoformat(),
        line.sort,
        line.title,
        line.status,
        line.access,
        name,
    ]


def _table(rows: Iterable[Sequence[str]]) -> bytes:
    """Give a table that a spreadsheet opens as it is, and reads no cell as a formula."""
    told = io.StringIO()
    writer = csv.writer(told, delimiter=";")
    heads = (_("Day"), _("What it is"), _("Title"), _("By law"), _("Access"), _("File"))
    for row in (heads, *rows):
        writer.writerow([f"'{c}" if c[:1] in tuple("=+-@\t\r") else c for c in row])
    return told.getvalue().encode("utf-8-sig")


def _sort(sort: Sort) -> str:
    return {
        Sort.PAPERS: _("Meeting papers"),
        Sort.MINUTES: _("Minutes"),
        Sort.ATTACHED: _("Document"),
    }[sort]


def _title(record: Record) -> str:
    if isinstance(record.of, Document):
        return record.of.title
    return _("%(what)s of %(forum)s %(number)s") % {
        "what": _sort(record.sort),
        "forum": record.of.forum.name,
        "number": f"{record.of.number}/{record.of.year}",
    }


def _access(record: Record) -> str:
    if record.legal_ground:
        return _("Exempt from public access: %(ground)s") % {
            "ground": record.legal_ground
        }
    return _("Not marked as exempt")
