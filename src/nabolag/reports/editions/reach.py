"""Who has taken part, as JSON."""

from __future__ import annotations

from nabolag.residents.reach.conclusion import Conclusion
from nabolag.residents.reach.reached import GroupReach
from nabolag.residents.reach.unevenness import AgainstChance
from nabolag.residents.reach.whole import CharacteristicReach, Division, Reach
from nabolag.values import Estimate

VOLUNTEERS = "no sampling interval: volunteers"
DRAWN = "exact interval: everyone was drawn by lot"


def reach_as_json(found: Reach) -> dict[str, object]:
    """Give the document that ``nabolag residents reach --json`` prints."""
    return {
        "participations": found.participations,
        "new": found.new,
        "interval": _interval(drawn=found.drawn),
        "characteristics": [_characteristic(each) for each in found.characteristics],
        "divisions": [_division(each) for each in found.divisions],
        "conclusion": None if found.conclusion is None else _tested(found.conclusion),
    }


def _characteristic(told: CharacteristicReach) -> dict[str, object]:
    uneven = told.unevenness
    parts = {} if uneven is None else dict(zip(told.counted, uneven.parts, strict=True))
    return {
        "characteristic": told.characteristic,
        "register": told.register,
        "groups": [_group(each, parts.get(each)) for each in told.groups],
        "variation": None if uneven is None else _against(uneven.variation),
        "dissimilarity": None if uneven is None else _against(uneven.dissimilarity),
        "r_indicator": None if uneven is None else uneven.r_indicator,
        "seek": list(told.seek),
    }


def _group(told: GroupReach, part: float | None) -> dict[str, object]:
    return {
        "groups": list(told.bundle.groups),
        "untold": told.bundle.untold,
        "participations": told.participations,
        "residents": told.residents,
        "population_share": told.population_share,
        "share": _estimate(told.share),
        "distance": _estimate(told.distance),
        "rate": _estimate(told.rate),
        "part": part,
    }


def _estimate(told: Estimate | None) -> dict[str, object] | None:
    if told is None:
        return None
    return {"value": told.value, "low": told.low, "high": told.high}


def _against(told: AgainstChance) -> dict[str, object]:
    return {
        "value": told.value,
        "chance_mean": told.mean,
        "chance_high": told.high,
        "beyond_chance": told.beyond_chance,
    }


def _division(told: Division) -> dict[str, object]:
    return {
        "kind": told.kind,
        "totals": [
            {"names": list(names), "participations": count}
            for names, count in told.totals.items()
        ],
        "parts": [
            {
                "names": list(part.names),
                "participations": part.participations,
                "interval": _interval(drawn=part.drawn),
                "characteristics": [_characteristic(c) for c in part.characteristics],
            }
            for part in told.parts
        ],
    }


def _tested(told: Conclusion) -> dict[str, object]:
    effect = told.design_effect
    return {
        "verdict": told.verdict.value,
        "why": None if told.why is None else told.why.value,
        "answer": told.answer,
        "weighted_by": list(told.weighted_by),
        # More digits could be reckoned back to how many did not answer.
        "design_effect": None if effect is None else round(effect, 1),
        "worth": told.worth,
    }


def _interval(*, drawn: bool) -> str:
    return DRAWN if drawn else VOLUNTEERS
