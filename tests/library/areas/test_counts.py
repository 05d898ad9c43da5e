"""Counts before anything is worked out from them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nabolag.areas.counts import rate_counts, share_counts, standard_score
from nabolag.errors import Misbuilt


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((-1, 10), "negative numerator in 1 places"),
        ((1, -10), "negative denominator"),
        ((11, 10), "numerator above denominator"),
        ((np.inf, 10), "infinite numerator"),
        ((1, np.inf), "infinite denominator"),
    ],
)
def test_counts_of_people_that_cannot_be_are_a_bug_in_the_caller(
    counts: tuple[float, float], told: str
) -> None:
    with pytest.raises(Misbuilt, match=told):
        share_counts(*counts, 1.0)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((-1, 10), "negative events"),
        ((1, -10), "negative exposure"),
        ((1, np.inf), "infinite exposure"),
    ],
)
def test_counts_of_events_that_cannot_be_are_a_bug_in_the_caller(
    counts: tuple[float, float], told: str
) -> None:
    with pytest.raises(Misbuilt, match=told):
        rate_counts(*counts, 1.0)


def test_events_may_outnumber_what_they_are_counted_over() -> None:
    assert rate_counts(30, 10, 1.0) == (30, 10)


@pytest.mark.parametrize("size", [0, -2])
@pytest.mark.parametrize("counted", [share_counts, rate_counts])
def test_a_family_of_nobody_is_a_bug_in_the_caller(
    counted: Callable[..., object], size: float
) -> None:
    with pytest.raises(Misbuilt, match="cluster size"):
        counted(1, 10, size)


@pytest.mark.parametrize("confidence", [0, 1, 95, float("nan")])
def test_confidence_is_a_share_and_not_per_cent(confidence: float) -> None:
    with pytest.raises(Misbuilt, match="between 0 and 1"):
        standard_score(confidence)


def test_ninety_per_cent_reaches_out_1_645_standard_errors() -> None:
    assert standard_score(0.9) == pytest.approx(1.6448536269514722)


def test_what_rounding_leaves_behind_is_taken_as_nothing() -> None:
    assert share_counts(0.3 - 0.1 - 0.2, 10, 1)[0] == 0
    assert share_counts(10 + 1e-12, 10, 1)[0] == 10
    assert rate_counts(-1e-12, 10, 1)[0] == 0


@pytest.mark.parametrize("counted", [share_counts, rate_counts])
def test_a_group_that_is_unknown_or_of_nobody_is_unknown_in_both_counts(
    counted: Callable[..., tuple[np.ndarray, np.ndarray]],
) -> None:
    part, whole = counted([np.nan, 1, 0, 2], [10, np.nan, 0, 10], 2.0)
    assert np.isnan([part[:3], whole[:3]]).all()
    assert (part[3], whole[3]) == (1, 5)
