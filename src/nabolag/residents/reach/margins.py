"""Residents by group, out of the statistics of areas."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from nabolag.errors import BadInput, Where
from nabolag.residents.reach.counting import Margin
from nabolag.values import Measure, Observations


def margin_from(
    observations: Observations,
    *,
    area: str,
    characteristic: str,
    indicators: Mapping[str, str],
) -> Margin:
    """Give the residents of an area by group, in the newest period all groups have.

    ``indicators`` holds the indicator of each group: a share whose numerator counts the
    people in the group, or, where it has no numerator, an amount that is that count.

    :raises BadInput: where no period has a count of people for every group.
    """
    amounts = [i.id for i in observations.indicators if i.measure is Measure.AMOUNT]
    amount = pl.when(pl.col("indicator").is_in(amounts)).then("value")
    counted = observations.table.filter(
        pl.col("area") == area, pl.col("indicator").is_in(list(indicators.values()))
    ).select(
        "indicator",
        "source",
        "period",
        people=pl.coalesce("numerator", amount),
    )
    counted = counted.filter(
        pl.col("people") >= 1, pl.col("people") == pl.col("people").round()
    )
    periods = counted.group_by("period").agg(pl.col("indicator").n_unique())
    whole = periods.filter(pl.col("indicator") == len(set(indicators.values())))
    newest = whole["period"].max()
    if newest is None or len(indicators) < 2:
        raise BadInput(
            where=Where(area=area),
            found=f"No period counts the residents in every group of {characteristic}.",
            expected="a whole number of people in two groups or more",
            remedy="Use figures that have the counts the shares are made from.",
        )
    rows = counted.filter(pl.col("period") == newest)
    people = dict(zip(rows["indicator"], rows["people"], strict=True))
    publishers = {source.id: source.publisher for source in observations.sources}
    named = {publishers.get(source) for source in rows["source"]}
    return Margin(
        characteristic=characteristic,
        people={group: int(people[id_]) for group, id_ in indicators.items()},
        register=", ".join(sorted(name for name in named if name)) or None,
    )
