"""Cells freed from characters nobody can see, and a word about those that look wrong.

Three things are looked for in every text cell, whatever the format it came in:

- letters read with the wrong code page (``GrÃ¸nland``): kept, and told of;
- characters that do not show (control codes, marks that turn the writing direction):
  taken away, and told of, so that no name can disturb a page or a terminal;
- text that a spreadsheet would run as a formula (``=cmd|…``): kept, and told of.

Exports put an apostrophe before the last kind (:func:`protected`) and reading an export
takes it away again (:func:`unprotected`), so that text goes out and in unchanged.
Source for what spreadsheets run: OWASP, "CSV Injection".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import polars as pl

from nabolag.errors import Where
from nabolag.sources.files.opening import printable
from nabolag.values import Notice

_HIDDEN = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_AFTER = r"[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = (
    rf"[ÃÂ]{_AFTER}|[ÄÅ][\u0080-\u009f¡§¾‘‹]|â€|\ufffd"  # UTF-8 read as Windows-1252
    r"|[A-Za-z][›†‡¿¾¯®Œ][a-z]"  # DOS and old Macintosh read as Windows-1252
)
_COMBINING = r"[\u0300-\u036f]"
_FORMULA = r"^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])"
_NUMBER = (
    r"^'*[+\-](?:[0-9.,][0-9 .,'’\u00a0\u2009\u202f]*(?:[eE][+\-]?[0-9]+)?\s?[%*]?)?$"
)
_ANYTHING = "|".join((_HIDDEN, _MOJIBAKE, _COMBINING, _FORMULA))
_SAMPLE = 60


def cleaned(
    cells: pl.DataFrame, *, lines: pl.Series, file: str
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Give cells without hidden characters, and what was found in them.

    Notices ``mojibake``, ``hidden_characters`` and ``formula_text``, one per column at
    most, at the first line, with ``found`` and ``count`` (and ``meant``: what the text
    reads as in UTF-8).
    """
    columns, notices = list[pl.Series](), list[Notice]()
    for column in cells:
        fresh = column
        if column.str.contains(_ANYTHING).any():
            notices += _doubts(column, lines=lines, file=file)
            fresh = visible_cells(column)
        columns.append(fresh)
    return pl.DataFrame(columns), tuple(notices)


def settled(cells: pl.DataFrame, *, lines: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
    """Give cells without spaces around them and without rows or columns of nothing.

    An empty cell becomes null; an empty column goes only where it has no name either.
    """
    bare = cells.with_columns(pl.all().str.strip_chars().replace("", None))
    filled = bare.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    kept = [
        column.name
        for place, column in enumerate(bare, start=1)
        if column.name != nameless(place) or column.null_count() < len(column)
    ]
    return bare.select(kept).filter(filled), lines.filter(filled)


def nameless(place: int) -> str:
    """Give the name of a column that has none, from its place counted from 1."""
    return f"column {place}"


def restored(
    cells: pl.DataFrame, *, lines: pl.Series, file: str
) -> tuple[pl.DataFrame, tuple[Notice, ...]]:
    """Give :func:`cleaned` cells without the apostrophes of our own exports.

    Notice ``apostrophe_removed`` besides, one per column at most.
    """
    columns, notices = list[pl.Series](), list[Notice]()
    for column in cells:
        bare, stood = unprotected(column)
        if stood.any():
            said = notice("apostrophe_removed", column, stood, lines=lines, file=file)
            notices.append(said)
        columns.append(bare)
    fresh, doubts = cleaned(pl.DataFrame(columns), lines=lines, file=file)
    return fresh, (*notices, *doubts)


def visible(text: str) -> str:
    r"""Give a text without characters that do not show.

    >>> visible("Gr\u202eønland\x1b")
    'Grønland'
    """
    return re.sub(_HIDDEN, "", text)


def visible_cells(column: pl.Series) -> pl.Series:
    """Give a column without characters that do not show, letters in one piece."""
    shown = column.str.replace_all(_HIDDEN, "").str.normalize("NFC")
    return shown.str.strip_chars().replace("", None).alias(column.name)


def protected(column: pl.Series) -> pl.Series:
    """Give a text column with an apostrophe before all a spreadsheet would run.

    >>> protected(pl.Series(["=1+1", "-5,2", "Grønland"])).to_list()
    ["'=1+1", '-5,2', 'Grønland']
    """
    prefix = pl.when(_runs(pl.col(column.name))).then(pl.lit("'")).otherwise(pl.lit(""))
    whole = (prefix + pl.col(column.name)).alias(column.name)
    return column.to_frame().select(whole).to_series()


def unprotected(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Give a text column without those apostrophes, and where they stood.

    >>> unprotected(pl.Series(["'=1+1", "'t Hof"]))[0].to_list()
    ['=1+1', "'t Hof"]
    """
    if not column.str.starts_with("'").any():
        return column, column.str.starts_with("'")
    cell = pl.col(column.name)
    stood = cell.str.starts_with("'") & _runs(cell)
    bare = pl.when(stood).then(cell.str.slice(1)).otherwise(cell)
    both = column.to_frame().select(bare.alias("bare"), stood.alias("stood"))
    return both["bare"].alias(column.name), both["stood"]


def notice(
    code: str, column: pl.Series, hits: pl.Series, *, lines: pl.Series, file: str
) -> Notice:
    """Give the notice of the first of some cells: what it holds, and how many."""
    first = int(hits.fill_null(value=False).arg_true()[0])
    found = str(column[first])
    facts: dict[str, str | int | float] = {
        "found": printable(found[:_SAMPLE]),
        "count": int(hits.sum()),
    }
    meant = _meant(found[:_SAMPLE]) if code == "mojibake" else None
    if meant:
        facts["meant"] = meant
    where = Where(file=file, line=int(lines[first]), column=printable(column.name))
    return Notice(code=code, where=where, facts=facts)


def _runs(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(_FORMULA) & ~cell.str.contains(_NUMBER)


def _doubts(column: pl.Series, *, lines: pl.Series, file: str) -> Iterator[Notice]:
    for code, looks in _LOOKS.items():
        hits = column.to_frame().select(looks(pl.col(column.name))).to_series()
        if hits.any():
            yield notice(code, column, hits, lines=lines, file=file)


_LOOKS: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "mojibake": lambda cell: cell.str.contains(_MOJIBAKE),
    "hidden_characters": lambda cell: cell.str.contains(_HIDDEN),
    "formula_text": _runs,
}


def _meant(text: str) -> str | None:
    # What Windows-1252 leaves undefined came through as Latin-1.
    for encoding in ("cp1252", "latin-1"):
        try:
            return printable(text.encode(encoding).decode("utf-8"))
        except UnicodeError:
            continue
    return None
