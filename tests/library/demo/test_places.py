"""What the areas are called, where they lie, what they are like and what changes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.demo.names import districts, squares
from nabolag.demo.places import PLANTED, places, trait
from nabolag.demo.planting import (
    FIRST,
    LAST,
    PLANTED_CHANGES,
    STARTS,
    trait_in,
)
from nabolag.errors import WrongUsage

TRAITS = sorted({name for change in PLANTED_CHANGES for name in change.moves})


def test_the_city_has_sixty_areas_in_eight_districts():
    assert len({square.code for square in squares()}) == 60
    assert {square.district for square in squares()} == {d.code for d in districts()}
    assert len(districts()) == 8


def test_no_name_and_no_square_stands_twice():
    for some in (squares(), districts()):
        assert len({square.name for square in some}) == len(some)
        assert len({(square.column, square.row) for square in some}) == len(some)
    assert not {s.name for s in squares()} & {d.name for d in districts()}


def test_every_area_lies_beside_another_of_its_district():
    standing = {(s.column, s.row): s.district for s in squares()}
    for (column, row), district in standing.items():
        beside = [(column - 1, row), (column + 1, row), (column, row - 1)]
        beside.append((column, row + 1))
        assert district in {standing.get(place) for place in beside}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Dalen", "Dalen"),
        ("Havnekvartalet", "Havne-\nkvartalet"),
        ("Øvre Vik", "Øvre\nVik"),
    ],
)
def test_long_names_are_broken_on_their_tile(name, label):
    assert next(s.label for s in squares() if s.name == name) == label


@given(areas=st.integers(4, 60))
def test_a_part_of_the_city_always_holds_the_planted_areas(areas):
    some = places(areas)
    assert len({place.code for place in some}) == areas
    assert {place.square.name for place in some} >= set(PLANTED)


def test_an_area_is_the_same_whatever_part_of_the_city_is_taken():
    whole = {place.code: place for place in places()}
    assert all(whole[place.code] == place for place in places(20))


@pytest.mark.parametrize("areas", [3, 61])
def test_a_city_of_too_few_or_too_many_areas_is_refused(areas):
    with pytest.raises(WrongUsage, match=f"Storvik with {areas} areas"):
        places(areas)


def test_the_scale_multiplies_the_homes_and_nothing_else():
    small, large = places(), places(scale=3)
    assert trait(large, "homes") == pytest.approx(3 * trait(small, "homes"))
    assert (trait(large, "answers") == trait(small, "answers")).all()
    assert min(place.homes for place in places(scale=1e-9)) == 1


@pytest.mark.parametrize(
    "share", ["small", "rented", "municipal", "far", "press", "faults"]
)
def test_shares_are_between_none_and_all_in_every_year(share):
    for year in (FIRST, LAST):
        assert (trait_in(places(), share, year) > 0).all()
        assert (trait_in(places(), share, year) < 1).all()


@pytest.mark.parametrize("name", TRAITS)
def test_only_the_planted_areas_change(name):
    where = places()
    noise = np.array([place.square.name not in PLANTED for place in where])
    change = trait_in(where, name, LAST) - trait_in(where, name, FIRST)
    assert (change[noise] == 0).all()
    assert (change[~noise] != 0).any()


@pytest.mark.parametrize("name", TRAITS)
def test_nothing_has_changed_before_the_changes_start_or_goes_on_after(name):
    where = places(4)
    assert (trait_in(where, name, STARTS) == trait(where, name)).all()
    assert (trait_in(where, name, LAST + 5) == trait_in(where, name, LAST)).all()


def test_changes_are_planted_in_the_areas_that_are_said_to_have_them():
    assert tuple(change.area for change in PLANTED_CHANGES) == PLANTED
    kinds = [change.kind for change in PLANTED_CHANGES]
    assert kinds == ["falls_behind"] * 2 + ["moving_alone", "stayers_improve"]
