"""Who took part, as the report tells it."""

from __future__ import annotations

import json

import pytest

from nabolag.reports.passages.taking_part import (
    by_part,
    reach_asides,
    reach_title,
    taking_part,
)
from nabolag.reports.wording.language import words
from nabolag.residents.reach.counting import Margin, Participation
from nabolag.residents.reach.whole import reach

EN = words("en")
TENURE = Margin(
    characteristic="tenure", people={"owner": 1400, "renter": 1000}, register="SSB"
)
AGE = Margin(characteristic="age", people={"young": 1200, "old": 1200})


def people(tenure, times, *, method="stand", drawn=False, age="young", answer=None):
    groups = {"age": age} | ({"tenure": tenure} if tenure else {})
    one = Participation(
        groups=groups, part={"method": method}, drawn=drawn, answer=answer
    )
    return [one] * times


UNEVEN = [*people("owner", 175), *people("renter", 54, age="old"), *people("", 6)]


def figures(participations, *margins, per=()):
    return taking_part(reach(participations, margins or [TENURE], per=per), EN)


def test_the_title_names_who_is_missing():
    (figure,) = figures(UNEVEN)
    assert figure.title == "By tenure: renter missing most"
    assert reach_title(reach(UNEVEN, [TENURE]), EN) == "Missing most: renter"


def test_an_even_reach_is_said_to_be_one():
    even = [*people("owner", 14), *people("renter", 10)]
    (figure,) = figures(even)
    assert figure.title == "By tenure: none missing by more than chance gives"
    assert reach_title(reach(even, [TENURE]), EN).startswith("No group is missing")


def test_the_title_of_the_whole_is_of_the_most_uneven():
    found = reach(UNEVEN, [TENURE, AGE])
    age, tenure = found.characteristics[1], found.characteristics[0]
    assert age.unevenness.variation.value > tenure.unevenness.variation.value
    assert reach_title(found, EN) == "Missing most: old"


def test_the_table_holds_every_number_and_those_who_did_not_tell():
    (figure,) = figures(UNEVEN)
    groups, uneven = figure.tables
    assert groups.rows == (
        ("owner", "175", "76%", "58%", "+18", "12.5"),
        ("renter", "54", "24%", "42%", "−18", "5.4"),
        ("not told", "6", "–", "–", "–", "–"),
    )
    assert [row[:2] for row in uneven.rows] == [
        ("Coefficient of variation", "0.37"),
        ("Dissimilarity", "0.18"),
    ]
    assert figure.summary == "owner: 76% against 58%. renter: 24% against 42%."
    assert figure.source.endswith("residents from SSB.")


def test_volunteers_have_no_interval_and_those_drawn_have():
    (volunteers,) = figures(UNEVEN)
    assert "No sampling interval: volunteers." in volunteers.subtitle
    drawn = [*people("owner", 40, drawn=True), *people("renter", 10, drawn=True)]
    (figure,) = figures(drawn)
    assert "drawn by lot" in figure.subtitle
    assert figure.tables[0].rows[1][2] == "20% (10–34)"


def test_more_participations_than_residents_have_no_draw_beside_them():
    many = Margin(characteristic="tenure", people={"owner": 9, "renter": 9})
    (figure,) = figures([*people("owner", 12), *people("renter", 8)], many)
    assert figure.tables[1].rows[0][2:] == ("–", "–")


def test_a_group_that_is_told_alone_has_no_unevenness():
    (figure,) = figures([*people("owner", 30), *people("", 20)])
    assert [table.caption for table in figure.tables] == ["Who took part, by tenure"]


def test_both_widths_are_drawn_with_round_shares_beyond_the_largest():
    (figure,) = figures(UNEVEN)
    for spec in (figure.picture.wide, figure.picture.narrow):
        drawn = json.dumps(spec)
        assert all(f'"{tick}%"' in drawn for tick in (0, 20, 40, 60, 80))
        assert '"100%"' not in drawn


def test_each_method_has_its_own_figures():
    both = [
        *UNEVEN,
        *people("owner", 90, method="web"),
        *people("renter", 30, method="web"),
    ]
    (division,) = reach(both, [TENURE], per=["method"]).divisions
    stand, web = by_part(division, EN)
    assert stand.title == "Stand, by tenure: renter missing most"
    assert (stand.id, web.id) == ("method-1-1", "method-2-1")


def test_nothing_is_drawn_where_nothing_may_be_told():
    few = [*people("owner", 30), *people("renter", 2)]
    found = reach(few, [TENURE])
    assert taking_part(found, EN) == ()
    (aside,) = reach_asides(found, EN)
    assert aside.text.startswith("By tenure: too few in some of the groups")


def test_a_conclusion_is_told_beside_the_figures():
    said = [
        *people("owner", 60, answer="parking"),
        *people("renter", 40, answer="benches"),
    ]
    (aside,) = reach_asides(reach(said, [TENURE]), EN)
    assert aside.title == "Does the conclusion hold?"
    assert "“parking” is the answer given most often" in aside.text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nb", "Etter tenure: renter mangler mest"),
        ("nn", "Etter tenure: renter manglar mest"),
    ],
)
def test_it_is_told_in_norwegian(language, title):
    (figure,) = taking_part(reach(UNEVEN, [TENURE]), words(language))
    assert figure.title == title
    assert figure.tables[0].rows[2][0].startswith("ikk")
