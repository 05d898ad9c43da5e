"""Statistics Norway's deliveries: tables bought from them, exported from SAS.

Such files hold each dimension twice: ``bydel2`` has the codes and ``bydel2_fmt`` the
labels ("fmt" for SAS' word format). Everywhere else here a dimension's own column
holds the labels and ``<dimension>:code`` the codes, so pairs are turned into that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import printable
from nabolag.sources.table import CODE, Table
from nabolag.values import Notice

_LABELS = "_fmt"


def merge_pairs(table: Table) -> Table:
    """Give a table where each pair ``x``, ``x_fmt`` is ``x`` (labels) and ``x:code``.

    A table without pairs is given back as it is. Two labels for one code are refused
    with their lines. A code without a label keeps the label empty; the notice
    ``label_missing`` tells how many rows of a column (facts ``column``, ``rows``, and
    the first such ``code``). Capitals in ``_FMT`` do not matter.
    """
    pairs = _pairs(table.cells.columns)
    if not pairs:
        return table
    for codes, labels in pairs.items():
        _one_label_each(table, codes, labels)
    missing = [_unlabelled(table, codes, labels) for codes, labels in pairs.items()]
    return replace(
        table,
        cells=_merged(table.cells, pairs),
        notices=(*table.notices, *(notice for notice in missing if notice)),
    )


def _pairs(columns: list[str]) -> dict[str, str]:
    """Find each column of codes and its column of labels."""
    by_name = {column.lower(): column for column in columns}
    found = {c: by_name.get(f"{c.lower()}{_LABELS}") for c in columns}
    return {
        codes: labels
        for codes, labels in found.items()
        if labels is not None and f"{codes}{CODE}" not in columns
    }


def _one_label_each(table: Table, codes: str, labels: str) -> None:
    named = (
        table.cells.select(code=codes, label=labels)
        .with_columns(line=table.lines)
        .drop_nulls()
        .group_by("code", "label")
        .agg(pl.col("line").min())
        .sort("line")
    )
    twice = named.filter(pl.col("code").is_duplicated())
    if twice.is_empty():
        return
    same = twice.filter(pl.col("code") == twice["code"][0])
    first, second = same["label"][:2]
    raise BadInput(
        where=Where(file=table.file, line=same["line"][1], column=labels),
        found=printable(
            f"Code {same['code'][0]} is called “{second}” here "
            f"and “{first}” in line {same['line'][0]}."
        ),
        expected="one label for each code",
        remedy="Ask Statistics Norway which is right, or correct the file.",
    )


def _unlabelled(table: Table, codes: str, labels: str) -> Notice | None:
    cells = table.cells
    bare = cells[codes].is_not_null() & cells[labels].is_null()
    if not bare.any():
        return None
    return Notice(
        code="label_missing",
        where=Where(file=table.file, line=table.lines.filter(bare)[0], column=labels),
        facts={
            "column": codes,
            "rows": int(bare.sum()),
            "code": str(cells[codes].filter(bare)[0]),
        },
    )


def _merged(cells: pl.DataFrame, pairs: Mapping[str, str]) -> pl.DataFrame:
    columns: list[pl.Expr] = []
    for column in cells.columns:
        if column in pairs:
            columns.append(pl.col(pairs[column]).alias(column))
            columns.append(pl.col(column).alias(f"{column}{CODE}"))
        elif column not in pairs.values():
            columns.append(pl.col(column))
    return cells.select(columns)
