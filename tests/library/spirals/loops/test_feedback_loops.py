"""Which loops there are in a diagram, which way they work, and whether that is all."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from itertools import pairwise
from math import comb, factorial

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import Misbuilt
from nabolag.spirals.loops import feedback_loops
from nabolag.spirals.loops.feedback_loops import Loop, LoopKind, Loops, find_loops
from nabolag.spirals.loops.links import Link, Sign

from .diagrams import all_on_all, arrows, diagrams, every_loop


def told(found: Loops) -> list[tuple[str, str]]:
    return [(loop.id, "".join(loop.variables)) for loop in found.loops]


@pytest.mark.parametrize(("count", "loops"), [(2, 1), (3, 5), (4, 20), (5, 84)])
def test_where_all_act_on_all_the_number_of_loops_is_known(count, loops):
    found = find_loops(all_on_all(count))
    assert len(found.loops) == loops
    assert loops == sum(
        comb(count, length) * factorial(length - 1) for length in range(2, count + 1)
    )
    assert not found.capped


def test_a_ring_is_one_loop_from_its_first_name():
    (loop,) = find_loops(arrows("c+a", "b+c", "a+b")).loops
    assert loop == Loop(
        id="R1", kind=LoopKind.REINFORCING, variables=("a", "b", "c"), delayed=False
    )
    assert loop.pairs == (("a", "b"), ("b", "c"), ("c", "a"))


def test_a_variable_that_acts_on_itself_is_a_loop():
    (loop,) = find_loops(arrows("a-a")).loops
    assert (loop.id, loop.variables, loop.pairs) == ("B1", ("a",), (("a", "a"),))


def test_a_figure_of_eight_is_two_loops_and_not_one():
    """The one through both would pass the middle twice."""
    found = find_loops(arrows("m+a", "a+m", "m+b", "b-m"))
    assert told(found) == [("R1", "am"), ("B1", "bm")]


def test_a_tree_has_no_loops_and_neither_has_nothing():
    assert find_loops(arrows("a+b", "a+c", "c+d", "b+d")).loops == ()
    assert find_loops([]) == Loops(
        loops=(), longest=12, most=10_000, stopped_at_most=False, longer_may_exist=False
    )


def test_a_population_grows_by_one_loop_and_is_held_back_by_another():
    """Sterman (2000), figure 5-1: births drive a population on, deaths hold it back."""
    plus, minus = Sign.POSITIVE, Sign.NEGATIVE
    found = find_loops(
        [
            Link(source="birth rate", target="population", sign=plus),
            Link(source="population", target="birth rate", sign=plus),
            Link(source="fractional birth rate", target="birth rate", sign=plus),
            Link(source="death rate", target="population", sign=minus),
            Link(source="population", target="death rate", sign=plus),
            Link(source="average lifetime", target="death rate", sign=minus),
        ]
    )
    assert [(loop.id, loop.variables) for loop in found.loops] == [
        ("R1", ("birth rate", "population")),
        ("B1", ("death rate", "population")),
    ]


def test_ids_count_each_kind_from_the_shortest_then_by_name():
    found = find_loops(
        arrows("x+x", "a+b", "b+a", "b+c", "c-a", "c?d", "d+c", "d+a", "y-y")
    )
    assert told(found) == [
        ("R1", "x"),
        ("B1", "y"),
        ("R2", "ab"),
        ("M1", "cd"),
        ("B2", "abc"),
        ("M2", "abcd"),
    ]


def test_one_delayed_arrow_delays_a_loop():
    found = find_loops(arrows("a+b!", "b+a", "b+c", "c+b"))
    assert [loop.delayed for loop in found.loops] == [True, False]


@given(diagrams())
def test_every_loop_is_found_with_its_kind_and_delay(links):
    found = find_loops(links)
    assert {
        loop.variables: (loop.kind.value, loop.delayed) for loop in found.loops
    } == every_loop(links)
    assert not found.capped


@given(diagrams(), st.integers(1, 7), st.integers(1, 40))
def test_bounds_keep_the_shortest_and_say_when_any_is_left_out(links, longest, most):
    found = find_loops(links, longest=longest, most=most)
    every = sorted(every_loop(links), key=lambda loop: (len(loop), loop))
    within = [loop for loop in every if len(loop) <= longest]
    assert [loop.variables for loop in found.loops] == within[:most]
    assert found.stopped_at_most is (len(within) > most)
    assert found.longer_may_exist is (len(every) > len(within))
    assert found.capped is (len(found.loops) < len(every))


@given(diagrams(), st.permutations("abcdef"))
def test_new_names_give_the_same_loops_under_the_new_names(links, names):
    new = dict(zip("abcdef", names, strict=True))
    renamed = [
        Link(
            source=new[link.source],
            target=new[link.target],
            sign=link.sign,
            delayed=link.delayed,
        )
        for link in links
    ]

    def turns(loops: Loops, names: dict[str, str]) -> set[object]:
        return {
            (frozenset((names[a], names[b]) for a, b in loop.pairs), loop.kind)
            for loop in loops.loops
        }

    same = {name: name for name in "abcdef"}
    assert turns(find_loops(links), new) == turns(find_loops(renamed), same)


@given(diagrams(), st.randoms(use_true_random=False), st.integers(1, 30))
def test_the_order_of_the_arrows_changes_nothing(links, chance, most):
    shuffled = list(links)
    chance.shuffle(shuffled)
    assert find_loops(shuffled, most=most) == find_loops(links, most=most)


@given(st.lists(st.sampled_from("+-"), min_size=2, max_size=9), st.data())
def test_turning_two_signs_keeps_the_kind_and_turning_one_does_not(signs, data):
    first, second = data.draw(
        st.lists(st.integers(0, len(signs) - 1), min_size=2, max_size=2, unique=True)
    )
    turned = {"+": "-", "-": "+"}
    once = [turned[s] if at == first else s for at, s in enumerate(signs)]
    twice = [turned[s] if at == second else s for at, s in enumerate(once)]
    kinds = [ring_kind(signs), ring_kind(once), ring_kind(twice)]
    assert kinds[0] is kinds[2]
    assert {kinds[0], kinds[1]} == {LoopKind.REINFORCING, LoopKind.BALANCING}


@given(st.lists(st.sampled_from("+-?"), min_size=1, max_size=9), st.data())
def test_one_arrow_of_unknown_sign_makes_a_loop_mixed(signs, data):
    signs[data.draw(st.integers(0, len(signs) - 1))] = "?"
    assert ring_kind(signs) is LoopKind.MIXED


def ring_kind(signs: list[str]) -> LoopKind:
    """Give the kind of the one loop that goes round with these signs."""
    links = [
        Link(source=f"v{at}", target=f"v{(at + 1) % len(signs)}", sign=Sign(sign))
        for at, sign in enumerate(signs)
    ]
    (loop,) = find_loops(links).loops
    return loop.kind


@pytest.mark.parametrize(
    ("variables", "count", "seed"), [(151, 290, 0), (151, 290, 2), (40, 110, 3)]
)
def test_another_program_finds_the_same_loops_in_a_large_diagram(
    variables, count, seed
):
    chance = np.random.default_rng(seed)
    ends = chance.integers(variables, size=(count, 2)).tolist()
    pairs = {(f"v{a:03}", f"v{b:03}") for a, b in ends}
    found = find_loops(Link(source=a, target=b, sign=Sign.POSITIVE) for a, b in pairs)
    others = nx.simple_cycles(nx.DiGraph(sorted(pairs)), length_bound=12)
    assert len(found.loops) > 50
    assert not found.stopped_at_most
    assert {frozenset(loop.pairs) for loop in found.loops} == {
        frozenset(nx.utils.pairwise(loop, cyclic=True)) for loop in others
    }


def test_where_there_are_too_many_of_one_variable_the_first_by_name_are_kept():
    found = find_loops(arrows("c+c", "a+a", "b-b", "a+b", "b+a"), most=2)
    assert told(found) == [("R1", "a"), ("B1", "b")]
    assert (found.stopped_at_most, found.longer_may_exist) == (True, False)


def test_where_there_are_millions_the_shortest_ten_thousand_are_kept():
    """Of 15 that all act on all: 105 pairs, 910 of three, 8,190 of four."""
    found = find_loops(all_on_all(15))
    lengths = [len(loop.variables) for loop in found.loops]
    assert [lengths.count(length) for length in (2, 3, 4, 5)] == [105, 910, 8190, 795]
    assert len(lengths) == 10_000
    assert found.stopped_at_most
    assert found.longer_may_exist


def test_a_ring_longer_than_the_bound_is_told_of():
    ring = [
        Link(source=f"v{at}", target=f"v{(at + 1) % 13}", sign=Sign.POSITIVE)
        for at in range(13)
    ]
    found = find_loops(ring)
    assert (found.loops, found.capped, found.longer_may_exist) == ((), True, True)
    assert not find_loops(ring, longest=13).capped
    assert not find_loops(ring, longest=None).capped


def test_many_short_loops_in_a_row_are_known_to_have_no_long_one():
    row = [f"v{at:02}" for at in range(30)]
    both_ways = [
        Link(source=a, target=b, sign=Sign.POSITIVE)
        for one, other in pairwise(row)
        for a, b in ((one, other), (other, one))
    ]
    found = find_loops(both_ways)
    assert (len(found.loops), found.capped) == (29, False)


def test_where_loops_are_too_many_to_look_at_longer_ones_are_not_ruled_out():
    """Two crowds of eight that share one member: 32,000 loops, none of more than eight."""
    one = all_on_all(8)
    other = [
        Link(source=to[link.source], target=to[link.target], sign=link.sign)
        for to in [{f"v{at:03}": f"v{at + 7:03}" for at in range(8)}]
        for link in one
    ]
    found = find_loops([*one, *other], longest=8, most=40_000)
    assert len(found.loops) == 2 * 16_064 > feedback_loops.LOOKED_AT
    assert not found.stopped_at_most
    assert found.longer_may_exist


def test_two_arrows_with_the_same_ends_are_refused():
    with pytest.raises(Misbuilt, match=r"two from 'a' to 'b'.*merged"):
        find_loops(arrows("a+b", "b+a", "a-b"))


@pytest.mark.parametrize("bound", ["longest", "most"])
def test_bounds_below_one_are_refused(bound):
    with pytest.raises(Misbuilt, match=rf"{bound}: found 0, expected 1 or more"):
        find_loops(arrows("a+a"), **{bound: 0})


def test_loops_cannot_be_changed():
    (loop,) = find_loops(arrows("a+a")).loops
    with pytest.raises(FrozenInstanceError):
        loop.delayed = True  # type: ignore[misc]
