"""Simulations of what lies deeper: trends, verdicts, fifths, pile-ups, moving, spirals.

    python benchmarks/deeper_simulations.py [TABLE…]

prints the tables, or those that are named, and writes them into
``docs/simulations-deeper.md`` between its markers. All of them take about ten minutes.
All draws come from seeds, so that a second run gives the same tables.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from pages import DOCS, write_tables
from simulated_concentration import concentration_kept
from simulated_fifths import fifths_kept
from simulated_moving import bounds_held, moving_read, stayers_held
from simulated_persons import persons_held, persons_judged
from simulated_pile_ups import likenesses_kept, piles_kept
from simulated_sensitivity import effects_held, parts_held
from simulated_trends import lasting_held, lines_held, worlds_held
from simulated_verdicts import chances_kept, detectable_kept, verdicts_kept

SEED = 20261123


def main() -> None:
    """Write the tables named on the command line, or all."""
    write_tables(DOCS / "simulations-deeper.md", TABLES, sys.argv[1:])


def draws() -> np.random.Generator:
    """Give each table its own draws, so that it is the same whichever others are made."""
    return np.random.Generator(np.random.PCG64(SEED))


TABLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "lines": lambda: lines_held(draws(), 2_400),
        "kinds of city": lambda: worlds_held(draws(), 1_200),
        "lasting": lambda: lasting_held(draws(), 2_400),
        "persons": persons_held,
        "persons judged": persons_judged,
        "verdicts": lambda: verdicts_kept(draws(), 200),
        "probabilities": lambda: chances_kept(draws(), 300),
        "detectable": lambda: detectable_kept(draws(), 120),
        "fifths": fifths_kept,
        "pile-ups": lambda: piles_kept(cities=60),
        "likenesses": likenesses_kept,
        "concentration": concentration_kept,
        "moving": moving_read,
        "stayers": stayers_held,
        "bounds": bounds_held,
        "parts of variance": lambda: parts_held(1_000),
        "elementary effects": lambda: effects_held(2_000),
    }
)
"""Every table by the name of its place in the page."""

if __name__ == "__main__":
    main()
