"""Who may see and change place analyses, their notes, and documents.

Whoever may write in the programme adds; what is there is changed by whoever added it
and by the coordinator. A document that is exempt opens only for those who write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from nabolag_web.accounts.access import user_of
from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import Document, PlaceAnalysis, PlaceNote
from nabolag_web.knowledge.queries.attachments import documents
from nabolag_web.knowledge.queries.places import every_note
from nabolag_web.programmes.access import Here, here
from nabolag_web.shell.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Someone who wants to change a thing, where they are; ``owner`` added it."""

    here: Here
    user: User
    owner: int | None


leads: Rule[Asked] = Rule(lambda asked: asked.here.may["lead"])
writes: Rule[Asked] = Rule(lambda asked: asked.here.may["write"])
added_it: Rule[Asked] = Rule(lambda asked: asked.owner == asked.user.pk)
may_change = leads | (writes & added_it)


def changes(where: Here, user: User, owner: int | None) -> bool:
    """Tell whether someone may change what ``owner`` has added."""
    return may_change(Asked(here=where, user=user, owner=owner))


def analysis(
    request: HttpRequest, slug: str, pk: int, *, to: str = "read", gone: bool = False
) -> tuple[Here, PlaceAnalysis]:
    """Give an analysis in use, or with ``gone`` one that was taken out, or refuse.

    ``to`` is a right in the programme, or ``change``.
    """
    where = here(request, slug, to="read" if to == "change" else to)
    every = where.programme.place_analyses.select_related("area", "programme")
    found = get_object_or_404(_some(every, gone=gone), pk=pk)
    if to == "change":
        _refuse_others(request, where, found.made_by_id)
    return where, found


def note(
    request: HttpRequest, slug: str, pk: int, *, to: str = "read", gone: bool = False
) -> tuple[Here, PlaceNote]:
    """Give a note of an analysis in use, as :func:`analysis` does."""
    where = here(request, slug, to="read")
    every = every_note(where.programme)
    found = get_object_or_404(_some(every, gone=gone), pk=pk)
    if to == "change":
        _refuse_others(request, where, found.noted_by_id)
    return where, found


def document(
    request: HttpRequest, slug: str, pk: int, *, to: str = "read", gone: bool = False
) -> tuple[Here, Document]:
    """Give a document, as :func:`analysis` does; ``open`` is to read its file."""
    where = here(request, slug, to="read")
    every = where.programme.documents.all() if gone else documents(where.programme)
    found = get_object_or_404(_some(every, gone=gone), pk=pk)
    if to == "change":
        _refuse_others(request, where, found.added_by_id)
    if to == "open" and not opens(where, found):
        raise PermissionDenied
    return where, found


def opens(where: Here, found: Document) -> bool:
    """Tell whether someone may read a document's file."""
    return where.may["write"] or not found.is_exempt


def _some(every: QuerySet[Any], *, gone: bool) -> QuerySet[Any]:
    return every.filter(removed_at__isnull=not gone)


def _refuse_others(request: HttpRequest, where: Here, owner: int | None) -> None:
    if not changes(where, user_of(request), owner):
        raise PermissionDenied
