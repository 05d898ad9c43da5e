"""From an answer to a finished page: what a report says, before how it looks."""

from __future__ import annotations

from nabolag.areas.result import Diagnosis
from nabolag.errors import WrongUsage
from nabolag.reports.area import area_page
from nabolag.reports.city import city_front, city_page
from nabolag.reports.measure import measure_page
from nabolag.reports.page import Edition, Extent, Page
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words


def page(diagnosis: Diagnosis, edition: Edition) -> Page:
    """Give the page of one area or of the whole city.

    Raises :class:`WrongUsage` for an unknown language, an area without figures, or two
    pages of a whole city.
    """
    if edition.area is None and edition.extent is Extent.TWO_PAGES:
        raise WrongUsage(
            found="Two pages were asked for of a whole city.",
            expected="one area",
            remedy="Say which area, or ask for the whole report.",
        )
    reading = reading_of(diagnosis, words(edition.language))
    if edition.area is None:
        return city_page(reading, edition)
    return area_page(reading, edition, edition.area)


def front(diagnosis: Diagnosis, edition: Edition) -> Page:
    """Give the whole city in short: what each measure came to, without its map.

    Raises :class:`WrongUsage` for an unknown language.
    """
    return city_front(reading_of(diagnosis, words(edition.language)), edition)


def measure(diagnosis: Diagnosis, edition: Edition, indicator: str) -> Page | None:
    """Give one measure's page; nothing where the answer has not the measure.

    The answer holds nothing but that measure: :func:`nabolag.areas.selection.about`.
    Raises :class:`WrongUsage` for an unknown language.
    """
    reading = reading_of(diagnosis, words(edition.language))
    found = reading.indicators.get(indicator)
    return None if found is None else measure_page(reading, edition, found)
