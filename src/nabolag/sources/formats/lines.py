"""Text cut into rows: which sign parts the cells, and where each row begins.

Quoting is as in RFC 4180: a cell in quotation marks may hold the delimiter, line
breaks and doubled quotation marks; a mark anywhere else is refused, since a row that
swallows the next one would otherwise pass unseen.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import Limits, printable, too_large

BREAK = "\0"
"""Stands for a line break inside a cell; text that gets this far holds none itself."""

_DELIMITERS = (";", "\t", "|", ",")
_QUOTED = '"[^"]*"'
_SAMPLE = 50
_TOLD = re.compile(r"sep=([;,|:\t])")
"""A first line that tells Excel the delimiter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Rows of delimited text: one text each, and the line of the file each began on.

    ``bare`` is the texts with each quoted stretch replaced by :data:`BREAK`.
    """

    file: str
    delimiter: str
    texts: pl.Series
    bare: pl.Series
    lines: pl.Series

    def cells(self, row: int) -> list[str]:
        """Give the cells of one row."""
        fields = next(csv.reader([self.texts[row]], delimiter=self.delimiter), [])
        return [field.replace(BREAK, "\n") for field in fields]

    def widths(self) -> pl.Series:
        """Give the number of cells in each row."""
        return self.bare.str.count_matches(self.delimiter, literal=True) + 1

    def part(self, start: int, stop: int) -> Records:
        """Give the rows from ``start`` to before ``stop`` that are not empty."""
        bare = self.bare[start:stop]
        kept = bare.str.strip_chars(f"{self.delimiter} \t") != ""
        return replace(
            self,
            texts=self.texts[start:stop].filter(kept),
            bare=bare.filter(kept),
            lines=self.lines[start:stop].filter(kept),
        )


def read_records(
    text: str, *, file: str, limits: Limits, delimiter: str | None = None
) -> Records:
    r"""Cut a text into rows; ``delimiter`` where it is known, else the text tells it.

    Raises :class:`BadInput` where a quotation mark is not closed or stands inside a
    cell, a cell is too long, or a row has too many.

    >>> read_records("a;b\n1;2", file="x.csv", limits=Limits()).delimiter
    ';'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = _TOLD.fullmatch(lines[0])
    if told:
        lines[0] = ""
    texts = bare = pl.Series(lines, dtype=pl.String)
    starts: Sequence[int] = range(1, len(lines) + 1)
    if '"' in text:
        bare = _bare(texts)
        if bare.str.contains('"', literal=True).any():
            texts, starts = _whole_rows(lines)
            bare = _bare(texts)
    records = Records(
        file=file,
        delimiter=delimiter or (told.group(1) if told else _delimiter(bare)),
        texts=texts,
        bare=bare,
        lines=pl.Series(starts, dtype=pl.Int64),
    )
    _check_marks(records)
    _check_long(records, limits=limits)
    return records


def _bare(texts: pl.Series) -> pl.Series:
    return texts.str.replace_all(_QUOTED, BREAK)


def _whole_rows(lines: list[str]) -> tuple[pl.Series, Sequence[int]]:
    """Join lines that a quoted cell holds together, and tell where each row begins."""
    parts = "\n".join(lines).split('"')
    parts[1::2] = [part.replace("\n", BREAK) for part in parts[1::2]]
    texts = '"'.join(parts).split("\n")
    taken = (text.count(BREAK) + 1 for text in texts)
    return pl.Series(texts, dtype=pl.String), list(accumulate(taken, initial=1))[:-1]


def _delimiter(bare: pl.Series) -> str:
    """Find the sign that cuts most of the first rows into equally many cells."""
    sample = bare[: 4 * _SAMPLE]
    filled = sample.filter(sample.str.strip_chars() != "")[:_SAMPLE].to_list()
    return max(_DELIMITERS, key=lambda sign: _evenness(filled, sign))


def _evenness(sample: Sequence[str], sign: str) -> tuple[int, int]:
    widths = Counter(line.count(sign) + 1 for line in sample if sign in line)
    return max(((n, width) for width, n in widths.items()), default=(0, 0))


def _check_marks(records: Records) -> None:
    sign = rf"\x{ord(records.delimiter):02x}"
    wrong = records.bare.str.contains(
        rf'"|[^{sign}\x00]\x00|\x00[^{sign}\x00]'
    ).arg_true()
    if len(wrong) > 0:
        raise BadInput(
            where=Where(file=records.file, line=records.lines[wrong[0]]),
            found="A quotation mark is not closed, or stands inside a cell.",
            expected="quotation marks around whole cells, and doubled inside them",
            remedy="Close or double the mark, or save the file anew from a spreadsheet.",
        )


def _check_long(records: Records, *, limits: Limits) -> None:
    for row in (records.texts.str.len_chars() > limits.columns).arg_true():
        _check_row(records, row, limits=limits)


def _check_row(records: Records, row: int, *, limits: Limits) -> None:
    text = records.texts[row]
    where = Where(file=records.file, line=int(records.lines[row]))
    if records.bare[row].count(records.delimiter) >= limits.columns:
        raise too_large(
            where,
            found=f"The row has more than {limits.columns} cells.",
            expected=f"at most {limits.columns} columns",
        )
    if len(text) > limits.cell and _longest(records, row) > limits.cell:
        raise too_large(
            where,
            found=f"The row has a cell of more than {limits.cell} characters, "
            f'beginning "{printable(text[:40])}".',
            expected="cells with a name or a figure",
        )


def _longest(records: Records, row: int) -> int:
    try:
        return max(map(len, records.cells(row)))
    except csv.Error:
        # The csv module has a limit of its own, above ours.
        return len(records.texts[row])
