"""An area's picture: what is shared understanding of it, and what is not yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nabolag_web.areas.models import City, FocusArea, Indicator
from nabolag_web.areas.queries.cities import city_of
from nabolag_web.knowledge.models import (
    Finding,
    ForumType,
    Meeting,
    PublishedPicture,
    ReadPicture,
    Status,
)
from nabolag_web.knowledge.queries.findings import Standing, standings
from nabolag_web.knowledge.queries.picture_parts import Parts, with_figures_of


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
    return (
        read.select_related("programme", "meeting__forum")
        .prefetch_related("publications")
        .order_by("-meeting__on", "-pk")
    )


def to_read_in(area: FocusArea) -> QuerySet[Meeting]:
    """Give the meetings of residents' forums that may have read the picture."""
    held = Meeting.objects.filter(
        forum__programme=area.programme,
        forum__type=ForumType.RESIDENTS,
        held_at__isnull=False,
    ).exclude(read_pictures__code=area.code)
    return held.select_related("forum").order_by("-on", "-pk")


def published_picture(slug: str, code: str) -> PublishedPicture | None:
    """Give the picture that anyone may see, where the programme is open to all.

    The newest publication decides: when it is taken back, none before it comes out. An
    area that the programme has let go of has no picture.
    """
    newest = (
        PublishedPicture.objects.filter(
            read__programme__slug=slug,
            read__programme__is_public=True,
            read__programme__focus_areas__code=code,
            read__code=code,
        )
        .select_related("read__programme", "read__meeting__forum")
        .order_by("-published_at", "-pk")
        .first()
    )
    return newest if newest is not None and newest.taken_back_at is None else None


def for_anyone(read: ReadPicture) -> Parts:
    """Give what anyone may see of a picture: with the figures that are published."""
    city = city_of(read.programme)
    shown = set() if city is None else set(_published_keys(city))
    areas = set(read.programme.focus_areas.values_list("code", flat=True))
    return with_figures_of(read.parts, shown, areas)


def _published_keys(city: City) -> QuerySet[Indicator, str]:
    return city.indicators.filter(is_public=True).values_list("key", flat=True)
