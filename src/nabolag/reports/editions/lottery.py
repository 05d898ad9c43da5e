"""A draw of a panel as JSON, with all it takes to reckon the draw again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nabolag.residents.lottery.drawing import Lottery
from nabolag.residents.lottery.fairness import TICKETS
from nabolag.residents.lottery.pool import Person, Quota
from nabolag.residents.lottery.relaxing import Relaxation


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A draw and what it was made from.

    ``panel`` is everyone who sits on the panel now. ``left`` are those who have left
    it, in this draw of replacements (``leaving``) or before. The hashes are SHA-256 of
    the two files as they were.
    """

    lottery: Lottery
    people: Sequence[Person]
    panel: tuple[str, ...]
    people_sha256: str
    categories_sha256: str
    left: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()

    def having(self, quota: Quota) -> int:
        """Give how many of the panel have a quota's feature."""
        panel = set(self.panel)
        return sum(
            person.id in panel and person.features[quota.category] == quota.feature
            for person in self.people
        )


def draw_as_json(draw: Draw) -> dict[str, object]:
    """Give the document that ``nabolag residents draw --json`` prints."""
    chances = draw.lottery.chances
    return {
        "panel": list(draw.panel),
        "probabilities": {
            "min": float(chances.smallest),
            "max": float(chances.largest),
            "gini": chances.gini,
        },
        "quotas": [
            {**_quota(quota), "drawn": draw.having(quota)}
            for quota in draw.lottery.quotas
        ],
        "relaxed": [_relaxation(each) for each in draw.lottery.relaxed],
        "left": list(draw.left),
        "record": _record(draw),
    }


def _quota(quota: Quota) -> dict[str, object]:
    return {
        "category": quota.category,
        "feature": quota.feature,
        "min": quota.least,
        "max": quota.most,
    }


def _relaxation(told: Relaxation) -> dict[str, object]:
    return {
        **_quota(told.after),
        "was": {"min": told.before.least, "max": told.before.most},
    }


def _record(draw: Draw) -> dict[str, object]:
    chances, drawn = draw.lottery.chances, draw.lottery.drawn
    return {
        "seed": drawn.seed,
        "fairness": chances.fairness.value,
        "drawn": list(drawn.people),
        "in_place_of": list(draw.leaving),
        "ticket": drawn.ticket,
        "tickets": TICKETS,
        "panels": [
            {"tickets": tickets, "counts": list(counts)}
            for tickets, counts in zip(chances.tickets, chances.panels, strict=True)
        ],
        "kinds": _kinds(draw.lottery),
        "people_sha256": draw.people_sha256,
        "categories_sha256": draw.categories_sha256,
    }


def _kinds(lottery: Lottery) -> list[dict[str, object]]:
    """Give everyone's chance, once for those alike; exact, and as a number."""
    pool = lottery.chances.among.pool

    def features(profile: Sequence[str]) -> Mapping[str, str]:
        return dict(zip(pool.categories, profile, strict=True))

    return [
        {
            "features": features(kind.profile),
            "household": [features(profile) for profile in kind.household],
            "people": kind.people,
            "probability": float(chance),
            "exact": f"{chance.numerator}/{chance.denominator}",
        }
        for kind, chance in zip(pool.kinds, lottery.chances.each, strict=True)
    ]
