"""The small-number rule: which groups may be shown alone, and which only together.

Groups of fewer than five are never shown alone. They are told together with others, and
those are chosen so that neither the total nor the rule itself gives a small group away:

* what is told together holds at least one group that is not small, and at least twice
  five people, so that someone who knows this rule still cannot tell how many there are
  in any of the small ones;
* whom a small group is put together with is decided by the order of the groups, which
  the caller chooses without looking at the counts;
* where there are not groups enough for that, no group is shown, only all together;
* and where all together are fewer than five, nothing is.

So every number that is shown is about five people or more, and so is every number that
can be had by taking one from another. A group where everyone has answered alike counts
as small too: what it says, each one in it has said.

Assumes that a person is counted in one group, and once. Source: the threshold is the
one that Statistics Norway and the municipalities use for counts of people; secondary
suppression as in A. Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from nabolag.errors import Misbuilt

FLOOR = 5
"""Fewer people than this are never shown alone."""

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Generic[Group]):
    """Which groups are shown alone, and which only together, in the caller's order.

    ``whole`` is whether all of them together may be shown.
    """

    alone: tuple[Group, ...]
    together: tuple[Group, ...]
    whole: bool


def is_small(count: int, *, floor: int = FLOOR) -> bool:
    """Tell whether so few people are too few to be shown, none included.

    >>> is_small(4), is_small(5)
    (True, False)
    """
    return count < floor


def shown_groups(
    counts: Mapping[Group, int],
    *,
    alike: Collection[Group] = frozenset(),
    floor: int = FLOOR,
) -> Shown[Group]:
    """Give which groups may be shown, by how many people there are in each.

    ``counts`` stands in the order that groups are to be put together in, which must not
    follow from the counts. ``alike`` are those where everyone has answered the same.

    >>> shown_groups({"school": 3, "library": 8, "club": 12})
    Shown(alone=('club',), together=('school', 'library'), whole=True)
    >>> shown_groups({"school": 3, "library": 1}).whole
    False
    """
    if any(count < 0 for count in counts.values()):
        raise Misbuilt(
            value="people in a group",
            found=str(min(counts.values())),
            expected="nought or more",
        )
    small = {key for key, n in counts.items() if is_small(n, floor=floor)}
    hidden = small | (set(alike) & set(counts))
    together = hidden | set(_joined(counts, hidden, floor)) if hidden else set()
    return Shown(
        alone=tuple(key for key in counts if key not in together),
        together=tuple(key for key in counts if key in together),
        whole=not is_small(sum(counts.values()), floor=floor),
    )


def _joined(
    counts: Mapping[Group, int], hidden: Collection[Group], floor: int
) -> Iterator[Group]:
    """Give the groups that the hidden ones are told together with."""
    people = sum(counts[key] for key in hidden)
    joined = 0
    for key, count in counts.items():
        if joined and people >= 2 * floor:
            return
        if key not in hidden:
            people, joined = people + count, joined + 1
            yield key
