"""Simulated cities, to see whether areas are in the fifth as often as was stated.

``python benchmarks/simulated_fifths.py`` prints the table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import expit, logit
from simulated_cities import markdown

from nabolag.areas.fifths.draws import Draws, newest_draws
from nabolag.areas.fifths.worst_fifth import a_fifth, worst_fifth
from nabolag.errors import Misbuilt
from nabolag.values import Direction

Floats = npt.NDArray[np.float64]

SEED = 20261123
CITIES = 200
MORE = Direction.MORE_IS_WORSE
EDGES = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
BINS = ("under 5", "5–20", "20–40", "40–60", "60–80", "80–95", "over 95")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A kind of city: what is measured, how many areas, how alike they are.

    ``spread`` is the true standard deviation between areas: of log odds or log rates,
    or of amounts in units of their yearly scatter.
    """

    name: str
    measure: str
    areas: int
    spread: float
    people: float = 300
    level: float = 0.2
    skewed: bool = False
    periods: int = 1


WORLDS = (
    World(name="shares of 20%, 300 people", measure="share", areas=60, spread=0.3),
    World(name="shares of 20%, 2,000 people", measure="share", areas=60, spread=0.3,
          people=2000),
    World(name="shares of 3%, 100 people", measure="share", areas=60, spread=0.8,
          people=100, level=0.03),
    World(name="shares of 20%, few far out", measure="share", areas=60, spread=0.3,
          skewed=True),
    World(name="shares, 20 areas", measure="share", areas=20, spread=0.3),
    World(name="shares, all areas equal", measure="share", areas=60, spread=0.0),
    World(name="rates of 1%, 500 people", measure="rate", areas=60, spread=0.4,
          people=500, level=0.01),
    World(name="amounts, 2 years", measure="amount", areas=60, spread=1.0, periods=2),
    World(name="amounts, 5 years", measure="amount", areas=60, spread=1.0, periods=5),
    World(name="amounts, 12 years", measure="amount", areas=60, spread=2.0, periods=12),
)  # fmt: skip


def fifths_kept(worlds: Sequence[World] = WORLDS, cities: int = CITIES) -> str:
    """Give how often areas truly are in the fifth, in per cent, by what was stated."""
    rows = []
    for world in worlds:
        stated, true = stated_and_true(world, cities)
        rows.append([world.name, *by_bin(stated, true)])
    return markdown(["world", *BINS], rows)


def stated_and_true(world: World, cities: int) -> tuple[Floats, Floats]:
    """Give stated probabilities and whether the area is in the fifth, all cities."""
    random, pairs = np.random.default_rng(SEED), []
    for city in range(cities):
        truth = true_figures(world, areas_like(random, world, 1)[:, 0])
        draws = drawn(random, world, truth, seed=city)
        found = given(worst_fifth(draws, challenge=MORE, seed=city))
        pairs.append((found.probability, in_the_fifth(random, truth)))
    stated, true = zip(*pairs, strict=True)
    return np.concatenate(stated), np.concatenate(true)


_Found = TypeVar("_Found")


def given(found: _Found | None) -> _Found:
    """Give what the library found, or stop where it refused."""
    if found is None:
        raise Misbuilt(value="a simulated city", found="none", expected="an answer")
    return found


def areas_like(
    random: np.random.Generator, world: World, indicators: int, together: float = 0.0
) -> Floats:
    """Give areas' true standing on indicators that go together, (areas, indicators)."""
    if world.skewed:
        return random.exponential(1, (world.areas, indicators)) - 1
    common = random.normal(0, 1, (world.areas, 1))
    own = random.normal(0, 1, (world.areas, indicators))
    return np.asarray(np.sqrt(together) * common + np.sqrt(1 - together) * own)


def true_figures(world: World, standing: Floats) -> Floats:
    """Give true shares, rates or amounts."""
    if world.measure == "share":
        return np.asarray(expit(logit(world.level) + world.spread * standing))
    if world.measure == "rate":
        return np.asarray(world.level * np.exp(world.spread * standing))
    return np.asarray(100 + world.spread * standing)


def drawn(
    random: np.random.Generator,
    world: World,
    truth: Floats,
    *,
    seed: int,
    name: str = "x",
) -> Draws:
    """Give the library's draws from figures seen once, or in some years."""
    people = np.maximum(
        15, np.round(world.people * np.exp(random.normal(0, 0.6, len(truth))))
    )
    years = [_year(random, world, truth, people, at) for at in range(world.periods)]
    rows = pl.concat(years).with_columns(indicator=pl.lit(name))
    return given(newest_draws(rows, breaks=(), seed=seed))


def _year(
    random: np.random.Generator, world: World, truth: Floats, people: Floats, at: int
) -> pl.DataFrame:
    counted: Floats | None = None
    if world.measure == "share":
        counted = random.binomial(people.astype(int), truth).astype(float)
    elif world.measure == "rate":
        counted = random.poisson(people * truth).astype(float)
    # Amounts move on: the areas' figures differ in slope, and a year moves all of them.
    moving = (at - world.periods + 1) * 0.1 * np.sin(np.arange(len(truth))) + at**2
    value = truth + moving + random.normal(0, 1, len(truth))
    return pl.DataFrame(
        {
            "code": [f"a{n:03}" for n in range(len(truth))],
            "level": "area",
            "period": str(2000 + at),
            "latest": at == world.periods - 1,
            "value": value if counted is None else counted / people,
            "numerator": counted,
            "people": None if counted is None else people,
            "measure": world.measure,
            "per": 1.0,
            "cluster_size": None,
        },
        schema_overrides={
            "numerator": pl.Float64, "people": pl.Float64, "cluster_size": pl.Float64
        },
    )  # fmt: skip


def in_the_fifth(random: np.random.Generator, truth: Floats) -> Floats:
    """Tell which areas truly are in the fifth; ties are broken at random."""
    order = np.lexsort((random.random(len(truth)), -truth))
    inside = np.zeros(len(truth))
    inside[order[: a_fifth(len(truth))]] = 1
    return inside


def by_bin(stated: Floats, true: Floats) -> Iterator[str]:
    """Give per cent true, and per cent stated on average, for each bin."""
    place = np.digitize(stated, EDGES)
    for at in range(len(BINS)):
        here = place == at
        yield (
            f"{100 * true[here].mean():.0f} ({100 * stated[here].mean():.0f})"
            if here.sum() >= 20
            else "–"
        )


def main() -> None:
    """Print the table."""
    sys.stdout.write(f"{fifths_kept()}\n")


if __name__ == "__main__":
    main()
