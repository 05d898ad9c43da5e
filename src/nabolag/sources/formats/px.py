"""PX files (PC-Axis, AXIS-VERSION 2013), as PxWeb publishers give them.

Written from Statistics Sweden's public definition of the format: no maintained Python
library reads it right. The header is read by :mod:`nabolag.sources.formats.px_header` and the
figures by :mod:`nabolag.sources.formats.px_figures`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import LIMITS, File, Limits, printable
from nabolag.sources.formats.cube import Axis, Cube
from nabolag.sources.formats.px_figures import read_figures, symbols
from nabolag.sources.formats.px_header import Header, decoded, read_header
from nabolag.sources.table import SIGNS, Table


def read_px(file: File, *, limits: Limits = LIMITS) -> Table:
    """Give a PX file as a table: a row per combination, a column per figure.

    *Columns*, in this order: for each dimension of STUB, then of HEADING, other than
    the contents variable, ``<dimension>`` (labels) and, where the file has codes,
    ``<dimension>:code``; then one per value of the contents variable, named by its
    label as in the publisher's CSV export, or ``value`` where there is none.

    *Facts*, where the file says so: ``title``, ``publisher`` (SOURCE), ``table``
    (TABLEID, else MATRIX), ``updated``, ``created``, ``subject``, ``contact``,
    ``copyright`` (YES or NO), ``language``, ``languages``, ``encoding``; ``metric``
    (the contents variable) and ``metric:<column>`` (its code); ``unit`` and
    ``unit:<column>``; ``decimals`` and ``decimals:<column>``; ``refperiod:<column>``;
    ``code:<dimension>`` (VARIABLECODE: "Tid", "Region"); ``total:<dimension>`` (the
    label of its total, or ``sum`` where a total is made by adding); ``frequency``
    (A, H, Q, M, W). A title in another language is ``title[en]``. The texts are those
    of the default language.

    *Signs*: cells hold the sign the publisher prints (DATASYMBOL1-6 and SUM), or the
    file's own dots where that sign would be unclear; a dash is a true zero whatever
    DATASYMBOLNIL prints. ``signs`` holds Statistics Norway's and the file's own.
    ``lines`` holds the number of the row's first cell; ``time`` and ``place`` name the
    columns the file itself marks.

    A damaged file, a wrong code page, values that cannot be told apart or another
    number of cells than declared is refused with :class:`BadInput`.
    """
    text, encoding = decoded(file)
    header, data = read_header(text, file=file.name)
    cube = _cube(header).checked(limits)
    signs = symbols(header)
    figures = read_figures(data, header=header, cube=cube, signs=signs)
    cells, lines = cube.unrolled(figures)
    return Table(
        cells=cells,
        lines=lines,
        file=file.name,
        format="px",
        sha256=file.sha256,
        signs={**SIGNS, **signs.notes},
        facts={"encoding": encoding, **dict(_facts(header, cube))},
        notes=tuple(_notes(header)),
        time=_time(header, cube),
        place=_place(header, cube),
    )


def _cube(header: Header) -> Cube:
    names = (*header.texts("STUB"), *header.texts("HEADING"))
    if not names:
        header.needed("STUB")
    axes = tuple(_axis(header, name) for name in names)
    metric = header.text("CONTVARIABLE")
    if metric is not None and metric not in names:
        raise BadInput(
            where=Where(file=header.file, column="CONTVARIABLE"),
            found=printable(f"The contents variable “{metric}” is not a dimension."),
            expected=printable(f"one of {', '.join(names)}"),
            remedy="Download the file again, or ask the publisher for a whole one.",
        )
    return Cube(file=header.file, axes=axes, metric=metric)


def _axis(header: Header, name: str) -> Axis:
    labels = header.needed("VALUES", name)
    codes = header.texts("CODES", name) or _time_codes(header, name, len(labels))
    if codes and len(codes) != len(labels):
        raise BadInput(
            where=Where(file=header.file, column=name),
            found=printable(
                f"“{name}” has {len(labels)} values but {len(codes)} codes."
            ),
            expected="a code for each value",
            remedy="Download the file again, or ask the publisher for a whole one.",
        )
    _told_apart(header, name, codes or labels)
    return Axis(name=name, labels=labels, codes=codes)


def _told_apart(header: Header, name: str, keys: tuple[str, ...]) -> None:
    """Refuse values that cannot be told apart; two places of one name need codes."""
    counted = Counter(key.strip() for key in keys)
    twice = [key for key, times in counted.items() if times > 1]
    if twice:
        raise BadInput(
            where=Where(file=header.file, column=name),
            found=printable(f"“{twice[0]}” stands more than once in “{name}”."),
            expected="values that can be told apart, by name or by code",
            remedy="Ask the publisher for a file with codes for each value.",
        )


def _time_codes(header: Header, name: str, size: int) -> tuple[str, ...]:
    """Read the periods of TIMEVAL, whether listed or given as from and to.

    ``TLIST(A1),"2000","2001"`` lists them; ``TLIST(A1,"2000"-"2003")`` spans them.
    Periods that are not as many as the values are left, and so are weeks from and to:
    how many a year has is not in the file.
    """
    said = header.texts("TIMEVAL", name)
    periods = said[1:]
    if said and not said[0].endswith(")"):
        span = re.fullmatch(r"TLIST\((\w)1? (\d+) - (\d+) \)", " ".join(said).upper())
        each = {"A": 1, "H": 2, "Q": 4, "M": 12}.get(span[1], 0) if span else 0
        periods = tuple(_periods(span[2], span[3], each)) if span and each else ()
    return periods if len(periods) == size else ()


def _periods(first: str, last: str, each: int) -> Iterator[str]:
    digits = 0 if each == 1 else len(str(each))
    for year in range(int(first[:4]), int(last[:4]) + 1):
        parts = [f"{part:0{digits}}" for part in range(1, each + 1)] if digits else [""]
        yield from (p for p in (f"{year}{s}" for s in parts) if first <= p <= last)


def _facts(header: Header, cube: Cube) -> Iterator[tuple[str, str]]:
    single = {
        "title": header.text("DESCRIPTION") or header.text("TITLE"),
        "publisher": header.text("SOURCE"),
        "table": header.text("TABLEID") or header.text("MATRIX"),
        "updated": _updated(header),
        "created": header.text("CREATION-DATE"),
        "subject": header.text("SUBJECT-AREA"),
        "contact": header.text("CONTACT"),
        "copyright": header.text("COPYRIGHT"),
        "language": header.language,
        "languages": header.text("LANGUAGES"),
        "metric": cube.metric,
        "unit": header.text("UNITS"),
        "decimals": header.text("DECIMALS"),
    }
    yield from ((key, value) for key, value in single.items() if value)
    titles = (k for k in header.others if k.word == "TITLE")
    yield from ((f"title[{k.language}]", " ".join(k.values)) for k in titles)
    yield from _column_facts(header, cube)
    yield from _dimension_facts(header, cube)


def _updated(header: Header) -> str | None:
    """Give the newest of the dates given; a date may stand for each figure alone."""
    dates = (" ".join(k.values) for k in header.every("LAST-UPDATED"))
    return max(dates, default=None)


def _column_facts(header: Header, cube: Cube) -> Iterator[tuple[str, str]]:
    axis = cube.measured
    if axis is None:
        return
    for place, column in enumerate(cube.figure_columns()):
        label = axis.labels[place]
        found = {
            "metric": axis.codes[place] if axis.codes else None,
            "unit": header.text("UNITS", label),
            "decimals": header.text("PRECISION", axis.name, label),
            "refperiod": header.text("REFPERIOD", label),
        }
        yield from ((f"{key}:{column}", v) for key, v in found.items() if v)


def _dimension_facts(header: Header, cube: Cube) -> Iterator[tuple[str, str]]:
    for axis in cube.axes:
        total = header.text("ELIMINATION", axis.name)
        if total and total != "NO":
            yield f"total:{axis.name}", "sum" if total == "YES" else _label(axis, total)
        if code := header.text("VARIABLECODE", axis.name):
            yield f"code:{axis.name}", code
        if span := header.text("TIMEVAL", axis.name):
            yield "frequency", span.removeprefix("TLIST(")[0]


def _label(axis: Axis, total: str) -> str:
    """Give a total's label; some files name it by its code."""
    by_code = dict(zip(axis.codes, axis.labels, strict=False))
    return total if total in axis.labels else by_code.get(total, total)


def _notes(header: Header) -> Iterator[str]:
    """Give the footnotes, each with what it is about; # is a new line in PX."""
    for word in ("NOTEX", "NOTE", "VALUENOTEX", "VALUENOTE", "CELLNOTEX", "CELLNOTE"):
        for note in header.every(word):
            about = f"{', '.join(v for v in note.of if v != '*')}: " if note.of else ""
            yield about + " ".join(note.values).replace("#", "\n").strip()


def _time(header: Header, cube: Cube) -> str | None:
    for axis in cube.axes:
        kind = header.text("VARIABLE-TYPE", axis.name)
        timed = header.texts("TIMEVAL", axis.name) or (kind or "").upper() in {
            "T",
            "TIME",
        }
        if timed or header.text("VARIABLECODE", axis.name) == "Tid":
            return axis.name
    return None


def _place(header: Header, cube: Cube) -> str | None:
    for axis in cube.axes:
        kind = (header.text("VARIABLE-TYPE", axis.name) or "").upper()
        if kind in {"G", "GEOGRAPHICAL"} or header.texts("MAP", axis.name):
            return axis.name
    return None
