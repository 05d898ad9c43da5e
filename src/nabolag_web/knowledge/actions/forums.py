"""Forums: founding one, saying what it is, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import Forum, ForumType
from nabolag_web.programmes.actions import note
from nabolag_web.programmes.models import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a forum is. Anyone may come to the meetings of an open one."""

    name: str
    type: ForumType
    rhythm: str = ""
    is_open: bool = False


@transaction.atomic
def found_forum(
    *, programme: Programme, described: Described, by: User, at: datetime
) -> Forum:
    """Found a forum. The law opens the meetings of an elected one to all."""
    forum = Forum(programme=programme, founded_at=at)
    _describe(forum, described)
    note(programme, "forum_founded", by=by, at=at, subject=forum.name)
    return forum


@transaction.atomic
def change_forum(*, forum: Forum, described: Described, by: User, at: datetime) -> None:
    """Say otherwise what a forum is."""
    _describe(forum, described)
    note(forum.programme, "forum_changed", by=by, at=at, subject=forum.name)


def _describe(forum: Forum, described: Described) -> None:
    forum.name, forum.rhythm = described.name, described.rhythm
    forum.type = described.type
    forum.is_open = described.is_open or described.type == ForumType.ELECTED
    forum.full_clean()
    forum.save()


@transaction.atomic
def end_forum(*, forum: Forum, by: User, at: datetime) -> None:
    """End a forum. Its meetings stay, and can be read by those who could before."""
    forum.ended_at = at
    forum.save(update_fields=["ended_at"])
    note(forum.programme, "forum_ended", by=by, at=at, subject=forum.name)


@transaction.atomic
def reopen_forum(*, forum: Forum, by: User, at: datetime) -> None:
    """Let a forum that was ended go on."""
    forum.ended_at = None
    forum.full_clean()
    forum.save(update_fields=["ended_at"])
    note(forum.programme, "forum_reopened", by=by, at=at, subject=forum.name)
