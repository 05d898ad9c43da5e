"""The small-number rule: no one can work out what is hidden, not even by the rule."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.disclosure import FLOOR, Shown, shown_groups
from nabolag.errors import Misbuilt

COUNTS = st.lists(st.integers(0, 20), max_size=7).map(lambda n: dict(enumerate(n)))


def seen(counts, **options):
    """What a reader is told: who stands alone, with how many, and how many in all."""
    shown = shown_groups(counts, **options)
    alone = tuple((key, counts[key]) for key in shown.alone)
    return alone, shown.together, sum(counts.values()) if shown.whole else None


def test_large_groups_are_shown_alone():
    shown = shown_groups({"a": 5, "b": 9})
    assert shown == Shown(alone=("a", "b"), together=(), whole=True)


def test_a_small_group_is_told_together_with_the_next_and_never_alone():
    shown = shown_groups({"a": 2, "b": 30, "c": 40})
    assert shown == Shown(alone=("c",), together=("a", "b"), whole=True)


def test_two_small_groups_are_not_told_by_themselves_though_they_are_many_enough():
    assert shown_groups({"a": 4, "b": 4, "c": 7, "d": 8}).together == ("a", "b", "c")


def test_one_more_is_taken_until_they_are_twice_the_floor():
    assert shown_groups({"a": 0, "b": 5, "c": 6, "d": 8}).together == ("a", "b", "c")


def test_without_others_to_be_told_with_no_group_is_shown():
    shown = shown_groups({"a": 3, "b": 12})
    assert shown == Shown(alone=(), together=("a", "b"), whole=True)


def test_fewer_than_five_in_all_are_not_shown_at_all():
    assert not shown_groups({"a": 2, "b": 2}).whole
    assert not shown_groups({}).whole


def test_a_group_that_answered_alike_counts_as_small():
    shown = shown_groups({"a": 9, "b": 8, "c": 7}, alike={"a"})
    assert shown == Shown(alone=("c",), together=("a", "b"), whole=True)


def test_a_group_that_is_not_counted_changes_nothing():
    assert shown_groups({"a": 9}, alike={"x"}).alone == ("a",)


def test_counts_below_nought_are_refused():
    with pytest.raises(Misbuilt):
        shown_groups({"a": -1})


@given(COUNTS, st.sets(st.integers(0, 6)))
def test_every_group_is_shown_once_and_no_small_one_alone(counts, alike):
    shown = shown_groups(counts, alike=alike)
    assert sorted((*shown.alone, *shown.together)) == sorted(counts)
    assert all(counts[key] >= FLOOR and key not in alike for key in shown.alone)


@given(COUNTS)
def test_whatever_is_taken_from_whatever_is_left_with_five_or_none(counts):
    shown = shown_groups(counts)
    left = sum(counts[key] for key in shown.together)
    if shown.whole and shown.together:
        assert left >= FLOOR
    if shown.alone and shown.together:
        assert left >= 2 * FLOOR
        assert max(counts[key] for key in shown.together) >= FLOOR


@pytest.mark.parametrize(("groups", "most"), [(2, 9), (3, 8), (4, 5)])
def test_who_knows_the_rule_cannot_tell_how_many_there_are_in_a_small_group(
    groups, most
):
    floor = 3  # the same rule, with fewer tables to go through
    told = {}
    for numbers in product(range(most + 4), repeat=groups):
        counts = dict(enumerate(numbers))
        told.setdefault(seen(counts, floor=floor), []).append(counts)
    for (_alone, together, whole), tables in told.items():
        if whole is None or any(n > most for table in tables for n in table.values()):
            continue  # a table at the edge has possible others outside those tried
        for key in together:
            possible = {table[key] for table in tables}
            assert len(possible) > 1 or min(possible) >= floor
