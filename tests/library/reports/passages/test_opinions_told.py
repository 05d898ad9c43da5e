"""What residents think, as the report tells it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nabolag.reports.passages.opinions_told import Opinion, opinions
from nabolag.reports.wording.language import words
from nabolag.residents.groups.opinion_map import opinion_map
from nabolag.residents.groups.votes import gather

EN = words("en")
SHARED, SPLIT = 6, 10


def conversation(*sizes, alike=False):
    """Give votes of groups that agree on the first statements and split on the rest."""
    dice = np.random.default_rng(4)
    sides = [1, -1]
    rows = []
    for group, size in enumerate(sizes):
        for _ in range(size):
            own = np.full(SPLIT, 1 if alike else sides[group])
            told = np.concatenate([np.ones(SHARED), own]).astype(int)
            turned = dice.random(len(told)) < (0.0 if alike else 0.08)
            rows.append(np.where(turned, -told, told))
    marks = np.array(rows)
    who, what = np.nonzero(np.ones(marks.shape, bool))
    return gather(
        people=who,
        statements=what,
        marks=marks[who, what],
        participants=tuple(f"p{n}" for n in range(len(rows))),
        texts=tuple(f"s{n}" for n in range(SHARED + SPLIT)),
    )


def told(votes, texts=None, language="en"):
    found = opinion_map(votes, seed=1)
    opinion = Opinion(found=found, texts=texts or {}, seed=1)
    return {figure.id: figure for figure in opinions(opinion, words(language))}


def test_groups_are_told_with_what_each_stands_for():
    figures = told(conversation(30, 20), {"s6": "More\n trees"})
    assert list(figures) == ["opinion", "stands-for", "divides", "shared"]
    first, second = figures["stands-for"].tables
    assert {first.caption, second.caption} == {
        "Group A: 30 people",
        "Group B: 20 people",
    }
    sides = {row[1] for row in first.rows}, {row[1] for row in second.rows}
    assert sides == ({"agree"}, {"disagree"})
    assert all(row[3] == "30" for row in first.rows)
    statements = {row[0] for row in first.rows}
    assert statements <= {"More trees", *(f"s{n}" for n in range(7, 16))}


def test_shares_are_those_of_who_has_seen_the_statement():
    figures = told(conversation(30, 20))
    (table,) = figures["shared"].tables
    for statement, side, share, seen in table.rows:
        assert statement in {f"s{n}" for n in range(SHARED)}
        assert (side, seen) == ("agree", "50")
        assert int(share.rstrip("%")) > 75


def test_what_divides_says_which_group_agrees():
    (table,) = told(conversation(30, 20))["divides"].tables
    assert {row[1:] for row in table.rows} == {("A", "B")}


def test_how_firm_the_groups_are_stands_with_the_map():
    figures = told(conversation(30, 20))
    assert (
        "Likeness between half of the people and all: median 1.00"
        in (figures["opinion"].notes[-1])
    )
    assert figures["opinion"].picture is not None


def test_whether_there_is_a_gap_stands_first_with_the_map():
    found = opinion_map(conversation(30, 20), seed=1)
    for shading, said in (
        ((), "There is a gap between the groups."),
        (((0, 1),), "No gap is shown between group A and group B: they may be two"),
    ):
        opinion = Opinion(found=replace(found, shading=shading), texts={}, seed=1)
        picture = next(iter(opinions(opinion, EN)))
        assert picture.notes[0].startswith(said)


def test_without_groups_only_the_map_and_what_is_shared_are_told():
    figures = told(conversation(30, 20, alike=True))
    assert list(figures) == ["opinion", "shared"]
    assert not any("Likeness" in note for note in figures["opinion"].notes)


def test_a_group_under_five_is_not_told():
    found = opinion_map(conversation(30, 20), seed=1)
    first, second = found.groups
    small = replace(second, members=second.members[:4])
    opinion = Opinion(found=replace(found, groups=(first, small)), texts={}, seed=1)
    figures = {figure.id: figure for figure in opinions(opinion, EN)}
    captions = [table.caption for table in figures["stands-for"].tables]
    assert captions == ["Group A: 30 people"]
    assert "divides" not in figures


def test_nothing_shared_is_nothing_told():
    found = replace(opinion_map(conversation(30, 20), seed=1), consensus=())
    opinion = Opinion(found=found, texts={}, seed=1)
    assert "shared" not in {figure.id for figure in opinions(opinion, EN)}


@pytest.mark.parametrize(
    ("language", "agree"), [("nb", "enig"), ("nn", "samd"), ("en", "agree")]
)
def test_it_is_told_in_each_language(language, agree):
    (table,) = told(conversation(30, 20), language=language)["shared"].tables
    assert {row[1] for row in table.rows} == {agree}
