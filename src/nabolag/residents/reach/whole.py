"""Who took part, in all and by method or process: the whole account of reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nabolag.disclosure import FLOOR, is_small
from nabolag.errors import Refused, WrongUsage
from nabolag.residents.reach.conclusion import Conclusion, conclusion_when_weighted
from nabolag.residents.reach.counting import (
    Counts,
    Margin,
    Participation,
    counts_of,
    refuse_margins_that_differ,
)
from nabolag.residents.reach.raking import Floats, Ints
from nabolag.residents.reach.reached import GroupReach, reach_by_group
from nabolag.residents.reach.unevenness import Unevenness, unevenness
from nabolag.residents.reach.withholding import (
    DIVIDED,
    Bundle,
    bundles_of,
    coarsened,
    parts_of,
)

Part = tuple[str, ...]
"""Methods or processes that are told as one, by name."""
Split = Mapping[Part, Sequence[Participation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacteristicReach:
    """How groups took part by one characteristic; no ``groups`` where none may be told.

    ``seek`` is the group to seek next, with those it is told together with.
    """

    characteristic: str
    register: str | None
    groups: tuple[GroupReach, ...]
    unevenness: Unevenness | None

    @property
    def counted(self) -> tuple[GroupReach, ...]:
        """Give the groups without those who did not tell."""
        return tuple(group for group in self.groups if group.bundle.groups)

    @property
    def seek(self) -> tuple[str, ...]:
        """Give the group to seek next, or nothing where none is missing."""
        if self.unevenness is None or self.unevenness.seek is None:
            return ()
        return self.counted[self.unevenness.seek].bundle.groups


@dataclass(frozen=True, slots=True, kw_only=True)
class PartReach:
    """How groups took part through one method, or several that are told together."""

    names: Part
    participations: int
    drawn: bool
    characteristics: tuple[CharacteristicReach, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Participations by method or process.

    ``totals`` are told for more of them than ``parts``, which are divided by group.
    """

    kind: str
    totals: Mapping[Part, int]
    parts: tuple[PartReach, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Who took part. ``new`` is nothing where it was not asked or may not be told.

    ``conclusion`` is nothing where nobody has answered anything.
    """

    participations: int
    new: int | None
    drawn: bool
    characteristics: tuple[CharacteristicReach, ...]
    divisions: tuple[Division, ...]
    conclusion: Conclusion | None


def reach(
    participations: Sequence[Participation],
    margins: Sequence[Margin],
    *,
    per: Sequence[str] = (),
    seed: int = 0,
) -> Reach:
    """Give who took part, held against the residents in the margins.

    ``per`` are the kinds of parts to divide by (``method``, ``process``); ``seed``
    settles the random draws that unevenness is held against.

    :raises BadInput: for groups no register counts, and margins that differ.
    :raises Refused: for fewer than five participations.
    :raises WrongUsage: for no margins, and parts that not all participations have.
    """
    _refuse(participations, margins)
    refuse_margins_that_differ(margins)
    bundles = [_told(counts_of(participations, m), m) for m in margins]
    told = list(zip(margins, bundles, strict=True))
    return Reach(
        participations=len(participations),
        new=_new(participations),
        drawn=_drawn(participations),
        characteristics=tuple(
            _characteristic(participations, margin, held, seed=seed)
            for margin, held in told
        ),
        divisions=tuple(_division(participations, told, k, seed=seed) for k in per),
        conclusion=_conclusion(participations, told),
    )


def _refuse(participations: Sequence[Participation], margins: Sequence[Margin]) -> None:
    if not margins:
        raise WrongUsage(
            found="There is no characteristic to hold participations against.",
            expected="residents by one characteristic or more",
            remedy="Give the residents of each group from a register.",
        )
    if is_small(len(participations)):
        raise Refused(
            found="Too few have taken part to tell who they are.",
            needed=f"{FLOOR} participations or more",
            remedy="Look at a longer period, or several processes together.",
        )


def _told(counts: Counts, margin: Margin) -> tuple[Bundle, ...]:
    bundles = bundles_of(counts, margin)
    return bundles if len(bundles) > 1 else ()


def _new(participations: Sequence[Participation]) -> int | None:
    """Give how many took part for the first time, where no answer to that is rare."""
    answers = Counter(each.new for each in participations)
    rare = is_small(answers[True]) or is_small(answers[False])
    silent = answers[None] and is_small(answers[None])
    return None if rare or silent else answers[True]


def _drawn(participations: Sequence[Participation]) -> bool:
    return all(each.drawn for each in participations)


def _characteristic(
    participations: Sequence[Participation],
    margin: Margin,
    bundles: Sequence[Bundle],
    *,
    seed: int,
) -> CharacteristicReach:
    groups = reach_by_group(
        counts_of(participations, margin),
        margin,
        bundles=bundles,
        drawn=_drawn(participations),
    )
    return CharacteristicReach(
        characteristic=margin.characteristic,
        register=margin.register,
        groups=groups,
        unevenness=unevenness([g for g in groups if g.bundle.groups], seed=seed),
    )


def _division(
    participations: Sequence[Participation],
    told: Sequence[tuple[Margin, Sequence[Bundle]]],
    kind: str,
    *,
    seed: int,
) -> Division:
    totals = _split(participations, kind, floor=FLOOR)
    parts = _split(participations, kind, floor=DIVIDED)
    coarse = [(margin, _coarse(parts, margin, held)) for margin, held in told]
    return Division(
        kind=kind,
        totals={part: len(held) for part, held in totals.items()},
        parts=tuple(
            PartReach(
                names=part,
                participations=len(held),
                drawn=_drawn(held),
                characteristics=tuple(
                    _characteristic(held, margin, bundles, seed=seed)
                    for margin, bundles in coarse
                ),
            )
            for part, held in parts.items()
        ),
    )


def _split(participations: Sequence[Participation], kind: str, *, floor: int) -> Split:
    """Give the participations of each part that may be told."""
    by_name: dict[str, list[Participation]] = {}
    for each in participations:
        if kind not in each.part:
            raise WrongUsage(
                found=f"Not all participations say their {kind}.",
                expected=f"a {kind} for each",
                remedy=f"Add it where it is missing, or do not divide by {kind}.",
            )
        by_name.setdefault(each.part[kind], []).append(each)
    sizes = {name: len(held) for name, held in by_name.items()}
    parts = parts_of(sizes, floor=floor)
    return {part: [each for name in part for each in by_name[name]] for part in parts}


def _coarse(
    parts: Split, margin: Margin, bundles: Sequence[Bundle]
) -> tuple[Bundle, ...]:
    """Give the groups as they may be told in every part; nothing for one part alone."""
    if len(parts) < 2:
        return ()
    columns = [counts_of(held, margin) for held in parts.values()]
    keys: list[str | None] = [*margin.people, None]
    cells = {key: [counts.get(key, 0) for counts in columns] for key in keys}
    return coarsened(bundles, cells)


def _conclusion(
    participations: Sequence[Participation],
    told: Sequence[tuple[Margin, Sequence[Bundle]]],
) -> Conclusion | None:
    answered = [each for each in participations if each.answer]
    if not answered:
        return None
    usable = [(margin, bundles) for margin, bundles in told if bundles]
    coded = [_coded(answered, margin, bundles) for margin, bundles in usable]
    return conclusion_when_weighted(
        [each.answer or "" for each in answered],
        weighted_by=[margin.characteristic for margin, _ in usable],
        codes=[codes for codes, _ in coded],
        targets=[targets for _, targets in coded],
    )


def _coded(
    answered: Sequence[Participation], margin: Margin, bundles: Sequence[Bundle]
) -> tuple[Ints, Floats]:
    """Give the bundle each is in, and the bundles' shares to weight to."""
    place = {key: at for at, bundle in enumerate(bundles) for key in bundle.keys}
    codes = np.array([place[key] for key in _groups(answered, margin)], dtype=np.int64)
    residents = np.array(
        [sum(margin.people[group] for group in bundle.groups) for bundle in bundles],
        dtype=np.float64,
    )
    # Those who did not tell keep their share: no register says what it should be.
    untold = np.array([not bundle.groups for bundle in bundles])
    silent = float(untold[codes].mean())
    targets = np.where(untold, silent, residents / margin.total * (1 - silent))
    return codes, targets[
        targets > 0
    ]  # they stand last, so the others keep their place


def _groups(answered: Sequence[Participation], margin: Margin) -> Iterator[str | None]:
    return (each.groups.get(margin.characteristic) for each in answered)
