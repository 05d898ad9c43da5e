"""How concentrated challenges are in the city, beyond what chance would show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from nabolag.reports.page import Column, Entry, Figure, Grid
from nabolag.reports.passages.provenance import source_line
from nabolag.reports.standings.gathered import Gathered, Row, gathered
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import NOTHING
from nabolag.reports.wording.distances import Distance, Shown, shown
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import in_text, levels_title, levels_word
from nabolag.reports.wording.numbers import (
    STYLES,
    from_to,
    number,
    percent,
    rounded,
)
from nabolag.reports.wording.periods import period_text
from nabolag.values import Measure

_SMALL = 3
"""Decimals of Gini and Theil, which are often near nought."""


def city_concentration(reading: Reading) -> Figure | None:
    """Give how concentrated each challenge is, or nothing where it is not counted.

    Sentences are on the finest level each measure is counted on, tables on all.
    """
    found, words = gathered(reading), reading.words
    if not found:
        return None
    finest = list({g.indicator.id: g for g in reversed(found)}.values())
    told = [g for g in found if g in finest]
    return Figure(
        id="concentration",
        title=_title(told, words),
        subtitle=words.gettext(
            "The share of those affected who are in the tenth of the areas where the"
            " challenge is greatest, beside what equal areas would show by chance, with"
            " 95%% interval"
        ),
        summary="",
        entries=tuple(
            Entry(kind=g.indicator.name(words.language), text=_told(g, words))
            for g in told
        ),
        tables=tuple(
            _table(level, list(some), words)
            for level, some in groupby(found, key=lambda g: g.level)
        ),
        table_link=words.gettext("Show as table"),
        source=_source(reading, found),
        cards=("concentration",),
    )


def _title(told: Sequence[Gathered], words: Words) -> str:
    certain = [g for g in told if g.certain]
    if not certain:
        return words.gettext(
            "No challenge is surely more concentrated than chance would make it"
        )
    most = max(certain, key=lambda g: float(g.newest["excess"]))
    return words.gettext(
        "Most concentrated in few areas: %(indicator)s",
        indicator=in_text(most.indicator, words),
    )


def _told(found: Gathered, words: Words) -> str:
    """Give the share, how far it is from equal areas, and what that was at first."""
    now = _apart(found.newest)
    parts = [
        _share(found, now, words),
        words.gettext("The difference is %(excess)s.", excess=_points(now, words)),
    ]
    if not found.certain:
        parts.append(words.gettext("It may be chance."))
    if found.first is not None:
        parts.append(
            words.gettext(
                "In %(period)s it was %(excess)s.",
                period=period_text(found.first["period"], words),
                excess=_points(_apart(found.first), words),
            )
        )
    return " ".join(parts)


def _apart(row: Row) -> Shown:
    """Give share, share with equal areas and difference, rounded so that they agree."""
    distance = Distance(
        value=row["share_in_tenth"],
        other=row["by_chance"],
        difference=row["excess"],
        low=row["excess_low"],
        high=row["excess_high"],
    )
    return shown(distance, scale=100)


def _share(found: Gathered, now: Shown, words: Words) -> str:
    sign = STYLES[words.language].percent
    share, by_chance = (
        number(x, words.language, decimals=now.decimals) + sign
        for x in (now.value, now.other)
    )
    areas = levels_word(found.level, words)
    facts = {"share": share, "areas": areas, "by_chance": by_chance}
    if found.indicator.measure is Measure.RATE:
        return words.gettext(
            "%(share)s of the cases are in the tenth of %(areas)s where the challenge is"
            " greatest. With equal areas it would have been %(by_chance)s.",
            **facts,
        )
    return words.gettext(
        "%(share)s of those the challenge concerns are in the tenth of %(areas)s where it"
        " is greatest. With equal areas it would have been %(by_chance)s.",
        **facts,
    )


def _points(apart: Shown, words: Words) -> str:
    """Give a difference in points with its interval: "12 poeng (10 til 14)"."""
    language, decimals = words.language, apart.decimals
    size = number(apart.difference, language, decimals=decimals)
    points = words.gettext("%(n)s points", n=size)
    if apart.low is None or apart.high is None:
        return points
    ends = from_to(apart.low, apart.high, language, decimals=decimals)
    # On one line, however narrow the page.
    return f"{points} ({ends})".replace(" ", "\u00a0")


def _with_interval(
    row: Row, column: str, decimals: int, scale: int, words: Words
) -> str:
    value, low, high = (row[f"{column}{end}"] for end in ("", "_low", "_high"))
    if value is None:
        return NOTHING
    text = number(
        rounded(value, decimals, scale=scale), words.language, decimals=decimals
    )
    if low is None or high is None:
        return text
    below, above = (rounded(end, decimals, scale=scale) for end in (low, high))
    return f"{text} ({from_to(below, above, words.language, decimals=decimals)})"


def _table(level: str, found: Sequence[Gathered], words: Words) -> Grid:
    return Grid(
        caption=words.gettext(
            "How concentrated challenges are: %(levels)s",
            levels=levels_title(level, words).lower(),
        ),
        columns=(
            Column(text=words.gettext("Measure")),
            Column(text=words.gettext("Period"), number=True),
            Column(text=words.gettext("Affected"), number=True),
            Column(text=words.gettext("Share in the tenth"), number=True),
            Column(text=words.gettext("With equal areas"), number=True),
            Column(
                text=words.gettext("Difference in points (95%% interval)"), number=True
            ),
            Column(text=words.gettext("Gini (95%% interval)"), number=True),
            Column(text=words.gettext("Theil (95%% interval)"), number=True),
        ),
        rows=tuple(
            _cells(row, each, words) for each in found for row in reversed(each.rows)
        ),
    )


def _cells(row: Row, found: Gathered, words: Words) -> tuple[str, ...]:
    language = words.language
    affected = row["affected"]
    return (
        found.indicator.name(language),
        period_text(row["period"], words),
        NOTHING if affected is None else number(affected, language),
        percent(row["share_in_tenth"], language, decimals=1),
        percent(row["by_chance"], language, decimals=1),
        _with_interval(row, "excess", 1, 100, words),
        _with_interval(row, "gini", _SMALL, 1, words),
        _with_interval(row, "theil", _SMALL, 1, words),
    )


def _source(reading: Reading, found: Sequence[Gathered]) -> str:
    words, table = reading.words, reading.diagnosis.table
    told = {g.indicator.id for g in found}
    of_figures = table.filter(table["indicator"].is_in(told))["source"].drop_nulls()
    line = source_line(
        of_figures.unique(maintain_order=True),
        reading.diagnosis.sources,
        words=words,
        judged=False,
    )
    less = words.gettext(
        "Gini and Theil are less what equal areas would show by chance: nought is evenly"
        " spread."
    )
    return f"{line} {less}"
