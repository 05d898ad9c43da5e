"""Drawings that run the same evening."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.spirals.draws.distributions import Choice, LogNormal, Normal
from nabolag.spirals.draws.lopsided import Lopsided
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow, Judgement, Speed, Strength
from nabolag.spirals.model.factors import Factor, Measured
from nabolag.spirals.model.lowering import STRENGTHS, TIMES, lowered, push_on
from nabolag.spirals.model.measuring import distribution_of
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.asking import Asked, with_values
from nabolag.spirals.runs.ensemble import run
from nabolag.spirals.runs.jobs import drawn_from, drawn_values

PLUS, MINUS, OPEN = Sign.POSITIVE, Sign.NEGATIVE, Sign.UNKNOWN
ASKED = Asked(draws=200)


def drawing(*arrows: Arrow, names: Sequence[str] = ("a", "b", "c")) -> Model:
    return Model(
        name="drawn", factors=tuple(Factor(name=name) for name in names), arrows=arrows
    )


def arrow(
    ends: str, sign: Sign = PLUS, *said: Judgement, delayed: bool = False
) -> Arrow:
    return Arrow(
        source=ends[0], target=ends[1], sign=sign, judgements=said, delayed=delayed
    )


def test_a_model_with_equations_is_left_as_it_is() -> None:
    made = Model(name="m", factors=(Factor(name="a", equation="1"),))
    assert lowered(made) is made


@given(
    ends=st.lists(st.sampled_from(["ab", "bc", "ca", "ba", "aa"]), unique=True),
    sign=st.sampled_from(Sign),
    push=st.floats(-5, 5),
)
@settings(max_examples=25, deadline=None)
def test_a_drawing_stays_on_its_scale(ends: list[str], sign: Sign, push: float) -> None:
    made = with_values(drawing(*(arrow(end, sign) for end in ends)), {"a": push})
    values = run(made, asked=Asked(draws=40, outputs=("a", "b", "c"))).values
    assert (np.abs(values) < 1).all()


def test_without_a_push_each_factor_begins_where_it_was_said_to() -> None:
    made = drawing(arrow("ab"), arrow("bc", MINUS), arrow("ca"))
    told = run(made, asked=ASKED)
    draws = drawn_values(lowered(made), ASKED)
    for name in "abc":
        assert told.of(name)[0, :, 0] == pytest.approx(draws[f"start: {name}"])


@pytest.mark.parametrize(
    ("signs", "goes"), [([PLUS, PLUS], 1), ([PLUS, MINUS], -1), ([MINUS, MINUS], 1)]
)
def test_a_push_goes_along_the_arrows_in_every_variant(
    signs: list[Sign], goes: int
) -> None:
    made = drawing(arrow("ab", signs[0]), arrow("bc", signs[1]))
    without = run(made, asked=ASKED).of("c")[-1]
    pushed = run(with_values(made, {"a": 0.4}), asked=ASKED).of("c")[-1]
    assert (goes * (pushed - without) > 0).all()


@given(
    ends=st.sets(
        st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda e: e[0] < e[1])
    ),
    delayed=st.booleans(),
)
@settings(max_examples=15, deadline=None)
def test_a_push_raises_what_it_leads_to_and_leaves_all_else_as_it_was(
    ends: set[tuple[int, int]], delayed: bool
) -> None:
    names = "abcdef"
    arrows = [arrow(names[a] + names[b], delayed=delayed) for a, b in sorted(ends)]
    made = drawing(*arrows, names=names)
    led_to = {1}
    for a, b in sorted(ends):
        led_to |= {b} if a in led_to else set()
    asked = Asked(draws=30, outputs=tuple(names))
    without = run(lowered(made), asked=asked).values
    pushed = run(with_values(made, {"b": 0.4}), asked=asked).values
    for at in range(len(names)):
        rise = pushed[at, -1] - without[at, -1]
        assert (rise > 0).all() if at in led_to else (rise == 0).all()


def test_an_arrow_whose_sign_is_open_goes_both_ways() -> None:
    made = drawing(arrow("ab", OPEN))
    without = run(made, asked=ASKED).of("b")[-1]
    pushed = run(with_values(made, {"a": 0.4}), asked=ASKED).of("b")[-1]
    assert (pushed > without).sum() == pytest.approx(100, abs=1)


def test_a_variant_follows_one_group_through_all_arrows() -> None:
    residents = Judgement(group="residents", strength=Strength.STRONG)
    school = Judgement(group="school", strength=Strength.WEAK)
    made = drawing(arrow("ab", PLUS, residents, school), arrow("bc", PLUS, school))
    model = lowered(made)
    draws = drawn_values(model, ASKED)
    told = run(model, asked=Asked(draws=200, outputs=("pressure: b", "pressure: c")))
    believed = draws["whose judgement"]
    assert sorted(set(believed)) == [1, 2]
    # With a held at a level from the start, what comes through in the end is its
    # strength: of the group that the variant follows, or the wide one where it is silent.
    held = with_values(model, {"a": 0.5, "time: a → b (residents)": 0.5})
    held = with_values(held, {"time: a → b (school)": 0.5})
    came = run(held, asked=Asked(draws=200, outputs=("pressure: b",))).of("pressure: b")
    start = draws["start: b"]
    strength = (came[-1, :, 0] - start / np.sqrt(1 - start**2)) / 0.5
    said = np.where(
        believed == 1,
        draws["strength: a → b (residents)"],
        draws["strength: a → b (school)"],
    )
    assert strength == pytest.approx(said, rel=1e-3)
    assert told.values.shape[2] == 200


def test_who_has_said_nothing_of_an_arrow_gets_the_widest_of_strengths() -> None:
    school = Judgement(group="school", strength=Strength.WEAK, speed=Speed.SLOW)
    other = Judgement(group="residents")
    made = lowered(drawing(arrow("ab", PLUS, school, other), arrow("bc", PLUS, school)))
    drawn = drawn_from(made)
    assert drawn["strength: a → b (school)"] == STRENGTHS[Strength.WEAK]
    assert drawn["strength: b → c (school)"] == STRENGTHS[Strength.WEAK]
    assert drawn["strength: b → c"] == STRENGTHS[None]
    assert drawn["strength: a → b (residents)"] == STRENGTHS[None]
    assert "strength: a → b" not in drawn
    assert drawn["time: b → c (school)"] == TIMES[Speed.SLOW]


def test_a_delayed_arrow_that_no_one_has_timed_is_slow() -> None:
    drawn = drawn_from(lowered(drawing(arrow("ab", delayed=True), arrow("bc"))))
    assert drawn["time: a → b"] == TIMES[Speed.SLOW]
    assert drawn["time: b → c"] == TIMES[None]


def test_a_drawn_factor_may_stand_beside_equations() -> None:
    made = Model(
        name="both",
        factors=(Factor(name="a", equation="0.3"), Factor(name="b")),
        arrows=(arrow("ab"),),
    )
    told = run(made, asked=ASKED)
    assert (told.of("b")[-1] > told.of("b")[0]).all()
    assert push_on("b") in [factor.name for factor in lowered(made).factors]


def test_an_outlook_starts_at_the_measured_interval() -> None:
    measured = Measured(value=0.2, low=0.1, high=0.3)
    made = Model(
        name="m",
        factors=(
            Factor(name="a", measured=measured),
            Factor(name="people", start="100", measured=measured),
        ),
    )
    told = run(made, asked=Asked(draws=4000, outputs=("a", "people")))
    for name in told.outputs:
        band = told.band(name)
        # Nine of ten of a normal distribution with 19 of 20 between 0.1 and 0.3.
        assert band.low[0] == pytest.approx(0.2 - 0.1 * 1.645 / 1.96, abs=0.002)
        assert band.median[0] == pytest.approx(0.2, abs=0.001)
        assert band.high[0] == pytest.approx(0.2 + 0.1 * 1.645 / 1.96, abs=0.002)


def test_what_is_measured_at_the_end_of_the_scale_stays_on_it() -> None:
    measured = Measured(value=0.9, low=0.8, high=1)
    told = run(
        Model(name="m", factors=(Factor(name="a", measured=measured),)), asked=ASKED
    )
    assert told.failed_draws == 0
    assert told.of("a").max() < 1
    assert np.median(told.of("a")[0]) == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize("interval", [(50, 57, 60), (-1.1, 0, 0.5), (0.9, 1, 1)])
def test_what_is_measured_off_the_scale_is_refused(
    interval: tuple[float, float, float],
) -> None:
    low, value, high = interval
    measured = Measured(value=value, low=low, high=high)
    made = Model(name="m", factors=(Factor(name="rent", measured=measured),))
    with pytest.raises(BadInput, match=r"rent, measured: .* is not inside the scale"):
        lowered(made)


def test_names_that_a_drawing_needs_are_not_for_others() -> None:
    with pytest.raises(BadInput, match=r"are taken.*push: a"):
        lowered(drawing(names=["a", "push: a"]))


@pytest.mark.parametrize(
    ("interval", "kind"),
    [
        ((0.1, 0.2, 0.3), Normal),
        ((5, 10, 20), LogNormal),
        ((-1, 0, 5), Lopsided),
        ((3, 3, 3), Choice),
        ((5, 15, 20), Lopsided),
        ((5, 8, 20), Lopsided),
        ((0.9, 0.97, 0.99), Lopsided),
    ],
)
def test_an_interval_becomes_a_distribution_with_the_value_in_the_middle(
    interval: tuple[float, float, float], kind: type
) -> None:
    low, value, high = interval
    found = distribution_of(Measured(value=value, low=low, high=high))
    assert isinstance(found, kind)
    ends = found.at(np.array([0.025, 0.5, 0.975]))
    assert ends == pytest.approx([low, value, high], abs=1e-9)


@given(
    value=st.floats(-1e3, 1e3),
    below=st.floats(0, 500),
    above=st.floats(0, 500),
    inside=st.floats(0.1, 0.999),
)
def test_what_is_drawn_has_the_interval_and_the_median_that_were_measured(
    value: float, below: float, above: float, inside: float
) -> None:
    measured = Measured(
        value=value, low=value - below, high=value + above, inside=inside
    )
    found = distribution_of(measured)
    parts = np.array([0.5 - inside / 2, 0.5, 0.5 + inside / 2])
    told = [measured.low, measured.value, measured.high]
    assert found.at(parts) == pytest.approx(told, rel=1e-7, abs=1e-6)
    drawn = found.at(np.linspace(0.001, 0.999, 500))
    assert (np.diff(drawn) >= -1e-9).all()


def test_where_nothing_is_measured_below_nothing_is_drawn_below() -> None:
    found = distribution_of(Measured(value=0.0, low=0.0, high=0.03))
    assert found.at(np.linspace(0.001, 0.999, 999)).min() == 0


def test_what_is_above_0_and_longer_above_is_never_drawn_below_0() -> None:
    found = distribution_of(Measured(value=8, low=2, high=60))
    assert found.at(np.array([1e-12, 0.3])).min() > 0


def test_a_lopsided_measurement_of_a_drawing_stays_on_its_scale() -> None:
    measured = Measured(value=0.9, low=-0.5, high=1)
    drawn = Model(name="m", factors=(Factor(name="a", measured=measured),))
    starts = drawn_values(lowered(drawn), Asked(draws=1000))["start: a"]
    assert np.abs(starts).max() < 1
    assert np.median(starts) == pytest.approx(0.9, abs=1e-3)
