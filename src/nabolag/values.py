"""What all rooms speak in: areas' figures, what they measure and where they come from.

Every value is frozen and cannot be built wrong. Statistics travel as one narrow
table, :class:`Observations`, whatever file they came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

import polars as pl

from nabolag.errors import Misbuilt, Where

CITY, DISTRICT, AREA, UNPLACED = "city", "district", "area", "unplaced"
"""Levels every division has. A division may name its own finer levels
(``delbydel``, ``grunnkrets``); ``unplaced`` is "uoppgitt": people counted in the
city but in no area, so never an area themselves."""


class Direction(StrEnum):
    """Which way is a difficulty."""

    MORE_IS_WORSE = "more_is_worse"
    MORE_IS_BETTER = "more_is_better"
    NEITHER = "neither"


class Dimension(StrEnum):
    """The four sides of an area's situation."""

    PHYSICAL = "physical"
    SOCIAL = "social"
    REPUTATIONAL = "reputational"
    STRUCTURAL = "structural"


class Kind(StrEnum):
    """What an indicator tells of an effort (Barstad, Statistics Norway, 2008)."""

    INPUT = "input"
    PROCESS = "process"
    RESULT = "result"
    CONTEXT = "context"


class Measure(StrEnum):
    """How a value is made: part of a whole, events per exposure, or an amount."""

    SHARE = "share"
    RATE = "rate"
    AMOUNT = "amount"


class Note(StrEnum):
    """Why a value is missing or special; the publishers' signs keep their meanings."""

    NOT_POSSIBLE = "not_possible"  # "."   cannot occur
    MISSING = "missing"  # ".."  not available
    CONFIDENTIAL = "confidential"  # ":"   withheld to protect people
    ZERO = "zero"  # "-"   a true zero
    PROVISIONAL = "provisional"  # "*"   may be revised; carries a value
    COPIED = "copied"  # the whole period repeats the one before; never used as news


