"""Units of equations: each rule by hand, and what units are for: scales do not matter."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import Where
from nabolag.spirals.language.clashes import Clashing
from nabolag.spirals.language.functions import NEGATIVE
from nabolag.spirals.language.parsing import parsed
from nabolag.spirals.language.tree import Call, Name, Number
from nabolag.spirals.language.units import unit_from, unit_of, unit_read
from nabolag.spirals.language.writing import written

UNITS = {
    "people": "people", "jobs": "jobs", "more": "people", "rate": "1/year",
    "births": "people/year", "share": "1", "n": "1", "kr": "kr", "start": "year",
    "days": "days", "area": "m^2",
}  # fmt: skip
KNOWN = {name: unit_read(unit) for name, unit in UNITS.items()} | {"unsure": None}
TABLES = {
    "crowding": (unit_read("people"), unit_read("kr")),
    "half": (None, unit_read("kr")),
}
YEAR = unit_read("year")
UNLIKE, NUMBER, NOT_NONE, POWER, TIME = Clashing


def checked(equation, *, known=KNOWN, time=YEAR):
    tree = parsed(equation) if isinstance(equation, str) else equation
    return unit_of(tree, known=known, tables=TABLES, time_unit=time)


@pytest.mark.parametrize(
    ("equation", "unit"),
    [
        ("people", "people"),
        ("unsure", None),
        ("nowhere", None),
        ("people + more - more", "people"),
        ("people + 0", "people"),
        ("0 - people", "people"),
        ("share + 1", "1"),
        ("1 - share", "1"),
        ("people + unsure", None),
        ("rate * people", "people/year"),
        ("people / jobs", "people/jobs"),
        ("2 * people", "people"),
        ("people / 2", "people"),
        ("1 / start", "1/year"),
        ("people * unsure", None),
        ("unsure / people", None),
        ("0 * people", None),
        ("-people", "people"),
        ("people ^ 2", "people^2"),
        ("people ^ -1", "1/people"),
        ("people ^ (1 / 3)", "people^(1/3)"),
        ("people ^ 0.5", "people^(1/2)"),
        ("people ^ 0", "1"),
        ("share ^ n", "1"),
        ("2 ^ n", "1"),
        ("unsure ^ 2", None),
        ("people ^ unsure", None),
        ("sqrt(area)", "m"),
        ("sqrt(unsure)", None),
        ("min(people, more, 0)", "people"),
        ("max(0, people)", "people"),
        ("min(2, share)", "1"),
        ("min(2, unsure)", None),
        ("abs(people)", "people"),
        ("int(people)", "people"),
        ("mod(people, more)", "people"),
        ("init(people)", "people"),
        ("from_areas(people)", "people"),
        ("people > more", "1"),
        ("people > 0", "1"),
        ("share = 0.5", "1"),
        ("not (people > more) and share or n", "1"),
        ("if(people > more, people, 0)", "people"),
        ("if(share, people, unsure)", None),
        ("exp(share) + ln(n) + sin(n) + tanh(2)", "1"),
        ("exp(unsure)", "1"),
        ("exp(people / more)", "1"),
        ("safediv(people, jobs)", "people/jobs"),
        ("safediv(people, more, 1)", "1"),
        ("safediv(people, jobs, 0)", "people/jobs"),
        ("safediv(people, unsure, 1)", None),
        ("smooth(people, start)", "people"),
        ("smooth(people, 5, 3, more)", "people"),
        ("delay(people, start, 1, 0)", "people"),
        ("step(people, 2030)", "people"),
        ("step(people, start)", "people"),
        ("pulse(2030, dt, start)", "1"),
        ("ramp(births, 2030, stop_time)", "people"),
        ("ramp(unsure, 2030)", None),
        ("share + ramp(0.1, 2030)", "1"),
        ("time - start_time", "year"),
        ("dt / (stop_time - start)", "1"),
        ("pi * share", "1"),
        ("lookup(crowding, people)", "kr"),
        ("lookup(crowding, unsure)", "kr"),
        ("lookup(half, jobs)", "kr"),
        ("lookup(nowhere, jobs)", None),
        ("lookup(people + more, jobs)", None),
        # Numbers alone have whatever unit their variable has
        ("5", None),
        ("-5", None),
        ("1 / 12", None),
        ("exp(2)", None),
        ("step(5, 2030)", None),
        ("ramp(5, 2030)", None),
        ("if(people > more, 5, 6)", None),
        ("2 > 1", "1"),
    ],
)
def test_an_equation_in_which_nothing_clashes_has_this_unit(equation, unit):
    known = None if unit is None else unit_read(unit)
    assert checked(equation) == (known, ())


@pytest.mark.parametrize(
    ("equation", "unit", "clashes"),
    [
        ("people + jobs", None, [(UNLIKE, 10, "jobs", "people")]),
        ("people - rate * people", None, [(UNLIKE, 10, "people/year", "people")]),
        ("people + 5", "people", [(NUMBER, 10, "1", "people")]),
        ("5 + people", "people", [(NUMBER, 1, "1", "people")]),
        ("people + share", None, [(UNLIKE, 10, "1", "people")]),
        ("people + 2 * share", None, [(UNLIKE, 10, "1", "people")]),
        ("people + exp(2)", "people", [(NUMBER, 10, "1", "people")]),
        ("people + if(n, 1, 2)", "people", [(NUMBER, 10, "1", "people")]),
        ("people + step(5, start)", "people", [(NUMBER, 10, "1", "people")]),
        ("people + ramp(5, start)", "people", [(NUMBER, 10, "1", "people")]),
        ("people + ramp(people, 5)", None, [(UNLIKE, 10, "people*year", "people")]),
        ("people + (2 > 1)", None, [(UNLIKE, 11, "1", "people")]),
        ("people + pulse(2030)", None, [(UNLIKE, 10, "1", "people")]),
        ("unsure + people + jobs", None, []),
        ("min(unsure, people, jobs)", None, [(UNLIKE, 21, "jobs", "people")]),
        ("min(5, people, jobs, 0)", None,
         [(NUMBER, 5, "1", "people"), (UNLIKE, 16, "jobs", "people")]),
        ("people > jobs", "1", [(UNLIKE, 10, "jobs", "people")]),
        ("people >= 100", "1", [(NUMBER, 11, "1", "people")]),
        ("time > 2030", "1", [(NUMBER, 8, "1", "year")]),
        ("mod(people, 2)", "people", [(NUMBER, 13, "1", "people")]),
        ("if(share, people, jobs)", None, [(UNLIKE, 19, "jobs", "people")]),
        ("if(people, share, n)", "1", [(NOT_NONE, 4, "people", "1")]),
        ("not people", "1", [(NOT_NONE, 5, "people", "1")]),
        ("share and people", "1", [(NOT_NONE, 11, "people", "1")]),
        ("exp(2 * people)", "1", [(NOT_NONE, 5, "people", "1")]),
        ("sin(time)", "1", [(NOT_NONE, 5, "year", "1")]),
        ("people ^ n", None, [(POWER, 10, "1", "1")]),
        ("people ^ (n / 2)", None, [(POWER, 11, "1", "1")]),
        ("people ^ (1 / 0)", None, []),
        ("people ^ (2 + 1)", None, [(POWER, 11, "1", "1")]),
        ("people ^ 1e9", None, [(POWER, 10, "1", "1")]),
        ("people ^ jobs", None, [(NOT_NONE, 10, "jobs", "1")]),
        ("n ^ jobs", "1", [(NOT_NONE, 5, "jobs", "1")]),
        ("unsure ^ jobs", None, [(NOT_NONE, 10, "jobs", "1")]),
        ("safediv(people, jobs, 1)", "people/jobs", [(NUMBER, 23, "1", "people/jobs")]),
        ("safediv(people, jobs, kr)", None, [(UNLIKE, 23, "kr", "people/jobs")]),
        ("smooth(people, jobs)", "people", [(TIME, 16, "jobs", "year")]),
        ("smooth(people, days)", "people", [(TIME, 16, "day", "year")]),
        ("delay(people, 5, jobs, kr)", None,
         [(NOT_NONE, 18, "jobs", "1"), (UNLIKE, 24, "kr", "people")]),
        ("delay(people, 5, 1, 2)", "people", [(NUMBER, 21, "1", "people")]),
        ("step(people, share)", "people", [(TIME, 14, "1", "year")]),
        ("pulse(kr, 1, jobs)", "1", [(TIME, 7, "kr", "year"), (TIME, 14, "jobs", "year")]),
        ("ramp(births, kr)", "people", [(TIME, 14, "kr", "year")]),
        ("lookup(crowding, jobs)", "kr", [(UNLIKE, 18, "jobs", "people")]),
        ("lookup(crowding, 5)", "kr", [(NUMBER, 18, "1", "people")]),
        ("exp(people) + (people + 5) / more", "1",
         [(NOT_NONE, 5, "people", "1"), (NUMBER, 25, "1", "people")]),
        # Where a sum clashes its unit is not known, so that one fault is told once
        ("kr * (people + jobs) + people", None, [(UNLIKE, 16, "jobs", "people")]),
    ],
)  # fmt: skip
def test_clashes_are_told_with_their_place_and_both_units(equation, unit, clashes):
    found, told = checked(equation)
    assert found == (None if unit is None else unit_read(unit))
    assert [
        (clash.code, clash.at + 1, clash.found, clash.expected) for clash in told
    ] == [
        (code, letter, unit_read(one), unit_read(other))
        for code, letter, one, other in clashes
    ]


def test_without_a_unit_of_time_no_time_clashes():
    equation = "smooth(people, jobs) + step(people, kr) * (time > days)"
    assert checked(equation, time=None) == (unit_read("people"), ())


@pytest.mark.parametrize(
    ("equation", "message"),
    [
        (
            "people + jobs",
            "births: There is something measured in job at letter 10 of “people + jobs”, "
            "before “jobs”. Expected something measured in person. Multiply or divide by "
            "what turns the one into the other.",
        ),
        (
            "people + 5",
            "births: There is a number without a unit at letter 10 of “people + 5”, before "
            "“5”. Expected something measured in person. Give the number a name and a "
            "unit of its own, and use the name.",
        ),
        (
            "exp(kr)",
            "births: There is something measured in kr at letter 5 of “exp(kr)”, before "
            "“kr)”. Expected something without a unit. Divide by a size to compare it "
            "with, in the same unit.",
        ),
        (
            "kr ^ n",
            "births: There is something without a unit at letter 6 of “kr ^ n”, before "
            "“n”. Expected a number as the power. Write the power as a number, or divide "
            "by a size to compare with.",
        ),
        (
            "step(kr, kr)",
            "births: There is something measured in kr at letter 10 of “step(kr, kr)”, "
            "before “kr)”. Expected something measured in year. Give the time in the unit "
            "of the model's time.",
        ),
    ],
)
def test_a_clash_says_what_was_found_where_and_what_to_do(equation, message):
    _, [clash] = unit_of(
        parsed(equation),
        known=KNOWN,
        tables=TABLES,
        time_unit=YEAR,
        where=Where(file="births"),
    )
    assert str(clash.error(equation)) == message


# Trees of chance, most of which clash
LEAVES = [*(Name(name=name) for name in [*UNITS, "unsure", "time"]),
          *(Number(value=value) for value in (0, 0.5, 2, 3))]  # fmt: skip
ARITIES = {"+": 2, "-": 2, "*": 2, "/": 2, "<": 2, "min": 2, "max": 2, "abs": 1,
           "sqrt": 1, "exp": 1, "if": 3, NEGATIVE: 1, "^": 2, "and": 2, "not": 1}  # fmt: skip
TREES = st.recursive(
    st.sampled_from(LEAVES),
    lambda parts: st.sampled_from(sorted(ARITIES)).flatmap(
        lambda name: st.lists(
            parts, min_size=ARITIES[name], max_size=ARITIES[name]
        ).map(lambda some: Call(function=name, arguments=tuple(some)))
    ),
    max_leaves=12,
)


def with_places(tree):
    return parsed(written(tree))


def renamed(unit, names):
    return unit and unit_from({names.get(name, name): p for name, p in unit.powers})


@given(TREES, st.permutations(["person", "job", "kr", "year", "day", "m", "zorg"]))
def test_measuring_in_units_of_other_names_changes_names_and_nothing_else(tree, order):
    names = dict(zip(sorted(order), order, strict=True))
    tree = with_places(tree)
    unit, clashes = checked(tree)
    known = {name: renamed(each, names) for name, each in KNOWN.items()}
    other, others = checked(tree, known=known, time=renamed(YEAR, names))
    assert other == renamed(unit, names)
    assert [
        (
            clash.code,
            clash.at,
            renamed(clash.found, names),
            renamed(clash.expected, names),
        )
        for clash in clashes
    ] == [(clash.code, clash.at, clash.found, clash.expected) for clash in others]


@given(TREES, st.sets(st.sampled_from(sorted(UNITS))))
def test_variables_of_other_names_change_nothing(tree, some):
    def other(name):
        return f"the {name}" if name in some else name

    def told(tree):
        if isinstance(tree, Name):
            return Name(name=other(tree.name), at=tree.at)
        if isinstance(tree, Number):
            return tree
        parts = tuple(told(part) for part in tree.arguments)
        return Call(function=tree.function, arguments=parts, at=tree.at)

    tree = with_places(tree)
    known = {other(name): unit for name, unit in KNOWN.items()}
    assert checked(told(tree), known=known) == checked(tree)


@given(TREES, st.sets(st.sampled_from(sorted(UNITS))))
def test_not_knowing_a_unit_never_makes_a_clash(tree, unsure):
    tree = with_places(tree)
    known = {name: None if name in unsure else unit for name, unit in KNOWN.items()}
    at = {clash.at for clash in checked(tree)[1]}
    assert {clash.at for clash in checked(tree, known=known)[1]} <= at
    assert checked(tree, known={}, time=None)[1] == ()


# What units are for (Bridgman 1922): where an equation is right, measuring people in
# thousands and kroner in øre scales its worth as its unit says.
VALUES = {"people": 812.5, "jobs": 333.0, "more": 97.25, "rate": 0.031, "births": 11.5,
          "share": 0.375, "n": 1.75, "kr": 1.2e4, "start": 7.5, "days": 91.0,
          "area": 55.0, "time": 2.25}  # fmt: skip
SCALES = {"person": 16.0, "job": 0.25, "kr": 64.0, "year": 4.0, "day": 1 / 16, "m": 2.0}


def factor(unit):
    return math.prod(SCALES[name] ** float(power) for name, power in unit.powers)


def random_tree(draw, height):
    if height == 0 or draw.random() < 0.25:
        leaves = [leaf for leaf in LEAVES if leaf != Name(name="unsure")]
        return leaves[draw.integers(len(leaves))]
    name = sorted(ARITIES)[draw.integers(len(ARITIES))]
    parts = tuple(random_tree(draw, height - 1) for _ in range(ARITIES[name]))
    return Call(function=name, arguments=parts)


def worth_or_none(worth, tree, values):
    try:
        found = worth(tree, values)
    except (ArithmeticError, ValueError, TypeError):
        return None
    return None if isinstance(found, complex) else float(found)


def test_where_nothing_clashes_the_scale_of_units_does_not_matter(worth):
    draw = np.random.default_rng(3)
    known = {**KNOWN, "time": YEAR}
    scaled = {name: each * factor(known[name]) for name, each in VALUES.items()}
    tried = 0
    for _ in range(6000):
        tree = random_tree(draw, 3)
        unit, clashes = checked(tree)
        one, other = (worth_or_none(worth, tree, each) for each in (VALUES, scaled))
        if unit is None or clashes or one is None or other is None:
            continue
        tried += unit.powers != ()
        assert other == pytest.approx(one * factor(unit), rel=1e-9), written(tree)
    assert tried > 300


# Trees built rightly from a unit on: sums of the same, products of what makes it up
BASIC = ["people", "kr", "jobs", "start", "share"]


@st.composite
def built(draw, unit=None, height=4):
    unit = unit or KNOWN[draw(st.sampled_from(BASIC))]
    names = [name for name in UNITS if KNOWN[name] == unit]
    if height == 0:
        return product_of(unit)
    ways = ["+", "min", "if", "*", "/", "abs", "sqrt"] + ["name"] * bool(names)
    way = draw(st.sampled_from(ways))
    if way == "name":
        return Name(name=draw(st.sampled_from(names)))
    other = KNOWN[draw(st.sampled_from(BASIC))]
    units = {
        "+": [unit, unit],
        "min": [unit, unit, unit],
        "if": [KNOWN["share"], unit, unit],
        "*": [unit / other, other],
        "/": [unit * other, other],
        "abs": [unit],
        "sqrt": [unit * unit],
    }[way]
    parts = tuple(draw(built(unit=each, height=height - 1)) for each in units)
    return Call(function=way, arguments=parts)


def product_of(unit):
    """The simplest equation of a unit: a product of powers of one name each."""
    names = {"person": "people", "kr": "kr", "job": "jobs", "year": "start"}
    tree = Name(name="share")
    for base, power in unit.powers:
        raised = Call(
            function="^",
            arguments=(Name(name=names[base]), Number(value=abs(float(power)))),
        )
        sign = "*" if power > 0 else "/"
        tree = Call(function=sign, arguments=(tree, raised))
    return tree


@given(st.data(), st.sampled_from(BASIC))
def test_an_equation_built_for_a_unit_has_it(data, name):
    tree = data.draw(built(unit=KNOWN[name]))
    assert checked(tree) == (KNOWN[name], ())


@given(st.data(), st.permutations(BASIC))
def test_a_sum_of_equations_built_for_two_units_clashes_once(data, order):
    one, other = (data.draw(built(unit=KNOWN[name])) for name in order[:2])
    tree = with_places(Call(function="+", arguments=(one, other)))
    _, [clash] = checked(tree)
    assert (clash.code, clash.found, clash.expected) == (
        UNLIKE,
        KNOWN[order[1]],
        KNOWN[order[0]],
    )


def test_the_unit_of_a_very_tall_equation_is_found():
    tall = "sqrt(" * 60 + "people" + ")" * 60 + " + 0" * 100
    unit = unit_from({"person": Fraction(1, 2**60)})
    assert checked(tall) == (unit, ())


@pytest.mark.parametrize("power", [1.37, 0.00137, 99.99, 1e-300])
def test_the_powers_of_a_very_tall_equation_can_be_written(power):
    tree = Name(name="people")
    for _ in range(200):
        tree = Call(function="^", arguments=(tree, Number(value=power)))
    unit, clashes = checked(tree)
    assert clashes == ()
    assert str(unit)[:7] in {"person^", "1"}
