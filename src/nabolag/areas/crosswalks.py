"""Carrying counts from one division to another, where their borders differ.

A crosswalk is a publisher's, never a guess: weights say what part of an area's people
went where. Only counts can be carried. Shares, rates and means are made anew from
carried counts; a price or a median cannot be carried at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import fsum, isclose

from nabolag.errors import Misbuilt, Refused, WrongUsage
from nabolag.values import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What part of an area went to another; ``weight`` is ``None`` where unknown."""

    origin: str
    target: str
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """Where the areas of one division, or one year, lie in another.

    ``rows`` name every area of the old division, the unchanged ones too. The weights
    of an area sum to 1, or none of them is known. ``counted`` says what the weights
    were counted in ("residents 2017-01-01"); ``year`` and ``to_year`` say which
    version of the divisions is meant.
    """

    id: str
    division: str
    to_division: str
    rows: tuple[Passage, ...]
    year: int | None = None
    to_year: int | None = None
    counted: str | None = None
    source: Source | None = None

    def __post_init__(self) -> None:
        """Refuse weights that would make people appear or vanish."""
        for fault in crosswalk_faults(self.rows):
            raise Misbuilt(
                value=f"Crosswalk {self.id}",
                found=fault,
                expected="weights of an area that sum to 1, or none of them",
            )

    def carry(self, counts: Mapping[str, float | None]) -> dict[str, float | None]:
        """Give the counts of the old areas as counts of the new ones.

        ``counts`` are by the old areas' codes. What is unknown (``None`` or absent)
        leaves the new areas it would go to unknown too. The total is kept wherever all
        counts are known.

        Raises :class:`WrongUsage` for a code that is not among the old areas, and
        :class:`Refused` where an area was divided and its weights are not known.

        >>> walk = Crosswalk(id="w", division="old", to_division="new", rows=(
        ...     Passage(origin="A", target="X", weight=0.25),
        ...     Passage(origin="A", target="Y", weight=0.75),
        ...     Passage(origin="B", target="Y")))
        >>> walk.carry({"A": 400, "B": 50})
        {'X': 100.0, 'Y': 350.0}
        """
        self._refuse_unknown(counts)
        parts: dict[str, list[float | None]] = {}
        for passages in _by_origin(self.rows).values():
            for passage, part in self._parts(passages, counts):
                parts.setdefault(passage.target, []).append(part)
        return {target: _total(of) for target, of in parts.items()}

    def _refuse_unknown(self, counts: Mapping[str, float | None]) -> None:
        strays = sorted(set(counts) - {row.origin for row in self.rows})
        if strays:
            raise WrongUsage(
                found=f"Counts for {', '.join(strays[:5])}.",
                expected=f"areas that the crosswalk {self.id} leads from",
                remedy="Use the codes of the division the crosswalk starts in.",
            )

    def _parts(
        self, passages: tuple[Passage, ...], counts: Mapping[str, float | None]
    ) -> Iterator[tuple[Passage, float | None]]:
        count = counts.get(passages[0].origin)
        if count is None:
            yield from ((passage, None) for passage in passages)
        elif len(passages) == 1:
            yield passages[0], float(count)
        else:
            total = self._weights(passages)
            for passage in passages:
                yield passage, count * (passage.weight or 0) / total

    def _weights(self, passages: tuple[Passage, ...]) -> float:
        if passages[0].weight is None:
            raise Refused(
                found=f"{passages[0].origin} was divided among "
                f"{', '.join(p.target for p in passages)}, and no one has said how.",
                needed="published weights for the areas that were divided",
                remedy="Compare only years of the same division, "
                "or give a crosswalk with weights.",
            )
        return fsum(passage.weight or 0 for passage in passages)


def crosswalk_faults(rows: tuple[Passage, ...]) -> Iterator[str]:
    """Find what makes rows unfit to be a crosswalk, in the words of a message."""
    pairs = [(row.origin, row.target) for row in rows]
    if len(set(pairs)) < len(pairs):
        twice = next(pair for pair in pairs if pairs.count(pair) > 1)
        yield f"{twice[0]} to {twice[1]} twice"
    for origin, passages in _by_origin(rows).items():
        weights = [passage.weight for passage in passages]
        known = [weight for weight in weights if weight is not None]
        if not known:
            continue
        if len(known) < len(weights) or any(not 0 < weight <= 1 for weight in known):
            yield f"the weights {weights} of {origin}"
        elif not isclose(fsum(known), 1, abs_tol=1e-6):
            yield f"weights of {origin} that sum to {fsum(known):g}"


def _by_origin(rows: tuple[Passage, ...]) -> dict[str, tuple[Passage, ...]]:
    found: dict[str, tuple[Passage, ...]] = {}
    for row in rows:
        found[row.origin] = (*found.get(row.origin, ()), row)
    return found


def _total(parts: list[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return fsum(known) if len(known) == len(parts) else None
