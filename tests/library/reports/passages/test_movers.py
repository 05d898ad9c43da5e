"""Who moves in and out of an area, in words and numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nabolag.reports.passages.movers import movers
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words
from nabolag.values import Source


def ends(column, value, half):
    return {
        column: value,
        f"{column}_low": value - half,
        f"{column}_high": value + half,
    }


def group(name, came, went, *, half=9.0):
    return {
        "code": "01",
        "group": name,
        "first": "2022",
        "last": "2025",
        "years": 3.0,
        "people": 1400.0,
        **ends("moved_in", came, half),
        **ends("moved_out", went, half),
        **ends("net", came - went, 1.4 * half),
    }


WITHHELD = {"code": "01", "group": "6–15 år", "first": "2022", "last": "2025"}


@pytest.fixture
def figure(city, deepen):
    def told(*rows, language="nb"):
        answer = deepen(city.answer(), turnover=rows)
        return movers(reading_of(answer, words(language)), "01", name="Almdalen")

    return told


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (
            [group("0–5 år", 98, 141), group("25–34 år", 214, 183), WITHHELD],
            "Unge voksne flytter inn, de yngste barna flytter ut",
        ),
        (
            [group("35–49 år", 98, 141), group("67 år +", 21, 20)],
            "Gruppen 35–49 år flytter ut, ingen aldersgruppe klart inn",
        ),
        (
            [group("67 år +", 60, 20), group(None, 98, 141)],
            "Eldre flytter inn, ingen aldersgruppe klart ut",
        ),
        (
            [group("0–5 år", 99, 98)],
            "Ingen aldersgruppe flytter klart mer inn enn ut, eller omvendt",
        ),
        ([group(None, 98, 141)], "Flere flytter ut enn inn"),
        ([group(None, 141, 98)], "Flere flytter inn enn ut"),
        ([group(None, 101, 98)], "Vi kan ikke si om flere flytter inn enn ut"),
    ],
)
def test_the_title_says_who_moves_beyond_chance(figure, rows, title):
    assert figure(*rows).title == title


def test_the_largest_net_of_several_is_the_one_named(figure):
    found = figure(
        group("0–5 år", 98, 141), group("6–15 år", 50, 120), group("25–34 år", 99, 60)
    )
    assert found.title == "Unge voksne flytter inn, skolebarn flytter ut"


def test_groups_stand_from_the_youngest_with_everybody_last(figure):
    found = figure(
        group(None, 100, 104), group("67 år +", 20, 22), WITHHELD, group("0–5 år", 1, 9)
    )
    labels = [row.label for row in found.movers.rows]
    assert labels == ["0–5 år", "6–15 år", "67 år +", "Alle"]


def test_a_net_that_may_be_chance_has_a_star_and_the_source_explains_it(figure):
    found = figure(group("0–5 år", 98, 141), group("67 år +", 22, 19))
    assert [row.net_text for row in found.movers.rows] == ["−43", "+3\u00a0*"]
    assert "* Forskjellen mellom inn og ut kan være tilfeldig." in found.source


def test_a_count_that_is_withheld_is_said_and_never_nought(figure, joined):
    found = figure(WITHHELD, group("0–5 år", 98, 141))
    row = found.movers.rows[1]
    assert (row.moved_in, row.moved_out, row.net_text) == (None, None, "ikke kjent")
    assert joined(found.tables[0].rows[1]) == (
        "6–15 år ikke kjent ikke kjent ikke kjent Kan ikke si: et antall er skjult eller"
        " mangler ikke kjent 2022–2025"
    )


def test_the_table_and_the_hidden_sentence_hold_every_number(figure, joined):
    found = figure(
        group("0–5 år", 98, 141), group("25–34 år", 214, 183), group(None, 9, 8)
    )
    assert joined(found.tables[0].rows[0]) == (
        "0–5 år 98 (89 til 107) 141 (132 til 150) −43 (−56 til −30) Flere flytter ut"
        " 1 400 2022–2025"
    )
    assert [row[4] for row in found.tables[0].rows] == [
        "Flere flytter ut",
        "Flere flytter inn",
        "Forskjellen er usikker",
    ]
    assert "0–5 år: 98 (89 til 107) inn, 141 (132 til 150) ut, netto −43" in (
        found.summary
    )


def test_the_subtitle_speaks_of_age_groups_only_where_there_are_some(figure):
    assert "i aldersgruppen" in figure(group("0–5 år", 98, 141)).subtitle
    alone = figure(group(None, 98, 141)).subtitle
    assert "aldersgruppen" not in alone
    assert "2022–2025" in alone


def test_nothing_is_told_where_nothing_is_known(figure):
    assert figure() is None
    assert figure(WITHHELD) is None


def test_the_source_is_the_one_no_figure_comes_from(city, deepen):
    moves = Source(id="moves", publisher="Folkeregisteret", title="Flyttinger")
    answer = deepen(city.answer(), turnover=[group(None, 98, 141)])
    told = replace(answer, sources=(*answer.sources, moves))
    found = movers(reading_of(told, words("nb")), "01", name="Almdalen")
    assert found.source.startswith("Kilde: Folkeregisteret.")
