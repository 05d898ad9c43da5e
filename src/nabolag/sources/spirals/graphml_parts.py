"""GraphML taken apart: its nodes and edges, with their data by name and their lines.

The file is walked through once. A document type is refused as soon as it is met: it is
how XML is made to grow without end, or to fetch what lies elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import File
from nabolag.sources.spirals.drawn import quoted, refused

NODE, EDGE = "node", "edge"
_DEEPEST = 100  # elements in each other; yEd's drawings go to a dozen
_LABELS = ("NodeLabel", "EdgeLabel")  # of yEd's drawing


@dataclass(slots=True, kw_only=True)
class Part:
    """A node or an edge: its line, attributes, and data by the names of their keys.

    ``labels`` and ``geometry`` are of yEd's drawing of it.
    """

    kind: str
    where: Where
    attributes: Mapping[str, str]
    data: dict[str, str] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    geometry: Mapping[str, str] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """Give the first of some data that is there and not blank, or nothing."""
        return next((text for n in names if (text := self.data.get(n, "")).strip()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The nodes and edges of the one graph in a file, in their order."""

    nodes: tuple[Part, ...]
    edges: tuple[Part, ...]


def parts_of(file: File) -> Parts:
    """Give the nodes and edges in a GraphML file.

    Raises :class:`BadInput`, with the line, for what is no whole XML or no GraphML, has
    a document type, or holds anything but one plain graph of directed edges.
    """
    walk = _Walk(file)
    try:
        walk.parser.Parse(file.data, True)  # noqa: FBT003 -- expat's own
    except ExpatError as error:
        said = str(error).partition(":")[0]
        raise _not_graphml(
            walk.where(error.lineno), f"The XML breaks: {said}."
        ) from error
    except (LookupError, ValueError) as error:
        found = "The file says it is written in an unknown encoding."
        raise _not_graphml(walk.where(1), found) from error
    if not walk.graphs:
        raise _not_graphml(Where(file=file.name), "There is no graph in the file.")
    return Parts(nodes=walk.named(NODE), edges=walk.named(EDGE))


@dataclass(slots=True, kw_only=True)
class _Key:
    scope: str
    name: str
    default: str = ""


class _Walk:
    """What is known of a file as far as it has been read."""

    def __init__(self, file: File) -> None:
        self.file = file.name
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.take_text
        self.parser.StartDoctypeDeclHandler = self.refuse_type
        self.inside = list[str]()
        self.texts = list[list[str]]()
        self.keys = dict[str, _Key]()
        self.key = ""
        self.parts = list[Part]()
        self.graphs = 0
        self.directed = "true"

    def where(self, line: int) -> Where:
        """Give a place in the file."""
        return Where(file=self.file, line=line)

    def here(self) -> Where:
        """Give the place that reading has come to."""
        return self.where(self.parser.CurrentLineNumber)

    def refuse_type(self, *_: object) -> None:
        """Refuse a document type."""
        raise refused(
            self.here(),
            found="The XML has a document type.",
            expected="GraphML without one",
            remedy="Take out what begins with <!DOCTYPE, or export the file anew.",
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element."""
        element = tag.rpartition(" ")[2]
        if not self.inside and element != "graphml":
            found = f"The file begins with {quoted(element)}."
            raise _not_graphml(self.here(), found)
        if element == "graph":
            self._start_graph(attributes)
        elif element == "hyperedge":
            found = "There is an edge between more than two nodes."
            raise self._not_plain(found)
        elif element in (NODE, EDGE):
            self._start_part(element, attributes)
        elif element == "Geometry" and self.parts:
            self.parts[-1].geometry = attributes
        elif element == "key":
            self.key = attributes.get("id", "")
            self.keys[self.key] = _Key(
                scope=attributes.get("for", "all"), name=attributes.get("attr.name", "")
            )
        elif element == "data":
            self.key = attributes.get("key", "")
        self._enter(element)

    def take_text(self, text: str) -> None:
        """Take in text, as that of the innermost element."""
        self.texts[-1].append(text)

    def end(self, _: str) -> None:
        """Take in the end of an element."""
        element, text = self.inside.pop(), "".join(self.texts.pop())
        around = self.inside[-1] if self.inside else ""
        if element == "default" and around == "key":
            self.keys[self.key].default = text
        elif element == "data" and around in (NODE, EDGE):
            self.parts[-1].data[self.key] = text
        elif element in _LABELS and self.parts:
            self.parts[-1].labels.append(text)

    def named(self, kind: str) -> tuple[Part, ...]:
        """Give the parts of one kind, with their data by name and by default."""
        keys = {i: key for i, key in self.keys.items() if key.scope in (kind, "all")}
        parts = [part for part in self.parts if part.kind == kind]
        for part in parts:
            part.data = {
                key.name.lower(): part.data.get(id_, key.default)
                for id_, key in keys.items()
            }
        return tuple(parts)

    def _enter(self, element: str) -> None:
        self.inside.append(element)
        self.texts.append([])
        if len(self.inside) > _DEEPEST:
            found = f"Elements lie more than {_DEEPEST} deep in each other."
            raise _not_graphml(self.here(), found)

    def _start_graph(self, attributes: Mapping[str, str]) -> None:
        self.graphs += 1
        if self.graphs > 1:
            found = "There is a graph inside another or beside it."
            raise self._not_plain(found)
        undirected = attributes.get("edgedefault") == "undirected"
        self.directed = "false" if undirected else "true"

    def _start_part(self, kind: str, attributes: Mapping[str, str]) -> None:
        here = self.here()
        directed = attributes.get("directed", self.directed)
        if kind == EDGE and directed not in ("true", "1"):
            ends = [quoted(attributes.get(end, "")) for end in ("source", "target")]
            raise refused(
                here,
                found=f"The edge between {' and '.join(ends)} has no direction.",
                expected="directed edges, to know what is cause and what effect",
                remedy="Make it directed in the program it was drawn in.",
            )
        self.parts.append(Part(kind=kind, where=here, attributes=attributes))

    def _not_plain(self, found: str) -> BadInput:
        return refused(
            self.here(),
            found=found,
            expected="one graph of nodes, and edges from one node to another",
            remedy="Draw it without groups and such edges.",
        )


def _not_graphml(where: Where, found: str) -> BadInput:
    return refused(
        where,
        found=found,
        expected="whole GraphML",
        remedy="Export the file again; it may be cut short or another format.",
    )
