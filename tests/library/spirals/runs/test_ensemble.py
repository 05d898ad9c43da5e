"""Runs in many variants: bands, events, and what fails."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.library.spirals.models import city, model, one, stock, uncertain

from nabolag.errors import Misbuilt, Refused, WrongUsage
from nabolag.spirals.draws.distributions import Choice, Distribution, Uniform
from nabolag.spirals.model.factors import Factor, Table
from nabolag.spirals.model.model import Areas, Correlation, Event, Model, Times
from nabolag.spirals.runs.asking import Asked, with_times, with_values
from nabolag.spirals.runs.comparing import compared
from nabolag.spirals.runs.ensemble import run
from nabolag.values import Direction

EVEN = Uniform(low=0.0, high=0.1)
YEARLY = Times(stop=10, step=1)


def grows(rate: Distribution = EVEN) -> Model:
    return model(
        stock("people", 100, ("growth",)),
        Factor(name="rate", equation="0.05", distribution=rate),
        one("growth", "rate * people"),
        times=YEARLY,
    )


def test_without_draws_constants_are_as_their_equations_say() -> None:
    told = run(grows())
    assert told.of("people")[:, 0, 0] == pytest.approx(100 * 1.05 ** np.arange(11))
    assert (told.variants, told.drawn, told.failed_draws) == (1, False, 0)


def test_a_band_holds_nine_of_ten_of_an_even_spread() -> None:
    band = run(grows(), asked=Asked(draws=1000)).band("people")
    for rate, values in ((0.005, band.low), (0.05, band.median), (0.095, band.high)):
        assert values[-1] == pytest.approx(100 * (1 + rate) ** 10, rel=2e-3)


def test_the_quantiles_are_those_of_the_kept_values() -> None:
    told = run(uncertain(city(2), "pull 0", "life 1"), asked=Asked(draws=333))
    band = told.band("everyone")
    kept = told.of("everyone")[-1, :, 0]
    assert band.high[-1] == np.quantile(kept, 0.95)


def test_the_seed_and_the_threads() -> None:
    first, again, other = (
        run(grows(), asked=Asked(draws=700, seed=seed, threads=threads))
        for seed, threads in ((1, 1), (1, 2), (2, 1))
    )
    assert np.array_equal(first.values, again.values)
    assert not np.array_equal(first.values, other.values)


def test_an_event_is_counted_from_when_it_first_came_about() -> None:
    made = replace(grows(), events=(Event(name="many", when="people > 150"),))
    told = run(made, asked=Asked(draws=500))
    by_hand = (told.of("people")[:, :, 0] > 150).sum(axis=1)
    assert told.come_about("many").tolist() == by_hand.tolist()
    assert 0 < by_hand[-1] < 500


def test_areas_have_their_own_constants_and_starts_and_the_same_draws() -> None:
    made = replace(
        grows(),
        areas=Areas(names=("n", "s"), values={"people": (100.0, 300.0)}),
    )
    told = run(made, asked=Asked(draws=50))
    people = told.of("people")
    assert people[0, 0].tolist() == [100, 300]
    assert people[:, :, 1] == pytest.approx(3 * people[:, :, 0])
    own = replace(made, areas=Areas(names=("n", "s"), values={"rate": (0.1, 0.2)}))
    ends = run(own, asked=Asked(draws=5)).of("people")[-1]
    assert ends[0] == pytest.approx([100 * 1.1**10, 100 * 1.2**10])
    assert (ends == ends[0]).all()  # what an area has is not drawn


def test_constants_that_go_together_do_so_in_the_run() -> None:
    made = replace(
        uncertain(city(2), "pull 0", "pull 1"),
        correlations=(Correlation(first="pull 0", second="pull 1", rank=0.9),),
    )
    told = run(made, asked=Asked(draws=400, outputs=("pull 0", "pull 1")))
    ranks = told.values[:, 0, :, 0].argsort(axis=1).argsort(axis=1)
    assert np.corrcoef(ranks)[0, 1] == pytest.approx(0.9, abs=0.05)


def fails(in_hundred: int) -> Model:
    divisor = Choice(values=(0.0, 1.0), weights=(in_hundred, 100 - in_hundred))
    return model(
        stock("people", 100, ("growth",)),
        Factor(name="rate", equation="1", distribution=divisor),
        one("growth", "if(time >= 3, 1 / rate, 1)"),
        times=YEARLY,
    )


def test_one_failed_variant_in_a_hundred_is_told_and_left_out() -> None:
    told = run(fails(1), asked=Asked(draws=500))
    assert told.failed_draws == 5
    assert [(one.name, one.at, one.variants) for one in told.failures] == [
        ("growth", 3.0, 5)
    ]
    assert told.band("people").high[-1] == 110


def test_more_than_one_in_a_hundred_refuses_a_summary() -> None:
    told = run(fails(2), asked=Asked(draws=500))
    with pytest.raises(Refused) as refused:
        told.band("people")
    assert "10 of 500 variants failed" in str(refused.value)
    assert "first at 3, where “growth” was no number" in str(refused.value)
    assert refused.value.exit_code == 4


@pytest.mark.parametrize(
    ("equation", "failed"),
    [
        ("1 / (x - 1)", "y"),
        ("ln(x - 2)", "y"),
        ("sqrt(-x)", "y"),
        ("exp(1000 * x)", "y"),
        ("mod(x, 0)", "y"),
        ("if(x = 1, 5, 1 / (x - 1))", None),
        ("safediv(5, x - 1)", None),
        ("min(3, x)", None),
    ],
)
def test_only_what_is_no_number_and_is_used_fails(
    equation: str, failed: str | None
) -> None:
    told = run(model(one("x", 1), one("y", equation), times=YEARLY))
    assert [one.name for one in told.failures] == ([failed] if failed else [])


def test_a_stock_that_runs_away_fails_where_it_does() -> None:
    made = model(stock("x", 2, ("in",)), one("in", "x * x * x"), times=YEARLY)
    # 2, 10, 1010, 1e9, 1e27, 1e81, 1e243: what flows in then is more than can be held.
    for outputs, name, at in ((("x", "in"), "in", 6), (("x",), "x", 7)):
        (failure,) = run(made, asked=Asked(outputs=outputs)).failures
        assert (failure.name, failure.at) == (name, at)


def test_tables_left_and_stocks_below_nothing_are_counted() -> None:
    made = model(
        stock("kept", 2, (), ("out",), non_negative=True),
        stock("debt", 2, (), ("out",)),
        one("out", "lookup(t, time)"),
        tables=(Table(name="t", x=(0, 5), y=(1, 1)),),
        times=YEARLY,
    )
    told = run(made)
    assert dict(told.outside) == {"t": 5}  # at 6, 7, 8, 9 and 10
    assert dict(told.negative) == {"kept": 8, "debt": 8}  # from 3 on
    assert told.of("kept")[-1, 0, 0] == 0
    assert told.of("debt")[-1, 0, 0] == -8


def test_a_value_is_set_on_a_constant_an_equation_or_a_start() -> None:
    made = grows()
    for name, end in (("rate", 100.0), ("growth", 100.0), ("people", 0.0)):
        told = run(with_values(made, {name: 0.0}), asked=Asked(draws=3))
        assert told.of("people")[-1, :, 0].tolist() == [end] * 3


def test_names_that_are_not_there_are_told_with_the_nearest() -> None:
    with pytest.raises(
        WrongUsage, match=r"nothing called “ratte”.*Did you mean rate\?"
    ):
        with_values(grows(), {"ratte": 1})
    with pytest.raises(WrongUsage, match="nothing called “zzz”"):
        run(grows(), asked=Asked(outputs=("zzz",)))


def test_times_are_changed_or_refused() -> None:
    assert with_times(grows(), stop=3.0, step=None).times.stop == 3
    with pytest.raises(WrongUsage, match="Change --from, --to or --dt"):
        with_times(grows(), step=-1.0)


def test_a_variant_is_held_against_itself() -> None:
    made = replace(
        grows(),
        factors=tuple(
            replace(factor, better=Direction.MORE_IS_WORSE)
            if factor.name == "people"
            else factor
            for factor in grows().factors
        ),
    )
    asked = Asked(draws=100)
    without = run(made, asked=asked)
    fewer = run(with_values(made, {"rate": 0.02}), asked=asked)
    people, rate, growth = compared(made, without=without, with_it=fewer)
    assert (people.output, people.count, people.of) == ("people", 80, 100)
    assert (rate.better, rate.count) == (Direction.NEITHER, 20)
    same = compared(made, without=without, with_it=without)
    assert [one.same for one in same] == [100, 100, 100]
    assert growth.of == 100
    with pytest.raises(Misbuilt, match="runs to compare"):
        compared(made, without=without, with_it=run(made))
