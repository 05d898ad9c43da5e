"""What the tests of Storvik share: a few small towns, lived once."""

from __future__ import annotations

import pytest

from nabolag.demo.chance import Chance
from nabolag.demo.history import Year, history
from nabolag.demo.places import Place, places
from nabolag.demo.storvik import Storvik, storvik


@pytest.fixture(scope="session")
def whole_city() -> Storvik:
    """The city of the example."""
    return storvik()


@pytest.fixture(scope="session")
def small_city() -> Storvik:
    return storvik(7, areas=8, scale=0.2)


@pytest.fixture(scope="session")
def some_places() -> tuple[Place, ...]:
    return places(6, scale=0.15)


@pytest.fixture(scope="session")
def years(some_places) -> list[Year]:
    return list(history(some_places, seed=3))


@pytest.fixture
def chance() -> Chance:
    return Chance(1, "test")
