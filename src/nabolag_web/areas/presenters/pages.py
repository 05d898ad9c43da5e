"""Areas, cities and indicators made ready for their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabolag.reports.wording.language import words
from nabolag.reports.wording.naming import dimension_word, level_and_name
from nabolag.values import Dimension
from nabolag_web.areas.models import FocusArea, Indicator
from nabolag_web.areas.queries.answers import Place
from nabolag_web.shell.folding import holds, search_words

_HTML = (
    *("verdict", "in_short", "profile", "development", "movers", "behind", "similar"),
    *("concentration", "pile_up", "news", "context", "remarks", "references", "cards"),
    "figure",
)


def language() -> str:
    """Give the language of the page."""
    return get_language() or "nb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What stands beside the figures; ``read_first`` where it must be read before."""

    read_first: bool
    html: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFigure:
    """A map with what can be copied of it."""

    html: SafeString
    copies: Mapping[str, Any]


def ready(drawn: Mapping[str, Any]) -> dict[str, Any]:
    """Give a drawn page for its template: our own figures' HTML is not escaped again."""
    shown = dict(drawn)
    for name in _HTML:
        if name in shown:
            shown[name] = _html(shown[name])
    shown["maps"] = [
        MapFigure(html=_html(html), copies=copies)
        for html, copies in zip(
            drawn.get("maps", ()), drawn.get("map_copies", ()), strict=True
        )
    ]
    shown["asides"] = [
        Aside(read_first=first, html=_html(html))
        for first, html in drawn.get("asides", ())
    ]
    shown["sections"] = [
        {**section, "heading": _html(section["heading"])}
        for section in drawn.get("sections", ())
    ]
    return shown


def _html(text: str) -> SafeString:
    # Made by the library's own templates, with every text in it escaped.
    return mark_safe(text)  # noqa: S308


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A part of a long page, in its list of contents."""

    anchor: str
    title: str


def contents(page: Mapping[str, Any]) -> list[Jump]:
    """Give the parts of an area's page that are there, in their order."""
    jumps = [
        ("profile", page.get("profile"), _("How the area stands")),
        ("development", page.get("development"), _("Over time")),
        ("map-1", page.get("maps"), _("Map")),
        ("moves", page.get("movers"), _("Moving in and out")),
        ("behind", page.get("behind"), _("What is behind a change")),
        ("similar", page.get("similar"), _("Areas like this one")),
        ("news", page.get("news"), _("What is new")),
        ("context", page.get("context"), _("For orientation")),
        ("sources", page.get("references"), _("Sources")),
        ("methods", page.get("cards"), _("How we calculate")),
    ]
    return [Jump(anchor=anchor, title=title) for anchor, there, title in jumps if there]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLink:
    """An area as a link to its page, with its level where the name alone is not enough."""

    code: str
    name: str
    label: str
    address: str
    is_focus: bool


def places_of(drawn: Mapping[str, Any]) -> list[Place]:
    """Give the areas a city's page was drawn with."""
    return [Place(code=c, name=n, level=lv) for c, n, lv in drawn["places"]]


def labels_of(places: Sequence[Place]) -> dict[str, str]:
    """Give what areas are called by code: those of the rarer levels with their level."""
    said = words(language())
    levels = Counter(place.level for place in places)
    usual = max(levels, key=lambda level: levels[level], default="")
    return {
        place.code: place.name
        if place.level == usual
        else level_and_name(place.level, place.name, said)
        for place in places
    }


def area_links(
    slug: str, places: Sequence[Place], focus: Sequence[FocusArea], *, asked: str = ""
) -> list[AreaLink]:
    """Give the areas whose names or codes hold what is asked for, in their order."""
    codes, labels = {area.code for area in focus}, labels_of(places)
    return [
        AreaLink(
            code=place.code,
            name=place.name,
            label=labels[place.code],
            address=reverse("areas:area", args=[slug, place.code]),
            is_focus=place.code in codes,
        )
        for place in places
        if holds(search_words(asked), f"{place.name} {place.code}")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPlace:
    """The area whose history a measure's page shows; ``query`` names it in addresses."""

    code: str
    name: str
    query: str


def chosen_place(
    asked: str, places: Sequence[Place], focus: Sequence[FocusArea]
) -> ChosenPlace | None:
    """Give the area that is asked for, or the programme's own that has figures."""
    known = {place.code: place.name for place in places}
    wanted = [asked] if asked in known else [area.code for area in focus]
    code = next((code for code in wanted if code in known), None)
    if code is None:
        return None
    return ChosenPlace(code=code, name=known[code], query=quote(code, safe=""))


def missing_focus(
    focus: Sequence[FocusArea], places: Sequence[Place]
) -> list[FocusArea]:
    """Give the programme's areas that have no figures now."""
    known = {place.code for place in places}
    return [area for area in focus if area.code not in known]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFacts:
    """What an indicator is, in words."""

    name: str
    definition: str
    wish: str
    counts: str


def indicator_facts(indicator: Indicator) -> IndicatorFacts:
    """Give what an indicator measures and how it may be read."""
    return IndicatorFacts(
        name=indicator.names.get(language()) or next(iter(indicator.names.values())),
        definition=indicator.definition,
        wish={
            "more_is_worse": _("Lower is wished for."),
            "more_is_better": _("Higher is wished for."),
        }.get(indicator.direction, _("Neither higher nor lower is wished for.")),
        counts=_counts(indicator),
    )


def _counts(indicator: Indicator) -> str:
    """Give which way is the challenge where the city has said it, and for what."""
    ways = {
        "more_is_worse": _(
            "Counts in the pile-up: more of it is a challenge (%(for)s)."
        ),
        "more_is_better": _(
            "Counts in the pile-up: less of it is a challenge (%(for)s)."
        ),
    }
    said = ways.get(indicator.challenge)
    if said is None or not indicator.counts_for:
        return ""
    dimension = dimension_word(Dimension(indicator.counts_for), words(language()))
    return said % {"for": dimension}
