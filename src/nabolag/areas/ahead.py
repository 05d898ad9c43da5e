"""What more years of figures could show, asked of the figures as they were read."""

from __future__ import annotations

import polars as pl

from nabolag.areas.compared import compared
from nabolag.areas.trends.planned import Plan, plan
from nabolag.values import CITY, Observations


def plan_ahead(observations: Observations, *, years: int) -> Plan:
    """Give the smallest trends that ``years`` more years could show, by area.

    Raises :class:`Refused` where there is no figure for any area, and
    :class:`WrongUsage` for less than one year.
    """
    rows = compared(observations).filter(pl.col("level") != CITY)
    table, notices = plan(rows, years=years, breaks=observations.breaks)
    return Plan(
        table=table,
        years=years,
        indicators=observations.indicators,
        sources=observations.sources,
        notices=(*observations.notices, *notices),
    )
