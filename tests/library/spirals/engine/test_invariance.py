"""What a factor is called, where it stands and in what it is counted changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.spirals.models import BUILT
from tests.library.spirals.random_models import MODELS

from nabolag.spirals.language.parsing import parsed
from nabolag.spirals.language.tree import Call, Name, Number, Tree, rewritten
from nabolag.spirals.language.writing import written
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.ensemble import Run, run

ANY = st.one_of(MODELS, st.sampled_from([build() for build in BUILT.values()]))


def told(made: Model) -> Run:
    """Run with every factor, once."""
    names = tuple(factor.name for factor in made.factors)
    return run(replace(made, outputs=()), asked=Asked(outputs=names))


def same(first: np.ndarray, second: np.ndarray) -> bool:
    return np.allclose(first, second, rtol=1e-9, atol=1e-9, equal_nan=True)


def changed(equation: str | None, change: Callable[[Tree], Tree]) -> str | None:
    return None if equation is None else written(rewritten(parsed(equation), change))


@given(made=ANY, seed=st.integers(0, 9999))
@settings(max_examples=40, deadline=None)
def test_names_change_nothing(made: Model, seed: int) -> None:
    throw = np.random.default_rng(seed)
    numbers = throw.permutation(len(made.factors))
    words = ("Løren øst", "and", "if", "x", "a + b", "123")
    new = {
        factor.name: f"{words[number % len(words)]} {number}"
        for factor, number in zip(made.factors, numbers, strict=True)
    }

    def put(tree: Tree) -> Tree:
        known = isinstance(tree, Name) and tree.name in new
        return Name(name=new[tree.name]) if known else tree

    def renamed(factor: Factor) -> Factor:
        return replace(
            factor,
            name=new[factor.name],
            equation=changed(factor.equation, put),
            start=changed(factor.start, put),
            inflows=tuple(new[name] for name in factor.inflows),
            outflows=tuple(new[name] for name in factor.outflows),
        )

    other = replace(made, factors=tuple(map(renamed, made.factors)), events=())
    assert same(told(made).values, told(other).values)


@given(made=ANY, seed=st.integers(0, 9999))
@settings(max_examples=40, deadline=None)
def test_the_order_of_factors_changes_nothing(made: Model, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(made.factors))
    other = replace(made, factors=tuple(made.factors[at] for at in order))
    assert same(told(made).values[order], told(other).values)


@given(made=ANY, data=st.data(), by=st.sampled_from([1000.0, 12.0, 0.01]))
@settings(max_examples=40, deadline=None)
def test_units_change_nothing(made: Model, data: st.DataObject, by: float) -> None:
    stocks = [factor for factor in made.factors if factor.is_stock]
    begun = data.draw(st.sampled_from(stocks))
    larger = {begun.name}
    # What flows into it and out of it is counted in the same, and so on from there.
    while True:
        more = {
            name
            for factor in stocks
            if {factor.name, *factor.inflows, *factor.outflows} & larger
            for name in (factor.name, *factor.inflows, *factor.outflows)
        }
        if more <= larger:
            break
        larger |= more
    factor_by = Number(value=by)

    def put(tree: Tree) -> Tree:
        if isinstance(tree, Name) and tree.name in larger:
            return Call(function="*", arguments=(tree, factor_by))
        return tree

    def counted(factor: Factor) -> Factor:
        ends = [changed(each, put) for each in (factor.equation, factor.start)]
        if factor.name in larger:
            ends = [each and f"({each}) / {by}" for each in ends]
        return replace(factor, equation=ends[0], start=ends[1])

    other = replace(made, factors=tuple(map(counted, made.factors)), events=())
    scale = np.array([by if each.name in larger else 1.0 for each in made.factors])
    assert same(told(made).values, told(other).values * scale[:, None, None, None])
