"""Published figures in words: what anyone sees of a programme and of its areas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from nabolag.reports.standings.reading import DIMENSIONS
from nabolag.reports.wording.language import words
from nabolag.reports.wording.naming import dimension_word
from nabolag.values import Dimension
from nabolag_web.areas.models import FocusArea
from nabolag_web.areas.presenters.pages import language, ready
from nabolag_web.areas.queries.public_part import PublicAnswer
from nabolag_web.areas.queries.public_rows import places
from nabolag_web.areas.queries.published import Published, name_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An indicator as a link to its page."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Indicators of one dimension."""

    title: str
    indicators: tuple[Measured, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    """An area on its programme's page, with its finding where it has figures."""

    area: FocusArea
    page: Mapping[str, Any] | None


def groups(here: Published) -> tuple[Group, ...]:
    """Give the published indicators by dimension."""
    return tuple(
        Group(title=dimension_word(dimension, words(language())), indicators=found)
        for dimension in DIMENSIONS
        if (found := tuple(_measured(here, dimension)))
    )


def _measured(here: Published, dimension: Dimension | None) -> Iterator[Measured]:
    for indicator in here.indicators:
        if indicator.dimension == (dimension or ""):
            slug = here.programme.slug
            yield Measured(
                name=name_in(indicator, language()),
                address=reverse("areas:public_indicator", args=[slug, indicator.key]),
            )


def area_lines(here: Published, drawn: Mapping[str, Any]) -> tuple[AreaLine, ...]:
    """Give the programme's areas, each with its finding."""
    return tuple(
        AreaLine(
            area=area, page=ready(drawn[area.code]) if area.code in drawn else None
        )
        for area in here.areas
    )


def known_areas(found: PublicAnswer | None) -> set[str]:
    """Give the codes of places that have published figures."""
    return set() if found is None else {place.code for place in places(found)}


def area_page(here: Published, drawn: Mapping[str, Any]) -> dict[str, Any]:
    """Give an area's page, and which published indicators it has no figures of."""
    have = set(drawn["indicators"])
    without = [
        name_in(each, language()) for each in here.indicators if each.key not in have
    ]
    return {**ready(drawn), "without": without}
