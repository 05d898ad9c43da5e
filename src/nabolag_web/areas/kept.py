"""What is stored of areas and figures. Figures are about areas and never about people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nabolag_web.areas.models import (
    Area,
    City,
    Comparison,
    Crosswalk,
    Division,
    DrawnPage,
    FocusArea,
    Import,
    Indicator,
    Observation,
    Refresh,
    Result,
    ResultPart,
    Stage,
)
from nabolag_web.shell.registry import Kept, Then
from nabolag_web.shell.stored import files_below

_TAKEN_IN = (Stage.STORING, Stage.IN_USE, Stage.UNDONE)
_UPLOADS = "imports"


def _undone_imports(before: datetime) -> QuerySet[Import]:
    return Import.objects.filter(stage=Stage.UNDONE, undone_at__lte=before)


def _left_imports(before: datetime) -> QuerySet[Import]:
    return Import.objects.exclude(stage__in=_TAKEN_IN).filter(begun_at__lte=before)


def _loose_files(before: datetime) -> Iterator[str]:
    """Give uploaded files that no import has. One may be on its way in right now."""
    known = set(Import.objects.values_list("file", flat=True))
    for name in files_below(_UPLOADS, default_storage):
        if name not in known and default_storage.get_modified_time(name) <= before:
            yield name


KEPT = (
    Kept(
        key="figures",
        models=(City, Division, Area, Crosswalk, Indicator, Observation),
        what=_("Published figures: cities, areas, indicators and values"),
        why=_("They are what the programme knows of its area."),
        until=_("As long as the programme that keeps the city stands here"),
        then=Then.KEPT,
    ),
    Kept(
        key="choices",
        models=(Comparison, FocusArea),
        what=_("Which city and which areas a programme is about"),
        why=_("So that its pages open where the work is."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
    ),
    Kept(
        key="imports",
        models=(Import,),
        what=_(
            "Files with figures that are in use, when they came, and who loaded them"
        ),
        why=_("So that every figure can be followed back to its source."),
        until=_("As long as their figures are in use"),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="undone_imports",
        models=(Import,),
        what=_("Files with figures that were undone"),
        why=_("So that it can be seen what was taken back, and loaded again."),
        until=_("%(how_long)s after it was undone"),
        how_long=timedelta(days=365),
        then=Then.DISCARDED,
        personal=True,
        due=_undone_imports,
    ),
    Kept(
        key="left_imports",
        models=(Import,),
        what=_("Files with figures that were never taken into use"),
        why=_("So that one can come back to a file that was begun on."),
        until=_("%(how_long)s after it came"),
        how_long=timedelta(days=30),
        then=Then.DISCARDED,
        personal=True,
        due=_left_imports,
    ),
    Kept(
        key="loose_files",
        models=(),
        what=_("Files that belong to nothing any more"),
        why=_("A file may be left behind when what it belonged to is taken out."),
        until=_("%(how_long)s after it came"),
        how_long=timedelta(days=1),
        then=Then.DISCARDED,
        loose=_loose_files,
    ),
    Kept(
        key="answers",
        models=(Result, ResultPart, DrawnPage),
        what=_("Computed answers and drawn figures"),
        why=_("So that pages open at once. All can be computed again."),
        until=_("Until the figures, or the way they are computed, change"),
        then=Then.DISCARDED,
    ),
    Kept(
        key="refreshes",
        models=(Refresh,),
        what=_("Which tables are fetched again from their publisher, and when"),
        why=_("So that new figures come in by themselves."),
        until=_("Until someone turns it off"),
        then=Then.DISCARDED,
    ),
)
