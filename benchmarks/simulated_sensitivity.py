"""Functions whose sensitivities are known, to see how often intervals hold them.

Three answers: Ishigami's function of three constants, which bends; Sobol's g-function of
five, of which two hardly matter; and the product of three log-normal constants, as things
that grow multiply. Constants are even between 0 and 1 in the first two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri
from simulated_cities import markdown

from nabolag.spirals.draws.morris import EDGE, morris_effects, morris_points
from nabolag.spirals.draws.sobol import sobol_indices, sobol_points

Floats = npt.NDArray[np.float64]
Answer = Callable[[Floats], Floats]

WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0])
SPREADS = np.array([0.6, 0.3, 0.05])
DRAWS = (32, 64, 128, 256, 512, 1024)
TRAJECTORIES = (4, 10, 20, 50, 100, 200)
LEVELS = 4


def parts_held(studies: int, draws: Sequence[int] = DRAWS) -> str:
    """Give how often intervals of parts of the variance hold the exact ones, in per cent.

    By answer and draws: of first-order and of total parts, the mean of all constants and
    the one that is held least often.
    """
    rows = []
    for name, (answer, first, total) in ANSWERS.items():
        truth = np.column_stack([first, total])
        for count in draws:
            held = np.zeros_like(truth)
            for seed in range(studies):
                points = sobol_points(_names(truth), draws=count, seed=seed)
                indices = sobol_indices(points, answer(points.values))
                low = [(each.first_low, each.total_low) for each in indices]
                high = [(each.first_high, each.total_high) for each in indices]
                held += _holds(low, truth, high)
            rows.append([name, f"{count:,}", *_told(held.T / studies)])
    heads = ["first, mean", "first, least", "total, mean", "total, least"]
    return markdown(["answer", "draws", *heads], rows)


def effects_held(studies: int, trajectories: Sequence[int] = TRAJECTORIES) -> str:
    """Give how often intervals of mu* hold what all trajectories give, in per cent."""
    rows = []
    for name, (answer, first, _) in ANSWERS.items():
        truth = sizes_of(answer, len(first))
        for count in trajectories:
            held = np.zeros_like(truth)
            for seed in range(studies):
                points = morris_points(_names(truth), trajectories=count, seed=seed)
                inside = np.column_stack(list(points.numbers.values()))
                effects = morris_effects(points, answer(inside))
                low, high = ([getattr(e, end) for e in effects] for end in _ENDS)
                held += _holds(low, truth, high)
            rows.append([name, f"{count:,}", *_told((held / studies)[None])])
    return markdown(["answer", "trajectories", "mean", "least"], rows)


def sizes_of(answer: Answer, names: int) -> Floats:
    """Give mu* of each constant, from every move there is on the levels."""
    grid = np.array(list(product(range(LEVELS), repeat=names)))
    half, found = LEVELS // 2, []
    for at in range(names):
        below = grid[grid[:, at] < half]
        above = below + half * (np.arange(names) == at)
        low, high = (
            answer(EDGE + (1 - 2 * EDGE) * levels / (LEVELS - 1))
            for levels in (below, above)
        )
        found.append(np.abs(high - low).mean() * (LEVELS - 1) / half)
    return np.array(found)


def ishigami(u: Floats) -> Floats:
    """Give Ishigami and Homma's function (1990), with a = 7 and b = 0.1."""
    x = np.pi * (2 * u - 1)
    alone = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2
    return np.asarray(alone + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def g_function(u: Floats) -> Floats:
    """Give Sobol's g (Saltelli and Sobol 1995)."""
    return np.asarray(((np.abs(4 * u - 2) + WEIGHTS) / (1 + WEIGHTS)).prod(axis=1))


def growth(u: Floats) -> Floats:
    """Give a product of log-normal constants."""
    return np.asarray(np.exp(ndtri(u) @ SPREADS))


def _of_ishigami() -> tuple[Floats, Floats]:
    """Give its parts from its variances (Saltelli and others 2008, section 4.8)."""
    a, b, pi = 7.0, 0.1, np.pi
    first = 0.5 * (1 + b * pi**4 / 5) ** 2
    second, both = a**2 / 8, b**2 * pi**8 * (1 / 18 - 1 / 50)
    alone = np.array([first, second, 0.0])
    with_others = np.array([first + both, second, both])
    return alone / (first + second + both), with_others / (first + second + both)


def _of_product(own: Floats) -> tuple[Floats, Floats]:
    """Give the parts of a product of factors with mean 1 and these variances."""
    whole = (1 + own).prod()
    return own / (whole - 1), own * whole / (1 + own) / (whole - 1)


def _names(truth: Floats) -> list[str]:
    return list("abcde"[: len(truth)])


def _holds(low: Sequence[object], truth: Floats, high: Sequence[object]) -> Floats:
    # Where all effects are alike the interval is as short as their rounding.
    hair = 1e-12 * np.abs(truth)
    below, above = np.array(low, float) - hair, np.array(high, float) + hair
    return np.asarray((below <= truth) & (truth <= above), float)


def _told(held: Floats) -> list[str]:
    """Give mean and least of each row."""
    return [f"{100 * each:.1f}" for row in held for each in (row.mean(), row.min())]


_ENDS = ("low", "high")
ANSWERS: Mapping[str, tuple[Answer, Floats, Floats]] = MappingProxyType(
    {
        "Ishigami": (ishigami, *_of_ishigami()),
        "g": (g_function, *_of_product(1 / (3 * (1 + WEIGHTS) ** 2))),
        "growth": (growth, *_of_product(np.exp(SPREADS**2) - 1)),
    }
)
"""Each answer with its exact first-order and total parts."""
