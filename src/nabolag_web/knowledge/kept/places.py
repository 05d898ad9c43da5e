"""What is stored of place analyses and documents: why, how long, and then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.kept.undo import UNDO
from nabolag_web.knowledge.models import (
    Document,
    PlaceAnalysis,
    PlaceNote,
    Score,
)
from nabolag_web.shell.registry import Kept, Then
from nabolag_web.shell.stored import files_below

_FILES = ("places", "documents")


def _removed_analyses(before: datetime) -> QuerySet[PlaceAnalysis]:
    over = PlaceAnalysis.objects.filter(removed_at__lte=before, evidence=None)
    return over.exclude(notes__evidence__isnull=False)


def _removed_notes(before: datetime) -> QuerySet[PlaceNote]:
    return PlaceNote.objects.filter(removed_at__lte=before, evidence=None)


def _removed_documents(before: datetime) -> QuerySet[Document]:
    return Document.objects.filter(removed_at__lte=before, evidence=None)


def _loose_files(before: datetime) -> Iterator[str]:
    """Give pictures and documents that belong to nothing. One may be on its way in."""
    photos = PlaceNote.objects.exclude(photo="").values_list("photo", flat=True)
    known = {*photos, *Document.objects.values_list("file", flat=True)}
    for folder in _FILES:
        for name in files_below(folder, default_storage):
            if name not in known and default_storage.get_modified_time(name) <= before:
                yield name


PLACES = (
    Kept(
        key="place_analyses",
        models=(PlaceAnalysis, PlaceNote, Score),
        what=_(
            "Place analyses: notes without names, pictures with those who could be"
            " recognised covered, scores, and who noted it down"
        ),
        why=_("They are what the programme knows of its places."),
        until=_(
            "As long as the programme stands here. A picture can be deleted at once."
        ),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="removed_place_notes",
        models=(PlaceNote,),
        what=_("Notes from places that were taken out, with their pictures"),
        why=_("So that one that was taken out by mistake can come back."),
        until=_("%(how_long)s after it was taken out"),
        how_long=UNDO,
        then=Then.DISCARDED,
        due=_removed_notes,
    ),
    Kept(
        key="removed_place_analyses",
        models=(PlaceAnalysis,),
        what=_("Place analyses that were taken out, with their notes and pictures"),
        why=_("So that one that was taken out by mistake can come back."),
        until=_("%(how_long)s after it was taken out"),
        how_long=UNDO,
        then=Then.DISCARDED,
        due=_removed_analyses,
    ),
    Kept(
        key="documents",
        models=(Document,),
        what=_("Documents, what they are by law, and who added them"),
        why=_("So that what a finding rests on can be read."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="removed_documents",
        models=(Document,),
        what=_("Documents that were taken out"),
        why=_("So that one that was taken out by mistake can come back."),
        until=_("%(how_long)s after it was taken out"),
        how_long=UNDO,
        then=Then.DISCARDED,
        due=_removed_documents,
    ),
    Kept(
        key="loose_knowledge_files",
        models=(),
        what=_("Pictures and documents that belong to nothing any more"),
        why=_("A file may be left behind when what it belonged to is taken out."),
        until=_("%(how_long)s after it came"),
        how_long=timedelta(days=1),
        then=Then.DISCARDED,
        loose=_loose_files,
    ),
)
