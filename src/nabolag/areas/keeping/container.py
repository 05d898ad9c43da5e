"""Values and tables in one row of bytes: JSON for the values, Arrow for the tables.

The bytes begin with who wrote them and in which format, so that an answer kept by an
older Nabolag is told from one that can be read. Nothing in them is ever run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

import polars as pl

from nabolag.areas import result
from nabolag.areas.keeping.values import KEPT_FIELDS
from nabolag.errors import BadInput, Where

_MARK = b"nabolag kept answer "
_NUMBER = 8
"""Bytes a length is written in."""

_TABLES = (
    *(result.COLUMNS, result.NEWS, result.TRENDS, result.PILE_UP, result.DIMENSIONS),
    *(result.LEFT_OUT, result.SIMILAR, result.CONCENTRATION),
    *(result.TURNOVER, result.SPLITS),
)


def _format() -> str:
    """Give the name of the format: another as soon as a column or a field is."""
    columns = [[[name, str(type_)] for name, type_ in t.items()] for t in _TABLES]
    shape = json.dumps([columns, KEPT_FIELDS])
    return f"1-{sha256(shape.encode()).hexdigest()[:12]}"


FORMAT = _format()
"""The format that is written and can be read."""


class KeptOtherwise(BadInput):
    """A kept answer in a format that this Nabolag does not read."""

    def __init__(self, *, found: str) -> None:
        super().__init__(
            where=Where(),
            found=f"The kept answer is {found}.",
            expected=f"a whole one in the format {FORMAT}",
            remedy="Calculate the answer again and keep it anew.",
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contents:
    """What was laid away together."""

    values: Mapping[str, Any]
    tables: Mapping[str, pl.DataFrame]


def packed(contents: Contents) -> bytes:
    """Give values and tables as bytes."""
    tables = {name: _arrow(table) for name, table in contents.tables.items()}
    lengths = {name: len(table) for name, table in tables.items()}
    head = {"values": dict(contents.values), "tables": lengths}
    written = json.dumps(head, ensure_ascii=False).encode()
    length = len(written).to_bytes(_NUMBER, "big")
    return b"".join([_opening(), length, written, *tables.values()])


def unpacked(kept: bytes) -> Contents:
    """Give back what was packed. Raises :class:`KeptOtherwise` for anything else."""
    _check_opening(kept)
    start = len(_opening()) + _NUMBER
    end = start + int.from_bytes(kept[start - _NUMBER : start], "big")
    if end > len(kept):
        raise KeptOtherwise(found="cut short")
    head = json.loads(kept[start:end])
    if end + sum(head["tables"].values()) != len(kept):
        raise KeptOtherwise(found="cut short, or longer than it was")
    tables = {}
    for name, length in head["tables"].items():
        tables[name] = pl.read_ipc(BytesIO(kept[end : end + length]))
        end += length
    return Contents(values=head["values"], tables=tables)


def _opening() -> bytes:
    return _MARK + FORMAT.encode() + b"\n"


def _check_opening(kept: bytes) -> None:
    if not kept.startswith(_MARK):
        raise KeptOtherwise(found="something else, not written by Nabolag")
    if not kept.startswith(_opening()):
        line = kept[len(_MARK) :].split(b"\n", 1)[0][:40]
        raise KeptOtherwise(found=f"in the format {line.decode(errors='replace')}")


def _arrow(table: pl.DataFrame) -> bytes:
    written = BytesIO()
    table.write_ipc(written, compression="zstd")
    return written.getvalue()
