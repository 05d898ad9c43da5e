"""Any model comes back from its document, and what cannot be is refused when it is made."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput, Misbuilt
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
    Method,
    Model,
    Times,
)
from nabolag.values import Direction

# Among them the words and signs that stand for what is usual.
NAMES = st.sampled_from(
    ["people", "?", "neither", "clamped", "euler", "0", "False", "a → b", "år", "1.0"]
)
WORDS = st.one_of(NAMES, st.just("two\nlines"), st.text(min_size=1).filter(str.strip))
SOME = st.one_of(st.none(), WORDS)
TOLD = st.one_of(st.just(""), WORDS)
IDS = st.lists(WORDS, max_size=2).map(tuple)
NUMBERS = st.one_of(
    st.integers(-5, 5).map(float), st.floats(-1e300, 1e300, allow_nan=False)
)
LOW = st.floats(-1e6, 1e6)
WIDTH = st.floats(0.001, 1e6)
PLAIN = st.one_of(
    NUMBERS.map(repr), st.integers(-(10**30), 10**30).map(repr), st.just("1.50")
)
EQUATIONS = st.one_of(PLAIN, st.sampled_from(["a + b", " 5", "1e3", "not a", "nan"]))
DISTRIBUTIONS = st.one_of(
    st.none(),
    st.builds(lambda low, wide: Uniform(low=low, high=low + wide), LOW, WIDTH),
    st.builds(lambda mean, sd: Normal(mean=mean, sd=sd, low=mean - sd), LOW, WIDTH),
    st.builds(LogNormal, median=WIDTH, spread=st.floats(0.01, 3), high=st.none()),
    st.builds(
        lambda low, wide: Triangular(low=low, mode=low, high=low + wide), LOW, WIDTH
    ),
    st.builds(Lopsided, median=WIDTH, below=WIDTH, above=WIDTH, ratios=st.booleans()),
    st.builds(Choice, values=st.lists(LOW, min_size=1).map(tuple)),
    st.just(Choice(values=(0.0, 1.0), weights=(1.0, 3.0))),
)
MEASURED = st.builds(
    lambda value, less, more, inside, said: Measured(
        value=value, low=value - less, high=value + more, inside=inside, source=said
    ),
    *(LOW, WIDTH, WIDTH, st.floats(0.01, 0.99), SOME),
)
SAID: dict[str, Any] = {
    "unit": SOME,
    "better": st.sampled_from(Direction),
    "about": TOLD,
    "evidence": IDS,
    "measured": st.one_of(st.none(), MEASURED),
}
ARROWS: dict[str, Any] = {
    "sign": st.sampled_from(Sign),
    "delayed": st.booleans(),
    "evidence": IDS,
    "drawn_by": SOME,
    "confidence": st.one_of(st.none(), st.sampled_from(Confidence)),
    "about": TOLD,
    "judgements": st.lists(
        st.builds(
            Judgement,
            group=WORDS,
            strength=st.one_of(st.none(), st.sampled_from(Strength)),
            speed=st.one_of(st.none(), st.sampled_from(Speed)),
        ),
        max_size=2,
        unique_by=lambda judged: judged.group,
    ).map(tuple),
}


@st.composite
def factors(draw: st.DrawFn, name: str, names: list[str]) -> Factor:
    said = {key: draw(values) for key, values in SAID.items()}
    kind = draw(st.sampled_from(["drawn", "stock", "constant", "equation"]))
    if kind == "stock":
        flows = st.lists(st.sampled_from(names), max_size=2).map(tuple)
        said |= {"start": draw(EQUATIONS), "non_negative": draw(st.booleans())}
        said |= {"inflows": draw(flows), "outflows": draw(flows)}
    if kind == "constant":
        said |= {"equation": draw(PLAIN), "distribution": draw(DISTRIBUTIONS)}
    if kind == "equation":
        said |= {"equation": draw(EQUATIONS)}
    return Factor(name=name, **said)


@st.composite
def models(draw: st.DrawFn) -> Model:
    names = draw(st.lists(NAMES, min_size=2, max_size=5, unique=True))
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
    arrows = st.lists(ends, max_size=3, unique=True)
    areas = draw(st.integers(0, 3))
    rows = st.tuples(*[NUMBERS] * areas)
    points = draw(st.integers(2, 5))
    return Model(
        name=draw(WORDS),
        about=draw(TOLD),
        sources=draw(IDS),
        fictional=draw(st.booleans()),
        times=Times(
            start=draw(st.integers(-5, 5)),
            step=draw(st.sampled_from([0.25, 1.0, 3.3])),
            save_every=draw(st.sampled_from([None, 1.0])),
            method=draw(st.sampled_from(Method)),
            unit=draw(WORDS),
        ),
        factors=tuple(draw(factors(name, names)) for name in names),
        arrows=tuple(
            Arrow(
                source=a,
                target=b,
                **{key: draw(values) for key, values in ARROWS.items()},
            )
            for a, b in draw(arrows)
        ),
        tables=(
            Table(
                name=draw(NAMES.filter(lambda name: name not in names)),
                x=tuple(range(points)),
                y=draw(st.tuples(*[NUMBERS] * points)),
                kind=draw(st.sampled_from(TableKind)),
                y_unit=draw(SOME),
            ),
        ),
        correlations=(
            Correlation(first=names[0], second=names[1], rank=draw(st.floats(-1, 1))),
        ),
        events=(Event(name=draw(NAMES), when=draw(EQUATIONS)),),
        areas=Areas(
            names=tuple("abc"[:areas]),
            values={draw(NAMES): draw(rows)},
            measured=draw(
                st.dictionaries(st.sampled_from("xyz"), st.tuples(*[MEASURED] * areas))
            ),
            moving=draw(st.sampled_from([(), tuple([draw(rows)] * areas)])),
        )
        if areas
        else None,
        outputs=tuple(draw(st.lists(st.sampled_from(names), max_size=2))),
    )


@given(made=models())
@settings(max_examples=200, deadline=None)
def test_any_model_comes_back_and_is_written_the_same_again(made: Model) -> None:
    document = json.loads(json.dumps(document_of(made), allow_nan=False))
    read = model_of(document)
    assert read == made
    assert document_of(read) == document


@pytest.mark.parametrize("number", [5, 0.5, -3, 0, 10**20, 1e-9, 1e22, -0.25])
def test_a_number_in_a_document_stays_one(number: float) -> None:
    factor = {"name": "a", "equation": number}
    document = {"format": "nabolag-spiral", "version": 1, "name": "m"}
    written: Any = document_of(model_of({**document, "factors": [factor]}))
    again = written["factors"][0]["equation"]
    assert (again, type(again)) == (number, type(number))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"factors": [{"name": "a", "equation": 10**400}]}, "factors[0].equation"),
        ({"times": {"stop": 10**400}}, "times.stop: There is the number 1000"),
        ({"tables": [{"name": "t", "x": [0, 10**400], "y": [0, 1]}]}, "tables[0].x"),
        ({"correlations": [{"first": "a", "second": "a", "rank": 0}]}, "two constants"),
        ({"correlations": [{"first": "a", "second": "b", "rank": 5}]}, "−1 to 1"),
        ({"events": [{"name": "e", "when": 1}] * 2}, "found ['e'] more than once"),
        ({"areas": {"names": ["n", "n"]}}, "areas: There is areas: found 2 names"),
        (
            {
                "factors": [
                    {
                        "name": "a",
                        "equation": "2 * b",
                        "distribution": {"kind": "uniform", "low": 0, "high": 1},
                    }
                ]
            },
            "found a distribution, expected a number for it to be around",
        ),
        (
            {
                "arrows": [
                    {
                        "from": "a",
                        "to": "b",
                        "judgements": [{"group": "g"}, {"group": "g"}],
                    }
                ]
            },
            "arrows[0]: There is the arrow a → b: found judgements of ['g', 'g']",
        ),
    ],
)
def test_numbers_and_names_that_cannot_be_are_told_with_their_place(
    fields: dict[str, Any], says: str
) -> None:
    document = {
        "format": "nabolag-spiral",
        "version": 1,
        "name": "m",
        "factors": [{"name": "a"}, {"name": "b"}],
    }
    with pytest.raises(BadInput) as told:
        model_of({**document, **fields}, file="m.json")
    assert says in str(told.value)
    assert str(told.value).startswith("m.json")


def test_a_distribution_stands_around_a_number_and_on_no_stock() -> None:
    for kind in ({"start": "5"}, {"equation": "a"}, {}):
        with pytest.raises(Misbuilt, match="a number for it to be around"):
            Factor(name="a", distribution=Uniform(low=0, high=1), **kind)
