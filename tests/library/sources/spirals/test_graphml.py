"""Diagrams read from GraphML and written as it."""

from __future__ import annotations

import io

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.spirals.graphml import (
    graphml_diagram,
    graphml_text,
    read_graphml,
)
from nabolag.spirals.diagram import Diagram, DiagramFactor, DiagramLink
from nabolag.spirals.loops.links import Sign

from .drawings import a_file, drawings

HEAD = (
    '<?xml version="1.0"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
)


def read(inside: str) -> Diagram:
    return graphml_diagram(a_file(f"{HEAD}{inside}\n</graphml>"))


def two_nodes(edge: str, *, keys: str = "", default: str = "directed") -> Diagram:
    nodes = '<node id="a"/><node id="b"/>'
    return read(f'{keys}<graph edgedefault="{default}">\n{nodes}\n{edge}</graph>')


def test_the_first_example_of_the_primer_is_read_where_it_is_directed():
    drawn = two_nodes('<edge id="e1" source="a" target="b"/>')
    assert drawn == Diagram(
        factors=(DiagramFactor(id="a", label="a"), DiagramFactor(id="b", label="b")),
        links=(DiagramLink(source="a", target="b", sign=Sign.UNKNOWN),),
    )


def test_data_are_known_by_the_names_of_their_keys_and_by_default():
    drawn = read(
        """
        <key id="d0" for="node" attr.name="Label" attr.type="string"/>
        <key id="d1" for="edge" attr.name="sign" attr.type="int"><default>-1</default></key>
        <key id="d2" for="all" attr.name="delayed" attr.type="boolean"/>
        <key id="d3" for="node" attr.name="type" attr.type="string">
          <desc>not this</desc><default>stock</default>
        </key>
        <graph edgedefault="directed">
          <edge source="a" target="b"/>
          <edge source="b" target="a"><data key="d1">1</data><data key="d2">1</data></edge>
          <node id="a"><data key="d0">Rent &amp; <!-- high --> costs</data>
            <port name="p"><data key="d0">no</data></port></node>
          <node id="b"><data key="d3">flow</data><data key="no">no</data></node>
        </graph>
        """
    )
    assert drawn.factors == (
        DiagramFactor(id="a", label="Rent & costs", kind="stock"),
        DiagramFactor(id="b", label="b", kind="flow"),
    )
    assert [(link.sign, link.delayed) for link in drawn.links] == [
        (Sign.NEGATIVE, False),
        (Sign.POSITIVE, True),
    ]


def test_what_yed_draws_is_read_with_labels_signs_and_the_middle_of_boxes():
    drawn = read(
        """
        <key for="node" id="d6" yfiles.type="nodegraphics"/>
        <key for="edge" id="d10" yfiles.type="edgegraphics"/>
        <graph edgedefault="directed" id="G" xmlns:y="http://www.yworks.com/xml/graphml">
          <node id="n0"><data key="d6"><y:ShapeNode>
            <y:Geometry height="30.0" width="80.0" x="100.0" y="50.0"/>
            <y:NodeLabel>Moving
out<y:LabelModel><y:SmartNodeLabelModel/></y:LabelModel></y:NodeLabel>
          </y:ShapeNode></data></node>
          <node id="n1"><data key="d6"><y:ShapeNode><y:Geometry x="1.0" y="two"/>
            <y:NodeLabel>Rent</y:NodeLabel></y:ShapeNode></data></node>
          <edge source="n0" target="n1"><data key="d10"><y:PolyLineEdge>
            <y:EdgeLabel>−</y:EdgeLabel><y:EdgeLabel>in time</y:EdgeLabel>
          </y:PolyLineEdge></data></edge>
        </graph>
        """
    )
    assert drawn == Diagram(
        factors=(
            DiagramFactor(id="n0", label="Moving out", x=140.0, y=65.0),
            DiagramFactor(id="n1", label="Rent"),
        ),
        links=(
            DiagramLink(source="n0", target="n1", sign=Sign.NEGATIVE, label="in time"),
        ),
    )


def test_what_networkx_writes_is_read():
    graph = nx.DiGraph()
    graph.add_node("rent", label="Rent", x=1.5, y=2.0)
    graph.add_edge("rent", "moves", sign="+", delayed=True)
    held = io.BytesIO()
    nx.write_graphml_xml(graph, held)
    drawn = graphml_diagram(a_file(held.getvalue()))
    assert drawn.factors[0] == DiagramFactor(id="rent", label="Rent", x=1.5, y=2.0)
    assert drawn.links == (
        DiagramLink(source="rent", target="moves", sign=Sign.POSITIVE, delayed=True),
    )


