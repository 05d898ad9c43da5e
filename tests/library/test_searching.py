"""Bokmål and nynorsk forms find each other, and other words do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.searching import search_stems

GLOSSARY = Path(__file__).parents[2] / "GLOSSARY.md"
OTHER_WORDS = {
    "andel",
    "antall bak",
    "bevares",
    "bånd innad og utad",
    "effekt",
    "enighet",
    "familier trekkes samlet",
    "forslag til vedtak",
    "kasseres",
    "minste endring som ville vises",
    "slettes",
    "tilfeldighet",
    "uoppgitt",
    "utjevnet verdi",
}
"""Terms that are another word in nynorsk, not another form of the same."""


def terms():
    """The terms of the glossary, in bokmål and in nynorsk."""
    for line in GLOSSARY.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 5 and cells[1] not in ("bokmål", "---"):
            yield from zip(cells[1].split(", "), cells[2].split(", "), strict=False)


def test_every_term_of_the_glossary_finds_its_other_form():
    pairs = list(terms())
    assert len(pairs) > 100
    missed = {nb for nb, nn in pairs if search_stems(nb) != search_stems(nn)}
    assert missed == OTHER_WORDS


@pytest.mark.parametrize(
    "forms",
    [
        "bilde bildet bilder bilete biletet",
        "mindretall mindretallet mindretal mindretalet",
        "kilde kilden kilder kildene kjelde kjelda kjelder kjeldene",
        "skole skolen skoler skolene skule skulen skular skulane",
        "bolig boligen boliger bustad bustaden bustader",
        "utrygg utrygge utrygghet utryggheit",
        "barnehage barnehagen barnehager barnehagar barnehagane",
        "offentlig offentlige offentleg offentlege",
        "møteplass møteplassen møteplasser møteplassar",
        "løsning løsninger løysing løysingar",
        "beboer beboere beboerne bebuar bebuarar bebuarane",
        "leiebolig leigebustad",
        "trang trange trong tronge",
        "ungdommen ungdommene ungdommane",
        "KILDER Kjelder kilde",
    ],
)
def test_the_forms_of_a_word_are_one(forms):
    first, *others = forms.split()
    assert {search_stems(other) for other in others} == {search_stems(first)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("legge", "ligge"),
        ("bolig", "hus"),
        ("skole", "skog"),
        ("barn", "bar"),
        ("vei", "ved"),
        ("lys", "lyst"),
        ("hage", "hake"),
        ("bibliotek", "butikk"),
        ("uro", "euro"),
        ("innvandring", "utvandring"),
    ],
)
def test_other_words_are_kept_apart(one, other):
    assert search_stems(one) != search_stems(other)


def test_words_come_in_their_order_without_signs_between():
    assert search_stems("«Uro», på kveld: 12 av 30!") == search_stems(
        "uro på kveld 12 av 30"
    )
    assert len(search_stems("a/b-c_d")) == 4
    assert search_stems(" – … ") == ()


@given(st.text(max_size=300))
def test_any_text_can_be_searched_for_and_found_again(text):
    stems = search_stems(text)
    assert all(stem and not stem.isspace() for stem in stems)
    assert search_stems(text.upper().lower()) == search_stems(text.lower())
