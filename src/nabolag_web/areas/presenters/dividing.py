"""How a city is divided, in words: levels, maps, and areas that are not there any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nabolag.errors import BadInput
from nabolag.reports.wording.language import words
from nabolag.reports.wording.naming import levels_title
from nabolag.reports.wording.numbers import number
from nabolag.values import CITY
from nabolag_web.areas.models import Division, FocusArea
from nabolag_web.areas.presenters.pages import language
from nabolag_web.areas.presenters.troubles import Problem, problem_in_words
from nabolag_web.areas.queries.divisions import Gone, Shipped, gone_in, levels_in
from nabolag_web.areas.queries.troubles import problem_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A division as its page shows it.

    ``gone`` are areas that were there before; ``focus_gone`` those of them that the
    programme is about.
    """

    pk: int
    name: str
    areas: int
    levels: str
    source: str
    has_map: bool
    has_boundaries: bool
    gone: tuple[Gone, ...]
    focus_gone: tuple[str, ...]
    breaks: tuple[str, ...]


def told(division: Division, focus: Iterable[FocusArea]) -> Told:
    """Give what a division's page says."""
    said = division.description
    areas = list(division.areas.all())
    source = said.get("source") or {}
    now = {area.code for area in areas if not area.description["valid_to"]}
    names, levels = said["names"], levels_in(areas, said["levels"])
    return Told(
        pk=division.pk,
        name=names.get(language()) or division.name,
        areas=levels[-1][1] if levels else 0,
        levels=_levels(levels),
        source=", ".join(
            part for part in (source.get("publisher"), source.get("title")) if part
        ),
        has_map=any(area.tile for area in areas),
        has_boundaries=any(area.outline for area in areas),
        gone=tuple(gone_in(division)),
        focus_gone=tuple(area.name for area in focus if area.code not in now),
        breaks=tuple(dict.fromkeys(each["period"] for each in said.get("breaks", ()))),
    )


def _levels(levels: list[tuple[str, int]]) -> str:
    if len(levels) == 1:
        return number(levels[0][1], language())
    return ", ".join(
        f"{levels_title(level, words(language()))}: {number(count, language())}"
        for level, count in levels
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A division that comes with Nabolag, in words."""

    key: str
    name: str
    levels: tuple[str, ...]


def offers(divisions: Iterable[Shipped]) -> list[Offer]:
    """Give the divisions that come with Nabolag, in words."""
    return [
        Offer(
            key=each.key,
            name=each.names.get(language()) or next(iter(each.names.values())),
            levels=tuple(
                levels_title(level, words(language()))
                for level in each.levels
                if level != CITY
            ),
        )
        for each in divisions
    ]


def problem(error: BadInput) -> Problem:
    """Give why files cannot say how a city is divided."""
    return problem_in_words(problem_of(error, file=_file_of(error)))


def _file_of(error: BadInput) -> str:
    """Give the file's own name: it was read in a folder that is gone again."""
    return (error.where.file or "").replace("\\", "/").rpartition("/")[2]
