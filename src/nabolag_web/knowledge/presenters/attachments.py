"""Documents as pages show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag_web.knowledge.models import Document
from nabolag_web.knowledge.place_words import status_word
from nabolag_web.knowledge.presenters.places import used_word

KIND_WORDS = {
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "odt": "OpenDocument",
    "jpg": "JPEG",
    "csv": "CSV",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document as pages show it; ``file`` is where it is, for those who may read it."""

    document: Document
    facts: str
    status: str
    access: str
    who: str
    at: datetime
    uses: str
    address: str
    file: str


def document_line(document: Document, slug: str, *, opens: bool) -> DocumentLine:
    """Give one document for a page."""
    return DocumentLine(
        document=document,
        facts=" · ".join(_facts(document)),
        status=status_word(document.status),
        access=_access(document),
        who=document.added_by.name if document.added_by else _("Someone who has left"),
        at=document.added_at,
        uses=used_word(document),
        address=reverse("knowledge:document", args=[slug, document.pk]),
        file=reverse("knowledge:document_file", args=[slug, document.pk])
        if opens
        else "",
    )


def document_lines(
    documents: Iterable[Document], slug: str, *, opens: Callable[[Document], bool]
) -> list[DocumentLine]:
    """Give documents for the list."""
    return [document_line(each, slug, opens=opens(each)) for each in documents]


def _facts(document: Document) -> Iterable[str]:
    yield KIND_WORDS.get(document.kind) or _("Text")
    yield filesizeformat(document.size)
    if document.pages:
        yield ngettext("%(count)d page", "%(count)d pages", document.pages) % {
            "count": document.pages
        }


def _access(document: Document) -> str:
    if not document.is_exempt:
        return _("Not marked as exempt")
    return _("Exempt from public access: %(ground)s") % {
        "ground": document.legal_ground
    }
