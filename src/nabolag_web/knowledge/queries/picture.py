"""An area's picture: what is shared understanding of it, and what is not yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.models import (
    Finding,
    ForumType,
    Meeting,
    ReadPicture,
    Status,
)
from nabolag_web.knowledge.queries.findings import Standing, standings
from nabolag_web.knowledge.queries.picture_parts import versions


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
    findings = _about(area)
    return Picture(
        area=area,
        shared=_standings(findings.filter(status=Status.SHARED)),
        discussed=_standings(findings.filter(status=Status.QUESTIONED)),
    )


def _about(area: FocusArea) -> QuerySet[Finding]:
    """Give the findings about an area, or about all of the programme's areas."""
    return area.programme.findings.filter(Q(area=area) | Q(area=None), removed_at=None)


def _standings(findings: QuerySet[Finding]) -> tuple[Standing, ...]:
    return tuple(standings(list(findings)))


def readings(area: FocusArea) -> QuerySet[ReadPicture]:
    """Give the times that residents have read the picture of an area, the newest first."""
    read = area.programme.read_pictures.filter(code=area.code)
    return read.select_related("programme", "meeting__forum").order_by(
        "-meeting__on", "-pk"
    )


def to_read_in(area: FocusArea) -> QuerySet[Meeting]:
    """Give the meetings of residents' forums that may have read the picture."""
    held = Meeting.objects.filter(
        forum__programme=area.programme,
        forum__type=ForumType.RESIDENTS,
        held_at__isnull=False,
    ).exclude(read_pictures__code=area.code)
    return held.select_related("forum").order_by("-on", "-pk")


def published_picture(slug: str, code: str) -> ReadPicture | None:
    """Give the picture that anyone may see, where the programme is open to all."""
    out = ReadPicture.objects.filter(
        programme__slug=slug,
        programme__is_public=True,
        code=code,
        published_at__isnull=False,
        taken_back_at=None,
    )
    return (
        out.select_related("programme", "meeting__forum")
        .order_by("-published_at", "-pk")
        .first()
    )


def shared_versions(area: FocusArea) -> dict[int, int]:
    """Give which version of each shared finding stands now, by the finding's number."""
    shared = _about(area).filter(status=Status.SHARED)
    return dict(shared.values_list("number", "version"))


def changed_since(read: ReadPicture, now: Mapping[int, int]) -> list[int]:
    """Give the numbers of the findings that are other, new or gone since the reading."""
    then = versions(read.parts)
    return sorted(
        number for number in {*then, *now} if then.get(number) != now.get(number)
    )
