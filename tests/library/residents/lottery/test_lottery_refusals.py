"""Lists and wishes that the lottery says no to, and how it says so."""

from __future__ import annotations

import numpy as np
import pytest

from nabolag.errors import BadInput, Misbuilt, Refused
from nabolag.residents.lottery.drawing import draw_panel
from nabolag.residents.lottery.panels import counts_from
from nabolag.residents.lottery.pool import Person, Quota, pool_of
from nabolag.residents.lottery.replacing import Leaving, draw_replacements
from nabolag.residents.lottery.sharing_out import share

AGES = [
    Quota(category="age", feature="old", least=1, most=2),
    Quota(category="age", feature="young", least=1, most=2),
]


def person(id_, age, household=None):
    return Person(id=id_, features={"age": age}, household=household)


PEOPLE = [person("a", "old"), person("b", "old"), person("c", "young")]


def test_a_quota_whose_numbers_contradict_each_other_is_bad_input():
    with pytest.raises(BadInput, match="column age: “old” shall be from 3 to 2"):
        Quota(category="age", feature="old", least=3, most=2)
    with pytest.raises(BadInput, match="from -1 to 2"):
        Quota(category="age", feature="old", least=-1, most=2)


@pytest.mark.parametrize(("category", "feature"), [("", "old"), ("age", "")])
def test_a_quota_without_a_name_is_bad_input(category, feature):
    with pytest.raises(BadInput, match=f"“{category}: {feature}” lacks a name"):
        Quota(category=category, feature=feature, least=0, most=2)


def test_a_quota_listed_twice_is_bad_input():
    with pytest.raises(BadInput, match="The quota “age: old” is listed more than once"):
        draw_panel(PEOPLE, [*AGES, AGES[0]], size=2, seed="1")


def test_a_person_listed_twice_is_bad_input():
    with pytest.raises(BadInput, match="The person “a” is listed more than once"):
        draw_panel([*PEOPLE, PEOPLE[0]], AGES, size=2, seed="1")


def test_a_feature_without_a_quota_is_bad_input():
    with pytest.raises(BadInput, match="column age: “d” is “child”, which has no quot"):
        draw_panel([*PEOPLE, person("d", "child")], AGES, size=2, seed="1")


@pytest.mark.parametrize("features", [{}, {"age": ""}])
def test_a_person_without_a_feature_in_a_category_is_bad_input(features):
    people = [*PEOPLE, Person(id="d", features=features)]
    with pytest.raises(BadInput, match="column age: “d” has no feature here"):
        draw_panel(people, AGES, size=2, seed="1")


def test_empty_lists_are_bad_input():
    with pytest.raises(BadInput, match="There are no people"):
        draw_panel([], AGES, size=2, seed="1")
    with pytest.raises(BadInput, match="There are no quotas"):
        draw_panel(PEOPLE, [], size=2, seed="1")


@pytest.mark.parametrize("size", [0, 4])
def test_a_size_that_the_pool_cannot_fill_is_refused(size):
    with pytest.raises(Refused, match=f"A panel of {size} was asked for, of 3 people"):
        draw_panel(PEOPLE, AGES, size=size, seed="1")


def test_a_panel_larger_than_the_households_is_refused():
    people = [person("a", "old", "h"), person("b", "young", "h"), person("c", "old")]
    with pytest.raises(Refused, match="of 3 people in 2 households"):
        draw_panel(people, AGES, size=3, seed="1")


def test_an_empty_household_is_one_who_lives_alone():
    people = [person("a", "old", ""), person("b", "young", "")]
    assert pool_of(people, AGES).households == 2


def test_quotas_beyond_the_pool_are_relaxed_and_told():
    quotas = [
        Quota(category="age", feature="old", least=0, most=1),
        Quota(category="age", feature="young", least=1_000_000, most=1_000_000),
    ]
    lottery = draw_panel(PEOPLE, quotas, size=2, seed="1")
    assert [(each.after.least, each.after.most) for each in lottery.relaxed] == [
        (1, 1_000_000)
    ]


def leave(left, panel=("a", "c"), earlier=()):
    return Leaving(panel=panel, left=left, earlier=earlier)


def test_another_of_the_same_age_replaces_one_who_left():
    new = draw_replacements(PEOPLE, AGES, leave(["a"]), seed="1")
    assert new.drawn.people == ("b",)
    assert (new.quotas, new.relaxed) == (tuple(AGES), ())


def test_a_replacement_that_quotas_do_not_allow_relaxes_them():
    new = draw_replacements(PEOPLE, AGES, leave(["c"]), seed="1")
    assert new.drawn.people == ("b",)
    assert [(each.before, each.after.least) for each in new.relaxed] == [(AGES[1], 0)]


@pytest.mark.parametrize(
    ("leaving", "says"),
    [
        (leave([]), "No one has left"),
        (leave(["b"]), "“b” is not on the panel"),
        (leave(["a"], panel=("a", "z")), "“z” is not in the pool"),
        (leave(["a"], earlier=["y"]), "“y” is not in the pool"),
    ],
)
def test_people_who_do_not_fit_the_panel_are_bad_input(leaving, says):
    with pytest.raises(BadInput, match=says):
        draw_replacements(PEOPLE, AGES, leaving, seed="1")


def test_a_person_listed_twice_is_bad_input_also_when_on_the_panel():
    with pytest.raises(BadInput, match="“a” is listed more than once"):
        draw_replacements([*PEOPLE, PEOPLE[0]], AGES, leave(["a"]), seed="1")


def test_replacements_from_an_emptied_pool_are_refused():
    with pytest.raises(
        Refused, match="Everyone in the pool, or someone they live with"
    ):
        draw_replacements(PEOPLE, AGES, leave(["a"], earlier=["b"]), seed="1")


def test_those_who_live_with_someone_drawn_before_are_not_drawn():
    people = [
        person("a", "old", "h"),
        person("b", "old", "h"),
        person("c", "young"),
        person("d", "old"),
        person("e", "old", "k"),
        person("f", "old", "k"),
    ]
    drawn = {
        draw_replacements(
            people, AGES, leave(["a"], earlier=["e"]), seed=str(seed)
        ).drawn.people
        for seed in range(20)
    }
    assert drawn == {("d",)}


def test_a_solver_that_gives_up_is_told_of():
    with pytest.raises(Refused, match=r"ended without one \(Time limit reached\)"):
        counts_from(None, "Time limit reached")


def test_a_sharing_that_cannot_be_is_a_fault_in_the_program():
    # A panel that never seats the second kind cannot give it a settled chance.
    with pytest.raises(Misbuilt, match="the sharing of 1 panels among 2 kinds"):
        share(np.array([[1.0, 0.0]]), np.array([float("nan"), 0.5]))
