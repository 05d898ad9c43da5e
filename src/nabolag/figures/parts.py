"""What figures are drawn from: numbers in their shown unit, and finished texts.

Figures word nothing: every text that is drawn comes with the values, already in the
reader's language and number format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nabolag.values import Dimension, Estimate


class Width(StrEnum):
    """Every figure is drawn twice; the page picks one by its width."""

    WIDE = "wide"  # about 640 px and up
    NARROW = "narrow"  # about 350 px


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One indicator's distance to the rest of the city, in percentage points."""

    dimension: Dimension | None
    label: str  # "Stemte ved kommunevalget"
    difference: float
    low: float
    high: float
    uncertain: bool  # the interval of the difference holds 0: drawn hollow
    against_text: str  # "46 % mot 64 %"
    difference_text: str  # "−18 (−20 til −17)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of a development; ``None`` where there is no figure."""

    year: float
    value: float | None
    low: float | None
    high: float | None
    other: float | None  # the rest of the city, or the city


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """One indicator over time beside the city, in the unit it is shown in.

    ``breaks`` are years from which figures cannot be compared with those before: no
    line crosses them. ``low``/``high`` give the scale shared by small multiples.
    """

    dimension: Dimension | None
    points: tuple[Point, ...]
    breaks: tuple[float, ...]
    low: float
    high: float
    value_text: str  # "46 %", beside the last point
    other_text: str  # "64 %"
    tick_texts: Mapping[float, str]  # value on the scale → "20 %"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """One area on a map. ``class_`` is 0–4 (2 = as the city); ``None`` has no figure."""

    code: str
    label: str
    class_: int | None
    text: str  # "−8", "skjult", "ingen data"
    hidden: bool = False  # withheld to protect people: hatched
    chosen: bool = False  # the page's own area: a 4 px ink edge


@dataclass(frozen=True, slots=True, kw_only=True)
class MoverRow:
    """How many of a group move in and out, per 1,000; ``None`` where it is not known."""

    label: str  # "25–34 år"
    moved_in: Estimate | None
    moved_out: Estimate | None
    net_text: str  # "+31", "+13 *" where it may be chance, or why there is none
