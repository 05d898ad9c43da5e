"""What a query means, and how it is divided."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nabolag.errors import BadInput, Where
from nabolag.sources.fetching.fetch_parts import (
    MOST_PARTS,
    Described,
    codelists,
    divided,
    selected,
)

TABLE = Described(
    codes={
        "Region": ("0301", "030101", "030110", "4601", "K-1"),
        "Alder": ("tot", "0-5", "6+"),
        "Tid": ("2023", "2022", "2021", "2020"),
    },
    optional=frozenset({"Alder"}),
    time="Tid",
)


def meant(dimension: str, *values: str) -> tuple[str, ...]:
    query = {"Region": ("0301",), "Tid": ("2023",), dimension: values}
    return selected(TABLE, query, where=Where())[dimension]


def refused(query: dict[str, tuple[str, ...]]) -> BadInput:
    with pytest.raises(BadInput) as error:
        selected(TABLE, query, where=Where(file="table 1"))
    return error.value


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        (("*",), ("0301", "030101", "030110", "4601", "K-1")),
        (("0301*",), ("0301", "030101", "030110")),
        (("????",), ("0301", "4601")),
        (("*01",), ("0301", "030101", "4601")),
        (("4601", "0301"), ("0301", "4601")),
        (("4601", "*", "4601"), ("0301", "030101", "030110", "4601", "K-1")),
        (("from(030110)",), ("030110", "4601", "K-1")),
        (("to(030101)",), ("0301", "030101")),
        (("range(030101, 4601)",), ("030101", "030110", "4601")),
    ],
)
def test_places_are_chosen_in_the_tables_order(
    values: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    assert meant("Region", *values) == codes


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("top(2)", ("2023", "2022")),
        ("top(2,1)", ("2022", "2021")),
        ("bottom(1)", ("2020",)),
        ("bottom(2, 1)", ("2022", "2021")),
        ("from(2022)", ("2023", "2022")),
        ("to(2021)", ("2021", "2020")),
        ("range(2020,2021)", ("2021", "2020")),
        ("202?", ("2023", "2022", "2021", "2020")),
    ],
)
def test_periods_go_by_time_however_they_are_listed(
    value: str, codes: tuple[str, ...]
) -> None:
    assert meant("Tid", value) == codes


@pytest.mark.parametrize(
    ("dimension", "value"),
    [
        ("Region", "0302"),
        ("Region", "99*"),
        ("Region", "top(2)"),
        ("Region", "from(0302)"),
        ("Tid", "to(2019)"),
        ("Tid", "range(2020)"),
        ("Tid", "range(2023,2020)"),
        ("Tid", "top(0)"),
        ("Tid", "top(x)"),
        ("Tid", "top(1,x)"),
        ("Tid", "top(9,9)"),
        ("Tid", ".*"),
    ],
)
def test_a_value_that_means_nothing_is_refused(dimension: str, value: str) -> None:
    error = refused({"Region": ("0301",), "Tid": ("2023",), dimension: (value,)})
    assert error.found == (
        f"The query asks the table for “{value}”, which is no value of {dimension}."
    )
    assert error.where.file == "table 1"


def test_the_nearest_known_values_are_offered() -> None:
    assert "030101" in refused({"Region": ("03010",), "Tid": ("*",)}).expected
    error = refused({"Reigon": ("*",), "Tid": ("*",)})
    assert error.found.endswith("“Reigon”, which is not a dimension of it.")
    assert "Region" in error.expected


def test_what_may_be_summed_away_may_be_left_out_and_nothing_else() -> None:
    chosen = selected(TABLE, {"Region": ("*",), "Tid": ("*",)}, where=Where())
    assert list(chosen) == ["Region", "Tid"]
    error = refused({"Region": ("*",), "Tid": ()})
    assert error.found == "The query asks nothing of Tid."
    assert error.where.column == "Tid"


def test_code_lists_are_no_dimensions() -> None:
    query = {"Region": ("K-1",), "codelist[Region]": ("agg_Komm",), "Tid": ("*",)}
    assert codelists(query) == {"Region": "agg_Komm"}
    assert codelists({"codelist[Region]": ()}) == {}
    assert selected(TABLE, query, where=Where())["Region"] == ("K-1",)


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(1, 12), min_size=1),
    st.integers(1, 200),
)
def test_parts_hold_everything_once_and_none_too_much(
    sizes: dict[str, int], most: int
) -> None:
    assume(math.prod(sizes.values()) <= most * MOST_PARTS / 20)
    wanted = {n: tuple(f"{n}{i}" for i in range(s)) for n, s in sizes.items()}
    parts = divided(wanted, most=most, where=Where())
    cells = [cell for part in parts for cell in product(*part.values())]
    assert sorted(cells) == sorted(product(*wanted.values()))
    assert max(math.prod(len(c) for c in part.values()) for part in parts) <= most


def test_a_question_of_very_many_answers_is_refused() -> None:
    wanted = {"a": tuple(map(str, range(100))), "b": tuple(map(str, range(100)))}
    with pytest.raises(BadInput, match="more than 2000 answers"):
        divided(wanted, most=0, where=Where())