@given(drawings())
def test_networkx_reads_what_is_written(drawn):
    written = graphml_text(drawn).encode()
    graph = nx.read_graphml(io.BytesIO(written), force_multigraph=True)
    assert graph.is_directed()
    told = [graph.nodes[node] for node in graph]
    assert [node["label"] for node in told] == [f.label for f in drawn.factors]
    assert [node.get("x") for node in told] == [f.x for f in drawn.factors]
    ids = [node.get("nabolag.id", name) for name, node in graph.nodes.items()]
    assert ids == [factor.id for factor in drawn.factors]
    named = dict(zip(graph, ids, strict=True))
    assert sorted(
        (named[a], named[b], told["sign"], told["delayed"], told.get("label", ""))
        for a, b, told in graph.edges(data=True)
    ) == sorted(
        (link.source, link.target, link.sign.value, link.delayed, link.label)
        for link in drawn.links
    )


@given(drawings())
def test_what_is_written_is_read_back(drawn):
    assert graphml_diagram(a_file(graphml_text(drawn))) == drawn


def test_ids_that_nodes_may_have_are_kept_for_other_programs():
    factors = (DiagramFactor(id="rent", label="R"), DiagramFactor(id="m-1", label="M"))
    written = graphml_text(Diagram(factors=factors, links=()))
    assert '<node id="rent">' in written
    assert 'key="node.nabolag.id"' not in written


@pytest.mark.parametrize(
    ("edge", "line", "said"),
    [
        ('<edge source="a" target="c"/>', 5, "Edge 1 (from “a” to “c”) ends where no"),
        ('<edge source="a"/>', 5, "ends where no factor is called “”"),
        (
            '\n<edge source="a" target="b" directed="false"/>',
            6,
            "“a” and “b” has no dir",
        ),
        ("<hyperedge/>", 5, "an edge between more than two nodes"),
        ("<graph/>", 5, "a graph inside another or beside it"),
        ('<node id="a"/>', 5, "Node 3 is “a”, and so is one before it"),
        ("<node/>", 5, "Node 3 has no name"),
        ('<edge source="a" target="b">', 5, "The XML breaks: mismatched tag"),
        ("&amp;&much;", 5, "The XML breaks: undefined entity"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_line(edge, line, said):
    with pytest.raises(BadInput) as error:
        two_nodes(edge)
    assert said in str(error.value)
    assert error.value.where.line == line
    assert error.value.where.file == "drawn"


def test_edges_of_an_undirected_graph_are_refused_unless_they_say_otherwise():
    with pytest.raises(BadInput, match="has no direction"):
        two_nodes('<edge source="a" target="b"/>', default="undirected")
    edge = '<edge source="a" target="b" directed="true"/>'
    assert len(two_nodes(edge, default="undirected").links) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html/>", "The file begins with “html”"),
        ("<graphml/>", "There is no graph in the file"),
        ("", "The XML breaks: no element found"),
        ("no xml", "The XML breaks: syntax error"),
        ('<?xml version="1.0" encoding="klingon"?><graphml/>', "an unknown encoding"),
        ('<?xml version="1.0" encoding="utf-7"?><graphml/>', "an unknown encoding"),
    ],
)
def test_what_is_no_graphml_is_refused(text, said):
    with pytest.raises(BadInput, match="whole GraphML") as error:
        graphml_diagram(a_file(text))
    assert said in str(error.value)


def test_elements_without_end_in_each_other_are_refused():
    with pytest.raises(BadInput, match="more than 100 deep"):
        graphml_diagram(a_file("<graphml>" + "<a>" * 100_000))


LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))


@pytest.mark.parametrize(
    "type_",
    [
        f'<!DOCTYPE graphml [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE graphml [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE graphml SYSTEM "http://localhost/graphml.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_anything_grows_or_is_fetched(
    type_, encoding
):
    text = f'{type_}<graphml><graph><node id="a">&l9;&e;</node></graph></graphml>'
    with pytest.raises(BadInput, match="The XML has a document type") as error:
        graphml_diagram(a_file(text.encode(encoding)))
    assert error.value.where.line == 1


PIECES = (
    "<node_id='a'> </node> <edge_source='a'_target='a'> </edge> <data_key='k'> </data> "
    "<data/> <graph> </graph> <key_id='k'/> <key_id='k'_attr.name='label'> </key> x "
    "<default> </default> <NodeLabel> </NodeLabel> <Geometry_x='1'_y='2'/>"
)


@given(st.lists(st.sampled_from(PIECES.split()), max_size=12))
def test_any_order_of_elements_is_read_or_refused(pieces):
    try:
        drawn = read("".join(pieces).replace("_", " "))
    except BadInput:
        return
    assert graphml_diagram(a_file(graphml_text(drawn))) == drawn


def test_a_file_is_read_from_its_place(tmp_path):
    path = tmp_path / "map.graphml"
    path.write_text(graphml_text(Diagram(factors=(), links=())), encoding="utf-8")
    assert read_graphml(path).factors == ()
