"""The map of opinion in words: a finding, how it is read, and nobody to be found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from nabolag.reports.passages.opinion import opinion_picture
from nabolag.reports.wording.language import words
from nabolag.residents.groups.opinion_map import opinion_map
from nabolag.residents.groups.votes import Votes

STATEMENTS = 12


def votes(*sides):
    """Give so many people on each side, who vote alike but for a vote in ten."""
    draw = np.random.default_rng(3)
    rows = []
    for side, people in enumerate(sides):
        sign = np.where(np.arange(STATEMENTS) % 2 == side, 1, -1)
        noise = np.where(draw.random((people, STATEMENTS)) < 0.1, -1, 1)
        rows.append(sign * noise)
    cells = np.concatenate(rows)
    return Votes(
        participants=tuple(f"p{n}" for n in range(len(cells))),
        statements=tuple(str(100 + n) for n in range(STATEMENTS)),
        cells=csr_array(cells),
    )


@pytest.fixture(scope="module")
def two():
    return opinion_map(votes(30, 20), seed=1, halves=10)


@pytest.fixture(scope="module")
def cloud():
    draw = np.random.default_rng(8)
    cells = csr_array(draw.choice([-1, 1], (40, STATEMENTS)))
    return opinion_map(replace(votes(40), cells=cells), seed=1, halves=10)


def small_first(found):
    """Give the picture with all but four people taken out of its first group."""
    first, *rest = found.groups
    return replace(found, groups=(replace(first, members=first.members[:4]), *rest))


@pytest.mark.parametrize(
    ("language", "title", "size"),
    [
        ("nb", "2 grupper tenker ulikt", "personer"),
        ("nn", "2 grupper tenkjer ulikt", "personar"),
        ("en", "2 groups think differently", "people"),
    ],
)
def test_groups_are_told_with_their_sizes(two, language, title, size):
    picture = opinion_picture(two, words(language), seed=1)
    assert picture.figure.title == title
    told = {f"30 {size}", f"20 {size}"}
    assert {crowd.size_text for crowd in picture.crowds} == told
    assert [crowd.letter for crowd in picture.crowds] == ["A", "B"]
    assert {row[1] for row in picture.figure.tables[0].rows} == told
    assert all(text in picture.figure.summary for text in told)
    assert "600" in picture.figure.source  # 50 people × 12 statements
    assert picture.statements == ()


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nb", "Ingen faste grupper: meningene er én sky"),
        ("nn", "Ingen faste grupper: meiningane er éi sky"),
        ("en", "No firm groups: opinions are one cloud"),
    ],
)
def test_without_firm_groups_it_says_so_and_draws_one_cloud(cloud, language, title):
    picture = opinion_picture(cloud, words(language), seed=1, statements=True)
    assert picture.figure.title == title
    (crowd,) = picture.crowds
    assert (crowd.letter, len(crowd.positions)) == ("", 40)
    assert "40" in picture.figure.summary
    assert len(picture.figure.notes) == 1
    assert picture.figure.tables[0].rows[0][1].startswith("40")
    assert picture.statements == ()


def test_statements_that_stand_for_groups_are_drawn_where_asked(two):
    picture = opinion_picture(two, words("nb"), seed=1, statements=True)
    numbers = [one.number for one in picture.statements]
    assert set(numbers) == {
        two.votes.statements[each.statement]
        for group in two.groups
        for each in group.representative
    }
    assert len(numbers) == len(set(numbers))


def test_a_small_group_is_hidden_and_cannot_be_found_by_subtraction(two):
    picture = opinion_picture(small_first(two), words("nb"), seed=1, statements=True)
    (crowd,) = picture.crowds
    assert crowd.letter == "B"
    figure = picture.figure
    assert figure.tables[0].rows[0] == ("A", "skjult: færre enn 5 personer")
    assert "færre enn 5 personer er skjult" in figure.notes[-1]
    said = " ".join([figure.title, figure.subtitle, figure.summary, *figure.notes])
    assert " 50" not in said
    assert " 4 " not in said


def test_where_only_some_are_drawn_it_says_how_many():
    many = opinion_map(votes(500, 300), seed=1, halves=4)
    picture = opinion_picture(many, words("nb"), seed=1)
    assert sum(len(crowd.positions) for crowd in picture.crowds) == 600
    assert picture.figure.notes[-1] == (
        "600 av 800 personer er tegnet, valgt ved loddtrekning."
    )
