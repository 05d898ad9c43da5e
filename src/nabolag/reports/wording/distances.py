"""A value, what it is held against and their difference, rounded so that they agree.

Rounded one by one, 46.4 against 63.6 and a difference of -17.2 read as "46 against
64, -17", which any reader can see is wrong. To show -18 instead would be untrue. So
the three are rounded together, with the fewest decimals that let

- the shown difference be both the true one rounded and that of the shown values;
- a difference that is certain never be shown as zero, nor its interval as touching it.

One decimal more than the fewest is mostly enough. Where it is not, the difference is
taken from the values as they are shown, and an end of its interval that would touch
zero is rounded away from it; both are then off by at most one in their last decimal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from nabolag.reports.wording.numbers import rounded

_MORE = 7
"""Numbers of decimals tried, for differences that are certain and very small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """How far a value is from another; ``low`` and ``high`` are of the difference."""

    value: float
    other: float
    difference: float
    low: float | None = None
    high: float | None = None

    @property
    def certain(self) -> bool:
        """Tell whether the interval leaves zero out."""
        return (
            self.low is not None
            and self.high is not None
            and (self.low > 0 or self.high < 0)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A distance as it is shown: every number with the same decimals."""

    decimals: int
    value: Decimal
    other: Decimal
    difference: Decimal
    low: Decimal | None
    high: Decimal | None

    @property
    def adds_up(self) -> bool:
        """Tell whether the shown values are as far apart as the shown difference."""
        return self.value - self.other == self.difference

    @property
    def clear_of_zero(self) -> bool:
        """Tell whether nothing shown of the difference is zero or across it."""
        parts = [p for p in (self.low, self.difference, self.high) if p is not None]
        return all(part > 0 for part in parts) or all(part < 0 for part in parts)


def shown(distance: Distance, *, scale: int = 1, fewest: int = 0) -> Shown:
    """Give a distance with the fewest decimals that let it be read as it is.

    ``scale`` turns the values into what is shown (100 for shares), ``fewest`` is the
    number of decimals to begin with.

    >>> apart = Distance(value=0.464, other=0.636, difference=-0.172)
    >>> s = shown(apart, scale=100)
    >>> str(s.value), str(s.other), str(s.difference)
    ('46.4', '63.6', '-17.2')
    """
    tried = _rounded(distance, fewest, scale)
    for more in range(1, _MORE):
        if tried.adds_up and (tried.clear_of_zero or not distance.certain):
            break
        tried = _settled(_rounded(distance, fewest + more, scale), distance)
    return tried


def _rounded(distance: Distance, decimals: int, scale: int) -> Shown:
    def there(value: float | None) -> Decimal | None:
        return None if value is None else rounded(value, decimals, scale=scale)

    return Shown(
        decimals=decimals,
        value=rounded(distance.value, decimals, scale=scale),
        other=rounded(distance.other, decimals, scale=scale),
        difference=rounded(distance.difference, decimals, scale=scale),
        low=there(distance.low),
        high=there(distance.high),
    )


def _settled(tried: Shown, distance: Distance) -> Shown:
    """Take the difference from the shown values, and keep it within its interval."""
    difference = tried.value - tried.other
    low, high = tried.low, tried.high
    if low is None or high is None:
        return replace(tried, difference=difference)
    step = Decimal(1).scaleb(-tried.decimals)
    if distance.low is not None and distance.low > 0:
        low = max(low, step)
    if distance.high is not None and distance.high < 0:
        high = min(high, -step)
    return replace(
        tried,
        difference=difference,
        low=min(low, difference),
        high=max(high, difference),
    )
