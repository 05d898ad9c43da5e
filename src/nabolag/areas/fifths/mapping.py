"""Which indicators count for which dimension, and which way is the challenge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nabolag.errors import Misbuilt
from nabolag.values import Dimension, Direction, Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How one indicator counts in the pile-up.

    ``challenge`` is which way is the challenge: never :attr:`Direction.NEITHER`.
    """

    indicator: str
    dimension: Dimension
    challenge: Direction

    def __post_init__(self) -> None:
        """Refuse an indicator without a way."""
        if self.challenge is Direction.NEITHER:
            raise Misbuilt(
                value="Counted",
                found=f"{self.indicator} with no direction",
                expected="which way is the challenge",
            )


def own_mapping(indicators: Iterable[Indicator]) -> tuple[Counted, ...]:
    """Give how indicators count by their own descriptions, where nobody says otherwise.

    Only those with a dimension and a wished direction; an indicator of origin,
    language, religion or health has neither, so it can never be here.
    """
    return tuple(
        Counted(indicator=i.id, dimension=i.dimension, challenge=i.direction)
        for i in indicators
        if i.dimension is not None
        and i.direction is not Direction.NEITHER
        and i.topic is None
    )


def challenges(
    indicators: Iterable[Indicator], mapping: Iterable[Counted]
) -> Mapping[str, Direction]:
    """Give each indicator's challenge: the mapping's word first, then its own.

    Indicators with no challenge, and those of protected topics, are not there.
    """
    said = {counted.indicator: counted.challenge for counted in mapping}
    return {
        i.id: said.get(i.id, i.direction)
        for i in indicators
        if i.topic is None and said.get(i.id, i.direction) is not Direction.NEITHER
    }
