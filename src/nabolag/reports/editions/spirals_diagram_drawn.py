"""A model as a causal diagram: its factors, arrows and loops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nabolag.errors import Refused, WrongUsage
from nabolag.figures.causal_diagram import causal_diagram
from nabolag.figures.causal_parts import (
    Arrow,
    ArrowSign,
    CausalDiagram,
    DrawnLoop,
    Factor,
)
from nabolag.figures.parts import Width
from nabolag.reports.editions.spirals_drawn import (
    Drawn,
    Paper,
    counted,
    loops_told,
    whole,
)
from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.notices import sentence
from nabolag.spirals.loops.feedback_loops import Loop, Loops
from nabolag.spirals.loops.links import Link, Pair, Sign
from nabolag.spirals.model.arrows import Arrow as ModelArrow
from nabolag.spirals.model.arrows import Strength
from nabolag.spirals.model.factors import Factor as ModelFactor
from nabolag.spirals.model.model import Level, Model
from nabolag.values import Notice

MOST_MARKED: Mapping[Width, int] = {Width.WIDE: 8, Width.NARROW: 5}
"""Loops with a mark; more are no longer told apart."""

MOST_FACTORS = 100
"""Factors that a diagram can be read with, and laid out in seconds."""

_SIGNS = {
    Sign.POSITIVE: ArrowSign.SAME,
    Sign.NEGATIVE: ArrowSign.OPPOSITE,
    Sign.UNKNOWN: ArrowSign.UNKNOWN,
}
_STRENGTHS = {Strength.WEAK: 0.0, Strength.MEDIUM: 0.5, Strength.STRONG: 1.0}
_LISTED = 20  # loops in a message


def diagram_drawn(
    model: Model,
    links: Sequence[Link],
    found: Loops,
    *,
    focus: str | None = None,
    paper: Paper,
) -> Drawn:
    """Draw a model's links with its loops; ``focus`` is the id of one to show.

    What never changes is left out. Raises :class:`WrongUsage` for a loop that is not
    there, and :class:`Refused` for more than 100 factors.
    """
    shown = _shown(model, links)
    marked = _marked(found.loops, focus, paper.width)
    diagram = CausalDiagram(
        factors=tuple(
            Factor(key=one.name, label=one.name, stock=one.is_stock) for one in shown
        ),
        arrows=_arrows(model, links),
        loops=tuple(
            DrawnLoop(label=loop.id, kind=loop.kind, factors=loop.variables)
            for loop in marked
        ),
        focus=focus,
    )
    said = words(paper.language)
    below = [" ".join(_key(diagram, model, said)), *loops_told(found, marked, paper)]
    figure = causal_diagram(diagram, width=paper.width)
    return Drawn(
        svg=whole(figure, model, paper, below=below),
        remarks=tuple(_remarks(model, len(shown), found, diagram, paper)),
    )


def _shown(model: Model, links: Sequence[Link]) -> list[ModelFactor]:
    """Give what changes, or is only drawn; all of a model in which nothing does."""
    ends = {end for link in links for end in link.pair}
    moving = [
        factor
        for factor in model.factors
        if factor.name in ends or factor.is_open or factor.is_stock
    ]
    shown = moving or list(model.factors)
    if len(shown) > MOST_FACTORS:
        raise Refused(
            found=f"The diagram would have {len(shown)} factors.",
            needed=f"at most {MOST_FACTORS}, to be read",
            remedy="Write it with nabolag spirals convert MODEL OUT.graphml, and look"
            " at it in a program for large networks.",
        )
    return shown


def _marked(loops: Sequence[Loop], focus: str | None, width: Width) -> list[Loop]:
    """Give the shortest loops, or the one in focus alone."""
    most = MOST_MARKED[width]
    if focus is None:
        return list(loops[:most])
    chosen = [loop for loop in loops if loop.id == focus]
    if not chosen:
        known = [loop.id for loop in loops[:_LISTED]]
        more = " …" if len(loops) > _LISTED else ""
        raise WrongUsage(
            found=f"The model has no loop called “{focus}”.",
            expected=f"one of {', '.join(known)}{more}" if known else "no --focus",
            remedy="See the loops with: nabolag spirals loops MODEL.",
        )
    return chosen


def _arrows(model: Model, links: Sequence[Link]) -> tuple[Arrow, ...]:
    drawn = {(arrow.source, arrow.target): arrow for arrow in model.arrows}
    findings = {link.pair: _has_finding(model, link, drawn) for link in links}
    some = any(findings.values())
    return tuple(
        Arrow(
            start=link.source,
            end=link.target,
            sign=_SIGNS[link.sign],
            delayed=link.delayed,
            strength=_strength(drawn.get(link.pair)),
            supported=findings[link.pair] or not some,
        )
        for link in links
    )


def _has_finding(model: Model, link: Link, drawn: Mapping[Pair, ModelArrow]) -> bool:
    """Tell whether a finding stands behind an arrow, or behind the equation it is of."""
    arrow, target = drawn.get(link.pair), model.factor(link.target)
    return bool((arrow and arrow.evidence) or (not target.is_open and target.evidence))


def _strength(arrow: ModelArrow | None) -> float | None:
    """Give what all groups that judged an arrow agree on: judgements are not averaged."""
    judged = {one.strength for one in arrow.judgements} if arrow else set()
    judged.discard(None)
    return _STRENGTHS[next(iter(judged))] if len(judged) == 1 else None  # type: ignore[index]  # None is discarded


def _key(diagram: CausalDiagram, model: Model, said: Words) -> Iterator[str]:
    """Say what the looks of arrows and boxes mean, of those that are there."""
    arrows = diagram.arrows
    signs = {arrow.sign for arrow in arrows}
    judged = any(arrow.strength is not None for arrow in arrows)
    backed = any(not arrow.supported for arrow in arrows)
    alone = model.level < Level.EQUATIONS and not any(a.evidence for a in model.arrows)
    key = {
        message("+ moves the same way."): ArrowSign.SAME in signs,
        message("− moves the opposite way."): ArrowSign.OPPOSITE in signs,
        message("? moves either way, or no one knows."): ArrowSign.UNKNOWN in signs,
        message("Two strokes: it takes time."): any(a.delayed for a in arrows),
        message("Double edge: fills and empties over time."): any(
            factor.stock for factor in diagram.factors
        ),
        message("Thicker arrow: stronger, where all who judged it agree."): judged,
        message("Dashed arrow: no finding stands behind it yet."): backed,
        message("No finding stands behind any arrow yet."): bool(arrows) and alone,
    }
    yield from (said.line(text) for text, is_so in key.items() if is_so)


def _remarks(
    model: Model, shown: int, found: Loops, diagram: CausalDiagram, paper: Paper
) -> Iterator[str]:
    said = words(paper.language)
    still, unmarked = len(model.factors) - shown, len(found.loops) - len(diagram.loops)
    if still:
        yield said.gettext(
            message("Not drawn, as they never change: %(count)s of %(of)s factors."),
            count=counted(still, paper),
            of=counted(len(model.factors), paper),
        )
    if unmarked and diagram.focus is None:
        yield said.gettext(
            message(
                "Not marked: %(count)s of %(of)s loops. See them with spirals loops, and"
                " draw one of them with --focus."
            ),
            count=counted(unmarked, paper),
            of=counted(len(found.loops), paper),
        )
    if found.capped:
        facts = {"most": found.most, "longest": found.longest or 0}
        capped = Notice(code="spiral_loops_capped", facts=facts)
        yield sentence(capped, paper.language)
