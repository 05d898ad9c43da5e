"""Constants that are drawn, set, measured, or another in each area."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.library.spirals.models import model, one, stock

from nabolag.errors import BadInput, Refused, WrongUsage
from nabolag.spirals.draws.designs import Design
from nabolag.spirals.draws.distributions import Choice, Uniform
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow
from nabolag.spirals.model.factors import Factor, Measured, Table, TableKind
from nabolag.spirals.model.lowering import lowered
from nabolag.spirals.model.model import Areas, Correlation, Event, Model, Times
from nabolag.spirals.runs.asking import Asked, with_values
from nabolag.spirals.runs.ensemble import run
from nabolag.spirals.runs.jobs import drawn_values

ASKED = Asked(draws=1000)
YEARLY = Times(start=2000, stop=2010, step=1)


def even(name: str) -> Factor:
    return Factor(name=name, equation="0.5", distribution=Uniform(low=0, high=1))


def tied(*pairs: tuple[str, str, float]) -> Model:
    """Three constants and a stock whose start is measured, some of them tied by rank."""
    made = model(
        *(even(name) for name in "abc"),
        Factor(name="people", start="10", measured=Measured(value=10, low=8, high=12)),
        one("twice", "2 * a"),
        times=YEARLY,
    )
    correlations = (Correlation(first=a, second=b, rank=rank) for a, b, rank in pairs)
    return replace(made, correlations=tuple(correlations))


def test_a_constant_that_is_set_leaves_all_others_as_they_were_drawn() -> None:
    made = tied(("a", "b", 0.8), ("b", "people", -0.5))
    without = run(made, asked=ASKED)
    with_it = run(with_values(made, {"a": 0.3}), asked=ASKED)
    for name in ("b", "c", "people"):
        assert np.array_equal(without.of(name), with_it.of(name))
    assert set(with_it.of("a").flat) == {0.3}
    assert set(with_it.of("twice").flat) == {0.6}


def test_a_measured_start_can_go_together_with_a_constant() -> None:
    told = run(tied(("people", "c", -0.7)), asked=ASKED)
    start, constant = told.of("people")[0, :, 0], told.of("c")[0, :, 0]
    assert stats.spearmanr(start, constant).statistic == pytest.approx(-0.7, abs=0.05)
    assert np.quantile(start, [0.025, 0.975]) == pytest.approx([8, 12], abs=0.02)


def in_areas(**values: tuple[float, ...]) -> Model:
    return replace(tied(), areas=Areas(names=("north", "south"), values=values))


def test_what_is_set_holds_in_every_area() -> None:
    made = in_areas(a=(1.0, 2.0), people=(5.0, 7.0))
    assert run(made).of("twice")[0, 0].tolist() == [2, 4]
    held = run(with_values(made, {"a": 3.0}))
    assert held.of("twice")[0, 0].tolist() == [6, 6]
    assert held.of("people")[0, 0].tolist() == [5, 7]
    all_held = run(with_values(made, {"people": 1.0}))
    assert all_held.of("people")[0, 0].tolist() == [1, 1]


@pytest.mark.parametrize("asked", [Asked(), Asked(draws=5)])
@pytest.mark.parametrize(
    ("made", "says"),
    [
        (in_areas(twice=(1.0, 2.0)), "areas, values: “twice” is no constant"),
        (in_areas(nothing=(1.0, 2.0)), "areas, values: “nothing” is no constant"),
        (tied(("a", "twice", 0.5)), "correlations: “twice” is no constant"),
        (tied(("nothing", "a", 0.5)), "correlations: “nothing” is no constant"),
    ],
)
def test_areas_and_correlations_are_of_constants(
    made: Model, says: str, asked: Asked
) -> None:
    with pytest.raises(BadInput, match=says):
        run(made, asked=asked)


@pytest.mark.parametrize(("failing", "refused"), [(10, False), (11, True)])
def test_one_in_a_hundred_may_fail_and_not_one_more(
    failing: int, refused: bool
) -> None:
    zero = Choice(values=(0.0, 1.0), weights=(failing, 1000 - failing))
    made = model(
        Factor(name="a", equation="1", distribution=zero),
        one("b", "if(time >= 2003, 1 / a, a)"),
        times=YEARLY,
    )
    told = run(made, asked=ASKED)
    assert told.failed_draws == failing
    assert [(one.name, one.at) for one in told.failures] == [("b", 2003)]
    if refused:
        with pytest.raises(Refused, match=r"11 of 1000.*first at 2003.*“b”") as error:
            told.band("b")
        assert error.value.exit_code == 4
    else:
        assert np.isfinite(told.band("b").median).all()


def test_a_draw_that_fails_in_one_area_has_failed() -> None:
    made = replace(
        model(even("a"), one("b", "ln(a - d)"), one("d", 0), times=YEARLY),
        areas=Areas(names=("n", "s"), values={"d": (0.0, 0.25)}),
    )
    told = run(made, asked=ASKED)
    assert told.failed.sum(axis=0).tolist() == [0, 250]
    assert told.failed_draws == 250
    with pytest.raises(Refused, match="250 of 1000"):
        told.band("b", area=0)


def test_a_failure_goes_to_the_areas_that_people_move_to_and_no_others() -> None:
    made = replace(
        model(one("a", 1), one("b", "1 / a"), one("c", "from_areas(b)"), times=YEARLY),
        areas=Areas(
            names=("failing", "beside", "apart"),
            values={"a": (0.0, 1.0, 1.0)},
            moving=((1.0, 0.0, 0.0), (0.5, 1.0, 0.5), (0.0, 0.0, 0.5)),
        ),
    )
    assert run(made).failed[0].tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("equation", "at"),
    [
        ("delay(1, 0, 2)", 2000),
        ("smooth(1 / (time - 2004), 2)", 2004),
        ("init(1 / (time - 2000)) + 1", 2000),
        ("smooth(ln(time - 2000), 2, 1, 0)", 2000),
        ("lookup(steps, 0 / (time - 2002)) + 1", 2002),
        ("2 + 1e300 * 1e10", 2000),
        ("5e307 * (1 + 2 * (time - 2000))", 2002),  # 2.5e308; at most 1.8e308 is held
    ],
)
def test_failures_within_an_equation_are_told_by_the_factor(
    equation: str, at: float
) -> None:
    steps = Table(name="steps", x=(0, 1), y=(1, 2), kind=TableKind.STEPS)
    told = run(model(one("births", equation), tables=(steps,), times=YEARLY))
    assert [(one.name, one.at) for one in told.failures] == [("births", at)]


def test_an_event_that_cannot_be_told_is_a_failure_of_its_own_name() -> None:
    made = replace(tied(), events=(Event(name="rich", when="ln(2004 - time)"),))
    told = run(made)
    assert [(one.name, one.at) for one in told.failures] == [("rich", 2004)]


_NAMES = ("b", "c", "d", "people", "z")


def _free(tie: float) -> Model:
    """Constants of each kind: drawn, measured, fixed, worked out, and a stock."""
    made = model(
        *(even(name) for name in "bcz"),
        Factor(name="d", equation="3", measured=Measured(value=3, low=2, high=4)),
        Factor(name="people", start="10", measured=Measured(value=10, low=8, high=12)),
        one("a", 1),
        one("worked out", "2 * b"),
        stock("other", 5),
        times=Times(stop=1, step=1),
    )
    pairs = (("b", "people"), ("d", "a"))
    return replace(
        made,
        correlations=tuple(Correlation(first=f, second=s, rank=tie) for f, s in pairs),
    )


@given(
    design=st.sampled_from(Design),
    held=st.sets(st.sampled_from([*_NAMES, "a", "worked out", "other"]), min_size=1),
    tie=st.floats(-0.9, 0.9),
    draws=st.integers(2, 70),
    seed=st.integers(0, 1000),
)
@settings(max_examples=60, deadline=None)
def test_in_every_design_what_is_set_leaves_all_others_as_they_were_drawn(
    design: Design, held: set[str], tie: float, draws: int, seed: int
) -> None:
    asked = Asked(draws=draws, seed=seed, design=design)
    made = _free(tie)
    without = run(made, asked=asked)
    with_it = run(with_values(made, dict.fromkeys(held, 0.1)), asked=asked)
    for name in _NAMES:
        if name in held:
            assert set(with_it.of(name)[0].flat) == {0.1}
        else:
            assert len(set(without.of(name)[0].flat)) == draws
            assert np.array_equal(without.of(name), with_it.of(name))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_set_is_set_to_a_number(value: float) -> None:
    with pytest.raises(WrongUsage, match=f"“b” is set to {value}"):
        with_values(_free(0), {"b": value})


def test_the_strengths_of_a_drawing_stay_as_they_are_where_one_is_set() -> None:
    drawn = Model(
        name="drawn",
        factors=(Factor(name="wear"), Factor(name="will")),
        arrows=(Arrow(source="wear", target="will", sign=Sign.NEGATIVE),),
        times=Times(stop=1, step=1),
    )
    names = ("start: wear", "start: will", "time: wear → will")
    asked = Asked(draws=16, design=Design.SOBOL)
    strength = "strength: wear → will"
    without = drawn_values(lowered(drawn), asked)
    with_it = drawn_values(with_values(drawn, {strength: 0.3, "will": 1}), asked)
    for name in names:
        assert np.array_equal(without[name], with_it[name])
    assert set(with_it[strength]) == {0.3}
