"""The answer in a few lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nabolag.areas.result import Diagnosis
from nabolag.reports.standings.reading import Reading, reading_of
from nabolag.reports.standings.standing import (
    Standing,
    against_text,
    count_text,
    difference_text,
    read_as,
)
from nabolag.reports.standings.trend import followed, trends_of
from nabolag.reports.standings.trend_texts import heading
from nabolag.reports.wording.language import Words, words
from nabolag.reports.wording.naming import levels_title, some_of_level
from nabolag.reports.wording.notices import sentence


def plain(diagnosis: Diagnosis, *, area: str | None, language: str) -> str:
    """Give the newest figures of one area, or how each level stands, as lines of text.

    Whatever a reader must know beside the figures follows below them.
    """
    said = words(language)
    reading = reading_of(diagnosis, said)
    told = _whole_city(reading) if area is None else _one_area(reading, area)
    notices = (f"· {sentence(each, language)}" for each in diagnosis.notices)
    return "\n".join([*told, "", *dict.fromkeys(notices)]).strip()


def _one_area(reading: Reading, code: str) -> Iterator[str]:
    name, level = reading.name_and_level(code)
    trends = trends_of(reading, code)
    yield f"{name} ({level}, {code})"
    for standing in followed(reading, code, reading.newest(code)):
        yield ""
        yield _headed(standing, reading.words)
        yield f"  {_said(standing, reading.words)}"
        if trend := trends.get(standing.indicator.id):
            yield f"  {heading(trend, reading.words)}"


def _headed(standing: Standing, said: Words) -> str:
    name = standing.indicator.name(said.language)
    return f"{name}, {standing.text_of('period')}"


def _said(standing: Standing, said: Words) -> str:
    parts = (
        against_text(standing, said),
        difference_text(standing),
        count_text(standing, said),
        read_as(standing, said),
    )
    return " · ".join(part for part in parts if part)


def _whole_city(reading: Reading) -> Iterator[str]:
    for level in reading.levels():
        yield levels_title(level, reading.words)
        for indicator in reading.ordered():
            standings = reading.across(level, indicator.id)
            if standings:
                yield f"  {_headed(standings[0], reading.words)}: " + _unlike(
                    standings, level, reading.words
                )
        yield ""


def _unlike(standings: Sequence[Standing], level: str, said: Words) -> str:
    judged = [standing for standing in standings if standing.judged]
    if not judged:
        return read_as(standings[0], said)
    certain = sum(standing.certain for standing in judged)
    return said.gettext(
        "%(areas)s differ from the rest of the city by more than chance",
        areas=some_of_level(level, certain, len(judged), said),
    )
