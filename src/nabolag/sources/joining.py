"""Several files of figures read as one: nothing is counted twice, nothing mixed up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from nabolag.areas.geography import Division
from nabolag.errors import BadInput, Where
from nabolag.sources.checks.repeats import without_repeats
from nabolag.sources.describing.recipes import Recipe
from nabolag.sources.reading import read_observations
from nabolag.values import Indicator, Observations, together

_DESCRIBED = ("measure", "unit", "per", "direction", "dimension")
"""What files must agree on about an indicator they share."""


def read_all(
    paths: Sequence[Path],
    *,
    recipe: Recipe | None = None,
    division: Division | None = None,
    choices: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> Observations:
    """Give the figures of one or more files together.

    A figure that stands in several files is counted once; where the files contradict
    each other, none of them is used. Notices as in
    :func:`nabolag.sources.checks.repeats.settled`, with the files named together.
    Raises :class:`BadInput` as :func:`read_observations` does, and where two files
    describe one indicator differently.
    """
    parts = [
        read_observations(
            path, recipe=recipe, division=division, choices=choices, sheet=sheet
        )
        for path in paths
    ]
    if len(parts) == 1:
        return parts[0]
    for (path, part), (other_path, other) in combinations(
        zip(paths, parts, strict=True), 2
    ):
        _refuse_two_descriptions(path, part, other_path, other)
    joined = together(parts)
    files = ", ".join(dict.fromkeys(path.name for path in paths))
    table, notices = without_repeats(joined.table, file=files)
    return replace(joined, table=table).with_notices(*notices)


def _refuse_two_descriptions(
    path: Path, part: Observations, other_path: Path, other: Observations
) -> None:
    for one, another in _shared(part, other):
        for trait in _DESCRIBED:
            said, said_again = getattr(one, trait), getattr(another, trait)
            if said != said_again:
                raise BadInput(
                    where=Where(file=other_path.name, indicator=another.id),
                    found=f"The {trait} is “{said_again}”, but “{said}” in {path.name}.",
                    expected="one description of the indicator in all files",
                    remedy="Correct one of the files, or give the indicators two ids.",
                )


def _shared(
    part: Observations, other: Observations
) -> Iterator[tuple[Indicator, Indicator]]:
    known = {indicator.id: indicator for indicator in part.indicators}
    for another in other.indicators:
        if another.id in known:
            yield known[another.id], another
