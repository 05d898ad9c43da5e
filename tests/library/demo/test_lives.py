"""A year in Storvik: who is born, dies, moves and works, with nobody lost on the way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nabolag.demo.arriving import arrivals, drawn_strain, founders, newborn
from nabolag.demo.building import first_homes, let_anew, rebuilt
from nabolag.demo.chance import Chance
from nabolag.demo.fortune import (
    idle_chance,
    poor_chance,
    unschooled_chance,
    voting_chance,
    year_of_fortune,
)
from nabolag.demo.living import year_of_life
from nabolag.demo.planting import FIRST, LAST
from nabolag.demo.rehousing import year_of_moving
from nabolag.demo.town import NOWHERE, Homes, People, Town, households


def people(*rows: tuple[int, int, bool], works: bool = True) -> People:
    """People by home, age and whether they are heads."""
    home, age, head = (np.array(column) for column in zip(*rows, strict=True))
    many = len(rows)
    return People(
        id=np.arange(many),
        home=home,
        age=age,
        head=head,
        strain=np.full(many, 0.25),
        schooled=np.ones(many, dtype=bool),
        works=np.full(many, works),
        voter=np.ones(many, dtype=bool),
        settled=np.full(many, 5),
        born_in=np.full(many, NOWHERE),
    )


def homes(count: int) -> Homes:
    return Homes(
        area=np.zeros(count, dtype=int),
        rooms=np.full(count, 3),
        tenure=np.zeros(count, dtype=int),
        far=np.zeros(count, dtype=bool),
        poor=np.zeros(count, dtype=bool),
    )


FAMILY = people((0, 40, True), (0, 42, True), (0, 9, False), (1, 70, True))


def test_households_add_up_the_people_of_each_home():
    own = households(
        replace(FAMILY, works=np.array([True, False, False, False])), homes(3)
    )
    assert own.size.tolist() == [3, 1, 0]
    assert own.heads.tolist() == [2, 1, 0]
    assert own.children.tolist() == [1, 0, 0]
    assert own.youngest.tolist() == [40, 70, 999]
    assert own.idle.tolist() == [0.5, 0, 0]
    assert own.strain.tolist() == [0.25, 0.25, 0]


def test_nobody_is_lost_in_a_year_of_lives(years):
    town = years[0].town
    lived = year_of_life(town, chance=Chance(4, "life"))
    after = np.concatenate([lived.town.people.id, lived.leavers.id])
    new = lived.town.born - town.born
    assert len(np.unique(after)) == len(after)
    assert set(after) | set(lived.died) <= set(town.people.id) | set(
        range(town.born, town.born + new)
    )
    lost = len(town.people) + new - len(lived.died) - len(after)
    # Children whom no grown-up is left to live with go to relatives elsewhere.
    assert 0 <= lost < 0.002 * len(town.people)


def test_everybody_grows_a_year_older(years):
    town = years[0].town
    lived = year_of_life(town, chance=Chance(4, "life"))
    age = dict(zip(town.people.id, town.people.age, strict=True))
    for group in (lived.town.people, lived.leavers):
        known = group.id < town.born
        before = np.array([age[one] for one in group.id[known]])
        assert (group.age[known] == before + 1).all()


def test_the_dead_are_mostly_old(years):
    age = dict(zip(years[0].town.people.id, years[0].town.people.age, strict=True))
    assert np.median([age[one] for one in years[1].died]) > 65


def test_grown_children_take_over_a_home_that_nobody_runs():
    alone = people((0, 104, True), (0, 19, False), (0, 12, False), (1, 104, True))
    town = Town(people=alone, homes=homes(2), born=4)
    for seed in range(200):
        lived = year_of_life(town, chance=Chance(seed, "life"))
        left = lived.town.people
        if {0, 1} & set(lived.died) == {0} and 1 in left.id:
            assert left.head[left.id == 1].all()
            return
    pytest.fail("no parent died while the grown child stayed")


def test_small_children_left_alone_do_not_stay_in_the_city():
    alone = people((0, 104, True), (0, 12, False))
    town = Town(people=alone, homes=homes(1), born=2)
    for seed in range(50):
        lived = year_of_life(town, chance=Chance(seed, "life"))
        if 0 in lived.died:
            assert len(lived.town.people) == 0


def test_every_home_is_let_and_every_household_has_a_head(years):
    for year in years:
        own = households(year.town.people, year.town.homes)
        assert own.size.min() >= 1
        assert set(own.heads) <= {1, 2} or (own.heads >= 1).all()


def test_the_number_of_homes_in_each_area_stands_still(years, some_places):
    for year in years:
        built = np.bincount(year.town.homes.area)
        assert built.tolist() == [place.homes for place in some_places]


def test_those_who_stay_keep_their_home_and_those_who_move_are_new_there(
    years, some_places
):
    town = years[0].town
    lived = year_of_life(town, chance=Chance(4, "life"))
    moved = year_of_moving(lived, some_places, year=2015, chance=Chance(4, "moving"))
    before = dict(zip(lived.town.people.id, lived.town.people.home, strict=True))
    for one, home, settled in zip(
        moved.people.id, moved.people.home, moved.people.settled, strict=True
    ):
        if settled > 0:
            assert before[one] == home


def test_a_household_keeps_its_income_when_it_moves(years, some_places):
    lived = year_of_life(years[0].town, chance=Chance(4, "life"))
    moved = year_of_moving(lived, some_places, year=2015, chance=Chance(4, "moving"))
    old, new = lived.town, moved
    was = dict(zip(old.people.id, old.homes.poor[old.people.home], strict=True))
    for one, poor in zip(new.people.id, new.homes.poor[new.people.home], strict=True):
        assert was.get(one, poor) == poor or one in lived.leavers.id


def test_a_city_with_more_seekers_than_homes_sends_some_away(some_places):
    few = people((0, 30, True), (1, 50, True))
    town = Town(people=few, homes=homes(2), born=2)
    leavers = people(*[(0, 22, False)] * 300)
    lived = replace(
        year_of_life(town, chance=Chance(1, "life")),
        leavers=replace(leavers, id=np.arange(100, 400)),
    )
    after = year_of_moving(lived, some_places, year=2015, chance=Chance(1, "moving"))
    assert len(np.unique(after.people.home)) == 2


def test_school_is_never_lost_and_little_changes_for_most(years, some_places):
    town = years[0].town
    after = year_of_fortune(town, some_places, year=2015, chance=Chance(4, "fortune"))
    assert (after.people.schooled >= town.people.schooled).all()
    for name, most in (("works", 0.93), ("voter", 0.9)):
        same = getattr(after.people, name) == getattr(town.people, name)
        assert most < same.mean() < 1
    assert 0.85 < (after.homes.poor == town.homes.poor).mean() < 1


def test_what_people_carry_with_them_makes_everything_harder():
    low, high = np.array([0.1]), np.array([0.9])
    age, schooled = np.array([35]), np.array([True])
    assert idle_chance(high, schooled, age) > idle_chance(low, schooled, age)
    assert unschooled_chance(high, age) > unschooled_chance(low, age)
    assert voting_chance(high, age) < voting_chance(low, age)


@pytest.mark.parametrize("age", range(19, 100, 7))
def test_all_chances_are_chances_for_everybody(age):
    strain, ages = np.linspace(0, 1, 11), np.full(11, age)
    for schooled in (np.zeros(11, dtype=bool), np.ones(11, dtype=bool)):
        idle = idle_chance(strain, schooled, ages)
        assert (idle > 0).all()
    for chances in (unschooled_chance(strain, ages), voting_chance(strain, ages)):
        assert ((chances >= 0) & (chances <= 1)).all()


def test_a_household_without_work_is_poor_more_often():
    family = people((0, 40, True), (1, 40, True))
    own = households(replace(family, works=np.array([True, False])), homes(2))
    working, idle = poor_chance(own)
    assert idle == pytest.approx(working + 0.4)


def test_those_who_come_are_households_with_heads_and_children(chance):
    coming = arrivals(500, first_id=90, chance=chance)
    own = households(coming.people, homes(500))
    assert coming.people.id.min() == 90
    assert set(own.heads) == {1, 2}
    assert own.size.max() == 5
    assert coming.people.age[coming.people.head].min() >= 19
    assert coming.people.age[~coming.people.head].max() < 18
    assert not coming.people.works[coming.people.age < 19].any()
    assert (coming.people.settled == 0).all()


def test_founders_are_all_ages(chance):
    ages = founders(2_000, chance=chance).people.age
    shares = [(ages < 18).mean(), (ages >= 67).mean()]
    assert shares == pytest.approx([0.26, 0.14], abs=0.04)


def test_children_take_after_their_parents(chance):
    strain = drawn_strain(4_000, chance)
    children = newborn(
        np.arange(4_000), strain, np.zeros(4_000, dtype=int), first_id=0, chance=chance
    )
    assert np.corrcoef(strain, children.strain)[0, 1] == pytest.approx(0.71, abs=0.05)
    assert children.strain.mean() == pytest.approx(strain.mean(), abs=0.02)
    assert not children.head.any()


def test_homes_are_built_as_the_areas_are(some_places, chance):
    built = first_homes(some_places, chance=chance)
    small = np.bincount(built.area, weights=built.rooms <= 2) / np.bincount(built.area)
    assert small == pytest.approx([p.small for p in some_places], abs=0.12)
    assert set(built.tenure) == {0, 1, 2}
    assert set(built.rooms) == {1, 2, 3, 4, 5}


def test_only_free_homes_change_hands_and_few_are_rebuilt(some_places, chance):
    built = first_homes(some_places, chance=chance)
    free = np.arange(0, len(built), 2)
    let = let_anew(built, free, some_places, year=FIRST, chance=chance)
    assert (let.tenure[1::2] == built.tenure[1::2]).all()
    assert (let.tenure[free] != built.tenure[free]).any()
    new = rebuilt(built, some_places, chance=chance)
    assert 0 < (new.rooms != built.rooms).mean() < 0.02


def test_there_is_one_town_for_each_year_with_figures(years):
    assert [year.year for year in years] == list(range(FIRST, LAST + 1))
    assert len(years[0].died) == 0
    assert years[0].town.people.id.tolist() == list(range(len(years[0].town.people)))


def test_ids_are_never_given_twice(years):
    for year in years:
        assert len(np.unique(year.town.people.id)) == len(year.town.people)
        assert year.town.people.id.max() < year.town.born


def test_the_city_neither_empties_nor_overflows(years):
    sizes = [len(year.town.people) for year in years]
    assert max(sizes) < 1.12 * min(sizes)
