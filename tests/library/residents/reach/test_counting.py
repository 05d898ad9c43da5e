"""What reach is reckoned from, and what is refused."""

from __future__ import annotations

import pytest

from nabolag.errors import BadInput, Misbuilt
from nabolag.residents.reach.counting import (
    Margin,
    Participation,
    counts_of,
    refuse_margins_that_differ,
)

TENURE = Margin(characteristic="tenure", people={"owner": 1400, "renter": 1000})


@pytest.mark.parametrize(
    "people",
    [{}, {"owner": 5}, {"owner": 5, "renter": 0}, {"owner": 5, "renter": 10**9}],
)
def test_a_margin_has_two_groups_or_more_with_residents_in_each(people):
    with pytest.raises(Misbuilt, match="residents by tenure"):
        Margin(characteristic="tenure", people=people)


def test_those_who_did_not_tell_are_counted_last_and_only_where_there_are_any():
    told = [Participation(groups={"tenure": "renter"})] * 2
    assert list(counts_of(told, TENURE).items()) == [("owner", 0), ("renter", 2)]
    counts = counts_of([*told, Participation(groups={"age": "67+"})], TENURE)
    assert list(counts.items())[-1] == (None, 1)


def test_a_group_no_register_counts_is_refused():
    with pytest.raises(BadInput, match=r"tenure: “lodger” is no group.*owner, renter"):
        counts_of([Participation(groups={"tenure": "lodger"})], TENURE)


@pytest.mark.parametrize(("other", "refused"), [(1376, False), (1375, True)])
def test_margins_may_differ_by_one_in_a_hundred(other, refused):
    age = Margin(characteristic="age", people={"0-39": 1000, "40+": other})
    if not refused:
        refuse_margins_that_differ([TENURE, age])
        return
    with pytest.raises(BadInput, match=r"age are 2375 residents.*tenure 2400"):
        refuse_margins_that_differ([TENURE, age])


def test_a_characteristic_that_comes_twice_is_refused():
    with pytest.raises(BadInput, match="more than once"):
        refuse_margins_that_differ([TENURE, TENURE])
