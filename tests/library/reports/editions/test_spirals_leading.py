"""Which loop leads, as programs, tables and people are told it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from tests.library.reports.editions.spirals_pictures import (
    GROWTH_WITH_A_LIMIT,
    arrow,
    drawing,
)

from nabolag.reports.editions.spirals_leading import (
    leading_as_json,
    leading_as_table,
    leading_in_words,
)
from nabolag.spirals.draws.distributions import Uniform
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Areas, Model, Times
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.leading import leading

GROWTH = replace(
    GROWTH_WITH_A_LIMIT,
    times=Times(stop=80, step=0.25, save_every=20),
    fictional=True,
)
TWO_AREAS = replace(
    GROWTH, areas=Areas(names=("few", "many"), values={"people": (10, 700)})
)
ASKED = Asked(draws=40)


def test_a_program_gets_every_loop_at_every_moment() -> None:
    told = leading_as_json(leading(GROWTH, asked=ASKED), GROWTH)
    assert told["time"] == [0, 20, 40, 60, 80]
    growth, limit = told["loops"]
    assert (growth["id"], growth["kind"]) == ("R1", "R")
    assert growth["variables"] == ["growth", "people"]
    assert growth["leads"] == [0, 40, 40, 0, 0]
    assert limit["leads"] == [0, 0, 0, 40, 40]
    assert told["parts"] == [{"loops": ["R1", "B1"], "none_leads": [40, 0, 0, 0, 0]}]
    assert (told["draws"], told["failed_draws"], told["fictional"]) == (40, 0, True)
    assert (told["not_scored"], told["capped"], told["warnings"]) == (0, False, [])


def test_areas_are_told_apart_to_a_program_and_to_a_person() -> None:
    told = leading(TWO_AREAS, asked=ASKED)
    limit = leading_as_json(told, TWO_AREAS)["loops"][1]
    assert limit["leads"] == {
        "areas": {"few": [0, 0, 0, 40, 40], "many": [0, *4 * [40]]}
    }
    said = leading_in_words(told, TWO_AREAS, language="nb")
    assert "  few: 0 (20), 0 (40), 40 (60), 40 (80)\n" in said
    assert "  many: 40 (20), 40 (40), 40 (60), 40 (80)\n" in said


def test_a_table_has_a_row_for_each_loop_area_and_moment() -> None:
    table = leading_as_table(leading(TWO_AREAS, asked=ASKED))
    assert table.height == (2 + 1) * 2 * 5
    assert table.columns == ["part", "loop", "area", "time", "leads", "of"]
    # In each area and at each moment every variant is counted once.
    sums = table.group_by("area", "time").agg(pl.col("leads").sum())
    assert sums["leads"].to_list() == 10 * [40]
    none = table.filter(pl.col("loop").is_null(), pl.col("leads") > 0)
    assert none["time"].to_list() == [0, 0]
    assert leading_as_table(leading(GROWTH))["area"].null_count() == 15


def test_a_person_is_told_what_leading_is_and_what_not() -> None:
    said = leading_in_words(leading(GROWTH, asked=ASKED), GROWTH, language="en")
    assert said.splitlines() == [
        "Storvik",
        "Fictional: the model tells of no real place.",
        "In how many of 40 variants each loop leads.",
        "R1 (reinforcing): growth → people → growth",
        "  40 (20), 40 (40), 0 (60), 0 (80)",
        "B1 (balancing): growth → people → used → rate → growth",
        "  0 (20), 0 (40), 40 (60), 40 (80)",
        "A loop leads where its part of the change is the largest. That explains what"
        " happens; it does not rank what could be done.",
    ]


def test_loops_that_hang_apart_each_have_a_lead_of_their_own() -> None:
    ring = arrow("ab"), arrow("ba")
    made = drawing(*ring, arrow("cd"), arrow("dc"), arrow("cc"), names="abcd")
    told = leading(made, asked=ASKED)
    document = leading_as_json(told, made)
    assert [part["loops"] for part in document["parts"]] == [["R1", "R3"], ["R2"]]
    leads = {loop["id"]: np.array(loop["leads"]) for loop in document["loops"]}
    assert (leads["R2"][1:] == 40).all()
    assert (leads["R1"][1:] + leads["R3"][1:] == 40).all()
    table = leading_as_table(told).filter(pl.col("time") > 0)
    sums = table.group_by("part", "time").agg(pl.col("leads").sum())["leads"]
    assert set(sums) == {40}
    said = leading_in_words(told, made, language="en")
    assert "Part 2 of 2: the loops of one part hang together" in said


def test_a_model_without_loops_has_none_that_leads() -> None:
    made = drawing(arrow("ab"))
    told = leading(made, asked=ASKED)
    assert leading_as_json(told, made)["loops"] == []
    assert leading_as_table(told).height == 0
    assert "leads (" not in leading_in_words(told, made, language="en")


def test_of_a_drawing_it_is_told_that_nobody_measured_it() -> None:
    drawn = drawing(arrow("ab"), arrow("ba"), arrow("bc"))
    said = leading_in_words(leading(drawn, asked=ASKED), drawn, language="en")
    assert said.endswith("and nobody has measured it.")


def test_a_model_at_rest_has_no_loop_that_leads() -> None:
    still = Model(
        name="Still",
        factors=(
            Factor(name="people", start="10", inflows=("growth",)),
            Factor(name="growth", equation="people * 0"),
        ),
        times=Times(stop=1, step=1),
    )
    told = leading_in_words(leading(still), still, language="en").splitlines()
    assert told[2:4] == ["no loop leads", "  1 (1)"]


def test_loops_that_are_not_scored_are_counted() -> None:
    told = leading(GROWTH, asked=ASKED, most=1)
    assert leading_as_json(told, GROWTH)["not_scored"] == 1
    said = leading_in_words(told, GROWTH, language="en")
    assert "Loops that are not scored, as there are too many: 1." in said


def test_variants_that_failed_are_told_and_no_loop_leads_in_them() -> None:
    risky = Factor(
        name="rate", equation="0.1", distribution=Uniform(low=-0.005, high=1)
    )
    made = Model(
        name="Risky",
        factors=(
            Factor(name="people", start="10", inflows=("growth",)),
            Factor(name="growth", equation="people * sqrt(rate)"),
            risky,
        ),
        times=Times(stop=4, step=1),
    )
    told = leading(made, asked=Asked(draws=1_000))
    document = leading_as_json(told, made)
    kept = 1_000 - document["failed_draws"]
    assert 990 <= kept < 1_000
    assert document["loops"][0]["leads"] == [0, kept, kept, kept, kept]
    assert leading_as_table(told)["of"].unique().to_list() == [kept]
    said = leading_in_words(told, made, language="en")
    assert f"In how many of {kept} variants" in said
    assert "growth: Was no number in" in said
