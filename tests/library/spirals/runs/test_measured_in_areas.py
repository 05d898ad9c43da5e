"""What is measured in each area: an outlook starts at the interval of the area itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.library.spirals.models import model, one, stock

from nabolag.errors import BadInput, Misbuilt, WrongUsage
from nabolag.spirals.draws.designs import Design
from nabolag.spirals.draws.distributions import Uniform
from nabolag.spirals.engine.lanes import Job, Part, joined, run_part
from nabolag.spirals.model.factors import Factor, Measured
from nabolag.spirals.model.model import Areas, Correlation, Model, Times
from nabolag.spirals.runs.asking import Asked, with_values
from nabolag.spirals.runs.checking import checked
from nabolag.spirals.runs.ensemble import run
from nabolag.spirals.runs.sensitivity import Way, sensitivity

NAMES = ("north", "south", "east")
PEOPLE = (
    Measured(value=100, low=90, high=110),
    Measured(value=200, low=150, high=210),
    Measured(value=50, low=50, high=50),
)
CROWDED = tuple(Measured(value=v, low=v / 2, high=2 * v) for v in (0.1, 0.2, 0.3))
NOWHERE = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def measured(*, moving: tuple[tuple[float, ...], ...] = ()) -> Model:
    made = model(
        stock("people", 1, ("growth",)),
        one("crowded", 1),
        Factor(name="rate", equation="0.1", distribution=Uniform(low=0, high=0.2)),
        one("growth", "rate * from_areas(people) * (1 - crowded)"),
        times=Times(stop=2, step=0.5),
    )
    both = {"people": PEOPLE, "crowded": CROWDED}
    return replace(made, areas=Areas(names=NAMES, measured=both, moving=moving))


def test_each_area_has_its_own_interval_with_its_value_as_the_median() -> None:
    told = run(measured(), asked=Asked(draws=4000))
    for name, each in (("people", PEOPLE), ("crowded", CROWDED)):
        for area, one_ in enumerate(each):
            found = np.quantile(told.of(name)[0, :, area], [0.025, 0.5, 0.975])
            assert found == pytest.approx([one_.low, one_.value, one_.high], rel=2e-3)


def test_errors_of_measurement_in_one_area_say_nothing_of_those_in_another() -> None:
    told = run(measured(), asked=Asked(draws=4000))
    people, crowded = told.of("people")[0, :, :2], told.of("crowded")[0]
    columns = np.hstack([people, crowded, told.of("rate")[0, :, :1]])
    apart = stats.spearmanr(columns).statistic
    # Four standard errors of a rank correlation of 4,000 that are independent.
    assert apart == pytest.approx(np.eye(6), abs=4 / 4000**0.5)
    # A constant that is drawn once is the same in all areas.
    assert np.ptp(told.of("rate")[0], axis=1).max() == 0


def test_without_draws_each_area_has_the_value_itself() -> None:
    told = run(measured())
    assert told.of("people")[0, 0].tolist() == [100, 200, 50]
    assert told.of("crowded")[0, 0].tolist() == [0.1, 0.2, 0.3]


def _one_block_at_a_time(job: Job) -> Part:
    return joined([run_part(job, first_block=at, blocks=1) for at in range(job.blocks)])


@pytest.mark.parametrize("moving", [(), NOWHERE])
def test_however_lanes_are_split_the_numbers_are_the_same_to_the_bit(
    moving: tuple[tuple[float, ...], ...],
) -> None:
    made, asked = measured(moving=moving), Asked(draws=700, outputs=("people",))
    whole = run(made, asked=asked)
    split = run(made, asked=asked, runner=_one_block_at_a_time)
    threads = run(made, asked=replace(asked, threads=2))
    assert np.array_equal(whole.values, split.values)
    assert np.array_equal(whole.values, threads.values)


@given(
    design=st.sampled_from(Design),
    held=st.sampled_from(["people", "crowded", "rate"]),
    seed=st.integers(0, 1000),
)
@settings(max_examples=25, deadline=None)
def test_what_is_set_leaves_what_is_measured_elsewhere_as_it_was(
    design: Design, held: str, seed: int
) -> None:
    asked = Asked(draws=32, design=design, seed=seed)
    without = run(measured(), asked=asked)
    with_it = run(with_values(measured(), {held: 0.5}), asked=asked)
    for name in ("people", "crowded", "rate"):
        if name == held:
            assert set(with_it.of(name)[0].flat) == {0.5}
        else:
            assert np.array_equal(with_it.of(name)[0], without.of(name)[0])


@pytest.mark.parametrize("design", [Design.LATIN, Design.RANDOM])
def test_an_area_more_or_another_order_changes_no_other(design: Design) -> None:
    asked = Asked(draws=50, design=design)
    order = [2, 0]
    fewer = Areas(
        names=tuple(NAMES[at] for at in order),
        measured={"people": tuple(PEOPLE[at] for at in order), "crowded": CROWDED[:2]},
    )
    told = run(replace(measured(), areas=fewer), asked=asked)
    every = run(measured(), asked=asked)
    assert np.array_equal(told.of("people")[0], every.of("people")[0][:, order])


def test_sensitivity_moves_what_is_measured_in_all_areas_at_once() -> None:
    asked = Asked(draws=20)
    told = sensitivity(
        measured(), output="people", at=0.0, way=Way.MORRIS, asked=asked, area=1
    )
    found = {each.name: each for each in told.constants}
    assert set(found) == {"people", "crowded", "rate"}
    assert (found["people"].mu_star or 0) > 10
    assert (found["crowded"].mu_star, found["rate"].mu_star) == (0, 0)
    held = with_values(measured(), {"people": 1, "crowded": 0, "rate": 0})
    with pytest.raises(WrongUsage, match="Nothing in the model is uncertain"):
        sensitivity(held, output="people", asked=asked)


def test_what_is_measured_in_areas_counts_as_uncertain() -> None:
    assert checked(measured()).uncertain == 3


def test_measured_in_areas_must_be_a_constant() -> None:
    areas = Areas(names=NAMES, measured={"growth": PEOPLE})
    with pytest.raises(BadInput, match="areas, measured: “growth” is no constant"):
        run(replace(measured(), areas=areas))


def test_what_each_area_has_apart_goes_together_with_nothing() -> None:
    tied = (Correlation(first="rate", second="people", rank=0.5),)
    with pytest.raises(BadInput, match="“people” is measured in each area, apart"):
        run(replace(measured(), correlations=tied))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"measured": {"people": PEOPLE[:2]}}, "one value for each in every row"),
        (
            {"measured": {"people": PEOPLE}, "values": {"people": (1.0, 2.0, 3.0)}},
            "one of the two",
        ),
    ],
)
def test_areas_have_one_interval_each_and_no_other_value(
    given: dict[str, dict[str, tuple[Measured, ...]]], says: str
) -> None:
    with pytest.raises(Misbuilt, match=says):
        Areas(names=NAMES, **given)
