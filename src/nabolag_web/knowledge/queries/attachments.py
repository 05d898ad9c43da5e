"""What is looked up about documents."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from nabolag_web.knowledge.models import Document, Evidence
from nabolag_web.programmes.models import Programme


def documents(programme: Programme) -> QuerySet[Document]:
    """Give the documents in use, the newest first, with how many findings use each."""
    uses = Count(
        "evidence__finding",
        filter=Q(evidence__ended_at=None, evidence__finding__removed_at=None),
        distinct=True,
    )
    found = programme.documents.filter(removed_at=None).annotate(uses=uses)
    return found.select_related("added_by").order_by("-added_at", "-pk")


def documents_taken_out(programme: Programme) -> QuerySet[Document]:
    """Give the documents that can still come back, the last one taken out first."""
    gone = programme.documents.exclude(removed_at=None)
    return gone.select_related("added_by").order_by("-removed_at", "-pk")


def same_file(document: Document) -> Document | None:
    """Give the document of a programme that holds the very same, if any."""
    return document.programme.documents.filter(sha256=document.sha256).first()


def in_use(document: Document) -> bool:
    """Tell whether a document is, or has been, evidence in a finding."""
    return Evidence.objects.filter(document=document).exists()
