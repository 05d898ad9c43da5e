"""What is stored of findings and what they rest on: why, how long, and then."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.kept.undo import UNDO
from nabolag_web.knowledge.models import (
    Evidence,
    Finding,
    FindingVersion,
    FindingWord,
    LookedFor,
    PinnedFigure,
    PublishedPicture,
    Question,
    ReadPicture,
    ResidentInput,
)
from nabolag_web.shell.registry import Kept, Then


def _removed_findings(before: datetime) -> QuerySet[Finding]:
    # what the forum decided on can always be read
    return Finding.objects.filter(removed_at__lt=before, led_to__isnull=True)


FINDINGS = (
    Kept(
        key="findings",
        models=(Finding, FindingVersion, FindingWord, Evidence, LookedFor, Question),
        what=_(
            "Findings, what they have said before, evidence for and against, questions"
            " and answers, and who wrote them"
        ),
        why=_("They are what the programme has come to understand, and why."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="removed_findings",
        models=(Finding,),
        what=_("Findings that were taken out"),
        why=_("So that one that was taken out by mistake can come back."),
        until=_(
            "%(how_long)s after it was taken out, unless something was decided on it"
        ),
        how_long=UNDO,
        then=Then.DISCARDED,
        due=_removed_findings,
    ),
    Kept(
        key="pinned_figures",
        models=(PinnedFigure,),
        what=_("Figures as they stood when they were pinned as evidence"),
        why=_("So that what a decision rested on can always be read."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="area_pictures",
        models=(ReadPicture, PublishedPicture),
        what=_("Pictures of areas as residents read them, and what was published"),
        why=_(
            "So that what was published, and on whose reading, can be accounted for."
        ),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="resident_inputs",
        models=(ResidentInput,),
        what=_("What residents have said, without names, and who wrote it down"),
        why=_("So that what residents say counts as evidence, and can be answered."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
        personal=True,
    ),
)
