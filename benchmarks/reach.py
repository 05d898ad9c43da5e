"""Raking, beside peers where they are installed, and a whole account of reach.

    ./dev bench reach

Raking: 100,000 participations by four characteristics of 6, 2, 4 and 12 groups, arrays in
memory, the bar 50 ms. Account: 10,000 participations by two characteristics, divided by
method and process, 10,000 random draws for each table.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from nabolag.residents.reach.counting import Margin, Participation
from nabolag.residents.reach.raking import Floats, Ints, rake
from nabolag.residents.reach.whole import reach

BAR, ROUNDS, SEED = 0.05, 7, 20261126
PEOPLE, SIZES = 100_000, (6, 2, 4, 12)
PARTICIPATIONS = 10_000


def main() -> None:
    """Time raking against its bar, peers beside it, and then a whole account."""
    codes, targets = _made()
    took = _timed(lambda: rake(codes, targets))
    _say(
        f"raking {PEOPLE:,} × {len(SIZES)}: {took * 1000:.1f} ms (bar {BAR * 1000:.0f})"
    )
    if find_spec("weightipy"):
        peer = _timed(lambda: _weightipy(codes, targets))
        _say(f"weightipy: {peer * 1000:.1f} ms, {peer / took:.1f} times as long")
    if find_spec("ipfn"):
        peer = _timed(lambda: _ipfn(codes, targets))
        _say(f"ipfn: {peer * 1000:.1f} ms, {peer / took:.1f} times as long")
    people, margins = _participations()
    whole = _timed(lambda: reach(people, margins, per=["method", "process"]))
    _say(f"whole account of {PARTICIPATIONS:,} participations: {whole:.2f} s")


def _made() -> tuple[list[Ints], list[Floats]]:
    chance = np.random.default_rng(SEED)
    codes = [
        chance.choice(size, size=PEOPLE, p=chance.dirichlet(np.full(size, 3)))
        for size in SIZES
    ]
    return codes, [chance.dirichlet(np.full(size, 3)) for size in SIZES]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _timed(run: Callable[[], object]) -> float:
    """Give the median seconds, the first run left out."""
    run()
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _weightipy(codes: list[Ints], targets: list[Floats]) -> object:
    pandas, peer = import_module("pandas"), import_module("weightipy")
    frame = pandas.DataFrame({f"c{at}": code for at, code in enumerate(codes)})
    wanted = {
        f"c{at}": {code: share * 100 for code, share in enumerate(target)}
        for at, target in enumerate(targets)
    }
    return peer.weight_dataframe(frame, peer.scheme_from_dict(wanted))


def _ipfn(codes: list[Ints], targets: list[Floats]) -> object:
    table = np.zeros(SIZES)
    np.add.at(table, tuple(codes), 1.0)
    fitted = import_module("ipfn.ipfn").ipfn(
        table.copy(),
        [target * PEOPLE for target in targets],
        [[at] for at in range(len(SIZES))],
        convergence_rate=1e-12,
        rate_tolerance=0,
    )
    return (fitted.iteration() / np.where(table == 0, 1, table))[tuple(codes)]


def _participations() -> tuple[list[Participation], list[Margin]]:
    chance = np.random.default_rng(SEED)
    ages, tenures = [f"age {at}" for at in range(6)], ["owner", "renter"]
    picks = chance.integers(0, (6, 2, 4, 3), size=(PARTICIPATIONS, 4)).tolist()
    people = [
        Participation(
            groups={"age": ages[age], "tenure": tenures[tenure]},
            part={"method": f"method {method}", "process": f"process {process}"},
            answer="yes" if age + tenure + method < 6 else "no",
        )
        for age, tenure, method, process in picks
    ]
    return people, [
        Margin(characteristic="age", people=dict.fromkeys(ages, 10_000)),
        Margin(characteristic="tenure", people=dict.fromkeys(tenures, 30_000)),
    ]


if __name__ == "__main__":
    main()
