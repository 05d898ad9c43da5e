"""How commands ask which figures to read, and read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from nabolag.cli.options import choices_of, division_named

if TYPE_CHECKING:
    from nabolag.areas.geography import Division
    from nabolag.values import Observations

A_FILE = click.Path(path_type=Path)
"""What a command takes as a file."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Which files are to be read, and how."""

    data: Sequence[Path]
    recipe: str | None
    division: str | None
    choices: Mapping[str, str]
    sheet: str | None

    def figures(self) -> Observations:
        """Give the figures of all files together."""
        from nabolag.sources.describing.recipe_files import find_recipe
        from nabolag.sources.joining import read_all

        return read_all(
            self.data,
            recipe=None if self.recipe is None else find_recipe(self.recipe),
            division=division_named(self.division),
            choices=self.choices,
            sheet=self.sheet,
        )

    def division_of(self, observations: Observations) -> Division | None:
        """Give the division that was named, or the one the figures belong to."""
        from nabolag.sources.places.dividing import division_of

        return division_named(self.division) or division_of(observations)


_ASKED = (
    click.argument("data", nargs=-1, required=True, type=A_FILE),
    click.option("--recipe", help="Recipe id or file; found by itself where one fits."),
    click.option("--division", help="Division id or file; otherwise the recipe's own."),
    click.option(
        "--choose",
        metavar="COLUMN=VALUE",
        multiple=True,
        help="One group of a breakdown instead of its total,"
        " e.g. --choose alder=25-39 år.",
    ),
    click.option("--sheet", help="Which sheet of a workbook."),
)


def asks_for_figures(command: _Command) -> _Command:
    """Let a command ask for files and how to read them, given to it as ``reading``."""
    from functools import wraps

    @wraps(command)
    def asked(
        *,
        data: tuple[Path, ...],
        recipe: str | None,
        division: str | None,
        choose: tuple[str, ...],
        sheet: str | None,
        **others: Any,
    ) -> Any:
        reading = Reading(
            data=data,
            recipe=recipe,
            division=division,
            choices=choices_of(choose),
            sheet=sheet,
        )
        return command(reading=reading, **others)

    for ask in reversed(_ASKED):
        asked = ask(asked)
    return asked  # type: ignore[return-value]  # wraps keeps what click needs of it


def language_option() -> Callable[[_Command], _Command]:
    """Let a command ask for the language of its answer."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["nb", "nn", "en"]),
        default="nb",
        show_default=True,
        help="Language of the report and the answer.",
    )
