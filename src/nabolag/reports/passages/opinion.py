"""The map of opinion in words: what was found, how to read it, and its table.

Groups under five people are told as hidden and are not drawn, and the number placed is
then left out, so that no size can be found by subtraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nabolag.disclosure import is_small
from nabolag.figures.opinion_map import Crowd, StatementMark, thinned
from nabolag.reports.page import Column, Figure, Grid
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import number
from nabolag.residents.groups.opinion_map import Group, OpinionMap
from nabolag.residents.groups.votes import Whole

LETTERS = "ABCDE"
"""What groups are called, the first first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionPicture:
    """The figure's texts and table, and what :func:`opinion_map` draws."""

    figure: Figure
    crowds: tuple[Crowd, ...]
    statements: tuple[StatementMark, ...]


def opinion_picture(
    found: OpinionMap, words: Words, *, seed: int, statements: bool = False
) -> OpinionPicture:
    """Give the picture of opinion; ``seed`` draws who is shown where there are many.

    With ``statements`` those that stand for a group are drawn as numbers.
    """
    shown = [group for group in found.groups if not is_small(len(group.members))]
    members = [group.members for group in shown] if found.groups else [found.admitted]
    chosen = thinned([len(rows) for rows in members], seed=seed)
    crowds = tuple(
        Crowd(
            letter=_letter(found, group),
            size_text=_people(len(rows), words),
            positions=found.space.positions[rows[some]],
        )
        for group, rows, some in zip(
            shown if found.groups else [None], members, chosen, strict=True
        )
    )
    return OpinionPicture(
        figure=_figure(found, words, _notes(found, members, chosen, words)),
        crowds=crowds,
        statements=_statements(found, shown) if statements else (),
    )


def _letter(found: OpinionMap, group: Group | None) -> str:
    places = [at for at, one in enumerate(found.groups) if one is group]
    return LETTERS[places[0]] if places else ""


def _people(count: int, words: Words) -> str:
    return words.ngettext(
        "%(n)s person", "%(n)s people", count, n=number(count, words.language)
    )


def _statements(found: OpinionMap, shown: Sequence[Group]) -> tuple[StatementMark, ...]:
    """Give each statement that stands for a group that is shown, once."""
    told = {each.statement for group in shown for each in group.representative}
    return tuple(
        StatementMark(
            number=found.votes.statements[at],
            position=(
                float(found.space.statements[at][0]),
                float(found.space.statements[at][1]),
            ),
        )
        for at in sorted(told)
    )


def _figure(found: OpinionMap, words: Words, notes: tuple[str, ...]) -> Figure:
    return Figure(
        id="opinion",
        title=opinion_title(found, words),
        subtitle=words.gettext(
            "Each mark is a person. Those who have voted alike stand close together."
        ),
        summary=_summary(found, words),
        tables=(_table(found, words),),
        table_link=words.gettext("Show as table"),
        source=words.gettext(
            "Source: %(votes)s votes on %(statements)s statements in the conversation.",
            votes=number(int(found.votes.cells.nnz), words.language),
            statements=number(len(found.votes.statements), words.language),
        ),
        notes=notes,
    )


def opinion_title(found: OpinionMap, words: Words) -> str:
    """Say how many groups there are, or that none are firm."""
    if not found.groups:
        return words.gettext("No firm groups: opinions are one cloud")
    if found.shading:
        return words.gettext(
            "Opinion leans %(count)s ways",
            count=number(len(found.groups), words.language),
        )
    return words.gettext(
        "%(count)s groups think differently",
        count=number(len(found.groups), words.language),
    )


def gap_sentences(found: OpinionMap, words: Words) -> Iterator[str]:
    """Say whether groups stand apart, or may be ends of one slope of opinion."""
    if found.groups and not found.shading:
        yield words.gettext("There is a gap between the groups.")
    for one, other in found.shading:
        yield words.gettext(
            "No gap is shown between group %(one)s and group %(other)s: they may be two"
            " ends of one slope of opinion, and not two camps.",
            one=LETTERS[one],
            other=LETTERS[other],
        )


def _summary(found: OpinionMap, words: Words) -> str:
    if not found.groups:
        return words.gettext(
            "A map of opinion with one cloud of %(people)s. Other people would have given"
            " other groups, or none.",
            people=_people(len(found.admitted), words),
        )
    parts = [
        words.gettext("group %(letter)s, %(people)s", letter=letter, people=size)
        for letter, size in zip(LETTERS, _sizes(found, words), strict=False)
    ]
    return words.gettext(
        "A map of opinion: %(parts)s. What each stands for is told in the text.",
        parts="; ".join(parts),
    )


def _sizes(found: OpinionMap, words: Words) -> list[str]:
    return [
        words.gettext("hidden: fewer than 5 people")
        if is_small(len(group.members))
        else _people(len(group.members), words)
        for group in found.groups
    ]


def _notes(
    found: OpinionMap,
    members: Sequence[Whole],
    chosen: Sequence[Whole],
    words: Words,
) -> tuple[str, ...]:
    placed, drawn = sum(map(len, members)), sum(map(len, chosen))
    notes = [
        words.gettext("Up, down, left and right have no meaning of their own."),
    ]
    if found.groups:
        notes.append(
            words.gettext(
                "The ground behind a group holds the four fifths nearest its middle."
            )
        )
    if drawn < placed:
        notes.append(
            words.gettext(
                "%(drawn)s of %(placed)s people are drawn, chosen by lot.",
                drawn=number(drawn, words.language),
                placed=number(placed, words.language),
            )
        )
    if any(is_small(len(group.members)) for group in found.groups):
        notes.append(
            words.gettext("Groups of fewer than 5 people are hidden and not drawn.")
        )
    return tuple(notes)


def _table(found: OpinionMap, words: Words) -> Grid:
    rows = tuple(zip(LETTERS, _sizes(found, words), strict=False))
    everyone = (words.gettext("Everybody"), _people(len(found.admitted), words))
    return Grid(
        caption=words.gettext("People on the map of opinion"),
        columns=(
            Column(text=words.gettext("Group")),
            Column(text=words.gettext("People"), number=True),
        ),
        rows=rows or (everyone,),
    )
