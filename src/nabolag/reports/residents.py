"""The report of a programme's residents: who takes part, what they think, what reaches them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nabolag.errors import WrongUsage
from nabolag.methods import MethodCard
from nabolag.reports.page import Edition, Figure, Page, Reference, Section
from nabolag.reports.passages.frame import cards, made
from nabolag.reports.passages.opinion import opinion_title
from nabolag.reports.passages.opinions_told import Opinion, opinions
from nabolag.reports.passages.taking_part import (
    by_part,
    reach_asides,
    reach_title,
    taking_part,
)
from nabolag.reports.passages.ways_told import ways
from nabolag.reports.wording.language import Span, Words, message, words
from nabolag.reports.wording.numbers import number
from nabolag.reports.wording.reach_sentences import interval_sentence
from nabolag.residents.methods_advice import Yield
from nabolag.residents.reach.whole import Reach

_DIVIDED = {
    "method": message("Who took part, method by method"),
    "process": message("Who took part, process by process"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a report of residents is made of; at least one of them is there."""

    reach: Reach | None = None
    opinion: Opinion | None = None
    ways: tuple[Yield, ...] = ()


def residents_page(told: Told, edition: Edition) -> Page:
    """Give the report of what is known of a programme's residents.

    Raises :class:`WrongUsage` for an unknown language, and where nothing is told.
    """
    if told == Told():
        raise WrongUsage(
            found="There is nothing to make a report of.",
            expected="participations, votes or activities",
            remedy="Give the files of at least one of them.",
        )
    said = words(edition.language)
    sections = tuple(_sections(told, said))
    return Page(
        language=edition.language,
        place=edition.place,
        about=said.gettext("Who takes part, and what they think"),
        one_area=False,
        kicker=said.gettext("Residents"),
        title=_title(told, said),
        verdict=_verdict(told, said),
        meta=tuple(_meta(told, said)),
        made=made(edition, said),
        asides=() if told.reach is None else tuple(reach_asides(told.reach, said)),
        sections=sections,
        references=_references(told, said),
        cards=_cards(told, sections, said),
    )


def _cards(
    told: Told, sections: Sequence[Section], said: Words
) -> tuple[MethodCard, ...]:
    """Give the cards of what is told, and no others."""
    used = {slug for s in sections for figure in s.figures for slug in figure.cards}
    if told.reach is not None and told.reach.conclusion is not None:
        used.add("raking")
    return tuple(card for card in cards(said, room="residents") if card.slug in used)


def _title(told: Told, said: Words) -> str:
    if told.reach is not None:
        return reach_title(told.reach, said)
    if told.opinion is not None:
        return opinion_title(told.opinion.found, said)
    return said.gettext("What it takes to reach residents")


def _verdict(told: Told, said: Words) -> tuple[Span, ...]:
    if told.reach is None:
        return ()
    if told.reach.drawn:
        return (Span(text=interval_sentence(said, drawn=True)),)
    return said.spans(
        "Those who took part chose to do so. They are no sample of those who live here, so"
        " we tell **who was heard**, and not what all residents think."
    )


def _meta(told: Told, said: Words) -> Iterator[str]:
    if told.reach is not None:
        yield said.ngettext(
            "%(n)s participation",
            "%(n)s participations",
            told.reach.participations,
            n=number(told.reach.participations, said.language),
        )
        if told.reach.new is not None:
            yield said.gettext(
                "%(n)s had not told us anything before",
                n=number(told.reach.new, said.language),
            )


def _sections(told: Told, said: Words) -> Iterator[Section]:
    if told.reach is not None:
        yield from _of_reach(told.reach, said)
    if told.opinion is not None:
        yield _section(
            "opinion",
            said.gettext("What they think"),
            tuple(opinions(told.opinion, said)),
        )
    if told.ways:
        yield _section("ways", said.gettext("What reaches them"), ways(told.ways, said))


def _of_reach(found: Reach, said: Words) -> Iterator[Section]:
    parts = [
        ("reach", said.gettext("Who has taken part"), taking_part(found, said)),
        *(
            (division.kind, said.line(_DIVIDED[division.kind]), by_part(division, said))
            for division in found.divisions
        ),
    ]
    for id_, heading, figures in parts:
        if figures:
            yield _section(id_, heading, figures)


def _section(id_: str, heading: str, figures: tuple[Figure, ...]) -> Section:
    return Section(id=id_, dimension=None, heading=heading, figures=figures, plain=True)


def _references(told: Told, said: Words) -> tuple[Reference, ...]:
    """Give the registers that residents are counted by."""
    if told.reach is None:
        return ()
    named = dict.fromkeys(
        each.register for each in told.reach.characteristics if each.register
    )
    return tuple(
        Reference(
            title=register,
            facts=(
                (
                    said.gettext("Counts residents by"),
                    ", ".join(
                        each.characteristic
                        for each in told.reach.characteristics
                        if each.register == register
                    ),
                ),
            ),
        )
        for register in named
    )
