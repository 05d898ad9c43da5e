"""Units read and written: known ones, names that are the same, and what errors say."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import BadInput, Misbuilt, Where
from nabolag.spirals.language.dimensions import NO_UNIT, SAME_NAMES, one_name
from nabolag.spirals.language.unit_reading import DEEPEST_UNIT, LONGEST_UNIT
from nabolag.spirals.language.units import Unit, unit_from, unit_read

NONE = Unit()


@pytest.mark.parametrize(
    ("text", "powers"),
    [
        ("people", {"person": 1}),
        ("people/year", {"person": 1, "year": -1}),
        ("kr/(person*year)", {"kr": 1, "person": -1, "year": -1}),
        ("kr per person per år", {"kr": 1, "person": -1, "year": -1}),
        ("kr/person*year", {"kr": 1, "person": -1, "year": 1}),
        ("Boliger / HUSHOLDNINGER", {"dwelling": 1, "household": -1}),
        ("1/year", {"year": -1}),
        ("year^-1", {"year": -1}),
        ("year^(-1)", {"year": -1}),
        ("person^2", {"person": 2}),
        ("person*person", {"person": 2}),
        ("x^0.5", {"x": Fraction(1, 2)}),
        ("x^(2/3)", {"x": Fraction(2, 3)}),
        ("(kr/person)^2", {"kr": 2, "person": -2}),
        ("m²", {"m": 2}),
        ("m³/person", {"m": 3, "person": -1}),
        ("kvm", {"m": 2}),
        ("m2", {"m": 2}),
        ("kr·år", {"kr": 1, "year": 1}),
        ("kr÷år", {"kr": 1, "year": -1}),
        ("year^−1", {"year": -1}),
        ("full time jobs", {"full_time_jobs": 1}),
        ("full_time_jobs", {"full_time_jobs": 1}),
        ("$/year", {"$": 1, "year": -1}),
        ("people/person", {}),
        ("", {}),
        ("  ", {}),
        ("1", {}),
        ("1/1", {}),
        ("per cent", {}),
        ("%/year", {"year": -1}),
    ],
)
def test_a_unit_is_read_as_these_powers(text, powers):
    assert unit_read(text) == unit_from({n: Fraction(p) for n, p in powers.items()})


@pytest.mark.parametrize("text", [*sorted(NO_UNIT), "1", "", "Share", "DMNL"])
def test_what_is_measured_in_nothing_has_many_names(text):
    assert unit_read(text) == NONE
    assert unit_read(text).dimensionless


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("person", "people persons personer"),
        ("year", "years år"),
        ("dwelling", "dwellings bolig boliger bustad bustader"),
        ("household", "households husholdninger hushald"),
        ("month", "months måned måneder månader"),
        ("kr", "kroner NOK"),
    ],
)
def test_one_and_many_in_english_and_norwegian_are_the_same(one, same):
    assert {str(unit_read(name)) for name in same.split()} == {one}


def test_other_names_are_told_apart_even_if_they_look_alike():
    assert unit_read("crime") != unit_read("crimes")
    assert unit_read("residents") != unit_read("people")
    assert unit_read("month") != unit_read("year")


def test_no_name_is_the_same_as_two():
    names = [name for names in SAME_NAMES for name in names.split()]
    assert len(names) == len(set(names))
    assert not set(names) & NO_UNIT
    assert all(one_name(name) == names[0] for names in map(str.split, SAME_NAMES)
               for name in names)  # fmt: skip


BASES = st.one_of(
    st.sampled_from(["person", "kr", "year", "dwelling", "square_metre", "$"]),
    st.text(
        st.characters(categories=["L"], exclude_characters="ª"), min_size=1, max_size=8
    ).map(lambda text: one_name("x" + text)),
)
POWERS = st.fractions(min_value=-9, max_value=9, max_denominator=9)
UNITS = st.dictionaries(BASES, POWERS, max_size=4).map(unit_from)


@given(UNITS)
def test_reading_what_was_written_gives_the_same_unit(unit):
    assert unit_read(str(unit)) == unit


@given(UNITS, UNITS, POWERS)
def test_units_are_reckoned_with_like_numbers(one, other, power):
    assert one * other == other * one
    assert one * other / other == one
    assert one / one == NONE
    assert one * NONE == one
    assert (one * other) ** power == one**power * other**power
    if power:
        assert (one**power) ** (1 / power) == one


@pytest.mark.parametrize(
    ("text", "letter", "found"),
    [
        ("kr//year", 4, "There is “/”"),
        ("/year", 1, "There is “/”"),
        ("kr/", 4, "The unit ends"),
        ("(kr", 4, "The unit ends"),
        ("kr)", 3, "There is “)”"),
        ("1000 kr", 1, "There is “1000”"),
        ("kr 1000", 4, "There is “1000”"),
        ("2", 1, "There is “2”"),
        ("per year", 1, "There is “per”"),
        ("kr^", 4, "The unit ends"),
        ("kr^x", 4, "There is “x”"),
        ("kr^(1/0)", 8, "There is “)”"),
        ("kr^(1/x)", 7, "There is “x”"),
        ("kr^(1", 6, "The unit ends"),
        ("million $", 9, "There is “$”"),
        ("m²³", 3, "There is “³”"),
        ("kr, year", 3, "There is “,”"),
        ("kr + kr", 4, "There is “+”"),
        ("_", 1, "There is “_”"),
        ("(" * (DEEPEST_UNIT + 1) + "kr", DEEPEST_UNIT + 2, "There is “kr”"),
    ],
)
def test_an_error_in_a_unit_says_what_is_wrong_and_where(text, letter, found):
    with pytest.raises(BadInput) as raised:
        unit_read(text, Where(file="model.json", column="unit"))
    message = str(raised.value)
    assert message.startswith(f"model.json, column unit: {found} at letter {letter} of")
    assert "Expected a unit such as people, kr/year, kr/(person*year) or 1." in message


def test_a_unit_may_have_so_many_letters_and_no_more():
    assert unit_read("x" * LONGEST_UNIT)
    with pytest.raises(BadInput, match=r"201 letters.*at letter 201 "):
        unit_read("x" * LONGEST_UNIT + "y")


@pytest.mark.parametrize(
    "powers",
    [
        {"people": 1},
        {"KR": 1},
        {"kr": 0},
        {"a b": 1},
        {"share": 1},
        {"per": 1},
        {"m2": 1},
        {"2": 1},
        {"": 1},
    ],
)
def test_a_unit_cannot_be_built_otherwise_than_it_is_read(powers):
    with pytest.raises(Misbuilt, match="powers"):
        Unit(powers=tuple((name, Fraction(p)) for name, p in powers.items()))


def test_a_unit_has_its_names_once_and_in_order():
    one = Fraction(1)
    for powers in ((("year", one), ("kr", one)), (("kr", one), ("kr", one))):
        with pytest.raises(Misbuilt, match="in order"):
            Unit(powers=powers)
