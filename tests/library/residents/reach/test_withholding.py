"""Which groups are told alone and which together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nabolag.residents.reach.counting import Margin
from nabolag.residents.reach.withholding import (
    Bundle,
    bundles_of,
    coarsened,
    parts_of,
)

AGES = Margin(characteristic="age", people={"young": 200, "grown": 700, "old": 400})
COUNTS = st.integers(0, 40)


def bundled(young, grown, old, untold=0):
    counts = {"young": young, "grown": grown, "old": old}
    return bundles_of({**counts, None: untold} if untold else counts, AGES)


def test_a_small_group_is_told_with_the_largest_in_the_population():
    assert bundled(3, 30, 90) == (
        Bundle(groups=("young", "grown")),
        Bundle(groups=("old",)),
    )


def test_few_who_did_not_tell_are_told_with_a_group_and_many_alone():
    few = (Bundle(groups=("young",)), Bundle(groups=("grown",), untold=True))
    assert bundled(9, 30, 90, untold=2)[:2] == few
    assert bundled(9, 30, 90, untold=7)[-1] == Bundle(groups=(), untold=True)


def test_all_are_told_together_where_nothing_else_is_safe():
    assert bundled(1, 7, 1) == (Bundle(groups=("young", "grown", "old")),)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_every_group_is_told_once(young, grown, old, untold):
    told = bundled(young, grown, old, untold)
    keys = [key for bundle in told for key in bundle.keys]
    assert sorted(key for key in keys if key) == ["grown", "old", "young"]
    assert keys.count(None) == bool(untold)


def test_few_participations_are_told_as_one_method_and_too_few_not_at_all():
    methods = {"web": 30, "door": 2, "stand": 6}
    assert parts_of(methods, floor=5) == (("door", "stand", "web"),)
    assert parts_of({**methods, "stand": 9}, floor=5) == (("door", "stand"), ("web",))
    assert parts_of({"web": 3}, floor=5) == ()


def test_groups_go_together_until_every_column_is_safe():
    single = [Bundle(groups=(name,)) for name in ("young", "grown", "old")]
    # young is small on the web; grown, which is not, makes 11 there
    cells = {"young": [9, 2], "grown": [20, 9], "old": [8, 12]}
    together = Bundle(groups=("young", "grown"))
    assert coarsened(single, cells) == (together, single[2])


def test_what_is_left_at_the_end_goes_with_the_group_before_it():
    single = [Bundle(groups=(name,)) for name in ("young", "grown", "old")]
    cells = {"young": [9, 8], "grown": [20, 9], "old": [1, 12]}
    assert coarsened(single, cells) == (single[0], Bundle(groups=("grown", "old")))


def test_several_groups_that_are_all_small_are_not_enough_together():
    single = [Bundle(groups=(name,)) for name in ("young", "grown", "old")]
    # 4 + 4 + 4 is above ten, but whoever knows that each is small knows them all
    cells = {"young": [4, 30], "grown": [4, 30], "old": [4, 30]}
    assert coarsened(single, cells) == ()
