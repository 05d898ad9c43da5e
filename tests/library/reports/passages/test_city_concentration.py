"""How concentrated challenges are in the city, in words and numbers."""

from __future__ import annotations

import pytest

from nabolag.reports.passages.city_concentration import city_concentration
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words
from nabolag.values import Break


def ends(column, value, half):
    return {
        column: value,
        f"{column}_low": value - half,
        f"{column}_high": value + half,
    }


def gathered(indicator="turnout", share=0.24, by_chance=0.12, half=0.02, **cells):
    return {
        "indicator": indicator,
        "level": "delbydel",
        "period": "2025",
        "latest": True,
        "areas": 60,
        "affected": 20_400.0,
        "share_in_tenth": share,
        "by_chance": by_chance,
        **ends("excess", share - by_chance, half),
        **ends("gini", 0.112, 0.02),
        **ends("theil", 0.034, 0.01),
        **cells,
    }


@pytest.fixture
def figure(city, deepen):
    def told(*rows, breaks=()):
        answer = deepen(city.but(breaks=breaks).answer(), concentration=rows)
        return city_concentration(reading_of(answer, words("nb")))

    return told


def texts(found, joined):
    return {entry.kind: joined([entry.text]) for entry in found.entries}


def test_each_challenge_is_told_beside_what_equal_areas_would_show(figure, joined):
    assert texts(figure(gathered()), joined)["Stemte ved valget"] == (
        "24 % av dem utfordringen gjelder, er i den tidelen av delbydelene der den er"
        " størst. Med like områder ville det vært 12 %. Forskjellen er 12 poeng"
        " (10 til 14)."
    )


def test_events_are_cases_and_not_people(figure, joined):
    told = texts(figure(gathered("burglary")), joined)["Innbrudd"]
    assert told.startswith("24 % av tilfellene er i den tidelen av delbydelene")


def test_the_numbers_of_a_sentence_agree_with_each_other(figure, joined):
    told = texts(figure(gathered(share=0.17, by_chance=0.115)), joined)
    assert "17,0 %" in told["Stemte ved valget"]
    assert "11,5 %" in told["Stemte ved valget"]
    assert "5,5 poeng (3,5 til 7,5)" in told["Stemte ved valget"]


def test_the_first_comparable_period_stands_beside_the_newest(figure, joined):
    rows = (
        gathered(share=0.2, period="2021", latest=False),
        gathered(share=0.3, period="2017", latest=False),
        gathered(),
    )
    whole = texts(figure(*rows), joined)["Stemte ved valget"]
    assert whole.endswith("I 2017 var den 18 poeng (16 til 20).")
    broken = (Break(period="2020", level="delbydel", reason="division_changed"),)
    since = texts(figure(*rows, breaks=broken), joined)["Stemte ved valget"]
    assert since.endswith("I 2021 var den 8 poeng (6 til 10).")


@pytest.mark.parametrize(
    ("period", "level", "indicator"),
    [
        ("2024", "district", None),
        ("2024", "delbydel", "rented"),
        ("2030", "delbydel", None),
    ],
)
def test_breaks_elsewhere_change_nothing(figure, joined, period, level, indicator):
    rows = (gathered(share=0.3, period="2017"), gathered())
    broken = Break(period=period, level=level, reason="x", indicator=indicator)
    told = texts(figure(*rows, breaks=(broken,)), joined)["Stemte ved valget"]
    assert "I 2017 var den" in told


def test_the_title_names_the_measure_beyond_chance_and_no_area(figure, city):
    found = figure(gathered(share=0.14), gathered("rented", share=0.2))
    assert found.title == "Mest samlet i få områder: leide boliger"
    assert not any(name in found.title for name in city.names.values())


def test_where_all_may_be_chance_that_is_the_finding(figure, joined):
    found = figure(gathered(share=0.13, half=0.03))
    assert found.title == (
        "Ingen utfordring er sikkert mer samlet enn den ville vært tilfeldig"
    )
    assert "Den kan være tilfeldig." in texts(found, joined)["Stemte ved valget"]


def test_sentences_are_on_the_finest_level_and_tables_on_all(figure):
    found = figure(
        gathered(level="district", share=0.5),
        gathered(),
        gathered("rented", level="district"),
    )
    assert [entry.kind for entry in found.entries] == [
        "Stemte ved valget",
        "Leide boliger",
    ]
    assert found.entries[0].text.startswith("24")
    assert [len(table.rows) for table in found.tables] == [1, 2]


def test_the_table_holds_gini_and_theil_newest_first(figure, joined):
    rows = (gathered(period="2017", latest=False, affected=None), gathered())
    told = [joined(row) for row in figure(*rows).tables[0].rows]
    assert told[0] == (
        "Stemte ved valget 2025 20 400 24,0 % 12,0 % 12,0 (10,0 til 14,0)"
        " 0,112 (0,092 til 0,132) 0,034 (0,024 til 0,044)"
    )
    assert "2017 – 24,0 %" in told[1]


def test_what_has_no_interval_is_told_without_one(figure, joined):
    bare = gathered() | dict.fromkeys(
        ("excess_low", "excess_high", "gini_low", "gini_high", "theil")
    )
    found = figure(bare)
    assert texts(found, joined)["Stemte ved valget"].endswith(
        "Forskjellen er 12 poeng. Den kan være tilfeldig."
    )
    assert found.tables[0].rows[0][-2:] == ("0,112", "–")


def test_nothing_is_told_where_nothing_is_counted(figure):
    assert figure() is None
    assert figure(gathered(share_in_tenth=None)) is None
