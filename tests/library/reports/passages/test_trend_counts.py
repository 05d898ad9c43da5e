"""How many distances grow, shrink, stand still or cannot be told."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from nabolag.areas.result import Verdict
from nabolag.reports.passages.trend_counts import chance, others, title
from nabolag.reports.wording.language import words
from nabolag.values import Indicator

EN, NB, NN = words("en"), words("nb"), words("nn")
PRICE = Indicator(id="price", names={"en": "Flat price", "nb": "Boligpris"})


@dataclass(frozen=True, kw_only=True)
class Judged:
    """As much of a trend as is counted."""

    alone: Verdict
    indicator: Indicator = PRICE
    first: str = "2004"
    last: str = "2016"


def some(narrows=0, widens=0, untold=0, same=0, depends=0):
    return [
        *[Judged(alone=Verdict.NARROWING)] * narrows,
        *[Judged(alone=Verdict.WIDENING)] * widens,
        *[Judged(alone=Verdict.CANNOT_TELL)] * untold,
        *[Judged(alone=Verdict.UNCHANGED)] * same,
        *[Judged(alone=Verdict.DEPENDS_ON_SCALE)] * depends,
    ]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            (1, 4, 6, 3, 1),
            "Avstanden minker på 1 av 15 mål, øker på 4. Om 6 kan vi ikke si",
        ),
        ((1, 1), "Avstanden minker på 1 av 2 mål, øker på 1"),
        ((2, 0, 0, 1), "Avstanden minker på 2 av 3 mål, øker på ingen"),
        (
            (0, 2, 1),
            "Avstanden øker på 2 av 3 mål, minker på ingen. Om 1 kan vi ikke si",
        ),
        (
            (0, 0, 2, 1),
            "Avstanden øker eller minker ikke klart på noe av 3 mål."
            " Om 2 kan vi ikke si",
        ),
        ((0, 0, 0, 1, 1), "Avstanden øker eller minker ikke klart på noe av 2 mål"),
        ((3,), "Avstanden minker på alle 3 mål"),
        ((0, 3), "Avstanden øker på alle 3 mål"),
        ((0, 0, 3), "Om ingen av 3 mål kan vi si om avstanden øker eller minker"),
        ((0, 0, 0, 3), "Avstanden er uendret på alle 3 mål"),
        (
            (0, 0, 0, 0, 3),
            "På alle 3 mål kommer det an på om vi regner i poeng eller forhold",
        ),
        ((0, 1), "Boligpris 2004–2016: avstanden øker"),
        ((0, 0, 1), "Boligpris 2004–2016: kan ikke si"),
    ],
)
def test_the_title_is_right_for_none_one_many_and_all(counts, said):
    assert title(some(*counts), NB) == said


def test_the_title_is_there_in_nynorsk_and_english():
    counts = some(1, 4, 6, 3, 1)
    assert title(counts, NN) == (
        "Avstanden minkar på 1 av 15 mål, aukar på 4. Om 6 kan vi ikkje seie"
    )
    assert title(counts, EN) == (
        "The distance narrows on 1 of 15 measures, widens on 4. For 6 we cannot tell"
    )


@pytest.mark.parametrize(
    ("same", "depends", "said"),
    [
        (3, 1, "Uendret på 3, kommer an på målet på 1."),
        (2, 0, "Uendret på 2."),
        (0, 2, "Kommer an på målet på 2."),
        (0, 0, ""),
    ],
)
def test_what_is_neither_is_told_below(same, depends, said):
    assert others(some(1, 1, 1, same, depends), NB) == said


def test_what_the_title_has_said_of_all_is_not_repeated():
    assert others(some(0, 0, 0, 3, 0), NB) == others(some(0, 0, 0, 0, 1), NB) == ""


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (1, "Of 20 such measures about 1 could seem to widen or narrow by chance."),
        (
            7,
            "Of 7 measures less than one, on average, could seem to widen or narrow by"
            " chance.",
        ),
        (15, "Of 15 measures about 1 could seem to widen or narrow by chance."),
        (40, "Of 40 measures about 2 could seem to widen or narrow by chance."),
    ],
)
def test_one_in_twenty_is_said_to_be_chance(total, said):
    assert chance(total, EN) == said
