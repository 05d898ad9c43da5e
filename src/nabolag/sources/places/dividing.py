"""Which shipped division a set of figures is given by, where one is recognised."""

from __future__ import annotations

import polars as pl

from nabolag.areas.geography import CODE, Division
from nabolag.sources.places.divisions import shipped_division, shipped_divisions
from nabolag.values import UNPLACED, Observations


def division_of(observations: Observations) -> Division | None:
    """Give the shipped division that knows every area's code, or nothing.

    Only the division's own codes count: names are ambiguous, and short codes of one
    publisher are another's.
    """
    placed = observations.table.filter(pl.col("level") != UNPLACED)
    codes = placed["area"].unique().to_list()
    for id_ in shipped_divisions():
        division = shipped_division(id_)
        if codes and all(division.find(code, scheme=CODE) for code in codes):
            return division
    return None
