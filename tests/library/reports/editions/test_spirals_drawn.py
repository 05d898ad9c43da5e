"""What pictures of models share: how numbers, time and areas are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.reports.editions.spirals_pictures import (
    ENGLISH,
    GROWING,
    NORWEGIAN,
)

from nabolag.errors import WrongUsage
from nabolag.reports.editions.spirals_drawn import (
    MOST_MOMENTS,
    area_numbered,
    as_given,
    moments,
    time_told,
    value_told,
)
from nabolag.spirals.model.model import Areas, Times


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.4, "0,4"),
        (-3.0, "−3"),
        (0.0, "0"),
        (12_500.0, "12\u202f500"),
        (0.1 + 0.2, "0,3"),
        (1e30, "1,00\u00a0×\u00a010³⁰"),
        (-2.5e-7, "−2,50\u00a0×\u00a010⁻⁷"),
    ],
)
def test_a_value_that_is_set_is_written_as_it_was_given(
    value: float, written: str
) -> None:
    assert as_given(value, NORWEGIAN) == written


@pytest.mark.parametrize(
    ("value", "band", "written"),
    [
        (5746.2, (5220.9, 6563.1), "5,746 (5,221 to 6,563)"),
        (0.0271, (-0.0258, 0.0283), "0.0271 (−0.0258 to 0.0283)"),
        (0.0, (0.0, 0.0), "0 (0 to 0)"),
        (12.345, None, "12.3"),
        (
            2e12,
            (1e12, 3e12),
            "2.00\u00a0×\u00a010¹² (1.00\u00a0×\u00a010¹² to 3.00\u00a0×\u00a010¹²)",
        ),
        (float("nan"), None, "–"),
    ],
)
def test_a_value_has_as_many_decimals_as_its_band(
    value: float, band: tuple[float, float] | None, written: str
) -> None:
    assert value_told(value, band, ENGLISH) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_can_be_written(value: float) -> None:
    assert value_told(value, None, NORWEGIAN)
    assert as_given(value, NORWEGIAN)


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("year", "Time in years."),
        ("months", "Time in months."),
        ("week", "Time in weeks."),
        ("day", "Time in days."),
        ("quarters", "Time in quarters."),
    ],
)
def test_time_is_told_in_its_unit(unit: str, written: str) -> None:
    assert time_told(replace(GROWING, times=Times(unit=unit)), ENGLISH) == written


@given(st.integers(1, 10_000))
def test_moments_are_few_in_order_and_reach_both_ends(count: int) -> None:
    some = moments(count).tolist()
    assert (some[0], some[-1]) == (0, count - 1)
    assert some == sorted(set(some))
    assert len(some) == min(count, MOST_MOMENTS)


def test_areas_are_found_by_name() -> None:
    model = replace(GROWING, areas=Areas(names=("north", "south")))
    assert [area_numbered(model, name) for name in (None, "south")] == [0, 1]
    assert area_numbered(GROWING, None) == 0
    with pytest.raises(WrongUsage, match="Expected one of north, south"):
        area_numbered(model, "west")
    with pytest.raises(WrongUsage, match="Expected a model with areas"):
        area_numbered(GROWING, "west")
