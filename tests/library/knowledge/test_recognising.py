"""What could give someone away is found in three languages; plain sentences are not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.knowledge.recognising import Sign, recognisable


@pytest.mark.parametrize(
    ("text", "sign", "words"),
    [
        ("Gutten i Storgata 5 er ute hver natt", Sign.ADDRESS, "Storgata 5"),
        ("Bråk i Nedre Dalsvei 12 B igjen", Sign.ADDRESS, "Nedre Dalsvei 12 B"),
        ("Heisen i oppgang C står", Sign.ADDRESS, "oppgang C"),
        ("Bråk i Elvevegen 3", Sign.ADDRESS, "Elvevegen 3"),
        ("Noise from 12 flats at Mill Road 4", Sign.ADDRESS, "Mill Road 4"),
        ("Ring meg på 912 34 567 i kveld", Sign.PHONE, "912 34 567"),
        ("Ring +47 22 33 44 55", Sign.PHONE, "+47 22 33 44 55"),
        ("Mor har nummer 01017012345", Sign.IDENTITY, "01017012345"),
        ("Født 010170 12345", Sign.IDENTITY, "010170 12345"),
        ("Eldstejenta heter Amina", Sign.NAME, "heter Amina"),
        ("Eldstejenta heiter Kari-Anne Moe", Sign.NAME, "heiter Kari-Anne Moe"),
        ("A boy named Tom comes alone", Sign.NAME, "named Tom"),
        ("Det er mest innvandrere som kommer", Sign.ORIGIN, "innvandrere"),
        ("Dei fleste er flyktningar", Sign.ORIGIN, "flyktningar"),
        ("Mostly immigrants come", Sign.ORIGIN, "immigrants"),
        ("Mødrene har et annet morsmål", Sign.LANGUAGE, "morsmål"),
        ("Mor snakkar dårleg norsk", Sign.LANGUAGE, "snakkar dårleg"),
        ("The parents speak little Norwegian", Sign.LANGUAGE, "speak little"),
        ("Flere kvinner med hijab kommer", Sign.RELIGION, "hijab"),
        ("Muslimske familiar kjem ikkje", Sign.RELIGION, "Muslimske"),
        ("Christian families stay away", Sign.RELIGION, "Christian"),
        ("Far er psykisk syk", Sign.HEALTH, "psykisk"),
        ("Far er sjuk", Sign.HEALTH, "sjuk"),
        ("The mother seems drunk", Sign.HEALTH, "drunk"),
    ],
)
def test_what_could_give_someone_away_is_found(text, sign, words):
    (found, *_more) = recognisable(text)
    assert (found.sign, found.words) == (sign, words)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Det er mørkt mellom blokkene, og sykler blir stående i 14 dager.",
        "Flere barn enn før blir igjen på biblioteket til vi stenger klokka 20.",
        "Mange ventar ved helsestasjonen. Det er 25 på lista i år 2026.",
        "Ungdommene er på kjøpesenteret fordi klubben er stengt på fredager.",
        "More children stay until we close at 8. Nobody sits on the benches.",
        "Gata er mørk, og vegen er glatt. Det har vært 3 fall på 2 uker.",
        "",
    ],
)
def test_a_plain_sentence_is_left_alone(text):
    assert recognisable(text) == ()


def test_what_stands_inside_something_else_is_told_once():
    found = recognisable("Ring 01017012345, Storgata 5, hun heter Amina og er syk")
    assert [one.sign for one in found] == [
        Sign.IDENTITY,
        Sign.ADDRESS,
        Sign.NAME,
        Sign.HEALTH,
    ]


def test_the_surest_sign_is_told_where_two_overlap():
    (found,) = recognisable("Hun heter Kristen")
    assert (found.sign, found.words) == (Sign.NAME, "heter Kristen")


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through_and_what_is_found_stands_in_it(text):
    found = recognisable(text)
    assert all(text[one.start : one.end] == one.words for one in found)
    pairs = pairwise(found)
    assert all(one.end <= other.start for one, other in pairs)
