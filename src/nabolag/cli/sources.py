"""``nabolag sources …``: what is in a file, which recipe reads it, what it says."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nabolag.cli.options import (
    choices_of,
    division_named,
    print_json,
    progress,
    tell,
    warnings,
)
from nabolag.errors import WrongUsage

if TYPE_CHECKING:
    from nabolag.sources.describing.recipes import Recipe
    from nabolag.sources.inspecting import Inspection
    from nabolag.values import Observations

_A_FILE = click.Path(path_type=Path)


@click.group()
def sources() -> None:
    """Read, inspect and fetch published statistics."""


@sources.command()
@click.argument("file", type=_A_FILE)
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook.")
@click.option("--division", help="Division id or file; otherwise the recipe's own.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def inspect(
    *, file: Path, sheet: str | None, division: str | None, as_json: bool
) -> None:
    """Say what is in FILE, which recipe fits it, and what is suspicious."""
    from nabolag.sources.inspecting import inspect as look

    seen = look(file, sheet=sheet, division=division_named(division))
    if as_json:
        print_json(_inspection(seen))
    else:
        click.echo("\n".join(_in_words(seen)))


@sources.command()
@click.argument("file", type=_A_FILE)
@click.option("--recipe", help="Recipe id or file; found by itself where one fits.")
@click.option(
    "--choose",
    metavar="COLUMN=VALUE",
    multiple=True,
    help="One group of a breakdown instead of its total, e.g. --choose alder=25-39 år.",
)
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook.")
@click.option("--division", help="Division id or file; otherwise the recipe's own.")
@click.option(
    "--out", type=_A_FILE, required=True, help="A .csv or .parquet file to write."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def read(  # noqa: PLR0913 - a command has as many options as its users need
    *,
    file: Path,
    recipe: str | None,
    choose: tuple[str, ...],
    sheet: str | None,
    division: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """Read the figures in FILE and write them in the long format.

    What is suspicious is told; what cannot be used is refused, and nothing is written.
    """
    from nabolag.sources.describing.recipe_files import find_recipe
    from nabolag.sources.reading import read_observations

    write = _writer(out)
    observations = read_observations(
        file,
        recipe=None if recipe is None else find_recipe(recipe),
        division=division_named(division),
        choices=choices_of(choose),
        sheet=sheet,
    )
    rows = write(observations)
    tell(observations.notices)
    if as_json:
        print_json(
            {
                "file": str(out),
                "rows": rows,
                "indicators": [found.id for found in observations.indicators],
                "warnings": warnings(observations.notices),
            }
        )
    click.echo(f"Wrote {rows} figures to {out}.", err=True)


@sources.command()
@click.argument("recipe")
@click.option(
    "--to",
    "folder",
    type=_A_FILE,
    help="Folder to keep the answers in; otherwise one named after the recipe.",
)
@click.option("--address", metavar="URL", help="Another address of the same API.")
def fetch(*, recipe: str, folder: Path | None, address: str | None) -> None:
    """Fetch the table of RECIPE from its publisher, politely, into a folder.

    A second run asks only for what has not come; what is there is not fetched again.
    The folder is read like a file.
    """
    from nabolag.sources.describing.recipe_files import find_recipe
    from nabolag.sources.fetching.fetch import Request
    from nabolag.sources.fetching.fetch import fetch as fetch_table

    described = find_recipe(recipe)
    if described.fetch is None:
        raise WrongUsage(
            found=f"The recipe {described.id} does not say where its table is fetched.",
            expected="a recipe with a section [fetch]",
            remedy="Download the file yourself, or add [fetch]; see docs/recipes.md.",
        )
    asked = described.fetch
    request = Request(
        address=address or asked.address,
        api=asked.api,
        table=asked.table,
        query=asked.query,
    )
    files = fetch_table(
        request,
        folder=folder or Path(described.id),
        wait=time.sleep,
        clock=time.time,
        progress=progress(f"Fetching {asked.table}"),
    )
    for file in files:
        click.echo(str(file))


@sources.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def recipes(*, as_json: bool) -> None:
    """List the recipes that come with Nabolag."""
    from nabolag.sources.describing.recipe_files import shipped_recipes

    if as_json:
        print_json([_recipe(found) for found in shipped_recipes()])
        return
    for found in shipped_recipes():
        click.echo(f"{found.id}: {found.name('en')}")
        click.echo(f"  {found.publisher} · {', '.join(_indicators(found))}")


@sources.command()
@click.argument("id_", metavar="ID")
def recipe(*, id_: str) -> None:
    """Show the recipe with an ID, or a recipe file, once it is found to be sound."""
    from nabolag.sources.describing.recipe_files import recipe_text

    click.echo(recipe_text(id_).rstrip())


def _writer(out: Path) -> Callable[[Observations], int]:
    """Give what writes figures to a file and tells how many; refuse other endings."""
    from nabolag.sources.describing.tidy_writing import tidy_rows
    from nabolag.sources.files.export import write_csv, write_parquet

    writers = {".csv": write_csv, ".parquet": write_parquet}
    chosen = writers.get(out.suffix.lower())
    if chosen is None:
        raise WrongUsage(
            found=f"Figures cannot be written as {out.name!r}.",
            expected="a file name ending in .csv or .parquet",
            remedy="Give the file another name.",
        )

    def write(observations: Observations) -> int:
        rows = tidy_rows(observations)
        chosen(rows, out)
        return rows.height

    return write


def _recipe(recipe: Recipe) -> dict[str, object]:
    return {
        "id": recipe.id,
        "title": recipe.name("en"),
        "publisher": recipe.publisher,
        "table": recipe.table,
        "licence": recipe.licence,
        "indicators": _indicators(recipe),
        "can_be_fetched": recipe.fetch is not None,
    }


def _indicators(recipe: Recipe) -> list[str]:
    return [measured.indicator.id for measured in recipe.indicators]


def _inspection(seen: Inspection) -> dict[str, object]:
    return {
        "file": seen.file,
        "format": seen.format,
        "sha256": seen.sha256,
        "rows": seen.rows,
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "different": column.different,
                "empty": column.empty,
                "examples": list(column.examples),
                "signs": list(column.signs),
            }
            for column in seen.columns
        ],
        "facts": dict(seen.facts),
        "notes": list(seen.notes),
        "long_format": seen.long_format,
        "recipes": list(seen.recipes),
        "nearest": {id_: list(missing) for id_, missing in seen.nearest.items()},
        "periods": list(seen.periods),
        "areas": dict(seen.areas),
        "indicators": list(seen.indicators),
        "warnings": warnings(seen.notices),
        "trouble": seen.trouble,
    }


def _in_words(seen: Inspection) -> Iterator[str]:
    facts = [f"{name} {seen.facts[name]}" for name in _SAID if name in seen.facts]
    yield ", ".join([f"{seen.file}: {seen.format}", *facts, f"{seen.rows} rows"])
    yield "Columns:"
    for column in seen.columns:
        examples = ", ".join(column.examples)
        signs = f"; signs {' '.join(column.signs)}" if column.signs else ""
        empty = f"; {column.empty} empty" if column.empty else ""
        yield f"  {column.name} ({column.type}, {column.different} different): " + (
            f"{examples}{signs}{empty}"
        )
    yield _how_to_read(seen)
    for id_, missing in seen.nearest.items():
        yield f"  {id_} lacks {', '.join(missing)}"
    if seen.periods:
        levels = ", ".join(f"{number} {level}" for level, number in seen.areas.items())
        yield f"Periods: {_from_to(seen.periods)}"
        yield f"Areas: {levels}"
        yield f"Indicators: {', '.join(seen.indicators)}"
    if seen.trouble is not None:
        yield f"Cannot be used as it is: {seen.trouble}"
    for warning in warnings(seen.notices):
        yield f"- {warning['message']}"


_SAID = ("title", "table", "encoding", "delimiter", "sheet", "sheets", "updated")


def _how_to_read(seen: Inspection) -> str:
    if seen.long_format:
        return "Recipe: none is needed; the file is in the long format."
    if not seen.recipes:
        return "Recipe: none fits. docs/recipes.md shows how to write one."
    return f"Recipe: {' or '.join(seen.recipes)}"


def _from_to(periods: tuple[str, ...]) -> str:
    first, last = periods[0], periods[-1]
    return first if first == last else f"{first} to {last} ({len(periods)})"
