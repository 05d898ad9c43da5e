"""Streams in Microsoft's compound files, the container of xls and of locked workbooks.

Source: the open specification MS-CFB.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LAST = 0xFFFFFFFA
"""Sector numbers from here on mean an end or nothing."""


def read_stream(data: bytes, *names: str) -> bytes | None:
    """Give the first stream of one of these names, or nothing where there is none.

    Raises ``struct.error``, ``IndexError`` or ``UnicodeError`` where the container is
    damaged.
    """
    container = _container(data)
    entries = list(_entries(container.stream(*struct.unpack_from("<I", data, 48))))
    by_name = {entry.name: entry for entry in reversed(entries)}
    entry = next((by_name[name] for name in names if name in by_name), None)
    if entry is None:
        return None
    if entry.size >= struct.unpack_from("<I", data, 56)[0]:
        return container.stream(entry.start)[: entry.size]
    return _small(container, root=entries[0]).stream(entry.start)[: entry.size]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Container:
    """Equal sectors one after the other, and for each the number of the one after it."""

    data: bytes
    size: int
    before: int
    after: Sequence[int]

    def stream(self, start: int) -> bytes:
        """Give a stream's sectors in order."""
        sectors = list[bytes]()
        while start < _LAST:
            if len(sectors) > len(self.after):  # they form a ring
                raise IndexError(start)
            sectors.append(self.sector(start))
            start = self.after[start]
        return b"".join(sectors)

    def sector(self, number: int) -> bytes:
        """Give one sector."""
        at = self.before + number * self.size
        if at >= len(self.data):
            raise IndexError(number)
        return self.data[at : at + self.size]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: str
    start: int
    size: int


def _container(data: bytes) -> _Container:
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    bare = _Container(data=data, size=size, before=size, after=())
    after = list[int]()
    for number in _table_sectors(bare):
        after += _numbers(bare.sector(number))
    return _Container(data=data, size=size, before=size, after=after)


def _table_sectors(bare: _Container) -> Iterator[int]:
    """Give the sectors that hold the table of what follows what."""
    yield from _used(struct.unpack_from("<109I", bare.data, 76))
    start, count = struct.unpack_from("<II", bare.data, 68)
    for _ in range(min(count, len(bare.data) // bare.size)):
        if start >= _LAST:
            return
        *numbers, start = _numbers(bare.sector(start))
        yield from _used(numbers)


def _used(numbers: Sequence[int]) -> Iterator[int]:
    return (number for number in numbers if number < _LAST)


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _entries(directory: bytes) -> Iterator[_Entry]:
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        start, size = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le")
        yield _Entry(name=name, start=start, size=size)


def _small(container: _Container, *, root: _Entry) -> _Container:
    """Give the container of small streams that lies within the root's own stream."""
    shift, table = struct.unpack_from("<H26xI", container.data, 32)
    return _Container(
        data=container.stream(root.start),
        size=1 << min(shift, 12),
        before=0,
        after=_numbers(container.stream(table)),
    )
