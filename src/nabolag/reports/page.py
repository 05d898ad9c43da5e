"""What a report says, as frozen values: finished texts, tables and what to draw.

HTML and PDF are made from the same page, so that they cannot say different things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nabolag.areas.geography import Outline, Tile
from nabolag.areas.result import Verdict
from nabolag.figures.parts import Development, MapPlace, MoverRow, ProfileRow
from nabolag.figures.style import Spec
from nabolag.methods import MethodCard
from nabolag.reports.wording.language import Span
from nabolag.values import Dimension

_BESIDE = 6
"""Columns of a tile map that fit beside something else with room for names."""


class Extent(StrEnum):
    """How much a report tells: all there is, or what fits two sheets to hand out."""

    WHOLE = "whole"
    TWO_PAGES = "two_pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which report to make: of one area (its code) or of the whole city, and how.

    ``place`` is the city's name, ``tiles`` the tile grid of each level that has one,
    and ``outlines`` the areas' boundaries where they are known. ``made_on`` is said in
    the report; without it the report carries no date of its own. Two pages are of one
    area; ``address`` is where its whole report stands.
    """

    place: str
    area: str | None = None
    language: str = "nb"
    made_on: date | None = None
    tiles: Mapping[str, Sequence[Tile]] = field(default_factory=dict)
    outlines: Sequence[Outline] = ()
    extent: Extent = Extent.WHOLE
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; numbers stand to the right and never break."""

    text: str
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: each row's first cell names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One sign and what it means: a mark of a figure, or a class of a map."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The part of a profile that belongs to one dimension; the last has the axis."""

    dimension: Dimension | None
    heading: str
    rows: tuple[ProfileRow, ...]
    axis: bool
    scale_rows: tuple[ProfileRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """One small multiple: an indicator over time, with what it says in words."""

    dimension: Dimension | None
    dimension_word: str
    heading: str
    development: Development
    caption: str
    summary: str
    verdict: Verdict | None = None
    verdict_word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One dimension in short: its verdicts counted, and its clearest measure."""

    dimension: Dimension
    dimension_word: str
    title: str
    others: str
    verdicts: tuple[Verdict, ...]
    verdict_words: tuple[str, ...]
    small: Small
    standing: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map of one level: tiles, or outlines where boundaries are known."""

    places: tuple[MapPlace, ...]
    tiles: tuple[Tile, ...] = ()
    outlines: tuple[Outline, ...] = ()

    @property
    def broad(self) -> bool:
        """Tell whether the map needs the page's whole width."""
        columns = {tile.column for tile in self.tiles}
        return bool(self.outlines) or len(columns) > _BESIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Movers:
    """Who moves in and out: one row for each group."""

    rows: tuple[MoverRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing that stands for itself; ``broad`` needs the page's whole width."""

    wide: Spec
    narrow: Spec
    broad: bool = False


Whole = Map | Movers | Picture
"""What is the only drawing of its figure."""
Part = Panel | Small | Whole
"""What is drawn by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list: its kind in bold, what it is about, and a sentence."""

    kind: str
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in its fixed order: finding, measure, key, drawing, table, source.

    ``summary`` is the hidden sentence that says what the drawing shows; the tables
    hold every number of it. ``notes`` are sentences that must be read with the title.
    ``indicator`` is the id of the one indicator that the figure is about, if any.
    """

    id: str
    title: str
    subtitle: str
    summary: str
    tables: tuple[Grid, ...]
    table_link: str
    source: str
    cards: tuple[str, ...] = ()
    key: tuple[Key, ...] = ()
    panels: tuple[Panel, ...] = ()
    smalls: tuple[Small, ...] = ()
    strips: tuple[Strip, ...] = ()
    map: Map | None = None
    movers: Movers | None = None
    picture: Picture | None = None
    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    indicator: str | None = None

    @property
    def judged(self) -> bool:
        """Tell whether any of its small pictures comes with a verdict."""
        return any(small.verdict for small in self.smalls)

    @property
    def shows_something(self) -> bool:
        """Tell whether there is more to see than the table."""
        whole = self.map or self.movers or self.picture
        return bool(whole or self.panels or self.smalls or self.strips or self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What stands beside the figures; ``read_first`` where it must be read before.

    ``lines`` are said smaller, below the text; ``tables`` hold their numbers.
    """

    title: str
    text: str = ""
    lines: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    tables: tuple[Grid, ...] = ()
    table_link: str = ""
    read_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source as the report lists it: what it is called and what is known of it.

    ``address`` is a web address that may be followed, or nothing.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Figures that belong together; ``plain`` where they are of no dimension."""

    id: str
    dimension: Dimension | None
    heading: str
    figures: tuple[Figure, ...]
    plain: bool = False

    @property
    def broad(self) -> bool:
        """Tell whether any of its figures needs the page's whole width."""
        return any(
            drawn is not None and drawn.broad
            for f in self.figures
            for drawn in (f.map, f.picture)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report, finding first; ``elsewhere`` says where the rest of a short one is.

    ``about`` is what reports of this kind tell, beside the place's name.
    """

    language: str
    place: str
    about: str
    one_area: bool
    kicker: str
    title: str
    verdict: tuple[Span, ...]
    meta: tuple[str, ...]
    made: str
    in_short: Figure | None = None
    profile: Figure | None = None
    asides: tuple[Aside, ...] = ()
    development: Figure | None = None
    maps: tuple[Figure, ...] = ()
    movers: Figure | None = None
    behind: Figure | None = None
    similar: Figure | None = None
    concentration: Figure | None = None
    pile_up: Figure | None = None
    sections: tuple[Section, ...] = ()
    news: Figure | None = None
    context: Figure | None = None
    remarks: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    cards: tuple[MethodCard, ...] = ()
    extent: Extent = Extent.WHOLE
    elsewhere: str = ""
    address: str = ""

    @property
    def map_beside_movers(self) -> bool:
        """Tell whether the map is small enough to share a row with who moves."""
        drawn = [figure.map for figure in self.maps if figure.map]
        small = bool(drawn) and not any(each.broad for each in drawn)
        return small and self.movers is not None
