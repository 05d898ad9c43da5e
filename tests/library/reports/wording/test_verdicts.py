"""The five verdicts in words."""

from __future__ import annotations

import pytest

from nabolag.areas.result import Verdict
from nabolag.reports.wording.language import LANGUAGES, words
from nabolag.reports.wording.verdicts import capital, verdict_word


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nb",
            "avstanden øker, avstanden er uendret, avstanden minker, kan ikke si,"
            " kommer an på målet",
        ),
        (
            "nn",
            "avstanden aukar, avstanden er uendra, avstanden minkar, kan ikkje seie,"
            " kjem an på målet",
        ),
        (
            "en",
            "the distance is widening, the distance is unchanged, the distance is"
            " narrowing, cannot tell, depends on the measure",
        ),
    ],
)
def test_every_verdict_is_told_in_the_words_of_the_visual_language(language, said):
    assert ", ".join(verdict_word(v, words(language)) for v in Verdict) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_first_letter_becomes_a_capital(language):
    told = verdict_word(Verdict.UNCHANGED, words(language))
    assert capital(told)[1:] == told[1:]
    assert capital(told)[0].isupper()


def test_nothing_stays_nothing():
    assert capital("") == ""
