"""Trends of all areas drawn together, so that the luckiest is not taken for the truth.

Answers: Among many areas some will seem to move by chance alone. How fast does each
one's distance really change, and is it growing, when all areas are watched at once?

Method: The areas' own trends show how trends are spread: which part of the areas
stands still, and how far the others move. What fits the trends best is found, and each
area's trend is weighed against it: a trend like many others that chance makes is drawn
in nearly to nothing, and one that chance can hardly make keeps nearly all of its size.
Before the verdict, the part that stands still is weighed up as if ten more areas were
known to do so, so that a trend is told where the figures insist. For the probability
and the drawn trend it is one more, so that they say neither too little nor too much.

Assumes: Small trends are more usual than large ones, and falling as usual as rising.
Areas move one by one. What happens to the whole city alike is taken out before.

Uncertainty: The probability that the distance grows holds about what it says over many
areas: of those given 0.8, about eight of ten grow, or a few more where areas are few
and most of them move. An area that stands quite still counts as half growing. That is
so over the areas together, not for an area picked because it was extreme for other
reasons.

Refuses: Nothing is refused, but with few areas the ten that stand still weigh most, so
that only a trend far beyond chance is told.

Checked: Against the same chances worked out by adding up over a fine grid, equal to
five digits. In simulated cities where all areas move, distances given 0.7 to 0.8 grew
in 83 to 87 of 100 cases and those given 0.2 to 0.3 in 15 to 18; the figures stand in
the documentation of the simulations.

Source: Stephens (2017), False discovery rates: a new deal. Own implementation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nabolag.areas.trends.chances import same_sign
from nabolag.areas.trends.fitted import Floats

FOR_VERDICTS, FOR_CHANCES = 10.0, 1.0
"""Areas counted as standing still before any is seen. Stephens (2017) has 10, which
keeps false alarms down. With 10 the chance that a distance grows is too near a half
where most areas move, by up to 25 percentage points; with 1 by 15, and with 0 it is
too sure of itself where they do not."""
FINEST, WIDEST = 0.1, 2.0
"""The smallest spread tried, in the surest area's standard errors, and the largest, in
the size of the largest trend."""
BETWEEN_SPREADS = 2**0.5
SMALLEST_PART = 1e-6
"""How much surer than the least sure an area may count as, and a trend's least size
beside the largest: keeps figures without any scatter within what can be computed."""
CLOSE_ENOUGH, MOST_STEPS = 1e-6, 500
UNLIKELY = 1e-7
"""Parts of the mixture that no area is likelier than this to belong to are left out."""
TINY = float(np.finfo(float).tiny)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """Where each area's true slope may lie: still, or near one of several middles.

    By area and part of the mixture, shape (A, K + 1). The first part stands still.
    ``kept`` is how much of its own slope an area keeps within a part, 0–1.
    """

    slope: Floats  # (A,), as it was
    spread: Floats  # (A,), its standard error
    chance: Floats  # (A, K + 1), sums to 1 for each area
    kept: Floats  # (A, K + 1)
    still: float  # part of all areas that stands still

    @property
    def mean(self) -> Floats:
        """The slope that is expected, shape (A,)."""
        return np.asarray((self.chance * self.kept).sum(axis=1) * self.slope)

    @property
    def standing(self) -> Floats:
        """The chance that an area stands still, shape (A,)."""
        return self.chance[:, 0]


def draw_together(
    slope: Floats, spread: Floats, *, standing_still: float = FOR_VERDICTS
) -> Drawn:
    """Give what slopes are likely, when those of all areas are seen together.

    Takes one slope and its standard error for each area, shape (A,), none missing, and how
    many areas count as standing still beforehand.

    >>> drawn = draw_together(np.array([0.1, -0.1, 0.0, 5.0]), np.ones(4))
    >>> drawn.mean.round(1) + 0.0
    array([0. , 0. , 0. , 4.8])
    """
    spread = _possible(slope, spread)
    variances = _spreads(slope, spread) ** 2
    kept = variances / (variances + spread[:, None] ** 2)
    likelihood = _likelihood(slope, variances + spread[:, None] ** 2)
    parts = _parts(likelihood, standing_still)
    chance = likelihood * parts
    chance /= chance.sum(axis=1, keepdims=True)
    used = chance.max(axis=0, initial=0) > UNLIKELY
    used[0] = True
    return Drawn(
        slope=slope,
        spread=spread,
        chance=chance[:, used],
        kept=kept[:, used],
        still=float(parts[0]),
    )


def _possible(slope: Floats, spread: Floats) -> Floats:
    largest = max(float(np.abs(slope).max(initial=0)), float(spread.max(initial=0)))
    return np.maximum(spread, SMALLEST_PART * (largest or 1.0))


def _spreads(slope: Floats, spread: Floats) -> Floats:
    """Give the spreads of true slopes to try: none at all, then ever wider."""
    finest = FINEST * (float(spread.min()) if spread.size else 1.0)
    beyond = float(np.max(slope**2 - spread**2, initial=0.0))
    widest = max(WIDEST * beyond**0.5, finest * BETWEEN_SPREADS)
    steps = int(np.ceil(np.log(widest / finest) / np.log(BETWEEN_SPREADS)))
    return np.array([0.0, *(finest * BETWEEN_SPREADS ** np.arange(steps + 1))])


def _likelihood(slope: Floats, variances: Floats) -> Floats:
    """Give how well each part of the mixture fits each area, 1 for the best."""
    fit = -0.5 * (slope[:, None] ** 2 / variances + np.log(variances))
    return np.asarray(np.exp(fit - fit.max(axis=1, keepdims=True)))


def _parts(likelihood: Floats, standing_still: float) -> Floats:
    """Give how many of all areas belong to each part: expectation and maximisation.

    Plain steps creep, so that each pair of them is followed out to where they point
    (Varadhan and Roland 2008), and settled there by a plain step again.
    """
    parts = np.full(likelihood.shape[1], 1.0 / likelihood.shape[1])
    for _ in range(MOST_STEPS):
        one = _better(parts, likelihood, standing_still)
        two = _better(one, likelihood, standing_still)
        if np.abs(two - one).max() < CLOSE_ENOUGH:
            return two
        parts = _better(_farther(parts, one, two), likelihood, standing_still)
    return parts


def _better(parts: Floats, likelihood: Floats, standing_still: float) -> Floats:
    belonging = parts * (likelihood.T @ (1 / (likelihood @ parts)))
    belonging[0] += standing_still
    return np.asarray(belonging / belonging.sum())


def _farther(start: Floats, one: Floats, two: Floats) -> Floats:
    step, bend = one - start, (two - one) - (one - start)
    length = max(float(step @ step) / max(float(bend @ bend), TINY), 1.0) ** 0.5
    far = start + 2 * length * step + length**2 * bend
    # A part that is once nothing stays nothing, so none may be taken that far.
    return np.where(far > 0, far, two)


def chance_of_growing(
    drawn: Drawn, level: Floats, level_spread: Floats, together: Floats
) -> Floats:
    """Give the chance that each distance grows and does not stand still, shape (A,).

    Takes the distance midway with its standard error, and the correlation of its error
    with the slope's, all of shape (A,).

    >>> drawn = draw_together(np.array([0.1, -0.1, 0.0, 5.0]), np.ones(4))
    >>> chance_of_growing(drawn, np.full(4, 9.0), np.ones(4), np.zeros(4)).round(2)
    array([0.01, 0.01, 0.01, 1.  ])
    """
    kept, off = drawn.kept, together[:, None]
    # What is taken off the slope is taken off the level too, as far as they go together.
    surprise = (drawn.slope / drawn.spread)[:, None]
    at = (level / level_spread)[:, None] - off * (1 - kept) * surprise
    left = np.sqrt(1 - off**2 * (1 - kept))
    chance = same_sign(np.sqrt(kept) * surprise, at / left, off * np.sqrt(kept) / left)
    return np.asarray((drawn.chance * chance)[:, 1:].sum(axis=1))
