"""The best mix for a budget: against every mix there is, and what always holds."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import Misbuilt, WrongUsage
from nabolag.residents.method_mix import Means, Offer, best_mix
from nabolag.residents.methods_advice import Ground, Way, Yield
from nabolag.values import Estimate

WAYS = [Way("door", "home"), Way("stand", "street"), Way("form", "web")]
GROUPS = ["young", "old"]


def gives(way, group, rate, ground=Ground.RECORD):
    takes = Estimate(value=1 / rate, low=0.5 / rate, high=2 / rate)
    return Yield(
        way=way,
        group=group,
        activities=5,
        per_hour=Estimate(value=rate, low=rate / 2, high=2 * rate),
        hours=takes,
        cost=takes,
        ground=ground,
    )


@st.composite
def problems(draw):
    rates = [[draw(st.integers(1, 9)) / 4 for _ in GROUPS] for _ in WAYS]
    found = [
        gives(way, group, rate)
        for way, row in zip(WAYS, rates, strict=True)
        for group, rate in zip(GROUPS, row, strict=True)
    ]
    offers = [
        Offer(
            way=way,
            hours=float(draw(st.integers(1, 6))),
            cost=float(draw(st.integers(0, 9))),
            most=draw(st.integers(0, 3)),
        )
        for way in WAYS
    ]
    missing = {group: float(draw(st.integers(0, 30))) for group in GROUPS}
    means = Means(money=draw(st.integers(0, 25)), hours=draw(st.integers(0, 20)))
    return found, missing, offers, means


def every_mix(found, missing, offers, means):
    """Give the largest gap left and the sum of them, for each mix that can be paid."""
    rates = {(y.way, y.group): y.per_hour.value for y in found}
    for held in product(*(range(o.most + 1) for o in offers)):
        pairs = list(zip(offers, held, strict=True))
        if (
            sum(o.cost * n for o, n in pairs) <= means.money
            and sum(o.hours * n for o, n in pairs) <= means.hours
        ):
            left = [
                max(0.0, gap - sum(rates[o.way, g] * o.hours * n for o, n in pairs))
                for g, gap in missing.items()
            ]
            yield max(left), sum(left)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_no_other_mix_leaves_less(problem):
    found, missing, offers, means = problem
    mix = best_mix(found, missing=missing, offers=offers, means=means)
    assert mix.cost <= means.money
    assert mix.hours <= means.hours
    got = max(mix.left.values()), sum(mix.left.values())
    assert got == pytest.approx(min(every_mix(*problem)), abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(problems())
def test_more_money_never_leaves_a_larger_gap(problem):
    found, missing, offers, means = problem
    richer = Means(money=means.money + 5, hours=means.hours)
    poor = best_mix(found, missing=missing, offers=offers, means=means)
    rich = best_mix(found, missing=missing, offers=offers, means=richer)
    assert max(rich.left.values()) <= max(poor.left.values()) + 1e-4


def mix_of(ground=Ground.RECORD, *, missing=None, offers=None, money=100.0):
    found = [gives(way, "young", 1.0, ground) for way in WAYS[:2]]
    stand = Offer(way=WAYS[0], hours=2.0, cost=10.0, most=9)
    return best_mix(
        found,
        missing={"young": 6.0} if missing is None else missing,
        offers=[stand] if offers is None else offers,
        means=Means(money=money),
    )


def test_nothing_is_held_beyond_what_is_missing():
    mix = mix_of()
    assert (mix.held[WAYS[0]], mix.cost, mix.hours) == (3, 30.0, 6.0)
    assert (mix.left["young"], mix.left_cautious["young"], mix.thin) == (0.0, 3.0, ())


def test_a_way_with_a_thin_record_is_named_where_it_is_held():
    assert mix_of(Ground.MOSTLY_CARD).thin == (WAYS[0],)
    assert mix_of(Ground.MOSTLY_CARD, money=0.0).thin == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"missing": {"young": -1.0}}, "lacks -1"),
        ({"missing": {"young": float("inf")}}, "lacks inf"),
        ({"missing": {"old": 3.0}}, "no way tells of old"),
        ({"missing": {}}, "none missing"),
        ({"offers": []}, "nothing to choose"),
        (
            {"offers": [Offer(way=WAYS[0], hours=1, cost=1, most=1)] * 2},
            "offered twice",
        ),
        ({"offers": [Offer(way=WAYS[2], hours=1, cost=1, most=1)]}, "no estimate"),
    ],
)
def test_what_cannot_be_asked_is_refused(wrong, said):
    with pytest.raises(WrongUsage, match=said):
        mix_of(**wrong)


def test_offers_and_means_that_cannot_be_are_refused():
    with pytest.raises(Misbuilt, match="an offer of door"):
        Offer(way=WAYS[0], hours=0, cost=1, most=1)
    with pytest.raises(Misbuilt, match="an offer of door"):
        Offer(way=WAYS[0], hours=1, cost=1, most=-1)
    with pytest.raises(Misbuilt, match="means"):
        Means(money=float("nan"))
