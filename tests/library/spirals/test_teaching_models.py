"""The teaching models show what they are told to show."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nabolag.sources.spirals.reading import read_model
from nabolag.sources.spirals.writing import model_text
from nabolag.spirals.model.model import Level, Model
from nabolag.spirals.runs.asking import Asked, with_values
from nabolag.spirals.runs.checking import checked
from nabolag.spirals.runs.comparing import compared
from nabolag.spirals.runs.ensemble import run
from nabolag.spirals.runs.leading import loops_in

HOME = Path(__file__).parents[3] / "examples" / "spirals"
MODELS = sorted(HOME.glob("*.json"))
SHARES = (0.05, 0.12, 0.18, 0.3, 0.6)


def teaching(name: str) -> Model:
    return read_model(HOME / f"{name}.json")


def ends(model: Model, name: str, starts: tuple[float, ...]) -> np.ndarray:
    """Give where a stock ends, from each of several starts: starts × draws."""
    asked = Asked(draws=300, outputs=(name,))
    runs = [run(with_values(model, {name: start}), asked=asked) for start in starts]
    return np.array([told.of(name)[-1, :, 0] for told in runs])


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_each_is_small_sourced_told_as_made_up_and_without_fault(path: Path) -> None:
    model = read_model(path)
    assert model.fictional
    assert len(model.factors) <= 15
    assert model.about
    assert model.sources
    assert checked(model).notices == ()
    assert model_text(model) == path.read_text(encoding="utf-8")
    assert path.name in (HOME / "README.md").read_text(encoding="utf-8")
    assert loops_in(model).loops


def test_thresholds_tip_and_continuous_response_does_not() -> None:
    """As Bruch and Mare (2006) say: it is the shape of the response that decides."""
    tipping = ends(teaching("tipping-threshold"), "second group", SHARES)
    assert (tipping[:2] < 0.15).all()
    assert (tipping[-2:] > 0.5).all()
    steady = ends(teaching("tipping-continuous"), "second group", SHARES)
    assert np.ptp(steady, axis=0).max() < 0.05
    assert (steady < 0.2).all()


def test_tipping_is_one_sided() -> None:
    """As Card, Mas and Rothstein (2008) say: below the point nothing pulls it back up."""
    told = run(teaching("tipping-threshold"), asked=Asked(draws=300))
    assert told.come_about("tipped")[-1] == 0
    above = run(
        with_values(teaching("tipping-threshold"), {"second group": 0.3}),
        asked=Asked(draws=300),
    )
    assert above.come_about("tipped")[-1] == 300


def test_upkeep_holds_above_a_point_and_falls_below_it() -> None:
    conditions = ends(teaching("maintenance-decline"), "condition", (0.4, 0.8))
    assert (conditions[0] < 0.35).mean() > 0.95
    assert (conditions[1] > 0.6).mean() > 0.95


def test_people_overshoot_where_building_is_late_and_not_where_it_is_quick() -> None:
    model = teaching("population-and-crowding")

    def overshoot(time: float) -> float:
        told = run(with_values(model, {"time to build": time}))
        crowding = told.of("crowding")[:, 0, 0]
        return float(crowding.max() - crowding[-1])

    assert overshoot(8) > 2 * overshoot(1) > 0


def left_of_the_loss(model: Model) -> float:
    """Give how much of a loss of work is left three years after its cause is gone."""
    spared = run(with_values(model, {"lost more in the crisis": 0}))
    gap = (spared.of("in work") - run(model).of("in work"))[:, 0, 0]
    assert gap[7] > 50
    return float(gap[10] / gap[7])


def test_a_loss_of_work_lasts_longer_where_work_is_found_through_neighbours() -> None:
    through = teaching("job-networks")
    # Work is as easy to find at the start, but the same however many have it.
    openly = with_values(
        through, {"found through neighbours": 0, "found openly": 0.1 + 0.5 * 0.7}
    )
    assert left_of_the_loss(through) > 1.3 * left_of_the_loss(openly)


def test_the_drawing_runs_and_what_is_offered_the_young_is_held_against_nothing() -> (
    None
):
    model = teaching("workshop-drawing")
    assert model.level is Level.JUDGED
    asked = Asked(draws=500)
    pushed = run(with_values(model, {"things to do for the young": 0.4}), asked=asked)
    told = compared(model, without=run(model, asked=asked), with_it=pushed)
    assert {one.output: one.of for one in told}["reputation"] == 500
    assert all(one.count + one.same == 500 for one in told)
