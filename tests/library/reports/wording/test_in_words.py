"""Small numbers, dimensions and chances as words."""

from __future__ import annotations

import pytest

from nabolag.reports.wording.in_words import chance, dimension_in_text, number_word
from nabolag.reports.wording.language import words
from nabolag.values import Dimension


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "én"), ("nn", "éin"), ("en", "one")],
)
def test_numbers_of_dimensions_are_letters(language, said):
    assert number_word(1, words(language)) == said


def test_more_than_there_are_dimensions_is_digits():
    assert number_word(0, words("nb")) == "ingen"
    assert number_word(4, words("nb")) == "fire"
    assert number_word(12, words("nb")) == "12"


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "under 1 %"),
        (0.004, "under 1 %"),
        (0.01, "1 %"),
        (0.83, "83 %"),
        (0.99, "99 %"),
        (1.0, "over 99 %"),
    ],
)
def test_a_chance_is_never_nought_or_a_hundred(probability, said):
    assert chance(probability, words("nb")).replace("\u00a0", " ") == said


def test_dimensions_stand_in_a_sentence_with_small_letters():
    said = [dimension_in_text(d, words("nb")) for d in Dimension]
    assert said == ["fysisk", "sosialt", "omdømme", "strukturelt"]
