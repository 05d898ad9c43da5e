"""What may change about documents: take one in, say what it is, take it out again.

A file is looked at before it is stored: what kind it is, by its content, and what the
machine's virus scanner says. Pictures are drawn anew, so that no place or camera comes
along.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.pictures import safe_picture
from nabolag_web.knowledge.actions.places import InUse
from nabolag_web.knowledge.models import Document, DocumentStatus
from nabolag_web.knowledge.queries import attachments as queries
from nabolag_web.programmes import actions as programmes
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.contents import KINDS, FileKind, kind_of
from nabolag_web.shell.folding import folded
from nabolag_web.shell.scanning import scan
from nabolag_web.shell.stored import random_name

_PICTURES = ("png", "jpg")
_LONGEST_SCAN = 4000  # pixels: a sheet of paper can still be read
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f/\\]")
_PAGE_TREE = re.compile(rb"<<(?=[^<>]*/Type\s*/Pages\b)(?![^<>]*/Parent\b)[^<>]*>>")
_COUNT = re.compile(rb"/Count\s+(\d{1,6})\b")


class AlreadyHere(Exception):
    """The same file has been added to the programme before."""

    def __init__(self, document: Document) -> None:
        self.document = document
        super().__init__(document.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that has been looked at and can be stored."""

    name: str
    kind: FileKind
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a document is called, and what it is by law."""

    title: str
    status: str = DocumentStatus.WORKING
    legal_ground: str = ""  # why it is exempt, where it is


def looked_at(content: bytes, *, name: str) -> File:
    """Give a file that can be stored, or refuse it.

    Raises what :func:`kind_of`, :func:`scan` and :func:`safe_picture` raise.
    """
    kind = kind_of(content, name=name)
    scan(content, command=settings.SCANNER)
    file = File(name=_plain(name), kind=kind, content=content)
    return _drawn_anew(file) if kind.ending in _PICTURES else file


def _plain(name: str) -> str:
    """Give the last part of a name, short enough to be stored, with its ending."""
    path = PurePath(_UNREADABLE.sub("_", name))
    return f"{path.stem[:150]}{path.suffix[:10]}"


def _drawn_anew(file: File) -> File:
    picture = safe_picture(file.content, longest=_LONGEST_SCAN)
    name = str(PurePath(file.name).with_suffix(".jpg"))
    return replace(file, name=name, kind=KINDS["jpg"], content=picture.content)


@transaction.atomic
def add_document(
    *, programme: Programme, file: File, record: Record, by: User, at: datetime
) -> Document:
    """Add a document. Raises :class:`AlreadyHere`."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # a second click waits
    document = Document(
        programme=programme,
        file_name=file.name,
        kind=file.kind.ending,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        pages=pages_in(file.content) if file.kind.ending == "pdf" else None,
        added_by=by,
        added_at=at,
    )
    same = queries.same_file(document)
    if same is not None:
        raise AlreadyHere(same)
    content = ContentFile(file.content)
    document.file.save(random_name(file.kind.ending), content, save=False)
    _say(document, record)
    _note(document, "document_added", by=by, at=at)
    return document


@transaction.atomic
def change_record(
    *, document: Document, record: Record, by: User, at: datetime
) -> None:
    """Say otherwise what a document is called, and what it is by law."""
    _say(document, record)
    _note(document, "document_changed", by=by, at=at)


@transaction.atomic
def take_out_document(*, document: Document, by: User, at: datetime) -> None:
    """Take a document out; it can come back for a while. Raises :class:`InUse`."""
    if queries.in_use(document):
        raise InUse
    document.removed_at = at
    document.save(update_fields=["removed_at"])
    _note(document, "document_taken_out", by=by, at=at)


@transaction.atomic
def put_back_document(*, document: Document, by: User, at: datetime) -> None:
    """Put a document back."""
    document.removed_at = None
    document.save(update_fields=["removed_at"])
    _note(document, "document_put_back", by=by, at=at)


def pages_in(pdf: bytes) -> int | None:
    """Tell how many pages a PDF has, where it says so without being unpacked.

    >>> pages_in(b"1 0 obj << /Type /Pages /Kids [3 0 R] /Count 12 >> endobj")
    12
    """
    # A PDF that was changed holds its older parts too; the last one counts.
    for tree in reversed(_PAGE_TREE.findall(pdf)):
        if counted := _COUNT.search(tree):
            return int(counted[1])
    return None


def _say(document: Document, record: Record) -> None:
    document.title, document.status = record.title, record.status
    document.legal_ground = record.legal_ground
    document.is_exempt = bool(record.legal_ground)
    document.searched = folded(f"{record.title} {document.file_name}")
    document.full_clean(exclude=["file"])
    document.save()


def _note(document: Document, done: str, *, by: User, at: datetime) -> None:
    """Write it in the trail: the document's number, no words of it."""
    programmes.note(document.programme, done, by=by, at=at, subject=document.pk)
