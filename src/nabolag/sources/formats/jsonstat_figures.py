"""The figures of a JSON-stat data set and the statuses that stand beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import polars as pl

from nabolag.errors import Where
from nabolag.sources.formats.cube import Cube
from nabolag.sources.formats.json_text import Number
from nabolag.sources.formats.jsonstat_shape import Dataset, place_in
from nabolag.sources.table import SIGNS
from nabolag.values import Notice

_MISSING = ".."
_INSTEAD = {".": ".", "..": "..", ":": ":", "c": ":", "z": "."}
"""Statuses that mean there is no figure, by our sign: Norwegian ones, and Eurostat's
"c" (confidential) and "z" (not applicable)."""
_PROVISIONAL = ("*", "p")
_ZERO = ("-", "–")


def read_figures(dataset: Dataset, cube: Cube) -> tuple[pl.Series, tuple[Notice, ...]]:
    """Give the figures as text in the cube's order, and what their statuses mean."""
    figures = _figures(dataset, cube.size)
    unread: Counter[tuple[str, str]] = Counter()
    for place, status in _statuses(dataset, cube.size):
        figures[place], code = _with_status(figures[place], status)
        if code:
            unread[code, status] += 1
    cells = [_MISSING if figure is None else str(figure) for figure in figures]
    notices = tuple(
        Notice(
            code=code,
            where=Where(file=dataset.file),
            facts={"status": status, "cells": cells_, **_meaning(dataset, status)},
        )
        for (code, status), cells_ in unread.items()
    )
    return pl.Series("figure", cells, dtype=pl.String), notices


def _figures(dataset: Dataset, size: int) -> list[str | None]:
    said = dataset.values.get("value", dataset.values.get("measure"))
    if isinstance(said, Mapping):
        found: list[object] = [None] * size
        for key, figure in said.items():
            found[_place(dataset, key, size, "value")] = figure
    else:
        found = said if isinstance(said, list) else []
    if len(found) != size:
        raise dataset.refusal(
            found=f"The file holds {len(found)} values.",
            expected=f"{size} values, as the sizes of the dimensions multiply to",
        )
    return [_figure(dataset, figure, place) for place, figure in enumerate(found)]


def _figure(dataset: Dataset, figure: object, place: int) -> str | None:
    if figure is None or isinstance(figure, Number):
        return figure
    if isinstance(figure, str) and figure in SIGNS:
        return figure
    raise dataset.refusal(
        found=f"Value number {place + 1} is {figure!r:.40}.",
        expected="a number or null",
    )


def _statuses(dataset: Dataset, size: int) -> Iterator[tuple[int, str]]:
    """Give each cell's status, however the file writes them; empty ones are left."""
    said = dataset.values.get("status")
    if isinstance(said, Mapping):
        pairs = [(_place(dataset, k, size, "status"), s) for k, s in said.items()]
    else:
        each = said if isinstance(said, list) else [said]
        pairs = list(enumerate(each * size if len(each) == 1 else each))
    if len(pairs) > size:
        raise dataset.refusal(
            found=f"The file holds {len(pairs)} statuses for {size} values.",
            expected="one status for all values, or one for each",
        )
    for place, status in pairs:
        if status not in (None, ""):
            yield place, str(status)


def _place(dataset: Dataset, key: object, size: int, what: str) -> int:
    place = place_in(key, size)
    if place is None:
        raise dataset.refusal(
            found=f"The {what} number “{key!s:.40}” is outside the table.",
            expected=f"numbers from 0 to {size - 1}",
        )
    return place


def _with_status(figure: str | None, status: str) -> tuple[str | None, str]:
    """Give the cell a figure and its status make, and a notice's code if one is due."""
    if figure is None:
        known = status in _INSTEAD or status in SIGNS
        sign = _INSTEAD.get(status, status) if known else None
        return sign, "" if known else "status_not_read"
    if status in _INSTEAD:
        return _INSTEAD[status], "figure_under_sign"
    if status in _PROVISIONAL:
        return f"{figure}*", ""
    return figure, "" if status in _ZERO else "status_not_read"


def _meaning(dataset: Dataset, status: str) -> dict[str, str]:
    """Give the publisher's words for a status, where its file has them (Eurostat)."""
    found: object = dataset.values
    for key in ("extension", "status", "label", status):
        found = found.get(key) if isinstance(found, Mapping) else None
    return {"meaning": found} if isinstance(found, str) else {}
