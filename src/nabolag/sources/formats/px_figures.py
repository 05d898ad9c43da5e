"""The figures of a PX file: what follows ``DATA=``, as cells of text.

Without KEYS, all cells stand in order, divided by spaces, commas, semicolons or tabs.
With KEYS, each row names its place first, and rows that hold nothing but zeros are
left out. Missing figures stand as one to six dots, a sum of missing ones as seven, and
a true zero may stand as a dash; DATASYMBOL1-6 and DATASYMBOLSUM say how the publisher
prints them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import printable
from nabolag.sources.formats.cube import Axis, Cube
from nabolag.sources.formats.px_header import Header
from nabolag.values import Note

_NUMBER = r"^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$"
_BETWEEN = str.maketrans(dict.fromkeys(',;"', " "))
_PIECE = re.compile(r'"([^"]*)"|[^\s,;"]+')

_DOTS: Mapping[str, tuple[str, Note]] = MappingProxyType(
    {
        ".": ("DATASYMBOL1", Note.NOT_POSSIBLE),
        "..": ("DATASYMBOL2", Note.MISSING),
        "...": ("DATASYMBOL3", Note.CONFIDENTIAL),
        "....": ("DATASYMBOL4", Note.MISSING),
        ".....": ("DATASYMBOL5", Note.MISSING),
        "......": ("DATASYMBOL6", Note.MISSING),
        ".......": ("DATASYMBOLSUM", Note.MISSING),
    }
)
_KNOWN = {sign: note for sign, (_, note) in _DOTS.items()} | {":": Note.CONFIDENTIAL}
_ZERO = ("-", "–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbols:
    """How dots in the file are printed, and what each printed sign means."""

    printed: Mapping[str, str]
    notes: Mapping[str, Note]


def symbols(header: Header) -> Symbols:
    """Read how the publisher prints missing figures and what each sign means.

    A sign that would be read as a number, as zero, or as another sign's meaning is
    not used: those cells keep their dots.
    """
    printed: dict[str, str] = {}
    notes: dict[str, Note] = dict(_KNOWN)
    for dots, (word, note) in _DOTS.items():
        sign = header.text(word) or dots
        unclear = sign in _ZERO or re.match(_NUMBER, sign) is not None
        if unclear or (sign not in _KNOWN and notes.get(sign, note) != note):
            sign = dots
        printed[dots] = sign
        notes.setdefault(sign, note)
    return Symbols(printed=printed, notes=notes)


def read_figures(data: str, *, header: Header, cube: Cube, signs: Symbols) -> pl.Series:
    """Give the figures as text, one cell per combination of the dimensions, in order.

    Another number of cells than the dimensions declare is refused, and so is a cell
    that is neither a number nor one of the file's signs.
    """
    whole = data.rstrip()
    if not whole.endswith(";"):
        raise BadInput(
            where=Where(file=header.file),
            found="The figures do not end with a semicolon.",
            expected="DATA=…;",
            remedy="Download the file again; it has been cut short.",
        )
    keyed = [k for k in header.words if k.word == "KEYS"]
    raw = _by_keys(whole, header, cube) if keyed else _in_order(whole, header, cube)
    _only_figures(raw, data, header, signs)
    changed = {dots: sign for dots, sign in signs.printed.items() if dots != sign}
    return raw.replace(list(changed), list(changed.values())) if changed else raw


def _in_order(data: str, header: Header, cube: Cube) -> pl.Series:
    found = data.translate(_BETWEEN).split()
    if len(found) != cube.size:
        raise _wrong_count(header, cube, len(found))
    return pl.Series("figure", found, dtype=pl.String)


def _wrong_count(header: Header, cube: Cube, found: int) -> BadInput:
    sizes = " × ".join(f"{len(axis.labels)} {axis.name}" for axis in cube.axes)
    return BadInput(
        where=Where(file=header.file, line=header.data_line),
        found=f"The file holds {found} cells.",
        expected=f"{cube.size} cells ({sizes})",
        remedy="Download the file again; if it stays so, ask the publisher.",
    )


def _by_keys(data: str, header: Header, cube: Cube) -> pl.Series:
    """Put each row where its keys say; rows left out are zeros."""
    stub = cube.axes[: len(header.texts("STUB"))]
    places = [_key_places(header, axis) for axis in stub]
    width = math.prod(len(axis.labels) for axis in cube.axes[len(stub) :])
    # A quoted sign and a bare one are the same; a quoted key may hold spaces.
    pieces = [m[1] if m[1] is not None else m[0] for m in _PIECE.finditer(data)]
    step = len(stub) + width
    if len(pieces) % step:
        raise _wrong_count(header, cube, len(pieces) // step * width)
    rows: dict[int, Sequence[str]] = {}
    for start in range(0, len(pieces), step):
        row = _row(pieces[start : start + len(stub)], places, header)
        if row in rows:
            raise _key_trouble(
                header, pieces[start : start + len(stub)], "stands twice"
            )
        rows[row] = pieces[start + len(stub) : start + step]
    zeros = ["0"] * width
    cells = [c for row in range(cube.size // width) for c in rows.get(row, zeros)]
    return pl.Series("figure", cells, dtype=pl.String)


def _key_places(header: Header, axis: Axis) -> dict[str, int]:
    said = header.needed("KEYS", axis.name)[0].upper()
    if said == "CODES" and not axis.codes:
        header.needed("CODES", axis.name)
    keys = axis.codes if said == "CODES" else axis.labels
    places = {key: place for place, key in enumerate(keys)}
    if len(places) < len(keys):
        twice = next(key for place, key in enumerate(keys) if places[key] != place)
        raise _key_trouble(header, [twice], "could belong to two values")
    return places


def _row(keys: Sequence[str], places: Sequence[dict[str, int]], header: Header) -> int:
    row = 0
    for key, known in zip(keys, places, strict=True):
        if key not in known:
            raise _key_trouble(header, keys, "is not among the dimensions' values")
        row = row * len(known) + known[key]
    return row


def _key_trouble(header: Header, keys: Sequence[str], trouble: str) -> BadInput:
    return BadInput(
        where=Where(file=header.file),
        found=printable(f"The row of figures for {', '.join(keys)} {trouble}."),
        expected="one row for each combination that is not all zeros",
        remedy="Download the file again; if it stays so, ask the publisher.",
    )


def _only_figures(raw: pl.Series, data: str, header: Header, signs: Symbols) -> None:
    known = {*signs.printed, *signs.notes, *_ZERO}
    strange = ~(raw.str.contains(_NUMBER) | raw.is_in(list(known)))
    if strange.any():
        found = raw.filter(strange)[0]
        before = data.index(found) if found in data else 0
        raise BadInput(
            where=Where(
                file=header.file, line=header.data_line + data.count("\n", 0, before)
            ),
            found=printable(f"“{found[:40]}” stands among the figures."),
            expected="numbers with a decimal point, dots or dashes",
            remedy="Correct the cell, or download the file again.",
        )
