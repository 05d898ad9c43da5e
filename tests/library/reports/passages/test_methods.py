"""Ways of working by group in words: the best only where the record can tell."""

from __future__ import annotations

import pytest

from nabolag.figures.methods_layout import Standing, needs
from nabolag.figures.parts import Width
from nabolag.figures.style import PAGE
from nabolag.reports.passages.methods import Price, methods_picture
from nabolag.reports.wording.language import words
from nabolag.residents.methods_advice import Ground, Way, Yield
from nabolag.values import Estimate

DOOR, STAND, NET = Way("door", "home"), Way("stand", "street"), Way("form", "net")
NAMES = {DOOR: "Oppgangsbesøk", STAND: "Stand", NET: "Nettskjema"}


def given(way, group, cost, half, ground=Ground.RECORD):
    rate = Estimate(value=1.0, low=0.5, high=2.0)
    return Yield(
        way=way,
        group=group,
        activities=4,
        per_hour=rate,
        hours=Estimate(
            value=cost / 500, low=(cost - half) / 500, high=(cost + half) / 500
        ),
        cost=Estimate(value=cost, low=cost - half, high=cost + half),
        ground=ground,
    )


CLEAR = [given(DOOR, "Leietakere", 1150, 200), given(STAND, "Leietakere", 2400, 700)]
UNSURE = [given(DOOR, "Unge", 900, 300), given(STAND, "Unge", 600, 200)]
THIN = [
    given(DOOR, "Eldre", 100, 50, Ground.TOO_FEW_ACTIVITIES),
    given(STAND, "Eldre", 700, 100),
    given(NET, "Eldre", 200, 90, Ground.MOSTLY_CARD),
]


def picture(*found, language="nb", price=Price.COST):
    return methods_picture(
        [one for some in found for one in some],
        names=NAMES,
        price=price,
        words=words(language),
    )


def cells(told, row):
    return [cell.standing for cell in told.rows[row].cells]


def test_the_best_is_marked_clearly_only_where_intervals_are_apart():
    told = picture(CLEAR, UNSURE)
    assert told.groups == ("Leietakere", "Unge")
    assert cells(told, 0) == [Standing.BEST, Standing.PLAIN]
    assert cells(told, 1) == [Standing.PLAIN, Standing.BEST_UNSURE]
    assert told.figure.title == "Leietakere: Oppgangsbesøk koster minst"
    assert "men forskjellen er usikker" in told.figure.summary


def test_a_thin_record_is_never_best_however_cheap_and_says_why():
    told = picture(THIN)
    assert [row.cells[0].standing for row in told.rows] == [
        Standing.THIN,
        Standing.PLAIN,
        Standing.THIN,
    ]
    assert told.rows[0].cells[0].value_text == "Kan ikke si"
    assert told.rows[0].cells[0].below_text == "for få aktiviteter"
    assert told.rows[2].cells[0].below_text == "mest kortet"
    assert told.figure.title == "Vi kan ikke si hvilken arbeidsmåte som koster minst"
    assert "Eldre: kan ikke si" in told.figure.summary


def test_a_way_never_tried_in_a_group_has_no_data_and_one_without_name_is_left_out():
    other = given(Way("radio", "air"), "Leietakere", 1, 0)
    told = picture([*CLEAR, other])
    assert told.rows[2].cells[0].value_text == "Ingen data"
    assert len(told.rows) == len(NAMES)
    assert cells(told, 0) == [Standing.BEST]


def test_a_way_best_in_more_groups_is_the_finding():
    again = [given(DOOR, "Unge", 300, 50), given(STAND, "Unge", 900, 50)]
    told = picture(CLEAR, again, THIN)
    assert told.figure.title == "Oppgangsbesøk koster minst i 2 av 3 grupper"


@pytest.mark.parametrize(
    ("language", "price", "subtitle", "cell"),
    [
        ("nb", Price.COST, "Kostnad per ny", "kr 1 150 (950–1 350), lavest"),
        ("nn", Price.COST, "Kostnad per ny", "kr 1 150 (950–1 350), lågast"),
        ("en", Price.COST, "Cost per new", "NOK 1,150 (950–1,350), lowest"),
        ("nb", Price.HOURS, "Timer per ny", "2,3 timer (1,9–2,7), lavest"),
        ("en", Price.HOURS, "Hours per new", "2.3 hours (1.9–2.7), lowest"),
    ],
)
def test_the_table_holds_every_number(language, price, subtitle, cell):
    told = picture(CLEAR, language=language, price=price)
    assert told.figure.subtitle.startswith(subtitle)
    shown = told.figure.tables[0].rows[0][1]
    for space in ("\u00a0", "\u202f"):
        shown = shown.replace(space, " ")
    assert shown == cell


def test_an_unsure_best_says_so_in_the_table_and_a_bare_estimate_is_its_own_interval():
    told = picture(UNSURE)
    assert told.figure.tables[0].rows[1][1].endswith("lavest, usikkert")
    bare = given(DOOR, "Unge", 500, 0)
    bare = Yield(
        way=DOOR,
        group="Unge",
        activities=4,
        per_hour=bare.per_hour,
        hours=bare.hours,
        cost=Estimate(value=500.0),
        ground=Ground.RECORD,
    )
    assert picture([bare]).rows[0].cells[0].below_text == "500–500"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("price", Price)
def test_every_cell_has_room_beside_its_way_on_a_phone(language, price):
    told = picture(CLEAR, UNSURE, THIN, language=language, price=price)
    widest = max(needs(cell) for row in told.rows for cell in row.cells)
    assert widest < 0.65 * PAGE[Width.NARROW]
