"""From a file to figures that may be used: read, described, placed and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from nabolag.areas.geography import Division
from nabolag.errors import BadInput, Where, WrongUsage
from nabolag.sources.checks.checked import checked
from nabolag.sources.describing.applying import apply
from nabolag.sources.describing.recipe_files import shipped_recipes
from nabolag.sources.describing.recipes import Recipe
from nabolag.sources.describing.tidy import is_tidy, read_tidy
from nabolag.sources.fetching.folders import read_folder
from nabolag.sources.files.columns import either, find_column, folded, listed
from nabolag.sources.files.opening import LIMITS, Limits
from nabolag.sources.formats.delivery import merge_pairs
from nabolag.sources.formats.readers import read_table
from nabolag.sources.places.divisions import (
    read_division,
    shipped_division,
    shipped_divisions,
)
from nabolag.sources.table import Table
from nabolag.values import Observations

_NEAREST = 3
"""Recipes named in a message when none fits, at most."""


def read_observations(
    path: Path,
    *,
    recipe: Recipe | None = None,
    division: Division | None = None,
    choices: Mapping[str, str] | None = None,
    sheet: str | None = None,
    limits: Limits = LIMITS,
) -> Observations:
    """Give the figures of a file of published statistics, with all that is suspicious.

    A file in the long format needs no recipe. For others the one shipped recipe that
    fits is used where none is given. ``division`` goes before the recipe's own.
    ``choices`` ask for parts of breakdowns instead of their totals.

    Raises :class:`BadInput` for a file that cannot be used as it is, where no recipe
    fits or several do, and :class:`WrongUsage` for choices the file does not have.
    """
    table = table_of(path, sheet=sheet, limits=limits)
    return observe(table, recipe=recipe, division=division, choices=choices or {})


def table_of(path: Path, *, sheet: str | None = None, limits: Limits = LIMITS) -> Table:
    """Give the table in a file, or in a folder that a table was fetched into."""
    if path.is_dir():
        return read_folder(path, limits=limits)
    return merge_pairs(read_table(path, sheet=sheet, limits=limits))


def observe(
    table: Table,
    *,
    recipe: Recipe | None,
    division: Division | None,
    choices: Mapping[str, str],
) -> Observations:
    """Give the figures of a table that has been read, as :func:`read_observations`."""
    if recipe is None and is_tidy(table):
        _refuse_choices(choices, table)
        figures = read_tidy(table, division=division)
        return checked(figures, file=table.file, division=division)
    used = recipe or fitting_recipe(table, shipped_recipes())
    place = division or division_of_recipe(used)
    figures = apply(used, table, division=place, choices=choices)
    return checked(
        figures, file=table.file, division=place, adds_up=_whole_values(used)
    )


def fitting_recipe(table: Table, recipes: Sequence[Recipe]) -> Recipe:
    """Give the one recipe that fits a table.

    Raises :class:`BadInput` where none fits, with the columns and what the nearest
    recipes miss, and where several do, with their ids.
    """
    fits = [recipe for recipe in recipes if not missing_columns(recipe, table)]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise BadInput(
            where=Where(file=table.file),
            found=f"{len(fits)} recipes fit the file: {', '.join(r.id for r in fits)}.",
            expected="one",
            remedy="Say which with --recipe.",
        )
    raise BadInput(
        where=Where(file=table.file),
        found=f"No recipe fits the columns {listed(table.cells.columns)}.",
        expected="a file in the long format, or one a recipe describes",
        remedy=" ".join(
            [
                *(
                    f"{id_} lacks {', '.join(lacking)}."
                    for id_, lacking in nearest_recipes(table, recipes).items()
                ),
                "Give a recipe of your own with --recipe; docs/recipes.md shows how to "
                "write one.",
            ]
        ),
    )


def nearest_recipes(
    table: Table, recipes: Sequence[Recipe]
) -> dict[str, tuple[str, ...]]:
    """Give what the recipes that come nearest miss in a table, the nearest first.

    Recipes that have no column in common with the table are not near it.
    """
    sizes = {recipe.id: len(recipe.match.columns) for recipe in recipes}
    lacking = {recipe.id: missing_columns(recipe, table) for recipe in recipes}
    near = sorted(lacking, key=lambda id_: len(lacking[id_]) / sizes[id_])
    some = [id_ for id_ in near if 0 < len(lacking[id_]) < sizes[id_]]
    return {id_: lacking[id_] for id_ in some[:_NEAREST]}


def missing_columns(recipe: Recipe, table: Table) -> tuple[str, ...]:
    """Give what a file lacks to be the one a recipe describes; nothing if it fits.

    A file that says itself that it is another table lacks the table's number.
    """
    columns = table.cells.columns
    missing = [n for n in recipe.match.columns if find_column(n, columns) is None]
    lacking = [either(names) for names in missing]
    said = table.facts.get("table")
    known = {folded(number) for number in recipe.match.tables}
    if said is not None and known and folded(said) not in known:
        lacking.append(f"the table number {either(recipe.match.tables)}")
    return tuple(lacking)


def division_of_recipe(recipe: Recipe) -> Division | None:
    """Give the division a recipe names: a shipped one, or a file beside the recipe."""
    if recipe.division is None:
        return None
    if recipe.division in shipped_divisions():
        return shipped_division(recipe.division)
    path = Path(recipe.division)
    if path.suffix == ".toml" and path.is_file():
        return read_division(path)
    raise WrongUsage(
        found=f"The recipe {recipe.id} names the division “{recipe.division}”.",
        expected=f"one of {', '.join(shipped_divisions())}, or a file beside the recipe",
        remedy="Correct the recipe, or give a division with --division.",
    )


def _refuse_choices(choices: Mapping[str, str], table: Table) -> None:
    for name in choices:
        raise WrongUsage(
            found=f"{table.file} is in the long format, which has no “{name}”.",
            expected="no choice",
            remedy="Leave out --choose; give groups as indicators of their own.",
        )


def _whole_values(recipe: Recipe) -> tuple[str, ...]:
    return tuple(m.indicator.id for m in recipe.indicators if m.adds_up)
