"""Distributions as they stand in a JSON document: ``{"kind": "normal", "mean": …}``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from nabolag.spirals.draws.distributions import (
    Choice,
    Distribution,
    LogNormal,
    Normal,
    Triangular,
    Uniform,
)
from nabolag.spirals.draws.lopsided import Lopsided
from nabolag.spirals.model.fields import Fields, without_empty


def distribution_read(fields: Fields) -> Distribution:
    """Read a distribution; refuses a kind that there is none of, and missing numbers."""
    kind = fields.text("kind")
    if kind not in _READERS:
        raise fields.bad(
            "kind",
            found=f"the kind “{kind}”",
            expected=f"one of {', '.join(_READERS)}",
        )
    return _READERS[kind](fields)


def distribution_written(distribution: Distribution) -> dict[str, object]:
    """Write a distribution; reading it gives the same.

    >>> distribution_written(Uniform(low=1.0, high=2.0))
    {'kind': 'uniform', 'low': 1.0, 'high': 2.0}
    """
    names = type(distribution).__dataclass_fields__
    values = {name: getattr(distribution, name) for name in names}
    plain = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }
    return {"kind": _KINDS[type(distribution)], **without_empty(iter(plain.items()))}


def _uniform(fields: Fields) -> Distribution:
    return Uniform(low=fields.number("low"), high=fields.number("high"))


def _normal(fields: Fields) -> Distribution:
    return Normal(
        mean=fields.number("mean"),
        sd=fields.number("sd"),
        low=fields.number_or_none("low"),
        high=fields.number_or_none("high"),
    )


def _lognormal(fields: Fields) -> Distribution:
    return LogNormal(
        median=fields.number("median"),
        spread=fields.number("spread"),
        low=fields.number_or_none("low"),
        high=fields.number_or_none("high"),
    )


def _lopsided(fields: Fields) -> Distribution:
    return Lopsided(
        median=fields.number("median"),
        below=fields.number("below"),
        above=fields.number("above"),
        ratios=fields.truth("ratios"),
        low=fields.number_or_none("low"),
        high=fields.number_or_none("high"),
    )


def _triangular(fields: Fields) -> Distribution:
    low, mode, high = (fields.number(name) for name in ("low", "mode", "high"))
    return Triangular(low=low, mode=mode, high=high)


def _choice(fields: Fields) -> Distribution:
    weights = fields.numbers("weights", otherwise=())
    return Choice(values=fields.numbers("values"), weights=weights)


_READERS: Mapping[str, Callable[[Fields], Distribution]] = MappingProxyType(
    {
        "uniform": _uniform,
        "normal": _normal,
        "lognormal": _lognormal,
        "lopsided": _lopsided,
        "triangular": _triangular,
        "choice": _choice,
    }
)
_KINDS: Mapping[type[Distribution], str] = MappingProxyType(
    {
        Uniform: "uniform",
        Normal: "normal",
        LogNormal: "lognormal",
        Lopsided: "lopsided",
        Triangular: "triangular",
        Choice: "choice",
    }
)
