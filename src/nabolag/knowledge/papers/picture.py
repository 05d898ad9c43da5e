"""An area's picture: what its forums have found together, put in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nabolag.knowledge.papers.cases import FigureAsStood, FindingAsStood
from nabolag.knowledge.papers.meetings import Openness, aware, each_once, told
from nabolag.values import Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One dimension of an area: what is hard and what is possible.

    ``dimension`` is nothing for findings that belong to none of the four.
    """

    dimension: Dimension | None
    findings: tuple[FindingAsStood, ...] = ()
    figures: tuple[FigureAsStood, ...] = ()
    open_questions: tuple[str, ...] = ()

    @property
    def challenges(self) -> tuple[FindingAsStood, ...]:
        """Give the findings that are challenges."""
        return tuple(each for each in self.findings if not each.possibility)

    @property
    def possibilities(self) -> tuple[FindingAsStood, ...]:
        """Give the findings that are possibilities."""
        return tuple(each for each in self.findings if each.possibility)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """A forum that has read the picture before it was published."""

    forum: str
    on: date

    def __post_init__(self) -> None:
        """Refuse a forum without a name."""
        told("forum", self.forum)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPicture:
    """What is known of an area, by dimension, and what nobody has asked yet."""

    programme: str
    area: str
    sides: tuple[Side, ...]
    made_at: datetime
    openness: Openness
    not_asked: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    read_by: tuple[ReadBy, ...] = ()
    made_up: bool = False

    def __post_init__(self) -> None:
        """Refuse an area without a name, and a dimension or a finding told twice."""
        told("programme", self.programme)
        told("area", self.area)
        aware("made at", self.made_at)
        each_once("dimensions", (side.dimension for side in self.sides))
        each_once(
            "findings", (each.number for side in self.sides for each in side.findings)
        )
