"""Models as diagrams and diagrams as models: the drawing, without what was filled in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count

from nabolag.spirals.diagram import Diagram, DiagramFactor, DiagramLink
from nabolag.spirals.model.arrows import Arrow
from nabolag.spirals.model.factors import HIDDEN, Factor
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.leading import links_in


def model_from(diagram: Diagram, *, name: str) -> Model:
    """Give the model that a diagram draws: factors and arrows, and nothing more.

    Factors are named by their labels; where several have the same, all but the first get
    a number. Several arrows between the same two become one.
    """
    named = _named(diagram.factors)
    return Model(
        name=name,
        factors=tuple(Factor(name=named[one.id]) for one in diagram.factors),
        arrows=tuple(
            Arrow(
                source=named[link.source],
                target=named[link.target],
                sign=link.sign,
                delayed=link.delayed,
            )
            for link in diagram.merged_links
        ),
    )


def diagram_from(model: Model) -> Diagram:
    """Give the diagram of a model: its factors, and the links in its arrows or equations."""
    return Diagram(
        factors=tuple(
            DiagramFactor(id=one.name, label=one.name, kind=_kind(one))
            for one in model.factors
        ),
        links=tuple(
            DiagramLink(
                source=link.source,
                target=link.target,
                sign=link.sign,
                delayed=link.delayed,
            )
            for link in links_in(model)
        ),
    )


def _kind(factor: Factor) -> str:
    return "stock" if factor.is_stock else ""


def _named(factors: Sequence[DiagramFactor]) -> dict[str, str]:
    named: dict[str, str] = {}
    taken: set[str] = set()
    for one in factors:
        name = _name(one.label)
        numbered = (f"{name} ({number})" for number in count(2))
        free = next(each for each in chain([name], numbered) if each not in taken)
        named[one.id] = free
        taken.add(free)
    return named


def _name(label: str) -> str:
    """Give a label as a factor's name can be."""
    return label.replace('"', "'").lstrip(f"{HIDDEN} ").strip() or "?"
