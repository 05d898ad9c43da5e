"""Which variables are in loops with each other."""

from __future__ import annotations

import networkx as nx
from hypothesis import given

from nabolag.spirals.loops.feedback_loops import find_loops
from nabolag.spirals.loops.links import Link, Sign
from nabolag.spirals.loops.partitions import cycle_partitions

from .diagrams import arrows, diagrams


def test_two_loops_that_share_a_variable_are_one_partition():
    assert cycle_partitions(arrows("a+b", "b+a", "b+c", "c+b")) == (("a", "b", "c"),)


def test_two_loops_joined_by_one_arrow_are_two():
    links = arrows("c+d", "d+c", "a+b", "b+a", "b-c")
    assert cycle_partitions(links) == (("a", "b"), ("c", "d"))


def test_what_only_leads_in_or_out_is_in_none():
    assert cycle_partitions(arrows("x+a", "a+a", "a+y")) == (("a",),)
    assert cycle_partitions([]) == ()


def test_a_long_ring_is_no_trouble():
    ring = [
        Link(source=f"{at:05}", target=f"{(at + 1) % 5000:05}", sign=Sign.POSITIVE)
        for at in range(5000)
    ]
    (part,) = cycle_partitions(ring)
    assert len(part) == 5000


@given(diagrams())
def test_another_program_finds_the_same_partitions(links):
    drawn = nx.DiGraph([link.pair for link in links])
    loose = set(nx.nodes_with_selfloops(drawn))
    assert set(cycle_partitions(links)) == {
        tuple(sorted(part))
        for part in nx.strongly_connected_components(drawn)
        if len(part) > 1 or part & loose
    }


@given(diagrams())
def test_each_loop_lies_in_one_partition_and_together_they_fill_them(links):
    parts = cycle_partitions(links)
    loops = [set(loop.variables) for loop in find_loops(links).loops]
    assert all(sum(loop <= set(part) for part in parts) == 1 for loop in loops)
    assert set().union(*loops) == set().union(*parts)
