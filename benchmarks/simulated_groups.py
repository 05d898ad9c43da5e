"""Simulated conversations, to see how often groups are told that are not there, or are.

    ./dev bench simulated_groups

Worlds: *noise*, where everyone votes by the same chances; *slope*, where opinion lies
evenly on a line and there are no groups to find; and *planted* groups, for or against each
statement. Prints, as Markdown rows, how often groups are told, with exact 95 % bounds, how
often a gap is shown between all of them, and for planted groups how often they are the
right ones (adjusted Rand index above 0.9).
"""

from __future__ import annotations

import sys

import numpy as np

from nabolag.residents.groups.likeness import likeness
from nabolag.residents.groups.opinion_map import opinion_map
from nabolag.residents.groups.votes import Floats, Votes, Whole, gather
from nabolag.residents.reach.reached import exact_interval

TIMES, PASSES = 200, 0.1
SIZES = ((30, 20, 0.8), (60, 40, 0.5), (150, 30, 0.4), (400, 60, 0.3))
"""People, statements and the share voted on."""
HEAD = "| world | people × statements, share seen | told, of 200 | 95 % bounds | gap shown | right |"


def main() -> None:
    """Simulate each world at each size, and print a row for each."""
    _say(HEAD)
    _say("|---|---|---|---|---|---|")
    for world in ("noise", "slope", "2 planted", "3 planted"):
        for people, statements, share in SIZES:
            _say(_row(world, people, statements, share))


def _row(world: str, people: int, statements: int, share: float) -> str:
    told = gaps = right = 0
    for seed in range(TIMES):
        draw = np.random.default_rng([seed, people, statements])
        chances, planted = _chances(draw, world, people, statements)
        found = opinion_map(_votes(draw, chances, share), seed=seed)
        told += bool(found.groups)
        gaps += bool(found.groups) and not found.shading
        inside = found.labels >= 0
        if found.groups and planted is not None:
            right += likeness(found.labels[inside], planted[inside]) > 0.9
    bounds = exact_interval(told, TIMES)
    cells = (
        *(world, f"{people} × {statements}, {share:.0%}", told),
        f"{100 * (bounds.low or 0):.1f}–{100 * (bounds.high or 0):.1f} %",
        gaps,
        right if world.endswith("planted") else "",
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def _chances(
    draw: np.random.Generator, world: str, people: int, statements: int
) -> tuple[Floats, Whole | None]:
    """Give each person's chance of agreeing, and the group where there are any."""
    if world == "noise":
        alike = draw.uniform(0.1, 0.9, (1, statements))
        return np.repeat(alike, people, axis=0), None
    if world == "slope":
        stand = draw.uniform(-1, 1, (people, 1))
        pull = draw.normal(0, 1.5, (1, statements))
        return 1 / (1 + np.exp(-stand * pull)), None
    groups = int(world.split()[0])
    label = np.arange(people) % groups
    sides = np.where(draw.random((groups, statements)) < 0.5, 0.1, 0.9)
    return sides[label], label


def _votes(draw: np.random.Generator, chances: Floats, share: float) -> Votes:
    who, what = np.nonzero(draw.random(chances.shape) < share)
    agrees = draw.random(len(who)) < chances[who, what]
    passes = draw.random(len(who)) < PASSES
    return gather(
        people=who,
        statements=what,
        marks=np.where(passes, 0, np.where(agrees, 1, -1)),
        participants=tuple(map(str, range(chances.shape[0]))),
        texts=tuple(map(str, range(chances.shape[1]))),
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
