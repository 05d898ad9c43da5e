"""Equations written: reading them again gives the same, and no bracket is too many."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.spirals.language.functions import BINDING, FUNCTIONS, MANY, SIGNS
from nabolag.spirals.language.parsing import LONGEST, TALLEST, parsed
from nabolag.spirals.language.tree import Call, Name, Number
from nabolag.spirals.language.writing import name_written, number_written, written

NAMES = st.one_of(
    st.sampled_from(["a", "births", "min", "If", "and", "NOT", "time", "two words"]),
    st.text(min_size=1).filter(
        lambda name: name.strip() and not set(name) & {'"', "\n"}
    ),
)
NUMBERS = st.floats(min_value=0, allow_nan=False, allow_infinity=False)
LEAVES = st.one_of(
    NUMBERS.map(lambda value: Number(value=abs(value))),
    NAMES.map(lambda name: Name(name=name)),
)


def calls(parts):
    def of(name, least, most):
        arguments = st.lists(parts, min_size=least, max_size=min(most, least + 2))
        return arguments.map(lambda some: Call(function=name, arguments=tuple(some)))

    return st.one_of(
        st.sampled_from(sorted(SIGNS)).flatmap(lambda sign: of(sign, 2, 2)),
        st.sampled_from(sorted(BINDING)).flatmap(lambda sign: of(sign, 1, 1)),
        st.sampled_from(sorted(FUNCTIONS)).flatmap(
            lambda name: of(name, FUNCTIONS[name].least, FUNCTIONS[name].most)
        ),
    )


TREES = st.recursive(LEAVES, calls, max_leaves=20)


@given(TREES)
def test_reading_what_was_written_gives_the_same_tree(tree):
    assert parsed(written(tree)) == tree


@pytest.mark.parametrize(
    ("read", "again"),
    [
        ("((a+b))*2-(c*d)", "(a + b) * 2 - c * d"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a-b)-c", "a - b - c"),
        ("a/(b/c)", "a / (b / c)"),
        ("(a^b)^c", "(a ^ b) ^ c"),
        ("a^(b^c)", "a ^ b ^ c"),
        ("(-a)^2", "(-a) ^ 2"),
        ("-(a^2)", "-a ^ 2"),
        ("2^(-a)", "2 ^ -a"),
        ("2^(-a*b)", "2 ^ (-a * b)"),
        ("-(a*b)", "-(a * b)"),
        ("a--b", "a - -b"),
        ("+a", "a"),
        ("not (a = b)", "not a = b"),
        ("(not a) = b", "(not a) = b"),
        ("not (a and b)", "not (a and b)"),
        ("(a or b) and c", "(a or b) and c"),
        ("a AND b≥1", "a and b >= 1"),
        ("(a<b)=c", "(a < b) = c"),
        ("IF(a>0,b,1e-7)", "if(a > 0, b, 1e-07)"),
        ('"births"+"people in work"', 'births + "people in work"'),
    ],
)
def test_equations_are_written_with_spaces_and_the_brackets_they_need(read, again):
    assert written(parsed(read)) == again


SIMPLE = st.recursive(
    st.sampled_from([Name(name="a"), Name(name="b"), Number(value=2)]),
    lambda parts: st.one_of(
        st.tuples(st.sampled_from(sorted(SIGNS)), parts, parts),
        st.tuples(st.sampled_from(sorted(BINDING)), parts),
    ).map(lambda call: Call(function=call[0], arguments=call[1:])),
    max_leaves=10,
)


def without_one_pair(text):
    """Every way of leaving out one pair of brackets."""
    opened = []
    for at, letter in enumerate(text):
        if letter == "(":
            opened.append(at)
        elif letter == ")":
            begun = opened.pop()
            yield text[:begun] + " " + text[begun + 1 : at] + " " + text[at + 1 :]


@given(SIMPLE)
def test_no_pair_of_brackets_can_be_left_out(tree):
    for text in without_one_pair(written(tree)):
        try:
            read = parsed(text)
        except BadInput:
            continue
        assert read != tree


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_with_all_its_digits(value):
    assert float(number_written(value)) == value


@pytest.mark.parametrize("value", [2.0, 0.5, 1e300, 5e-324])
@pytest.mark.parametrize("sign", ["^", "*", "-"])
def test_a_number_below_nought_is_read_back_as_worth_the_same(worth, value, sign):
    two = Number(value=-value), Number(value=2)
    for arguments in (two, two[::-1]):
        tree = Call(function=sign, arguments=arguments)
        again = parsed(written(tree))
        try:
            known = worth(tree, {})
        except OverflowError:
            continue
        assert worth(again, {}) == known


def test_minus_nought_keeps_its_brackets(worth):
    tree = Call(function="^", arguments=(Number(value=-0.0), Number(value=2)))
    assert math.copysign(1, worth(parsed(written(tree)), {})) == 1


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("births", "births"),
        ("trafikkstøy", "trafikkstøy"),
        ("Room_2", "Room_2"),
        ("2 rooms", '"2 rooms"'),
        ("people in work", '"people in work"'),
        ("a-b", '"a-b"'),
        ("Max", '"Max"'),
        ("AND", '"AND"'),
        ("time", "time"),
    ],
)
def test_a_name_has_quotation_marks_where_it_would_be_read_as_something_else(
    name, known
):
    assert name_written(name) == known
    assert parsed(known) == Name(name=name)


@pytest.mark.parametrize(
    "equation",
    [
        "a" + "+a" * TALLEST,
        "2" + "^-2" * 48,
        "-" * 98 + "a",
        "a and not " * 48 + "b",
        "abs(" * 98 + "a" + ")" * 98,
        ("min(" + ",".join(["a"] * MANY) + ")+") * 70 + "a",
        "(" * 98 + "a" + ")" * 98,
    ],
)
def test_an_equation_at_the_limits_can_be_written_and_read_again(equation):
    tree = parsed(equation)
    text = written(tree)
    assert len(equation) <= LONGEST
    assert parsed(text) == tree
    assert written(parsed(text)) == text
