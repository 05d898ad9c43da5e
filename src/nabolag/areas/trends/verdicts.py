"""What a trend says of the distance to the rest of the city, and when it cannot tell.

Answers: Is the area falling behind its city, coming nearer, or standing where it
stood, and do the figures allow an answer at all?

Method: The distance grows where the line through it goes away from the city, whichever
side the area is on. Two questions are kept apart. For an area named beforehand its own
line is asked, and an answer is given when chance alone would give one in at most 1 of
20 cases. When all areas are watched, all their lines are drawn together first, and an
answer is given when it is likely wrong in fewer than 1 of 20 areas given it. Unchanged
is told where the yearly change lies inside a margin with at least 95 per cent
certainty, so that its whole 90 per cent interval lies inside. The margin is a change
over ten years of a quarter of the standard deviation between areas, chance taken away.
Where percentage points and ratio go opposite ways, or one of them clearly moves while
the other surely stands still, the answer depends on the scale, and that is said.

Assumes: The change is a straight line over the periods shown, and the areas' own
spread says what size of change matters.

Uncertainty: Everything that lies between a clear change and a clear standstill is told
as "cannot tell". That is the usual answer for a small area, and not a fault.

Refuses: Under 4 periods there is no line and no verdict. Under 4 areas the spread
between areas is unknown, and unchanged is never told. Indicators of origin, language,
religion or health have a line but no verdict.

Checked: In simulated cities of 60 areas and 12 years. Where all stand still, 6 of
72,000 watched areas were told to move, and 1 to 4 per cent of areas asked about alone.
Where some or all move, at most 1 per cent of those told to move did not go that way,
and those told as unchanged changed less than the margin in at least 96 of 100 cases.
The figures stand in the documentation of the simulations.

Source: Schuirmann (1987), two one-sided tests, for unchanged, made a little stricter.
Stephens (2017) for the watching of all areas. The margin and the order of the rules
are our own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr

from nabolag.areas.result import Verdict
from nabolag.areas.trends.chances import equal_spreads, normal_scores, same_sign
from nabolag.areas.trends.drawn_together import (
    FOR_CHANCES,
    FOR_VERDICTS,
    chance_of_growing,
    draw_together,
)
from nabolag.areas.trends.fitted import Fitted, Floats, Line
from nabolag.areas.trends.margins import share_by_chance, true_deviation

Marks = npt.NDArray[np.bool_]
Words = npt.NDArray[np.object_]  # a Verdict's value, or None

SURE_ALONE = 0.975
"""Two-sided 5 per cent, for an area named before the figures were seen."""
SURE_AMONG_ALL = 0.95
"""Fewer than one of twenty areas given this verdict goes another way."""
SURE_UNCHANGED = 0.95
"""So sure that the change lies within the margin, that it is called unchanged."""
QUARTER_IN_TEN_YEARS = 0.25 / 10
"""What counts as unchanged, per year, in the areas' standard deviation."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """What the lines of one series say; arrays by area, shape (A,).

    NaN, and no word, where an area has no line. ``margin`` is per year and NaN where
    areas are too few.
    """

    verdict: Words
    verdict_alone: Words
    p_widening: Floats
    shrunk_slope: Floats
    by_chance: Floats
    margin: float


def judge(fitted: Fitted) -> Judged:
    """Give the verdicts of all areas of one series.

    ``verdict`` is for watching all areas, ``verdict_alone`` for one named beforehand;
    ``p_widening`` is the chance that the distance grows, 0–1, where an area that
    stands still counts as half growing.
    """
    line = fitted.distance
    known = ~np.isnan(line.slope)
    deviation = true_deviation(line.level[known], line.level_spread[known])
    margin = QUARTER_IN_TEN_YEARS * deviation
    sides, alone = _Sides.of(fitted, margin), _alone(line)
    growing, shrinking, p_widening, slope = np.full((4, len(known)), np.nan)
    growing[known], shrinking[known], _ = _among_all(line, known, FOR_VERDICTS)
    up, down, slope[known] = _among_all(line, known, FOR_CHANCES)
    p_widening[known] = (1 + up - down) / 2
    return Judged(
        verdict=sides.verdicts(growing >= SURE_AMONG_ALL, shrinking >= SURE_AMONG_ALL),
        verdict_alone=sides.verdicts(alone >= SURE_ALONE, 1 - alone >= SURE_ALONE),
        p_widening=p_widening,
        shrunk_slope=slope,
        by_chance=share_by_chance(fitted.first_variance, deviation),
        margin=margin,
    )


def unjudged(fitted: Fitted) -> Judged:
    """Give no verdict on any area, for indicators that must not be judged by."""
    areas = len(fitted.series.codes)
    nothing, no_words = np.full(areas, np.nan), np.full(areas, None, dtype=object)
    return Judged(
        verdict=no_words,
        verdict_alone=no_words,
        p_widening=nothing,
        shrunk_slope=nothing,
        by_chance=nothing,
        margin=float("nan"),
    )


def _among_all(
    line: Line, known: Marks, standing_still: float
) -> tuple[Floats, Floats, Floats]:
    """Give chance of growing, chance of shrinking, and the slope expected."""
    freedom = line.freedom[known]
    spread = equal_spreads(line.slope[known], line.spread[known], freedom)
    level_spread = equal_spreads(line.level[known], line.level_spread[known], freedom)
    drawn = draw_together(line.slope[known], spread, standing_still=standing_still)
    growing = chance_of_growing(
        drawn, line.level[known], level_spread, line.together[known]
    )
    return growing, 1 - drawn.standing - growing, drawn.mean


def _alone(line: Line) -> Floats:
    return same_sign(
        normal_scores(line.slope, line.spread, line.freedom),
        normal_scores(line.level, line.level_spread, line.freedom),
        line.together,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sides:
    """What the rules ask besides the chance of growing, by area."""

    lined: Marks
    unchanged: Marks  # surely within the margin
    ratio_moves: Marks  # clearly, and beyond the ratio's own margin
    ratio_stands: Marks  # surely within it
    ratio_grows: Marks
    ratio_shrinks: Marks

    @classmethod
    def of(cls, fitted: Fitted, margin: float) -> _Sides:
        distance, ratio = fitted.distance, fitted.ratio
        first, last = _off_one(ratio.first), _off_one(ratio.last)
        usual = float(np.nanmean(fitted.series.other))
        # Beside a city at nothing there is no ratio, so none that could stand still.
        stands = _within(ratio, margin / usual if usual > 0 else float("nan"))
        return cls(
            lined=~np.isnan(distance.slope),
            unchanged=_within(distance, margin),
            ratio_moves=((ratio.low > 0) | (ratio.high < 0)) & ~stands,
            ratio_stands=stands,
            ratio_grows=last > first,
            ratio_shrinks=last < first,
        )

    def verdicts(self, growing: Marks, shrinking: Marks) -> Words:
        """Give the words, by the first rule that holds for each area."""
        opposite = (growing & self.ratio_shrinks) | (shrinking & self.ratio_grows)
        disagree = opposite | ((growing | shrinking) & self.ratio_stands)
        rules: list[tuple[Marks, str | None]] = [
            (~self.lined, None),
            (self.unchanged & self.ratio_moves, Verdict.DEPENDS_ON_SCALE.value),
            (self.unchanged, Verdict.UNCHANGED.value),
            (disagree, Verdict.DEPENDS_ON_SCALE.value),
            (growing, Verdict.WIDENING.value),
            (shrinking, Verdict.NARROWING.value),
        ]
        words = np.full(len(self.lined), Verdict.CANNOT_TELL.value, dtype=object)
        for holds, word in reversed(rules):
            words[holds] = word
        return words


def _within(line: Line, margin: float) -> Marks:
    """Tell where the slope surely lies within the margin.

    At most 5 per cent may lie outside on both sides together, so at most 5 on either:
    the 90 per cent interval lies inside. That alone would not be enough, since with
    almost 5 on both sides one in ten of those called unchanged would not be.
    """
    above, below = (
        stdtr(line.freedom, (side * margin - line.slope) / line.spread)
        for side in (1, -1)
    )
    return np.asarray(above - below >= SURE_UNCHANGED)


def _off_one(ratio: Floats) -> Floats:
    """Give how far a ratio is from 1, twice and half being equally far."""
    return np.abs(np.log(np.where(ratio > 0, ratio, np.nan)))
