"""Who moves in and out, beside every trend: the public door of this room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from nabolag.areas.caveats import areas_named
from nabolag.areas.moving.bounded import bound
from nabolag.areas.moving.counted import WHAT, in_areas, on_their_levels, with_years
from nabolag.areas.moving.moves import Moves
from nabolag.areas.moving.tabulated import Tabulated, split_exactly
from nabolag.areas.moving.turnover import turnover
from nabolag.areas.result import SPLITS, Moving
from nabolag.errors import Where
from nabolag.values import Indicator, Notice

_ALL = 1 - 1e-9
"""Part of the rest that is all of it, but for rounding."""


RESIDENTS = frozenset(
    (
        *("persons", "people", "residents", "households", "families", "children"),
        *("pupils", "voters", "eligible_voters", "immigrants"),
        *("personer", "personar", "beboere", "bebuarar", "innbyggere", "innbyggjarar"),
        *("husholdninger", "husholdningar", "hushald", "familier", "familiar", "barn"),
        *("elever", "elevar", "stemmeberettigede", "røysteføre"),
    )
)
"""What an indicator counts where moves can bound it. Dwellings do not move, and of
answers in a survey nobody knows how many are given by movers."""


def moving(
    moves: Moves,
    *,
    table: pl.DataFrame,
    trends: pl.DataFrame,
    indicators: Sequence[Indicator] | None = None,
) -> tuple[Moving, tuple[Notice, ...]]:
    """Give turnover per area × group, and what moving has to do with each trend.

    Takes the diagnosis' table (columns of :data:`nabolag.areas.result.COLUMNS` and
    ``cluster_size``) and its trends (:data:`nabolag.areas.result.TRENDS`). An area ×
    indicator with a trend is split exactly where its groups are tabulated within the trend's stretch, bounded
    where only moves are counted, and otherwise left out. With ``indicators``, only those
    that say they count :data:`RESIDENTS` are bounded. See the cards of ``turnover``,
    ``split``, ``bounds`` and ``readings``.

    Codes: ``moves_not_in_figures``, ``turnover_incomplete``, ``split_withheld``,
    ``split_without_rest``, ``split_rest_lacks_areas``, ``bounds_without_rest``.
    """
    rows = on_their_levels(moves.table, table)
    asked = with_years(trends.select(*WHAT, "first", "last"))
    exact = split_exactly(rows, figures=table, trends=asked)
    others = asked.join(exact.splits, on=WHAT, how="anti", maintain_order="left")
    bounded = bound(rows, figures=table, trends=_of_residents(others, indicators))
    rates = turnover(rows)
    found = Moving(turnover=rates, splits=_in_order(asked, exact.splits, bounded))
    return found, (
        *_about_areas(rows, rates, table),
        *_about_exact(exact, table),
        *_per_indicator(
            "bounds_without_rest", bounded.filter(~pl.col("with_rest")), table
        ),
    )


def _of_residents(
    trends: pl.DataFrame, indicators: Sequence[Indicator] | None
) -> pl.DataFrame:
    if indicators is None:
        return trends
    known = [i.id for i in indicators if (i.counted or "").casefold() in RESIDENTS]
    return trends.filter(pl.col("indicator").is_in(known))


def _in_order(asked: pl.DataFrame, *parts: pl.DataFrame) -> pl.DataFrame:
    splits = pl.concat([part.select("level", *SPLITS) for part in parts])
    return (
        asked.select(WHAT).join(splits, on=WHAT, maintain_order="left").select(*SPLITS)
    )


def _about_areas(
    rows: pl.DataFrame, rates: pl.DataFrame, table: pl.DataFrame
) -> Iterator[Notice]:
    moving = rows.rename({"area": "code"})
    known = table.select("code", "level")
    strangers = moving.filter(in_areas).join(
        known, on=["code", "level"], how="anti", maintain_order="left"
    )
    holes = rates.filter(pl.col("net").is_null())
    for code, found in (
        ("moves_not_in_figures", strangers),
        ("turnover_incomplete", holes),
    ):
        if found.height:
            yield _notice(code, found, moving)


def _about_exact(exact: Tabulated, table: pl.DataFrame) -> Iterator[Notice]:
    splits, with_rest = exact.splits, pl.col("with_rest")
    partly = splits.filter(with_rest & (pl.col("covered") < _ALL))
    yield from _per_indicator("split_withheld", exact.withheld, table)
    yield from _per_indicator("split_without_rest", splits.filter(~with_rest), table)
    for (indicator,), group in partly.group_by("indicator", maintain_order=True):
        yield Notice(
            code="split_rest_lacks_areas",
            where=Where(indicator=str(indicator)),
            facts={"percent": int(100 * group["covered"].to_numpy().min().item())},
        )


def _per_indicator(
    code: str, rows: pl.DataFrame, table: pl.DataFrame
) -> Iterator[Notice]:
    for (indicator,), group in rows.group_by("indicator", maintain_order=True):
        yield _notice(code, group, table, indicator=str(indicator))


def _notice(
    code: str, found: pl.DataFrame, named: pl.DataFrame, *, indicator: str | None = None
) -> Notice:
    """Give a notice that names the areas found, by their names in another table."""
    names = named.select("code", "name").unique(
        "code", keep="first", maintain_order=True
    )
    areas = found.select("code").unique(maintain_order=True)
    told = areas.join(names, on="code", maintain_order="left")["name"]
    return Notice(
        code=code,
        where=Where(indicator=indicator),
        facts={
            **areas_named(told.to_list()),
            "count": len(told),
        },
    )
