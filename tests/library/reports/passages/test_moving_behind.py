"""What moving has to do with the changes, in words and numbers."""

from __future__ import annotations

import pytest

from nabolag.errors import Where
from nabolag.reports.passages.moving_behind import moving_behind
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words
from nabolag.values import Notice


def exact(indicator="turnout", reading="moving_alone", change=0.03, **cells):
    return {
        "code": "01",
        "indicator": indicator,
        "first": "2021",
        "last": "2025",
        "exact": True,
        "change": change,
        "stayers": 0.001,
        "stayers_low": -0.008,
        "stayers_high": 0.010,
        "moved_in": 0.02,
        "moved_out": 0.01,
        "entered": -0.001,
        "left": 0.0,
        "reading": reading,
        **cells,
    }


def bounded(indicator="rented", reading="could_be_moving"):
    return {
        "code": "01",
        "indicator": indicator,
        "first": "2018",
        "last": "2025",
        "exact": False,
        "change": 0.07,
        "stayers_low": -0.3,
        "stayers_high": 0.2,
        "reading": reading,
    }


@pytest.fixture
def figure(city, deepen):
    def told(*rows, notices=(), language="nb"):
        answer = deepen(city.but(notices=notices).answer(), splits=rows)
        return moving_behind(reading_of(answer, words(language)), "01", name="Almdalen")

    return told


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([exact()], "Hvem som flyttet, forklarer endringen: stemte ved valget"),
        (
            [exact(), exact("rented"), bounded("crowded")],
            "Hvem som flyttet, forklarer endringen på 2 av 3 mål",
        ),
        (
            [bounded(), exact(reading="both")],
            "Flytting alene kan forklare endringen på 1 av 2 mål",
        ),
        (
            [exact(reading="stayers"), bounded()],
            "Endringen er hos dem som ble boende: stemte ved valget",
        ),
        (
            [exact(reading="stayers"), exact("rented", "stayers"), bounded("crowded")],
            "Endringen er hos dem som ble boende på 2 av 3 mål",
        ),
        ([exact(reading="both")], "Flytting alene forklarer ikke endringene"),
        (
            [exact(reading="cannot_tell")],
            "Vi kan ikke si hva flytting har å gjøre med endringene",
        ),
    ],
)
def test_the_title_says_no_more_than_is_known(figure, rows, title):
    assert figure(*rows).title == title


def test_a_change_of_moving_alone_is_told_with_those_who_stayed(figure, joined):
    found = figure(exact(change=-0.03))
    assert found.entries[0].kind == "Stemte ved valget"
    assert joined([found.entries[0].text]) == (
        "Avstanden økte med 3,0 poeng fra 2021 til 2025. Hos dem som ble boende, var"
        " endringen 0,1 (−0,8 til 1,0): det meste kommer av hvem som flyttet inn og ut."
    )


def test_whether_the_distance_grew_or_shrank_follows_from_its_side(figure):
    # Turnout lies below the city, rented homes above it.
    assert "Avstanden minket med 3,0" in figure(exact(change=0.03)).entries[0].text
    above = exact("rented", change=0.07, first="2018")
    assert "Avstanden økte med 7,0" in figure(above).entries[0].text


@pytest.mark.parametrize("cells", [{"first": "1999"}, {"first": "2019"}])
def test_a_change_whose_ends_are_not_known_is_only_a_number(figure, cells):
    text = figure(exact(**cells)).entries[0].text
    assert text.startswith("Endringen fra ")
    assert "+3,0 poeng" in text


def test_a_distance_that_changes_side_is_told_by_its_ends(city, deepen):
    crossed = city.figure(
        "01", "crowded", "2021", value=0.1, other=0.14, latest=False
    ).answer()
    answer = deepen(crossed, splits=[exact("crowded", change=0.05)])
    found = moving_behind(reading_of(answer, words("nb")), "01", name="Almdalen")
    assert found.entries[0].text.startswith(
        "Avstanden gikk fra −4,0 poeng i 2021 til +1,0 poeng i 2025."
    )


@pytest.mark.parametrize("code", ["split_without_rest", "bounds_without_rest"])
def test_an_areas_own_change_is_never_called_one_of_its_distance(figure, code):
    notice = Notice(code=code, where=Where(indicator="turnout"))
    found = figure(exact(), exact("rented", first="2018"), notices=(notice,))
    assert "Avstanden" not in found.entries[0].text
    assert "Avstanden" in found.entries[1].text


def test_both_and_stayers_have_their_own_sentences(figure):
    found = figure(exact(reading="stayers"), exact("rented", reading="both"))
    both, stayers = found.entries
    assert both.text.endswith("Hvem som flyttet inn og ut, har også sin del.")
    assert stayers.text.endswith("kommer ikke av hvem som flyttet.")


def test_bounds_and_doubts_are_gathered_by_what_is_known(figure):
    found = figure(
        bounded(),
        bounded("crowded"),
        bounded("turnout", "not_moving_alone"),
        exact("burglary", "cannot_tell"),
    )
    told = [(entry.kind, entry.subject) for entry in found.entries]
    assert told == [
        (
            "Flytting alene kan forklare hele endringen",
            "«Trangbodde, alle» og leide boliger",
        ),
        ("Flytting alene forklarer ikke hele endringen", "stemte ved valget"),
        ("Kan ikke si", "innbrudd"),
    ]
    assert found.entries[0].text == "Hvem som flyttet, er ikke tabulert."


def test_the_table_holds_the_parts(figure, joined):
    found = figure(exact(), bounded())
    assert joined(found.tables[0].rows[0]) == (
        "Stemte ved valget +3,0 0,1 (−0,8 til 1,0) +2,0 +1,0 −0,1 0,0 Flytting alene"
        " 2021–2025"
    )
    assert joined(found.tables[0].rows[1]) == (
        "Leide boliger +7,0 mellom −30,0 og 20,0 – – – – Kan være flytting alene"
        " 2018–2025"
    )


def test_parts_without_interval_or_bounds_are_not_given_any(figure):
    bare = {"stayers_low": None, "stayers_high": None}
    told = figure(exact(**bare), bounded() | bare)
    assert "var endringen 0,1:" in told.entries[0].text
    assert [row[2] for row in told.tables[0].rows] == ["0,1", "–"]


def test_rates_and_amounts_keep_their_own_units(figure, joined):
    rows = [
        exact("burglary", change=3.0, stayers=1.0, stayers_low=0.5, stayers_high=1.5),
        exact("price", change=900.0, stayers=1.0, stayers_low=0.0, stayers_high=2.0),
    ]
    texts = joined(entry.text for entry in figure(*rows).entries)
    assert "er +3 per 1 000." in texts
    assert "er kr +900 per m²." in texts


def test_nothing_is_told_without_moves(figure):
    assert figure() is None


def test_bounds_are_no_interval_and_the_source_line_says_none(figure):
    assert "Intervallet viser" not in figure(bounded()).source
    assert "Intervallet viser" in figure(exact()).source
