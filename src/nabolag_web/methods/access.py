"""Who may see, write and change experience."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from nabolag_web.accounts.access import user_of
from nabolag_web.accounts.models import User
from nabolag_web.methods.models import ExperienceNote
from nabolag_web.programmes.access import Here, here
from nabolag_web.shell.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Someone who wants to change a note, where they are."""

    here: Here
    user: User
    note: ExperienceNote


leads: Rule[Asked] = Rule(lambda asked: asked.here.may["lead"])
writes: Rule[Asked] = Rule(lambda asked: asked.here.may["write"])
wrote_it: Rule[Asked] = Rule(lambda asked: asked.note.written_by_id == asked.user.pk)
may_change = leads | (writes & wrote_it)


def changeable(request: HttpRequest, slug: str, pk: int) -> tuple[Here, ExperienceNote]:
    """Give a note to whoever may change it, with its programme, or refuse."""
    where = here(request, slug, to="read")
    note = get_object_or_404(where.programme.experience, pk=pk)
    if not changes(where, user_of(request), note):
        raise PermissionDenied
    return where, note


def changes(where: Here, user: User, note: ExperienceNote) -> bool:
    """Tell whether someone may change a note or take it out."""
    return may_change(Asked(here=where, user=user, note=note))
