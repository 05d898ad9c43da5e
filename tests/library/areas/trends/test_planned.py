"""What more years of figures could show."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import stats

from nabolag.areas.trends.detecting import smallest_seen
from nabolag.areas.trends.planned import PLAN, plan
from nabolag.errors import WrongUsage
from nabolag.values import Break


def shares(areas: int, years: int, people: float = 1_000.0) -> np.ndarray:
    """Counted shares about 0.2, independent from year to year."""
    random = np.random.Generator(np.random.PCG64(3))
    return random.binomial(int(people), 0.2, (areas, years)) / people


def codes(notices):
    return sorted({notice.code for notice in notices})


def test_the_smallest_slope_seen_is_seen_in_four_cases_of_five():
    spread, freedom = np.array([0.2, 0.2]), np.array([3.0, 40.0])
    slope = smallest_seen(spread, freedom)
    power = stats.nct.sf(stats.t.ppf(0.975, freedom), freedom, slope / spread)
    assert power == pytest.approx([0.8, 0.8], abs=0.03)


def test_before_there_is_a_past_chance_alone_is_reckoned_with(followed):
    rows = followed(np.full((5, 1), 0.2))
    found, notices = plan(rows, years=6)
    assert dict(found.schema) == {name: type_() for name, type_ in PLAN.items()}
    chance = np.sqrt(0.2 * 0.8 / 1_000 + 0.2 * 0.8 / 4_000)
    years = np.arange(7.0)
    spreads = [by_hand(years, chance, alike) for alike in np.linspace(0, 0.9, 19)]
    expected = (1.96 + 0.8416) * np.sqrt(np.mean(np.square(spreads)))
    assert found["detectable"].to_list() == pytest.approx([expected] * 5, rel=1e-4)
    assert found["detectable"].equals(found["detectable_new"].alias("detectable"))
    told = found.row(0, named=True)
    assert (told["period"], told["value"]) == ("2015", 0.2)
    assert (told["periods"], told["new_periods"]) == (1, 6)
    assert codes(notices) == ["plan_without_past"]


def by_hand(years: np.ndarray, chance: float, alike: float) -> float:
    """The standard error of a slope by generalised least squares."""
    lags = np.abs(years[:, None] - years)
    inverse = np.linalg.inv(chance**2 * alike**lags)
    design = np.stack([np.ones_like(years), years], axis=1)
    return float(np.sqrt(np.linalg.inv(design.T @ inverse @ design)[1, 1]))


def test_with_two_areas_their_own_figures_alone_must_show_the_scatter(followed):
    many, _ = plan(followed(np.full((5, 1), 0.2)), years=6)
    few, _ = plan(followed(np.full((2, 1), 0.2), people=1_000), years=6)
    # t with 7 − 2 degrees of freedom: 2.57 + 0.92 where the normal has 2.80
    widened = few["detectable"][0] / by_hand(np.arange(7.0), 1.0, 0.0)
    assert widened > 1.2 * many["detectable"][0] / by_hand(np.arange(7.0), 1.0, 0.0)


def test_a_past_makes_smaller_slopes_detectable_and_more_years_smaller_yet(followed):
    rows = followed(shares(12, 8))
    sooner, notices = plan(rows, years=4)
    later, _ = plan(rows, years=8)
    assert (sooner["detectable"] < sooner["detectable_new"]).all()
    assert (later["detectable"] < sooner["detectable"]).all()
    assert (later["detectable_new"] < sooner["detectable_new"]).all()
    assert set(sooner["periods"]) == {8}
    assert notices == ()


def test_more_people_make_smaller_slopes_detectable(followed):
    few, _ = plan(followed(shares(12, 8)), years=4)
    many, _ = plan(followed(shares(12, 8, 100_000), people=100_000), years=4)
    assert many["detectable"].median() < 0.2 * few["detectable"].median()


def test_an_area_without_a_line_of_its_own_takes_the_usual_scatter(followed):
    values = shares(6, 8)
    values[2, :6] = np.nan
    found, notices = plan(followed(values), years=5)
    told = found.filter(code="002").row(0, named=True)
    others = found.filter(pl.col("code") != "002")
    assert told["periods"] == 2
    assert told["detectable"] > others["detectable"].max()
    assert told["detectable_new"] == pytest.approx(
        others["detectable_new"].median(), rel=0.3
    )
    assert notices == ()


def test_an_area_that_misses_the_newest_year_is_planned_from_its_own_newest(followed):
    values = shares(6, 8)
    values[4, 7] = np.nan
    found, _ = plan(followed(values), years=5)
    told = found.filter(code="004").row(0, named=True)
    assert (told["period"], told["value"]) == ("2021", values[4, 6])


def test_surveys_every_second_year_give_half_as_many_figures(followed):
    rows = followed(shares(6, 5), step=2)
    found, _ = plan(rows, years=7)
    assert set(found["new_periods"]) == {3}
    after_a_break, _ = plan(
        rows,
        years=7,
        breaks=[Break(period="2023", level="area", reason="new questions")],
    )
    assert set(after_a_break["periods"]) == {1}
    assert set(after_a_break["new_periods"]) == {3}


def test_quarters_give_four_figures_a_year(followed):
    rows = followed(shares(5, 8)).with_columns(
        period=pl.col("period").replace(
            {str(2015 + at): f"{2020 + at // 4}K{at % 4 + 1}" for at in range(8)}
        )
    )
    found, _ = plan(rows, years=2)
    assert set(found["new_periods"]) == {8}


def test_under_four_figures_nothing_can_be_seen(followed):
    found, notices = plan(followed(shares(6, 1)), years=2)
    assert found["detectable"].null_count() == 6
    assert codes(notices) == ["plan_too_short", "plan_without_past"]
    assert said_of_length(notices) == {"which": "all", "figures": 3, "needed": 4}


def said_of_length(notices):
    short = next(notice for notice in notices if notice.code == "plan_too_short")
    return {name: fact for name, fact in short.facts.items() if name != "level"}


def test_with_a_past_only_a_change_that_starts_now_has_too_few_figures(followed):
    found, notices = plan(followed(shares(6, 2)), years=2)
    assert found["detectable"].null_count() == 0
    assert found["detectable_new"].null_count() == 6
    assert said_of_length(notices) == {"which": "new", "figures": 3, "needed": 4}


def test_without_counts_scatter_is_taken_from_the_past(followed):
    values = 100 * shares(6, 8)
    found, notices = plan(followed(values, measure="amount", city=20.0), years=5)
    assert found["detectable"].null_count() == 0
    assert notices == ()


def test_without_counts_and_past_nothing_is_told(followed):
    values = 100 * shares(8, 2)
    found, notices = plan(followed(values, measure="amount", city=20.0), years=5)
    assert found["detectable"].null_count() == 8
    (notice,) = notices
    assert notice.code == "plan_without_scatter"
    assert notice.facts["areas"].startswith("Area 0, Area 1")
    assert (notice.facts["more"], notice.facts["count"]) == (2, 8)


def test_figures_without_any_scatter_are_as_good_as_no_past(followed):
    values = np.tile(np.linspace(0.2, 0.3, 6), (2, 1)) + np.array([[0.1], [0.0]])
    rows = followed(values * 100, measure="amount", city=20.0)
    found, notices = plan(rows, years=5)
    assert found["detectable"].null_count() == 2
    assert codes(notices) == ["plan_without_scatter"]


def test_no_rows_give_no_plan(followed):
    found, notices = plan(followed(shares(3, 1)).clear(), years=3)
    assert (found.height, list(found.columns), notices) == (0, list(PLAN), ())


def test_less_than_a_year_is_refused(followed):
    with pytest.raises(WrongUsage, match="There are 0 years"):
        plan(followed(shares(3, 1)), years=0)
