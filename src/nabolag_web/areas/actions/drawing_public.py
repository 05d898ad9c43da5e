"""Public pages' figures, drawn once for each answer, language and choice of indicators.

They are drawn of the published part of the answer, never cut out of the workbench's own
pages. What else is public changes what they are kept under, so that nothing drawn
before is shown after an indicator was taken back.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from django.conf import settings

from nabolag.reports.editions.fragments import Fragments, fragments
from nabolag.reports.page import Edition, Page
from nabolag.reports.story import page as story
from nabolag_web.areas.actions.drawn import Drawn, kept
from nabolag_web.areas.models import Result
from nabolag_web.areas.queries.public_part import PublicAnswer, only
from nabolag_web.areas.queries.public_rows import places
from nabolag_web.areas.queries.published import Published, all_published, answer

_PARTS = ("profile", "development", "context", "remarks", "references", "cards")


def drawn_public_programme(here: Published, language: str) -> Drawn:
    """Give what the programme's own page says of its areas, by their codes."""
    if here.result is None:
        return {}
    name = _name(here, "programme", "")
    return kept(here.result, name, language, lambda: _findings(here, language))


def drawn_public_area(here: Published, code: str, language: str) -> Drawn:
    """Give an area's page; empty where it has no published figures."""
    if here.result is None:
        return {}
    name = _name(here, "area", code)
    return kept(here.result, name, language, lambda: _area_page(here, code, language))


def drawn_public_indicator(here: Published, key: str, language: str) -> Drawn:
    """Give an indicator's figures by area; empty where there is no answer."""
    if here.result is None:
        return {}
    name = _name(here, "indicator", key)
    return kept(here.result, name, language, lambda: _indicator(here, key, language))


def draw_published(result: Result) -> None:
    """Draw open programmes' own areas before anyone asks, in all languages."""
    for here in all_published():
        if here.result == result:
            for language, _name in settings.LANGUAGES:
                drawn_public_programme(here, language)
                for code in here.codes:
                    drawn_public_area(here, code, language)


def _name(here: Published, kind: str, which: str) -> str:
    """Give what a page is kept under: it tells by whom, and what else was published."""
    made_from = (here.programme.pk, kind, which, here.codes, here.keys)
    return f"public:{sha256(repr(made_from).encode()).hexdigest()}"


def _findings(here: Published, language: str) -> Drawn:
    found = answer(here)
    if found is None:
        return {}
    known = {place.code for place in places(found)}
    stories = {
        code: public_story(here, found, code, language)
        for code in here.codes
        if code in known
    }
    return {
        code: {"title": page.title, "verdict": str(fragments(page).verdict)}
        for code, page in stories.items()
    }


def _area_page(here: Published, code: str, language: str) -> Drawn:
    found = answer(here)
    if found is None or code not in {place.code for place in places(found)}:
        return {}
    return _area(here, found, code, language)


def _indicator(here: Published, key: str, language: str) -> Drawn:
    found = answer(here)
    if found is None:
        return {}
    about = only(found, key)
    known = {place.code for place in places(about)}
    return {
        "areas": [
            _area(here, about, area.code, language, prefix=f"a{place}-")
            for place, area in enumerate(here.areas)
            if area.code in known
        ]
    }


def _area(
    here: Published, found: PublicAnswer, code: str, language: str, *, prefix: str = ""
) -> Drawn:
    page = public_story(here, found, code, language)
    parts = fragments(page, prefix=prefix, methods="#methods")
    return {
        "code": code,
        "indicators": found.table.filter(code=code)["indicator"].unique().to_list(),
        **_told(page, parts),
    }


def _told(page: Page, parts: Fragments) -> Drawn:
    return {
        "title": page.title,
        "kicker": page.kicker,
        "verdict": str(parts.verdict),
        "meta": list(page.meta),
        **{name: str(getattr(parts, name)) for name in _PARTS},
        "asides": [[each.read_first, str(each.html)] for each in parts.asides],
    }


def public_story(
    here: Published, found: PublicAnswer, code: str, language: str
) -> Page:
    """Give what is told of an area, with the cards of what is shown and no others."""
    place = "" if here.city is None else here.city.name
    page = story(found, Edition(place=place, area=code, language=language))
    shown = (page.profile, page.development, page.context)
    used = {slug for figure in shown if figure for slug in figure.cards}
    return replace(
        page,
        maps=(),
        movers=None,
        behind=None,
        similar=None,
        concentration=None,
        pile_up=None,
        news=None,
        sections=(),
        cards=tuple(card for card in page.cards if card.slug in used),
    )
