"""How an indicator's numbers are shown."""

from __future__ import annotations

import pytest

from nabolag.reports.wording.distances import Distance, shown
from nabolag.reports.wording.language import words
from nabolag.reports.wording.units import unit_of
from nabolag.values import Indicator, Measure

NB, EN = words("nb"), words("en")


def made(measure=Measure.AMOUNT, unit="", values=(1.5,), said=NB, per=1000.0):
    indicator = Indicator(id="x", names={}, measure=measure, unit=unit, per=per)
    return unit_of(indicator, values, said)


def test_a_share_is_shown_in_per_cent():
    unit = made(Measure.SHARE)
    assert unit.plain(0.464) == "46\u00a0%"
    assert unit.range(0.451, 0.478, 1) == "45,1–47,8"


def test_a_rate_says_its_exposure_once():
    unit = made(Measure.RATE, values=(4.2,))
    assert unit.word == "per 1\u202f000"
    assert unit.plain(4.2) == "4,20"


@pytest.mark.parametrize("unit", ["kr", "kroner", "kr per m²", "kr/m²", "NOK m²"])
def test_money_stands_before_the_number(unit):
    found = made(unit=unit, values=(38_400.0,))
    assert found.plain(38_400.0) == "kr\u00a038\u202f400"
    assert found.word in ("", "per m²")


def test_other_amounts_keep_their_unit_as_a_word():
    unit = made(unit="minutter", values=(12.4, 3.0))
    assert (unit.plain(12.4), unit.word) == ("12,4", "minutter")
    assert made(unit="kroppsarbeid").word == "kroppsarbeid"


@pytest.mark.parametrize(
    ("values", "decimals"),
    [((1.5, 120.2), 0), ((1.5, 12.0), 1), ((1.5, 2.0), 2), ((3.0, 4.0), 0), ((), 0)],
)
def test_decimals_suit_the_largest_value(values, decimals):
    assert made(values=values).fewest == decimals


def test_a_difference_has_its_sign_and_its_interval_in_words():
    apart = shown(
        Distance(value=0.46, other=0.64, difference=-0.18, low=-0.2, high=-0.17),
        scale=100,
    )
    unit = made(Measure.SHARE)
    assert unit.difference(apart) == "−18"
    assert unit.interval(apart) == "−20 til −17"


def test_a_difference_without_interval_has_none_and_money_says_so():
    apart = shown(Distance(value=38_400.0, other=46_300.0, difference=-7_900.0))
    unit = made(unit="kr", values=(38_400.0,), said=EN)
    assert unit.interval(apart) == ""
    assert unit.difference(apart) == "NOK\u00a0−7,900"
