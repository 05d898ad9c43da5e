"""Simulated cities, to see whether pile-ups and likenesses keep their word.

``python benchmarks/simulated_pile_ups.py`` prints the tables.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit
from simulated_cities import markdown
from simulated_fifths import (
    BINS,
    CITIES,
    MORE,
    SEED,
    Floats,
    World,
    areas_like,
    by_bin,
    drawn,
    given,
    in_the_fifth,
    true_figures,
)

from nabolag.areas.fifths.at_random import at_random, going_together
from nabolag.areas.fifths.boards import Standing, board_of
from nabolag.areas.fifths.gists import gist_of
from nabolag.areas.fifths.mapping import Counted
from nabolag.areas.fifths.pile_up import pile_up
from nabolag.areas.fifths.similar import similar
from nabolag.areas.fifths.worst_fifth import worst_fifth
from nabolag.values import Dimension

PILES = (
    World(name="300 people", measure="share", areas=60, spread=0.3),
    World(name="300 people, 25 areas", measure="share", areas=25, spread=0.3),
    World(name="2,000 people", measure="share", areas=60, spread=0.3, people=2000),
    World(name="100 people, 10%", measure="share", areas=60, spread=0.3, people=100,
          level=0.1),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Piled:
    """Pile-up in some cities: per cent of areas on at least 1, 2 and 3 dimensions.

    ``stated`` and ``true`` are of being on at least as many as was counted, where that
    is one or more.
    """

    truly: Floats
    by_chance: Floats
    independent: float
    stated: Floats
    true: Floats


def piled(world: World, together: float, cities: int) -> Piled:
    """Simulate cities with eight indicators on four dimensions."""
    random = np.random.default_rng(SEED)
    truly, chances = np.zeros((2, cities, 3))
    alone, stated, true = [], [], []
    names = {f"a{n:03}": "" for n in range(world.areas)}
    for city in range(cities):
        figures, standings = eight_indicators(random, world, together, city)
        sides = dimensions_of(random, figures)
        found = given(pile_up(standings, names=names, level="area", seed=city)).areas
        board = given(board_of(standings))
        chance = at_random(board, going_together(board), seed=city, level="area")
        truly[city] = [np.mean(sides >= least) for least in (1, 2, 3)]
        chances[city] = chance[0, 1:4]
        alone.append(found["independent"][0])
        counted = found["in_fifth"].to_numpy()
        stated.append(found["probability"].to_numpy()[counted > 0])
        true.append((sides >= counted)[counted > 0].astype(float))
    return Piled(
        truly=100 * truly.mean(axis=0),
        by_chance=100 * chances.mean(axis=0),
        independent=float(np.mean(alone)),
        stated=np.concatenate(stated),
        true=np.concatenate(true),
    )


def eight_indicators(
    random: np.random.Generator, world: World, together: float, city: int
) -> tuple[list[Floats], list[Standing]]:
    """Give a city's true figures, and how its areas are found to stand on them."""
    figures = [
        true_figures(world, row) for row in areas_like(random, world, 8, together).T
    ]
    return figures, [
        _standing(random, world, figure, n, city) for n, figure in enumerate(figures)
    ]


def dimensions_of(random: np.random.Generator, figures: Sequence[Floats]) -> Floats:
    """Give on how many dimensions, of two indicators each, areas truly are."""
    inside = np.array([in_the_fifth(random, figure) for figure in figures])
    return np.asarray(inside.reshape(len(figures) // 2, 2, -1).all(axis=1).sum(axis=0))


def _standing(
    random: np.random.Generator, world: World, truth: Floats, number: int, city: int
) -> Standing:
    name = f"i{number}"
    draws = drawn(random, world, truth, seed=city, name=name)
    found = given(worst_fifth(draws, challenge=MORE, seed=city))
    dimension = list(Dimension)[number // 2]
    return Standing(
        counted=Counted(indicator=name, dimension=dimension, challenge=MORE),
        gist=gist_of(draws),
        inside=found.inside,
    )


def piles_kept(worlds: Sequence[World] = PILES, cities: int = CITIES) -> str:
    """Give the chance of an area at random beside how many there are, in per cent."""
    rows = []
    for world in worlds:
        for together in (0.0, 0.3, 0.6):
            found = piled(world, together, cities)
            rows.append(
                [world.name, f"{together:g}"]
                + [
                    f"{true:.1f} / {chance:.1f}"
                    for true, chance in zip(found.truly, found.by_chance, strict=True)
                ]
                + [f"{8 / (1 + 7 * together**2):.1f} / {found.independent:.1f}"]
                + list(by_bin(found.stated, found.true))[3:]
            )
    head = ["world", "correlation", "1 dimension", "2", "3", "independent"]
    return markdown([*head, *BINS[3:]], rows)


def likenesses_kept(cities: int = 20) -> str:
    """Give how stable likenesses are: of planted twins, and in cities of equal areas."""
    rows = []
    for world in PILES[:3]:
        for spread in (0.6, 0.3, 0.0):
            twins, others, found = likenesses(world, spread, cities)
            rows.append(
                [
                    world.name,
                    f"{spread:g}",
                    *(f"{x:.2f}" for x in (twins, others, found)),
                ]
            )
    return markdown(
        ["world", "spread", "twin found", "twin's stability", "others'"], rows
    )


def likenesses(world: World, spread: float, cities: int) -> tuple[float, float, float]:
    """Give how often area 0 finds its twin 1, its stability, and that of all others."""
    random = np.random.default_rng(SEED)
    there: list[int] = []
    stable: list[float] = []
    others: list[float] = []
    for city in range(cities):
        standing = areas_like(random, world, 12)
        standing[1] = standing[0]
        figures = [expit(logit(world.level) + spread * row) for row in standing.T]
        gists = [
            gist_of(drawn(random, world, figure, seed=city, name=f"i{n}"))
            for n, figure in enumerate(figures)
        ]
        found = similar(gists, names={f"a{n:03}": "" for n in range(world.areas)})
        twin = found.filter(code="a000", other="a001")
        there.append(twin.height)
        stable.extend(twin["stability"])
        others.append(float(found["stability"].to_numpy().mean()))
    return (
        float(np.mean(there)),
        float(np.mean(stable or [np.nan])),
        float(np.mean(others)),
    )


def main() -> None:
    """Print the tables."""
    sys.stdout.write(f"{piles_kept()}\n\n{likenesses_kept()}\n")


if __name__ == "__main__":
    main()
