"""Leading loops as pictures: told in variants, never in per cent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.library.reports.editions.spirals_pictures import (
    ENGLISH,
    GROWTH_WITH_A_LIMIT,
    arrow,
    drawing,
    texts,
    told,
)

from nabolag.errors import Refused, WrongUsage
from nabolag.reports.editions.spirals_drawn import Drawn
from nabolag.reports.editions.spirals_leading_drawn import leading_drawn
from nabolag.spirals.draws.distributions import Choice
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Areas, Model, Times
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.leading import leading, loops_in


def led(model: Model, *, draws: int = 50, part: int = 0, area: int = 0) -> Drawn:
    told_of = leading(model, asked=Asked(draws=draws))
    return leading_drawn(model, told_of, part=part, area=area, paper=ENGLISH)


def test_loops_that_lead_are_marked_listed_and_told_in_variants() -> None:
    drawn = led(GROWTH_WITH_A_LIMIT)
    said = told(drawn)
    assert "In how many of 50 variants each loop leads." in said
    assert "R1 (reinforcing): growth → people → growth" in said
    assert "B1 (balancing): growth → people → used → rate → growth" in said
    assert {"all", "half", "none", "no loop leads"} <= set(texts(drawn))
    # Once among the bands, and once in the list of them.
    assert (texts(drawn).count("R1"), texts(drawn).count("B1")) == (2, 2)
    assert "it does not rank what could be done" in said
    assert "A drawing" not in said
    assert "%" not in said
    assert drawn.remarks == ()


def test_loops_that_never_lead_are_left_out_and_counted() -> None:
    early = replace(GROWTH_WITH_A_LIMIT, times=Times(stop=10, step=0.25))
    drawn = led(early)
    assert "B1" not in told(drawn)
    assert drawn.remarks == ("Loops that never lead, and are left out: 1 of 2.",)


def test_a_drawing_says_that_no_one_has_measured_it() -> None:
    model = drawing(arrow("ab"), arrow("ba"), fictional=True)
    said = told(led(model))
    assert "A drawing: how strong and how fast its arrows are" in said
    assert "Fictional: the model tells of no real place." in said


def test_areas_are_drawn_one_at_a_time_by_name() -> None:
    areas = Areas(names=("north", "south"), values={"people": (10.0, 850.0)})
    model = replace(GROWTH_WITH_A_LIMIT, areas=areas)
    assert "R1" in texts(led(model))
    south = led(model, area=1)
    assert "Storvik: south" in texts(south)
    assert "R1" not in texts(south)


def test_a_model_without_loops_is_refused() -> None:
    with pytest.raises(Refused, match="no loop, so none can lead"):
        led(drawing(arrow("ab")))


def test_loops_that_share_a_band_or_have_no_score_are_counted() -> None:
    names = "abcdefghij"
    arrows = [arrow(f"{name}{name.upper()}") for name in names]
    arrows += [arrow(f"{name.upper()}{name}") for name in names]
    model = drawing(*arrows, names=names + names.upper())
    found = loops_in(model)
    of = leading(model, asked=Asked(draws=4), loops=found)
    leads = np.zeros((9, len(of.times), 1), dtype=np.int64)
    for at in range(9):
        leads[at, at + 1 :: 9, 0] = 4
    together = (tuple(range(9)),)
    some = replace(of, scored=found.loops[:9], leads=leads, parts=together)
    drawn = leading_drawn(model, some, paper=ENGLISH)
    assert "other loops" in told(drawn)
    assert drawn.remarks == (
        "Loops that lead but have no band of their own: 2 of 10.",
        "Loops that are not scored, as there are too many: 1 of 10.",
    )
    assert "R7 (" in told(drawn)
    assert "R8" not in told(drawn)


def test_loops_of_one_part_are_drawn_and_which_part_it_is_told() -> None:
    ring = (arrow("ab"), arrow("ba"))
    together = led(drawing(*ring, arrow("bc"), arrow("cb")))
    assert "Part" not in told(together)
    apart = drawing(*ring, arrow("cd"), arrow("dc"), names="abcd")
    assert "Part 1 of 2: the loops of one part hang together" in told(led(apart))
    assert "R2" not in texts(led(apart))
    second = led(apart, part=1)
    assert "Part 2 of 2" in told(second)
    assert ("R1" in texts(second), "R2" in texts(second)) == (False, True)


@pytest.mark.parametrize("part", [-1, 1])
def test_a_part_that_there_is_not_is_refused(part: int) -> None:
    with pytest.raises(WrongUsage, match="a part from 1 to 1"):
        led(GROWTH_WITH_A_LIMIT, part=part)


def test_variants_that_failed_are_left_out_and_counted() -> None:
    rare = Choice(values=(0.0, 900.0), weights=(1.0, 199.0))
    room = Factor(name="room", equation="900", distribution=rare)
    model = replace(
        GROWTH_WITH_A_LIMIT, factors=(*GROWTH_WITH_A_LIMIT.factors[:4], room)
    )
    drawn = led(model, draws=200)
    assert "was no number in 1 of 200" in drawn.remarks[-1].lower()
    said = told(drawn)
    assert "In how many of 199 variants each loop leads." in said
    assert "Variants that failed and were left out: 1." in said
