"""What stands beside the figures of an answer, as plain values that JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from nabolag.areas.result import Diagnosis
from nabolag.errors import Where
from nabolag.values import (
    Break,
    Dimension,
    Direction,
    Indicator,
    Kind,
    Measure,
    Notice,
    Observations,
    Source,
    Topic,
)

_Plain = dict[str, Any]

KEPT_FIELDS = {
    kept.__name__: [field.name for field in fields(kept)]
    for kept in (Indicator, Source, Break, Notice, Where)
}
"""What is kept of each value."""


def plain(diagnosis: Diagnosis | Observations) -> dict[str, list[_Plain]]:
    """Give what stands beside an answer's figures, or any figures, as JSON has it."""
    return {
        "indicators": [
            _plain(each) | {"names": dict(each.names)} for each in diagnosis.indicators
        ],
        "sources": [
            _plain(each) | {"published": _day(each.published)}
            for each in diagnosis.sources
        ],
        "breaks": [_plain(each) for each in diagnosis.breaks],
        "notices": [
            _plain(each) | {"where": _plain(each.where), "facts": dict(each.facts)}
            for each in diagnosis.notices
        ],
    }


def values_of(kept: Mapping[str, list[_Plain]]) -> dict[str, tuple[Any, ...]]:
    """Give back the values, by the field of :class:`Diagnosis` they stand in."""
    return {
        "indicators": tuple(_indicator(each) for each in kept["indicators"]),
        "sources": tuple(_source(each) for each in kept["sources"]),
        "breaks": tuple(Break(**each) for each in kept["breaks"]),
        "notices": tuple(
            Notice(**each | {"where": Where(**each["where"])})
            for each in kept["notices"]
        ),
    }


def _plain(value: Indicator | Source | Break | Notice | Where) -> _Plain:
    return {name: getattr(value, name) for name in KEPT_FIELDS[type(value).__name__]}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _indicator(kept: _Plain) -> Indicator:
    said = kept | {
        "measure": Measure(kept["measure"]),
        "direction": Direction(kept["direction"]),
        "kind": Kind(kept["kind"]),
        "dimension": None
        if kept["dimension"] is None
        else Dimension(kept["dimension"]),
        "topic": None if kept["topic"] is None else Topic(kept["topic"]),
    }
    # An indicator tells itself whether it was forced to be context, by what it was
    # asked to be; a kind that is not context makes it tell so again.
    if said.pop("forced"):
        said["kind"] = Kind.RESULT
    return Indicator(**said)


def _source(kept: _Plain) -> Source:
    published = kept["published"]
    day = None if published is None else date.fromisoformat(published)
    return Source(**kept | {"published": day})
