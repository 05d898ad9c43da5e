from __future__ import annotations

import numpy as np
import pytest

from nabolag.areas.trends.fitted import Correlation, Series
from nabolag.errors import Misbuilt
from nabolag.values import Measure


def series(years, value, **told):
    value = np.asarray(value, dtype=float)
    blank = np.full(value.shape, np.nan)
    usual = {
        "indicator": "x",
        "level": "area",
        "measure": Measure.AMOUNT,
        "per": 1.0,
        "counted": False,
        "codes": tuple(str(at) for at in range(len(value))),
        "names": tuple(f"Area {at}" for at in range(len(value))),
        "periods": tuple(str(year) for year in years),
        "years": np.array(years, dtype=float),
        "value": value,
        "other": np.ones(value.shape),
        "people": blank,
        "other_people": blank,
        "cluster": blank,
    }
    return Series(**usual | told)


def test_tables_that_do_not_fit_together_are_refused():
    with pytest.raises(Misbuilt, match="tables of"):
        series([2020, 2021], [[1, 2]], people=np.ones((2, 2)))
    with pytest.raises(Misbuilt, match="tables of"):
        series([2020, 2021], [[1, 2]], periods=("2020",))


def test_there_is_a_distance_where_both_sides_are_known():
    found = series(
        [2020, 2021, 2022], [[1, np.nan, 3]], other=np.array([[1, 1, np.nan]])
    )
    assert found.known.tolist() == [[True, False, False]]


@pytest.mark.parametrize(
    ("years", "step"),
    [([2020], 1.0), ([2019, 2021, 2023, 2024], 2.0), ([2020, 2020.25], 0.25)],
)
def test_the_step_is_the_usual_time_between_periods(years, step):
    assert series(years, np.ones((1, len(years)))).step == step


def test_the_correlation_told_of_is_the_one_expected():
    found = Correlation(per_year=np.array([0.0, 0.8]), weight=np.array([0.25, 0.75]))
    assert found.mean == pytest.approx(0.6)
