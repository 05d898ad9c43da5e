"""Models as diagrams, and back."""

from __future__ import annotations

from tests.library.spirals.models import rumour

from nabolag.spirals.diagram import Diagram, DiagramFactor, DiagramLink
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.diagrams import diagram_from, model_from
from nabolag.spirals.runs.leading import loops_in


def test_a_drawing_comes_back_from_its_diagram() -> None:
    made = Model(
        name="drawn",
        factors=(Factor(name="a"), Factor(name="b")),
        arrows=(Arrow(source="a", target="b", sign=Sign.NEGATIVE, delayed=True),),
    )
    assert model_from(diagram_from(made), name="drawn") == made


def test_a_model_of_equations_has_the_loops_of_its_diagram() -> None:
    made = rumour(2)
    drawn = model_from(diagram_from(made), name="drawn")
    assert loops_in(drawn).loops == loops_in(made).loops
    assert {one.kind for one in diagram_from(made).factors} == {"stock", ""}


def test_labels_that_are_the_same_or_cannot_be_names_are_told_apart() -> None:
    labels = [
        "moving",
        "moving",
        "moving (2)",
        'the "good" life',
        "·hidden",
        "·",
        "· ·x",
    ]
    diagram = Diagram(
        factors=tuple(
            DiagramFactor(id=str(at), label=label) for at, label in enumerate(labels)
        ),
        links=(DiagramLink(source="0", target="1", sign=Sign.POSITIVE),),
    )
    made = model_from(diagram, name="m")
    assert [one.name for one in made.factors] == [
        "moving",
        "moving (2)",
        "moving (2) (2)",
        "the 'good' life",
        "hidden",
        "?",
        "x",
    ]
    assert (made.arrows[0].source, made.arrows[0].target) == ("moving", "moving (2)")
