"""Numbers as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.reports.wording.numbers import (
    STYLES,
    between,
    day,
    from_to,
    kroner,
    number,
    percent,
    rounded,
    signed,
    significant,
)

LANGUAGES = st.sampled_from(["nb", "nn", "en"])
VALUES = st.floats(min_value=-1e9, max_value=1e9).map(lambda x: round(x, 6))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_norwegian_numbers_have_comma_narrow_space_and_true_minus(language):
    assert number(-7420.5, language, decimals=1) == "−7\u202f420,5"
    assert percent(0.4616, language) == "46\u00a0%"
    assert kroner(38_400, language) == "kr\u00a038\u202f400"


def test_english_numbers_have_point_and_comma():
    assert number(7420.5, "en", decimals=1) == "7,420.5"
    assert percent(0.4616, "en", decimals=1) == "46.2%"


def test_halves_are_rounded_away_from_zero_on_the_digits_as_written():
    assert rounded(0.285, scale=100) == 29
    assert rounded(2.675, 2) == Decimal("2.68")
    assert rounded(-0.5) == -1


def test_a_range_has_a_dash_and_words_when_an_end_is_negative():
    assert between(24, 38, "nb") == "24–38"
    assert between(-2, 38, "nb") == "−2 til 38"
    assert between(-0.2, 38, "nb") == "0–38"
    assert from_to(9, 13, "en") == "9 to 13"


def test_dates_are_written_as_the_language_does():
    assert day(date(2026, 3, 2), "nn") == "02.03.2026"
    assert day(date(2026, 3, 2), "en") == "2 March 2026"


def test_a_difference_has_a_sign_unless_it_is_nothing():
    assert [signed(x, "nb") for x in (11, -3, 0.4, -0.4)] == ["+11", "−3", "0", "0"]


@given(value=VALUES, language=LANGUAGES, decimals=st.integers(0, 4))
def test_a_shown_number_reads_back_as_the_rounded_one(value, language, decimals):
    style = STYLES[language]
    text = number(value, language, decimals=decimals)
    plain = text.replace(style.thousands, "").replace(style.decimal, ".")
    assert Decimal(plain.replace("−", "-")) == rounded(value, decimals)
    assert not {" ", "-"}.intersection(text)


@given(value=VALUES, decimals=st.integers(0, 4))
def test_rounding_moves_a_number_half_a_step_at_most(value, decimals):
    step = Decimal(1).scaleb(-decimals)
    assert abs(rounded(value, decimals) - Decimal(repr(value))) <= step / 2


def test_a_number_of_any_size_is_written_out() -> None:
    assert number(1e30, "nb") == "1" + 10 * "\u202f000"
    assert percent(1e300, "en").startswith("100,000,000")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.0, "0"),
        (1.0, "1"),
        (-0.00012346, "−0,0001235"),
        (999_999.0, "1\u202f000\u202f000"),
        (1e10, "1,000\u00a0×\u00a010¹⁰"),
        (float("inf"), "–"),
        (float("nan"), "–"),
    ],
)
def test_digits_that_count_are_kept_whatever_the_size(value: float, told: str) -> None:
    assert significant(value, "nb", digits=4) == told
