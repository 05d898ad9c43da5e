"""The columns of our own long format, in English and Norwegian."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from nabolag.sources.files.columns import find_column
from nabolag.sources.table import Table

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "area": ("area", "omrade", "område", "kode", "code"),
        "name": ("name", "navn", "namn"),
        "period": ("period", "periode", "year", "år", "aar"),
        "indicator": ("indicator", "indikator"),
        "value": ("value", "verdi"),
        "numerator": ("numerator", "teller", "teljar"),
        "denominator": ("denominator", "nevner", "nemnar"),
        "unit": ("unit", "enhet", "eining"),
        "direction": ("direction", "retning"),
        "dimension": ("dimension", "dimensjon"),
        "kind": ("kind", "slag"),
        "topic": ("topic", "tema"),
        "counted": ("counted", "telt", "talt"),
        "definition": ("definition", "definisjon"),
        "level": ("level", "niva", "nivå"),
        "district": ("district", "bydel"),
        "cluster_size": ("cluster_size", "klyngestorrelse", "klyngestørrelse"),
        "note": ("note", "merknad"),
        "source": ("source", "kilde", "kjelde"),
        "publisher": ("publisher", "utgiver", "utgjevar"),
        "title": ("title", "tittel"),
        "table": ("table", "tabell"),
        "licence": ("licence", "license", "lisens"),
        "address": ("address", "adresse"),
        "indicator_nb": ("indicator_nb", "indikator_nb"),
        "indicator_nn": ("indicator_nn", "indikator_nn"),
        "indicator_en": ("indicator_en", "indikator_en"),
    }
)
"""What each column may be called; the first is the name we write."""


def is_tidy(table: Table) -> bool:
    """Tell whether a table is in the long format, which needs no recipe.

    It names area (or name), period and indicator, and a value or both counts.
    """
    found = own_columns(table)
    figures = "value" in found or {"numerator", "denominator"} <= set(found)
    areas = "area" in found or "name" in found
    return areas and figures and {"period", "indicator"} <= set(found)


def own_columns(table: Table) -> dict[str, str]:
    """Give the file's column for each of the format's columns it has."""
    found = {
        own: find_column(names, table.cells.columns) for own, names in COLUMNS.items()
    }
    return {own: column for own, column in found.items() if column is not None}


def as_own(table: Table) -> pl.DataFrame:
    """Give the cells under the format's own names, with ``line``; absent are null."""
    found = own_columns(table)
    return table.cells.select(
        *(
            pl.col(found[own]).alias(own)
            if own in found
            else pl.lit(None, pl.String).alias(own)
            for own in COLUMNS
        ),
    ).with_columns(table.lines.alias("line"))
