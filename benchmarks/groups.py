"""Opinion groups: one run, stability and new votes, beside red-dwarf where it is.

    ./dev bench groups

Times are from arrays in memory; the peak is that of a process of its own with those
arrays. One run is the matrix, the map, the groups and what is told of them. Red-dwarf is
given the same votes in the form it takes, a list that weighs on its peak.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from nabolag.residents.groups.finding import opinion_map
from nabolag.residents.groups.grouping import best_grouping
from nabolag.residents.groups.space import opinion_space
from nabolag.residents.groups.telling import (
    consensus,
    counted,
    divides,
    representative,
)
from nabolag.residents.groups.votes import Votes, Whole, admitted, gather

SEED, PLANTED, ROUNDS = 20261126, 3, 5
CASES = ((10_000, 2_000, 0.10, 1.0, 0.4), (100_000, 2_000, 0.05, 5.0, 1.5))
"""People, statements, share voted on, and the bars: seconds and gigabytes."""
MOST_FOR_PEER = 20_000
"""With ten times as many people red-dwarf did not end in three minutes."""
HALVES, MOST_RUNS, NEW = 20, 12, 0.01
PEERS = Path(".peers/bin/python")
PEER = Path(__file__).parent / "peers" / "red_dwarf.py"


def main() -> None:
    """Time each case in a process of its own, and the peer beside it."""
    _say("load of the machine before: {:.2f} {:.2f} {:.2f}".format(*os.getloadavg()))
    for people, statements, share, seconds, gigabytes in CASES:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "votes.npz"
            np.savez(file, **_made(people, statements, share))
            ours = _run([sys.executable, __file__, str(file)])
            _say(
                f"{people:,} × {statements:,}, {ours['votes']:,} votes: "
                f"{ours['once']:.2f} s (bar {seconds}), "
                f"{ours['gigabytes']:.2f} GB (bar {gigabytes}), k {ours['k']}"
            )
            _say(
                f"  stability, {HALVES} halves: {ours['stability']:.1f} s, "
                f"{ours['stability'] / ours['once']:.1f} runs (bar {MOST_RUNS})"
            )
            _say(
                f"  map after {NEW:.0%} new votes: {ours['warm']:.3f} s from yesterday's,"
                f" {ours['cold']:.3f} s from nothing, {ours['apart']:.0e} apart"
            )
            _say("  " + _beside(file, people, ours["once"]))


def _made(people: int, statements: int, share: float) -> dict[str, Whole]:
    """Give votes of three groups that think apart, each cell voted on by chance."""
    draw = np.random.default_rng(SEED)
    cells = people * statements
    cell = np.unique(draw.integers(0, cells, round(-cells * np.log1p(-share))))
    who, what = cell // statements, cell % statements
    agree = draw.beta(0.6, 0.6, (PLANTED, statements))[who % PLANTED, what] * 0.9
    chance = draw.random(len(cell))
    marks = np.where(chance < agree, 1, np.where(chance < 0.9, -1, 0))
    return {
        "people": who,
        "statements": what.astype(np.int64),
        "marks": marks.astype(np.int8),
        "out": np.zeros(0, np.int64),
    }


def _run(words: list[str]) -> dict[str, Any]:
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - our own scripts
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _beside(file: Path, people: int, once: float) -> str:
    if not PEERS.exists():
        return "red-dwarf: not here (./dev bench sets it up)"
    if people > MOST_FOR_PEER:
        return f"red-dwarf: not run above {MOST_FOR_PEER:,} people"
    peer = _run([str(PEERS), str(PEER), str(file)])
    return (
        f"red-dwarf: {peer['seconds']:.1f} s, {peer['gigabytes']:.2f} GB, "
        f"{peer['seconds'] / once:.0f} times as long"
    )


def measure(file: str) -> None:
    """Time one case in this process, and print what was seen as JSON."""
    with np.load(file) as held:
        who, what, marks = held["people"], held["statements"], held["marks"]
    names = tuple(map(str, range(int(who.max()) + 1)))
    texts = tuple(map(str, range(int(what.max()) + 1)))

    def gathered(upto: int | None = None) -> Votes:
        return gather(
            people=who[:upto],
            statements=what[:upto],
            marks=marks[:upto],
            participants=names,
            texts=texts,
        )

    once = _timed(lambda: _once(gathered()))
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    votes = gathered()
    begun = time.perf_counter()
    found = opinion_map(votes, seed=SEED, halves=HALVES)
    whole = time.perf_counter() - begun
    near = opinion_space(gathered(round(len(who) * (1 - NEW)))).directions
    cold, warm = opinion_space(votes), opinion_space(votes, near=near)
    apart = np.abs(cold.positions - warm.positions).max() / np.abs(cold.positions).max()
    told = {
        "votes": len(who),
        "k": len(found.groups),
        "once": once,
        "gigabytes": gigabytes,
        "stability": whole - _timed(lambda: _once(votes)),
        "cold": _timed(lambda: opinion_space(votes)),
        "warm": _timed(lambda: opinion_space(votes, near=near)),
        "apart": float(apart),
    }
    _say(json.dumps(told))


def _once(votes: Votes) -> None:
    inside = admitted(votes)
    found = best_grouping(opinion_space(votes).positions[inside])
    labels = np.full(len(votes.participants), -1)
    labels[inside] = 0 if found is None else found.labels
    counts = counted(votes, labels, groups=1 if found is None else found.k)
    everyone = counted(votes, np.zeros(len(labels), np.int64), groups=1)
    representative(counts)
    consensus(everyone, counts)
    divides(counts)


def _timed(run: Callable[[], object]) -> float:
    """Give the median seconds."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return float(np.median(taken))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        main()
