"""What pages tell, before how they look: the library's own reports of a kept answer."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.areas.selection import about
from nabolag.reports.page import Edition, Page
from nabolag.reports.side_by_side import SideBySide, side_by_side
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.story import front, measure
from nabolag.reports.story import page as story
from nabolag.reports.wording.language import words
from nabolag_web.areas.models import City, Result
from nabolag_web.areas.queries.answers import answer
from nabolag_web.areas.queries.cities import outlines_of, tiles_of


def edition_of(city: City, language: str, area: str | None = None) -> Edition:
    """Give which report a page is made of."""
    return Edition(
        place=city.name,
        area=area,
        language=language,
        tiles=tiles_of(city),
        outlines=outlines_of(city),
    )


def of_area(result: Result, code: str, language: str) -> Page:
    """Give one area's page."""
    return story(answer(result, code), edition_of(result.city, language, code))


def of_city(result: Result, language: str) -> Page:
    """Give the whole city's page, with what each measure came to."""
    return front(answer(result), edition_of(result.city, language))


def of_measure(result: Result, key: str, language: str) -> Page | None:
    """Give one measure's page, or nothing where no figure of it is in the answer."""
    found = about(answer(result), key)
    if found.table.is_empty():
        return None
    return measure(found, edition_of(result.city, language), key)


def of_measure_in(result: Result, key: str, code: str, language: str) -> Page | None:
    """Give one area's page of nothing but one measure, if it has figures of it."""
    found = about(answer(result, code), key)
    if code not in found.table["code"]:
        return None
    return story(found, Edition(place=result.city.name, area=code, language=language))


def of_several(result: Result, codes: Sequence[str], language: str) -> SideBySide:
    """Give two to four areas side by side."""
    return side_by_side(reading_of(answer(result, *codes), words(language)), codes)
