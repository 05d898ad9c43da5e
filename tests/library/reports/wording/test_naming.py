"""Names as they stand in a sentence."""

from __future__ import annotations

import pytest

from nabolag.reports.standings.reading import DIMENSIONS
from nabolag.reports.wording.language import words
from nabolag.reports.wording.naming import (
    dimension_word,
    in_text,
    level_and_name,
    levels_title,
    levels_word,
    listed,
    some_of,
    some_of_level,
    sources_named,
)
from nabolag.values import Indicator, Source

NB, EN = words("nb"), words("en")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Leide boliger", "leide boliger"),
        ("NAV-mottakere", "NAV-mottakere"),
        ("Sysselsatte, 30–59 år", "«Sysselsatte, 30–59 år»"),
        ("Bolig: leid", "«Bolig: leid»"),
        ("", ""),
    ],
)
def test_a_name_inside_a_sentence_opens_small_unless_it_is_an_abbreviation(name, told):
    assert in_text(Indicator(id="", names={"nb": name}), NB) == told


def test_things_in_a_row_end_with_and():
    assert listed(["a", "b", "c"], NB) == "a, b og c"
    assert listed(["a"], NB) == "a"
    assert listed([], NB) == ""


@pytest.mark.parametrize(
    ("level", "title", "word", "some"),
    [
        ("district", "Bydeler", "bydelene", "1 av 17 bydeler"),
        ("delbydel", "Delbydeler", "delbydelene", "1 av 17 delbydeler"),
        ("grunnkrets", "Grunnkretser", "grunnkretsene", "1 av 17 områder"),
        ("sone", "Områder", "områdene", "1 av 17 områder"),
    ],
)
def test_levels_are_called_what_people_call_them(level, title, word, some):
    assert levels_title(level, NB) == title
    assert levels_word(level, NB) == word
    assert some_of_level(level, 1, 17, NB) == some


def test_every_dimension_has_a_heading():
    assert len({dimension_word(d, EN) for d in DIMENSIONS}) == len(DIMENSIONS)


def test_sources_are_named_once_with_their_table():
    bank = Source(id="a", publisher="Prøveby", title="x", table="LEV1")
    same = Source(id="b", publisher="Prøveby", title="y", table="LEV1")
    other = Source(id="c", publisher="SSB", title="z")
    assert sources_named([bank, same, other], NB) == "Prøveby, tabell LEV1; SSB"


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("district", "Bydel: Stor"),
        ("delbydel", "Delbydel: Stor"),
        ("grunnkrets", "Grunnkrets: Stor"),
        ("area", "Område: Stor"),
    ],
)
def test_an_area_is_told_with_its_level_as_names_may_stand_on_two(level, told):
    assert level_and_name(level, "Stor", NB) == told


def test_many_things_are_named_in_part_and_the_rest_counted():
    assert some_of(["a", "b", "c"], 3, words("nb")) == "a, b og c"
    assert some_of(["a", "b", "c", "d"], 2, words("nb")) == "a, b og 2 til"


def test_a_file_that_says_nothing_of_its_source_is_known_by_its_name():
    assert sources_named([Source(id="x", publisher="", title="tall")], NB) == "tall"
