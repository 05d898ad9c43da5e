"""How an indicator of the long format is measured: said by its unit, or by its counts.

Without a unit, value and counts tell it: a value of about part/whole is a share, 100
times that is per cent, 1 000 times is a rate per 1 000. What was decided is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from nabolag.values import Indicator, Measure

_SHARE = {"share", "andel", "del", "fraction"}
_PERCENT = {"percent", "per cent", "pct", "prosent", "%"}
_PER_MILLE = {"‰", "promille", "per mille"}
_PLAIN = {"number", "amount", "antall", "tal", "tall", "beløp"}
_PER = re.compile(r"^(?:per|pr\.?)\s*(\d[\d\s\u00a0\u202f.]*)\s*(.*)$")

_SCALES = (1.0, 100.0, 1_000.0, 10_000.0, 100_000.0)
_NEAR = 0.05
"""How near the middle row must be to a scale: published rounding moves it less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """How a value is made; ``divide_by`` turns the written number into ours.

    ``decided`` says what was taken for the unit where the file does not say it.
    """

    measure: Measure
    unit: str = ""
    per: float = 1.0
    divide_by: float = 1.0
    decided: str | None = None


def unit_of(word: str | None, rows: pl.DataFrame) -> Unit:
    """Give how an indicator is measured, by its unit or else by its figures.

    ``rows`` have ``value``, ``numerator`` and ``denominator``.

    >>> none = pl.DataFrame({"value": [1.0]})
    >>> unit_of("per 100 000", none).per, unit_of("%", none).divide_by
    (100000.0, 100.0)
    >>> unit_of("kr/m²", none).measure
    <Measure.AMOUNT: 'amount'>
    """
    return _decided(rows) if word is None else _said(word)


def _said(word: str) -> Unit:
    said = " ".join(word.casefold().split())
    per = _PER.match(said)
    if said in _SHARE:
        return Unit(measure=Measure.SHARE)
    if said in _PERCENT:
        return Unit(measure=Measure.SHARE, divide_by=100.0)
    if said in _PER_MILLE:
        return Unit(measure=Measure.RATE, per=1000.0)
    if per:
        number = float(re.sub(r"\D", "", per[1]))
        return Unit(measure=Measure.RATE, unit=per[2], per=number)
    return Unit(measure=Measure.AMOUNT, unit="" if said in _PLAIN else word.strip())


def word_of(indicator: Indicator) -> str:
    """Give the unit an indicator is written with, which :func:`unit_of` reads back.

    >>> word_of(Indicator(id="x", names={}, measure=Measure.RATE, per=1000))
    'per 1000'
    """
    if indicator.measure is Measure.SHARE:
        return "share"
    if indicator.measure is Measure.RATE:
        return f"per {indicator.per:.0f} {indicator.unit}".rstrip()
    return indicator.unit or "number"


def _decided(rows: pl.DataFrame) -> Unit:
    counted = rows.drop_nulls(["numerator", "denominator"])
    if counted.height == 0:
        return Unit(measure=Measure.AMOUNT, decided="amount")
    if counted["value"].null_count() == counted.height:
        if (counted["numerator"] <= counted["denominator"]).all():
            return Unit(measure=Measure.SHARE, decided="share")
        return Unit(measure=Measure.RATE, per=1000.0, decided="per 1000")
    scale = _scale(counted)
    parts = (counted["numerator"] <= counted["denominator"]).all()
    # A mean, such as kroner per dwelling, is also its sum over its number.
    return _of_scale(None if scale == 1.0 and not parts else scale)


def _scale(counted: pl.DataFrame) -> float | None:
    """Give how many times part/whole the values are, by the middle row."""
    times = counted.filter(
        (pl.col("numerator") > 0) & (pl.col("denominator") > 0)
    ).select(pl.col("value") * pl.col("denominator") / pl.col("numerator"))
    middle = times.to_series().median()
    if not isinstance(middle, float):
        return None
    return next((s for s in _SCALES if abs(middle / s - 1) <= _NEAR), None)


def _of_scale(scale: float | None) -> Unit:
    if scale is None:
        return Unit(measure=Measure.AMOUNT, decided="amount")
    if scale == 1.0:
        return Unit(measure=Measure.SHARE, decided="share")
    if scale == 100.0:
        return Unit(measure=Measure.SHARE, divide_by=100.0, decided="percent")
    return Unit(measure=Measure.RATE, per=scale, decided=f"per {scale:.0f}")
