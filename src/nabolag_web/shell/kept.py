"""What the frame itself stores: open sign-ins, finished jobs, lists, copies."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from nabolag_web.shell.registry import Kept, Then

_SIGNED_IN = timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _sessions(before: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lte=before + _SIGNED_IN)


def _jobs(before: datetime) -> QuerySet[DBTaskResult[Any, Any]]:
    return DBTaskResult.objects.filter(finished_at__lte=before)


KEPT = (
    Kept(
        key="sessions",
        models=(Session,),
        what=_("Open sign-ins, and what was typed when one ran out"),
        why=_("So that pages know who is signed in, and nothing typed is lost."),
        until=_("%(how_long)s after it was last used, or until signing out"),
        how_long=_SIGNED_IN,
        then=Then.DELETED,
        personal=True,
        due=_sessions,
    ),
    Kept(
        key="jobs",
        models=(DBTaskResult,),
        what=_("Jobs that are done: reading files, computing, fetching"),
        why=_("So that it can be seen what went wrong when something did."),
        until=_("%(how_long)s after it was done"),
        how_long=timedelta(days=30),
        then=Then.DISCARDED,
        due=_jobs,
    ),
    Kept(
        key="lists",
        models=(ContentType, Permission, Group),
        what=_("Lists that the software keeps of its own tables"),
        why=_("The software needs them. They tell nothing of people or places."),
        until=_("As long as the installation stands"),
        then=Then.DISCARDED,
    ),
    Kept(
        key="log",
        models=(),
        what=_("Lines that the server writes about faults"),
        why=_("So that faults can be found. A line may hold the address of a page."),
        until=_("As long as the operator decides; Nabolag does not keep them itself"),
        then=Then.DELETED,
        personal=True,
    ),
    Kept(
        key="copies",
        models=(),
        what=_("Copies of everything, made with the backup command"),
        why=_("So that nothing is lost when a machine fails."),
        until=_(
            "As long as the operator decides. What is deleted here stands in older"
            " copies until they are deleted too."
        ),
        then=Then.DELETED,
        personal=True,
    ),
)
