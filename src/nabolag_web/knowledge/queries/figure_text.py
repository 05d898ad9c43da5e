"""A pinned figure as people read it: its value, with the interval where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nabolag.reports.wording.numbers import between, number, percent

_HUNDRED = 100


def value_text(figure: Mapping[str, Any], language: str) -> str:
    """Give the value of a figure as papers keep it, such as “58 % (53–63)”."""
    value = _value(figure, language)
    if figure["low"] is None or figure["high"] is None:
        return value
    return f"{value} ({_interval(figure, language)})"


def _value(figure: Mapping[str, Any], language: str) -> str:
    if figure["unit"] == "share":
        return percent(figure["value"], language)
    digits = number(figure["value"], language, decimals=1)
    return f"{digits} {figure['unit']}".rstrip()


def _interval(figure: Mapping[str, Any], language: str) -> str:
    is_share = figure["unit"] == "share"
    scale, decimals = (_HUNDRED, 0) if is_share else (1, 1)
    low, high = figure["low"] * scale, figure["high"] * scale
    return between(low, high, language, decimals=decimals)
