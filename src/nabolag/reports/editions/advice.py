"""What ways of working give, and the best mix of them, as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.residents.method_mix import Mix
from nabolag.residents.methods_advice import Way, Yield
from nabolag.values import Estimate

HOLD = "90 %, given the cards and the record"


def advice_as_json(found: Sequence[Yield], mix: Mix | None) -> dict[str, object]:
    """Give the document that ``nabolag residents advice --json`` prints."""
    return {
        "interval": HOLD,
        "yields": [_yield(each) for each in found],
        "mix": None if mix is None else _mix(mix),
    }


def _yield(told: Yield) -> dict[str, object]:
    return {
        **_way(told.way),
        "group": told.group,
        "activities": told.activities,
        "new_per_hour": _estimate(told.per_hour),
        "hours_per_new": _estimate(told.hours),
        "cost_per_new": _estimate(told.cost),
        "ground": told.ground.value,
    }


def _mix(told: Mix) -> dict[str, object]:
    return {
        "held": [
            {**_way(way), "activities": count, "thin": way in told.thin}
            for way, count in told.held.items()
        ],
        "cost": told.cost,
        "hours": told.hours,
        "left": dict(told.left),
        "left_cautious": dict(told.left_cautious),
    }


def _way(told: Way) -> dict[str, object]:
    return {"method": told.method, "channel": told.channel}


def _estimate(told: Estimate) -> dict[str, object]:
    return {"value": told.value, "low": told.low, "high": told.high}
