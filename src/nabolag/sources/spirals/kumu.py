"""Causal diagrams from Kumu and for it, as JSON.

Read are both what people write for Kumu to import and the backup of a whole project.
Signs stand in the type or the label of a connection, as “+”, “−”, “same” or “opposite”.
A connection without a direction goes from the one to the other, as in Kumu's template
for systems; a mutual one is two arrows; an undirected one is refused, as it does not
say which is the cause. Where factors stand on the map is taken from the first map that
has them. What lies in a project's trash is in its backup too, and is read with the
rest.

Source: Kumu's guide, “JSON / Blueprints” and “Systems mapping” (docs.kumu.io, read in
2026). It does not describe the fields of a backup: those that are read here (``_id``,
``attributes``, ``element type``, ``connection type``, ``delayed``, ``reversed``,
``maps``) are known from programs that read backups, and a reversed connection is taken
to go the other way because of its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import File, open_file
from nabolag.sources.formats.json_text import parse_json
from nabolag.sources.spirals.drawn import (
    DRAWN_LIMITS,
    DrawnArrow,
    DrawnFactor,
    diagram_of,
    quoted,
    refused,
)
from nabolag.spirals.diagram import Diagram, DiagramFactor, DiagramLink, tidy

Fields = Mapping[str, object]
_ITEMS = {"elements": "element", "connections": "connection"}


def read_kumu(path: Path) -> Diagram:
    """Read a diagram from a JSON file of Kumu's.

    Raises :class:`BadInput` for a file that is no such thing, and for what is told by
    :func:`nabolag.sources.spirals.drawn.diagram_of`, with the number of the element or
    connection.
    """
    return kumu_diagram(open_file(path, limits=DRAWN_LIMITS))


def kumu_diagram(file: File) -> Diagram:
    """Give the diagram in a JSON file of Kumu's. Raises as :func:`read_kumu`.

    >>> drawn = b'{"elements": [{"label": "Rent"}, {"label": "Moving out"}],'
    >>> drawn += b'"connections": [{"from": "Rent", "to": "Moving out", "type": "+"}]}'
    >>> kumu_diagram(File(name="a.json", data=drawn, sha256="")).links[0].sign.value
    '+'
    """
    where = Where(file=file.name)
    project = parse_json(file.data, file=file.name)
    if not isinstance(project, dict) or "elements" not in project:
        raise refused(
            where,
            found="There are no “elements” in this JSON.",
            expected="what Kumu exports: elements and connections",
            remedy="Open the project in Kumu and choose “Export JSON”.",
        )
    places = _places(project)
    factors = [
        _factor(where, at, fields, places)
        for at, fields in _items(project, "elements", where)
    ]
    arrows = [
        arrow
        for at, fields in _items(project, "connections", where)
        for arrow in _arrows(where, f"Connection {at}", fields)
    ]
    return diagram_of(factors, arrows)


def kumu_text(diagram: Diagram) -> str:
    """Give the JSON that Kumu imports a diagram from, when it is dropped on a map.

    Places are written as fields of the elements, which Kumu keeps and does not use.

    >>> print(kumu_text(Diagram(factors=(), links=())), end="")
    {
      "elements": [],
      "connections": []
    }
    """
    written = {
        "elements": [_element(factor) for factor in diagram.factors],
        "connections": [_connection(link) for link in diagram.links],
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def _items(
    project: Fields, name: str, where: Where
) -> Iterator[tuple[int, dict[str, object]]]:
    """Give each item of a list with its number, its attributes among its own fields."""
    items = project.get(name, [])
    if not isinstance(items, list):
        raise _no_list(where, f"“{name}” is no list.")
    for at, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            raise _no_list(where, f"{_ITEMS[name].title()} {at} is no object.")
        inner = item.get("attributes")
        attributes = inner if isinstance(inner, dict) else {}
        yield at, {tidy(key).lower(): v for key, v in (attributes | item).items()}


def _no_list(where: Where, found: str) -> BadInput:
    return refused(
        where,
        found=found,
        expected="elements and connections as lists of objects",
        remedy="Export the project from Kumu again.",
    )


def _factor(
    where: Where, at: int, fields: Fields, places: Mapping[str, Fields]
) -> DrawnFactor:
    id_ = _text(fields, "_id", "id")
    place = fields if "x" in fields else places.get(id_, {})
    return DrawnFactor(
        where=where,
        name=f"Element {at}",
        id=id_,
        label=_text(fields, "label"),
        kind=_text(fields, "element type", "type"),
        x=_text(place, "x"),
        y=_text(place, "y"),
    )


def _arrows(where: Where, name: str, fields: Fields) -> Iterator[DrawnArrow]:
    """Give the arrows of a connection: two where it is mutual."""
    source, target = _text(fields, "from"), _text(fields, "to")
    ends = [(source, target), (target, source)]
    direction = _text(fields, "direction").lower() or "directed"
    if direction not in ("directed", "mutual"):
        raise refused(
            where,
            found=f"{name} (between {quoted(source)} and {quoted(target)}) has "
            f"{quoted(direction)} for its direction.",
            expected="directed or mutual, to know what is cause and what effect",
            remedy="Choose “Directed” or “Mutual” for it in Kumu.",
        )
    if direction == "directed":
        ends = ends[1:] if _text(fields, "reversed") == "true" else ends[:1]
    for first, second in ends:
        yield DrawnArrow(
            where=where,
            name=name,
            source=first,
            target=second,
            signs={key: _text(fields, key) for key in ("sign", "polarity")},
            words=(
                _text(fields, "label"),
                _text(fields, "connection type"),
                _text(fields, "type"),
            ),
            delayed=_text(fields, "delayed"),
        )


def _places(project: Fields) -> dict[str, Fields]:
    """Give where elements stand, by id, on the first map that has them."""
    places = dict[str, Fields]()
    for map_ in _objects(project.get("maps")):
        for shown in _objects(map_.get("elements")):
            place = shown.get("position")
            if isinstance(place, dict):
                places.setdefault(_text(shown, "element"), place)
    return places


def _objects(value: object) -> list[Fields]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]


def _text(fields: Fields, *keys: str) -> str:
    """Give the first of some fields that holds text, a number, or true or false."""
    for key in keys:
        value = fields.get(key)
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str) and tidy(value):
            return value
    return ""


def _element(factor: DiagramFactor) -> dict[str, object]:
    element: dict[str, object] = {"id": factor.id, "label": factor.label}
    if factor.kind:
        element["type"] = factor.kind
    if factor.x is not None:
        element |= {"x": factor.x, "y": factor.y}
    return element


def _connection(link: DiagramLink) -> dict[str, object]:
    connection: dict[str, object] = {
        "from": link.source,
        "to": link.target,
        "direction": "directed",
        "type": link.sign.value,
        "delayed": link.delayed,
    }
    return connection | ({"label": link.label} if link.label else {})
