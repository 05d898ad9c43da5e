"""What is stored about someone among place analyses and documents, for their copy."""

from __future__ import annotations

from typing import Any

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import Document, PlaceAnalysis, PlaceNote


def about_person(user: User) -> dict[str, Any]:
    """Give the analyses, notes and documents that someone has added."""
    analyses = PlaceAnalysis.objects.filter(made_by=user).select_related("programme")
    notes = PlaceNote.objects.filter(noted_by=user)
    documents = Document.objects.filter(added_by=user).select_related("programme")
    return {
        "place_analyses": [
            {
                "programme": each.programme.name,
                "title": each.title,
                "took_part": each.took_part,
                "made_at": each.made_at.isoformat(),
            }
            for each in analyses
        ],
        "place_notes": [
            {
                "programme": note.analysis.programme.name,
                "analysis": note.analysis.title,
                "text": note.text,
                "said_by": note.said_by,
                "latitude": note.latitude,
                "longitude": note.longitude,
                "noted_at": note.noted_at.isoformat(),
            }
            for note in notes.select_related("analysis__programme")
        ],
        "documents": [
            {
                "programme": each.programme.name,
                "title": each.title,
                "file_name": each.file_name,
                "added_at": each.added_at.isoformat(),
            }
            for each in documents
        ],
    }
