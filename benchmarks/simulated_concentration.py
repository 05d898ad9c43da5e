"""Simulated cities, to see whether excess concentration is right and its interval holds.

``python benchmarks/simulated_concentration.py`` prints the table.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit
from simulated_cities import markdown

from nabolag.areas.concentration.chance import enough_draws, luck
from nabolag.areas.concentration.excess import Excess, gathered
from nabolag.areas.concentration.inequality import gini, theil
from nabolag.areas.concentration.possible import Affected
from nabolag.areas.concentration.tenth import share_in_tenth
from nabolag.values import Measure

Floats = npt.NDArray[np.float64]

SEED = 20261124
RUNS, RUNS_PER_CITY = 400, 20
DRAWN = 200_000
"""Areas drawn to know what a city shows on average; equal areas are drawn four times as
often, because what they show varies more."""
APART = (0.0, 0.1, 0.3, 0.8)
SIZES = ((200, 0.1), (2_000, 0.02), (2_000, 0.3), (20_000, 0.3))


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A kind of city. ``apart`` is the standard deviation of log odds, or log rates."""

    areas: int
    people: float
    level: float
    apart: float
    name: str = "shares"
    measure: Measure = Measure.SHARE
    family: float = 1.0
    few: bool = False


WORLDS = (
    *(
        World(areas=areas, people=people, level=level, apart=apart)
        for areas in (20, 60, 200)
        for people, level in SIZES
        for apart in APART
    ),
    *(
        World(areas=60, people=500, level=0.05, apart=apart, name=name, **more)
        for name, more in (
            ("events", {"measure": Measure.RATE}),
            ("families of 3", {"family": 3.0}),
            ("few areas far out", {"few": True}),
        )
        for apart in APART
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kept:
    """What came of a world, for tenth, Gini and Theil: shape (3,).

    ``held`` is how often intervals held the true excess, in per cent; ``true`` the
    mean of it; ``off`` the mean error of the excess, and ``unsure`` that mean's
    standard error.
    """

    held: Floats
    true: Floats
    off: Floats
    unsure: Floats


def concentration_kept(worlds: Sequence[World] = WORLDS, runs: int = RUNS) -> str:
    """Give how often intervals hold the true excess, and how far off it is on average.

    The excess and its error are of the share in the tenth, in percentage points.
    """
    rows, all_kept = [], []
    for world in worlds:
        kept = kept_in(world, runs)
        all_kept.append(kept)
        rows.append(
            [
                *(world.name, f"{world.areas}", f"{world.people:,.0f}"),
                *(f"{world.level:.0%}", f"{world.apart:g}"),
                f"{100 * kept.true[0]:.2f}",
                f"{100 * kept.off[0]:+.2f} ± {100 * kept.unsure[0]:.2f}",
                *(f"{held:.1f}" for held in kept.held),
            ]
        )
    heads = "kind", "areas", "people", "level", "apart", "true excess", "mean error"
    table = markdown([*heads, "tenth held", "Gini held", "Theil held"], rows)
    return f"{table}\n\n{in_all(worlds, all_kept)}"


def in_all(worlds: Sequence[World], kept: Sequence[Kept]) -> str:
    """Say how far off the excess is where areas are equal, and what intervals hold."""
    equal = [of for world, of in zip(worlds, kept, strict=True) if world.apart == 0]
    errors = np.array([of.off / of.unsure for of in equal])
    held = np.array([of.held for of in kept])
    lines = [
        f"- {name}: where areas are equal, the mean excess is "
        f"{np.abs(errors[:, at]).max():.1f} standard errors from 0 at most, and "
        f"{errors[:, at].mean():+.1f} on average. Intervals held the truth in "
        f"{held[:, at].mean():.1f} % on average, in {held[:, at].min():.1f} at least and "
        f"{held[:, at].max():.1f} at most."
        for at, name in enumerate(("Share in the tenth", "Gini", "Theil"))
    ]
    return "\n".join(lines)


def kept_in(world: World, runs: int) -> Kept:
    """Give what came of one world: several cities, each counted several times."""
    random, held, off, truths = np.random.default_rng(SEED), [], [], []
    for _ in range(runs // RUNS_PER_CITY):
        people, rates = city_like(random, world)
        true = true_excess(random, world, people, rates)
        for count in counted(random, world, people, rates, RUNS_PER_CITY):
            found = seen(random, world, people, count)
            value, low, high = (
                np.array([getattr(of, end) for of in found])
                for end in ("value", "low", "high")
            )
            held.append((low <= true) & (true <= high))
            off.append(value - true)
            truths.append(true)
    return Kept(
        held=100 * np.mean(held, axis=0),
        true=np.mean(truths, axis=0),
        off=np.mean(off, axis=0),
        unsure=np.std(off, axis=0) / np.sqrt(len(off)),
    )


def city_like(random: np.random.Generator, world: World) -> tuple[Floats, Floats]:
    """Give areas' people and true rates."""
    families = world.people / world.family * np.exp(random.normal(0, 0.5, world.areas))
    standing = random.normal(0, 1, world.areas)
    if world.few:
        standing = np.where(random.random(world.areas) < 0.1, 3.0, -0.3)
    off = world.apart * standing
    if world.measure == Measure.SHARE:
        rates = expit(logit(world.level) + off)
    else:
        rates = world.level * np.exp(off)
    return np.maximum(5, np.round(families)) * world.family, np.asarray(rates)


def true_excess(
    random: np.random.Generator, world: World, people: Floats, rates: Floats
) -> Floats:
    """Give what the city shows on average, less what it would with equal areas."""
    if world.apart == 0:
        return np.zeros(3)
    draws = DRAWN // world.areas
    equal = np.full_like(rates, rates @ people / people.sum())
    return on_average(
        counted(random, world, people, rates, draws), people
    ) - on_average(counted(random, world, people, equal, 4 * draws), people)


def counted(
    random: np.random.Generator,
    world: World,
    people: Floats,
    rates: Floats,
    draws: int,
) -> Floats:
    """Give counts of those affected, shape (draws, areas): families all or none."""
    size = len(people), draws
    families, chances = people[:, np.newaxis] / world.family, rates[:, np.newaxis]
    if world.measure == Measure.SHARE:
        found = random.binomial(families.astype(int), chances, size)
    else:
        found = random.poisson(families * chances, size)
    return np.ascontiguousarray(found.T * world.family)


def on_average(counts: Floats, people: Floats) -> Floats:
    """Give the mean share in the tenth, Gini and Theil, shape (3,)."""
    rates = counts / people
    found = share_in_tenth(counts, people), gini(rates, people), theil(rates, people)
    return np.array([of.mean() for of in found])


def seen(
    random: np.random.Generator, world: World, people: Floats, count: Floats
) -> tuple[Excess, Excess, Excess]:
    """Give what the library finds."""
    city = Affected(
        count=count,
        people=people,
        family=np.full_like(people, world.family),
        measure=world.measure,
    )
    draws = enough_draws(world.areas)
    found = gathered(city, luck(world.areas, draws=draws, rng=random))
    return found.tenth, found.gini, found.theil


def main() -> None:
    """Print the table."""
    sys.stdout.write(f"{concentration_kept()}\n")


if __name__ == "__main__":
    main()
