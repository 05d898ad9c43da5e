"""Figures as publishers write them, read as numbers; their signs keep their meanings.

Assumes one decimal sign to a column: a comma and a point that both must be decimal
signs are refused, since one of them would be read a thousand times wrong. Thousands may
be parted by a space (also narrow or unbreakable), an apostrophe, or the sign that is not
the decimal sign, always in groups of three.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import printable
from nabolag.values import Note, Notice

_SPACE = r"[ \u00a0\u2007\u2009\u202f'’]"
_GROUPED = rf"^-?[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?:[.,][0-9]+)?$"
_EXPONENT = r"(?:[eE][+-]?[0-9]{1,4})?"
_WHOLE = rf"^-?[0-9]+{_EXPONENT}$"
_DECIMAL = {s: rf"^-?[0-9]*[{s}][0-9]+{_EXPONENT}$" for s in ".,"}
_UNCLEAR = {s: rf"^-?[1-9][0-9]{{0,2}}[{s}][0-9]{{3}}$" for s in ".,"}
_THOUSANDS = {
    # By the decimal sign they imply: "1.234,5" and "1.234.567" mean a decimal comma.
    ",": r"^-?[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})$",
    ".": r"^-?[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})$",
}
_OTHER = {".": ",", ",": "."}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Numbers:
    """A column of figures: Float64 ``values``, and ``notes`` of why one is special.

    ``decimal`` is the decimal sign the column was read with. Notices: ``decimal_unclear``
    where nothing but "1.234" told it (``found``, ``read``), ``percent_mixed`` where only
    some figures carry a percent sign (``found``, ``count``).
    """

    values: pl.Series
    notes: pl.Series
    decimal: str
    notices: tuple[Notice, ...] = ()


def read_numbers(
    cells: pl.Series,
    *,
    lines: pl.Series,
    file: str,
    column: str,
    signs: Mapping[str, Note],
    decimal: str | None = None,
) -> Numbers:
    """Read a column of text as numbers (Float64, in the unit it is written in).

    A sign alone gives its note and no value, but for ``Note.ZERO``, which is 0; a
    provisional sign beside a number gives value and note. An empty cell gives neither.
    ``decimal`` settles the decimal sign; otherwise the column does.
    Raises :class:`BadInput` with the line of what is no number, of a second decimal
    sign, and of what is too large to be one.

    >>> from nabolag.sources.table import SIGNS
    >>> read = read_numbers(
    ...     pl.Series(["1 234,5", ":", "-", "7*"]), lines=pl.Series([2, 3, 4, 5]),
    ...     file="x.csv", column="value", signs=SIGNS)
    >>> read.values.to_list()
    [1234.5, None, 0.0, 7.0]
    >>> read.notes.to_list()
    [None, 'confidential', 'zero', 'provisional']
    """
    places = _Places(cells=cells, lines=lines, file=file, column=column)
    parts = _parts(cells, signs)
    _check_shapes(parts, places, signs)
    if decimal is None:
        decimal, unclear = _decide(parts["body"], places)
    else:
        unclear = None
        _check_told(parts["body"], places, decimal)
    values = _values(parts["body"], decimal)
    _check_size(values, places)
    mixed = _mixed_percent(parts, places)
    return Numbers(
        values=pl.select(
            pl.when(parts["note"] == Note.ZERO).then(0.0).otherwise(values)
        ).to_series(),
        notes=parts["note"],
        decimal=decimal,
        notices=tuple(said for said in (unclear, mixed) if said),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Places:
    """What is needed to point at a cell."""

    cells: pl.Series
    lines: pl.Series
    file: str
    column: str

    def where(self, row: int) -> Where:
        return Where(file=self.file, line=int(self.lines[row]), column=self.column)

    def found(self, row: int) -> str:
        return f"“{printable(str(self.cells[row])[:40])}”"


def _parts(cells: pl.Series, signs: Mapping[str, Note]) -> pl.DataFrame:
    """Part each cell in ``body`` (digits and marks), ``note`` and ``percent``."""
    text = pl.col("text").str.strip_chars().str.replace("−", "-", literal=True)
    notes = {sign: note.value for sign, note in signs.items()}
    alone = pl.col("text").replace_strict(notes, default=None, return_dtype=pl.String)
    beside = [sign for sign, note in signs.items() if note is Note.PROVISIONAL]
    bare = reduce(_without, beside, pl.col("text")).str.strip_chars()
    starred = pl.when(bare != pl.col("text")).then(pl.lit(Note.PROVISIONAL.value))
    body = (
        pl.when(alone.is_null())
        .then(bare)
        .str.replace(r"\s?%$", "")
        .str.replace(r"^[–‒-]\s?", "-")
        .str.replace(r"^\+", "")
    )
    return (
        cells.alias("text")
        .to_frame()
        .select(text=text.replace("", None))
        .select(
            body=body,
            note=pl.coalesce(alone, starred),
            percent=alone.is_null() & bare.str.ends_with("%"),
        )
    )


def _without(text: pl.Expr, sign: str) -> pl.Expr:
    return text.str.strip_prefix(sign).str.strip_suffix(sign)


def _check_shapes(
    parts: pl.DataFrame, places: _Places, signs: Mapping[str, Note]
) -> None:
    shapes = (_GROUPED, _WHOLE, *_DECIMAL.values(), *_THOUSANDS.values())
    strange = parts["body"].is_not_null() & ~_looks(parts["body"], *shapes)
    row = _first(strange)
    if row is not None:
        raise BadInput(
            where=places.where(row),
            found=f"{places.found(row)} is no number.",
            expected=f"a number or one of the signs {' '.join(signs)}",
            remedy="Correct the cell, or say in the recipe what the sign means.",
        )


def _decide(body: pl.Series, places: _Places) -> tuple[str, Notice | None]:
    """Give the column's decimal sign, and a notice where it is not certain."""
    certain = {sign: _first(_certain(body, sign)) for sign in _OTHER}
    if certain["."] is not None and certain[","] is not None:
        raise _mixed(places, certain["."], certain[","])
    for sign, row in certain.items():
        if row is not None:
            return sign, None
    unclear = {sign: _first(_looks(body, _UNCLEAR[sign])) for sign in _OTHER}
    if unclear["."] is not None and unclear[","] is not None:
        raise _mixed(places, unclear["."], unclear[","])
    for mark, row in unclear.items():
        if row is not None:
            return _guess(body, places, mark=mark, row=row)
    return ".", None


