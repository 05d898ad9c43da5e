"""Make the tables of examples/oslo from the publishers' files.

Run: python tools/oslo_example.py FOLDER
FOLDER holds VAL001.csv, SYS002.csv, KOM011.csv and boligpriser_blokkleilighet.csv.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

from nabolag.sources.describing.tidy_writing import tidy_rows
from nabolag.sources.files.export import write_csv
from nabolag.sources.reading import read_observations
from nabolag.values import together

TARGET = Path(__file__).parents[1] / "examples" / "oslo"
AGES = ["15-24 år", "25-39 år", "40-49 år", "50-59 år", "60-74 år"]
TABLES: dict[str, tuple[str, list[dict[str, str]]]] = {
    "turnout.csv": ("VAL001.csv", [{}]),
    "employment.csv": ("SYS002.csv", [{}, *({"alder": age} for age in AGES)]),
    "property_tax.csv": ("KOM011.csv", [{}]),
    "flat_prices.csv": ("boligpriser_blokkleilighet.csv", [{}]),
}
"""Our table, the publisher's file and the groups of its breakdown, totals first."""

SAID_ONCE = {
    "indicator": [
        *("unit", "direction", "dimension", "kind", "topic", "counted", "definition"),
        *("indicator_nb", "indicator_nn", "indicator_en"),
    ],
    "source": ["publisher", "title", "table", "licence", "address"],
}
"""What describes an indicator or a source stands on its first row only."""


def main(folder: Path) -> None:
    """Write every table of the example anew."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, (file, groups) in TABLES.items():
        parts = [read_observations(folder / file, choices=each) for each in groups]
        write_csv(_said_once(tidy_rows(together(parts))), TARGET / name)


def _said_once(rows: pl.DataFrame) -> pl.DataFrame:
    for described, columns in SAID_ONCE.items():
        first = pl.int_range(pl.len()).over(described) == 0
        rows = rows.with_columns(pl.when(first).then(pl.col(columns)))
    return rows.select(
        column.name for column in rows if column.null_count() < rows.height
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
