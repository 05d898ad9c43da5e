"""Arrows: what works on what, how strongly and how fast, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nabolag.errors import Misbuilt
from nabolag.spirals.loops.links import Sign


class Strength(StrEnum):
    """How much of a change in one factor comes through to the other in the end."""

    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"


class Speed(StrEnum):
    """How long it takes until most of it has come through."""

    FAST = "fast"
    MEDIUM = "medium"
    SLOW = "slow"


class Confidence(StrEnum):
    """How sure those who drew an arrow are of it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How strong and how fast one group holds an arrow to be; what it left out is open."""

    group: str
    strength: Strength | None = None
    speed: Speed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One factor works on another.

    ``judgements`` hold what each group says: they are kept side by side, not averaged.
    ``evidence`` are ids of findings.
    """

    source: str
    target: str
    sign: Sign = Sign.UNKNOWN
    delayed: bool = False
    judgements: tuple[Judgement, ...] = ()
    evidence: tuple[str, ...] = ()
    drawn_by: str | None = None
    confidence: Confidence | None = None
    about: str = ""

    def __post_init__(self) -> None:
        """Refuse two judgements of one group."""
        groups = [judged.group for judged in self.judgements]
        if len(set(groups)) < len(groups):
            raise Misbuilt(
                value=f"the arrow {self.source} → {self.target}",
                found=f"judgements of {groups}",
                expected="one judgement of each group",
            )
