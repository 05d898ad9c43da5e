"""Areas to choose among: all of a small city, those that are looked for in a large one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nabolag.reports.wording.language import Words, words
from nabolag.reports.wording.naming import level_and_name
from nabolag_web.areas.models import FocusArea
from nabolag_web.areas.presenters.pages import language
from nabolag_web.areas.queries.answers import Place
from nabolag_web.shell.folding import holds, search_words

FEW = 60
"""Areas that can be read through without looking for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What can be chosen: ``gone`` are chosen areas without figures now."""

    choices: list[tuple[str, str]]
    chosen: list[str]
    names: Mapping[str, str]
    gone: tuple[str, ...]
    more: int
    is_large: bool


def offered(
    places: Sequence[Place], *, chosen: Sequence[FocusArea], asked: str
) -> Offered:
    """Give the areas to choose among, those that are chosen now first."""
    known = {place.code: place for place in places}
    now = [area.code for area in chosen if area.code in known]
    looked_for = search_words(asked)
    found = [
        place.code
        for place in places
        if holds(looked_for, f"{place.name} {place.code}") and place.code not in now
    ]
    shown = [*now, *found[:FEW]]
    said, doubled = words(language()), _doubled(places)
    return Offered(
        choices=[(code, _label(known[code], doubled, said)) for code in shown],
        chosen=now,
        names={code: known[code].name for code in known},
        gone=tuple(area.name for area in chosen if area.code not in known),
        more=max(0, len(found) - FEW),
        is_large=len(places) > FEW,
    )


def _doubled(places: Sequence[Place]) -> set[str]:
    """Give the names that several areas have."""
    times = Counter(place.name for place in places)
    return {name for name, count in times.items() if count > 1}


def _label(place: Place, doubled: set[str], said: Words) -> str:
    if place.name not in doubled:
        return place.name
    return f"{level_and_name(place.level, place.name, said)} ({place.code})"
