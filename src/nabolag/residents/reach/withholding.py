"""Which groups are told alone and which together, so that no small number can be had.

The rule is that of :mod:`nabolag.disclosure`. Everything that is told of reach, rates
and measures included, is reckoned from groups as they are put together here, so that no
number says more than the counts that stand beside it.

A table by group and method has totals both ways, so hiding in one column is not enough.
Its groups are put together alike in every column, until each number is of five
participations or more, and each that several groups stand behind is of ten or more and
holds a group that is not small. Groups told together in the whole table stay together,
and methods with few participations are told as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nabolag.disclosure import FLOOR, is_small, shown_groups
from nabolag.residents.reach.counting import Counts, Margin

DIVIDED = 4 * FLOOR
"""Fewer participations than this are not divided by group on their own: they would put
the groups of all other methods together too."""

Cells = Mapping[str | None, Sequence[int]]
"""Participations of each group in each column; nothing for those who did not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Groups told as one number; ``untold`` is whether some in it did not tell."""

    groups: tuple[str, ...]
    untold: bool = False

    @property
    def keys(self) -> tuple[str | None, ...]:
        """Give what it is counted from."""
        return (*self.groups, None) if self.untold else self.groups

    def count(self, counts: Counts) -> int:
        """Give how many participations there are in it."""
        return sum(counts.get(key, 0) for key in self.keys)


def bundles_of(counts: Counts, margin: Margin) -> tuple[Bundle, ...]:
    """Give the groups of a whole table as they may be told, in the register's order.

    Small groups are told together with the largest in the population, which does not
    follow from who took part. One bundle alone means that nothing is told by group.

    >>> tenure = Margin(
    ...     characteristic="tenure", people={"owners": 90, "renters": 60, "other": 9}
    ... )
    >>> [b.groups for b in bundles_of({"owners": 9, "renters": 8, "other": 2}, tenure)]
    [('owners', 'other'), ('renters',)]
    """
    largest = sorted(margin.people, key=lambda group: -margin.people[group])
    ordered = [*largest, *(key for key in counts if key is None)]
    shown = shown_groups({key: counts[key] for key in ordered})
    alone = [(key,) for key in shown.alone]
    told = [_bundle(keys, margin) for keys in (*alone, shown.together) if keys]
    return tuple(sorted(told, key=lambda bundle: _place(bundle, margin)))


def parts_of(counts: Mapping[str, int], *, floor: int) -> tuple[tuple[str, ...], ...]:
    """Give methods as they may be told, few participations together, by name.

    Gives nothing where all of them together are too few.

    >>> parts_of({"door": 3, "stand": 40, "web": 70}, floor=5)
    (('door', 'stand'), ('web',))
    """
    shown = shown_groups({name: counts[name] for name in sorted(counts)}, floor=floor)
    if not shown.whole:
        return ()
    told = (*((name,) for name in shown.alone), shown.together)
    return tuple(sorted(part for part in told if part))


def coarsened(bundles: Sequence[Bundle], cells: Cells) -> tuple[Bundle, ...]:
    """Give bundles of a whole table put together so that each column may be told.

    Gives nothing where that would leave a single number in each column.

    >>> young, old = Bundle(groups=("young",)), Bundle(groups=("old",))
    >>> coarsened([young, old], {"young": [9, 6], "old": [30, 5]}) == (young, old)
    True
    >>> coarsened([young, old], {"young": [9, 1], "old": [30, 5]})
    ()
    """
    runs: list[list[Bundle]] = []
    for bundle in bundles:
        if runs and not _safe(runs[-1], cells):
            runs[-1].append(bundle)
        else:
            runs.append([bundle])
    while len(runs) > 1 and not _safe(runs[-1], cells):
        last = runs.pop()
        runs[-1] += last
    return tuple(_joined(run) for run in runs) if len(runs) > 1 else ()


def _safe(run: Sequence[Bundle], cells: Cells) -> bool:
    """Tell whether what stands together may be told in every column."""
    rows = [cells[key] for bundle in run for key in bundle.keys]
    if len(rows) == 1:
        return not any(is_small(count) for count in rows[0])
    return all(
        sum(column) >= 2 * FLOOR and not is_small(max(column))
        for column in zip(*rows, strict=True)
    )


def _joined(run: Sequence[Bundle]) -> Bundle:
    return Bundle(
        groups=tuple(group for bundle in run for group in bundle.groups),
        untold=any(bundle.untold for bundle in run),
    )


def _bundle(keys: Iterable[str | None], margin: Margin) -> Bundle:
    held = frozenset(keys)
    return Bundle(
        groups=tuple(group for group in margin.people if group in held),
        untold=None in held,
    )


def _place(bundle: Bundle, margin: Margin) -> int:
    order = list(margin.people)
    return order.index(bundle.groups[0]) if bundle.groups else len(order)
