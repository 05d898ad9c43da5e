"""What reach is reckoned from: residents by group, and participations.

A participation is one time someone took part. People are not identified, so one person
may stand behind several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from nabolag.errors import BadInput, Misbuilt, Where

ALIKE_ENOUGH = 0.01
"""How far apart, of the larger, the residents of two characteristics may sum: registers
are of different days, and leave some out as unknown."""

MOST_RESIDENTS = 1_000_000_000
"""Residents are fewer than this: more cannot be drawn from, and is a slip of the pen."""

Counts = Mapping[str | None, int]
"""Participations by group; nothing stands for those who did not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """How many residents a register counts in each group of one characteristic.

    ``people`` stands in the order that groups are shown in. ``register`` is who
    counted them.
    """

    characteristic: str
    people: Mapping[str, int]
    register: str | None = None

    def __post_init__(self) -> None:
        """Refuse what no register counts: one group, a group of nobody, too many."""
        object.__setattr__(self, "people", MappingProxyType(dict(self.people)))
        counts = self.people.values()
        if len(counts) < 2 or min(counts) < 1 or sum(counts) >= MOST_RESIDENTS:
            raise Misbuilt(
                value=f"residents by {self.characteristic}",
                found=str(dict(self.people)),
                expected="two groups or more with residents in each, below a billion",
            )

    @property
    def total(self) -> int:
        """Give how many residents there are in all groups."""
        return sum(self.people.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One time someone took part, and what they chose to tell of themselves.

    ``groups`` holds the group they belong to by characteristic, for those they told;
    ``part`` what the participation belongs to, by kind (``method``, ``process``).
    ``drawn`` is whether they were asked by lot; ``new`` whether it was their first
    time, where they answered that; ``answer`` what they said, where it was asked.
    """

    groups: Mapping[str, str]
    part: Mapping[str, str] = field(default_factory=dict)
    drawn: bool = False
    new: bool | None = None
    answer: str | None = None


def counts_of(participations: Sequence[Participation], margin: Margin) -> Counts:
    """Give the participations in each group of a margin, in its order.

    Those who did not tell stand last, under nothing, and only where there are any.
    A group the register does not count is :class:`BadInput`.

    >>> tenure = Margin(characteristic="tenure", people={"owners": 90, "renters": 60})
    >>> told = [Participation(groups={"tenure": "renters"}), Participation(groups={})]
    >>> dict(counts_of(told, tenure))
    {'owners': 0, 'renters': 1, None: 1}
    """
    found = Counter(each.groups.get(margin.characteristic) for each in participations)
    strange = sorted(group for group in found if group and group not in margin.people)
    if strange:
        raise BadInput(
            where=Where(column=margin.characteristic),
            found=f"“{strange[0]}” is no group that residents are counted in.",
            expected=f"one of {', '.join(margin.people)}, or nothing",
            remedy="Use the register's groups, or leave the cell empty.",
        )
    counts: dict[str | None, int] = {group: found[group] for group in margin.people}
    return {**counts, None: found[None]} if found[None] else counts


def refuse_margins_that_differ(margins: Sequence[Margin]) -> None:
    """Refuse margins that cannot be of the same residents, or that come twice.

    >>> ages = Margin(characteristic="age", people={"0-39": 80, "40+": 70})
    >>> refuse_margins_that_differ([ages])
    """
    names = Counter(margin.characteristic for margin in margins)
    name, times = names.most_common(1)[0]
    if times > 1:
        raise BadInput(
            where=Where(column=name),
            found=f"Residents are counted by {name} more than once.",
            expected="each characteristic once",
            remedy="Keep one of them.",
        )
    fewest = min(margins, key=lambda margin: margin.total)
    most = max(margins, key=lambda margin: margin.total)
    if most.total - fewest.total > ALIKE_ENOUGH * most.total:
        raise BadInput(
            where=Where(column=fewest.characteristic),
            found=f"The groups of {fewest.characteristic} are {fewest.total} residents"
            f" together, and those of {most.characteristic} {most.total}.",
            expected="the same residents in each, give or take one in a hundred",
            remedy="Use counts of the same area, ages and day.",
        )
