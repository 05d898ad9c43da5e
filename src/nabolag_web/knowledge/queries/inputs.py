"""What residents have said."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from nabolag_web.knowledge.models import ResidentInput
from nabolag_web.programmes.models import Programme


def heard(programme: Programme) -> QuerySet[ResidentInput]:
    """Give what residents have said, the newest first, with how often it is used."""
    used = Count("evidence__finding", filter=Q(evidence__ended_at=None), distinct=True)
    return programme.inputs.annotate(uses=used).order_by("-heard_on", "-pk")
