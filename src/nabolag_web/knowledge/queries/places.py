"""What is looked up about place analyses, and what they can be used for."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from nabolag_web.knowledge.models import Evidence, PlaceAnalysis, PlaceNote, Score
from nabolag_web.programmes.models import Programme


def analyses(programme: Programme) -> QuerySet[PlaceAnalysis]:
    """Give the analyses in use, the newest first, with how many notes and pictures."""
    in_use = Q(notes__removed_at=None)
    return (
        programme.place_analyses.filter(removed_at=None)
        .annotate(
            note_count=Count("notes", filter=in_use),
            photo_count=Count("notes", filter=in_use & ~Q(notes__photo="")),
        )
        .select_related("area")
        .order_by("-on", "-pk")
    )


def analyses_taken_out(programme: Programme) -> QuerySet[PlaceAnalysis]:
    """Give the analyses that can still come back, the last one taken out first."""
    gone = programme.place_analyses.exclude(removed_at=None)
    return gone.order_by("-removed_at", "-pk")


def every_note(programme: Programme) -> QuerySet[PlaceNote]:
    """Give all notes of analyses in use, those that were taken out too."""
    return PlaceNote.objects.filter(
        analysis__programme=programme, analysis__removed_at=None
    ).select_related("analysis", "noted_by")


def notes_of(analysis: PlaceAnalysis) -> QuerySet[PlaceNote]:
    """Give an analysis' notes, with how many findings each is evidence in."""
    uses = Count(
        "evidence__finding",
        filter=Q(evidence__ended_at=None, evidence__finding__removed_at=None),
        distinct=True,
    )
    noted = analysis.notes.filter(removed_at=None).annotate(uses=uses)
    return noted.select_related("noted_by").order_by("noted_at", "pk")


def notes_taken_out(analysis: PlaceAnalysis) -> QuerySet[PlaceNote]:
    """Give the notes that can still come back, the last one taken out first."""
    return analysis.notes.exclude(removed_at=None).order_by("-removed_at", "-pk")


def scores_of(analysis: PlaceAnalysis) -> Sequence[Score]:
    """Give what the place was given on each theme, in the order of the table."""
    return list(analysis.scores.all())


def in_use(note: PlaceNote) -> bool:
    """Tell whether a note is, or has been, evidence in a finding."""
    return Evidence.objects.filter(place_note=note).exists()


def analysis_in_use(analysis: PlaceAnalysis) -> bool:
    """Tell whether an analysis or one of its notes is, or has been, evidence."""
    rests = Q(place_analysis=analysis) | Q(place_note__analysis=analysis)
    return Evidence.objects.filter(rests).exists()
