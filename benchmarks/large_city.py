"""One large city diagnosed in a process of its own, so that its memory can be seen.

    python benchmarks/large_city.py FIGURES.parquet

prints seconds, first and warm, and the most memory in MB as one JSON document. The file
holds the columns of :data:`nabolag.values.SCHEMA`.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

import polars as pl

from nabolag.areas.diagnosis import diagnose
from nabolag.values import Dimension, Direction, Indicator, Measure, Observations


def main() -> None:
    """Diagnose the figures twice and tell how it went."""
    observations = figures_of(Path(sys.argv[1]))
    first = seconds(observations)
    told = {"first": first, "memory": most_memory(), "warm": seconds(observations)}
    sys.stdout.write(json.dumps(told))


def figures_of(path: Path) -> Observations:
    """Give figures that are read already."""
    table = pl.read_parquet(path)
    indicators = tuple(
        Indicator(
            id=name,
            names={"nb": name},
            measure=Measure.SHARE,
            direction=Direction.MORE_IS_WORSE,
            dimension=Dimension.SOCIAL,
        )
        for name in sorted(table["indicator"].unique())
    )
    return Observations(table=table, indicators=indicators)


def seconds(observations: Observations) -> float:
    """Give the seconds of one diagnosis."""
    start = time.perf_counter()
    diagnose(observations)
    return time.perf_counter() - start


def most_memory() -> float:
    """Give the most memory this process has had, in MB, Python included.

    As Linux tells it of this process alone; what ``resource`` tells begins with the
    memory of whoever started it.
    """
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
    return float(peak) / 1024


if __name__ == "__main__":
    main()
