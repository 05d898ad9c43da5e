"""What a model's answer hangs on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.library.spirals.models import model, one, stock

from nabolag.errors import Refused, WrongUsage
from nabolag.spirals.draws.distributions import Choice, Distribution, Normal, Uniform
from nabolag.spirals.draws.morris import Effect
from nabolag.spirals.draws.sobol import Index, sobol_points
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow
from nabolag.spirals.model.factors import Factor, Measured
from nabolag.spirals.model.model import Areas, Correlation, Model, Times
from nabolag.spirals.runs.asking import Asked, with_values
from nabolag.spirals.runs.sensitivity import Sensitivity, Way, sensitivity

YEARLY = Times(stop=10, step=1)
EVEN = Uniform(low=0.0, high=1.0)
FEW = Asked(draws=128)


def unsure(name: str, distribution: Distribution = EVEN) -> Factor:
    return Factor(name=name, equation="0.5", distribution=distribution)


def line() -> Model:
    """Add up 3 of what is even between 0 and 1, and 2 of what spreads by a half."""
    return model(
        unsure("even"),
        unsure("around", Normal(mean=0.5, sd=0.5)),
        one("sum", "3 * even + 2 * around + 7"),
        times=YEARLY,
    )


def grows() -> Model:
    people = stock("people", 100, ("growth",))
    return model(
        replace(people, measured=Measured(value=100, low=90, high=110)),
        unsure("rate", Uniform(low=0.0, high=0.1)),
        one("growth", "rate * people"),
        times=YEARLY,
    )


def of(told: Sensitivity, name: str) -> Effect | Index:
    return next(one for one in told.constants if one.name == name)


def totals(told: Sensitivity) -> dict[str, float | None]:
    return {one.name: one.total for one in told.constants if isinstance(one, Index)}


def effects(told: Sensitivity) -> dict[str, float | None]:
    return {one.name: one.mu for one in told.constants if isinstance(one, Effect)}


def test_parts_are_squared_coefficients_times_variances() -> None:
    told = sensitivity(line(), output="sum")
    assert (told.at, told.runs, told.failed, told.left_out) == (10, 4 * 1024, 0, 0)
    assert [one.name for one in told.constants] == ["around", "even"]
    even, around = 9 / 12, 4 / 4
    for found, part in zip(told.constants, (around, even), strict=True):
        assert isinstance(found, Index)
        assert found.first == pytest.approx(part / (even + around), abs=0.005)
        assert found.total == pytest.approx(part / (even + around), abs=0.005)


def test_effects_are_coefficients_times_the_middle_nine_tenths() -> None:
    told = sensitivity(line(), output="sum", way=Way.MORRIS, asked=Asked(draws=20))
    assert told.runs == 60
    # Both moves of two thirds go from the 5th to the 65th percentile, or mirror that.
    scores = stats.norm.ppf([0.05, 0.65])
    around = 2 * 0.5 * (scores[1] - scores[0]) / (2 / 3)
    assert effects(told) == pytest.approx({"around": around, "even": 2.7})
    assert list(effects(told)) == ["around", "even"]


def test_the_moment_that_is_asked_for_is_the_one_that_is_told() -> None:
    made = replace(
        grows(), factors=(*grows().factors, one("left", "rate * (stop_time - time)"))
    )
    at_first = sensitivity(made, output="people", at=0.0, asked=FEW)
    assert totals(at_first) == pytest.approx({"people": 1, "rate": 0}, abs=0.02)
    # A hundred and a rate: after three years 100 (1 + rate)^3, in every way.
    rate = next(factor for factor in made.factors if factor.name == "rate")
    third = sensitivity(
        replace(made, factors=(stock("people", 100, ("growth",)), *made.factors[1:])),
        output="people",
        at=3.0,
        way=Way.MORRIS,
        asked=Asked(draws=30),
    )
    assert rate.distribution is not None
    low, mid, high, most = 100 * (1 + 0.1 * np.array([0.05, 0.35, 0.65, 0.95])) ** 3
    found = of(third, "rate")
    assert isinstance(found, Effect)
    assert (high - low) * 1.5 < (found.mu or 0) < (most - mid) * 1.5
    # Where the model stops stays as it was.
    left = sensitivity(made, output="left", at=4.0, way=Way.MORRIS, asked=FEW)
    assert effects(left) == pytest.approx({"rate": 0.09 * 6, "people": 0})


def test_the_last_kept_moment_is_told_where_none_is_asked_for() -> None:
    times = Times(stop=10, step=0.5, save_every=3)
    told = sensitivity(replace(line(), times=times), output="sum", asked=FEW)
    assert told.at == 9


@pytest.mark.parametrize("at", [-1.0, 10.5, 11.0, float("nan")])
def test_a_time_that_the_model_is_not_at_is_refused(at: float) -> None:
    with pytest.raises(
        WrongUsage, match=r"at no step at .* from 0 to 10 in steps of 1"
    ):
        sensitivity(line(), output="sum", at=at)


def test_a_stock_stands_for_the_start_that_is_measured() -> None:
    told = sensitivity(grows(), output="people", asked=FEW)
    assert set(totals(told)) == {"people", "rate"}


def test_a_drawing_hangs_on_strengths_times_and_starts() -> None:
    drawn = Model(
        name="drawn",
        factors=(Factor(name="wear"), Factor(name="will")),
        arrows=(Arrow(source="wear", target="will", sign=Sign.NEGATIVE),),
    )
    told = sensitivity(drawn, output="will", way=Way.MORRIS, asked=Asked(draws=50))
    found = effects(told)
    assert set(found) == {
        "start: wear",
        "start: will",
        "strength: wear → will",
        "time: wear → will",
    }
    assert (found["start: will"] or 0) > 0 > (found["start: wear"] or 0)


@pytest.mark.parametrize("way", list(Way))
def test_each_area_has_its_own_and_what_it_has_itself_is_not_drawn(way: Way) -> None:
    areas = Areas(
        names=("n", "s"), values={"even": (0.0, 5.0), "people": (100.0, 300.0)}
    )
    made = replace(
        grows(),
        factors=(*grows().factors, unsure("even"), one("all", "people * rate * even")),
        areas=areas,
    )
    north, south = (
        sensitivity(made, output="all", way=way, asked=FEW, area=at) for at in (0, 1)
    )
    assert [one.name for one in south.constants] == ["rate"]
    if way is Way.MORRIS:
        assert effects(north) == {"rate": 0}
        assert (effects(south)["rate"] or 0) > 0
    else:
        assert totals(north) == {"rate": None}
        assert totals(south) == pytest.approx({"rate": 1}, abs=0.05)


def test_what_cannot_be_told_comes_last_and_by_name() -> None:
    made = replace(line(), factors=(*line().factors, one("still", "5")))
    told = sensitivity(made, output="still", asked=FEW)
    assert told.constants == (Index(name="around"), Index(name="even"))


def fails(in_thousand: int) -> Model:
    divisor = Choice(values=(0.0, 1.0), weights=(in_thousand, 1000 - in_thousand))
    return model(
        unsure("even"),
        unsure("divisor", divisor),
        one("sum", "even + 1 / divisor"),
        times=YEARLY,
    )


def test_draws_that_fail_are_counted_and_left_out_of_all_matrices() -> None:
    told = sensitivity(fails(4), output="sum", asked=Asked(draws=1024, seed=3))
    points = sobol_points(["divisor", "even"], draws=1024, seed=3)
    failed = (points.numbers["divisor"] < 0.004).reshape(4, 1024)
    assert told.failed == failed.sum() > 0
    assert told.left_out == failed.any(axis=0).sum() > 0
    assert totals(told) == pytest.approx({"even": 1, "divisor": 0}, abs=0.02)


def test_effects_with_a_failed_end_are_counted_and_left_out() -> None:
    names = "abcd"
    made = model(
        *(unsure(name) for name in names),
        one("most", "max(a, max(b, max(c, d)))"),
        one("sum", "if(most < 0.1, ln(0 - 1), a + 2 * b + 3 * c + 4 * d)"),
        times=YEARLY,
    )
    asked = Asked(draws=100, seed=4)
    told = sensitivity(made, output="sum", way=Way.MORRIS, asked=asked)
    assert 0 < told.failed <= told.left_out <= 2 * told.failed
    assert told.failed <= 5
    expected = {name: 0.9 * at for at, name in enumerate(names, start=1)}
    assert effects(told) == pytest.approx(expected)
    assert "".join(effects(told)) == "dcba"


@pytest.mark.parametrize("way", list(Way))
def test_more_than_one_in_a_hundred_that_fail_refuse_an_answer(way: Way) -> None:
    with pytest.raises(Refused, match="first at 0, where “sum” was no number") as no:
        sensitivity(fails(100), output="sum", way=way)
    assert no.value.exit_code == 4


def test_constants_that_go_together_are_untied_and_counted() -> None:
    tied = Correlation(first="even", second="around", rank=0.9)
    made = replace(line(), correlations=(tied,))
    told, plain = (sensitivity(one, output="sum", asked=FEW) for one in (made, line()))
    assert (told.untied, plain.untied) == (1, 0)
    assert told.constants == plain.constants


@given(order=st.permutations(range(3)))
@settings(max_examples=6, deadline=None)
def test_the_order_of_the_factors_changes_nothing(order: list[int]) -> None:
    made = line()
    other = replace(made, factors=tuple(made.factors[at] for at in order))
    for way in Way:
        told, again = (
            sensitivity(each, output="sum", way=way, asked=FEW)
            for each in (made, other)
        )
        assert told == again


def test_other_names_change_nothing() -> None:
    renamed = model(
        unsure("width"),
        unsure("age", Normal(mean=0.5, sd=0.5)),
        one("sum", "3 * width + 2 * age + 7"),
        times=YEARLY,
    )
    told, other = (
        sensitivity(each, output="sum", asked=FEW) for each in (line(), renamed)
    )
    assert list(totals(told).values()) == list(totals(other).values())
    told, other = (
        sensitivity(each, output="sum", way=Way.MORRIS, asked=FEW)
        for each in (line(), renamed)
    )
    assert list(effects(told).values()) == pytest.approx(list(effects(other).values()))


def test_the_seed_and_the_threads() -> None:
    first, again, other = (
        sensitivity(
            grows(),
            output="people",
            asked=Asked(draws=256, seed=seed, threads=threads),
        )
        for seed, threads in ((1, 1), (1, 2), (2, 1))
    )
    assert first == again
    assert first != other


def test_a_model_without_anything_unsure_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage, match="Nothing in the model is uncertain") as no:
        sensitivity(model(one("a", 1), times=YEARLY), output="a")
    assert no.value.exit_code == 2


def test_an_output_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(WrongUsage, match=r"nothing called “summ”.*Did you mean sum\?"):
        sensitivity(line(), output="summ", asked=FEW)


@pytest.mark.parametrize(("way", "least"), [(Way.MORRIS, 10), (Way.SOBOL, 128)])
def test_draws_too_few_for_their_intervals_are_refused(way: Way, least: int) -> None:
    told = sensitivity(line(), output="sum", way=way, asked=Asked(draws=least))
    assert len(told.constants) == 2
    says = f"{least - 1} draws are too few: .* at least {least} with --way {way.value}"
    with pytest.raises(Refused, match=says) as error:
        sensitivity(line(), output="sum", way=way, asked=Asked(draws=least - 1))
    assert error.value.exit_code == 4


def test_what_is_held_or_measured_to_the_point_is_not_uncertain() -> None:
    for held in ("even", "around"):
        told = sensitivity(with_values(line(), {held: 3}), output="sum", asked=FEW)
        assert {one.name for one in told.constants} == {"even", "around"} - {held}
    exact = replace(grows().factor("people"), measured=Measured(value=9, low=9, high=9))
    told = sensitivity(
        replace(grows(), factors=(exact, *grows().factors[1:])),
        output="people",
        asked=FEW,
    )
    assert [one.name for one in told.constants] == ["rate"]
    with pytest.raises(WrongUsage, match="Nothing in the model is uncertain"):
        sensitivity(
            with_values(line(), {"even": 3, "around": 1}), output="sum", asked=FEW
        )
