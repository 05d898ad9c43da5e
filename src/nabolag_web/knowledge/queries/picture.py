"""An area's picture: what is shared understanding of it, and what is not yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.models import Finding, Status
from nabolag_web.knowledge.queries.findings import Standing, standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The findings about an area: those that are shared, and those still discussed."""

    area: FocusArea
    shared: tuple[Standing, ...]
    discussed: tuple[Standing, ...]

    def of(self, *, dimension: str, bears: str) -> tuple[Standing, ...]:
        """Give the shared findings of a dimension that bear one way."""
        return tuple(
            each
            for each in self.shared
            if (each.finding.dimension, each.finding.bears) == (dimension, bears)
        )

    @property
    def unasked(self) -> tuple[Standing, ...]:
        """Give the shared findings that no resident has been asked about."""
        return tuple(
            each
            for each in self.shared
            if all(piece.kind != "residents" for piece in each.evidence)
        )


def picture(area: FocusArea) -> Picture:
    """Give the picture of an area, with findings about all of the programme's areas."""
    findings = area.programme.findings.filter(
        Q(area=area) | Q(area=None), removed_at=None
    )
    return Picture(
        area=area,
        shared=_standings(findings.filter(status=Status.SHARED)),
        discussed=_standings(findings.filter(status=Status.QUESTIONED)),
    )


def _standings(findings: QuerySet[Finding]) -> tuple[Standing, ...]:
    return tuple(standings(list(findings)))
