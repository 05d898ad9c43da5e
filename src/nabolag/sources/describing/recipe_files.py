"""Recipes read from TOML files: the shipped ones, and an analyst's own.

Reading is strict. A misspelt key would otherwise be a figure read wrong in silence.
The format is described with an example in ``docs/recipes.md``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from nabolag.errors import WrongUsage
from nabolag.sources.describing.recipe_format import recipe_of
from nabolag.sources.describing.recipes import Recipe
from nabolag.sources.files.lists import beside, read_description
from nabolag.sources.files.sections import nearest

_SHIPPED = Path(__file__).parents[1] / "shipped" / "recipes"


@cache
def shipped_recipes() -> tuple[Recipe, ...]:
    """Give the recipes that come with Nabolag, by id."""
    return tuple(read_recipe(_SHIPPED / f"{id_}.toml") for id_ in _shipped_ids())


def find_recipe(name: str) -> Recipe:
    """Give a shipped recipe by its id, or read one from a file.

    Raises :class:`WrongUsage` where neither is found, with the nearest id.
    """
    return read_recipe(_found(name))


def recipe_text(name: str) -> str:
    """Give the text of a recipe, shipped or from a file, once it is found sound."""
    path = _found(name)
    read_recipe(path)
    return path.read_text(encoding="utf-8")


def read_recipe(path: Path) -> Recipe:
    """Read a recipe file; what is misspelt or missing is refused with its line.

    A division named by file (``division = "storvik.toml"``) lies beside the recipe.
    """
    recipe = recipe_of(read_description(path))
    if recipe.division is None or not recipe.division.endswith(".toml"):
        return recipe
    return replace(recipe, division=str(beside(path, recipe.division)))


@cache
def _shipped_ids() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _SHIPPED.glob("*.toml")))


def _found(name: str) -> Path:
    if name in _shipped_ids():
        return _SHIPPED / f"{name}.toml"
    path = Path(name)
    if path.suffix == ".toml" and path.exists():
        return path
    close = nearest(name, _shipped_ids())
    raise WrongUsage(
        found=f"No recipe is called “{name}”, and no such file was found.",
        expected="the id of a shipped recipe or the path of a recipe file (.toml)",
        remedy=f"Did you mean “{close}”?"
        if close
        else "List the shipped ones with: nabolag sources recipes.",
    )
