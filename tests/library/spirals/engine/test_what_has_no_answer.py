"""What cannot be worked out stays so, through whatever asks for it, in both engines."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.spirals.models import model, one

from nabolag.spirals.engine.reference import run_plainly
from nabolag.spirals.model.factors import Table, TableKind
from nabolag.spirals.model.model import Event, Model, Times
from nabolag.spirals.runs.ensemble import run
from nabolag.spirals.system.building import system_of

SHORT = Times(stop=1, step=1)
TABLES = tuple(Table(name=k.value, kind=k, x=(0, 1), y=(5, 6)) for k in TableKind)


def asked(equation: str) -> Model:
    """A model of one equation, with a 0, a 1 and a −8 that draws could change."""
    made = (one("none", 0), one("one", 1), one("eight", -8), one("x", equation))
    return model(*made, tables=TABLES, times=SHORT)


def worth(equation: str) -> float:
    """What an equation is worth by both engines, which agree."""
    made = asked(equation)
    fast = float(run(made).of("x")[-1, 0, 0])
    plain = float(run_plainly(system_of(made))["x"][-1, 0])
    assert fast == plain or (math.isnan(fast) and math.isnan(plain))
    return fast


WITHOUT = (
    *("1 / none", "none / none", "ln(none)", "ln(eight)", "sqrt(eight)"),
    *("mod(1, none)", "eight ^ 0.5", "none ^ -1", "arcsin(eight)", "arccos(2 * one)"),
)
ASKING = (
    *("if({} > 3, 1, 2)", "if(3 < {}, 1, 2)", "if({} >= 3, 1, 2)", "if({}, 1, 2)"),
    *("{} = 1", "{} <> 1", "1 <= {}", "not {}", "{} and 1", "0 or {}", "{} or {}"),
    *("min({}, 5)", "min(5, {})", "max({}, -5, 3)", "max(-5, 3, {})", "abs({})"),
    *("int({})", "0 * ({})", "({}) / 2", "({}) ^ 0", "1 ^ ({})", "({}) ^ -2"),
    *("exp(-({}))", "arctan({})", "tanh({})", "safediv(1, {}, 5)", "mod(1, {})"),
    *("lookup(clamped, {})", "lookup(extended, {})", "lookup(steps, {})"),
    *("if(1, {}, 2)", "if(0, 2, {})", "init({}) > 1", "step(1, {})", "pulse({})"),
    *("ramp(1, {})", "smooth({}, 1) > 2", "delay({}, 1) > 2", "from_areas({}) > 1"),
)


@pytest.mark.parametrize("inside", WITHOUT)
@pytest.mark.parametrize("asking", ASKING)
def test_nothing_that_asks_for_it_hides_it(asking: str, inside: str) -> None:
    equation = asking.replace("{}", inside)
    assert not math.isfinite(worth(equation))
    told = run(asked(equation))
    assert (told.failed_draws, told.failures[0].name) == (1, "x")


@pytest.mark.parametrize(
    ("equation", "expected"),
    [
        ("if(none > 0, 1 / none, 7)", 7),
        ("if(none = 0, 7, 1 / none)", 7),
        ("if(eight < 0, 0, sqrt(eight))", 0),
        ("none <> 0 and 1 / none > 3", 0),
        ("1 / none > 3 and none <> 0", 0),
        ("none = 0 or 1 / none > 3", 1),
        ("1 / none > 3 or none = 0", 1),
        ("safediv(1, none, 7)", 7),
        ("none ^ 0", 1),
        ("none ^ 2", 0),
        ("none / one", 0),
        ("0 and 1 / none", 0),
        ("not none", 1),
        ("not 0.5", 0),
        ("min(2, one)", 1),
        # From either side of 0 these come to 0, as they do there.
        ("1 / (one / none)", 0),
        ("one / ln(none)", 0),
        ("1 / (1 + exp(1000))", 0),
    ],
)
def test_a_guard_still_guards(equation: str, expected: float) -> None:
    assert worth(equation) == expected
    assert run(asked(equation)).failed_draws == 0


@pytest.mark.parametrize(
    ("sign", "table"),
    [("and", ("000", "01?", "0??")), ("or", ("01?", "111", "?1?"))],
)
def test_and_and_or_are_those_of_kleene(sign: str, table: tuple[str, ...]) -> None:
    for left, row in zip(("none", "one", "(1 / none)"), table, strict=True):
        for right, told in zip(("none", "one", "(1 / none)"), row, strict=True):
            found = worth(f"{left} {sign} {right}")
            assert math.isnan(found) if told == "?" else found == float(told)


@pytest.mark.parametrize(
    "equation",
    ["exp(1000) > 3", "min(exp(1000), 5)", "not exp(1000)", "exp(1000) and one"],
)
def test_what_is_too_large_to_be_held_is_no_number_either(equation: str) -> None:
    assert math.isnan(worth(equation))


@pytest.mark.parametrize("when", ["1 / none > 3", "1 / none"])
def test_an_event_that_cannot_be_told_has_not_come_about(when: str) -> None:
    made = replace(asked("1"), events=(Event(name="rich", when=when),))
    told = run(made)
    assert [failure.name for failure in told.failures] == ["rich"]
    assert np.isnan(told.first).all()


_Pair = tuple[str, float]


def _known(work: Callable[..., float]) -> Callable[..., float]:
    return lambda *given: work(*given) if all(map(math.isfinite, given)) else math.nan


def _or(left: float, right: float) -> float:
    if any(math.isfinite(side) and side for side in (left, right)):
        return 1.0
    return 0.0 if left == right == 0 else math.nan


def _and(left: float, right: float) -> float:
    if 0.0 in (left, right):
        return 0.0
    return 1.0 if math.isfinite(left) and math.isfinite(right) else math.nan


def _if(condition: float, then: float, otherwise: float) -> float:
    chosen = then if condition else otherwise
    return chosen if math.isfinite(condition) else math.nan


def _divided(above: float, below: float) -> float:
    if below:
        return above / below
    sign = math.copysign(1.0, above) * math.copysign(1.0, below)
    return sign * math.inf if above else math.nan


BY_HAND: dict[str, tuple[int, Callable[..., float]]] = {
    "({} + {})": (2, lambda a, b: a + b),
    "({} - {})": (2, lambda a, b: a - b),
    "({} * {})": (2, lambda a, b: a * b),
    "({} / {})": (2, _divided),
    "({} < {})": (2, _known(lambda a, b: float(a < b))),
    "({} >= {})": (2, _known(lambda a, b: float(a >= b))),
    "({} = {})": (2, _known(lambda a, b: float(a == b))),
    "({} <> {})": (2, _known(lambda a, b: float(a != b))),
    "({} and {})": (2, _and),
    "({} or {})": (2, _or),
    "(not {})": (1, _known(lambda a: float(not a))),
    "min({}, {})": (2, _known(min)),
    "max({}, {})": (2, _known(max)),
    "abs({})": (1, abs),
    "mod({}, {})": (2, _known(lambda a, b: math.fmod(a, b) if b else math.nan)),
    "sqrt({})": (1, lambda a: math.nan if a < 0 else math.sqrt(a)),
    "if({}, {}, {})": (3, _if),
    "safediv({}, {})": (2, _known(lambda a, b: a / b if b else 0.0)),
}
LEAVES = st.sampled_from([("none", 0.0), ("one", 1.0), ("eight", -8.0), ("2.5", 2.5)])


def _grown(parts: st.SearchStrategy[_Pair]) -> st.SearchStrategy[_Pair]:
    def put_together(form: str, operands: list[_Pair]) -> _Pair:
        count, work = BY_HAND[form]
        texts, values = zip(*operands[:count], strict=True)
        return form.format(*texts), work(*values)

    three = st.lists(parts, min_size=3, max_size=3)
    return st.builds(put_together, st.sampled_from(sorted(BY_HAND)), three)


@given(st.recursive(LEAVES, _grown, max_leaves=8))
@settings(max_examples=200, deadline=None)
def test_any_equation_is_worth_what_it_is_by_hand(pair: _Pair) -> None:
    equation, expected = pair
    found = worth(equation)
    assert found == expected or not (math.isfinite(found) or math.isfinite(expected))
