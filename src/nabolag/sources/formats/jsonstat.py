"""JSON-stat files, versions 1 and 2, as PxWeb, FHI, Eurostat and others give them.

Written from the format's public definition (json-stat.org/full). pyjstat, the only
Python library, needs pandas, drops statuses and lets malformed files through; it is
the tests' oracle. Dimensions are read by :mod:`nabolag.sources.formats.jsonstat_shape`, figures
and their statuses by :mod:`nabolag.sources.formats.jsonstat_figures`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from nabolag.sources.files.opening import LIMITS, File, Limits
from nabolag.sources.formats.cube import Cube
from nabolag.sources.formats.json_text import parse_json
from nabolag.sources.formats.jsonstat_figures import read_figures
from nabolag.sources.formats.jsonstat_shape import Dataset, only_dataset, role, shape
from nabolag.sources.table import SIGNS, Table


def read_jsonstat(file: File, *, limits: Limits = LIMITS) -> Table:
    """Give a JSON-stat file as a table: a row per combination, a column per figure.

    *Columns*, in the file's order: for each dimension but the metric one its id
    (``Region``, holding labels) and ``<id>:code``; then one per category of the metric
    dimension, named by its label, or ``value`` where there is none. The metric
    dimension is the first with that role, else ``ContentsCode`` or ``MEASURE_TYPE``.

    *Facts*, where the file says so: ``title``, ``publisher`` (source), ``table``
    (PxWeb's table id, else the name in the bundle), ``updated``, ``licence``,
    ``language``, ``contact``, ``encoding``; ``metric`` (the dimension's id) and
    ``metric:<column>`` (the category's code); ``unit:<column>``,
    ``decimals:<column>``, ``refperiod:<column>``; ``label:<dimension>``;
    ``total:<dimension>`` (the label of its total, or ``sum``); ``frequency``.

    *Signs*: a null with a status of Norwegian signs holds that sign; one without
    status, or with another, holds "..". A figure marked as provisional ("*", "p") has
    "*" behind it. A figure whose status says that it is not possible, missing or
    confidential is not read: the cell holds the sign. ``signs`` are Statistics
    Norway's. ``lines`` holds the number of the row's first cell; ``time`` and
    ``place`` are the dimensions with those roles.

    *Notices*: ``figure_under_sign`` (status, cells) when a figure was left for its
    status' sign, ``status_not_read`` (status, cells, meaning) for a status with no
    meaning here.

    A bundle of several data sets, a collection of links, a description without
    figures, and anything malformed is refused with :class:`BadInput`.
    """
    document = parse_json(file.data, file=file.name)
    dataset = only_dataset(document, file=file.name)
    cube = shape(dataset).checked(limits)
    figures, notices = read_figures(dataset, cube)
    cells, lines = cube.unrolled(figures)
    return Table(
        cells=cells,
        lines=lines,
        file=file.name,
        format="json-stat",
        sha256=file.sha256,
        signs=SIGNS,
        facts={"encoding": "utf-8", **dict(_facts(dataset, cube))},
        notes=tuple(dict.fromkeys(_notes(dataset))),
        time=role(dataset, "time"),
        place=role(dataset, "geo"),
        notices=notices,
    )


def _facts(dataset: Dataset, cube: Cube) -> Iterator[tuple[str, str]]:
    px = _part(dataset.values, "extension", "px")
    copyright_ = px.get("copyright")
    single = {
        "title": dataset.values.get("label"),
        "publisher": dataset.values.get("source"),
        "table": px.get("tableid") or px.get("matrix") or dataset.name,
        "updated": dataset.values.get("updated"),
        "licence": copyright_ if isinstance(copyright_, str) else None,
        "language": px.get("language"),
        "contact": ", ".join(_contacts(dataset)),
        "metric": cube.metric,
    }
    yield from ((key, value) for key, value in single.items() if _text(value))
    yield from _column_facts(dataset, cube)
    yield from _dimension_facts(dataset, cube)


def _contacts(dataset: Dataset) -> Iterator[str]:
    for contact in _list(_part(dataset.values, "extension").get("contact")):
        if isinstance(contact, Mapping):
            yield from (str(contact[k]) for k in ("name", "mail") if contact.get(k))


def _column_facts(dataset: Dataset, cube: Cube) -> Iterator[tuple[str, str]]:
    axis = cube.measured
    if axis is None:
        return
    about = _part(dataset.dimensions, axis.name)
    for column, code in zip(cube.figure_columns(), axis.codes, strict=True):
        unit = _part(about, "category", "unit", code)
        named = next((unit[k] for k in ("base", "label", "unit") if unit.get(k)), None)
        found = {
            "metric": code,
            "unit": named,
            "decimals": unit.get("decimals"),
            "refperiod": _part(about, "extension", "refperiod").get(code),
        }
        yield from ((f"{key}:{column}", v) for key, v in found.items() if _text(v))


def _dimension_facts(dataset: Dataset, cube: Cube) -> Iterator[tuple[str, str]]:
    for axis in cube.axes:
        about = _part(dataset.dimensions, axis.name)
        extension = _part(about, "extension")
        if _text(label := about.get("label")):
            yield f"label:{axis.name}", label
        if extension.get("elimination") is True:
            code = extension.get("eliminationValueCode")
            labels = dict(zip(axis.codes, axis.labels, strict=True))
            yield f"total:{axis.name}", labels.get(str(code), "sum")
        if _text(frequency := extension.get("frequency")):
            yield "frequency", frequency


def _notes(dataset: Dataset) -> Iterator[str]:
    """Give the footnotes, each with what it is about."""
    yield from _texts(dataset.values.get("note"))
    yield from _texts(_part(dataset.values, "extension").get("note"))
    for name, about in dataset.dimensions.items():
        if isinstance(about, Mapping):
            yield from (f"{name}: {note}" for note in _texts(about.get("note")))
            for code, notes in _part(about, "category", "note").items():
                yield from (f"{name} {code}: {note}" for note in _texts(notes))


def _texts(value: object) -> Iterator[str]:
    for note in _list(value):
        text = note.get("text") if isinstance(note, Mapping) else note
        if _text(text):
            yield text.strip()


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value)


def _part(values: Mapping[str, object], *path: str) -> Mapping[str, object]:
    """Follow keys downwards; whatever is not there or not an object is empty."""
    for key in path:
        inner = values.get(key)
        values = inner if isinstance(inner, Mapping) else {}
    return values
