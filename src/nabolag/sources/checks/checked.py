"""What every table of figures goes through after it is read: nothing passes silently.

What cannot be trusted at all is refused; what can be used with care is told of, as a
notice with its file and line.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from nabolag.areas.geography import Division
from nabolag.sources.checks.geography import (
    division_changes,
    names_on_two_levels,
    totals_that_differ,
)
from nabolag.sources.checks.repeats import (
    with_copies_marked,
    without_repeats,
    without_unplaced_twice,
)
from nabolag.sources.checks.values import refuse_impossible
from nabolag.values import Observations


def checked(
    observations: Observations,
    *,
    file: str,
    division: Division | None = None,
    adds_up: Collection[str] = (),
) -> Observations:
    """Give the figures as they may be used, with notices of all that is suspicious.

    Copied periods are marked, repeated rows and people counted twice are left out,
    breaks are added where the areas change. ``adds_up`` are indicators whose values
    are counts. Raises :class:`BadInput` for figures that cannot be.

    Notices: ``copied_period``, ``duplicate_rows``, ``duplicate_conflict``,
    ``unplaced_twice``, ``name_on_two_levels``, ``totals_differ``,
    ``division_changed``.
    """
    refuse_impossible(observations.table, observations.indicators, file=file)
    table, copied = with_copies_marked(observations.table, file=file)
    table, repeated = without_repeats(table, file=file)
    table, twice = without_unplaced_twice(table, file=file)
    breaks, changed = division_changes(
        table, division=division, breaks=observations.breaks, file=file
    )
    return replace(
        observations,
        table=table,
        breaks=(*observations.breaks, *breaks),
    ).with_notices(
        *copied,
        *repeated,
        *twice,
        *names_on_two_levels(table, file=file),
        *totals_that_differ(table, adds_up=adds_up, file=file),
        *changed,
    )
