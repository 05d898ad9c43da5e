"""What is told of groups, against figures reckoned by hand from the published formulas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.residents.groups.telling import (
    MOST_TOLD,
    SURE,
    Counts,
    consensus,
    counted,
    divides,
    group_informed,
    representative,
    z_apart,
    z_half,
)
from nabolag.residents.groups.votes import gather


def counts(*groups) -> Counts:
    """Give counts from (agree, disagree, seen) for each statement of each group."""
    table = np.array(groups, float).transpose(2, 0, 1)
    return Counts(agree=table[0], disagree=table[1], seen=table[2])


def swapped(told: Counts) -> Counts:
    return Counts(agree=told.disagree, disagree=told.agree, seen=told.seen)


OTHER_SIDE = {"agree": "disagree", "disagree": "agree"}
CELLS = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 20)).map(
    lambda cell: (cell[0], cell[1], sum(cell))
)


def tables(fewest, most):
    return st.integers(1, 8).flatmap(
        lambda width: st.lists(
            st.lists(CELLS, min_size=width, max_size=width),
            min_size=fewest,
            max_size=most,
        ).map(lambda groups: counts(*groups))
    )


@pytest.mark.parametrize(
    ("on_side", "seen", "z"),
    [
        (8, 10, 2 * 11**0.5 * (9 / 11 - 1 / 2)),  # 2.1106
        (0, 0, 1.0),  # nobody has seen it: one added to each, √1 · 2 · ½
        (0, 8, 2 * 3 * (1 / 9 - 1 / 2)),
    ],
)
def test_the_test_of_a_half(on_side, seen, z):
    assert z_half(np.array([on_side]), np.array([seen]))[0] == pytest.approx(z)


def test_the_test_of_two_groups():
    """(9/11 − 3/11) / √(12/22 · 10/22 · (1/11 + 1/11)) = 6/11 ÷ 0.21232 = 2.569."""
    z = z_apart(np.array([8.0]), np.array([10.0]), np.array([2.0]), np.array([10.0]))
    assert z[0] == pytest.approx((6 / 11) / (12 / 22 * 10 / 22 * 2 / 11) ** 0.5)
    assert z[0] == pytest.approx(2.569, abs=5e-4)


def test_two_groups_that_all_agree_are_not_apart():
    ten = np.array([10.0])
    assert z_apart(ten, ten, ten, ten)[0] == 0


def test_what_stands_for_a_group_by_hand():
    """8 of 10 agree in the first group, 2 of 10 in the rest: 9/12 against 3/12."""
    first, second = representative(counts([(8, 1, 10)], [(2, 7, 10)]))
    (told,) = first
    assert (told.statement, told.side) == (0, "agree")
    assert (told.agree, told.disagree, told.seen) == (8, 1, 10)
    assert told.share == pytest.approx(0.75)
    assert told.ratio == pytest.approx(3)
    assert told.z == pytest.approx(2.569, abs=5e-4)
    assert told.z_half == pytest.approx(2.1106, abs=5e-5)
    (against,) = second
    assert against.side == "disagree"
    assert against.share == pytest.approx(8 / 12)
    assert against.ratio == pytest.approx(8 / 2)


def test_rest_is_all_other_groups_together():
    told = representative(counts([(18, 0, 20)], [(1, 0, 10)], [(3, 0, 12)]))[0]
    assert told[0].ratio == pytest.approx((19 / 22) / (5 / 24))


def test_what_all_groups_agree_on_stands_for_none():
    assert representative(counts([(9, 0, 10)], [(9, 0, 10)])) == ((), ())


def test_at_most_five_stand_for_a_group_the_strongest_first():
    width = MOST_TOLD + 3
    group = [(20 + at, 0, 30) for at in range(width)]
    told = representative(counts(group, [(3, 0, 30)] * width))[0]
    assert [each.statement for each in told] == [7, 6, 5, 4, 3]


def test_those_equally_strong_are_told_in_the_order_of_the_list():
    told = representative(counts([(25, 0, 30)] * 7, [(3, 0, 30)] * 7))[0]
    assert [each.statement for each in told] == [0, 1, 2, 3, 4]


@given(tables(2, 4))
def test_what_is_told_has_passed_both_tests(told):
    for group, leading in enumerate(representative(told)):
        for each in leading:
            assert min(each.z, each.z_half) > SURE
            assert each.seen == told.seen[group, each.statement]


@given(tables(2, 4))
def test_swapping_sides_swaps_what_is_told(told):
    def key(each):
        return each.statement, each.side

    def mirrored(each):
        return each.statement, OTHER_SIDE[each.side]

    before, after = representative(told), representative(swapped(told))
    for one, other in zip(before, after, strict=True):
        weights = [each.share * each.ratio * each.z * each.z_half for each in one]
        if len(set(np.round(weights, 9))) == len(weights) < MOST_TOLD:
            assert [key(each) for each in one] == [mirrored(each) for each in other]
    shared, turned = told.together(), swapped(told).together()
    assert sorted(key(e) for e in consensus(shared, told)) == sorted(
        mirrored(e) for e in consensus(turned, swapped(told))
    )


def test_consensus_by_hand():
    """18 of 20 agree: share 19/22, z = 2·√21·(19/21 − ½); in the groups 10/12 · 10/12."""
    groups = counts([(9, 0, 10), (5, 5, 10)], [(9, 1, 10), (5, 5, 10)])
    (told,) = consensus(groups.together(), groups)
    assert (told.statement, told.side) == (0, "agree")
    assert (told.on_side, told.seen) == (18, 20)
    assert told.share == pytest.approx(19 / 22)
    assert told.z == pytest.approx(2 * 21**0.5 * (19 / 21 - 0.5))
    assert told.group_informed == pytest.approx((10 / 12) ** 2)


def test_what_most_disagree_with_is_told_after_what_they_agree_on():
    groups = counts([(0, 9, 10), (9, 0, 10)], [(0, 9, 10), (9, 0, 10)])
    told = consensus(groups.together(), groups)
    assert [(e.statement, e.side) for e in told] == [(1, "agree"), (0, "disagree")]


def test_a_small_group_is_not_outvoted():
    """95 of 100 for, 0 of 8 for: most agree, but the product is near nought."""
    groups = counts([(95, 0, 100)], [(0, 8, 8)])
    assert consensus(groups.together(), groups)[0].group_informed == pytest.approx(
        96 / 102 * 1 / 10
    )
    assert group_informed(groups, "disagree")[0] == pytest.approx(1 / 102 * 9 / 10)


def test_what_divides_by_hand():
    """9/12 against 3/12: gap ½, and ½ / √(2 · (¾·¼)/12) = 2.828."""
    (told,) = divides(counts([(2, 7, 10)], [(8, 1, 10)], [(5, 5, 10)]))
    assert (told.statement, told.highest, told.lowest) == (0, 1, 0)
    assert told.gap == pytest.approx(0.5)
    assert told.z == pytest.approx(2 * 2**0.5)


def test_a_group_that_has_not_seen_a_statement_is_not_divided_by_it():
    assert divides(counts([(0, 100, 100)], [(0, 0, 0)])) == ()
    (told,) = divides(counts([(0, 0, 0)], [(9, 0, 10)], [(4, 6, 10)]))
    assert (told.highest, told.lowest) == (1, 2)


@given(tables(2, 4))
def test_what_divides_is_the_widest_gap_among_those_who_have_seen(told):
    share = (told.agree + 1) / (told.seen + 2)
    found = divides(told)
    assert list(found) == sorted(found, key=lambda e: (-e.gap, e.statement))
    for each in found:
        seen = share[told.seen[:, each.statement] > 0, each.statement]
        assert each.gap == pytest.approx(np.ptp(seen))
        assert each.z > SURE


def votes(moderated=None):
    """Give the votes of four people on three statements; the third is seen by one."""
    found = gather(
        people=[0, 0, 1, 1, 2, 2, 3, 3],
        statements=[0, 1, 0, 1, 0, 1, 0, 2],
        marks=[1, -1, 1, 0, -1, -1, 1, 1],
        participants=("a", "b", "c", "d"),
        texts=("one", "two", "three"),
    )
    if moderated is not None:
        found.moderated[:] = moderated
    return found


LABELS = np.array([0, 0, 1, -1])


def test_votes_are_counted_by_group_and_those_left_out_are_not():
    found = counted(votes(), LABELS, groups=2)
    assert found.agree.tolist() == [[2, 0, 0], [0, 0, 0]]
    assert found.disagree.tolist() == [[0, 1, 0], [1, 1, 0]]
    assert found.seen.tolist() == [[2, 2, 0], [1, 1, 0]]


def test_votes_are_counted_by_their_weight():
    found = counted(votes(), LABELS, groups=2, weights=np.array([1, 0.5, 2, 9]))
    assert found.agree.tolist() == [[1.5, 0, 0], [0, 0, 0]]
    assert found.disagree.tolist() == [[0, 1, 0], [2, 2, 0]]
    assert found.seen.tolist() == [[1.5, 1.5, 0], [2, 2, 0]]


def test_a_statement_that_was_taken_out_counts_for_nothing():
    found = counted(votes([True, False, False]), LABELS, groups=2)
    assert found.seen.tolist() == [[0, 2, 0], [0, 1, 0]]
