"""A fair draw of a panel, beside a peer where it is installed.

    ./dev bench lottery

Pools of the shape of the two open instances: two categories of two features, quotas at the
pool's own shares, 20 of 200 (bar 1 s) and 200 of 2,000 (bar 10 s). The smallest chance
that can be had is 10 %. The peer (GPL) runs in a process and an environment of its own.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nabolag.residents.lottery.drawing import draw_panel
from nabolag.residents.lottery.pool import Person, Quota

PEERS = Path(".peers/bin/python")
PEER = Path(__file__).parent / "peers" / "sortition_algorithms.py"
INSTANCES = ((200, 20, 1.0), (2_000, 200, 10.0))
PATIENCE = 180
FEATURES = {"gender": ("female", "male"), "leaning": ("liberal", "conservative")}


def main() -> None:
    """Time both instances by leximin, and the peer by maximin, in the same run."""
    for people, size, bar in INSTANCES:
        pool, quotas = _pool(people), _quotas(size)
        begun = time.perf_counter()
        lottery = draw_panel(pool, quotas, size=size, seed="benchmark")
        took = time.perf_counter() - begun
        least = float(lottery.chances.smallest)
        _say(f"{people:,}/{size}: {took:.3f} s (bar {bar:g}), smallest {least:.2%}")
        _say(_beside(pool, quotas, size, took))


def _pool(people: int) -> list[Person]:
    """Give people of four kinds, as many of each, each in a household of their own."""
    (first, second) = FEATURES.values()
    return [
        Person(
            id=f"p{at}",
            features={"gender": first[at % 2], "leaning": second[at // 2 % 2]},
        )
        for at in range(people)
    ]


def _quotas(size: int) -> list[Quota]:
    return [
        Quota(category=category, feature=feature, least=size // 2, most=size // 2)
        for category, features in FEATURES.items()
        for feature in features
    ]


def _beside(pool: list[Person], quotas: list[Quota], size: int, took: float) -> str:
    if not PEERS.exists():
        return "sortition-algorithms: not installed (.peers)"
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), pool, quotas)
        try:
            ran = subprocess.run(  # noqa: S603 - our own script and files
                [PEERS, "-P", PEER, folder, str(size)],
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            ratio = PATIENCE / took
            return (
                f"sortition-algorithms: over {PATIENCE} s, > {ratio:,.0f} times as long"
            )
    if ran.returncode:
        return f"sortition-algorithms: failed: {ran.stderr.strip()[-300:]}"
    told = json.loads(ran.stdout.splitlines()[-1])
    return (
        f"sortition-algorithms (maximin): {told['seconds']:.2f} s,"
        f" {told['seconds'] / took:,.0f} times as long, {told['megabytes']:.0f} MB"
    )


def _write(folder: Path, pool: list[Person], quotas: list[Quota]) -> None:
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", *FEATURES])
        rows.writerows([person.id, *person.features.values()] for person in pool)
    with (folder / "features.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["feature", "value", "min", "max"])
        rows.writerows([q.category, q.feature, q.least, q.most] for q in quotas)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
