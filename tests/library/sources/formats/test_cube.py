"""Cubes unrolled to rows."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.files.opening import LIMITS
from nabolag.sources.formats.cube import Axis, Cube


def axis(name: str, *labels: str, coded: bool = False) -> Axis:
    codes = tuple(f"{name}{n}" for n in range(len(labels))) if coded else ()
    return Axis(name=name, labels=labels, codes=codes)


def cube(*axes: Axis, metric: str | None = None) -> Cube:
    return Cube(file="a.px", axes=axes, metric=metric)


def test_the_last_dimension_varies_fastest() -> None:
    cells, lines = cube(axis("a", "x", "y"), axis("b", "1", "2", coded=True)).unrolled(
        pl.Series(["5", "6", "7", "8"])
    )
    assert cells.columns == ["a", "b", "b:code", "value"]
    assert cells.rows() == [
        ("x", "1", "b0", "5"),
        ("x", "2", "b1", "6"),
        ("y", "1", "b0", "7"),
        ("y", "2", "b1", "8"),
    ]
    assert lines.to_list() == [1, 2, 3, 4]


def test_labels_that_would_give_the_same_column_get_their_code() -> None:
    wide = cube(
        axis("a", "x"), axis("m", "a", "tall", "tall", "tall", coded=True), metric="m"
    )
    assert wide.figure_columns() == ("a (m0)", "tall", "tall (m2)", "tall (m3)")
    bare = cube(axis("a", "x"), axis("m", "a", "a"), metric="m")
    assert bare.figure_columns() == ("a (2)", "a (3)")


def test_two_dimensions_of_one_name_are_refused() -> None:
    with pytest.raises(BadInput, match="Two dimensions would give the column “a:code”"):
        cube(axis("a", "x", coded=True), axis("a:code", "y")).checked(LIMITS)


def test_more_dimensions_than_numpy_has_axes_are_unrolled() -> None:
    many = [axis(f"d{n}", "x") for n in range(100)]
    cells, _ = cube(*many, axis("m", "p", "q"), metric="m").unrolled(
        pl.Series(["1", "2"])
    )
    assert cells.row(0)[-2:] == ("1", "2")
    assert cells.width == 102


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
def test_every_cell_lands_where_its_dimensions_say(
    sizes: list[int], data: st.DataObject
) -> None:
    names = [f"d{n}" for n in range(len(sizes))]
    axes = [
        axis(n, *(f"{n}{i}" for i in range(s)))
        for n, s in zip(names, sizes, strict=True)
    ]
    metric = data.draw(st.sampled_from([None, *names]))
    whole = np.arange(np.prod(sizes)).reshape(sizes)
    figures = pl.Series([str(cell) for cell in whole.ravel()])
    cells, lines = cube(*axes, metric=metric).unrolled(figures)
    for row, line in zip(cells.iter_rows(named=True), lines, strict=True):
        figure_columns = [c for c in row if c not in names]
        for column in figure_columns:
            labels = {**row, metric: column} if metric else row
            place = tuple(int(labels[name][len(name) :]) for name in names)
            assert row[column] == str(whole[place])
        assert line - 1 == min(int(row[column]) for column in figure_columns)
