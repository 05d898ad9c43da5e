"""Observations written in our own long format, to be read back without a recipe."""

from __future__ import annotations

import polars as pl

from nabolag.sources.describing.tidy_columns import COLUMNS
from nabolag.sources.describing.tidy_units import word_of
from nabolag.values import Indicator, Observations, Source


def tidy_rows(observations: Observations) -> pl.DataFrame:
    """Give observations as a table in the long format, one figure a row.

    Figures keep all their decimals. Breaks and notices are not figures and are not in
    it; a division gives the breaks again.
    """
    indicators = pl.DataFrame(
        [_described(indicator) for indicator in observations.indicators]
    )
    sources = pl.DataFrame(
        [_told(source) for source in observations.sources],
        schema=dict.fromkeys(
            ("source", "publisher", "title", "table", "licence", "address"), pl.String
        ),
    )
    return (
        observations.table.join(indicators, on="indicator", maintain_order="left")
        .join(sources, on="source", how="left", maintain_order="left")
        .select(*COLUMNS)
    )


def _described(indicator: Indicator) -> dict[str, str | None]:
    names = {
        f"indicator_{lang}": indicator.names.get(lang) for lang in ("nb", "nn", "en")
    }
    return {
        "indicator": indicator.id,
        "unit": word_of(indicator),
        "direction": indicator.direction.value,
        "dimension": indicator.dimension and indicator.dimension.value,
        "kind": indicator.kind.value,
        "topic": indicator.topic and indicator.topic.value,
        "counted": indicator.counted,
        "definition": indicator.definition,
        **names,
    }


def _told(source: Source) -> dict[str, str | None]:
    return {
        "source": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "table": source.table,
        "licence": source.licence,
        "address": source.address,
    }
