"""Which loop of a model leads over time, as bands of variants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nabolag.errors import Refused, WrongUsage
from nabolag.figures.leadership import Leadership, leadership
from nabolag.figures.leadership_bands import MOST_NAMED, LoopShare
from nabolag.reports.editions.spirals_drawn import (
    Drawn,
    Floats,
    Paper,
    counted,
    failed_told,
    loops_told,
    moments,
    time_told,
    whole,
)
from nabolag.reports.editions.spirals_in_words import kind_in_words
from nabolag.reports.editions.spirals_leading import (
    HEADING,
    NO_LOOP,
    OF_A_DRAWING,
    TO_LEAD,
    part_in_words,
)
from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.notices import sentence
from nabolag.spirals.loops.feedback_loops import Loop
from nabolag.spirals.model.model import Level, Model
from nabolag.spirals.runs.checking import failures_of
from nabolag.spirals.runs.leading import Leading


def leading_drawn(
    model: Model, told: Leading, *, part: int = 0, area: int = 0, paper: Paper
) -> Drawn:
    """Draw in how many variants each loop leads, moment by moment, in one area.

    Drawn are loops that hang together: those of one part. Those that never lead are left
    out. Raises :class:`Refused` for a model without loops, and :class:`WrongUsage` for a
    part that there is not.
    """
    if not told.scored:
        raise Refused(
            found="The model has no loop, so none can lead.",
            needed="a chain of causes that comes back to where it began",
            remedy="Draw the diagram to see what is missing.",
        )
    _check_part(part, told)
    inside = np.array(told.parts[part])
    some = moments(len(told.times))
    shares = told.leads[inside][:, some, area] / told.kept
    led = np.flatnonzero(shares.any(axis=1))
    loops = [told.scored[at] for at in inside[led]]
    named = _named(loops, shares[led])
    said = words(paper.language)
    shown = Leadership(
        years=tuple(told.times[at] for at in some),
        loops=_shares(loops, shares[led], said),
        others_text=said.line(message("other loops")),
        none_text=said.line(NO_LOOP),
        tick_texts=_ticks(said),
        decimal=paper.decimal,
    )
    picture = whole(
        leadership(shown, width=paper.width),
        model,
        paper,
        of=told.areas[area],
        above=[_heading(told, said, paper), *part_in_words(part, told, said)],
        below=[
            *loops_told(told.loops, named, paper),
            *_key(model, said),
            failed_told(told.failed_draws, paper),
            time_told(model, paper),
        ],
    )
    return Drawn(svg=picture, remarks=tuple(_remarks(told, part, loops, named, paper)))


def _check_part(part: int, told: Leading) -> None:
    if not 0 <= part < len(told.parts):
        raise WrongUsage(
            found=f"The loops of the model are in no part {part + 1}.",
            expected=f"a part from 1 to {len(told.parts)}",
            remedy="See the parts with: nabolag spirals leading MODEL.",
        )


def _named(loops: Sequence[Loop], shares: Floats) -> list[Loop]:
    """Give the loops that have a band of their own: those that lead most."""
    order = np.argsort(-shares.sum(axis=1), kind="stable")[:MOST_NAMED]
    return [loops[at] for at in sorted(order.tolist())]


def _shares(
    loops: Sequence[Loop], shares: Floats, said: Words
) -> tuple[LoopShare, ...]:
    return tuple(
        LoopShare(
            label=loop.id,
            text=kind_in_words(loop, said),
            kind=loop.kind,
            shares=tuple(row),
        )
        for loop, row in zip(loops, shares.tolist(), strict=True)
    )


def _ticks(said: Words) -> dict[float, str]:
    texts = (message("none"), message("half"), message("all"))
    return {at: said.line(text) for at, text in zip((0, 0.5, 1), texts, strict=True)}


def _heading(told: Leading, said: Words, paper: Paper) -> str:
    return said.gettext(HEADING, variants=counted(told.kept, paper))


def _key(model: Model, said: Words) -> Iterator[str]:
    """Say what it is to lead, and what these scores do not tell."""
    yield said.line(TO_LEAD)
    if model.level < Level.EQUATIONS:
        yield said.line(OF_A_DRAWING)


def _remarks(
    told: Leading, part: int, loops: Sequence[Loop], named: Sequence[Loop], paper: Paper
) -> Iterator[str]:
    said = words(paper.language)
    found = len(told.loops.loops)
    counts = {
        message(
            "Loops that lead but have no band of their own: %(count)s of %(of)s."
        ): (len(loops) - len(named)),
        message("Loops that never lead, and are left out: %(count)s of %(of)s."): (
            len(told.parts[part]) - len(loops)
        ),
        message(
            "Loops that are not scored, as there are too many: %(count)s of %(of)s."
        ): (found - len(told.scored)),
    }
    for text, count in counts.items():
        if count:
            facts = {"count": counted(count, paper), "of": counted(found, paper)}
            yield said.gettext(text, **facts)
    for notice in failures_of(told):
        yield sentence(notice, paper.language)
