"""What every report has around its figures: when made, of what, and what to know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from nabolag.methods import MethodCard, method_cards
from nabolag.reports.page import Edition
from nabolag.reports.passages.provenance import remarks
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import Standing
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import day, number
from nabolag.reports.wording.periods import stretch
from nabolag.values import Notice

TOLD_BY_FIGURES = frozenset(
    {
        "value_confidential",
        "value_missing",
        "value_not_possible",
        "nobody_counted",
        "no_counts",
        "no_spread",
        "nothing_to_compare",
    }
)
"""Notices that an area's report says in its own list of what it does not see."""


def made(edition: Edition, words: Words) -> str:
    """Give when the report was made, or nothing where that is not said."""
    if edition.made_on is None:
        return ""
    return words.gettext("Made %(date)s", date=day(edition.made_on, words.language))


def scope(standings: Sequence[Standing], words: Words) -> tuple[str, ...]:
    """Give how many measures there are, from how many sources and which years."""
    if not standings:
        return ()
    measures = len({s.indicator.id for s in standings})
    sources = len({s.text_of("source") for s in standings} - {""})
    parts = [
        words.ngettext(
            "%(n)s measure",
            "%(n)s measures",
            measures,
            n=number(measures, words.language),
        )
    ]
    if sources:
        parts.append(
            words.ngettext(
                "%(n)s source",
                "%(n)s sources",
                sources,
                n=number(sources, words.language),
            )
        )
    years = stretch([s.text_of("period") for s in standings], words)
    return (*parts, words.gettext("Newest figures from %(years)s", years=years))


def remarks_on(
    notices: Iterable[Notice], *, reading: Reading, told: Collection[str] = ()
) -> tuple[str, ...]:
    """Give what one must know, in words; ``told`` are codes said elsewhere."""
    names = {
        id_: i.name(reading.words.language) for id_, i in reading.indicators.items()
    }
    kept = [
        n
        for n in notices
        if n.code not in told
        and (n.code != "context_only" or n.facts.get("forced") == "yes")
    ]
    return remarks(kept, names=names, words=reading.words)


def cards(words: Words, *, room: str) -> tuple[MethodCard, ...]:
    """Give a room's calculation cards in the reader's language."""
    return tuple(
        MethodCard(
            slug=card.slug,
            room=card.room,
            title=words.line(card.title),
            lines={
                words.line(label): words.line(text)
                for label, text in card.lines.items()
            },
        )
        for card in method_cards()
        if card.room == room
    )
