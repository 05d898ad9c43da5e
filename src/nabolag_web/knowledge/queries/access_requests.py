"""What documents a programme has, as someone who answers a request for access asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.timezone import localdate

from nabolag_web.knowledge.models import (
    Document,
    DocumentStatus,
    Meeting,
    MeetingStage,
)
from nabolag_web.programmes.models import Programme


class Sort(StrEnum):
    """What a document of the programme is."""

    PAPERS = "papers"
    MINUTES = "minutes"
    ATTACHED = "attached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that are asked about, both counted with, and words of the title."""

    first: date
    last: date
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A document with what it is by law. ``of`` is what its content is made from."""

    sort: Sort
    of: Meeting | Document
    on: date
    status: DocumentStatus
    legal_ground: str

    @property
    def is_given(self) -> bool:
        """Tell whether anyone may have it: a case document that is not exempt."""
        return self.status == DocumentStatus.CASE and not self.legal_ground

    @property
    def size(self) -> int:
        """Give about how many bytes it takes; papers and minutes are small."""
        return self.of.size if isinstance(self.of, Document) else 0


def records(programme: Programme, period: Period) -> list[Record]:
    """Give the documents of a period, the oldest first, in two questions for all."""
    found = (*_of_meetings(programme, period), *_attached(programme, period))
    order = list(Sort)
    return sorted(found, key=lambda each: (each.on, order.index(each.sort), each.of.pk))


def _of_meetings(programme: Programme, period: Period) -> Iterator[Record]:
    met = Meeting.objects.filter(
        forum__programme=programme,
        on__range=(period.first, period.last),
        forum__name__icontains=period.words,
    ).exclude(stage=MeetingStage.PLANNED)
    for meeting in met.select_related("forum__programme", "secretary__user", "minutes"):
        minutes = getattr(meeting, "minutes", None)
        ground = minutes.legal_ground if minutes else ""
        yield Record(
            sort=Sort.PAPERS,
            of=meeting,
            on=meeting.on,
            status=_case_if(meeting.called_at is not None),
            legal_ground=ground,
        )
        if meeting.held_at is not None:
            yield Record(
                sort=Sort.MINUTES,
                of=meeting,
                on=meeting.on,
                status=_case_if(meeting.stage == MeetingStage.APPROVED),
                legal_ground=ground,
            )


def _case_if(settled: bool) -> DocumentStatus:  # noqa: FBT001 - reads as a question
    return DocumentStatus.CASE if settled else DocumentStatus.WORKING


def _attached(programme: Programme, period: Period) -> Iterator[Record]:
    added = programme.documents.filter(
        removed_at=None,
        added_at__date__range=(period.first, period.last),
        title__icontains=period.words,
    )
    for document in added:
        yield Record(
            sort=Sort.ATTACHED,
            of=document,
            on=localdate(document.added_at),
            status=DocumentStatus(document.status),
            legal_ground=document.legal_ground,
        )
