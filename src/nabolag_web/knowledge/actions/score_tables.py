"""Scores from a place-standard tool, read from a table of text: theme, score, answers.

Nothing is read halfway: the first line that cannot be used stops it, and is told with
what was found there.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

MOST_ROWS = 200
_SIGNS = (";", "\t", ",")
_HEADS = {
    "theme": ("theme", "tema"),
    "score": ("score", "skår", "skåre", "poeng"),
    "n": ("n", "respondents", "answers", "svar", "antall", "antal"),
}
_LONGEST_THEME = 120
_A_COUNT = re.compile(r"[1-9][0-9]{0,7}")


class Wrong(Enum):
    """In which way a line cannot be used."""

    NO_HEAD = auto()  # the first line names no theme and score
    NO_ROWS = auto()
    TOO_MANY = auto()
    WIDTH = auto()  # another number of cells than in the first line
    NO_THEME = auto()
    LONG_THEME = auto()
    TWICE = auto()
    NO_NUMBER = auto()
    OUTSIDE = auto()  # the scale
    NO_COUNT = auto()


class BadScores(Exception):
    """A line that cannot be used: which, in which way, and what was found."""

    def __init__(self, line: int, wrong: Wrong, found: str = "") -> None:
        self.line, self.wrong, self.found = line, wrong, found
        super().__init__(f"line {line}: {wrong.name} {found}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """What a place was given on a theme, and by how many, where that is told."""

    theme: str
    score: float
    respondents: int | None


def read_scores(text: str, *, scale: int) -> tuple[ScoreRow, ...]:
    r"""Read a table whose scores run from 1 to ``scale``. Raises :class:`BadScores`.

    >>> read_scores("theme;score;n\nTraffic;3,5;12", scale=7)
    (ScoreRow(theme='Traffic', score=3.5, respondents=12),)
    """
    lines = list(_lines(text))
    columns, width = _head(lines)
    rows = tuple(_rows(lines[1:], columns, width=width, scale=scale))
    if not rows:
        raise BadScores(lines[0][0], Wrong.NO_ROWS)
    return rows


_Line = tuple[int, list[str]]


def _lines(text: str) -> Iterator[_Line]:
    """Give each line that holds something, with its number, split into cells."""
    plain = text.removeprefix("\ufeff")
    first = next((line for line in plain.splitlines() if line.strip()), "")
    sign = next((sign for sign in _SIGNS if sign in first), ";")
    for number, line in enumerate(plain.splitlines(), start=1):
        cells = [cell.strip() for cell in _cells(number, line, sign)]
        if any(cells):
            yield number, cells


def _cells(number: int, line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=sign), [])
    except csv.Error as error:  # a cell without end
        raise BadScores(number, Wrong.LONG_THEME, line) from error


def _head(lines: Sequence[_Line]) -> tuple[dict[str, int], int]:
    number, cells = lines[0] if lines else (1, [])
    named = {cell.casefold(): at for at, cell in enumerate(cells)}
    found = {
        column: named[word]
        for column, words in _HEADS.items()
        for word in words
        if word in named
    }
    if "theme" not in found or "score" not in found:
        raise BadScores(number, Wrong.NO_HEAD, ", ".join(cells))
    return found, len(cells)


def _rows(
    lines: Sequence[_Line], columns: dict[str, int], *, width: int, scale: int
) -> Iterator[ScoreRow]:
    seen: set[str] = set()
    for number, cells in lines:
        if len(cells) != width:
            raise BadScores(number, Wrong.WIDTH, str(len(cells)))
        theme = _theme(number, cells[columns["theme"]], seen)
        counted = cells[columns["n"]] if "n" in columns else ""
        yield ScoreRow(
            theme=theme,
            score=_score(number, cells[columns["score"]], scale),
            respondents=_count(number, counted) if counted else None,
        )
        if len(seen) > MOST_ROWS:
            raise BadScores(number, Wrong.TOO_MANY)


def _theme(line: int, cell: str, seen: set[str]) -> str:
    if not cell:
        raise BadScores(line, Wrong.NO_THEME)
    if len(cell) > _LONGEST_THEME:
        raise BadScores(line, Wrong.LONG_THEME, cell)
    if cell.casefold() in seen:
        raise BadScores(line, Wrong.TWICE, cell)
    seen.add(cell.casefold())
    return cell


def _score(line: int, cell: str, scale: int) -> float:
    try:
        score = float(cell.replace(",", "."))
    except ValueError as error:
        raise BadScores(line, Wrong.NO_NUMBER, cell) from error
    if not math.isfinite(score) or not 1 <= score <= scale:
        raise BadScores(line, Wrong.OUTSIDE, cell)
    return score


def _count(line: int, cell: str) -> int:
    if not _A_COUNT.fullmatch(cell):
        raise BadScores(line, Wrong.NO_COUNT, cell)
    return int(cell)
