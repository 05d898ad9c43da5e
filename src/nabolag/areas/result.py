"""The answer to "how does this area stand against its city?", as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import polars as pl

from nabolag.values import Break, Indicator, Notice, Source

REST, WHOLE_CITY = "rest", "city"
"""What an area is held against: the rest of its city, or, where figures have no
counts to subtract, the published figure for the whole city."""

COLUMNS: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "name": pl.String,
        "level": pl.String,
        "district": pl.String,  # code of its district, or null
        "indicator": pl.String,
        "period": pl.String,
        "latest": pl.Boolean,  # the newest period of the indicator at this level
        "value": pl.Float64,  # raw, as published: share 0–1, rate per `per`, or amount
        "low": pl.Float64,  # 95 % interval of the value; null without counts
        "high": pl.Float64,
        "numerator": pl.Float64,
        "people": pl.Float64,  # number behind the value (the denominator)
        "against": pl.String,  # REST or WHOLE_CITY; null where nothing to compare with
        "other": pl.Float64,  # value of what it is held against
        "difference": pl.Float64,  # value − other, in the value's unit (shares: 0–1)
        "difference_low": pl.Float64,
        "difference_high": pl.Float64,
        "ratio": pl.Float64,  # value / other
        "ratio_low": pl.Float64,
        "ratio_high": pl.Float64,
        "shrunk": pl.Float64,  # drawn towards district and city; for likeness only
        "weight": pl.Float64,  # the area's own weight in `shrunk`, 0–1
        "p_worst_fifth": pl.Float64,  # newest figures only; see areas.fifths
        "fifth_from": pl.Float64,  # where that fifth begins: distance, value's unit
        "note": pl.String,  # values.Note: why a value is missing, or null
        "source": pl.String,
    }
)
"""One row per area × indicator × period. The city itself has level ``city``, and
nothing to be held against."""

NEWS: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "name": pl.String,
        "level": pl.String,
        "indicator": pl.String,
        "period": pl.String,  # the newest
        "previous": pl.String,  # the one before it
        "value": pl.Float64,
        "value_before": pl.Float64,
        "difference": pl.Float64,
        "difference_before": pl.Float64,
        "change": pl.Float64,  # difference − difference_before
        "change_low": pl.Float64,  # 95 % interval; null without counts
        "change_high": pl.Float64,
        "beyond_chance": pl.Boolean,  # 95 % interval leaves 0 out; null without counts
    }
)
"""What is new: newest period against the one before, areas and city."""


TRENDS: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "name": pl.String,
        "level": pl.String,
        "indicator": pl.String,
        "first": pl.String,  # the stretch's first and last period with a figure
        "last": pl.String,
        "periods": pl.Int64,  # figures behind the line
        "slope": pl.Float64,  # of the distance, per year, in the value's unit
        "low": pl.Float64,  # 95 % interval
        "high": pl.Float64,
        "line_first": pl.Float64,  # the fitted distance in the first and last period
        "line_last": pl.Float64,
        "ratio_slope": pl.Float64,  # of value / other, per year; null without a ratio
        "ratio_low": pl.Float64,
        "ratio_high": pl.Float64,
        "ratio_first": pl.Float64,
        "ratio_last": pl.Float64,
        "shrunk_slope": pl.Float64,  # drawn towards the other areas'
        "p_widening": pl.Float64,  # probability that the distance grows
        "verdict": pl.String,  # Verdict, watching all areas
        "verdict_alone": pl.String,  # Verdict, for an area named beforehand
        "margin": pl.Float64,  # a slope within ± this counts as unchanged
        "detectable": pl.Float64,  # the slope seen with 80 % power
        "dispersion": pl.Float64,  # scatter beside chance's own; null without counts
        "autocorrelation": pl.Float64,  # from one year to the next, all areas together
        "by_chance": pl.Float64,  # part of the first distance that was likely chance
    }
)
"""The trend of the distance: one row per area × indicator that has one."""

PILE_UP: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "name": pl.String,
        "level": pl.String,
        "measured": pl.Int64,  # dimensions with two indicators or more
        "in_fifth": pl.Int64,  # of them, where it likelier than not is in the fifth
        "probability": pl.Float64,  # of being in the fifth on at least so many
        "by_chance": pl.Float64,  # the same for an area taken at random
        "independent": pl.Float64,  # effective number of independent measures
    }
)
"""On how many dimensions an area is where the challenge is greatest."""

DIMENSIONS: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "dimension": pl.String,  # values.Dimension
        "indicators": pl.Int64,  # the area has figures of
        "needed": pl.Int64,  # of them in the fifth, for the dimension to count
        "probability": pl.Float64,
    }
)
"""The measured dimensions of each area."""

LEFT_OUT: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "left_out": pl.String,  # the indicator left out
        "measured": pl.Int64,
        "in_fifth": pl.Int64,
        "probability": pl.Float64,
    }
)
"""The pile-up again with one indicator left out at a time."""

SIMILAR: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "other": pl.String,  # code of the area that is like it
        "other_name": pl.String,
        "distance": pl.Float64,  # typical distance per indicator, in areas' spread
        "stability": pl.Float64,  # share of draws in which it is among the nearest
        "indicators": pl.Int64,  # they are compared on
    }
)
"""The areas most like each area, nearest first."""

CONCENTRATION: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "indicator": pl.String,
        "level": pl.String,
        "period": pl.String,
        "latest": pl.Boolean,
        "areas": pl.Int64,
        "affected": pl.Float64,  # those the challenge concerns, in all areas
        "share_in_tenth": pl.Float64,  # of them in the tenth of areas hardest affected
        "by_chance": pl.Float64,  # the same if all areas were equal
        "excess": pl.Float64,  # share_in_tenth − by_chance
        "excess_low": pl.Float64,
        "excess_high": pl.Float64,
        "gini": pl.Float64,  # less what equal areas would show by chance
        "gini_low": pl.Float64,
        "gini_high": pl.Float64,
        "theil": pl.Float64,  # less what equal areas would show by chance
        "theil_low": pl.Float64,
        "theil_high": pl.Float64,
    }
)
"""How concentrated a challenge is in the city: one row per indicator × period."""

TURNOVER: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "group": pl.String,  # age group as given; null for everybody
        "first": pl.String,  # the span the moves are taken from
        "last": pl.String,
        "years": pl.Float64,
        "people": pl.Float64,  # mean number who lived there
        "moved_in": pl.Float64,  # per 1,000 people and year, with 95 % intervals
        "moved_in_low": pl.Float64,
        "moved_in_high": pl.Float64,
        "moved_out": pl.Float64,
        "moved_out_low": pl.Float64,
        "moved_out_high": pl.Float64,
        "net": pl.Float64,
        "net_low": pl.Float64,
        "net_high": pl.Float64,
    }
)
"""Who moves in and out: one row per area × group."""

SPLITS: Mapping[str, type[pl.DataType]] = MappingProxyType(
    {
        "code": pl.String,
        "indicator": pl.String,
        "first": pl.String,
        "last": pl.String,
        "exact": pl.Boolean,  # groups tabulated; otherwise bounds
        "change": pl.Float64,  # of the distance to the rest of the city
        "stayers": pl.Float64,  # parts of the change; they add up to it
        "stayers_low": pl.Float64,  # 95 % interval, or bounds where not exact
        "stayers_high": pl.Float64,
        "moved_in": pl.Float64,  # null where not exact
        "moved_out": pl.Float64,
        "entered": pl.Float64,  # born, or grown into the age counted
        "left": pl.Float64,  # died, or grown out of it
        "reading": pl.String,  # MovingReading
    }
)
"""How much of a change is those who stayed, and how much is who moved."""


class Verdict(StrEnum):
    """What the trend says of the distance to the rest of the city."""

    WIDENING = "widening"
    UNCHANGED = "unchanged"
    NARROWING = "narrowing"
    CANNOT_TELL = "cannot_tell"
    DEPENDS_ON_SCALE = "depends_on_scale"  # points and ratio go opposite ways


class MovingReading(StrEnum):
    """What may be said of moving behind a change."""

    MOVING_ALONE = "moving_alone"  # tabulated: who moved explains the change
    STAYERS = "stayers"  # tabulated: those who stayed changed
    BOTH = "both"
    CANNOT_TELL = "cannot_tell"
    COULD_BE_MOVING = "could_be_moving"  # bounds: moving alone could explain it all
    NOT_MOVING_ALONE = "not_moving_alone"  # bounds: it could not


def nothing_yet(columns: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """Give an empty table with these columns."""
    return pl.DataFrame(schema=dict(columns))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PileUp:
    """Where difficulties pile up: per area, per dimension, one indicator left out."""

    areas: pl.DataFrame = field(default_factory=lambda: nothing_yet(PILE_UP))
    dimensions: pl.DataFrame = field(default_factory=lambda: nothing_yet(DIMENSIONS))
    left_out: pl.DataFrame = field(default_factory=lambda: nothing_yet(LEFT_OUT))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moving:
    """Who moves in and out, and what that has to do with the changes."""

    turnover: pl.DataFrame = field(default_factory=lambda: nothing_yet(TURNOVER))
    splits: pl.DataFrame = field(default_factory=lambda: nothing_yet(SPLITS))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Diagnosis:
    """How every area stands on every indicator, with what one must know to read it."""

    table: pl.DataFrame
    news: pl.DataFrame
    indicators: tuple[Indicator, ...]
    trends: pl.DataFrame = field(default_factory=lambda: nothing_yet(TRENDS))
    pile_up: PileUp = field(default_factory=PileUp)
    similar: pl.DataFrame = field(default_factory=lambda: nothing_yet(SIMILAR))
    concentration: pl.DataFrame = field(
        default_factory=lambda: nothing_yet(CONCENTRATION)
    )
    moving: Moving = field(default_factory=Moving)
    sources: tuple[Source, ...] = ()
    breaks: tuple[Break, ...] = ()
    notices: tuple[Notice, ...] = ()

    def to_polars(self) -> pl.DataFrame:
        """Give the whole answer as one polars table (columns of :data:`COLUMNS`)."""
        return self.table

    def _repr_html_(self) -> str:
        """Show the newest figures in a notebook."""
        return self.table.filter("latest").drop("latest", "district")._repr_html_()
