"""A measure on a map: how far each area lies from the rest of the city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nabolag.areas.geography import Tile
from nabolag.figures.parts import MapPlace
from nabolag.figures.tilemap import map_class, map_classes
from nabolag.reports.page import Edition, Figure, Key, Map
from nabolag.reports.passages.level_tables import level_tables, spread
from nabolag.reports.passages.provenance import source_line
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import (
    Standing,
    against_text,
    difference_text,
    missing_text,
    value_text,
)
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import some_of_level
from nabolag.reports.wording.numbers import number, rounded, signed
from nabolag.reports.wording.periods import stretch
from nabolag.values import Indicator, Measure, Note

_AS_THE_CITY = 2
"""The middle class of a map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One measure on one level: its figures, and the classes they fall in."""

    name: str
    standings: tuple[Standing, ...]
    cuts: tuple[float, float, float, float]

    @property
    def decimals(self) -> int:
        """Give the decimals of every number on the map: as many as its classes have."""
        return max(_decimals(cut) for cut in self.cuts)

    def difference(self, standing: Standing) -> Decimal | None:
        """Give an area's difference as the map shows it, or nothing."""
        if standing.distance is None:
            return None
        return rounded(
            standing.distance.difference, self.decimals, scale=standing.unit.scale
        )

    def class_of(self, standing: Standing) -> int | None:
        """Give the class 0–4 of an area's difference as it is shown, or nothing."""
        shown = self.difference(standing)
        return None if shown is None else map_class(float(shown), self.cuts)


def level_of(reading: Reading, indicator: Indicator, name: str) -> Level:
    """Give a measure on a level with its map classes."""
    found = reading.across(name, indicator.id)
    apart = [s.distance.difference * s.unit.scale for s in found if s.distance]
    return Level(name=name, standings=found, cuts=map_classes(apart))


def map_of_area(
    reading: Reading, edition: Edition, main: Standing, *, id_: str
) -> Figure | None:
    """Give the map an area's report shows, or nothing where there is none to draw."""
    words, indicator = reading.words, main.indicator
    level = level_of(reading, indicator, main.text_of("level"))
    drawn = _map(level, edition, words)
    if drawn is None:
        return None
    valued = sum(s.apart is not None for s in level.standings)
    where = words.gettext(
        "%(name)s, marked with a thick edge: %(against)s, %(difference)s.",
        name=main.text_of("name"),
        against=against_text(main, words),
        difference=difference_text(main),
    )
    return Figure(
        id=id_,
        title=_near(indicator, level, valued, words),
        subtitle=_subtitle(indicator, level, drawn, words),
        summary=f"{_summary(level, words)} {where}",
        key=_key(level, words),
        map=drawn,
        tables=level_tables(reading, indicator, (level.name,)),
        table_link=words.gettext("Show as table"),
        source=_source(reading, level),
        cards=("differences", "city"),
        indicator=indicator.id,
    )


def map_below_finding(
    reading: Reading, edition: Edition, indicator: Indicator, *, id_: str
) -> Figure:
    """Give the same map for a page whose title has told how far the measure reaches."""
    figure = map_of_city(reading, edition, indicator, id_=id_)
    return replace(figure, title=near_the_city(reading, indicator) or figure.title)


def map_of_city(
    reading: Reading, edition: Edition, indicator: Indicator, *, id_: str
) -> Figure:
    """Give a measure for all areas: a map of its finest level, tables of all levels."""
    words = reading.words
    names = [n for n in reading.levels() if reading.across(n, indicator.id)]
    levels = [level_of(reading, indicator, name) for name in names]
    mapped = [(level, m) for level in levels if (m := _map(level, edition, words))]
    level, drawn = mapped[0] if mapped else (levels[0], None)
    return Figure(
        id=id_,
        title=spread(indicator, level.standings, words),
        subtitle=_whole_city(reading, indicator)
        + _subtitle(indicator, level, drawn, words),
        summary=_summary(level, words),
        key=_key(level, words) if drawn else (),
        map=drawn,
        tables=level_tables(reading, indicator, names),
        table_link=words.gettext("Show as table"),
        source=_source(reading, level),
        cards=("differences", "city"),
        indicator=indicator.id,
    )


def near_the_city(reading: Reading, indicator: Indicator) -> str:
    """Give how many areas of the finest level lie near the city; empty without any."""
    words = reading.words
    names = [n for n in reading.levels() if reading.across(n, indicator.id)]
    if not names:
        return ""
    level = level_of(reading, indicator, names[0])
    valued = sum(s.apart is not None for s in level.standings)
    if not valued:
        return ""
    return _near(indicator, level, valued, words)


def _near(indicator: Indicator, level: Level, valued: int, words: Words) -> str:
    alike = sum(level.class_of(s) == _AS_THE_CITY for s in level.standings)
    return words.gettext(
        "%(indicator)s: %(some)s lie near the city",
        indicator=indicator.name(words.language),
        some=some_of_level(level.name, alike, valued, words),
    )


