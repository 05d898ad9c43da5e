"""Which areas the rows of the long format are about, with and without a division."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from nabolag.areas.geography import Division
from nabolag.errors import BadInput, Where
from nabolag.sources.describing.naming import (
    FOREIGN,
    LEVEL,
    LINE,
    NAME,
    PERIOD,
    RULE,
    TEXT,
)
from nabolag.sources.describing.placing import Placed, placed_in
from nabolag.sources.describing.recipes import Place
from nabolag.sources.describing.whole_city import level_by_words
from nabolag.values import AREA, CITY, DISTRICT, UNPLACED

_LEVELS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("by", "byen", "kommune", "total"), CITY),
        "bydel": DISTRICT,
        **dict.fromkeys(("omrade", "område"), AREA),
        **dict.fromkeys(("uoppgitt", "uoppgjeve", "unknown"), UNPLACED),
    }
)
"""Levels in Norwegian; a level of the division's own ("delbydel") stands as it is."""


def placed(rows: pl.DataFrame, *, division: Division | None, file: str) -> Placed:
    """Give rows of the long format with area, name, level and district settled.

    With a division the area's code, or else its name, is looked up in it, as a recipe
    would. Without one the file's own codes stand; where it has names only, the name is
    the code, with the level behind it where a name stands on two levels.
    """
    _refuse_nameless(rows, file)
    said = rows.with_columns(
        pl.col("level").str.to_lowercase().replace(dict(_LEVELS)),
        pl.coalesce("name", "area").alias("name"),
    )
    if division is None:
        return Placed(rows=_with_districts(_with_codes(_with_levels(said))))
    asked = _asked(said, division)
    return placed_in(division, asked, rules=(Place(name=("area",)),), file=file)


def _asked(rows: pl.DataFrame, division: Division) -> pl.DataFrame:
    """Give rows as a recipe's rules leave them, to be looked up in the division.

    A level that is not the division's says nothing: "area" is any of its finer ones.
    """
    known = [*division.levels, CITY, UNPLACED]
    text = pl.coalesce("area", "name")
    return rows.select(
        pl.all().exclude("area", "name", "level", "district"),
        text.replace(_by_words(rows, division)).alias(TEXT),
        pl.col("name").alias(NAME),
        pl.when(pl.col("level").is_in(known)).then("level").alias(LEVEL),
        pl.col("district").alias(FOREIGN),
        pl.col("period").alias(PERIOD),
        pl.col("line").alias(LINE),
        pl.lit(0).alias(RULE),
    )


def _by_words(rows: pl.DataFrame, division: Division) -> dict[str, str]:
    """Give the division's code for texts that mean the whole city, or no area of it."""
    text, words = pl.coalesce("area", "name"), level_by_words("area", "name")
    said = rows.select(
        text=text, level=pl.when(words == AREA).then("level").otherwise(words)
    ).unique()
    codes = {area.level: area.code for area in reversed(division.areas)}
    return {
        text: codes[level]
        for text, level in said.iter_rows()
        if level in (CITY, UNPLACED) and level in codes and not division.find(text)
    }


def _refuse_nameless(rows: pl.DataFrame, file: str) -> None:
    nameless = pl.all_horizontal(pl.col("area", "name").is_null())
    for line in rows.filter(nameless)["line"].head(1):
        raise BadInput(
            where=Where(file=file, line=line),
            found="The row names no area.",
            expected="a code in area, or a name in name, on every row",
            remedy="Fill it in, or take the row out.",
        )


def _with_levels(rows: pl.DataFrame) -> pl.DataFrame:
    """Settle levels: as said, else the city by its words, else districts by use."""
    districts = rows["district"].drop_nulls().unique().to_list()
    words = level_by_words("area", "name")
    named = pl.any_horizontal(pl.col("area", "name").is_in(districts))
    return rows.with_columns(
        level=pl.when(pl.col("level").is_not_null())
        .then("level")
        .when((words == AREA) & named.fill_null(value=False))
        .then(pl.lit(DISTRICT))
        .otherwise(words)
    )


def _with_codes(rows: pl.DataFrame) -> pl.DataFrame:
    twice = pl.col("level").n_unique().over("name") > 1
    own = pl.when(twice).then(pl.format("{} ({})", "name", "level")).otherwise("name")
    return rows.with_columns(area=pl.coalesce("area", own))


def _with_districts(rows: pl.DataFrame) -> pl.DataFrame:
    """Give districts by their code, where the file gives them by name."""
    known = rows.filter(pl.col("level") == DISTRICT).select("name", "area").unique()
    codes = dict(known.filter(pl.len().over("name") == 1).iter_rows())
    district = pl.col("district").replace(codes) if codes else pl.col("district")
    below = ~pl.col("level").is_in([CITY, DISTRICT, UNPLACED])
    return rows.with_columns(district=pl.when(below).then(district))
