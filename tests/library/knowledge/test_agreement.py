"""Van der Eijk's agreement: known answers, cases worked by hand, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import Misbuilt
from nabolag.knowledge.agreement import agreement, layers

SCALES = st.lists(st.integers(0, 60), min_size=3, max_size=9).filter(any)


@pytest.mark.parametrize("points", range(3, 10))
@pytest.mark.parametrize("marks", [1, 7])
def test_unanimity_is_one_wherever_it_stands(points, marks):
    for at in range(points):
        counts = [marks if point == at else 0 for point in range(points)]
        assert agreement(counts) == 1


@pytest.mark.parametrize("points", range(3, 10))
def test_evenness_is_nought_and_halves_at_the_ends_minus_one(points):
    assert agreement([4] * points) == 0
    assert agreement([4, *[0] * (points - 2), 4]) == -1


def test_the_published_example():
    """Van der Eijk 2001: seven points, 1,000 answers."""
    assert agreement([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(
        0.6113333, abs=5e-8
    )


@pytest.mark.parametrize(
    ("counts", "worked"),
    [
        ([0, 1, 0, 5, 3], 16 / 27),  # docs/agreement.md has each step
        ([2, 1, 0, 1, 4], -5 / 72),
        ([1, 2, 3, 2, 1], 5 / 18),
    ],
)
def test_mixed_cases_worked_by_hand(counts, worked):
    assert agreement(counts) == pytest.approx(worked, abs=1e-12)


@given(SCALES)
def test_it_lies_between_minus_one_and_one_and_does_not_mind_the_direction(counts):
    found = agreement(counts)
    assert -1 - 1e-12 <= found <= 1 + 1e-12
    assert agreement(counts[::-1]) == pytest.approx(found, abs=1e-12)


@given(SCALES, st.integers(2, 20))
def test_it_does_not_mind_how_many_there_are(counts, times):
    many = [count * times for count in counts]
    assert agreement(many) == pytest.approx(agreement(counts), abs=1e-12)


@given(SCALES)
def test_the_layers_hold_every_mark_once(counts):
    found = list(layers(counts))
    assert sum(held for held, _ in found) == sum(counts)
    used = [sum(pattern) for _, pattern in found]
    assert used == sorted(used, reverse=True)


def test_without_marks_there_is_nothing_to_tell():
    assert agreement([0, 0, 0]) is None


@pytest.mark.parametrize("counts", [[], [3, 4], [1, -1, 2]])
def test_what_is_no_scale_is_refused(counts):
    with pytest.raises(Misbuilt, match="counts on a scale"):
        agreement(counts)
