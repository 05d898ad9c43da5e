"""How well a finding is backed and how far it is shared, as people read it."""

from __future__ import annotations

import pytest

from nabolag.knowledge.evidence import (
    Backing,
    Evidence,
    Kind,
    Strength,
    WeakSpot,
    backed,
)
from nabolag.knowledge.sharing import Reason, Scale, sharing
from nabolag.reports.wording.backing import (
    kind_name,
    level_in_short,
    level_sentence,
    nobody_asked,
    shares_it,
    sharing_reason,
    weak_spot,
)
from nabolag.reports.wording.language import LANGUAGES, words


def piece(kind, strength=Strength.FAIR, *, supports=True):
    return Evidence(kind=kind, strength=strength, supports=supports, origin=f"a {kind}")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("nb", "Statistikk, Stedsanalyser, Ansatte, Beboere"),
        ("nn", "Statistikk, Stadanalysar, Tilsette, Bebuarar"),
        ("en", "Statistics, Place analyses, Staff, Residents"),
    ],
)
def test_the_four_kinds_are_named(language, names):
    assert ", ".join(kind_name(kind, words(language)) for kind in Kind) == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_that_is_missing_level_and_weak_spot_has_a_text_of_its_own(language):
    said = words(language)
    for told in (
        [nobody_asked(kind, said) for kind in Kind],
        [level_in_short(level, said) for level in Backing],
        [weak_spot(spot, said) for spot in WeakSpot],
    ):
        assert len(set(told)) == len(told)
        assert all(told)


def test_a_missing_resident_is_the_same_gap_and_the_same_words():
    said = words("nn")
    assert weak_spot(WeakSpot.NO_RESIDENT, said) == nobody_asked(Kind.RESIDENTS, said)


@pytest.mark.parametrize(
    ("evidence", "looked", "sentence"),
    [
        ([], False, "Ingenting taler for det ennå. Det er et spørsmål å undersøke."),
        (
            [piece(Kind.STAFF)],
            False,
            "Lite taler for det ennå. Nok til å spørre mer, ikke til å velge tiltak.",
        ),
        (
            [piece(Kind.STAFF), piece(Kind.RESIDENTS, supports=False)],
            False,
            "Det som taler imot, veier like tungt som det som taler for. Finn ut mer før"
            " noe bestemmes på grunnlag av det.",
        ),
        (
            [piece(Kind.STATISTICS), piece(Kind.PLACE)],
            False,
            "To av fire kildetyper taler for det. Nok til å prøve ut tiltak, ikke til å"
            " love effekt.",
        ),
        (
            [
                *(piece(kind) for kind in Kind),
                piece(Kind.STAFF, Strength.WEAK, supports=False),
            ],
            True,
            "Fire av fire kildetyper taler for det, og noe taler imot. Nok til å prøve"
            " ut tiltak, ikke til å love effekt.",
        ),
        (
            [piece(kind) for kind in Kind],
            True,
            "Fire av fire kildetyper taler for det, og ingenting taler imot. Nok til å"
            " velge tiltak, ikke til å love effekt.",
        ),
    ],
)
def test_a_level_says_what_it_is_enough_for(evidence, looked, sentence):
    found = backed(evidence, looked_against=looked)
    assert level_sentence(found, words("nb")) == sentence


@pytest.mark.parametrize(
    ("marks", "members", "said"),
    [
        ([5, 5, 4, 4, 4, 4, 4, 3, 2], 9, "7 of 9 share it."),
        ([5, 5, 5, 5], 9, "Fewer than 5 answers. Not shown."),
        ([], 0, "Fewer than 5 answers. Not shown."),
        (
            [5, 5, 4, 4, 4, 1],
            9,
            "5 of the 6 who have marked share it; of all 9 at least 5 and at most 8.",
        ),
    ],
)
def test_those_who_share_it_are_counted_and_those_missing_are_bounds(
    marks, members, said
):
    assert shares_it(sharing(marks, members=members), words("en")) == said


def test_on_another_scale_only_the_marks_are_counted():
    found = sharing([7, 7, 7, 7, 6], members=8, scale=Scale(low=1, high=7))
    assert shares_it(found, words("en")) == "5 of 8 have marked."


@pytest.mark.parametrize(
    ("found", "reason", "said"),
    [
        (sharing([4] * 6), Reason.SHARED, "It is shared understanding."),
        (sharing([4] * 4), Reason.TOO_FEW, "Fewer than five have marked"),
        (sharing([3] * 6), Reason.MEDIAN, "half or more have marked below 4"),
        (sharing([5, 5, 5, 5, 1, 1]), Reason.DOUBT, "more than one in five"),
        (sharing([5] * 6, open_questions=1), Reason.QUESTION, "a question stands"),
        (sharing([6] * 6, scale=Scale(low=1, high=7)), Reason.OTHER_SCALE, "1 to 5"),
    ],
)
def test_every_reason_is_told(found, reason, said):
    assert found.reason is reason
    assert said in sharing_reason(found, words("en"))
