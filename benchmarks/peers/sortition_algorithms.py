"""Draw a panel with sortition-algorithms by maximin, and print what it took as JSON.

python -P sortition_algorithms.py FOLDER SIZE, in the peers' own environment (-P, as this
file is named as the package is). FOLDER has people.csv and features.csv.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path

PATIENCE = 170


def main(folder: Path, size: int) -> None:
    """Time one draw; reading the files is left out."""
    peer = import_module("sortition_algorithms")
    heads, bodies = zip(
        *(_rows(folder / f"{name}.csv") for name in ("features", "people")),
        strict=True,
    )
    settings = peer.Settings(id_column="id", columns_to_keep=[])
    features, *_ = peer.read_in_features(heads[0], bodies[0])
    people, _ = peer.read_in_people(heads[1], bodies[1], features, settings)
    begun = time.perf_counter()
    drawn, panels, _ = peer.run_stratification(
        features, people, size, settings, max_seconds=PATIENCE
    )
    seconds = time.perf_counter() - begun
    if not drawn or len(panels[0]) != size:
        sys.exit("no panel was drawn")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": memory}) + "\n")


def _rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        body = list(rows)
        return list(rows.fieldnames or ()), body


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
