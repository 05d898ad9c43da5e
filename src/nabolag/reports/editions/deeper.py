"""What the JSON tells of an area beside its figures: trend, pile-up, likeness, moving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import polars as pl

from nabolag.areas.result import Diagnosis
from nabolag.reports.editions.described import Document

_TREND = [
    "first",
    "last",
    "periods",
    "slope",
    "low",
    "high",
    "ratio_slope",
    "ratio_low",
    "ratio_high",
    "shrunk_slope",
    "p_widening",
    "verdict",
    "verdict_alone",
    "margin",
    "detectable",
]
_PILE_UP = ["measured", "in_fifth", "probability", "by_chance", "independent"]
_DIMENSION = ["dimension", "indicators", "needed", "probability"]
_LEFT_OUT = ["left_out", "measured", "in_fifth", "probability"]

_ByCode = Mapping[str, Sequence[Document]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeper:
    """The deeper answer by area: looked up once, not once for each area."""

    trends: _ByCode
    pile_up: _ByCode
    dimensions: _ByCode
    left_out: _ByCode
    similar: _ByCode
    turnover: _ByCode
    splits: _ByCode

    def with_trends(self, code: str, entries: list[Document]) -> list[Document]:
        """Give an area's figures, each indicator's newest with its trend, or null."""
        trends = {trend["indicator"]: trend for trend in self.trends.get(code, ())}
        last = {entry["indicator"]: n for n, entry in enumerate(entries)}
        last |= {e["indicator"]: n for n, e in enumerate(entries) if e["latest"]}
        for n, entry in enumerate(entries):
            trend = trends.get(entry["indicator"])
            newest = trend is not None and last[entry["indicator"]] == n
            entry["trend"] = _only(trend, _TREND) if trend and newest else None
        return entries

    def of_area(self, code: str) -> Document:
        """Give an area's pile-up (or null), the areas like it, and its moves."""
        piled = next(iter(self.pile_up.get(code, ())), None)
        return {
            "pile_up": None if piled is None else self._piled(code, piled),
            "similar": [_alike(row) for row in self.similar.get(code, ())],
            "moving": self.moving(code),
        }

    def moving(self, code: str) -> Document:
        """Give who moves in and out, and what that has to do with the changes."""
        return {
            "turnover": _bare(self.turnover.get(code, ())),
            "splits": _bare(self.splits.get(code, ())),
        }

    def _piled(self, code: str, piled: Document) -> Document:
        dimensions, left_out = (
            self.dimensions.get(code, ()),
            self.left_out.get(code, ()),
        )
        return {
            **_only(piled, _PILE_UP),
            "dimensions": [_only(row, _DIMENSION) for row in dimensions],
            "left_out": [_only(row, _LEFT_OUT) for row in left_out],
        }


def deeper(diagnosis: Diagnosis) -> Deeper:
    """Give the deeper answer, ready to be looked up by area."""
    return Deeper(
        trends=_by_code(diagnosis.trends),
        pile_up=_by_code(diagnosis.pile_up.areas),
        dimensions=_by_code(diagnosis.pile_up.dimensions),
        left_out=_by_code(diagnosis.pile_up.left_out),
        similar=_by_code(diagnosis.similar),
        turnover=_by_code(diagnosis.moving.turnover),
        splits=_by_code(diagnosis.moving.splits),
    )


def _by_code(table: pl.DataFrame) -> _ByCode:
    rows = table.sort("code", maintain_order=True).to_dicts()
    return {code: list(some) for code, some in groupby(rows, key=lambda r: r["code"])}


def _only(row: Document, keys: Iterable[str]) -> Document:
    return {key: row[key] for key in keys}


def _bare(rows: Iterable[Document]) -> list[Document]:
    """Give rows without the area's code, which stands above them."""
    return [{key: row[key] for key in row if key != "code"} for row in rows]


def _alike(row: Document) -> Document:
    return {
        "code": row["other"],
        "name": row["other_name"],
        "distance": row["distance"],
        "stability": row["stability"],
        "indicators": row["indicators"],
    }
