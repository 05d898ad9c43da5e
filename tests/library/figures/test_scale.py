from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.figures.scale import near_round, round_up, ticks, typical


@given(st.floats(-1e6, 1e6), st.floats(0.1, 1e6), st.sampled_from([0.5, 1, 2, 5, 10]))
def test_ticks_are_multiples_of_the_step_within_the_range(
    low: float, span: float, step: float
) -> None:
    step = round_up(span / 8) if span / step > 100 else step
    found = ticks(low, low + span, step=step)
    assert all(low - 1e-6 <= tick <= low + span + 1e-6 for tick in found)
    assert all(
        tick / step == pytest.approx(round(tick / step), abs=1e-6) for tick in found
    )
    assert abs(len(found) - span / step) <= 1 + 1e-6


@pytest.mark.parametrize(
    ("size", "rounded"), [(0.03, 0.05), (1, 1), (1.1, 2), (2, 2), (6, 10), (55, 100)]
)
def test_steps_are_one_two_or_five_times_a_power_of_ten(
    size: float, rounded: float
) -> None:
    assert round_up(size) == pytest.approx(rounded)


@given(st.floats(1e-6, 1e9))
def test_a_rounded_number_is_readable_and_lies_near(size: float) -> None:
    digits = f"{near_round(size):.12f}".replace(".", "").strip("0")
    assert digits in {"1", "2", "3", "5"}
    assert 0.7 <= near_round(size) / size <= 1.45


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1))
def test_the_typical_size_is_not_exceeded_by_its_share(
    sizes: list[float], share: float
) -> None:
    limit = typical(sizes, share=share)
    assert limit in sizes
    assert sum(size <= limit for size in sizes) >= share * len(sizes) - 1e-9
