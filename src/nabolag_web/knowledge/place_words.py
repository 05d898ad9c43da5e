"""What the codes of place analyses and documents are called, in forms and on pages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.models import Code, DocumentStatus, Method

METHODS: list[tuple[str, Any]] = [
    (Method.WALK.value, _("A walk")),
    (Method.MAPPING.value, _("Mapping")),
    (Method.INTERVIEW.value, _("Interviews")),
    (Method.WORKSHOP.value, _("Workshop")),
    (Method.PLACE_STANDARD.value, _("Place standard tool")),
    (Method.OTHER.value, _("In another way")),
]
CODES: list[tuple[str, Any]] = [
    (Code.USE.value, _("Use: what people do here")),
    (Code.IMAGES.value, _("Images: how people see the place and speak of it")),
    (Code.INTERESTS.value, _("Interests: what people want with the place")),
]
STATUSES: list[tuple[str, Any]] = [
    (DocumentStatus.WORKING.value, _("Working document")),
    (DocumentStatus.CASE.value, _("Case document")),
]


def method_word(method: str) -> str:
    """Give how a place was looked at, in words."""
    return str(dict(METHODS)[method])


def code_word(code: str) -> str:
    """Give what a note is about, in words."""
    return str(dict(CODES)[code])


def status_word(status: str) -> str:
    """Give what a document is by law, in words."""
    return str(dict(STATUSES)[status])
