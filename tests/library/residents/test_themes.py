"""Suggested duplicates and neighbours: a hand-made set, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import WrongUsage
from nabolag.residents import themes
from nabolag.residents.themes import Limits, Tie, suggestions

INPUTS = {
    "lys1": "Vi trenger mer lys på gangveien mellom skolen og senteret.",
    "lys2": "Det er for mørkt på gangveien ved skolen, sett opp mer lys.",
    "lys3": "Gangvegen mellom skulen og senteret treng meir lys.",
    "søppel1": "Det flyter av søppel rundt containerne bak blokka.",
    "søppel2": "Søppelet flyt rundt konteinarane bak blokka kvar helg.",
    "søppel3": "Flere søppelkasser, det flyter av søppel i helgene.",
    "ungdom1": "Ungdommen mangler et sted å være om kvelden.",
    "ungdom2": "Ungdomen manglar ein stad å vere om kvelden.",
    "ungdom3": "Hold ungdomsklubben åpen om kvelden.",
    "norsk1": "Jeg vil gjerne ha norskkurs på dagtid med barnepass.",
    "norsk2": "Eg ønskjer norskkurs på dagtid og barnepass imens.",
    "buss": "Bussen går for sjelden på søndager.",
    "benk": "Eldre trenger benker å hvile på langs turveien.",
    "fotball": "Fotballbanen står under vann hele høsten.",
    "kafe": "En kafé der naboer kan møtes ville vært fint.",
    "husleie": "Husleia har økt mer enn lønna vår.",
    "trafikk": "Bilene kjører for fort forbi barnehagen.",
    "dyrking": "Kan vi få parseller til å dyrke grønnsaker?",
}
"""Written for this test; the key is what people would put it under."""

TOGETHER = {
    frozenset((first, second))
    for first in INPUTS
    for second in INPUTS
    if first < second and first.rstrip("123") == second.rstrip("123")
}
SAME = {
    frozenset(pair)
    for pair in [
        ("lys1", "lys3"),
        ("søppel1", "søppel2"),
        ("ungdom1", "ungdom2"),
        ("norsk1", "norsk2"),
    ]
}
"""One thing said once in bokmål and once in nynorsk."""


def pairs(found):
    return {frozenset((one.first, one.second)) for one in found}


def test_most_of_what_people_would_join_is_suggested_and_little_else():
    found = pairs(suggestions(INPUTS))
    right = found & TOGETHER
    assert len(right) / len(found) >= 0.9
    assert len(right) / len(TOGETHER) >= 0.8


def test_what_is_said_in_both_languages_is_found():
    assert pairs(suggestions(INPUTS)) >= SAME


def test_what_is_called_a_duplicate_is_one():
    called = [one for one in suggestions(INPUTS) if one.tie is Tie.DUPLICATE]
    assert called
    assert pairs(called) <= SAME


def test_the_words_that_make_two_texts_alike_are_told():
    (one,) = suggestions({"a": "Mer lys i parken", "b": "Lys ved lekeplassen"})
    assert (one.tie, one.shared) == (Tie.NEIGHBOUR, ("lys",))


@settings(max_examples=30, deadline=None)
@given(st.permutations(list(INPUTS)))
def test_the_order_of_the_texts_does_not_matter(keys):
    def scores(texts):
        return {frozenset((s.first, s.second)): s.score for s in suggestions(texts)}

    assert scores({key: INPUTS[key] for key in keys}) == scores(INPUTS)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(INPUTS)))
def test_a_copy_scores_one(key):
    first, *_ = suggestions({**INPUTS, "copy": INPUTS[key]})
    assert (first.first, first.second, first.score) == (key, "copy", 1.0)


def test_many_texts_are_compared_a_part_at_a_time(monkeypatch):
    whole = suggestions(INPUTS)
    monkeypatch.setattr(themes, "ROWS_AT_ONCE", 5)
    assert suggestions(INPUTS) == whole


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "!?", "b": "og på det"}])
def test_texts_without_a_word_of_their_own_get_nothing(texts):
    assert suggestions(texts) == ()


@pytest.mark.parametrize(
    ("duplicate", "neighbour"), [(0.6, 0.0), (0.3, 0.4), (1.1, 0.2)]
)
def test_limits_that_suggest_everything_are_refused(duplicate, neighbour):
    with pytest.raises(WrongUsage, match="Limits"):
        Limits(duplicate=duplicate, neighbour=neighbour)
