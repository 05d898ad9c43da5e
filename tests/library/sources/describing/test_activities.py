"""Reading what has been done, what cards expect, what may be held and who is missing."""

from __future__ import annotations

import pytest

from nabolag.errors import BadInput
from nabolag.residents.method_mix import Offer
from nabolag.residents.methods_advice import Activity, Card, Way
from nabolag.sources.describing.activities import (
    read_activities,
    read_cards,
    read_gaps,
    read_offers,
)

CARDS = """method,group,per_hour,worth
stand,young,2.5,3
stand,old,0.5,
door,old,2,
"""
RECORD = """method,channel,hours,cost,Young,old,place
stand,street,4,"1 200",9,,square
door,,2.5,0,,7,
"""
OFFERS = "method,channel,hours,cost,most\nstand,street,4,800,6\ndoor,,3,300,0\n"
GAPS = "group,missing\nyoung,12.5\nold,0\n"
STAND, DOOR = Way("stand", "street"), Way("door", "")


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_card_holds_its_groups_and_what_it_is_worth(file):
    stand, door = read_cards(file(CARDS))
    assert stand == Card(method="stand", per_hour={"young": 2.5, "old": 0.5}, worth=3)
    assert (door.method, dict(door.per_hour), door.worth) == ("door", {"old": 2.0}, 2.0)


def test_cards_need_not_say_what_they_are_worth(file):
    (card,) = read_cards(file("metode;gruppe;per time\nstand;unge;2,5\n"))
    assert (card.method, dict(card.per_hour), card.worth) == ("stand", {"unge": 2.5}, 2)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("per_hour", "pace", "no column “per_hour”"),
        (
            "stand,old",
            "stand,young",
            "line 3: “young” on the card of stand comes twice",
        ),
        ("young,2.5", "young,0", "line 2, column per_hour: “0” cannot stand here"),
        ("young,2.5", "young,", "line 2, column per_hour: The cell is empty"),
        ("young,2.5,3", "young,2.5,-1", "line 2, column worth: “-1” cannot stand"),
        (
            "old,0.5,",
            "old,0.5,4",
            "column worth: The card is worth 4 here, and 3 above",
        ),
        ("door,old", ",old", "line 4, column method: The cell is empty"),
    ],
)
def test_what_is_no_card_is_refused_by_its_place(file, was, now, said):
    with pytest.raises(BadInput, match=said):
        read_cards(file(CARDS.replace(was, now)))


@pytest.fixture
def cards(tmp_path):
    path = tmp_path / "cards.csv"
    path.write_text(CARDS, encoding="utf-8")
    return read_cards(path)


def test_the_record_is_read_by_the_groups_of_the_cards(file, cards):
    held = read_activities(file(RECORD), cards)
    assert held.activities == (
        Activity(way=STAND, hours=4, cost=1200, new={"young": 9}),
        Activity(way=DOOR, hours=2.5, cost=0, new={"old": 7}),
    )
    assert held.unused == ("place",)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("hours", "time", "no column “hours”"),
        ("Young,old", "men,women", "No column holds .* one or more of old, young"),
        ("door,,2.5", "choir,,2.5", "line 3, column method: “choir” has no card"),
        ("door,,2.5", "door,,0", "line 3, column hours: “0” cannot stand here"),
        ("door,,2.5,0", "door,,2.5,-1", "line 3, column cost: “-1” cannot stand here"),
        ("door,,2.5,0", "door,,2.5,", "line 3, column cost: The cell is empty"),
        ("9,,square", "9.5,,square", "column Young: “9.5” is no number of participat"),
    ],
)
def test_what_is_no_record_is_refused_by_its_place(file, cards, was, now, said):
    with pytest.raises(BadInput, match=said):
        read_activities(file(RECORD.replace(was, now)), cards)


def test_offers_and_gaps_are_read(file):
    assert read_offers(file(OFFERS)) == (
        Offer(way=STAND, hours=4, cost=800, most=6),
        Offer(way=DOOR, hours=3, cost=300, most=0),
    )
    assert read_gaps(file(GAPS)) == {"young": 12.5, "old": 0}


def test_a_way_is_offered_once(file):
    with pytest.raises(BadInput, match="line 3: “stand street” comes twice"):
        read_offers(file(OFFERS.replace("door,", "stand,street")))


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("old,0", "young,0", "line 3: “young” comes twice"),
        ("old,0", "old,-2", "line 3, column missing: “-2” cannot stand here"),
        ("old,0", "old,many", "“many”"),
    ],
)
def test_what_is_no_gap_is_refused_by_its_place(file, was, now, said):
    with pytest.raises(BadInput, match=said):
        read_gaps(file(GAPS.replace(was, now)))
