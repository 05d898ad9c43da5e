"""Equations read: known trees, Python's own arithmetic, and what errors say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import BadInput, Where
from nabolag.spirals.language.functions import NEGATIVE
from nabolag.spirals.language.parsing import DEEPEST, LONGEST, TALLEST, parsed
from nabolag.spirals.language.tree import (
    Call,
    Name,
    Number,
    begun_at,
    height_of,
    names_in,
    parts_of,
    rewritten,
)


def tree(found):
    """Numbers and names as they are, and calls as tuples: what tests are written in."""
    if isinstance(found, Call):
        return (found.function, *(tree(part) for part in found.arguments))
    return found.value if isinstance(found, Number) else found.name


KNOWN = {
    "1": 1.0,
    "0.5": 0.5,
    ".5": 0.5,
    "5.": 5.0,
    "1e3": 1000.0,
    "2.5E-1": 0.25,
    "births": "births",
    "Barn_i_bydelen": "Barn_i_bydelen",
    "trafikkstøy": "trafikkstøy",
    "住民": "住民",
    '"people in work"': "people in work",
    '"min"': "min",
    '"and"': "and",
    '")"': ")",
    'min(")", 1)': ("min", ")", 1.0),
    '"2 rooms, small"': "2 rooms, small",
    "min": "min",
    "1 + 2 * 3": ("+", 1.0, ("*", 2.0, 3.0)),
    "(1 + 2) * 3": ("*", ("+", 1.0, 2.0), 3.0),
    "a - b - c": ("-", ("-", "a", "b"), "c"),
    "a / b * c": ("*", ("/", "a", "b"), "c"),
    "a ^ b ^ c": ("^", "a", ("^", "b", "c")),
    "-a ^ b": (NEGATIVE, ("^", "a", "b")),
    "a ^ -b": ("^", "a", (NEGATIVE, "b")),
    "a ^ -b ^ c": ("^", "a", (NEGATIVE, ("^", "b", "c"))),
    "a ^ -b * c": ("*", ("^", "a", (NEGATIVE, "b")), "c"),
    "-a * b": ("*", (NEGATIVE, "a"), "b"),
    "a * -b": ("*", "a", (NEGATIVE, "b")),
    "a - -b": ("-", "a", (NEGATIVE, "b")),
    "+a": "a",
    "a + +b": ("+", "a", "b"),
    "a < b + 1": ("<", "a", ("+", "b", 1.0)),
    "a = b and c <> d": ("and", ("=", "a", "b"), ("<>", "c", "d")),
    "a or b and c": ("or", "a", ("and", "b", "c")),
    "not a = b": ("not", ("=", "a", "b")),
    "not a and b": ("and", ("not", "a"), "b"),
    "a and not not b": ("and", "a", ("not", ("not", "b"))),
    "a OR NOT b And c": ("or", "a", ("and", ("not", "b"), "c")),
    "(a < b) = (c < d)": ("=", ("<", "a", "b"), ("<", "c", "d")),
    "a == b": ("=", "a", "b"),
    "a != b": ("<>", "a", "b"),
    "a ≤ b and c ≥ d": ("and", ("<=", "a", "b"), (">=", "c", "d")),
    "a ≠ b": ("<>", "a", "b"),
    "a × b · c ÷ d − 1": ("-", ("/", ("*", ("*", "a", "b"), "c"), "d"), 1.0),
    "if(a > 0, b, c)": ("if", (">", "a", 0.0), "b", "c"),
    "MAX(a, Min(b, 1))": ("max", "a", ("min", "b", 1.0)),
    "safediv(a, b)": ("safediv", "a", "b"),
    "smooth(a, 5, 3, 100)": ("smooth", "a", 5.0, 3.0, 100.0),
    "lookup(crowding, people / dwellings)": (
        "lookup",
        "crowding",
        ("/", "people", "dwellings"),
    ),
    " a\n  + b\t": ("+", "a", "b"),
}


@pytest.mark.parametrize(("equation", "known"), KNOWN.items())
def test_an_equation_is_read_as_this_tree(equation, known):
    assert tree(parsed(equation)) == known


# An equation with ^, and the same one for Python
VALUES = {"a": 3.0, "b": -0.5, "c": 0.0, "d": 7.25}
OPERANDS = st.sampled_from(["0", "1", "2", "0.5", "3", *VALUES])
ARITHMETIC = st.sampled_from(["+", "-", "*", "/", "^"])
COMPARISON = st.sampled_from(["<", "<=", ">", ">=", "=", "<>"])


def joined(parts, sign, most=4):
    more = st.tuples(sign, parts).map(" ".join)
    return st.tuples(parts, st.lists(more, max_size=most).map(" ".join)).map(" ".join)


def around(inside):
    """Sums, powers and comparisons of parts, with a minus or brackets here and there."""
    part = st.one_of(inside, inside.map("-{}".format), inside.map("({})".format))
    sums = joined(part, ARITHMETIC)
    compared = st.tuples(sums, COMPARISON, sums).map(" ".join)
    logic = joined(
        st.one_of(compared, compared.map("not {}".format)),
        st.sampled_from(["and", "or"]),
    )
    bracketed = st.one_of(sums, compared, logic).map("({})".format)
    called = st.tuples(sums, sums).map(lambda two: f"min({two[0]}, {two[1]})")
    return st.one_of(bracketed, called)


EXPRESSIONS = st.recursive(OPERANDS, around, max_leaves=12)


def in_python(equation):
    signs = {"^": "**", "=": "==", "<>": "!="}
    parts = re.findall(r"[a-z]+|[\d.]+|<=|>=|<>|.", equation)
    return "".join(
        f"{float(part)}" if part[0].isdigit() else signs.get(part, part)
        for part in parts
    )


def outcome(work):
    try:
        return repr(work())
    except (ZeroDivisionError, OverflowError, TypeError) as error:
        return type(error).__name__


@given(EXPRESSIONS)
def test_signs_bind_as_they_do_in_python(worth, equation):
    read = parsed(equation)
    python = compile(in_python(equation), "equation", "eval")
    by_python = outcome(
        lambda: eval(python, {"min": min}, VALUES)  # noqa: S307 — Python is the oracle
    )
    assert outcome(lambda: worth(read, VALUES)) == by_python


@given(EXPRESSIONS)
def test_brackets_around_the_whole_change_nothing(equation):
    assert parsed(f"(({equation}))") == parsed(equation)


@given(EXPRESSIONS)
def test_brackets_around_each_part_change_nothing(equation):
    def bracketed(part):
        if isinstance(part, Number):
            return f"({part.value!r})"
        if isinstance(part, Name):
            return f"({part.name})"
        inner = [bracketed(each) for each in part.arguments]
        if part.function in {"min", "not", NEGATIVE}:
            sign = "-" if part.function == NEGATIVE else part.function
            return f"({sign}({', '.join(inner)}))"
        return f"({inner[0]} {part.function} {inner[1]})"

    read = parsed(equation)
    assert parsed(bracketed(read)) == read


@given(EXPRESSIONS, st.sampled_from(["", " ", "\n", "\t  "]))
def test_spaces_between_signs_change_nothing(equation, space):
    spread = re.sub(r"([-+*/^(),])", rf"{space}\1{space}", equation)
    assert parsed(spread) == parsed(equation)


# What is wrong, the letter it is at, and words of the message
ERRORS = [
    ("", 1, "The equation ends at letter 1", "a number, a name or a bracket ("),
    ("births -", 9, "The equation ends", "a number, a name or a bracket ("),
    ("births * / 2", 10, "There is “/”", "a number, a name or a bracket ("),
    ("a and", 6, "The equation ends", "a number, a name or a bracket ("),
    ("and b", 1, "There is “and”", "a number, a name or a bracket ("),
    ("(a + b", 7, "The equation ends", "a bracket ) to end what began with ("),
    ("a + b)", 6, "There is “)”", "the end, or a sign such as + or *"),
    ("()", 2, "There is “)”", "a number, a name or a bracket ("),
    ("people in work", 8, "There is “in”", "A name with spaces stands in quotation"),
    ('a "b c"', 3, "There is “b c”", "Mend the equation there."),
    ("1 000", 3, "There is “000”", "A number has no spaces in it"),
    ("1.2.3", 4, "There is “.3”", "one decimal point"),
    ("0,5 * a", 2, "There is “,”", "A decimal number has a point, as in 0.5."),
    ("2 people", 3, "There is “people”", "Multiply with *"),
    ("2(a + b)", 2, "There is “(”", "Multiply with *"),
    ("(a)(b)", 4, "There is “(”", "Mend the equation there."),
    ("people(2)", 1, "There is no function “people”", "Multiply with *"),
    ("maxx(a, b)", 1, "There is no function “maxx”", "Did you mean max?"),
    ("if a > b then c", 4, "There is “a”", "It is written if(condition, then,"),
    ("if(a, b)", 1, "“if” has 2 arguments", "if(condition, then, otherwise)"),
    ("abs()", 1, "“abs” has 0 arguments", "abs(x)"),
    ("1 + ln(a, b)", 5, "“ln” has 2 arguments", "ln(x)"),
    ("sqrt(a", 7, "The equation ends", "a comma before the next argument, or )"),
    ("min(a b)", 7, "There is “b”", "a comma before the next argument, or )"),
    ("min(a,)", 7, "There is “)”", "a number, a name or a bracket ("),
    ("a < b < c", 7, "There is “<”", "one comparison at a time, joined by and"),
    ("a = b = c", 7, "There is “=”", "one comparison at a time, joined by and"),
    ("1 - not a", 5, "There is “not”", "a bracket before not, as in 1 - (not a)"),
    ("a = not b", 5, "There is “not”", "a bracket before not"),
    ("1e999", 1, "There is “1e999”", "at most 1.8e308"),
    ('a + ""', 5, "There is “”", "a name between the quotation marks"),
    ('"  "', 1, "There is “  ”", "a name between the quotation marks"),
    ('"a', 1, 'There is “"”', "a quotation mark after the name too"),
    ('"a\nb"', 1, 'There is “"”', "a quotation mark after the name too"),
    ("5 %", 3, "There is “%”", "a share such as 0.05 instead of 5 %"),
    ("{a}", 1, "There is “{”", "round brackets"),
    ("a[1]", 2, "There is “[”", "arrays are written out"),
    ("a & b", 3, "There is “&”", "the word and"),
    ("a || b", 3, "There is “|”", "the word or"),
    ("!a", 1, "There is “!”", "the word not"),
    ("'a b'", 1, "There is “'”", 'names in quotation marks of this kind: "'),
    ("“a b”", 1, "There is ““”", 'names in quotation marks of this kind: "'),
    ("min(a; b)", 6, "There is “;”", "a comma"),
    ("a ? b", 3, "There is “?”", "numbers, names and the signs"),
    ("a \x00", 3, "There is “\ufffd”", "numbers, names and the signs"),
    ("a \ud800", 3, "There is “\ufffd”", "numbers, names and the signs"),
]


@pytest.mark.parametrize(("equation", "letter", "found", "told"), ERRORS)
def test_an_error_says_what_is_wrong_and_where(equation, letter, found, told):
    with pytest.raises(BadInput) as raised:
        parsed(equation, where=Where(file="model.json", line=3))
    message = str(raised.value)
    assert message.startswith(f"model.json, line 3: {found} ")
    assert f"at letter {letter} of “" in message
    assert told in message
    message.encode()  # nothing in it that cannot be shown


def test_a_message_shows_only_the_part_of_a_long_equation_where_it_goes_wrong():
    with pytest.raises(BadInput) as raised:
        parsed("a + " * 100 + "b c" + " + a" * 50)
    message = str(raised.value)
    assert "at letter 403 of “…" in message
    assert len(message) < 300


def test_a_very_long_word_is_cut_short_in_a_message():
    with pytest.raises(BadInput) as raised:
        parsed("a " + "b" * 5000)
    assert len(str(raised.value)) < 400


def test_an_equation_may_have_so_many_letters_and_no_more():
    longest = "a" * LONGEST
    assert parsed(longest) == Name(name=longest)
    assert parsed(f"  {longest}  ") == Name(name=longest)  # spaces are not counted
    with pytest.raises(
        BadInput, match=r"10,001 letters, one too many at letter 10001 "
    ):
        parsed(longest + "b")


def test_equations_may_lie_so_deep_and_no_deeper():
    most = DEEPEST - 1
    assert parsed("(" * most + "a" + ")" * most) == Name(name="a")
    with pytest.raises(BadInput, match=f"at letter {DEEPEST + 1} .*at most {DEEPEST}"):
        parsed("(" * (most + 1) + "a" + ")" * (most + 1))


def test_so_many_steps_may_follow_one_another_and_no_more():
    assert height_of(parsed("a" + " + a" * TALLEST)) == TALLEST
    with pytest.raises(BadInput, match=f"too many steps.*at letter .*most {TALLEST}"):
        parsed("a" + " + a" * (TALLEST + 1))


def read_or_refused(equation):
    try:
        return parsed(equation), ""
    except BadInput as error:
        return None, str(error)


@pytest.mark.parametrize(
    "repeated",
    ["(", "-", "+", "a+", "a-", "not ", "a^", "a=", "a and ", "min(", "a,", "1", "1.",
     "a ", '"', "é", ")", "2^-", "if(", "a<", "sqrt(a)*", " "],
)  # fmt: skip
def test_ten_thousand_letters_of_the_same_end_in_a_tree_or_an_error(repeated):
    equation = (repeated * LONGEST)[:LONGEST]
    for each in (equation, equation + "a", f"min({equation})"):
        read, said = read_or_refused(each)
        assert height_of(read) <= TALLEST if read else "at letter " in said


def test_each_part_knows_its_place():
    read = parsed('births * "rate of moving" - min(a, -2)')
    assert [part.at for part in parts_of(read)] == [26, 7, 0, 9, 28, 32, 35, 36]


def test_an_equation_begins_at_its_first_letter():
    assert begun_at(parsed("  a * b + c")) == 2
    assert begun_at(parsed("-a")) == 0
    assert begun_at(parsed("1 - (2 + a)").arguments[1]) == 5


def test_places_are_no_part_of_what_an_equation_is():
    assert parsed("a+b") == parsed("  a  +  b ")
    assert hash(parsed("a+b")) == hash(parsed(" a + b"))


def test_names_are_those_mentioned_tables_too():
    read = parsed('lookup(crowding, "people in work" / time) + a * a')
    assert names_in(read) == {"crowding", "people in work", "time", "a"}


def test_a_tree_can_be_rewritten_from_within():
    def doubled(part):
        return Number(value=2 * part.value) if isinstance(part, Number) else part

    assert rewritten(parsed("1 + min(2, a)"), doubled) == parsed("2 + min(4, a)")
