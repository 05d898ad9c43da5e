"""The whole account: parts, new ones, the conclusion, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput, Refused, WrongUsage
from nabolag.residents.reach.conclusion import Verdict, Why
from nabolag.residents.reach.counting import Margin, Participation
from nabolag.residents.reach.whole import reach

from .months import month

TENURE = Margin(
    characteristic="tenure",
    people={"owner": 1400, "renter": 1000},
    register="Statistics Norway",
)


def people(owners, renters, *, silent=0, **facts):
    tenures = [{"tenure": "owner"}] * owners + [{"tenure": "renter"}] * renters
    groups = [*tenures, *[{}] * silent]
    return [Participation(groups=each, **facts) for each in groups]


def bundles(told):
    return [(group.bundle.groups, group.participations) for group in told.groups]


def test_groups_are_told_with_what_they_come_to():
    found = reach(people(175, 54), [TENURE])
    (tenure,) = found.characteristics
    assert (found.participations, found.drawn) == (229, False)
    assert bundles(tenure) == [(("owner",), 175), (("renter",), 54)]
    assert (tenure.seek, tenure.register) == (("renter",), "Statistics Norway")
    assert (found.divisions, found.conclusion, found.new) == ((), None, None)


def test_everyone_must_be_drawn_for_there_to_be_an_interval():
    drawn = people(30, 20, drawn=True)
    (tenure,) = reach(drawn, [TENURE]).characteristics
    assert tenure.groups[0].share.low is not None
    mixed = reach([*drawn, *people(1, 0)], [TENURE])
    assert mixed.characteristics[0].groups[0].share.low is None


def test_a_small_group_leaves_nothing_to_tell_of_two():
    (tenure,) = reach(people(30, 3), [TENURE]).characteristics
    assert (tenure.groups, tenure.unevenness, tenure.seek) == ((), None, ())


@pytest.mark.parametrize(
    ("yes", "no", "silent", "told"),
    [(20, 9, 7, 20), (20, 9, 0, 20), (20, 9, 3, None), (20, 4, 7, None)],
)
def test_new_ones_are_told_where_no_answer_to_that_is_rare(yes, no, silent, told):
    asked = people(yes, 0, new=True) + people(0, no, new=False)
    assert reach([*asked, *people(silent, 0)], [TENURE]).new == told


def test_methods_are_divided_by_group_where_all_of_them_can_be():
    stand = people(40, 20, part={"method": "stand"})
    web = people(50, 6, part={"method": "web"}, drawn=True)
    door = people(4, 2, part={"method": "door"})
    (by_method,) = reach([*stand, *web, *door], [TENURE], per=["method"]).divisions
    assert dict(by_method.totals) == {("door",): 6, ("stand",): 60, ("web",): 56}
    # door is too few to divide, and goes with stand, the first by name
    one, other = by_method.parts
    assert (one.names, one.participations, one.drawn) == (("door", "stand"), 66, False)
    assert bundles(one.characteristics[0]) == [(("owner",), 44), (("renter",), 22)]
    assert (other.names, other.drawn) == (("web",), True)
    assert bundles(other.characteristics[0]) == [(("owner",), 50), (("renter",), 6)]


def test_one_method_is_not_divided_again():
    told = reach(people(40, 20, part={"method": "web"}), [TENURE], per=["method"])
    assert told.divisions[0].parts[0].characteristics[0].groups == ()


def test_few_participations_are_not_divided_at_all():
    door = people(5, 1, part={"method": "door"})
    web = people(5, 5, part={"method": "web"})
    (division,) = reach([*door, *web], [TENURE], per=["method"]).divisions
    assert dict(division.totals) == {("door",): 6, ("web",): 10}
    assert division.parts == ()


def test_a_conclusion_is_weighted_by_groups_and_the_silent_keep_their_share():
    said = people(40, 0, answer="yes") + people(0, 20, answer="no")
    silent = people(0, 0, silent=20, answer="yes")
    found = reach([*said, *silent], [TENURE]).conclusion
    # a quarter silent, and of the rest 1400 to 1000: 43.75 % owners, who say yes
    assert (found.verdict, found.answer) == (Verdict.HOLDS, "yes")
    shares = [
        (40 / 80, 0.75 * 1400 / 2400),
        (20 / 80, 0.75 * 1000 / 2400),
        (0.25, 0.25),
    ]
    effect = sum(goal**2 / share for share, goal in shares)
    assert found.design_effect == pytest.approx(effect)


def test_the_silent_weigh_nothing_where_none_of_them_has_answered():
    said = people(40, 0, answer="yes") + people(0, 20, answer="no")
    found = reach([*said, *people(0, 0, silent=20)], [TENURE]).conclusion
    assert (found.verdict, found.weighted_by) == (Verdict.HOLDS, ("tenure",))


def test_a_conclusion_without_groups_cannot_be_weighted():
    found = reach(people(40, 2, answer="yes"), [TENURE]).conclusion
    assert found.why is Why.NOTHING_TO_WEIGHT_BY


def test_fewer_than_five_are_refused():
    with pytest.raises(Refused, match="5 participations"):
        reach(people(3, 1), [TENURE])


def test_no_margin_is_refused():
    with pytest.raises(WrongUsage, match="no characteristic"):
        reach(people(30, 10), [])


def test_margins_that_do_not_sum_alike_are_refused():
    age = Margin(characteristic="age", people={"0-39": 900, "40+": 900})
    with pytest.raises(BadInput, match="1800 residents"):
        reach(people(30, 10), [TENURE, age])


def test_a_participation_without_its_method_is_refused():
    some = people(30, 10, part={"method": "web"})
    with pytest.raises(WrongUsage, match="Not all participations say their method"):
        reach([*some, *people(1, 0)], [TENURE], per=["method"])


@given(st.integers(0, 500), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_participations_changes_nothing(seed, chance):
    told, margin = month(seed)
    turned = chance.sample(told, len(told))
    kinds = ["method", "process"]
    assert reach(told, [margin], per=kinds) == reach(turned, [margin], per=kinds)