def _map(level: Level, edition: Edition, words: Words) -> Map | None:
    """Prefer boundaries where they are known; nothing without anything to draw."""
    if all(s.apart is None for s in level.standings):
        return None
    codes = {s.text_of("code") for s in level.standings}
    outlines = tuple(o for o in edition.outlines if o.code in codes)
    tiles = tuple(edition.tiles.get(level.name, ()))
    if not outlines and not codes.intersection(tile.code for tile in tiles):
        return None
    return Map(
        places=_places(level, tiles, edition.area, words),
        tiles=tiles,
        outlines=outlines,
    )


def _places(
    level: Level, tiles: Sequence[Tile], chosen: str | None, words: Words
) -> tuple[MapPlace, ...]:
    labels = {tile.code: tile.label for tile in tiles}
    return tuple(
        MapPlace(
            code=code,
            label=labels.get(code) or s.text_of("name"),
            class_=level.class_of(s),
            text=_short(s, level, words),
            hidden=s.value is None and s.row["note"] == Note.CONFIDENTIAL,
            chosen=code == chosen,
        )
        for s in level.standings
        for code in (s.text_of("code"),)
    )


def _short(standing: Standing, level: Level, words: Words) -> str:
    """Give what stands in a map's area: the difference, or why there is none."""
    shown = level.difference(standing)
    if shown is not None:
        return signed(shown, words.language, decimals=level.decimals)
    return (
        missing_text(standing, words)
        if standing.value is None
        else value_text(standing)
    )


def _subtitle(
    indicator: Indicator, level: Level, drawn: Map | None, words: Words
) -> str:
    years = stretch([s.text_of("period") for s in level.standings], words)
    measure = _measure(indicator, level, years, words)
    if drawn is None or drawn.outlines:
        return measure
    each = words.gettext("Each square is one area, about where it lies.")
    return f"{measure} {each}"


def _measure(indicator: Indicator, level: Level, years: str, words: Words) -> str:
    if indicator.measure is Measure.SHARE:
        return words.gettext(
            "Share in percentage points from the rest of the city, %(years)s.",
            years=years,
        )
    unit = level.standings[0].unit
    named = f"{unit.before} {unit.word}".replace("\u00a0", "").strip()
    if not named:
        return words.gettext("Difference from the city, %(years)s.", years=years)
    return words.gettext(
        "Difference from the city in %(unit)s, %(years)s.", unit=named, years=years
    )


def _whole_city(reading: Reading, indicator: Indicator) -> str:
    city = reading.whole_city(indicator.id)
    if city is None or city.value is None:
        return ""
    value = value_text(city)
    return reading.words.gettext("The whole city: %(value)s.", value=value) + " "


def _summary(level: Level, words: Words) -> str:
    judged = [s for s in level.standings if s.judged]
    higher = sum(
        s.certain and s.distance is not None and s.distance.difference > 0
        for s in judged
    )
    lower = sum(s.certain for s in judged) - higher
    return words.gettext(
        "Map of %(n)s areas. Higher than the rest of the city: %(higher)s. Lower:"
        " %(lower)s. The difference is uncertain: %(uncertain)s. All figures stand in the"
        " table below.",
        n=number(len(level.standings), words.language),
        higher=number(higher, words.language),
        lower=number(lower, words.language),
        uncertain=number(len(judged) - higher - lower, words.language),
    )


def _key(level: Level, words: Words) -> tuple[Key, ...]:
    least, less, more, most = (_cut(cut, words) for cut in level.cuts)
    key = [
        words.gettext("lower than %(cut)s", cut=least),
        words.gettext("%(low)s to %(high)s", low=least, high=less),
        words.gettext("%(low)s to %(high)s, as the city", low=less, high=more),
        words.gettext("%(low)s to %(high)s", low=more, high=most),
        words.gettext("higher than %(cut)s", cut=most),
    ]
    why = sorted(
        {(_why(s), missing_text(s, words)) for s in level.standings if s.value is None}
    )
    return (
        *(Key(sign=f"class-{place}", text=text) for place, text in enumerate(key)),
        *(Key(sign=sign, text=text) for sign, text in why),
    )


def _why(standing: Standing) -> str:
    return "hidden" if standing.row["note"] == Note.CONFIDENTIAL else "missing"


def _cut(cut: float, words: Words) -> str:
    return signed(cut, words.language, decimals=_decimals(cut))


def _decimals(cut: float) -> int:
    return next((d for d in range(4) if round(cut, d) == cut), 4)


def _source(reading: Reading, level: Level) -> str:
    return source_line(
        (s.text_of("source") for s in level.standings),
        reading.diagnosis.sources,
        judged=any(s.judged for s in level.standings),
        words=reading.words,
    )
