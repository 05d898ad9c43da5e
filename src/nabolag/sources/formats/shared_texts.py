"""How long the texts are that the cells of an old workbook (xls) share.

Source: Microsoft's open specification MS-XLS, 2.4.265 (SST) and 2.5.293
(XLUnicodeRichExtendedString).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 65_535
"""No text in an old workbook can be longer."""

_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08


def text_lengths(parts: Sequence[bytes]) -> list[int]:
    """Give the number of characters in each shared text, from the list's records.

    The first record tells how many texts there are; a text may run on into the next.
    """
    return list(_lengths(_Walk(parts=parts, at=8))) if parts else []


def _lengths(walk: _Walk) -> Iterator[int]:
    while walk.has_more():
        length, flags = struct.unpack("<HB", walk.take(3))
        runs = struct.unpack("<H", walk.take(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", walk.take(4))[0] if flags & _PHONETIC else 0
        walk.skip_letters(length, wide=bool(flags & _WIDE))
        walk.skip(4 * runs + extra)
        yield length


@dataclass(slots=True, kw_only=True)
class _Walk:
    """Goes through records that belong together as if they were one."""

    parts: Sequence[bytes]
    part: int = 0
    at: int = 0

    def has_more(self) -> bool:
        """Go to the next record at the end of one; tell whether there is any."""
        while self.part < len(self.parts) and self.at >= len(self.parts[self.part]):
            self.part, self.at = self.part + 1, 0
        return self.part < len(self.parts)

    def take(self, size: int) -> bytes:
        """Give the next bytes, which lie within one record."""
        found = (
            self.parts[self.part][self.at : self.at + size] if self.has_more() else b""
        )
        self.at += size
        return found

    def skip(self, size: int) -> None:
        """Leave bytes out, also over several records."""
        while size > 0 and self.has_more():
            step = min(size, len(self.parts[self.part]) - self.at)
            self.at += step
            size -= step

    def skip_letters(self, count: int, *, wide: bool) -> None:
        """Leave letters out; each record they run on into tells its width anew."""
        while count > 0 and self.has_more():
            if self.at == 0:
                wide, self.at = bool(self.parts[self.part][0] & _WIDE), 1
            width = 2 if wide else 1
            step = min(count, (len(self.parts[self.part]) - self.at) // width)
            count -= step
            self.at = self.at + step * width if step else len(self.parts[self.part])
