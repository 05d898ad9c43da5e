"""Pages' figures, drawn once for each answer and language, and kept beside it.

Drawing takes a second, reading what was drawn takes milliseconds. What is kept is HTML
of the report's own figures, so that page and report cannot say different things.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from django.conf import settings
from django_tasks import task

from nabolag.reports.editions.fragments import Fragments, beside, fragments
from nabolag.reports.page import Figure, Page
from nabolag_web.areas.actions.drawing_public import draw_published
from nabolag_web.areas.actions.drawn import Drawn, kept
from nabolag_web.areas.models import FocusArea, Result
from nabolag_web.areas.queries import stories
from nabolag_web.areas.queries.answers import answer, places_in

WHOLE_CITY = "city"
_FIGURES = (
    *("profile", "development", "movers", "behind", "similar", "concentration"),
    *("pile_up", "news", "context"),
)
_BEHIND = ("remarks", "references", "cards")


def drawn_area(result: Result, code: str, language: str) -> Drawn:
    """Give an area's page, drawn now if it was not before."""
    return kept(result, code, language, lambda: _area(result, code, language))


def drawn_city(result: Result, language: str) -> Drawn:
    """Give the whole city's page, drawn now if it was not before."""
    return kept(result, WHOLE_CITY, language, lambda: _city(result, language))


def drawn_measure(result: Result, key: str, language: str) -> Drawn:
    """Give one measure's page; empty where the answer has no figures of it."""
    page = f"measure:{_short(key)}"
    return kept(result, page, language, lambda: _measure(result, key, language))


def drawn_history(result: Result, key: str, code: str, language: str) -> Drawn:
    """Give one measure in one area over time; empty where it has no figures of it."""
    page = f"history:{_short(key, code)}"
    return kept(result, page, language, lambda: _history(result, key, code, language))


def drawn_side_by_side(result: Result, codes: Sequence[str], language: str) -> Drawn:
    """Give two to four areas side by side."""
    page = f"beside:{_short(*codes)}"
    return kept(result, page, language, lambda: _beside(result, codes, language))


def _short(*names: str) -> str:
    """Give names of any length and signs as one that fits where pages are kept."""
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def _area(result: Result, code: str, language: str) -> Drawn:
    page = stories.of_area(result, code, language)
    return {
        **_page(page),
        # It stands on the overview as well, where nothing is told of methods.
        "in_short": str(fragments(page, methods="").in_short),
        "map_beside_movers": page.map_beside_movers,
    }


def _city(result: Result, language: str) -> Drawn:
    page = stories.of_city(result, language)
    return {
        **_page(page),
        "trends": _told(page.development),
        "development": "",
        "sections": list(_sections(page)),
        "places": [
            [place.code, place.name, place.level] for place in places_in(answer(result))
        ],
    }


def _told(figure: Figure | None) -> Drawn | None:
    if figure is None:
        return None
    return {"title": figure.title, "texts": [figure.subtitle, *figure.notes]}


def _sections(page: Page) -> Iterator[Drawn]:
    for section, part in zip(page.sections, fragments(page).sections, strict=True):
        yield {
            "id": section.id,
            "heading": str(part.heading),
            "findings": [
                {"title": f.title, "text": f.subtitle, "indicator": f.indicator}
                for f in section.figures
            ],
        }


def _measure(result: Result, key: str, language: str) -> Drawn:
    page = stories.of_measure(result, key, language)
    return {} if page is None else _page(page)


def _history(result: Result, key: str, code: str, language: str) -> Drawn:
    page = stories.of_measure_in(result, key, code, language)
    if page is None:
        return {}
    parts = fragments(page, prefix="history-")
    shown = page.development or page.profile or page.context
    return {
        "figure": str(parts.development or parts.profile or parts.context),
        "copies": [] if shown is None else [_copies(shown)],
    }


def _beside(result: Result, codes: Sequence[str], language: str) -> Drawn:
    found = stories.of_several(result, codes, language)
    return {
        "title": found.title,
        "figure": str(beside(found, language=language, methods="")),
    }


def _page(page: Page) -> Drawn:
    """Give what all pages have: texts, figures, and what can be copied of them."""
    parts = fragments(page)
    return {
        "title": page.title,
        "kicker": page.kicker,
        "verdict": str(parts.verdict),
        "meta": list(page.meta),
        **_figures(page, parts),
        **{name: str(getattr(parts, name)) for name in _BEHIND},
        "maps": [str(each) for each in parts.maps],
        "asides": [[each.read_first, str(each.html)] for each in parts.asides],
        "copies": {
            name: _copies(figure)
            for name in _FIGURES
            if (figure := getattr(page, name)) is not None
        },
        "map_copies": [_copies(figure) for figure in page.maps],
    }


def _figures(page: Page, parts: Fragments) -> Drawn:
    # In a whole city's page only what is shown is drawn: its trends stand in lists.
    return {
        name: str(getattr(parts, name))
        for name in _FIGURES
        if getattr(page, name) is not None
    }


def _copies(figure: Figure) -> Drawn:
    """Give what can be copied of a figure: its tables by name, and its drawing."""
    return {
        "id": figure.id,
        "title": figure.title,
        "tables": [grid.caption for grid in figure.tables],
        "drawn": bool(figure.panels or figure.smalls or figure.map or figure.movers),
    }


@task()
def draw_pages(result: int) -> None:
    """Draw what is opened first, in all languages: focus areas, city and measures."""
    found = Result.objects.select_related("city").filter(pk=result).first()
    if found is None:  # computed anew in the meantime
        return
    focus = FocusArea.objects.filter(programme__comparison__city=found.city)
    codes = set(focus.values_list("code", flat=True))
    known = codes & set(found.parts.values_list("area", flat=True))
    keys = list(found.city.indicators.values_list("key", flat=True))
    for language, _name in settings.LANGUAGES:
        for code in sorted(known):
            drawn_area(found, code, language)
        drawn_city(found, language)
        for key in keys:
            drawn_measure(found, key, language)
    draw_published(found)
