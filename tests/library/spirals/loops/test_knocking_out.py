"""Breaking arrows, and the loops that break with them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given

from nabolag.errors import Misbuilt, Refused
from nabolag.spirals.loops.feedback_loops import Loop, LoopKind, find_loops
from nabolag.spirals.loops.knocking_out import (
    fewest_links_to_break,
    loops_broken_by,
    loops_by_link,
    without_link,
)

from .diagrams import all_on_all, arrows, diagrams


def smallest_sets(loops: tuple[Loop, ...], barred: set = frozenset()) -> list | None:
    """Try every set of arrows, the small ones first."""
    pairs = sorted({pair for loop in loops for pair in loop.pairs} - barred)
    for size in range(len(pairs) + 1):
        sets = [
            chosen
            for chosen in combinations(pairs, size)
            if all(set(chosen) & set(loop.pairs) for loop in loops)
        ]
        if sets:
            return sets
    return None


def test_where_two_loops_share_an_arrow_that_one_is_enough():
    found = fewest_links_to_break(find_loops(arrows("a+b", "b+a", "b+c", "c+a")).loops)
    assert (found.sets, found.count, found.more) == (((("a", "b"),),), 1, False)


def test_sets_that_are_equally_small_are_all_told():
    found = fewest_links_to_break(find_loops(arrows("b+a", "a+b")).loops)
    assert found.sets == ((("a", "b"),), (("b", "a"),))
    assert not found.more


@pytest.mark.parametrize(("count", "links", "sets"), [(2, 1, 2), (3, 3, 6)])
def test_where_all_act_on_all_half_the_arrows_go_once_for_each_order(
    count, links, sets
):
    found = fewest_links_to_break(find_loops(all_on_all(count)).loops)
    assert (found.count, len(found.sets), found.more) == (links, sets, False)


def test_more_than_ten_sets_are_told_of_and_not_listed():
    """Four variables can be put in order in 24 ways."""
    found = fewest_links_to_break(find_loops(all_on_all(4)).loops)
    assert (found.count, len(found.sets), found.more) == (6, 10, True)
    assert len(set(found.sets)) == 10


def test_exactly_ten_sets_are_all():
    """A ring of ten breaks at any of its arrows."""
    ring = arrows(*(f"{at}+{(at + 1) % 10}" for at in range(10)))
    found = fewest_links_to_break(find_loops(ring).loops)
    assert (found.count, len(found.sets), found.more) == (1, 10, False)


def test_no_loops_need_no_breaking():
    found = fewest_links_to_break([])
    assert (found.sets, found.count, found.more) == (((),), 0, False)


def test_a_vicious_circle_is_cut_where_what_holds_it_back_is_spared():
    """Both arrows from a break the reinforcing loop, and one is in the balancing too."""
    loops = find_loops(arrows("a+b", "b+c", "c+a", "b-a")).loops
    cut = [loop for loop in loops if loop.kind is LoopKind.REINFORCING]
    kept = [loop for loop in loops if loop.kind is LoopKind.BALANCING]
    assert (("a", "b"),) in fewest_links_to_break(cut).sets
    assert fewest_links_to_break(cut, sparing=kept).sets == (
        (("b", "c"),),
        (("c", "a"),),
    )


def test_a_loop_with_one_arrow_that_is_not_spared_settles_the_rest():
    loops = find_loops(arrows("a+b", "b+a", "b+c", "c+a", "a-d", "d+b")).loops
    named = {"".join(loop.variables): loop for loop in loops}
    assert sorted(named) == ["ab", "abc", "adb", "adbc"]
    cut = [named["ab"], named["abc"]]
    assert fewest_links_to_break(cut, sparing=[named["adb"]]).sets == ((("a", "b"),),)


def test_a_loop_whose_arrows_are_all_spared_is_refused():
    loops = find_loops(arrows("a+b", "b+a")).loops
    with pytest.raises(Refused, match=r"Each arrow of R1 \(a → b\) is in a loop"):
        fewest_links_to_break(loops, sparing=loops)


def test_loops_too_entangled_to_answer_for_are_refused():
    loops = find_loops(all_on_all(5)).loops
    assert fewest_links_to_break(loops, branches=1).count == 10
    with pytest.raises(Refused, match=r"84 loops are too entangled.*within 0 branches"):
        fewest_links_to_break(loops, branches=0)


@given(diagrams(largest=4, most=10))
def test_no_smaller_set_breaks_all_loops(links):
    loops = find_loops(links).loops
    every = smallest_sets(loops)
    found = fewest_links_to_break(loops)
    assert found.more is (len(every) > 10)
    assert set(found.sets) <= set(every)
    assert len(found.sets) == min(10, len(every))


@given(diagrams(largest=4, most=10))
def test_reinforcing_loops_are_broken_and_balancing_ones_spared_where_that_can_be(
    links,
):
    loops = find_loops(links).loops
    cut = tuple(loop for loop in loops if loop.kind is LoopKind.REINFORCING)
    kept = [loop for loop in loops if loop.kind is LoopKind.BALANCING]
    every = smallest_sets(cut, {pair for loop in kept for pair in loop.pairs})
    if every is None:
        with pytest.raises(Refused):
            fewest_links_to_break(cut, sparing=kept)
    else:
        found = fewest_links_to_break(cut, sparing=kept)
        assert set(found.sets) <= set(every)
        assert found.more is (len(every) > 10)


@given(diagrams())
def test_taking_an_arrow_away_leaves_the_loops_that_do_not_go_along_it(links):
    loops = find_loops(links).loops
    for link in links:
        source, target = link.pair
        broken = loops_broken_by(loops, source=source, target=target)
        left = find_loops(without_link(links, source=source, target=target)).loops
        assert {loop.variables for loop in left} == {
            loop.variables for loop in loops if loop not in broken
        }
        assert loops_by_link(loops).get(link.pair, ()) == broken


def test_an_arrow_that_is_not_there_cannot_be_taken_away():
    with pytest.raises(Misbuilt, match="none from 'b' to 'a'"):
        without_link(arrows("a+b"), source="b", target="a")
