"""Figures as they are published: for areas, districts and city, the small ones withheld.

Counts of people and homes from 1 to 4 are withheld, and so are surveys with few
answers. Where one area of a district would be left to be found by subtraction, the
smallest of the others is withheld with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from nabolag.demo.chance import Flags, Floats
from nabolag.demo.indicators import PUBLISHED, Published
from nabolag.demo.names import CITY_CODE, CITY_NAME, districts
from nabolag.demo.places import Place
from nabolag.demo.registers import Counted
from nabolag.values import AREA, CITY, DISTRICT, SCHEMA, Note, Observations

FEWEST, FEWEST_ANSWERS = 5, 30

Figures = Mapping[tuple[str, int], Counted]
"""Counts by indicator and year, one for each place in the order of the places."""


def observations(figures: Figures, places: Sequence[Place]) -> Observations:
    """Publish the figures of all areas, districts and the city."""
    parts = [part for each in PUBLISHED for part in _rows(each, figures, places)]
    table = pl.concat(parts).with_columns(
        value=pl.col("numerator") / pl.col("denominator"),
        line=pl.int_range(2, pl.len() + 2, dtype=pl.Int64),
    )
    return Observations(
        table=table.select(list(SCHEMA)),
        indicators=tuple(each.indicator for each in PUBLISHED),
        sources=tuple({each.source.id: each.source for each in PUBLISHED}.values()),
    )


def _rows(
    published: Published, figures: Figures, places: Sequence[Place]
) -> Iterator[pl.DataFrame]:
    known = _known(places)
    place = pl.Series([each.square.district for each in places])
    for year in published.years:
        counted = figures[published.indicator.id, year]
        of_areas = pl.DataFrame(
            {
                "district": place,
                "numerator": counted.numerator,
                "denominator": counted.denominator,
            }
        )
        added = of_areas.group_by("district", maintain_order=True).sum()
        shown = pl.concat(
            [
                of_areas.drop("district").sum().with_columns(note=_nothing()),
                added.drop("district").with_columns(note=_nothing()),
                _withheld(of_areas, published.indicator.counted),
            ]
        )
        yield pl.concat([known, shown], how="horizontal").with_columns(
            period=pl.lit(str(year)),
            cluster_size=pl.lit(published.cluster, pl.Float64),
            indicator=pl.lit(published.indicator.id),
            source=pl.lit(published.source.id),
        )


def _known(places: Sequence[Place]) -> pl.DataFrame:
    """Give codes, names and levels of the city, its districts and its areas."""
    present = {place.square.district for place in places}
    rows: list[tuple[str, str, str, str | None]] = [
        (CITY_CODE, f"{CITY_NAME} i alt", CITY, None)
    ]
    rows += [(d.code, d.name, DISTRICT, None) for d in districts() if d.code in present]
    rows += [(p.code, p.square.name, AREA, p.square.district) for p in places]
    schema = ["area", "name", "level", "district"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _withheld(of_areas: pl.DataFrame, counted: str | None) -> pl.DataFrame:
    part, whole = of_areas["numerator"].to_numpy(), of_areas["denominator"].to_numpy()
    few = _few(part, whole, counted)
    hidden = pl.Series(few | _alone(few, part, of_areas["district"].to_numpy()))
    return of_areas.select(
        numerator=pl.when(~hidden).then("numerator"),
        denominator="denominator",
        note=pl.when(hidden).then(pl.lit(Note.CONFIDENTIAL.value)),
    )


def _few(part: Floats, whole: Floats, counted: str | None) -> Flags:
    if counted == "answers":
        return np.asarray(whole < FEWEST_ANSWERS)
    return np.asarray((part > 0) & (part < FEWEST) & (counted in _OF_PEOPLE))


_OF_PEOPLE = (
    *("persons", "children", "eligible_voters"),
    *("households", "dwellings"),
)
"""What may reveal someone. Walkways and items in the paper may not."""


def _alone(few: Flags, part: Floats, district: npt.NDArray[np.str_]) -> Flags:
    """Find what must be withheld beside the only withheld area of a district."""
    # A nought hides nothing: what is left would be the withheld count itself.
    size = np.where(few, np.inf, np.where(part > 0, part, part.sum()))
    also = np.zeros(len(few), dtype=np.bool_)
    for each in np.unique(district[few]):
        here = np.flatnonzero(district == each)
        if few[here].sum() == 1:
            also[here[np.argmin(size[here])]] = True
    return also


def _nothing() -> pl.Expr:
    return pl.lit(None, pl.String)
