"""What is said of equations that cannot be run, and where."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.spirals.models import model, one, stock

from nabolag.errors import BadInput
from nabolag.spirals.engine.reference import run_plainly
from nabolag.spirals.model.factors import Factor, Table
from nabolag.spirals.model.model import Event, Model
from nabolag.spirals.system.building import system_of
from nabolag.spirals.system.ordering import ordered
from nabolag.spirals.system.wiring import routes_of

TABLE = Table(name="effect", x=(0, 1), y=(0, 1))


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (
            model(one("b", "c"), one("c", "d + 1"), one("d", "b * 2")),
            ["b: Equations wait for each other at every step: b → d → c → b", "smooth"],
        ),
        (
            model(stock("a", "b"), stock("b", "a + 1")),
            ["a: Equations wait for each other at the start: a → b → a"],
        ),
        (
            model(one("births", "peple * 2"), stock("people", 1)),
            ["births, equation: Nothing is called “peple” at letter 1", "mean people?"],
        ),
        (model(one("b", "zzz")), ["“zzz”", "equation of its own"]),
        (
            model(stock("a", 1, ("inn",)), one("in", 2)),
            ["a, flows: Nothing is called “inn”", "Did you mean in?"],
        ),
        (
            model(one("a", "effect * 2"), tables=(TABLE,)),
            ["It is a table: write lookup(effect, …)"],
        ),
        (
            model(one("a", "lookup(b, 2)"), one("b", 1), tables=(TABLE,)),
            ["There is no table at letter 8", "effect"],
        ),
        (model(one("a", "lookup(2 + 3, 2)")), ["There is no table", "there is none"]),
        (
            model(one("a", "lookup(effect, effect)"), tables=(TABLE,)),
            ["at letter 16", "It is a table"],
        ),
        (
            model(one("a", "smooth(1, 2, 1.5)")),
            ["a, equation: The order of a delay is “1.5”", "1 to 100"],
        ),
        (model(one("b", 3), one("a", "delay(1, 2, b)")), ["“b”", "Write the number"]),
        (model(one("a", "delay(1, 2, 101)")), ["“101”"]),
        (model(one("a", "2 +")), ["a, equation: The equation ends"]),
        (model(one("pi", 3)), ["pi: “pi” always stands for 3.14159…", "other than"]),
        (model(stock("time", 3)), ["time: “time” always stands for", "another name"]),
        (model(Factor(name="drawn")), ["drawn: The factor has no equation"]),
        (
            replace(model(one("a", 1)), events=(Event(name="rich", when="a > q"),)),
            ["rich, when: Nothing is called “q”"],
        ),
    ],
)
def test_what_cannot_be_run_is_told_with_its_place(
    made: Model, says: list[str]
) -> None:
    with pytest.raises(BadInput) as told:
        system_of(made)
    assert all(part in str(told.value) for part in says), str(told.value)


def test_a_message_lists_no_more_names_than_can_be_read() -> None:
    made = model(*(one(f"factor {at}", at) for at in range(40)), one("a", "nothing"))
    with pytest.raises(BadInput) as told:
        system_of(made)
    assert str(told.value).count("factor ") == 19  # and a, which comes before them
    assert "…" in str(told.value)


def test_what_always_stands_for_a_number_may_flow() -> None:
    system = system_of(model(stock("a", 1, ("pi",), ("dt",))))
    assert run_plainly(system)["a"][-1] == pytest.approx(1 + 20 * (np.pi - 0.25))


@given(
    needs=st.dictionaries(
        st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), max_size=3)
    )
)
def test_each_stands_after_those_it_needs_or_a_ring_is_named(
    needs: dict[str, list[str]],
) -> None:
    whole = {name: needs.get(name, []) for name in "abcdefgh"}
    try:
        order = ordered(whole, at="at every step")
    except BadInput as error:
        ring = error.found.split(": ")[1].removesuffix(".").split(" → ")
        assert ring[0] == ring[-1] == min(ring)
        assert all(ring[at] in whole[ring[at + 1]] for at in range(len(ring) - 1))
    else:
        place = {name: at for at, name in enumerate(order)}
        assert all(place[n] < place[name] for name in whole for n in whole[name])


def test_a_link_goes_through_the_parts_of_a_delay() -> None:
    made = model(
        stock("people", 5, ("coming",)),
        one("coming", "delay(people * fewer, 2, 3)"),
        one("fewer", "smooth(1 / people, 3, 2)"),
        one("constant", 3),
        one("follows", "constant * 2"),
    )
    routes = routes_of(system_of(made))
    assert sorted(routes) == [
        ("coming", "people"),
        ("fewer", "coming"),
        ("people", "coming"),
        ("people", "fewer"),
    ]
    hidden = [name for ways in routes.values() for way in ways for name in way[1:-1]]
    assert {name[0] for name in hidden} == {"·"}
