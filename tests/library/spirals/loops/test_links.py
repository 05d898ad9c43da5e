"""Arrows, and arrows with the same ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import Misbuilt
from nabolag.spirals.loops.links import Link, Sign, by_pair, merged

from .diagrams import arrows, diagrams


@pytest.mark.parametrize(("source", "target"), [("", "b"), ("a", "")])
def test_an_arrow_has_a_name_at_each_end(source, target):
    with pytest.raises(Misbuilt, match="a name at each end"):
        Link(source=source, target=target, sign=Sign.POSITIVE)


@pytest.mark.parametrize(
    ("drawn", "made"),
    [
        (("a+b", "a+b"), "a+b"),
        (("a-b", "a-b"), "a-b"),
        (("a+b", "a-b"), "a?b"),
        (("a?b", "a-b"), "a?b"),
        (("a+b", "a+b!"), "a+b!"),
    ],
)
def test_arrows_with_the_same_ends_become_one(drawn, made):
    assert merged(arrows(*drawn)) == tuple(arrows(made))


def test_arrows_the_other_way_are_other_arrows():
    assert merged(arrows("b+a", "a-b")) == tuple(arrows("a-b", "b+a"))


@given(diagrams())
def test_where_no_ends_are_shared_merging_only_orders(links):
    assert merged(links) == tuple(sorted(links, key=lambda link: link.pair))
    assert list(by_pair(links).values()) == list(merged(links))


@given(diagrams(), diagrams(), st.randoms(use_true_random=False))
def test_merging_needs_doing_once_and_in_no_order(links, more, chance):
    every = [*links, *more]
    once = merged(every)
    chance.shuffle(every)
    assert merged(every) == once == merged(once)


def test_two_arrows_with_the_same_ends_have_no_place_side_by_side():
    with pytest.raises(Misbuilt, match=r"two from 'a' to 'b'"):
        by_pair(arrows("a+b", "a+b"))
