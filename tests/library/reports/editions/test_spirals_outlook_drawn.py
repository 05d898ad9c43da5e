"""Outlooks as pictures: how sure they are can be read, and a drawing has none."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.library.reports.editions.spirals_pictures import (
    ENGLISH,
    GROWING,
    NORWEGIAN,
    arrow,
    drawing,
    texts,
    told,
)

from nabolag.errors import Refused
from nabolag.reports.editions.spirals_drawn import Drawn, Paper
from nabolag.reports.editions.spirals_outlook_drawn import Outlook, outlook_drawn
from nabolag.spirals.draws.distributions import Choice
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Areas, Model, Times
from nabolag.spirals.runs.asking import Asked, with_values
from nabolag.spirals.runs.ensemble import run


def outlook(
    model: Model = GROWING,
    *,
    paper: Paper = ENGLISH,
    draws: int | None = 200,
    area: int = 0,
    **values: float,
) -> Drawn:
    asked = Asked(draws=draws)
    shown = Outlook(
        told=run(with_values(model, values), asked=asked),
        without=run(model, asked=asked) if values else None,
        values=values,
        area=area,
    )
    return outlook_drawn(model, shown, paper=paper)


def test_it_says_what_is_drawn_in_what_unit_and_of_how_many_variants() -> None:
    said = told(outlook())
    assert "Storvik: people" in said
    assert "middle nine of ten of 200 variants" in said
    assert "Line: the median of 200 variants." in said
    assert "nothing of an arrow that was left out" in said.replace("  ", " ")
    assert "Time in years." in said
    assert "people" in texts(outlook())
    assert "Fictional" not in said


def test_the_end_is_told_with_what_nine_of_ten_lie_between() -> None:
    # 100 × (1 + r/4)^16 with r uniform from 0.05 to 0.15: by the quantiles of r.
    low, middle, high = (
        round(100 * (1 + rate / 4) ** 16) for rate in (0.055, 0.1, 0.145)
    )
    assert (low, middle, high) == (124, 148, 177)
    assert f"{middle} ({low} to {high})" in told(outlook(draws=2_000))


def test_no_unit_is_written_for_a_plain_number() -> None:
    later = Times(start=2030, stop=2034, step=0.25)
    model = replace(GROWING, outputs=("share",), times=later)
    assert "1" not in texts(outlook(model))
    bare = replace(GROWING, outputs=("rate",))
    assert "Storvik: rate" in texts(outlook(bare))


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    model = replace(GROWING, outputs=("share",), times=Times(stop=4.5, step=0.25))
    shown = texts(outlook(model, paper=NORWEGIAN, draws=2_000))
    assert {"0,10", "0,12", "4,5"} <= set(shown)
    assert not any(re.search(r"\d\.\d", text) for text in shown)


def test_what_is_set_is_told_and_drawn_before_what_is_without() -> None:
    drawn = outlook(rate=0.0)
    said = told(drawn)
    assert "Set: rate = 0." in said
    assert "With what is set: 100" in said
    assert "Without: 148" in said
    assert "Dashed and hatched: without what is set." in said


def test_variants_that_are_all_alike_have_a_line_and_no_band() -> None:
    said = told(outlook(rate=0.1))
    assert "One line and no band: all variants (200) give the same." in said
    assert "middle half" not in said
    once = told(outlook(draws=None))
    assert "One line and no band: all variants (1) give the same." in once


def test_areas_are_drawn_one_at_a_time_by_name() -> None:
    areas = Areas(names=("north", "south"), values={"people": (10.0, 2000.0)})
    said = told(outlook(replace(GROWING, areas=areas), area=1))
    assert "Storvik: people, south" in said
    assert "2,9" in said
    assert "people, north" in told(outlook(replace(GROWING, areas=areas)))


def test_a_model_of_no_real_place_says_so() -> None:
    drawn = outlook(replace(GROWING, fictional=True))
    assert "Fictional: the model tells of no real place." in texts(drawn)


@pytest.mark.parametrize(
    "model",
    [
        drawing(arrow("ab")),
        replace(GROWING, factors=(*GROWING.factors, Factor(name="talk"))),
    ],
)
def test_a_drawing_has_no_outlook_in_numbers(model: Model) -> None:
    with pytest.raises(Refused, match="spirals run --set, or draw the diagram"):
        outlook(model)


def test_variants_that_failed_are_counted_and_too_many_refuse_the_picture() -> None:
    rare = Choice(values=(0.0, 1.0), weights=(1.0, 199.0))
    factors = (
        Factor(name="people", equation="1 / rate"),
        Factor(name="rate", equation="1", distribution=rare),
    )
    model = replace(GROWING, factors=factors)
    drawn = outlook(model)
    assert "Variants that failed and were left out: 1." in told(drawn)
    assert "One line and no band: all variants (199)" in told(drawn)
    assert drawn.remarks == (
        "people: Was no number in 1 of 200 variants, first at time 0.",
    )
    often = Choice(values=(0.0, 1.0), weights=(1.0, 1.0))
    rate = replace(factors[1], distribution=often)
    with pytest.raises(Refused, match="100 of 200 variants failed"):
        outlook(replace(model, factors=(factors[0], rate)))


def test_long_runs_are_drawn_in_as_many_moments_as_can_be_seen() -> None:
    long = replace(GROWING, times=Times(stop=500, step=0.25))
    fine = replace(GROWING, times=Times(stop=50, step=0.25))
    assert len(outlook(long, rate=0.0).svg) < 3 * len(outlook(fine, rate=0.0).svg)
