"""Areas of different files put together: the same place under one code.

Figures are stored as they were published. One file calls an area by its code, the next
by its name alone, and the division may have come after both. What is meant by each is
settled when figures are looked up, so that no file has to be loaded again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from nabolag.areas.geography import CODE, Area, Division, spelled
from nabolag.sources.describing.placing import district_of
from nabolag.values import CITY, UNPLACED


class Place(NamedTuple):
    """How a row of figures names its area."""

    area: str
    name: str
    level: str
    district: str | None


def placed(
    table: pl.DataFrame, *, division: Division | None, city: str
) -> pl.DataFrame:
    """Give figures with each area under one code; the newest rows stand last.

    With a division its own codes, names and levels count wherever a code or a name
    means one of its areas. Without one, an area that is named only goes by the code
    that another file gives the name. What may mean several areas is left as it is.
    """
    asked = [Place(*row) for row in _distinct(table).iter_rows()]
    if division is None:
        settled = list(_by_names(asked))
    else:
        settled = [_in_division(place, division) for place in asked]
    settled = list(_one_city(settled, division, city))
    return table if settled == asked else _replaced(table, asked, settled)


def _distinct(table: pl.DataFrame) -> pl.DataFrame:
    return table.select(Place._fields).unique(maintain_order=True)


def _in_division(place: Place, division: Division) -> Place:
    if place.level in (CITY, UNPLACED):
        return place
    own = division.find(place.area, scheme=CODE)
    found = own[0] if own else _meant(place, division)
    if found is None:
        return place
    return Place(found.code, found.name, found.level, district_of(found, division))


def _meant(place: Place, division: Division) -> Area | None:
    for text in (place.area, place.name):
        for level in (place.level, None):
            found = division.find(text, level=level)
            if len(found) == 1:
                return found[0]
    return None


def _by_names(asked: Sequence[Place]) -> Iterator[Place]:
    coded: dict[str, list[Place]] = {}
    named: dict[tuple[str, str], Place] = {}
    for place in asked:
        if _is_named_only(place):
            named[spelled(place.name), place.level] = place
        elif place.level not in (CITY, UNPLACED):
            coded.setdefault(spelled(place.name), []).append(place)
    for place in asked:
        if _is_named_only(place):
            same = named[spelled(place.name), place.level]
            yield _only(coded.get(spelled(place.name), ()), place.level) or same
        else:
            yield place


def _is_named_only(place: Place) -> bool:
    return place.level not in (CITY, UNPLACED) and spelled(place.area) == spelled(
        place.name
    )


def _only(found: Iterable[Place], level: str) -> Place | None:
    """Give the one area that is meant: on the level asked for, or on any."""
    by_code = {(place.area, place.level): place for place in found}
    here = [place for place in by_code.values() if place.level == level]
    for some in (here, list(by_code.values())):
        if len(some) == 1:
            return some[0]
    return None


def _one_city(
    places: Sequence[Place], division: Division | None, city: str
) -> Iterator[Place]:
    """Give the whole city under one code, whatever each file calls it."""
    own = [] if division is None else [a for a in division.areas if a.level == CITY]
    called = [place.area for place in places if place.level == CITY]
    code = own[0].code if len(own) == 1 else next(reversed(called), city)
    for place in places:
        yield Place(code, city, CITY, None) if place.level == CITY else place


def _replaced(
    table: pl.DataFrame, asked: Sequence[Place], settled: Sequence[Place]
) -> pl.DataFrame:
    names = list(Place._fields)
    text = dict.fromkeys(names, pl.String)
    meant = pl.DataFrame(settled, schema=text, orient="row")
    both = pl.concat(
        [pl.DataFrame(asked, schema=text, orient="row"), meant.rename(_settled)],
        how="horizontal",
    )
    joined = table.join(
        both, on=names, how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.with_columns(
        pl.col(_settled(name)).alias(name) for name in names
    ).select(table.columns)


def _settled(name: str) -> str:
    return f"settled {name}"
