"""What is looked up about imports, and how a file's figures differ from those in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db.models import QuerySet

from nabolag.areas.keeping.values import values_of
from nabolag.sources.places.dividing import division_of as shipped_division_of
from nabolag.values import Observations
from nabolag_web.areas.models import City, Holds, Import, Stage
from nabolag_web.areas.queries.cities import division_of
from nabolag_web.areas.queries.figures import newest_of_each, observations
from nabolag_web.areas.queries.placing import placed

_FIGURE = ["area", "level", "indicator", "period"]
_ROUNDING = 1e-9
_SHOWN = 20
"""Changed figures that are shown one by one."""


def imports_of(city: City) -> QuerySet[Import]:
    """Give a city's imports, the newest first."""
    return city.imports.select_related("begun_by")


def already_in_use(
    city: City, *, like: Import, answered: bool = False
) -> Import | None:
    """Give the import that has brought the same bytes, read the same way, into use.

    A table that needed answers is another one when it is answered otherwise, so it is
    the same only once it is ``answered``.
    """
    same = city.imports.filter(
        sha256=like.sha256,
        recipe=like.recipe,
        own_recipe=like.own_recipe,
        holds=like.holds,
        stage=Stage.IN_USE,
    ).exclude(pk=like.pk)
    wanted = like.answers if answered else {}
    return next((each for each in same if each.answers == wanted), None)


def is_storing(city: City) -> bool:
    """Tell whether someone's import is being stored right now."""
    return city.imports.filter(stage=Stage.STORING).exists()


def broken_off() -> QuerySet[Import]:
    """Give the imports a job should be working on: on their way, or not computed yet."""
    working = (Stage.WAITING, Stage.READING, Stage.STORING)
    on_the_way = Import.objects.filter(stage__in=working)
    not_computed = Import.objects.filter(stage=Stage.IN_USE, progress__lt=100)
    return (on_the_way | not_computed).order_by("pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure that a file has otherwise than it is in use."""

    name: str
    indicator: str
    period: str
    before: float | None
    now: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """How a file's figures differ from those in use: rows of each kind.

    ``changes`` are some of those that changed, the largest first.
    """

    new: int
    changed: int
    as_before: int
    changes: tuple[Change, ...]


def news_in(city: City, figures: Observations) -> News:
    """Hold a file's figures against those in use, whatever each calls its areas."""
    now = observations(city).table.with_columns(theirs=pl.lit(value=False))
    theirs = figures.table.with_columns(theirs=pl.lit(value=True))
    both = placed(pl.concat([now, theirs]), division=division_of(city), city=city.name)
    before = both.filter(~pl.col("theirs")).select(
        *_FIGURE, before="value", was=pl.lit(value=True)
    )
    held = newest_of_each(both.filter("theirs")).join(before, on=_FIGURE, how="left")
    was = pl.col("was").fill_null(value=False)
    same = was & _alike(pl.col("value"), pl.col("before"))
    changed = held.filter(was & ~same)
    return News(
        new=held.filter(~was).height,
        changed=changed.height,
        as_before=held.filter(same).height,
        changes=tuple(_largest(changed)),
    )


def _alike(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Tell whether figures are the same, also where one of them was made of counts."""
    near = (one - other).abs() <= _ROUNDING * pl.max_horizontal(one.abs(), pl.lit(1.0))
    return near.fill_null(value=False) | (one.is_null() & other.is_null())


def _largest(changed: pl.DataFrame) -> list[Change]:
    by = (pl.col("value") - pl.col("before")).abs()
    some = changed.sort(by, descending=True, nulls_last=True).head(_SHOWN)
    return [
        Change(name=name, indicator=indicator, period=period, before=before, now=now)
        for name, indicator, period, before, now in some.select(
            "name", "indicator", "period", "before", "value"
        ).iter_rows()
    ]


def counted(city: City, figures: Observations) -> dict[str, Any]:
    """Give what a file holds, in numbers, as it is kept with the import."""
    table = figures.table
    periods = sorted(table["period"].unique().to_list())
    levels = table.group_by("level").agg(pl.col("area").n_unique()).sort("level")
    shipped = None if division_of(city) else shipped_division_of(figures)
    return {
        "rows": table.height,
        "levels": dict(levels.rows()),
        "indicators": dict(table["indicator"].value_counts(sort=True).rows()),
        "first": periods[0] if periods else None,
        "last": periods[-1] if periods else None,
        "division": shipped and shipped.id,
    }


def beside(batch: Import) -> dict[str, tuple[Any, ...]]:
    """Give what stands beside an import's figures: indicators, sources, notices."""
    return values_of(batch.told)


def before_this(batch: Import) -> Import | None:
    """Give the import of the same table that was brought into use last before it."""
    earlier = batch.city.imports.filter(
        stage=Stage.IN_USE, refresh=batch.refresh, holds=Holds.FIGURES
    )
    return earlier.exclude(pk=batch.pk).order_by("used_at", "pk").last()
