"""Periods as they are read, and where they lie in time."""

from __future__ import annotations

import pytest

from nabolag.reports.wording.language import words
from nabolag.reports.wording.periods import moment, period_text, stretch


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2024", 2024.0),
        ("2024K1", 2024.0),
        ("2024Q4", 2024.75),
        ("2024M07", 2024.5),
        ("2015-2017", 2016.0),
        ("skoleåret 2023/2024", 2023.0),
        ("våren", None),
    ],
)
def test_a_period_has_a_place_in_time(period, year):
    assert moment(period) == year


def test_quarters_and_ranges_are_read_in_words():
    assert period_text("2024K3", words("nb")) == "3. kvartal 2024"
    assert period_text("2015-2017", words("en")) == "2015–2017"
    assert period_text("høsten 2024", words("nb")) == "høsten 2024"


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (["2023", "2015", "2019"], "2015–2023"),
        (["2024", "2024"], "2024"),
        (["2024K1", "2024K3"], "2024"),
        (["2024K3"], "3. kvartal 2024"),
        (["våren", "høsten"], "høsten, våren"),
        ([], ""),
    ],
)
def test_several_periods_are_told_from_first_to_last(periods, told):
    assert stretch(periods, words("nb")) == told