class Topic(StrEnum):
    """What an indicator may tell of people that must never be ranked or judged."""

    ORIGIN = "origin"
    LANGUAGE = "language"
    RELIGION = "religion"
    HEALTH = "health"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where figures come from: who published them, which table, on what terms."""

    id: str
    publisher: str
    title: str
    table: str | None = None
    licence: str | None = None
    address: str | None = None
    file: str | None = None
    sha256: str | None = None
    recipe: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What a figure measures and how it may be read.

    An indicator of origin, language, religion or health of groups is context with
    no direction, whatever the file or recipe says: it is forced here, where every
    indicator is made, so that no room can rank by it (``forced`` tells that it was).

    ``names`` holds the publisher's name by language ("nb", "nn", "en"); ``per`` is
    the exposure a rate is given per (1000 for "per 1 000").
    """

    id: str
    names: Mapping[str, str]
    measure: Measure = Measure.AMOUNT
    unit: str = ""
    per: float = 1.0
    direction: Direction = Direction.NEITHER
    dimension: Dimension | None = None
    kind: Kind = Kind.RESULT
    counted: str | None = None
    definition: str | None = None
    source: str | None = None
    topic: Topic | None = None
    forced: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Settle the names and force sensitive topics to context."""
        set_ = object.__setattr__
        set_(self, "names", MappingProxyType(dict(self.names)))
        topic = self.topic or sensitive_topic(self.id, *self.names.values())
        if topic is None:
            return
        asked = (self.direction, self.kind) != (Direction.NEITHER, Kind.CONTEXT)
        set_(self, "topic", topic)
        set_(self, "direction", Direction.NEITHER)
        set_(self, "kind", Kind.CONTEXT)
        set_(self, "forced", asked)

    def name(self, language: str = "nb") -> str:
        """Give the name in a language, or in the publisher's own where it lacks one.

        >>> Indicator(id="turnout", names={"nb": "Valgdeltakelse"}).name("en")
        'Valgdeltakelse'
        """
        return self.names.get(language) or next(iter(self.names.values()), self.id)


_SENSITIVE: tuple[tuple[Topic, str], ...] = (
    # Parts of words in Norwegian and English. Broad on purpose: an indicator caught by
    # mistake only loses its direction; one that slips through ranks people by origin.
    (
        Topic.ORIGIN,
        r"innvandr|landbakgrunn|landbagrunn|opphavsland|fød[et]?land|vestlig|vestleg|"
        r"statsborg|etnisk|etnisitet|flykt|asyl|migrant|immigra|"
        r"foreign.?born|born.?abroad|country of|ethnic|refugee|nationality|citizenship",
    ),
    (Topic.LANGUAGE, r"morsmål|språk|language|mother.?tongue"),
    (Topic.RELIGION, r"religi|trossamfunn|livssyn|muslim|kristn|christian|faith"),
    (
        Topic.HEALTH,
        r"helse(?!stasjon|senter|sentre)|syk(?!kel|l)|sjuk|ufør|diagnos|lidelse|"
        r"liding|funksjonsevne|funksjonsned|funksjonshem|dødsrate|dødelig|dødeleg|"
        r"overvekt|fedme|diabetes|kreft|røyk|health(?!.?cent)|\bsick|disab|illness|"
        r"disease|mortality|obes|\bmental",
    ),
)


def sensitive_topic(*words: str) -> Topic | None:
    """Tell which protected topic an indicator's id and names touch, if any.

    >>> sensitive_topic("share_immigrants", "Andel innvandrere")
    <Topic.ORIGIN: 'origin'>
    >>> sensitive_topic("turnout", "Valgdeltakelse") is None
    True
    """
    text = " ".join(words).replace("_", " ").lower()
    for topic, parts in _SENSITIVE:
        if re.search(parts, text):
            return topic
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A period from which figures of a level cannot be compared with those before."""

    period: str
    level: str
    reason: str
    indicator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something a reader of the figures must know, as a code with its facts.

    Calculating rooms and readers give codes; ``nabolag.reports`` words them.
    """

    code: str
    where: Where = field(default_factory=Where)
    facts: Mapping[str, str | int | float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the facts from changing."""
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with how much it can vary by chance; ``None`` where that is unknown."""

    value: float
    low: float | None = None
    high: float | None = None


SCHEMA: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "area": pl.String,  # code in the division, as text: leading zeros matter
        "name": pl.String,  # the publisher's name
        "level": pl.String,  # city | district | <division's own> | unplaced
        "district": pl.String,  # code of the district it lies in, or null
        "period": pl.String,  # as published: "2024", "2024K4"
        "indicator": pl.String,  # Indicator.id
        "value": pl.Float64,  # share 0–1, rate per `per`, or amount; null if withheld
        "numerator": pl.Float64,
        "denominator": pl.Float64,
        "cluster_size": pl.Float64,  # size of family the average person lives in
        "note": pl.String,  # Note, or null
        "source": pl.String,  # Source.id
        "line": pl.Int64,  # line or row in the source's file
    }
)
"""Columns and types of the one narrow table."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Observations:
    """Published figures for areas over time: one row per area × indicator × period.

    ``table`` has exactly the columns of :data:`SCHEMA`.
    """

    table: pl.DataFrame
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...] = ()
    breaks: tuple[Break, ...] = ()
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table of another shape, or figures of an unknown indicator."""
        if dict(self.table.schema) != {k: v() for k, v in SCHEMA.items()}:
            raise Misbuilt(
                value="Observations",
                found=str(dict(self.table.schema)),
                expected=f"the columns {list(SCHEMA)}",
            )
        known = {indicator.id for indicator in self.indicators}
        strays = set(self.table["indicator"].unique()) - known
        if strays:
            raise Misbuilt(
                value="Observations",
                found=f"figures of {sorted(strays)}",
                expected="each indicator described",
            )

    def indicator(self, id_: str) -> Indicator:
        """Find an indicator by id."""
        return next(i for i in self.indicators if i.id == id_)

    def with_notices(self, *notices: Notice) -> Observations:
        """Give the same figures with more to say about them."""
        return replace(self, notices=(*self.notices, *notices))


def together(parts: Sequence[Observations]) -> Observations:
    """Join figures from several files; equal sources, breaks and notices stand once."""
    return Observations(
        table=pl.concat([p.table for p in parts])
        if parts
        else pl.DataFrame(schema=SCHEMA),
        indicators=_once([i for p in parts for i in p.indicators], key="id"),
        sources=_once([s for p in parts for s in p.sources], key="id"),
        breaks=tuple(dict.fromkeys(b for p in parts for b in p.breaks)),
        notices=tuple(n for p in parts for n in p.notices),
    )


_Named = TypeVar("_Named", Indicator, Source)


def _once(things: Sequence[_Named], *, key: str) -> tuple[_Named, ...]:
    return tuple({getattr(thing, key): thing for thing in things}.values())


def year_of(period: str) -> int | None:
    """Read the calendar year a period starts in, or nothing where it has none.

    >>> year_of("2024K4"), year_of("2015-2017"), year_of("spring")
    (2024, 2015, None)
    """
    found = re.search(r"(?<!\d)(1[89]\d\d|20\d\d|21\d\d)(?!\d)", period)
    return int(found.group()) if found else None
