"""Cost of a new participation: worked by hand, in simulated records, and refused."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import gamma

from nabolag.errors import Misbuilt, WrongUsage
from nabolag.residents.methods_advice import Activity, Card, Ground, Way, yields

DOOR, STAND, WEB = Way("door", "home"), Way("stand", "street"), Way("form", "web")
CARDS = [
    Card(method="door", per_hour={"young": 1.0, "old": 2.0}),
    Card(method="stand", per_hour={"young": 3.0, "old": 1.0}),
    Card(method="form", per_hour={"young": 5.0, "old": 0.5}),
]


def held(way, new, *, hours=5.0, cost=1000.0):
    return Activity(way=way, hours=hours, cost=cost, new=new)


def test_one_way_alone_is_the_conjugate_worked_by_hand():
    """Ten, ten and ten in 15 hours: the spread is nought, so the excess is 20/12."""
    (one,) = yields(
        [held(STAND, {"young": 10})] * 3,
        [Card(method="stand", per_hour={"young": 3.0})],
    )
    shape = 1 / (1 / 2 + 1 / 5 + 1 / 10)  # 1.25
    after = gamma(shape + 30 / (5 / 3), scale=1 / (shape / 3 + 15 / (5 / 3)))
    assert one.per_hour.value == pytest.approx(19.25 / (9 + 1.25 / 3))
    assert one.hours.low == pytest.approx(1 / after.ppf(0.95))
    assert one.hours.high == pytest.approx(1 / after.ppf(0.05))
    assert one.cost.value == pytest.approx(200 * one.hours.value)
    assert (one.ground, one.activities) == (Ground.RECORD, 3)


def test_what_other_ways_found_in_a_group_moves_a_way_with_a_thin_record():
    thin = [held(WEB, {"old": 3}, hours=0.1)]
    plenty = [held(STAND, {"old": 50})] * 4  # ten times what the card expects
    expected = {y.group: y for y in yields(thin, CARDS)}["old"].per_hour.value
    moved = next(
        y for y in yields(thin + plenty, CARDS) if (y.way, y.group) == (WEB, "old")
    )
    assert moved.per_hour.value > 1.5 * expected
    assert moved.ground is Ground.TOO_FEW_ACTIVITIES


def test_ways_whose_cards_do_not_name_a_group_tell_nothing_of_it():
    """A walk is for the old: what it gave does not move what a stand gives the young."""
    walk = Card(method="walk", per_hour={"old": 1.0})
    stand = Card(method="stand", per_hour={"young": 3.0})
    here = [held(STAND, {"young": 9})] * 3
    there = [held(Way("walk", "park"), {"old": 5})] * 3
    (alone,) = yields(here, [stand])
    both = {y.group: y for y in yields(here + there, [stand, walk])}
    ratio = both["young"].per_hour.value / alone.per_hour.value
    assert ratio == pytest.approx(1, abs=0.05)  # only the shared excess moves it


def test_a_card_that_weighs_more_than_the_record_is_told():
    short = [held(STAND, {"young": 1}, hours=0.01)] * 3
    assert {y.ground for y in yields(short, CARDS)} == {Ground.MOSTLY_CARD}


def test_counts_under_five_cannot_be_told_apart():
    """One activity: what its count is must not show in what is told of it."""
    found = {n: yields([held(DOOR, {"old": n})], CARDS) for n in range(6)}
    assert all(found[n] == found[0] for n in range(5))
    assert found[5] != found[0]


def test_the_order_of_the_record_does_not_matter():
    record = [held(DOOR, {"old": 8}), held(STAND, {"young": 9}), held(WEB, {"old": 6})]
    for one, other in zip(
        yields(record, CARDS), yields(record[::-1], CARDS), strict=True
    ):
        assert (one.way, one.group) == (other.way, other.group)
        assert one.per_hour.value == pytest.approx(other.per_hour.value)


@pytest.mark.parametrize(
    ("off", "excess", "least"),
    [
        (1, 2, 0.87),  # as assumed
        (3, 2, 0.86),  # every card three times too low
        (1 / 3, 2, 0.85),  # and too high
        (1, 1.001, 0.87),
        (1, 4, 0.81),  # wilder than a short record can show: told in the documents
    ],
)
def test_nine_of_ten_intervals_hold_the_true_rate(off, excess, least):
    dice = np.random.default_rng(7)
    within = [hit for _ in range(300) for hit in _one_record(dice, off, excess)]
    assert least <= np.mean(within) <= 0.95


def _one_record(dice, off, excess):
    """Draw true rates about the cards, and a record; tell which intervals hold them."""
    fared = {group: dice.gamma(5, 1 / 5) for group in ("young", "old")}
    ways = dict(zip((DOOR, STAND, WEB), CARDS, strict=True))
    true = {
        (way, group): off * rate * fared[group] * dice.gamma(2, 1 / 2)
        for way, card in ways.items()
        for group, rate in card.per_hour.items()
    }
    record = [
        held(
            way, {group: _count(dice, 5 * true[way, group], excess) for group in fared}
        )
        for way in ways
        for _ in range(4)
    ]
    return [
        y.per_hour.low <= true[y.way, y.group] <= y.per_hour.high
        for y in yields(record, CARDS)
    ]


def _count(dice, mean, excess):
    """Draw a negative binomial count whose variance is ``excess`` times its mean."""
    return dice.negative_binomial(mean / (excess - 1), 1 / excess)


def test_an_empty_record_tells_nothing():
    assert yields([], CARDS) == ()


@pytest.mark.parametrize(
    ("way", "new"), [(Way("choir", "hall"), {}), (DOOR, {"cats": 1})]
)
def test_a_method_or_group_without_a_card_is_refused(way, new):
    with pytest.raises(WrongUsage, match="No card tells"):
        yields([held(way, new)], CARDS)


@pytest.mark.parametrize(
    "wrong",
    [{"hours": 0.0}, {"cost": -1.0}, {"hours": float("inf")}, {"new": {"old": -1}}],
)
def test_what_cannot_have_happened_is_refused(wrong):
    with pytest.raises(Misbuilt, match="an activity"):
        held(DOOR, **{"new": {}, **wrong})


@pytest.mark.parametrize(
    ("per_hour", "worth"), [({}, 2.0), ({"old": 0.0}, 2.0), ({"old": 1.0}, 0.0)]
)
def test_a_card_that_expects_nothing_is_refused(per_hour, worth):
    with pytest.raises(Misbuilt, match="card of door"):
        Card(method="door", per_hour=per_hour, worth=worth)
