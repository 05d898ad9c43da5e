"""One area's figure on one indicator in one period, ready to be worded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nabolag.areas.result import WHOLE_CITY
from nabolag.reports.wording.distances import Distance, Shown, shown
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import number, rounded
from nabolag.reports.wording.units import Unit
from nabolag.values import Direction, Indicator, Kind, Note

NOTHING = "–"
"""What stands in a table's cell that has nothing to hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A figure with what it is held against; ``apart`` is the two as they are shown.

    ``row`` is the figure's row of :data:`nabolag.areas.result.COLUMNS`.
    """

    indicator: Indicator
    unit: Unit
    row: Mapping[str, object]
    value: float | None
    distance: Distance | None
    apart: Shown | None

    def text_of(self, column: str) -> str:
        """Give a column of text, or an empty text."""
        found = self.row[column]
        return found if isinstance(found, str) else ""

    def number_of(self, column: str) -> float | None:
        """Give a column of numbers, or nothing."""
        found = self.row[column]
        return float(found) if isinstance(found, int | float) else None

    @property
    def judged(self) -> bool:
        """Tell whether the difference has an interval, so that it can be judged."""
        return self.distance is not None and self.distance.low is not None

    @property
    def certain(self) -> bool:
        """Tell whether the area differs by more than chance would make it."""
        return self.distance is not None and self.distance.certain

    @property
    def context(self) -> bool:
        """Tell whether the figure is only for orientation, never to judge by."""
        return self.indicator.kind is Kind.CONTEXT

    @property
    def directed(self) -> bool:
        """Tell whether more of it is a difficulty, or less."""
        return self.indicator.direction is not Direction.NEITHER

    @property
    def clearness(self) -> float:
        """Give how many half intervals the difference is; 0 where it has none."""
        d = self.distance
        if d is None or d.low is None or d.high is None or d.high == d.low:
            return 0.0
        return abs(d.difference) / ((d.high - d.low) / 2)


def standing_of(
    row: Mapping[str, object], indicator: Indicator, unit: Unit
) -> Standing:
    """Give a row of the answer's table as a standing."""
    value, other = row["value"], row["other"]
    apart = shown_apart = None
    if isinstance(value, float) and isinstance(other, float):
        apart = Distance(
            value=value,
            other=other,
            difference=_float(row["difference"]) or 0.0,
            low=_float(row["difference_low"]),
            high=_float(row["difference_high"]),
        )
        shown_apart = shown(apart, scale=unit.scale, fewest=unit.fewest)
    return Standing(
        indicator=indicator,
        unit=unit,
        row=row,
        value=_float(value),
        distance=apart,
        apart=shown_apart,
    )


def _float(found: object) -> float | None:
    return found if isinstance(found, float) else None


def value_text(standing: Standing) -> str:
    """Give the value: "46 %"; an empty text where there is none."""
    if standing.apart is not None:
        return standing.unit.text(standing.apart.value, standing.apart.decimals)
    return "" if standing.value is None else standing.unit.plain(standing.value)


def value_and_interval(standing: Standing) -> str:
    """Give the value and its own interval: "46 % (45–48)"."""
    low, high = standing.number_of("low"), standing.number_of("high")
    if low is None or high is None:
        return value_text(standing)
    decimals = standing.apart.decimals if standing.apart else standing.unit.fewest
    interval = standing.unit.range(low, high, decimals)
    return f"{value_text(standing)} ({interval})"


def cell_text(standing: Standing, words: Words) -> str:
    """Give the value and its interval, or why there is none: "skjult"."""
    return value_and_interval(standing) or missing_text(standing, words)


def missing_text(standing: Standing, words: Words) -> str:
    """Give in a word why there is no value: withheld is not the same as missing."""
    if standing.row["note"] == Note.CONFIDENTIAL:
        return words.gettext("hidden")
    if standing.row["note"] == Note.NOT_POSSIBLE:
        return words.gettext("cannot occur")
    return words.gettext("no data")


def other_text(standing: Standing) -> str:
    """Give the value it is held against: "64 %"; empty where there is none."""
    if standing.apart is None:
        return ""
    return standing.unit.text(standing.apart.other, standing.apart.decimals)


def against_text(standing: Standing, words: Words) -> str:
    """Give both values: "46 % mot 64 %"; only the value where there is no other."""
    if standing.apart is None:
        return value_text(standing)
    return words.gettext(
        "%(value)s against %(other)s",
        value=value_text(standing),
        other=other_text(standing),
    )


def difference_text(standing: Standing) -> str:
    """Give the difference and its interval: "−18 (−20 til −17)"."""
    if standing.apart is None:
        return ""
    text = standing.unit.difference(standing.apart)
    interval = standing.unit.interval(standing.apart)
    return f"{text} ({interval})" if interval else text


def ratio_text(standing: Standing) -> str:
    """Give the value as so many times the other: "0,72"; empty where there is none."""
    ratio = standing.number_of("ratio")
    return "" if ratio is None else number(ratio, standing.unit.language, decimals=2)


def count_text(standing: Standing, words: Words) -> str:
    """Give the number behind the value: "2 480 av 5 373"; empty without counts."""
    part, whole = standing.number_of("numerator"), standing.number_of("people")
    if part is None or whole is None:
        return ""
    ends = [number(rounded(n), words.language) for n in (part, whole)]
    return words.gettext("%(part)s of %(whole)s", part=ends[0], whole=ends[1])


def read_as(standing: Standing, words: Words) -> str:
    """Give how the difference is read, in words that judge no place."""
    if standing.value is None:
        return words.gettext("Cannot tell: %(why)s", why=missing_text(standing, words))
    if standing.apart is None:
        return words.gettext("Cannot tell: there is no figure to compare with")
    if not standing.judged:
        return words.gettext("Without interval: the source does not give the spread")
    if not standing.certain:
        return words.gettext("The difference is uncertain")
    if standing.apart.difference > 0:
        return words.gettext("Higher than the city")
    return words.gettext("Lower than the city")


def held_against(standing: Standing, words: Words) -> str:
    """Give the other value, saying so where it is the whole city's."""
    text = other_text(standing)
    if text and standing.row["against"] == WHOLE_CITY:
        return words.gettext("%(value)s (whole city)", value=text)
    return text


def wished(indicator: Indicator, words: Words) -> str:
    """Give which way is wished for: higher, lower or neither."""
    if indicator.direction is Direction.MORE_IS_WORSE:
        return words.gettext("lower")
    if indicator.direction is Direction.MORE_IS_BETTER:
        return words.gettext("higher")
    return "–"
