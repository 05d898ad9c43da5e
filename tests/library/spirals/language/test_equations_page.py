"""The page on equations: it names everything there is, and what it shows is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.library.spirals.models import model, one

from nabolag.errors import BadInput
from nabolag.spirals.language.dimensions import NO_UNIT, SAME_NAMES
from nabolag.spirals.language.functions import FUNCTIONS, MANY, RESERVED, SIGNS, WORDS
from nabolag.spirals.language.parsing import DEEPEST, LONGEST, TALLEST, parsed
from nabolag.spirals.language.unit_reading import LONGEST_UNIT
from nabolag.spirals.language.units import unit_of, unit_read
from nabolag.spirals.model.model import Method, Times
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.ensemble import run

PAGE = (Path(__file__).parents[4] / "docs" / "equations.md").read_text(encoding="utf-8")
KNOWN = {"people": unit_read("people"), "jobs": unit_read("jobs")}


def rows(heading):
    """The rows of the table whose heading has these words."""
    table = re.search(rf"\| {heading} \|\n[|-]+\n((?:\|.*\|\n)+)", PAGE)
    assert table, heading
    return [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in table[1].splitlines()
    ]


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda one: one.name)
def test_every_function_stands_on_the_page_with_its_arguments(function):
    assert f"`{function.name}({function.arguments})`" in PAGE


def test_every_function_on_the_page_is_there():
    told = re.findall(
        r"`(\w+)\(", "".join(first for first, _ in rows(r"function \| gives"))
    )
    assert set(told) == set(FUNCTIONS)


@pytest.mark.parametrize("word", [*WORDS, *SIGNS, *sorted(RESERVED)])
def test_every_word_and_sign_stands_on_the_page(word):
    assert re.search(rf"`(?:a )?{re.escape(word)}(?: a| b)?`", PAGE)


@pytest.mark.parametrize(("equation", "worth"), rows(r"equation \| is"))
def test_an_equation_is_worth_what_the_page_says(equation, worth):
    asked = Asked(outputs=("x",))
    found = run(model(one("x", equation.strip("`"))), asked=asked).of("x")
    assert found[-1, 0, 0] == float(worth)


@pytest.mark.parametrize("row", rows(r"equation \| at 0 .*"), ids=lambda row: row[0])
def test_an_equation_goes_through_time_as_the_page_says(row):
    equation, *worth = row
    years = Times(start=0, stop=4, step=1, save_every=1, method=Method.EULER)
    made = model(one("x", equation.strip("`")), times=years)
    found = run(made, asked=Asked(outputs=("x",))).of("x")
    assert found[:, 0, 0].tolist() == [float(each) for each in worth]


@pytest.mark.parametrize(("equation", "message"), rows(r"equation \| message"))
def test_a_message_is_the_one_on_the_page(equation, message):
    assert said(equation.strip("`")) == message


def said(equation):
    try:
        tree = parsed(equation)
    except BadInput as error:
        return str(error)
    _, [clash] = unit_of(tree, known=KNOWN, tables={}, time_unit=None)
    return str(clash.error(equation))


def test_units_that_are_the_same_are_those_on_the_page():
    told = [
        f"{one.strip('`')} {also.split(';')[0]}" for one, also in rows(r"unit \| also")
    ]
    assert told == list(SAME_NAMES)
    for name in NO_UNIT - {"per_cent"}:
        assert f"`{name}`" in PAGE


def test_limits_are_those_on_the_page():
    limits = PAGE[PAGE.index("## Limits") :]
    for limit in (LONGEST, TALLEST, DEEPEST, LONGEST_UNIT):
        assert f"{limit:,} " in limits
    assert f"up to {MANY} " in PAGE
