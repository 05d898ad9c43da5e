"""What residents have said, and which findings it is evidence for or against."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from nabolag_web.knowledge.models import Finding, ResidentInput
from nabolag_web.knowledge.queries.findings import Standing, standings
from nabolag_web.programmes.models import Programme


def heard(programme: Programme) -> QuerySet[ResidentInput]:
    """Give what residents have said, the newest first, with how often it is used."""
    used = Count("evidence__finding", filter=Q(evidence__ended_at=None), distinct=True)
    return programme.inputs.annotate(uses=used).order_by("-heard_on", "-pk")


def used_in(said: ResidentInput) -> list[Standing]:
    """Give the findings that what was said is evidence about, the newest first."""
    found = Finding.objects.filter(
        evidence__resident_input=said, evidence__ended_at=None, removed_at=None
    )
    return standings(list(found.distinct()))
