"""What a search of a programme finds among areas and indicators."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabolag_web.areas.models import City
from nabolag_web.areas.queries.answers import answer, newest, places_in
from nabolag_web.areas.queries.cities import city_of
from nabolag_web.areas.queries.published import name_in
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.folding import holds
from nabolag_web.shell.registry import Hit

_SHOWN = 120
"""Characters of a definition that stand with a hit."""


def search(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give the areas and the indicators of a programme's city that hold the words."""
    city = city_of(programme)
    if city is not None:
        yield from _areas(city, programme.slug, words)
        yield from _indicators(city, programme.slug, words)


def _areas(city: City, slug: str, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give the areas that have a page: those with figures in the answer."""
    result = newest(city)
    for place in () if result is None else places_in(answer(result)):
        if holds(words, f"{place.name} {place.code}"):
            yield Hit(
                kind=_("Areas"),
                title=place.name,
                text=place.code,
                address=reverse("areas:area", args=[slug, place.code]),
            )


def _indicators(city: City, slug: str, words: tuple[str, ...]) -> Iterator[Hit]:
    language = get_language() or "nb"
    for indicator in city.indicators.all():
        name = name_in(indicator, language)
        if holds(words, f"{name} {indicator.definition}"):
            yield Hit(
                kind=_("Indicators"),
                title=name,
                text=Truncator(indicator.definition).chars(_SHOWN),
                address=reverse("areas:indicator", args=[slug, indicator.key]),
            )
