"""How what is not known is drawn: many variants of a model that cover it all.

Answers: Which values do the constants that are not known for certain have in each of the
variants that are run?

Method: Each constant has a column of numbers between 0 and 1, one for each draw, which
its distribution turns into values. In a Latin hypercube (McKay, Beckman and Conover
1979) every column is cut into as many equal parts as there are draws, and has one number
in each part. A Sobol design fills all columns together evenly, with Owen's scrambling;
plain random numbers are there to compare with. A column's numbers follow from the seed
and the name of its constant (in a Sobol design from the place of the name among the
names in order), so that a scenario is held against another in the same draws. Constants
that go together by rank are put in an order where they do, by Iman and Conover (1982):
each column keeps its own numbers.

Assumes: That the distributions say what is known, and that constants which are not said
to go together do not.

Uncertainty: More draws make the summary of a model's answers sharper, and the model no
truer. What the draws show is how much the answer depends on what is put in.

Refuses: Rank correlations that cannot all be at once.

Checked: One number in each part of every column, also after ordering. Quantiles of every
distribution against SciPy's. Of what is measured, as much within the interval as it says,
with the value as the median, also where that is not in the middle. Rank correlations as
asked for within 0.05 of 1,000 draws. The same seed gives the same numbers whatever other
constants are set, to the last bit and in every design; and, but for a Sobol design,
whatever others there are.

Source: M. D. McKay, R. J. Beckman and W. J. Conover, “A comparison of three methods for
selecting values of input variables in the analysis of output from a computer code”,
Technometrics 21 (1979), pp. 239–245; A. B. Owen, “Scrambling Sobol’ and Niederreiter–Xing
points”, Journal of Complexity 14 (1998), pp. 466–489; R. L. Iman and W. J. Conover, “A
distribution-free approach to inducing rank correlation among input variables”,
Communications in Statistics – Simulation and Computation 11 (1982), pp. 311–334.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Design(StrEnum):
    """How numbers are spread over what they may be."""

    LATIN = "latin"
    SOBOL = "sobol"
    RANDOM = "random"


def numbers_of(
    design: Design, names: Sequence[str], *, draws: int, seed: int
) -> Mapping[str, Floats]:
    """Give each name its column: as many numbers as draws, each above 0 and below 1.

    >>> columns = numbers_of(Design.LATIN, ["birth rate"], draws=4, seed=1)
    >>> sorted(int(4 * number) for number in columns["birth rate"])
    [0, 1, 2, 3]
    """
    if design is Design.SOBOL:
        return _sobol(sorted(names), draws, seed)
    column = _latin if design is Design.LATIN else _random
    return {name: _open(column(dice(seed, name), draws)) for name in names}


def dice(seed: int, name: str) -> np.random.Generator:
    """Give random numbers that follow from a seed and a name alone."""
    key = hashlib.sha256(f"{seed} {name}".encode()).digest()
    return np.random.Generator(np.random.Philox(int.from_bytes(key[:16])))


def _random(throw: np.random.Generator, draws: int) -> Floats:
    return throw.random(draws)


def _latin(throw: np.random.Generator, draws: int) -> Floats:
    return (throw.permutation(draws) + throw.random(draws)) / draws


def _sobol(names: Sequence[str], draws: int, seed: int) -> Mapping[str, Floats]:
    from scipy.stats.qmc import Sobol

    if not names:
        return {}
    sampler = Sobol(len(names), scramble=True, rng=dice(seed, "sobol"))
    # Their evenness belongs to whole powers of two: that many are made, and the first
    # of them taken.
    points = sampler.random_base2(max(0, int(draws - 1).bit_length()))[:draws]
    return {name: _open(points[:, at]) for at, name in enumerate(names)}


def _open(numbers: Floats) -> Floats:
    """Keep off 0 and 1, where many distributions have no value."""
    least = np.finfo(np.float64).eps
    return np.clip(numbers, least, 1 - least)
