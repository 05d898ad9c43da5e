"""What residents think, as tables: what groups stand for, what divides, what all share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from nabolag.disclosure import is_small
from nabolag.figures.opinion_map import opinion_map
from nabolag.figures.parts import Width
from nabolag.reports.page import Column, Figure, Grid, Picture
from nabolag.reports.passages.opinion import LETTERS, gap_sentences, opinion_picture
from nabolag.reports.wording.language import Words, message
from nabolag.reports.wording.numbers import number, percent
from nabolag.residents.groups.opinion_map import Group, OpinionMap
from nabolag.residents.groups.telling import Consensus, Divide, Representative, Side

_SIDES: Mapping[Side, str] = {
    "agree": message("agree"),
    "disagree": message("disagree"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A map of opinion, and what its statements say; ``seed`` draws who is shown."""

    found: OpinionMap
    texts: Mapping[str, str]
    seed: int


def opinions(told: Opinion, words: Words) -> Iterator[Figure]:
    """Give the map, and then the tables that have anything in them."""
    yield _map(told, words)
    parts = (
        ("stands-for", words.gettext("What each group stands for"), _groups),
        ("divides", words.gettext("What divides the groups most"), _divides),
        ("shared", words.gettext("What most people think"), _shared),
    )
    for id_, title, tables in parts:
        grids = tuple(tables(told, words))
        if grids:
            yield Figure(
                id=id_,
                title=title,
                subtitle=words.gettext(
                    "Share of those who have seen the statement, passes among them."
                ),
                summary="",
                tables=grids,
                table_link="",
                source=_source(told, words),
                cards=("telling",),
            )


def _map(told: Opinion, words: Words) -> Figure:
    made = opinion_picture(told.found, words, seed=told.seed)
    wide, narrow = (
        opinion_map(made.crowds, statements=made.statements, width=w) for w in Width
    )
    return replace(
        made.figure,
        notes=(
            *gap_sentences(told.found, words),
            *made.figure.notes,
            *_stability(told.found, words),
        ),
        picture=Picture(wide=wide, narrow=narrow),
        cards=("opinion_map", "space", "grouping", "stability", "gaps"),
    )


def _stability(found: OpinionMap, words: Words) -> Iterator[str]:
    if found.stability is not None:
        yield words.gettext(
            "Likeness between half of the people and all: median %(median)s, in"
            " 19 of 20 halves at least %(low)s (1 is the same groups, 0 is chance).",
            median=number(found.stability.median, words.language, decimals=2),
            low=number(found.stability.low, words.language, decimals=2),
        )


def _groups(told: Opinion, words: Words) -> Iterator[Grid]:
    for letter, group in zip(LETTERS, told.found.groups, strict=False):
        if group.representative and not is_small(len(group.members)):
            yield _table(
                _size(letter, group, words),
                [_stands_for(each, told, words) for each in group.representative],
                words,
            )


def _size(letter: str, group: Group, words: Words) -> str:
    return words.ngettext(
        "Group %(letter)s: %(n)s person",
        "Group %(letter)s: %(n)s people",
        len(group.members),
        letter=letter,
        n=number(len(group.members), words.language),
    )


def _stands_for(each: Representative, told: Opinion, words: Words) -> tuple[str, ...]:
    on_side = each.agree if each.side == "agree" else each.disagree
    return _line(each.statement, each.side, on_side / each.seen, each.seen, told, words)


def _shared(told: Opinion, words: Words) -> Iterator[Grid]:
    if told.found.consensus:
        yield _table(
            words.gettext("All who have voted"),
            [_all_think(each, told, words) for each in told.found.consensus],
            words,
        )


def _all_think(each: Consensus, told: Opinion, words: Words) -> tuple[str, ...]:
    share = each.on_side / each.seen
    return _line(each.statement, each.side, share, each.seen, told, words)


def _line(
    statement: int, side: Side, share: float, seen: float, told: Opinion, words: Words
) -> tuple[str, ...]:
    return (
        _text(statement, told),
        words.line(_SIDES[side]),
        percent(share, words.language),
        number(seen, words.language),
    )


def _table(caption: str, rows: list[tuple[str, ...]], words: Words) -> Grid:
    return Grid(
        caption=caption,
        columns=(
            Column(text=words.gettext("Statement")),
            Column(text=words.gettext("They are")),
            Column(text=words.gettext("Share"), number=True),
            Column(text=words.gettext("Seen by"), number=True),
        ),
        rows=tuple(rows),
    )


def _divides(told: Opinion, words: Words) -> Iterator[Grid]:
    hidden = {at for at, g in enumerate(told.found.groups) if is_small(len(g.members))}
    kept = [d for d in told.found.divides if not {d.highest, d.lowest} & hidden]
    if kept:
        yield Grid(
            caption=words.gettext("What divides the groups most"),
            columns=(
                Column(text=words.gettext("Statement")),
                Column(text=words.gettext("Most agree in group")),
                Column(text=words.gettext("Fewest agree in group")),
            ),
            rows=tuple(_apart(each, told) for each in kept),
        )


def _apart(each: Divide, told: Opinion) -> tuple[str, ...]:
    return _text(each.statement, told), LETTERS[each.highest], LETTERS[each.lowest]


def _text(statement: int, told: Opinion) -> str:
    """Give what a statement says on one line, or else its number."""
    name = told.found.votes.statements[statement]
    return " ".join(told.texts.get(name, name).split())


def _source(told: Opinion, words: Words) -> str:
    return words.gettext(
        "Source: %(votes)s votes on %(statements)s statements in the conversation.",
        votes=number(int(told.found.votes.cells.nnz), words.language),
        statements=number(len(told.found.votes.statements), words.language),
    )
