"""Which loop leads, against another program and by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.library.spirals.models import model, one, rumour, stock

from nabolag.errors import Refused
from nabolag.spirals.draws.distributions import Uniform
from nabolag.spirals.loops.feedback_loops import LoopKind
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Areas, Model, Times
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.leading import leading, links_in, loops_in

STEPS = Times(stop=100, step=0.25)

LOGISTIC = model(
    stock("people", 10, ("growth",)),
    one("growth", "people * rate"),
    one("rate", "0.1 * (1 - used)"),
    one("used", "people / room"),
    one("room", 1000),
    times=STEPS,
)
TWO_FLOWS = model(
    stock("p", 10, ("births",), ("deaths",)),
    one("births", "0.2 * p * (1 - p / 1000)"),
    one("deaths", "p / l"),
    one("l", "40 - p / 50"),
    times=Times(stop=60, step=0.25),
)
XMILE = """<?xml version="1.0" encoding="utf-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<header><vendor>x</vendor><product version="1">x</product></header>
<sim_specs method="euler"><start>0</start><stop>{stop}</stop><dt>0.25</dt></sim_specs>
<model><variables>
<stock name="{stock}"><eqn>10</eqn>{flows}</stock>
{rest}</variables></model></xmile>
"""


def xmile(made: Model) -> str:
    """Write a model with one stock, for another program."""
    first, *others = made.factors
    flows = "".join(f"<inflow>{name}</inflow>" for name in first.inflows)
    flows += "".join(f"<outflow>{name}</outflow>" for name in first.outflows)
    rest = "".join(
        f'<{kind} name="{each.name}"><eqn>{each.equation}</eqn></{kind}>'
        for each in others
        for kind in [
            "flow" if each.name in (*first.inflows, *first.outflows) else "aux"
        ]
    )
    return XMILE.format(stop=made.times.stop, stock=first.name, flows=flows, rest=rest)


@pytest.mark.parametrize("made", [LOGISTIC, TWO_FLOWS])
def test_scores_are_those_of_another_program_at_every_step(
    made: Model, tmp_path: Path
) -> None:
    simlin = pytest.importorskip("simlin")
    (tmp_path / "m.xmile").write_text(xmile(made), encoding="utf-8")
    theirs = {
        frozenset(loop.variables): np.array(loop.behavior_time_series)
        for loop in simlin.load(tmp_path / "m.xmile").run(analyze_loops=True).loops
    }
    ours = leading(made)
    assert len(theirs) == len(ours.scored) > 1
    for loop, share in zip(ours.scored, ours.share[:, :, 0, 0], strict=True):
        assert share == pytest.approx(theirs[frozenset(loop.variables)], abs=1e-12)


def test_in_logistic_growth_the_lead_goes_over_at_half_of_the_room() -> None:
    told = leading(LOGISTIC)
    assert [(loop.id, loop.kind) for loop in told.scored] == [
        ("R1", LoopKind.REINFORCING),
        ("B1", LoopKind.BALANCING),
    ]
    leads = told.leads[:, :, 0]
    handed_over = told.times[int(np.argmax(leads[1] > 0))]
    # Verhulst: half of the room is reached at ln((1000 - 10) / 10) / 0.1.
    assert handed_over == pytest.approx(np.log(99) / 0.1, abs=1.5)
    assert (leads[0, 1], leads[1, -1]) == (1, 1)


def test_no_loop_leads_before_anything_has_changed() -> None:
    assert leading(LOGISTIC).leads[:, 0].sum() == 0


def test_variants_and_areas_are_counted_apart() -> None:
    made = replace(
        LOGISTIC,
        factors=tuple(
            replace(each, distribution=Uniform(low=500, high=1500))
            if each.name == "room"
            else each
            for each in LOGISTIC.factors
        ),
        areas=Areas(names=("few", "many"), values={"people": (10.0, 400.0)}),
        times=replace(STEPS, save_every=10),
    )
    told = leading(made, asked=Asked(draws=60))
    assert told.variants == 60
    assert told.leads.shape == (2, 11, 2)
    assert (told.leads[:, 1:].sum(axis=0) == 60).all()
    assert 0 < told.leads[0, 4, 0] < 60  # some have reached half by then, some not


def test_a_link_that_changes_sign_makes_its_loop_mixed() -> None:
    links = {(link.source, link.target): link.sign for link in links_in(TWO_FLOWS)}
    assert links[("p", "births")] is Sign.UNKNOWN
    assert links[("p", "l")] is Sign.NEGATIVE
    assert loops_in(TWO_FLOWS).loops[0].kind is LoopKind.MIXED


def test_a_loop_through_a_delay_is_told_as_delayed_and_without_its_parts() -> None:
    made = model(
        stock("people", 10, ("coming",)),
        one("coming", "delay(people, 2, 3) * 0.1"),
        times=STEPS,
    )
    (loop,) = loops_in(made).loops
    assert (loop.variables, loop.delayed) == (("coming", "people"), True)
    told = leading(made)
    assert told.share[0, 4:, 0, 0] == pytest.approx(1)


def test_a_drawing_is_told_as_it_was_drawn_and_scored_as_it_runs() -> None:
    made = Model(
        name="drawn",
        factors=(Factor(name="a"), Factor(name="b")),
        arrows=(
            Arrow(source="a", target="b", sign=Sign.NEGATIVE, delayed=True),
            Arrow(source="b", target="a", sign=Sign.POSITIVE),
        ),
    )
    (loop,) = loops_in(made).loops
    assert (loop.id, loop.delayed) == ("B1", True)
    told = leading(made, asked=Asked(draws=30))
    assert (told.share[0, -1] < 0).all()
    assert told.leads[0, -1, 0] == 30


def test_a_drawn_factor_beside_equations_keeps_its_arrows() -> None:
    made = Model(
        name="both",
        factors=(
            Factor(name="a"),
            Factor(name="b", equation="smooth(a * c, 2, 1, 0)"),
            Factor(name="c", equation="d + 1"),
            Factor(name="d", equation="0"),
        ),
        arrows=(
            Arrow(source="b", target="a", sign=Sign.POSITIVE),
            Arrow(source="a", target="b", sign=Sign.POSITIVE, delayed=True),
        ),
    )
    links = {(link.source, link.target): link for link in links_in(made)}
    assert set(links) == {("b", "a"), ("a", "b")}
    assert links[("a", "b")].delayed


def test_loops_that_do_not_hang_together_are_not_held_against_each_other() -> None:
    made = rumour(2)
    told = leading(made)
    inside = np.abs(told.share[:, 8, 0, 0])
    assert inside.sum() == pytest.approx(1)
    two = model(
        stock("a", 1, ("in a",)),
        one("in a", "0.1 * a"),
        stock("b", 1, ("in b",)),
        one("in b", "0.2 * b"),
    )
    assert np.abs(leading(two).share[:, -1, 0, 0]) == pytest.approx([1, 1])


def test_a_model_without_loops_has_none_that_lead() -> None:
    told = leading(model(one("a", "time")))
    assert (told.scored, told.leads.shape) == ((), (0, 21, 1))


def failing(low: float) -> Model:
    """Give growth whose rate is no number where what is drawn is below 0."""
    return model(
        stock("people", 10, ("growth",)),
        one("growth", "people * sqrt(rate)"),
        replace(one("rate", 0.1), distribution=Uniform(low=low, high=1)),
        times=Times(stop=4, step=1),
    )


def test_variants_that_fail_are_counted_and_lead_nowhere() -> None:
    told = leading(failing(-0.005), asked=Asked(draws=1_000))
    assert 0 < told.failed_draws <= 10
    assert (told.failures[0].name, told.failures[0].at) == ("growth", 0)
    assert (told.leads[0, 1:, 0] == 1_000 - told.failed_draws).all()


def test_too_many_that_fail_are_refused() -> None:
    with pytest.raises(Refused, match="of 100 variants failed"):
        leading(failing(-0.5), asked=Asked(draws=100))
