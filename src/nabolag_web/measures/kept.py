"""What is stored of measures: why, how long, and what happens then."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nabolag_web.measures.models import Measure, MeasureVersion
from nabolag_web.shell.registry import Kept, Then


def removed(before: datetime) -> QuerySet[Measure]:
    """Give the measures that were taken out before a moment."""
    return Measure.objects.filter(removed_at__lt=before)


KEPT = (
    Kept(
        key="measures",
        models=(Measure, MeasureVersion),
        what=_(
            "Measures, how they stood before, who carries them out, and who changed"
        ),
        why=_("So that it can be seen what was done, for what money, and why."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="removed_measures",
        models=(Measure,),
        what=_("Measures that were taken out"),
        why=_("So that one that was taken out by mistake can come back."),
        until=_("%(how_long)s after it was taken out"),
        how_long=timedelta(days=30),
        then=Then.DISCARDED,
        due=removed,
    ),
)
