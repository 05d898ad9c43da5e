"""The lottery against every panel that small pools have, and what always holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nabolag.errors import Refused
from nabolag.residents.lottery.drawing import draw_panel
from nabolag.residents.lottery.fairness import TICKETS, Fairness, chances
from nabolag.residents.lottery.panels import panels_of
from nabolag.residents.lottery.pool import pool_of
from nabolag.residents.lottery.replacing import Leaving, draw_replacements

from .every_panel import (
    chance_of,
    every_panel,
    fairest,
    meets,
    met_pools,
    one_from_each_home,
    people_moved,
    small_pools,
)

SEEDS = st.text(max_size=5)


def drawn(people, lottery):
    return [person for person in people if person.id in lottery.drawn.people]


@settings(max_examples=60)
@given(met_pools())
def test_chances_are_leximin_over_every_panel(problem):
    people, quotas, size = problem
    met = [panel for panel in every_panel(people, size) if meets(panel, quotas)]
    found = chance_of(draw_panel(people, quotas, size=size, seed="1"))
    assert {id_: float(each) for id_, each in found.items()} == pytest.approx(
        fairest(people, met), abs=1e-6
    )


@settings(max_examples=40)
@given(met_pools())
def test_maximin_makes_the_smallest_chance_as_large_as_leximin_does(problem):
    people, quotas, size = problem
    met = [panel for panel in every_panel(people, size) if meets(panel, quotas)]
    # Those whom no panel can hold have no chance in either; the least of the others is.
    maximin = draw_panel(people, quotas, size=size, seed="1", fairness=Fairness.MAXIMIN)
    can = {person.id for panel in met for person in panel}
    want = min(each for id_, each in fairest(people, met).items() if id_ in can)
    found = chance_of(maximin)
    assert float(min(found[id_] for id_ in can)) == pytest.approx(want, abs=1e-6)
    assert maximin.chances.fairness is Fairness.MAXIMIN


@settings(max_examples=60)
@given(small_pools(), SEEDS)
def test_a_panel_has_its_size_its_quotas_and_one_from_each_home(problem, seed):
    people, quotas, size = problem
    lottery = draw_panel(people, quotas, size=size, seed=seed)
    panel = drawn(people, lottery)
    assert len(panel) == size == len(lottery.drawn.people)
    assert one_from_each_home(panel)
    assert meets(panel, lottery.quotas)


@settings(max_examples=60)
@given(small_pools())
def test_chances_are_exact_shares_of_the_places(problem):
    people, quotas, size = problem
    lottery = draw_panel(people, quotas, size=size, seed="1")
    found = chance_of(lottery)
    assert sum(found.values()) == size
    assert all(0 <= each <= 1 for each in found.values())
    assert sum(lottery.chances.tickets) == TICKETS
    assert lottery.chances.smallest == min(found.values())
    assert lottery.chances.largest == max(found.values())


@settings(max_examples=60)
@given(met_pools())
def test_people_alike_have_the_same_chance(problem):
    people, quotas, size = problem
    found = chance_of(draw_panel(people, quotas, size=size, seed="1"))
    by_likeness: dict[object, set[object]] = {}
    for person in people:
        home = [
            sorted(other.features.items())
            for other in people
            if other is person
            or (person.household and other.household == person.household)
        ]
        likeness = (str(sorted(person.features.items())), str(sorted(home)))
        by_likeness.setdefault(likeness, set()).add(found[person.id])
    assert all(len(each) == 1 for each in by_likeness.values())


@settings(max_examples=60)
@given(small_pools())
def test_quotas_are_relaxed_by_as_few_people_as_will_do(problem):
    people, quotas, size = problem
    lottery = draw_panel(people, quotas, size=size, seed="1")
    moved = [
        (each.before.least - each.after.least) + (each.after.most - each.before.most)
        for each in lottery.relaxed
    ]
    fewest = min(people_moved(panel, quotas) for panel in every_panel(people, size))
    assert (sum(moved), len(moved)) == fewest
    kept = {each.before: each.after for each in lottery.relaxed}
    assert lottery.quotas == tuple(kept.get(quota, quota) for quota in quotas)


@settings(max_examples=40)
@given(small_pools())
def test_chances_without_relaxing_are_refused_where_no_panel_meets_the_quotas(problem):
    people, quotas, size = problem
    assume(not any(meets(panel, quotas) for panel in every_panel(people, size)))
    with pytest.raises(Refused, match="No panel meets all the quotas"):
        chances(panels_of(pool_of(people, quotas), quotas, size=size))


@settings(max_examples=40)
@given(small_pools(), SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_people_and_quotas_changes_nothing(problem, seed, chance):
    people, quotas, size = problem
    first = draw_panel(people, quotas, size=size, seed=seed)
    shuffled, others = people[:], quotas[:]
    chance.shuffle(shuffled)
    chance.shuffle(others)
    again = draw_panel(shuffled, others, size=size, seed=seed)
    assert again.drawn == first.drawn
    assert chance_of(again) == chance_of(first)
    assert set(again.quotas) == set(first.quotas)


@settings(max_examples=40)
@given(met_pools())
def test_other_names_for_features_people_and_homes_change_no_chance(problem):
    people, quotas, size = problem
    # Backwards, so that every order by name is turned around.
    others = [
        renamed_person(person, id_=f"q{len(people) - number}")
        for number, person in enumerate(people)
    ]
    renamed = [replace(quota, feature=quota.feature[::-1]) for quota in quotas]
    first = chance_of(draw_panel(people, quotas, size=size, seed="1"))
    again = chance_of(draw_panel(others, renamed, size=size, seed="1"))
    assert [float(again[person.id]) for person in others] == pytest.approx(
        [float(first[person.id]) for person in people], abs=1e-6
    )


def renamed_person(person, *, id_):
    features = {key: value[::-1] for key, value in person.features.items()}
    home = {"h1": "z", "h2": "a"}.get(person.household)
    return replace(person, id=id_, features=features, household=home)


@settings(max_examples=60)
@given(small_pools(), SEEDS, st.data())
def test_replacements_keep_those_who_stay_the_quotas_and_the_homes(problem, seed, data):
    people, quotas, size = problem
    panel = draw_panel(people, quotas, size=size, seed=seed).drawn.people
    left = data.draw(st.sets(st.sampled_from(panel), min_size=1))
    try:
        new = draw_replacements(
            people, quotas, Leaving(panel=panel, left=left), seed=seed
        )
    except Refused:
        assert rest_of_homes(people, panel) < len(left)
        return
    whole = [p for p in people if p.id in {*panel, *new.drawn.people} - left]
    assert len(whole) == size
    assert not set(new.drawn.people) & set(panel)
    assert one_from_each_home(
        [p for p in people if p.id in {*panel, *new.drawn.people}]
    )
    assert meets(whole, new.quotas)
    smallest = min(
        people_moved(together, quotas)[0]
        for together in every_panel(people, size)
        if {p.id for p in whole} - set(new.drawn.people) <= {p.id for p in together}
        and can_be_new(people, panel, left, together)
    )
    moved = sum(
        each.before.least - each.after.least + each.after.most - each.before.most
        for each in new.relaxed
    )
    assert moved == smallest


def homes_of(people, ids):
    return {person.household or person.id for person in people if person.id in ids}


def rest_of_homes(people, panel):
    everyone = homes_of(people, {person.id for person in people})
    return len(everyone - homes_of(people, panel))


def can_be_new(people, panel, left, together):
    new = {person.id for person in together} - (set(panel) - left)
    return not homes_of(people, new) & homes_of(people, panel)
