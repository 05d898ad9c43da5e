"""Words that publishers use for the whole city and for people without an area.

They are needed where no division says which rows these are.
"""

from __future__ import annotations

import polars as pl

from nabolag.values import AREA, CITY, UNPLACED

_CITY = r"^(city|by|byen|total|totalt|all|alle|i alt|hele byen|heile byen|.* i alt)$"
_UNPLACED = (
    r"^(uoppgitt.*|uoppgjeve.*|ukjent.*|unknown.*|not stated|unplaced|"
    r"(.* )?ut(en|an) registrert adresse|ikke fordelt.*|ikkje fordelt.*|99+)$"
)


def level_by_words(*columns: str) -> pl.Expr:
    """Give "city", "unplaced" or "area" by the words of an area's code and name.

    >>> names = pl.DataFrame({"name": ["Oslo i alt", "Uoppgitt bydel", "Ila"]})
    >>> names.select(level_by_words("name")).to_series().to_list()
    ['city', 'unplaced', 'area']
    """
    said = [pl.col(column).str.strip_chars().str.to_lowercase() for column in columns]
    whole = pl.any_horizontal(_says(text, _CITY) for text in said)
    nowhere = pl.any_horizontal(_says(text, _UNPLACED) for text in said)
    return (
        pl.when(whole)
        .then(pl.lit(CITY))
        .when(nowhere)
        .then(pl.lit(UNPLACED))
        .otherwise(pl.lit(AREA))
    )


def _says(text: pl.Expr, pattern: str) -> pl.Expr:
    return text.str.contains(pattern).fill_null(value=False)
