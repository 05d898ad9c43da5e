"""Small models of any equations, in which a last digit stays a last digit.

Each equation is a factor of its own and works on leaves and on earlier ones, brought
between −1 and 1. Where an answer jumps, what it jumps at is 0.0123 off: two ways of
working out the same number then do not fall on different sides.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from tests.library.spirals.models import model, one, stock

from nabolag.spirals.model.factors import Table, TableKind
from nabolag.spirals.model.model import Event, Method, Model, Times

EXACT = ("0.5", "1", "2", "3.25", "a", "time")
LEAVES = (*EXACT, "level", "other")
_TWO = ("+", "-", "*", "< 0.0123 +", "<= 0.0123 +", "> 0.0123 +")
_ONE = ("abs", "exp", "sin", "cos", "tan", "arctan", "sinh", "cosh", "tanh", "init")
_SHIFTED = ("int", "ln", "sqrt", "arcsin", "arccos", "lookup(steps,", "from_areas")

FORMS = (
    *(f"{{0}} {sign} {{1}}" for sign in _TWO),
    *(f"{name}({{0}})" for name in _ONE),
    *(f"{name}{'(' * ('(' not in name)}{{0}} + 0.0123)" for name in _SHIFTED),
    "-{0}",
    "{0} / ({1} + 0.0123)",
    "({0} + 0.0123) ^ {1}",
    "{0} ^ 2",
    "{0} >= {1} + 0.0123",
    "{2} = 2",
    "{2} <> 1",
    "{2} and {0} > 0.0123",
    "not {2}",
    "{2} > 1 or {0} > 0.0123",
    "not ({0} > 0.0123)",
    "if({0} > 0.0123, {1}, 3)",
    "if({2} = 1, 5, {0} / ({2} - 1))",
    "min({0}, {1}, 2)",
    "max({0}, {1})",
    "mod({0} + 0.0123, {2} + 0.5)",
    "safediv({0}, {2} - 1)",
    "safediv({0}, {2} - 2, {1})",
    "smooth({0}, {2} + 1)",
    "smooth({0}, 2, 2, {1})",
    "delay({0}, a + 1)",
    "delay({0}, 3, 3, {1})",
    "step({0}, {2})",
    "pulse(1, 0.5, 2) * {0}",
    "pulse({2}) + {0}",
    "ramp({0}, {2}, 3)",
    "ramp({0}, 1)",
    "lookup(clamped, 3 * {0})",
    "lookup(extended, 3 * {0})",
    "{0} * pi - dt + start_time / stop_time",
)
"""What may be worked out: of two operands, and of one whose every digit is known."""

_PICKS = st.tuples(st.sampled_from(FORMS), *[st.integers(0, 99)] * 3)


def made_of(*parts: tuple[str, int, int, int], method: Method = Method.EULER) -> Model:
    """Give a model with an equation for each form, and two stocks that follow them."""
    factors, known = [], list(LEAVES)
    for at, (form, *picks, exact) in enumerate(parts):
        operands = [known[pick % len(known)] for pick in picks]
        written = form.format(*operands, EXACT[exact % len(EXACT)])
        factors += [one(f"raw{at}", written)]
        factors += [one(f"part{at}", f"raw{at} / (1 + abs(raw{at}))")]
        known.append(f"part{at}")
    points = {"x": (-0.5, 1.0, 2.5), "y": (1.0, -1.0, 4.0)}
    made = model(
        one("a", 1.25),
        stock("level", 1, ("inflow",)),
        stock("other", "a + 1", (), ("outflow",), non_negative=True),
        one("inflow", f"0.1 * if(abs({known[-1]}) <= 9, {known[-1]}, 0.517)"),
        one("outflow", f"if(abs({known[-2]}) <= 9, {known[-2]}, 0.517)"),
        *factors,
        tables=tuple(Table(name=kind.value, kind=kind, **points) for kind in TableKind),
        times=Times(stop=4, step=0.25, save_every=0.5, method=method),
    )
    return replace(made, events=(Event(name="high", when="level > 1.1"),))


MODELS = st.builds(
    lambda parts, method: made_of(*parts, method=method),
    st.lists(_PICKS, min_size=1, max_size=9),
    st.sampled_from(Method),
)
"""Any of them."""
