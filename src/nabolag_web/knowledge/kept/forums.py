"""What is stored of forums and their meetings: why, how long, and then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.kept.undo import UNDO
from nabolag_web.knowledge.models import (
    Attendance,
    Case,
    Decision,
    DecisionFinding,
    Disqualified,
    Forum,
    Hands,
    Mark,
    Meeting,
    Minutes,
    Reminded,
    Seat,
    TakenSeat,
)
from nabolag_web.shell.registry import Kept, Then
from nabolag_web.shell.stored import files_below


def _dropped_cases(before: datetime) -> QuerySet[Case]:
    return Case.taken_off.filter(removed_at__lt=before)


def _retracted_decisions(before: datetime) -> QuerySet[Decision]:
    return Decision.taken_off.filter(removed_at__lt=before)


def _old_reminders(before: datetime) -> QuerySet[Reminded]:
    return Reminded.objects.filter(at__lt=before)


def _loose_minutes(before: datetime) -> Iterator[str]:
    """Give files that no minutes have. One may be on its way in right now."""
    known = set(Minutes.objects.values_list("file", flat=True))
    for name in files_below("minutes", default_storage):
        if name not in known and default_storage.get_modified_time(name) < before:
            yield name


FORUMS = (
    Kept(
        key="forums",
        models=(Forum, Seat),
        what=_("Forums, and who has or had a seat in them: name, title, organisation"),
        why=_("So that it can be seen who questioned and decided."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="meetings",
        models=(Meeting, Attendance, Case, Disqualified),
        what=_(
            "Meetings: who was there, the cases, what was said, and who took no part"
            " in a case"
        ),
        why=_("They are the record that decisions rest on."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="marks",
        models=(Mark, Hands, TakenSeat),
        what=_("How far each in a forum shares a finding, and what they find missing"),
        why=_("So that it can be seen where a forum agrees, and where it does not."),
        until=_(
            "As long as the programme stands here. Whose a mark is, and which phone"
            " marked for whom, only until the minutes are approved."
        ),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="decisions",
        models=(Decision, DecisionFinding),
        what=_("Decisions, who carries them out, and the findings they rest on"),
        why=_("So that what was decided can be followed, and accounted for."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="removed_cases",
        models=(Case,),
        what=_("Cases that were taken off an agenda"),
        why=_("So that one that was taken off by mistake can come back."),
        until=_("%(how_long)s after it was taken off"),
        how_long=UNDO,
        then=Then.DISCARDED,
        due=_dropped_cases,
    ),
    Kept(
        key="removed_decisions",
        models=(Decision,),
        what=_("Decisions that were taken back"),
        why=_("So that one that was taken back by mistake can come back."),
        until=_("%(how_long)s after it was taken back"),
        how_long=UNDO,
        then=Then.DISCARDED,
        due=_retracted_decisions,
    ),
    Kept(
        key="minutes",
        models=(Minutes,),
        what=_("Approved minutes, as they were approved, and by whom"),
        why=_("They are case documents, which no one may alter."),
        until=_(
            "As long as the programme stands here. What is to be kept for posterity"
            " goes to the municipality's archive when the programme ends."
        ),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="loose_minutes",
        models=(),
        what=_("Files of minutes that were never approved after all"),
        why=_("A file may be left behind when approving is broken off."),
        until=_("%(how_long)s after it was made"),
        how_long=timedelta(days=1),
        then=Then.DISCARDED,
        loose=_loose_minutes,
    ),
    Kept(
        key="reminders",
        models=(Reminded,),
        what=_("When someone was last reminded of what waits for them"),
        why=_("So that no one is reminded too often."),
        until=_("%(how_long)s after the reminder"),
        how_long=timedelta(days=90),
        then=Then.DELETED,
        personal=True,
        due=_old_reminders,
    ),
)
