"""The record of a draw, read again to draw others in place of those who have left."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import open_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Who sits on a panel, and who has left it; by id."""

    panel: tuple[str, ...]
    left: tuple[str, ...]


def read_sitting(path: Path) -> Sitting:
    """Read who sits on a panel from the record of its last draw.

    Raises :class:`BadInput` where the file is no record of a draw.
    """
    file = open_file(path)
    try:
        record = json.loads(file.data)
    except (ValueError, RecursionError) as error:
        raise _no_record(file.name, "It is not JSON.") from error
    if not isinstance(record, dict):
        raise _no_record(file.name, "It is JSON, but no record.")
    return Sitting(
        panel=_ids(record, "panel", file.name), left=_ids(record, "left", file.name)
    )


def _ids(record: dict[str, object], key: str, file: str) -> tuple[str, ...]:
    ids = record.get(key)
    if not isinstance(ids, list) or not all(isinstance(id_, str) for id_ in ids):
        raise _no_record(file, f"“{key}” is no list of ids.")
    return tuple(ids)


def _no_record(file: str, found: str) -> BadInput:
    return BadInput(
        where=Where(file=file),
        found=found,
        expected="the record of a draw",
        remedy="Give the file that draw or replace wrote with --out.",
    )
