"""How well a finding is backed: the rule edge by edge, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.knowledge.evidence import (
    Backing,
    Evidence,
    Kind,
    Strength,
    WeakSpot,
    backed,
)

STATISTICS, PLACE, STAFF, RESIDENTS = Kind
WEAK, FAIR, STRONG = Strength
PIECES = st.lists(
    st.builds(
        Evidence,
        kind=st.sampled_from(Kind),
        strength=st.sampled_from(Strength),
        supports=st.booleans(),
        origin=st.sampled_from("abcdef"),
    ),
    max_size=8,
)


def made(*pieces, supports=True):
    """Evidence from (kind, strength) pairs, each with an origin of its own."""
    return [
        Evidence(kind=k, strength=s, supports=supports, origin=f"{supports} {n}")
        for n, (k, s) in enumerate(pieces)
    ]


def against(*pieces):
    return made(*pieces, supports=False)


@pytest.mark.parametrize(
    ("evidence", "looked", "level"),
    [
        ([], True, Backing.NONE),
        (against((STAFF, WEAK)), True, Backing.NONE),
        (made((STATISTICS, STRONG)), True, Backing.THIN),
        (made((STATISTICS, WEAK), (STAFF, WEAK), (PLACE, WEAK)), True, Backing.THIN),
        (made((STATISTICS, FAIR), (STAFF, WEAK)), True, Backing.PART),
        (made((STATISTICS, FAIR), (STAFF, FAIR), (PLACE, WEAK)), True, Backing.WELL),
        (made((STATISTICS, FAIR), (STAFF, FAIR), (PLACE, WEAK)), False, Backing.PART),
        (made((STATISTICS, FAIR), (STAFF, WEAK), (PLACE, WEAK)), True, Backing.PART),
        (
            made((STATISTICS, STRONG), (STAFF, FAIR), (PLACE, FAIR))
            + against((RESIDENTS, FAIR)),
            True,
            Backing.PART,
        ),
        (
            made((STATISTICS, FAIR), (STAFF, FAIR)) + against((RESIDENTS, FAIR)),
            True,
            Backing.CONTESTED,
        ),
        (
            made((STATISTICS, STRONG)) + against((RESIDENTS, WEAK)),
            True,
            Backing.CONTESTED,
        ),
    ],
)
def test_the_rule_at_its_edges(evidence, looked, level):
    assert backed(evidence, looked_against=looked).level == level


def test_pieces_that_rest_on_the_same_count_once():
    survey = [
        Evidence(kind=kind, strength=FAIR, supports=True, origin="survey")
        for kind in (STATISTICS, RESIDENTS, STAFF)
    ]
    found = backed(survey, looked_against=True)
    assert (found.level, found.kinds) == (Backing.THIN, (STATISTICS,))
    assert WeakSpot.SAME_ORIGIN in found.weak_spots


def test_the_four_kinds_are_told_as_filled_against_or_missing():
    found = backed(made((STAFF, FAIR), (STATISTICS, FAIR)) + against((PLACE, WEAK)))
    assert found.kinds == (STATISTICS, STAFF)
    assert found.against == (PLACE,)
    assert found.missing == (RESIDENTS,)


@pytest.mark.parametrize(
    ("evidence", "looked", "spots"),
    [
        ([], False, [WeakSpot.NOT_LOOKED, WeakSpot.NO_RESIDENT]),
        (made((RESIDENTS, STRONG)), True, [WeakSpot.ONE_KIND]),
        (
            made((RESIDENTS, WEAK), (STAFF, WEAK)),
            False,
            [WeakSpot.ALL_WEAK, WeakSpot.NOT_LOOKED],
        ),
        (
            made((STAFF, FAIR)) + against((RESIDENTS, FAIR)),
            False,
            [WeakSpot.CONTESTED, WeakSpot.ONE_KIND],
        ),
        (made((STAFF, FAIR), (STATISTICS, FAIR), (RESIDENTS, FAIR)), True, []),
    ],
)
def test_weak_spots_are_named(evidence, looked, spots):
    assert list(backed(evidence, looked_against=looked).weak_spots) == spots


@given(PIECES, st.booleans(), st.randoms())
def test_neither_order_nor_repetition_changes_how_well_it_is_backed(
    pieces, looked, chance
):
    told = backed(pieces, looked_against=looked)
    other = [*pieces, *pieces[:2]]
    chance.shuffle(other)
    again = backed(other, looked_against=looked)
    assert (again.level, again.kinds, again.against, again.missing) == (
        told.level,
        told.kinds,
        told.against,
        told.missing,
    )


@given(PIECES, st.booleans(), st.sampled_from(Kind), st.sampled_from(Strength))
def test_one_more_for_never_takes_away_and_one_more_against_never_adds(
    pieces, looked, kind, strength
):
    told = backed(pieces, looked_against=looked).level
    more = Evidence(kind=kind, strength=strength, supports=True, origin="new")
    assert backed([*pieces, more], looked_against=looked).level >= told
    doubt = Evidence(kind=kind, strength=strength, supports=False, origin="new")
    assert backed([*pieces, doubt], looked_against=looked).level <= told
