"""Causal diagrams as GraphML, which yEd, Gephi, Cytoscape and networkx read and write.

Read are a node's ``label`` (or ``name``), ``kind`` (or ``type``), ``x`` and ``y``, and
an edge's ``sign`` (or ``polarity``; −1, 0 and 1 are signs here), ``delayed`` and
``label``, which may be a sign too. Of yEd's own drawing, labels and places are read.
Undirected edges are refused, as they do not say which is the cause; so are edges
between more than two nodes, and graphs inside nodes or beside each other.

Written are keys of those names. yEd keeps them as properties, and shows labels once
they are mapped (Edit, Properties Mapper).

Source: U. Brandes, M. Eiglsperger, I. Herman, M. Himsolt and M. S. Marshall, “GraphML
progress report”, Graph Drawing (2001); its schema at graphml.graphdrawing.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from nabolag.sources.files.opening import File, open_file
from nabolag.sources.spirals.drawn import (
    DRAWN_LIMITS,
    DrawnArrow,
    DrawnFactor,
    diagram_of,
)
from nabolag.sources.spirals.graphml_parts import Part, parts_of
from nabolag.spirals.diagram import Diagram

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_OWN_ID = "nabolag.id"
"""The key of a factor's id, where that could not be a node's: no spaces are allowed."""
_KEYS = (
    ("node", _OWN_ID, "string"),
    ("node", "label", "string"),
    ("node", "kind", "string"),
    ("node", "x", "double"),
    ("node", "y", "double"),
    ("edge", "sign", "string"),
    ("edge", "delayed", "boolean"),
    ("edge", "label", "string"),
)
_NODE_ID = re.compile(r"[A-Za-z0-9._:-]+")


def read_graphml(path: Path) -> Diagram:
    """Read a diagram from a GraphML file.

    Raises :class:`BadInput` for what is no GraphML or not one plain directed graph, and
    for what is told by :func:`nabolag.sources.spirals.drawn.diagram_of`, with the line.
    """
    return graphml_diagram(open_file(path, limits=DRAWN_LIMITS))


def graphml_diagram(file: File) -> Diagram:
    """Give the diagram in a GraphML file. Raises as :func:`read_graphml`.

    >>> drawn = b'<graphml><graph><node id="rent"/></graph></graphml>'
    >>> graphml_diagram(File(name="a.graphml", data=drawn, sha256="")).factors[0].label
    'rent'
    """
    parts = parts_of(file)
    own = {
        node.attributes.get("id", ""): node.data[_OWN_ID]
        for node in parts.nodes
        if node.first(_OWN_ID)
    }
    factors = [_factor(at, node, own) for at, node in enumerate(parts.nodes, start=1)]
    arrows = [_arrow(at, edge, own) for at, edge in enumerate(parts.edges, start=1)]
    return diagram_of(factors, arrows)


def graphml_text(diagram: Diagram) -> str:
    """Give a diagram as GraphML.

    >>> text = graphml_text(Diagram(factors=(), links=()))
    >>> text.splitlines()[-3:]
    ['  <graph id="G" edgedefault="directed">', '  </graph>', '</graphml>']
    """
    return "\n".join(_lines(diagram)) + "\n"


def _factor(at: int, node: Part, own: Mapping[str, str]) -> DrawnFactor:
    id_ = node.attributes.get("id", "")
    x, y = node.first("x"), node.first("y")
    if not x and node.geometry:
        x, y = (
            _middle(node.geometry, *side) for side in (("x", "width"), ("y", "height"))
        )
    return DrawnFactor(
        where=node.where,
        name=f"Node {at}",
        id=own.get(id_, id_),
        label=node.first("label", "name") or " ".join(node.labels),
        kind=node.first("kind", "type"),
        x=x,
        y=y,
    )


def _middle(geometry: Mapping[str, str], start: str, size: str) -> str:
    """Give the middle of what yEd tells by its upper left corner and its size."""
    try:
        return str(float(geometry[start]) + float(geometry.get(size, "0")) / 2)
    except (KeyError, ValueError):
        return ""


def _arrow(at: int, edge: Part, own: Mapping[str, str]) -> DrawnArrow:
    ends = [edge.attributes.get(end, "") for end in ("source", "target")]
    source, target = (own.get(end, end) for end in ends)
    return DrawnArrow(
        where=edge.where,
        name=f"Edge {at}",
        source=source,
        target=target,
        signs={key: edge.first(key) for key in ("sign", "polarity")},
        words=(edge.first("label"), *edge.labels, edge.first("type", "interaction")),
        delayed=edge.first("delayed"),
    )


def _lines(diagram: Diagram) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{NAMESPACE}">'
    for scope, name, type_ in _KEYS:
        yield (
            f'  <key id="{scope}.{name}" for="{scope}" attr.name="{name}" '
            f'attr.type="{type_}"/>'
        )
    yield '  <graph id="G" edgedefault="directed">'
    ids = [factor.id for factor in diagram.factors]
    own = not all(_NODE_ID.fullmatch(id_) for id_ in ids)
    nodes = {id_: f"n{at}" if own else id_ for at, id_ in enumerate(ids)}
    for factor in diagram.factors:
        yield f"    <node id={quoteattr(nodes[factor.id])}>"
        yield from _data(
            "node",
            {
                _OWN_ID: factor.id if own else "",
                "label": factor.label,
                "kind": factor.kind,
                "x": "" if factor.x is None else repr(factor.x),
                "y": "" if factor.y is None else repr(factor.y),
            },
        )
        yield "    </node>"
    for link in diagram.links:
        source, target = quoteattr(nodes[link.source]), quoteattr(nodes[link.target])
        yield f"    <edge source={source} target={target}>"
        delayed = "true" if link.delayed else "false"
        told = {"sign": link.sign.value, "delayed": delayed, "label": link.label}
        yield from _data("edge", told)
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(scope: str, told: Mapping[str, str]) -> Iterator[str]:
    for name, text in told.items():
        if text:
            yield f'      <data key="{scope}.{name}">{escape(text)}</data>'
