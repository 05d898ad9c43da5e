"""Words that claim a cause are found, and sentences that only tell are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.knowledge.causes import claims_of_cause


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Trange boliger gjør at barn ikke leker ute.", ["gjør at"]),
        ("Dårlig lys fører til utrygghet.", ["fører til"]),
        ("At folk flytter, skyldes husleien.", ["skyldes"]),
        ("Få kommer på grunn av trappene.", ["på grunn av"]),
        ("Barn slutter i korpset FORDI det koster.", ["FORDI"]),
        ("Årsaken til uroen er ikke kjent.", ["Årsaken til"]),
        ("Trange bustader gjer at barn ikkje leikar ute.", ["gjer at"]),
        ("At folk flyttar, skuldast husleiga.", ["skuldast"]),
        ("Dårleg lys kjem av at ingen byter pærer.", ["kjem av"]),
        ("People move because the rent rises.", ["because"]),
        ("Poor light leads to fear.", ["leads to"]),
        (
            "Det er dyrt, derfor flytter folk, og det\nfører\n  til uro.",
            ["derfor", "fører til"],
        ),
    ],
)
def test_a_claim_of_cause_is_found(sentence, words):
    found = claims_of_cause(sentence)
    assert [" ".join(claim.words.split()) for claim in found] == words


@pytest.mark.parametrize(
    "sentence",
    [
        "Flere barn bor trangt enn i resten av byen.",
        "Unge voksne flytter inn, og eldre flytter ut.",
        "Det kommer avisa hver dag.",
        "Hun fører tilsyn med bygget.",
        "Derforuten er det et bibliotek.",
        "More residents rent their homes than elsewhere.",
        "The causeway is closed.",
        "",
    ],
)
def test_a_sentence_that_only_tells_is_left_alone(sentence):
    assert claims_of_cause(sentence) == ()


@given(st.text(max_size=200))
def test_it_tells_where_the_words_stand_in_any_text(text):
    for claim in claims_of_cause(text):
        assert text[claim.start : claim.end] == claim.words
