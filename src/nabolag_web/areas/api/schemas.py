"""What the interface answers with. Nothing leaves that is not declared here.

Keys are those of ``nabolag areas diagnose --json`` (``docs/json.md``): numbers are not
rounded, shares are fractions, and null stands where something is missing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from ninja import Field, Schema

Item = TypeVar("Item")
Language = Literal["nb", "nn", "en"]

MOST = 1000
"""Items that are given at a time, at most."""


class Listing(Schema, Generic[Item]):
    """Some of all that was asked for, and where there is more."""

    items: list[Item]
    count: int = Field(description="How many there are in all.")
    limit: int
    offset: int
    next: str | None = Field(description="Where the next ones are; null at the end.")


class Programme(Schema):
    """A programme that shows its figures to anyone."""

    slug: str
    name: str
    municipality: str | None
    first_year: int | None
    last_year: int | None
    main_goal: str | None
    made_up: bool = Field(description="Whether the programme is a fictional example.")
    city: str | None = Field(description="The city its areas are held against.")
    page: str = Field(description="The programme's public page.")


class City(Schema):
    """The city that a programme's areas are held against."""

    slug: str
    name: str
    code: str | None = Field(description="The city's own code among the figures.")
    computed_at: datetime | None


class Area(Schema):
    """One of the programme's own areas; level is null where it has no figures."""

    code: str
    name: str
    level: str | None
    district: str | None
    page: str


class Source(Schema):
    """Who published the figures, in which table, and on what terms."""

    id: str
    publisher: str
    title: str
    table: str | None
    licence: str | None
    address: str | None
    published: date | None


class Break(Schema):
    """From which period figures of a level cannot be compared with those before."""

    period: str
    level: str
    reason: str


class Indicator(Schema):
    """What is measured, by what definition, and where the figures come from."""

    id: str
    name: str
    measure: str
    unit: str
    per: float
    direction: str
    dimension: str | None
    kind: str
    topic: str | None
    counted: str | None
    definition: str | None
    periods: list[str]
    breaks: list[Break]
    sources: list[Source]
    page: str


class Observation(Schema):
    """One published figure of an area or of the city, with how far it can vary."""

    code: str
    name: str
    level: str
    district: str | None
    indicator: str
    period: str
    value: float | None
    low: float | None
    high: float | None
    numerator: float | None
    denominator: float | None
    note: str | None
    source: str | None
    latest: bool


class Trend(Schema):
    """Where the distance to the rest of the city is heading."""

    first: str
    last: str
    periods: int
    slope: float
    low: float
    high: float
    ratio_slope: float | None
    ratio_low: float | None
    ratio_high: float | None
    verdict: str
    verdict_alone: str
    margin: float | None
    detectable: float | None


class Standing(Schema):
    """How an area stands against the rest of its city on one indicator."""

    code: str
    name: str
    level: str
    district: str | None
    indicator: str
    period: str
    value: float | None
    low: float | None
    high: float | None
    people: float | None
    against: str | None
    other: float | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    trend: Trend | None
    note: str | None
    source: str | None
    latest: bool


class Problem(Schema):
    """Why something could not be answered (RFC 9457), and what to do."""

    type: str
    title: str
    status: int
    detail: str
    found: str
    expected: str
    remedy: str
