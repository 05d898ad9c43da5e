"""Arrows and loops that are cut: what then happens, and what else stays as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.library.spirals.models import BUILT, city, model, one, stock, uncertain

from nabolag.errors import WrongUsage
from nabolag.sources.spirals.reading import read_model
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Areas, Method, Model, Times
from nabolag.spirals.runs.asking import Asked, with_values
from nabolag.spirals.runs.comparing import compared
from nabolag.spirals.runs.cutting import Cut, cuts_named, with_cuts
from nabolag.spirals.runs.ensemble import run
from nabolag.spirals.runs.leading import loops_in
from nabolag.values import Direction

FINE = Times(stop=10, step=0.01, save_every=1, method=Method.RK4)
LOGISTIC = model(
    stock("people", 10, ("births",), ("deaths",)),
    one("births", "people * 0.4"),
    one("crowding", "people / 1000"),
    one("deaths", "births * crowding"),
    times=FINE,
)
RUMOUR = Model(
    name="drawn",
    factors=(
        Factor(name="rumour", better=Direction.MORE_IS_WORSE),
        Factor(name="moving", better=Direction.MORE_IS_WORSE),
        Factor(name="talk"),
    ),
    arrows=(
        Arrow(source="rumour", target="moving", sign=Sign.POSITIVE),
        Arrow(source="moving", target="rumour", sign=Sign.POSITIVE),
        Arrow(source="moving", target="talk", sign=Sign.POSITIVE),
    ),
)
EXAMPLES = Path(__file__).parents[4] / "examples" / "spirals"


def people(made: Model) -> np.ndarray:
    return run(made, asked=Asked(outputs=("people",))).of("people")[:, 0, 0]


def test_growth_that_nothing_holds_back_any_more_goes_on_by_one_rate() -> None:
    cut = with_cuts(LOGISTIC, cuts_named(LOGISTIC, ["crowding -> deaths"]))
    expected = 10 * np.exp(0.4 * (1 - 10 / 1000) * np.arange(11))
    assert people(cut) == pytest.approx(expected, rel=1e-9)


def test_with_its_growth_cut_too_it_follows_a_straight_line() -> None:
    named = ["crowding → deaths", "people->births"]
    cut = with_cuts(LOGISTIC, cuts_named(LOGISTIC, named))
    expected = 10 + 10 * 0.4 * (1 - 10 / 1000) * np.arange(11)
    assert people(cut) == pytest.approx(expected, rel=1e-9)


def test_what_flows_into_a_stock_stays_as_it_was_at_the_start() -> None:
    made = replace(
        LOGISTIC, factors=(*LOGISTIC.factors, one("at the start: births", 7))
    )
    cut = with_cuts(made, cuts_named(made, ["births -> people", "deaths -> people"]))
    assert cut.factor("people").inflows == ("at the start: births (2)",)
    expected = 10 + (4 - 4 * 10 / 1000) * np.arange(11)
    assert people(cut) == pytest.approx(expected, rel=1e-9)


def test_a_loop_is_cut_where_it_takes_the_fewest_others_with_it() -> None:
    (growth,) = cuts_named(LOGISTIC, ["R1"])
    (limit,) = cuts_named(LOGISTIC, ["B1"])
    assert (growth.pair, growth.loops) == (("births", "people"), ("R1",))
    assert limit.loops == ("B1",)


@pytest.mark.parametrize("name", BUILT)
def test_a_loop_that_was_cut_is_gone_with_those_told_and_no_others(name: str) -> None:
    made = BUILT[name]()
    before = loops_in(made).loops
    for loop in (before[0], before[-1]):
        cuts = cuts_named(made, [loop.id])
        assert loop.id in cuts[0].loops
        left = {one.variables for one in before if one.id not in cuts[0].loops}
        known = {factor.name for factor in made.factors}
        found = {one.variables for one in loops_in(with_cuts(made, cuts)).loops}
        assert {one for one in found if known.issuperset(one)} == left


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda p: p.stem)
def test_every_arrow_of_the_teaching_models_can_be_cut(path: Path) -> None:
    made = read_model(path)
    for loop in loops_in(made).loops:
        for source, target in loop.pairs:
            cut = with_cuts(made, [Cut(source=source, target=target)])
            assert not run(cut, asked=Asked(draws=4)).failed_draws


def test_every_variant_is_held_at_its_own_start_and_what_is_before_the_cut_is_the_same() -> (
    None
):
    made = uncertain(city(3), "birth rate 0", "pull 1")
    cut = with_cuts(made, cuts_named(made, ["leaving 1 -> arrivals 0"]))
    asked = Asked(draws=20, outputs=("leaving 1", "arrivals 0", "mood 0"))
    with_it = run(replace(cut, areas=None), asked=asked)
    leaving, arriving = with_it.of("leaving 1"), with_it.of("arrivals 0")
    stepped = np.array(with_it.times) >= 10
    expected = 0.9 * leaving[0] + 5 * with_it.of("mood 0") * stepped[:, None, None]
    assert arriving == pytest.approx(expected, rel=1e-12)
    assert len(np.unique(arriving[1])) == 20


def test_each_area_is_held_at_its_own_start() -> None:
    areas = Areas(names=("north", "south"), values={"people": (10, 20)})
    made = replace(LOGISTIC, areas=areas)
    cut = with_cuts(made, cuts_named(made, ["crowding -> deaths"]))
    ends = run(cut, asked=Asked(outputs=("people",))).of("people")[-1, 0]
    expected = [n * np.exp(4 * (1 - n / 1000)) for n in (10, 20)]
    assert ends == pytest.approx(expected, rel=1e-9)


def test_an_arrow_of_a_drawing_is_taken_away_and_all_else_is_drawn_the_same() -> None:
    cut = cuts_named(RUMOUR, ["R1"])
    asked = Asked(draws=50)
    pushed = {"moving": 2.0}
    without = run(with_values(RUMOUR, pushed), asked=asked)
    with_it = run(with_cuts(with_values(RUMOUR, pushed), cut), asked=asked)
    before, after = (each.of("rumour")[:, :, 0] for each in (without, with_it))
    assert (after[1:] == after[0]).all()  # nothing else comes to it
    assert (after[0] == before[0]).all()
    told = compared(RUMOUR, without=without, with_it=with_it)
    assert {one.output: one.count for one in told}["rumour"] == 50


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("R7", r"a loop \(R1, B1, B2\) or an arrow \(births → deaths, "),
        ("births -> peple", "Did you mean births → people?"),
        ("", "See them with spirals loops"),
    ],
)
def test_what_is_no_arrow_and_no_loop_is_refused(named: str, says: str) -> None:
    with pytest.raises(WrongUsage, match=says):
        cuts_named(LOGISTIC, [named])


def test_of_many_arrows_some_are_named_and_of_none_that_there_is_none() -> None:
    with pytest.raises(WrongUsage, match="…"):
        cuts_named(city(2), ["no"])
    with pytest.raises(WrongUsage, match=r"there is none.*there is none"):
        cuts_named(model(one("a", 1)), ["no"])
