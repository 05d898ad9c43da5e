"""A whole answer in parts: one that every page of a city needs, and one for each area.

The part that is shared holds the newest figures of all areas, the city's own of all
periods, and everything that follows from figures. An area's part holds its figures of
all periods. Read together they give the same pages of that area as the whole answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import polars as pl

from nabolag.areas.keeping.container import Contents, packed, unpacked
from nabolag.areas.keeping.values import plain, values_of
from nabolag.areas.result import Diagnosis, Moving, PileUp
from nabolag.errors import BadInput, Misbuilt, Where
from nabolag.values import CITY

_ROW = "row"
"""Where a figure stood in the whole answer, so that parts come back in its order."""


class KeptApart(BadInput):
    """Parts that were not kept together: an area's belongs to another answer."""

    def __init__(self, *, code: str) -> None:
        super().__init__(
            where=Where(area=code),
            found="The part kept for the area belongs to another answer.",
            expected="parts of the same answer",
            remedy="Read the area's part that was kept with the shared one.",
        )


def shared_part(diagnosis: Diagnosis) -> bytes:
    """Give what every page of a city needs, to be read by :func:`read_kept`.

    It is enough for the city's own page.
    """
    piled, moving = diagnosis.pile_up, diagnosis.moving
    tables = {
        "table": _newest_and_telling(diagnosis.table.with_row_index(_ROW)),
        "news": diagnosis.news,
        "trends": diagnosis.trends,
        "similar": diagnosis.similar,
        "concentration": diagnosis.concentration,
        "areas": piled.areas,
        "dimensions": piled.dimensions,
        "left_out": piled.left_out,
        "turnover": moving.turnover,
        "splits": moving.splits,
    }
    values = {"answer": _seal(diagnosis), "area": None, "told": plain(diagnosis)}
    return packed(Contents(values=values, tables=tables))


def area_parts(diagnosis: Diagnosis) -> Iterator[tuple[str, bytes]]:
    """Give each area's code with its figures of all periods as bytes."""
    seal = _seal(diagnosis)
    areas = diagnosis.table.with_row_index(_ROW).filter(pl.col("level") != CITY)
    parts = areas.partition_by("code", as_dict=True, maintain_order=True)
    for (code,), table in parts.items():
        values = {"answer": seal, "area": code}
        yield str(code), packed(Contents(values=values, tables={"table": table}))


def read_kept(shared: bytes, *parts: bytes) -> Diagnosis:
    """Give the answer again, with all figures of the areas whose parts are given.

    Of other areas it has the newest figures. Raises :class:`KeptOtherwise` for parts in
    another format and :class:`KeptApart` for parts of different answers.
    """
    kept = unpacked(shared)
    if kept.values["area"] is not None:
        raise Misbuilt(
            value="read_kept",
            found=f"the part of the area {kept.values['area']} first",
            expected="the shared part first",
        )
    tables = kept.tables
    return Diagnosis(
        table=_together(kept, [unpacked(part) for part in parts]),
        news=tables["news"],
        trends=tables["trends"],
        similar=tables["similar"],
        concentration=tables["concentration"],
        pile_up=PileUp(
            areas=tables["areas"],
            dimensions=tables["dimensions"],
            left_out=tables["left_out"],
        ),
        moving=Moving(turnover=tables["turnover"], splits=tables["splits"]),
        **values_of(kept.values["told"]),
    )


def _newest_and_telling(table: pl.DataFrame) -> pl.DataFrame:
    """Give the newest figures, the city's own, and the few that tell what none of them do.

    Pages show a measure with decimals that suit all its figures, and name its sources
    and the areas there are, also those that have had no figure for a while. So the
    largest figure of a measure, the first one that is not whole, and the first of each
    source, area and period, are kept too.
    """
    size, whole = pl.col("value").abs(), pl.col("value") == pl.col("value").floor()
    firsts = [["indicator", "source"], ["code", "level"], ["period"]]
    told = [table.unique(keys, keep="first").select(_ROW) for keys in firsts]
    for seen, asked in ((table, size), (table.filter(~whole), _ROW)):
        known = seen.filter(pl.col("value").is_not_null())
        told.append(known.sort(asked).unique("indicator", keep="last").select(_ROW))
    return table.filter(
        pl.col("latest")
        | (pl.col("level") == CITY)
        | pl.col(_ROW).is_in(pl.concat(told)[_ROW].implode())
    )


def _together(shared: Contents, parts: list[Contents]) -> pl.DataFrame:
    for part in parts:
        if part.values["answer"] != shared.values["answer"]:
            raise KeptApart(code=part.values["area"])
    tables = [each.tables["table"] for each in (shared, *parts)]
    return pl.concat(tables).unique(_ROW).sort(_ROW).drop(_ROW)


def _seal(diagnosis: Diagnosis) -> str:
    """Tell one answer from another by all its figures, in a few milliseconds."""
    return sha256(diagnosis.table["value"].to_numpy().tobytes()).hexdigest()
