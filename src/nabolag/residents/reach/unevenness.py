"""How unevenly groups took part, held against what a random draw would give.

Answers: Are the groups reached alike, or are some heard far more than others? And which
group to seek next?

Method: The coefficient of variation is how far the groups' rates stand from the rate of
all, as a standard deviation over residents, divided by the rate of all. Dissimilarity is
the part of the participations that would have to come from other groups for the shares
to be the population's. Both are held against 10,000 random draws of as many residents
as there were participations: what those give on average, and what 95 of 100 stay below.
Each group's part in the coefficient of variation is its own distance weighted by its
size; their squares sum to the whole. The group with the lowest part is the one to seek
next, where the whole is more than chance. Where more than 20 per cent took part, the
R-indicator is told too: 1 less twice the standard deviation of the rates.

Assumes: That what groups differ in is what they are sorted by. Groups inside a group are
not seen, so the unevenness is at least what is told.

Uncertainty: The random draws say what chance alone gives: a value above what 95 of 100
stay below comes by chance less than one time in twenty, so of many tables some will. The
coefficient of variation is also the furthest that the mean of an answer can lie from that
of all residents, counted in standard deviations of the answer, because the groups took
part unevenly.

Refuses: The R-indicator where 20 per cent or fewer took part: it is near 1 then however
uneven the groups are. Random draws where there were more participations than residents.

Checked: Renters 54 of 1,000 and owners 175 of 1,400 (5.4 and 12.5 per cent) give R 0.93,
which looks like fine, and coefficient of variation 0.37, which is not. The average of
the draws against its exact value; in 2,000 random draws one in twenty is above the bound.
An even draw gives 0 and the parts' squares sum to the whole, for all counts.

Source: B. Schouten, F. Cobben and J. Bethlehem, “Indicators for the representativeness of
survey response”, Survey Methodology 35 (2009), pp. 101–113; B. Schouten, N. Shlomo and
C. Skinner, “Indicators for monitoring and improving representativeness of response”,
Journal of Official Statistics 27 (2011), pp. 231–253; O. D. Duncan and B. Duncan, “A
methodological analysis of segregation indexes”, American Sociological Review 20 (1955),
pp. 210–217.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nabolag.residents.reach.reached import GroupReach

DRAWS = 10_000
R_TOLD_ABOVE = 0.2
"""The R-indicator is told where more than this part of the residents took part."""
OF_A_HUNDRED = 0.95

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstChance:
    """A measure, its mean over random draws, and what 95 of 100 draws stay below.

    ``mean`` and ``high`` are nothing where no draw can be as large.
    """

    value: float
    mean: float | None
    high: float | None

    @property
    def beyond_chance(self) -> bool | None:
        """Tell whether chance alone hardly gives this much, where that can be told."""
        return None if self.high is None else self.value > self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Unevenness:
    """How unevenly groups took part by one characteristic.

    ``parts`` belongs to the groups as they were given; ``seek`` is where the lowest of
    them is, or nothing where chance alone gives as much.
    """

    variation: AgainstChance
    dissimilarity: AgainstChance
    r_indicator: float | None
    parts: tuple[float, ...]
    seek: int | None


def unevenness(groups: Sequence[GroupReach], *, seed: int) -> Unevenness | None:
    """Give how unevenly groups took part; nothing where fewer than two are told.

    Those who did not tell belong to no group, and are not to be among ``groups``.
    ``seed`` settles the random draws.
    """
    if len(groups) < 2:
        return None
    counts = np.array([group.participations for group in groups], dtype=np.int64)
    residents = np.array([group.residents for group in groups], dtype=np.int64)
    parts = partial_variations(counts, residents)
    variations, differences = _by_chance(residents, int(counts.sum()), seed)
    varied = _against(float(variation(counts, residents)), variations)
    uneven = varied.value > 0 and varied.beyond_chance is not False
    return Unevenness(
        variation=varied,
        dissimilarity=_against(float(dissimilarity(counts, residents)), differences),
        r_indicator=r_indicator(counts, residents),
        parts=tuple(parts.tolist()),
        seek=int(parts.argmin()) if uneven else None,
    )


def variation(counts: npt.ArrayLike, residents: npt.ArrayLike) -> Floats:
    """Give the coefficient of variation of rates, over residents; groups stand last.

    >>> round(float(variation([54, 175], [1000, 1400])), 2)
    0.37
    """
    parts: Floats = np.sqrt((partial_variations(counts, residents) ** 2).sum(axis=-1))
    return parts


def partial_variations(counts: npt.ArrayLike, residents: npt.ArrayLike) -> Floats:
    """Give each group's part in the coefficient of variation, below 0 for the missing.

    >>> partial_variations([54, 175], [1000, 1400]).round(2).tolist()
    [-0.28, 0.24]
    """
    shares, population = _shares(counts), _shares(residents)
    parts: Floats = (shares - population) / np.sqrt(population)
    return parts


def dissimilarity(counts: npt.ArrayLike, residents: npt.ArrayLike) -> Floats:
    """Give the part of participations that would have to come from other groups.

    >>> round(float(dissimilarity([54, 175], [1000, 1400])), 3)
    0.181
    """
    apart: Floats = np.abs(_shares(counts) - _shares(residents)).sum(axis=-1) / 2
    return apart


def r_indicator(counts: Ints, residents: Ints) -> float | None:
    """Give R, 1 where groups took part alike; nothing where it would mislead.

    It misleads where 20 per cent or fewer took part, and says nothing where a group has
    more participations than residents, so that its rate is no probability.

    >>> round(r_indicator(np.array([540, 875]), np.array([1000, 1400])), 2)
    0.92
    """
    rate = counts.sum() / residents.sum()
    if rate <= R_TOLD_ABOVE or (counts > residents).any():
        return None
    return float(representativeness(counts, residents))


def representativeness(counts: npt.ArrayLike, residents: npt.ArrayLike) -> Floats:
    """Give 1 less twice the standard deviation of rates, however low they are.

    >>> round(float(representativeness([54, 175], [1000, 1400])), 2)
    0.93
    """
    rate = np.sum(counts, axis=-1) / np.sum(residents)
    told: Floats = 1 - 2 * variation(counts, residents) * rate
    return told


def _by_chance(residents: Ints, size: int, seed: int) -> tuple[Floats, Floats]:
    """Give both measures in random draws of so many residents; none where too many."""
    if size > residents.sum():
        return np.empty(0), np.empty(0)
    chance = np.random.default_rng(seed)
    draws = chance.multivariate_hypergeometric(
        residents, size, size=DRAWS, method="marginals"
    )
    return variation(draws, residents), dissimilarity(draws, residents)


def _against(value: float, draws: Floats) -> AgainstChance:
    if not draws.size:
        return AgainstChance(value=value, mean=None, high=None)
    return AgainstChance(
        value=value,
        mean=float(draws.mean()),
        high=float(np.quantile(draws, OF_A_HUNDRED)),
    )


def _shares(counts: npt.ArrayLike) -> Floats:
    held = np.asarray(counts, dtype=np.float64)
    shares: Floats = held / held.sum(axis=-1, keepdims=True)
    return shares
