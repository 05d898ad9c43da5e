"""Which area of a division each row of a file is about.

Codes differ between publishers and names stand on several levels, so a row is placed
by the recipe's rules and the division's codes and names. Nothing is guessed: unknown
areas are refused with their lines, and a name that may be two areas is set aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

import polars as pl

from nabolag.areas.geography import NAME as NAMES
from nabolag.areas.geography import Area, Division
from nabolag.errors import BadInput, Where
from nabolag.sources.describing.naming import (
    FOREIGN,
    LEVEL,
    LINE,
    NAME,
    PERIOD,
    RULE,
    TEXT,
)
from nabolag.sources.describing.recipes import Place
from nabolag.sources.describing.whole_city import level_by_words
from nabolag.sources.files.columns import listed, short
from nabolag.values import AREA, CITY, DISTRICT, UNPLACED, Notice, year_of

_ASKED = [RULE, TEXT, LEVEL, PERIOD]
_SHOWN = 5
"""Unknown areas named in a message, at most."""


class Answer(StrEnum):
    """What the division says of a row's area."""

    FOUND = "found"
    OUTSIDE = "outside"  # found, but not in that year
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """Rows with ``area``, ``name``, ``level`` and ``district``, and what was noticed."""

    rows: pl.DataFrame
    notices: tuple[Notice, ...] = ()


def placed_by_words(rows: pl.DataFrame) -> Placed:
    """Place rows of a city without a division: the file's own codes and names stand.

    A level the recipe does not tell is the city, unplaced or ``area``, by the words.
    """
    words = level_by_words(TEXT, NAME)
    return Placed(
        rows=rows.with_columns(
            area=pl.col(TEXT),
            name=pl.coalesce(NAME, TEXT),
            level=pl.when(words == AREA)
            .then(pl.coalesce(LEVEL, words))
            .otherwise(words),
            district=pl.col(FOREIGN),
        )
    )


def placed_in(
    division: Division, rows: pl.DataFrame, *, rules: Sequence[Place], file: str
) -> Placed:
    """Place rows, as :func:`nabolag.sources.describing.naming.named` gives them, in a division.

    Notices: ``area_ambiguous`` (set aside), ``area_outside_years`` (kept),
    ``areas_left_out`` (unknown, and the recipe says to leave them out). Raises
    :class:`BadInput` for other unknown areas, with their lines and the nearest known.
    """
    asked = rows.group_by(_ASKED, maintain_order=True).agg(pl.col(LINE).min())
    answers = [_ask(division, row, rules) for row in asked.iter_rows(named=True)]
    known = pl.concat(
        [asked.drop(LINE), pl.DataFrame(answers, schema=_ANSWER, orient="row")],
        how="horizontal",
    )
    found = rows.join(
        known, on=_ASKED, how="left", nulls_equal=True, maintain_order="left"
    )
    return Placed(
        rows=found.filter(pl.col("area").is_not_null()).drop("answer"),
        notices=(
            *_unknown(found, rules=rules, division=division, file=file),
            *_aside(found, Answer.AMBIGUOUS, code="area_ambiguous", file=file),
            *_aside(found, Answer.OUTSIDE, code="area_outside_years", file=file),
        ),
    )


_ANSWER = {
    "area": pl.String,
    "name": pl.String,
    "level": pl.String,
    "district": pl.String,
    "answer": pl.String,
}
_Row = tuple[str | None, str | None, str | None, str | None, str]


def _ask(
    division: Division, row: Mapping[str, str | int], rules: Sequence[Place]
) -> _Row:
    """Find the one area a row's text may be, at its level and in its year."""
    text, level = str(row[TEXT]), row[LEVEL]
    known = _known(division, text, rules[int(row[RULE])].scheme)
    fits = [a for a in known if a.level in (level, CITY, UNPLACED)] if level else known
    year = year_of(str(row[PERIOD]))
    in_year = [area for area in fits if year is None or area.valid_in(year)]
    answer = Answer.FOUND if in_year else Answer.OUTSIDE
    found = in_year or fits
    if len(found) > 1:
        found = [area for area in found if area.level == level] or found
    if len(found) == 1:
        return *_described(found[0], division), answer.value
    answer = Answer.AMBIGUOUS if found else Answer.UNKNOWN
    return None, None, None, None, answer.value


def _known(division: Division, text: str, schemes: Sequence[str]) -> Sequence[Area]:
    if not schemes:
        return division.find(text)
    found = [area for one in schemes for area in division.find(text, scheme=one)]
    # A row may have a name where its code is empty.
    return list(dict.fromkeys(found)) or division.find(text, scheme=NAMES)


def _described(area: Area, division: Division) -> tuple[str, str, str, str | None]:
    return area.code, area.name, area.level, district_of(area, division)


def district_of(area: Area, division: Division) -> str | None:
    """Give the code of the district an area lies in, however deep; else nothing."""
    above = area
    while above.parent is not None:
        above = division.area(above.parent)
        if above.level == DISTRICT:
            return above.code
    return None


def _unknown(
    found: pl.DataFrame, *, rules: Sequence[Place], division: Division, file: str
) -> Iterator[Notice]:
    unknown = found.filter(pl.col("answer") == Answer.UNKNOWN.value)
    tolerant = [n for n, rule in enumerate(rules) if rule.leave_out_unknown]
    refused = unknown.filter(~pl.col(RULE).is_in(tolerant))
    if refused.height:
        raise _refusal(refused, division, file)
    yield from _aside(unknown, Answer.UNKNOWN, code="areas_left_out", file=file)


def _refusal(unknown: pl.DataFrame, division: Division, file: str) -> BadInput:
    first = unknown.group_by(TEXT, maintain_order=True).agg(pl.col(LINE).min())
    shown = [
        f"“{short(text)}” (line {line})"
        for text, line in first.head(_SHOWN).iter_rows()
    ]
    more = first.height - len(shown)
    near = [_nearest(text, division) for text in first[TEXT].head(_SHOWN)]
    close = " ".join(words for words in near if words)
    return BadInput(
        where=Where(file=file, line=first[LINE][0]),
        found=f"The division {division.id} does not know {', '.join(shown)}"
        + (f" and {more} more." if more else "."),
        expected="areas of the division, by code or name",
        remedy=(f"{close} " if close else "")
        + "Choose the right division, or put spellings right with read_as.",
    )


def _nearest(text: str, division: Division) -> str:
    names = sorted({area.name for area in division.areas})
    close = get_close_matches(short(text), names, n=1, cutoff=0.7)
    return f"Is “{short(text)}” perhaps {close[0]}?" if close else ""


def _aside(
    found: pl.DataFrame, answer: Answer, *, code: str, file: str
) -> Iterator[Notice]:
    rows = found.filter(pl.col("answer") == answer.value)
    if rows.height:
        names = rows[NAME].fill_null("").unique(maintain_order=True)
        yield Notice(
            code=code,
            where=Where(file=file, line=min(rows[LINE].to_list())),
            facts={
                "names": listed(names.to_list()),
                "areas": len(names),
                "rows": rows.height,
            },
        )
