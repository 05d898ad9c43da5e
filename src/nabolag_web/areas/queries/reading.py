"""What reading an import's file gives: figures, moves, or how indicators count."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

import polars as pl

from nabolag.areas.fifths.mapping import Counted
from nabolag.areas.moving.moves import Moves
from nabolag.errors import BadInput, Where
from nabolag.sources.describing.completing import Answers
from nabolag.sources.describing.dimensions import read_dimensions
from nabolag.sources.describing.moves import moves_of as moves_in_table
from nabolag.sources.describing.recipe_files import (
    find_recipe,
    read_recipe,
    shipped_recipes,
)
from nabolag.sources.describing.recipes import Recipe
from nabolag.sources.describing.sketching import Sketch, sketch
from nabolag.sources.describing.tidy import is_tidy
from nabolag.sources.formats.pasted import read_pasted
from nabolag.sources.pasting import observe_sketch
from nabolag.sources.reading import missing_columns, observe, table_of
from nabolag.sources.table import Table
from nabolag.values import Observations, Source
from nabolag_web.areas.models import City, Holds, Import, Indicator, Observation, Stage
from nabolag_web.areas.queries.cities import division_of
from nabolag_web.areas.queries.figures import indicator_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Unclear:
    """A small table that needs a few answers before its figures can be read."""

    sketch: Sketch


def figures_in(batch: Import) -> Observations | Unclear:
    """Read an import's file: its figures, or what must be answered first.

    Raises :class:`BadInput` and :class:`WrongUsage` for what cannot be used as it is.
    """
    found = _observed(batch, table_in(batch))
    if isinstance(found, Unclear):
        return found
    _refuse_too_long(found, file=batch.file_name)
    return replace(found, sources=tuple(_told(s, batch) for s in found.sources))


def _observed(batch: Import, table: Table) -> Observations | Unclear:
    division = division_of(batch.city)
    recipe = _recipe(batch, table)
    if recipe is not None or is_tidy(table):
        return observe(table, recipe=recipe, division=division, choices={})
    seen = sketch(table, city=batch.city.name)
    if seen.asks and not batch.answers:
        return Unclear(sketch=seen)
    return observe_sketch(seen, _answers(batch), division=division)


def table_in(batch: Import) -> Table:
    """Give the cells of an import's file, under the name people gave it."""
    path = Path(batch.file.path)
    if batch.is_pasted:
        return read_pasted(path.read_text("utf-8"), name=batch.file_name)
    with _unpacked(batch, path) as opened:
        table = table_of(opened)
    return replace(
        table,
        file=batch.file_name,
        notices=tuple(
            replace(n, where=replace(n.where, file=batch.file_name))
            for n in table.notices
        ),
    )


@contextmanager
def _unpacked(batch: Import, path: Path) -> Iterator[Path]:
    """Give where an import's table lies; what was fetched in parts is packed in one."""
    if batch.refresh_id is None or not zipfile.is_zipfile(path):
        yield path
        return
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as packed:
        packed.extractall(folder)  # we packed it ourselves
        yield Path(folder)


def _recipe(batch: Import, table: Table) -> Recipe | None:
    """Give the recipe that was sent or named, or the shipped one that fits, if any."""
    if batch.own_recipe:
        return recipe_in(batch.own_recipe)
    if batch.recipe:
        return find_recipe(batch.recipe)
    fits = [r for r in shipped_recipes() if not missing_columns(r, table)]
    return fits[0] if len(fits) == 1 else None


def recipe_in(text: str) -> Recipe:
    """Read the text of a recipe. Raises :class:`BadInput` with its line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recipe.toml"
        path.write_text(text, "utf-8")
        return read_recipe(path)


def _answers(batch: Import) -> Answers:
    given = batch.answers
    return Answers(
        measured=given.get("measured"),
        period=given.get("period"),
        unit=given.get("unit"),
    )


def _told(source: Source, batch: Import) -> Source:
    """Give a source with what people said, where the file itself says nothing."""
    silent = not source.publisher and source.title == PurePath(batch.file_name).stem
    return replace(source, title=batch.source) if batch.source and silent else source


def _refuse_too_long(figures: Observations, *, file: str) -> None:
    """Refuse texts that the store has no room for, before any row is stored."""
    for name, most in _widths(Observation).items():
        column = "indicator" if name == "indicator" else name
        long = figures.table.filter(pl.col(column).str.len_chars() > most)
        if long.height:
            raise _too_long(long[column][0], most, file, column, long["line"][0])
    for each in figures.indicators:
        for name, most in _widths(Indicator).items():
            text = str(each.id if name == "key" else getattr(each, name, None) or "")
            if len(text) > most:
                raise _too_long(text, most, file, name, None)


def _widths(model: type[Observation] | type[Indicator]) -> dict[str, int]:
    lengths = {f.name: getattr(f, "max_length", None) for f in model._meta.fields}
    return {name: most for name, most in lengths.items() if most is not None}


def _too_long(
    text: str, most: int, file: str, column: str, line: int | None
) -> BadInput:
    return BadInput(
        where=Where(file=file, line=line, column=column),
        found=f"“{text[:40]}…” is longer than can be kept: {len(text)} characters.",
        expected=f"at most {most} characters",
        remedy="Shorten it in the file, and load the file again.",
    )


def moves_in(batch: Import) -> Moves:
    """Read a file of moves. Raises :class:`BadInput`."""
    return moves_in_table(table_in(batch), division=division_of(batch.city))


def dimensions_in(batch: Import) -> tuple[Counted, ...]:
    """Read which indicators count for which dimension. Raises :class:`BadInput`."""
    known = [indicator_of(each) for each in batch.city.indicators.all()]
    return read_dimensions(Path(batch.file.path), known)


def dimensions_of(city: City) -> tuple[Counted, ...]:
    """Give what the newest file of dimensions in use says; nothing without one."""
    used = city.imports.filter(stage=Stage.IN_USE, holds=Holds.DIMENSIONS)
    newest = used.order_by("used_at", "pk").last()
    return () if newest is None else dimensions_in(newest)
