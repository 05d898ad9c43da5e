"""Models as JSON documents."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.spirals.draws.distributions import (
    Choice,
    LogNormal,
    Normal,
    Triangular,
    Uniform,
)
from nabolag.spirals.draws.lopsided import Lopsided
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow, Confidence, Judgement, Speed, Strength
from nabolag.spirals.model.documents import document_of, model_of
from nabolag.spirals.model.factors import Factor, Measured, Table, TableKind
from nabolag.spirals.model.model import (
    Areas,
    Correlation,
    Event,
    Level,
    Method,
    Model,
    Times,
)
from nabolag.values import Direction

BARE: dict[str, Any] = {
    "format": "nabolag-spiral",
    "version": 1,
    "name": "tried",
    "factors": [{"name": "a"}, {"name": "b"}],
}

FULL = Model(
    name="everything",
    about="All that can be said.",
    sources=("Andersson and Bråmå 2004",),
    fictional=True,
    times=Times(
        start=1, stop=9, step=0.5, save_every=1, method=Method.RK4, unit="month"
    ),
    factors=(
        Factor(
            name="people",
            start="100",
            inflows=("in",),
            outflows=("out",),
            non_negative=True,
            unit="people",
            measured=Measured(
                value=100,
                low=90,
                high=111,
                inside=0.9,
                indicator="residents",
                area="0301",
                period="2024",
                source="SSB",
            ),
            better=Direction.MORE_IS_BETTER,
            about="Who lives here.",
            evidence=("f1", "f2"),
        ),
        Factor(name="in", equation="rate * people"),
        Factor(name="out", equation="0.5", distribution=Uniform(low=0.1, high=0.9)),
        Factor(
            name="rate", equation="0.1", distribution=Normal(mean=0.1, sd=0.02, low=0)
        ),
        Factor(name="c", equation="1", distribution=LogNormal(median=1, spread=0.3)),
        Factor(name="d", equation="2", distribution=Triangular(low=1, mode=2, high=4)),
        Factor(
            name="e", equation="1", distribution=Choice(values=(1, 2), weights=(1, 3))
        ),
        Factor(
            name="f",
            equation="1",
            distribution=Lopsided(median=1, below=0, above=2, ratios=True, high=9),
        ),
        Factor(name="drawn"),
    ),
    arrows=(
        Arrow(
            source="people",
            target="drawn",
            sign=Sign.NEGATIVE,
            delayed=True,
            judgements=(
                Judgement(group="school", strength=Strength.WEAK, speed=Speed.SLOW),
                Judgement(group="residents", strength=Strength.STRONG),
            ),
            evidence=("f3",),
            drawn_by="workshop 1",
            confidence=Confidence.LOW,
            about="Crowding.",
        ),
        Arrow(source="drawn", target="people"),
    ),
    tables=(
        Table(
            name="t", x=(0, 1), y=(1, 0), kind=TableKind.STEPS, x_unit="1", y_unit="kr"
        ),
    ),
    correlations=(Correlation(first="rate", second="c", rank=0.5),),
    events=(Event(name="full", when="people > 200"),),
    areas=Areas(
        names=("n", "s"),
        values={"people": (1.0, 2.0)},
        measured={"c": (Measured(value=1, low=0, high=3),) * 2},
        moving=((0.5, 0.1), (0.5, 0.9)),
    ),
    outputs=("people",),
)


def test_everything_that_can_be_said_comes_back_from_json() -> None:
    written = json.loads(json.dumps(document_of(FULL)))
    assert model_of(written, file="m.json") == FULL


def test_what_is_usual_is_left_out() -> None:
    drawn = Model(name="d", factors=(Factor(name="a"),))
    assert document_of(drawn) == {
        "format": "nabolag-spiral",
        "version": 1,
        "name": "d",
        "factors": [{"name": "a"}],
    }


def test_a_plain_number_is_written_as_one() -> None:
    made = Model(
        name="d",
        factors=(Factor(name="a", equation="0.5"), Factor(name="b", equation="a / 2")),
    )
    factors: Any = document_of(made)["factors"]
    assert [one["equation"] for one in factors] == [0.5, "a / 2"]


NAMES = st.text("abc æøå-/()", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(names=st.lists(NAMES, min_size=1, max_size=6, unique=True), data=st.data())
def test_any_drawing_comes_back(names: list[str], data: st.DataObject) -> None:
    names = [" ".join(name.split()) for name in names]
    names = list(dict.fromkeys(names))
    pairs = data.draw(
        st.lists(st.tuples(*[st.sampled_from(names)] * 2), max_size=6, unique=True)
    )
    made = Model(
        name="drawn",
        factors=tuple(Factor(name=name) for name in names),
        arrows=tuple(
            Arrow(source=a, target=b, sign=data.draw(st.sampled_from(Sign)))
            for a, b in pairs
        ),
    )
    assert model_of(json.loads(json.dumps(document_of(made)))) == made


@pytest.mark.parametrize(
    ("model", "level"),
    [
        (FULL, Level.JUDGED),
        (Model(name="m", factors=(Factor(name="a"),)), Level.DRAWN),
        (Model(name="m", factors=(Factor(name="a", equation="1"),)), Level.EQUATIONS),
    ],
)
def test_a_model_knows_how_far_it_is_filled_in(model: Model, level: Level) -> None:
    assert model.level is level


def wrong(**changes: Any) -> dict[str, Any]:
    return {**BARE, **changes}


def factor(**fields: Any) -> dict[str, Any]:
    return wrong(factors=[{"name": "a", **fields}, {"name": "b"}])


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ([], "m.json: There is a list. Expected an object in { }"),
        ({"name": "x"}, "m.json, format: There is the format “None” version 1"),
        (wrong(version=2), "version 2. Expected “nabolag-spiral” version 1"),
        (wrong(name=3), "m.json, name: There is the number 3. Expected a text"),
        (wrong(name=None), "m.json, name: There is nothing"),
        (wrong(factors={}), "m.json, factors: There is an object. Expected a list"),
        (wrong(factors=[]), "expected factors, each name once"),
        (wrong(factors=[3]), "m.json, factors[0]: There is the number 3"),
        (wrong(facters=[]), "a field “facters”. Expected only about, areas"),
        (wrong(facters=[]), "Did you mean factors?"),
        (wrong(zzz=1), "Leave it out"),
        (factor(colour="red"), "m.json, factors[0]: There is a field “colour”"),
        (factor(equation=[1]), "factors[0].equation: There is a list"),
        (factor(equation=True), "There is true. Expected an equation"),
        (factor(equation=float("inf")), "Expected an equation as a text, or a number"),
        (factor(equation="1", start="2"), "found an equation and a start"),
        (factor(inflows=["b"]), "found flows without a start"),
        (factor(inflows="b"), "factors[0].inflows: There is the text “b”"),
        (factor(non_negative="yes"), "Expected true or false"),
        (factor(better="up"), "one of more_is_worse, more_is_better, neither"),
        (factor(distribution={"kind": "uniform"}), "factors[0].distribution.low"),
        (
            factor(equation=1, distribution={"kind": "uniform", "low": 2, "high": 1}),
            "factors[0].distribution: There is a distribution",
        ),
        (factor(distribution={"kind": "round"}), "the kind “round”. Expected one of"),
        (
            factor(distribution={"kind": "choice", "values": [1]}),
            "found a distribution",
        ),
        (factor(measured={"value": 5, "low": 6, "high": 7}), "factors[0].measured"),
        (wrong(factors=[{"name": "a"}, {"name": "a"}]), "found ['a'] more than once"),
        (wrong(factors=[{"name": " a"}]), "found loose spaces"),
        (wrong(factors=[{"name": "·a"}]), "a first ·"),
        (wrong(arrows=[{"from": "a", "to": "c"}]), "found ['c'] without a factor"),
        (wrong(arrows=[{"from": "a", "to": "b"}] * 2), "with more than one arrow"),
        (wrong(arrows=[{"from": "a", "to": "b", "sign": "++"}]), "one of +, -, ?"),
        (wrong(outputs=["z"]), "found ['z'] without a factor"),
        (wrong(times={"step": 0}), "m.json, times: There is the times"),
        (wrong(times={"step": 1e-9}), "1 to 1,000,000 steps"),
        (wrong(times={"stop": "late"}), "m.json, times.stop"),
        (wrong(tables=[{"name": "t", "x": [1], "y": [1]}]), "1 x and 1 y"),
        (wrong(tables=[{"name": "t", "x": [1, "2"], "y": []}]), "a list of numbers"),
        (wrong(tables=[{"name": "t", "x": [1, 1], "y": [1, 1]}]), "does not rise"),
        (wrong(events=[{"name": "e"}]), "events[0].when: There is nothing"),
        (wrong(areas={"names": ["n"], "values": {"a": [1, 2]}}), "m.json, areas"),
        (wrong(areas={"names": ["n"], "values": 3}), "areas.values"),
        (wrong(areas={"names": ["n"], "moving": 3}), "Expected a list of rows"),
        (wrong(areas={"names": ["n"], "moving": [[1, 2]]}), "found 1 names"),
        (
            wrong(areas={"names": ["n"], "measured": {"a": [{"value": 1, "low": 2}]}}),
            "areas.measured.a[0].high",
        ),
        (
            wrong(
                areas={
                    "names": ["n"],
                    "measured": {"a": [{"value": 1, "low": 2, "high": 3}]},
                }
            ),
            "areas.measured.a[0]: There is a measured value",
        ),
        (
            wrong(areas={"names": ["n"], "measured": {"a": [{"valeu": 1}]}}),
            "areas.measured.a[0].value",
        ),
        (wrong(areas={"names": ["n"], "measured": {"a": 3}}), "areas.measured.a"),
        (wrong(areas={"names": ["n"], "measured": {"a": []}}), "m.json, areas"),
        (wrong(areas={"names": []}), "expected areas, each name once"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(document: Any, says: str) -> None:
    with pytest.raises(BadInput) as told:
        model_of(document, file="m.json")
    assert says in str(told.value)


def test_points_that_are_no_numbers_are_no_table() -> None:
    from nabolag.errors import Misbuilt

    with pytest.raises(Misbuilt, match="a point that is no number"):
        Table(name="t", x=(0, float("nan")), y=(1, 2))


@pytest.mark.parametrize("name", ["inf", "nan", "infinity"])
def test_a_name_that_python_takes_for_a_number_is_written_as_a_name(name: str) -> None:
    factors = (Factor(name=name, equation="2"), Factor(name="b", equation=name))
    made = Model(name="m", factors=factors)
    first, second = document_of(made)["factors"]
    assert (first["equation"], second["equation"]) == (2, name)
    assert model_of(document_of(made)) == made
