"""Simulations that show whether intervals and shrinkage keep their word.

    python benchmarks/simulations.py [TABLE…]

prints the tables, or those that are named, and writes them into ``docs/simulations.md``
between its markers. All draws come from the seeds below, so that a second run gives the
same tables.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
from pages import DOCS, write_tables
from scipy.special import gammaln, xlogy
from simulated_cities import markdown, shrunken_rates, shrunken_shares, variances
from simulated_news import changes_held

from nabolag.areas.differences import (
    Comparison,
    rate_difference,
    rate_ratio,
    share_difference,
    share_ratio,
)
from nabolag.areas.intervals import Interval, rate_interval, share_interval

Floats = npt.NDArray[np.float64]

SEED = 20240906
RUNS = 20_000

PEOPLE = (20, 50, 100, 200, 500, 1000, 2000, 5000)
SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)
EVENTS = (0.5, 1, 2, 5, 10, 20, 50, 100, 500)
AREA_SIZES = (50, 200, 1000, 5000)
SHARES_APART = (
    *((0.02, 0.03), (0.05, 0.05), (0.1, 0.2), (0.3, 0.25)),
    *((0.5, 0.45), (0.7, 0.7), (0.9, 0.95), (0.97, 0.98)),
)
RATES_APART = ((0.02, 0.03), (0.05, 0.05), (0.1, 0.2), (0.5, 0.4), (2.0, 2.0))


def main() -> None:
    """Write the tables named on the command line, or all."""
    write_tables(DOCS / "simulations.md", TABLES, sys.argv[1:])


# Intervals: coverage by adding up the chance of every outcome


def share_coverage() -> str:
    """Give, for people by share, how often the interval holds the true share."""
    rows, all_held = [], []
    for people in PEOPLE:
        counted = np.arange(people + 1.0)
        found = share_interval(counted, people)
        chances = [binomial(counted, people, share) for share in SHARES]
        held = [
            chance[holds(found, share)].sum()
            for chance, share in zip(chances, SHARES, strict=True)
        ]
        all_held += held
        rows.append([f"{people:,}", *percents(held)])
    table = markdown(["people", *(f"{share:.0%}" for share in SHARES)], rows)
    return f"{table}\n\n{in_all(all_held)}"


def rate_coverage() -> str:
    """Give how often the interval of a rate holds the true one, by expected events."""
    held = []
    for expected in EVENTS:
        events = np.arange(int(expected * 3) + 60.0)
        chance = np.exp(xlogy(events, expected) - expected - gammaln(events + 1))
        held.append(chance[holds(rate_interval(events, 1), expected)].sum())
    table = markdown(
        ["expected events", *(f"{expected:g}" for expected in EVENTS)],
        [["held", *percents(held)]],
    )
    return f"{table}\n\n{in_all(held)}"


def binomial(counted: Floats, people: int, share: float) -> Floats:
    """Give the chance of each count."""
    ways = gammaln(people + 1) - gammaln(counted + 1) - gammaln(people - counted + 1)
    odds = xlogy(counted, share) + xlogy(people - counted, 1 - share)
    return np.asarray(np.exp(ways + odds))


def family_coverage() -> str:
    """Give coverage by what is taken for the size of families that answer alike."""
    random, rows = np.random.default_rng(SEED), []
    for people, share in ((300, 0.3), (1500, 0.05), (1500, 0.3), (1500, 0.6)):
        sizes = random.integers(1, 6, size=(RUNS // 4, people // 3))
        counted = (sizes * (random.random(sizes.shape) < share)).sum(axis=1)
        everybody = sizes.sum(axis=1)
        felt = float((sizes**2).sum() / sizes.sum())
        held = [
            holds(share_interval(counted, everybody, cluster_size=size), share).mean()
            for size in (1.0, float(sizes.mean()), felt)
        ]
        rows.append([f"{people:,}", f"{share:.0%}", *percents(held)])
    return markdown(
        [
            "people",
            "share",
            "families ignored",
            "mean family",
            "average person's family",
        ],
        rows,
    )


# Differences and ratios: coverage by drawing


def shares_apart(
    compare: Callable[..., Comparison], apart: Callable[[float, float], float]
) -> str:
    """Compare two shares by people in the area, with 20 times as many in the rest."""
    random = np.random.default_rng(SEED)

    def coverage(people: int, here: float, there: float) -> float:
        found = compare(
            random.binomial(people, here, RUNS),
            people,
            random.binomial(people * 20, there, RUNS),
            people * 20,
        )
        return answered(found, apart(here, there))

    return by_size(coverage, SHARES_APART, "{:.0%}")


def rates_apart(
    compare: Callable[..., Comparison], apart: Callable[[float, float], float]
) -> str:
    """Compare two rates by exposure in the area, with 20 times as much in the rest."""
    random = np.random.default_rng(SEED)

    def coverage(exposure: int, here: float, there: float) -> float:
        found = compare(
            random.poisson(exposure * here, RUNS),
            exposure,
            random.poisson(exposure * 20 * there, RUNS),
            exposure * 20,
        )
        return answered(found, apart(here, there))

    return by_size(coverage, RATES_APART, "{:g}")


def by_size(
    coverage: Callable[[int, float, float], float],
    pairs: tuple[tuple[float, float], ...],
    form: str,
) -> str:
    """Lay out coverage by pair of figures and size of the area."""
    rows, all_held = [], []
    for here, there in pairs:
        held = [coverage(size, here, there) for size in AREA_SIZES]
        all_held += held
        rows.append([form.format(here), form.format(there), *percents(held)])
    table = markdown(["area", "rest", *(f"{size:,}" for size in AREA_SIZES)], rows)
    return f"{table}\n\n{in_all(all_held)}"


def answered(found: Comparison, truth: float) -> float:
    """Give how often the interval holds the truth, of those that are not refused."""
    return float(holds(found, truth)[~np.isnan(found.low)].mean())


def holds(found: Interval | Comparison, truth: float) -> npt.NDArray[np.bool_]:
    """Tell which intervals hold the truth."""
    return (found.low <= truth) & (truth <= found.high)


def percents(held: list[float]) -> list[str]:
    """Give shares as percentages with one decimal."""
    return [f"{100 * each:.1f}" for each in held]


def in_all(held: list[float]) -> str:
    """Say mean, lowest and highest."""
    mean, low, high = percents([float(np.mean(held)), min(held), max(held)])
    return f"Mean {mean} %, lowest {low} %, highest {high} %."


TABLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "shares": share_coverage,
        "rates": rate_coverage,
        "families": family_coverage,
        "share differences": lambda: shares_apart(share_difference, np.subtract),
        "share ratios": lambda: shares_apart(share_ratio, np.divide),
        "rate differences": lambda: rates_apart(rate_difference, np.subtract),
        "rate ratios": lambda: rates_apart(rate_ratio, np.divide),
        "news": lambda: changes_held(np.random.default_rng(SEED), RUNS),
        "shrunken shares": shrunken_shares,
        "variances": variances,
        "shrunken rates": shrunken_rates,
    }
)
"""Every table by the name of its place in the page."""

if __name__ == "__main__":
    main()
