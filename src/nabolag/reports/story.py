"""From an answer to a finished page: what a report says, before how it looks."""

from __future__ import annotations

from nabolag.areas.result import Diagnosis
from nabolag.reports.area import area_page
from nabolag.reports.city import city_page
from nabolag.reports.page import Edition, Page
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words


def page(diagnosis: Diagnosis, edition: Edition) -> Page:
    """Give the page of one area or of the whole city.

    Raises :class:`WrongUsage` for an unknown language or an area without figures.
    """
    reading = reading_of(diagnosis, words(edition.language))
    if edition.area is None:
        return city_page(reading, edition)
    return area_page(reading, edition, edition.area)
