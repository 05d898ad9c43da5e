"""One figure in words, whatever is known of it."""

from __future__ import annotations

import pytest

from nabolag.reports.standings import standing as wording
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words
from nabolag.values import Indicator

EN = words("en")


@pytest.fixture
def told(empty_city):
    def tell(indicator="turnout", **cells):
        reading = reading_of(empty_city.figure("01", indicator, **cells).answer(), EN)
        (found,) = reading.newest("01")
        return found

    return tell


def test_a_sure_difference_is_told_with_all_it_rests_on(told):
    s = told(value=0.46, other=0.64, half=0.02, people=5000)
    assert wording.value_and_interval(s) == "46% (44–48)"
    assert wording.against_text(s, EN) == "46% against 64%"
    assert wording.difference_text(s) == "−18 (−20 to −16)"
    assert wording.ratio_text(s) == "0.72"
    assert wording.count_text(s, EN) == "2,300 of 5,000"
    assert wording.held_against(s, EN) == "64%"
    assert wording.read_as(s, EN) == "Lower than the city"
    assert (s.judged, s.certain, s.directed, s.context) == (True, True, True, False)
    assert s.clearness == pytest.approx(9)


def test_higher_and_uncertain_are_read_as_such(told):
    higher = told(value=0.70, other=0.64, half=0.02)
    uncertain = told(value=0.65, other=0.64, half=0.02)
    assert wording.read_as(higher, EN) == "Higher than the city"
    assert wording.read_as(uncertain, EN) == "The difference is uncertain"
    assert not uncertain.certain


def test_a_figure_against_the_whole_city_says_so_and_has_no_interval(told):
    s = told("price", value=38_400.0, other=46_300.0, against="city")
    assert wording.held_against(s, EN) == "NOK\u00a046,300 (whole city)"
    assert wording.difference_text(s) == "NOK\u00a0−7,900"
    assert wording.value_and_interval(s) == "NOK\u00a038,400"
    assert wording.count_text(s, EN) == ""
    assert wording.read_as(s, EN).startswith("Without interval")
    assert (s.judged, s.clearness) == (False, 0.0)


def test_a_figure_with_nothing_to_compare_with_is_told_alone(told):
    s = told(value=0.46, low=0.44, high=0.48)
    assert wording.against_text(s, EN) == "46%"
    assert wording.value_and_interval(s) == "46% (44–48)"
    assert wording.other_text(s) == wording.difference_text(s) == ""
    assert wording.ratio_text(s) == wording.held_against(s, EN) == ""
    assert wording.read_as(s, EN).startswith("Cannot tell: there is no figure")
    assert not s.certain


@pytest.mark.parametrize(
    ("note", "word"),
    [
        ("confidential", "hidden"),
        ("not_possible", "cannot occur"),
        ("missing", "no data"),
        (None, "no data"),
    ],
)
def test_hidden_is_not_the_same_as_missing(told, note, word):
    s = told(note=note, other=0.64)
    assert wording.cell_text(s, EN) == word
    assert wording.read_as(s, EN) == f"Cannot tell: {word}"
    assert wording.value_text(s) == ""


def test_an_interval_of_no_width_does_not_make_a_distance_endlessly_clear(told):
    assert told(value=0.5, other=0.4, half=0.0).clearness == 0.0


def test_the_wish_is_told_and_its_absence_too(city):
    by_id = {i.id: wording.wished(i, EN) for i in city.indicators}
    assert (by_id["crowded"], by_id["turnout"], by_id["rented"]) == (
        "lower",
        "higher",
        "–",
    )
    assert wording.wished(Indicator(id="x", names={}), EN) == "–"


def test_a_column_of_another_kind_gives_nothing(told):
    s = told(value=0.46)
    assert s.text_of("value") == ""
    assert s.number_of("name") is None