def _certain(body: pl.Series, sign: str) -> pl.Series:
    """Tell which figures can only have this decimal sign."""
    grouped = _looks(body, _GROUPED) & body.str.contains(sign, literal=True)
    decimal = _looks(body, _DECIMAL[sign]) & ~_looks(body, _UNCLEAR[sign])
    return grouped | decimal | _looks(body, _THOUSANDS[sign])


def _guess(
    body: pl.Series, places: _Places, *, mark: str, row: int
) -> tuple[str, Notice]:
    """Settle what "1.234" means where no figure of the column tells.

    Beside small whole numbers only, the mark parts thousands: larger ones without it
    would otherwise be there. Failing that, it is a decimal sign.
    """
    small = _looks(body, r"^-?[1-9][0-9]{0,2}$").any()
    large = _looks(body, _GROUPED, r"^-?[1-9][0-9]{3,}$").any()
    decimal = _OTHER[mark] if small and not large else mark
    read = float(_values(body[row : row + 1], decimal)[0])
    return decimal, Notice(
        code="decimal_unclear",
        where=places.where(row),
        facts={"found": str(body[row]), "read": read},
    )


def _check_told(body: pl.Series, places: _Places, decimal: str) -> None:
    row = _first(_certain(body, _OTHER[decimal]))
    if row is not None:
        raise BadInput(
            where=places.where(row),
            found=f"{places.found(row)} has another decimal sign.",
            expected=f"the decimal sign “{decimal}”, as the recipe says",
            remedy="Correct the cell, or the decimal sign in the recipe.",
        )


def _mixed(places: _Places, point: int, comma: int) -> BadInput:
    first, second = sorted((point, comma))
    return BadInput(
        where=places.where(second),
        found=f"{places.found(second)} and {places.found(first)} (line "
        f"{places.lines[first]}) have different decimal signs.",
        expected="one decimal sign in a column",
        remedy="Find out which is meant and correct the other; a figure read with the "
        "wrong one can be a thousand times too large.",
    )


def _values(body: pl.Series, decimal: str) -> pl.Series:
    plain = body.str.replace_all(_SPACE, "").str.replace_all(
        _OTHER[decimal], "", literal=True
    )
    return plain.str.replace(decimal, ".", literal=True).cast(pl.Float64)


def _check_size(values: pl.Series, places: _Places) -> None:
    row = _first(values.is_infinite())
    if row is not None:
        raise BadInput(
            where=places.where(row),
            found=f"{places.found(row)} is too large to be a figure.",
            expected="a number a computer can hold",
            remedy="Correct the cell.",
        )


def _mixed_percent(parts: pl.DataFrame, places: _Places) -> Notice | None:
    figures = parts["body"].is_not_null()
    without = figures & ~parts["percent"]
    row = _first(without)
    if row is None or not parts["percent"].any():
        return None
    return Notice(
        code="percent_mixed",
        where=places.where(row),
        facts={"found": str(parts["body"][row]), "count": int(without.sum())},
    )


def _looks(body: pl.Series, *shapes: str) -> pl.Series:
    return body.str.contains("|".join(shapes)).fill_null(value=False)


def _first(hits: pl.Series) -> int | None:
    rows = hits.arg_true()
    return int(rows[0]) if len(rows) > 0 else None
