"""One row of a table as one line of JSON, spelled alike whichever store it comes from.

The seal of a table is a sum of its lines' fingerprints, so it is the same in whatever
order a store gives the rows: stores sort texts differently.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignKey
from django.utils.dateparse import parse_duration
from django.utils.duration import duration_iso_string

_READ: dict[str, Callable[[Any], Any]] = {
    "BinaryField": b64decode,
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "DecimalField": Decimal,
    "DurationField": parse_duration,
    "TimeField": time.fromisoformat,
    "UUIDField": UUID,
}
_SIZE = 32


class Spelling:
    """How the rows of a table are written and read."""

    def __init__(self, fields: Sequence[Field[Any, Any]]) -> None:
        kinds = [_kind(field) for field in fields]
        self._nested = [i for i, kind in enumerate(kinds) if kind == "JSONField"]
        self._read = [(i, _READ[kind]) for i, kind in enumerate(kinds) if kind in _READ]
        self.special = sorted([*self._nested, *(i for i, _ in self._read)])
        """The places of values that each store has its own way of keeping."""

    def line(self, row: Sequence[Any]) -> bytes:
        """Write a row; what a stored object holds keeps its order."""
        return _json([_plain(value) for value in row])

    def row(self, line: bytes) -> list[Any]:
        """Read a row that was written."""
        row: list[Any] = json.loads(line)
        for i, read in self._read:
            if row[i] is not None:
                row[i] = read(row[i])
        return row

    def fingerprint(self, line: bytes) -> int:
        """Give a number that tells this line from others, the same on every store.

        PostgreSQL sorts what a stored object holds, and makes 1e16 a whole number.
        """
        if self._nested:
            row = json.loads(line)
            for i in self._nested:
                row[i] = _settled(row[i])
            line = _json(row)
        return int.from_bytes(sha256(line).digest())


class Seal:
    """Grows with the rows of a table; two tables with the same rows end alike."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling
        self._sum = 0
        self.rows = 0

    def add(self, line: bytes) -> None:
        """Count a line in."""
        self._sum += self._spelling.fingerprint(line)
        self.rows += 1

    def hex(self) -> str:
        """Give the seal as it stands in a manifest."""
        return (self._sum % (1 << 8 * _SIZE)).to_bytes(_SIZE).hex()


def _kind(field: Field[Any, Any]) -> str:
    """Give what a column holds; one that leads to a row holds what that row's key is."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    return field.get_internal_type()


def _json(row: list[Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    """Give a value as JSON has it; what it has a word for is left as it is."""
    if isinstance(value, float):
        return value + 0.0  # SQLite knows no negative nought
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode("ascii")
    return value


def _settled(value: Any) -> Any:
    """Give a stored object with its keys sorted and its whole numbers whole."""
    if isinstance(value, dict):
        return {key: _settled(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_settled(each) for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
