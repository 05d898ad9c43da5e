"""``nabolag areas …``: how a city's areas stand against the rest of their city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nabolag.cli.options import choices_of, division_named, print_json, tell
from nabolag.errors import WrongUsage

if TYPE_CHECKING:
    from nabolag.areas.geography import Division, Outline, Tile
    from nabolag.areas.result import Diagnosis
    from nabolag.reports.page import Edition
    from nabolag.values import Observations

_A_FILE = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the files are to be read."""

    recipe: str | None
    division: str | None
    choices: Mapping[str, str]
    sheet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How the answer is to be shown."""

    language: str
    out: Path | None
    as_json: bool
    tiles: Path | None
    boundaries: Path | None


@click.group()
def areas() -> None:
    """How areas stand against the rest of their city, and how sure that is."""


@areas.command()
@click.argument("data", nargs=-1, required=True, type=_A_FILE)
@click.option("--recipe", help="Recipe id or file; found by itself where one fits.")
@click.option("--division", help="Division id or file; otherwise the recipe's own.")
@click.option(
    "--choose",
    metavar="COLUMN=VALUE",
    multiple=True,
    help="One group of a breakdown instead of its total, e.g. --choose alder=25-39 år.",
)
@click.option("--sheet", help="Which sheet of a workbook.")
@click.option("--area", help="Only one area: its code, or a name only one area has.")
@click.option("--as-of", type=int, metavar="YEAR", help="Leave out later figures.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--out", type=_A_FILE, help="Write a report: a .html or .pdf file.")
@click.option(
    "--lang",
    "language",
    type=click.Choice(["nb", "nn", "en"]),
    default="nb",
    show_default=True,
    help="Language of the report and the answer.",
)
@click.option("--tiles", type=_A_FILE, help="A tile grid (CSV) for the map.")
@click.option("--boundaries", type=_A_FILE, help="Boundaries (GeoJSON …) for the map.")
def diagnose(  # noqa: PLR0913 - a command has as many options as its users need
    *,
    data: tuple[Path, ...],
    recipe: str | None,
    division: str | None,
    choose: tuple[str, ...],
    sheet: str | None,
    area: str | None,
    as_of: int | None,
    as_json: bool,
    out: Path | None,
    language: str,
    tiles: Path | None,
    boundaries: Path | None,
) -> None:
    """Say how each area stands against the rest of its city.

    DATA are published statistics: files in the long format, or in any format a recipe
    describes. Without --out or --json the answer is printed in words.
    """
    reading = Reading(
        recipe=recipe, division=division, choices=choices_of(choose), sheet=sheet
    )
    showing = Showing(
        language=language,
        out=out,
        as_json=as_json,
        tiles=tiles,
        boundaries=boundaries,
    )
    _check_ending(out)
    _diagnose(data, reading, showing, area=area, as_of=as_of)


def _check_ending(out: Path | None) -> None:
    if out is not None and out.suffix.lower() not in {".html", ".pdf"}:
        raise WrongUsage(
            found=f"A report cannot be written as {out.name!r}.",
            expected="a file name ending in .html or .pdf",
            remedy="Give the report another name, or use --json for the figures.",
        )


def _diagnose(
    data: Sequence[Path],
    reading: Reading,
    showing: Showing,
    *,
    area: str | None,
    as_of: int | None,
) -> None:
    from nabolag.areas.diagnosis import diagnose as first_answer
    from nabolag.areas.selection import one_area
    from nabolag.sources.places.dividing import division_of

    observations = _read(data, reading)
    division = division_named(reading.division) or division_of(observations)
    answer = first_answer(observations, as_of=as_of)
    code = None if area is None else one_area(answer, area, division=division)
    if showing.out is not None:
        _write(answer, showing, showing.out, area=code, division=division)
    if showing.as_json:
        _print_json(answer, area=code)
    elif showing.out is None:
        _print_words(answer, area=code, language=showing.language)


def _read(data: Sequence[Path], reading: Reading) -> Observations:
    from nabolag.sources.describing.recipe_files import find_recipe
    from nabolag.sources.joining import read_all

    return read_all(
        data,
        recipe=None if reading.recipe is None else find_recipe(reading.recipe),
        division=division_named(reading.division),
        choices=reading.choices,
        sheet=reading.sheet,
    )


def _write(
    answer: Diagnosis,
    showing: Showing,
    out: Path,
    *,
    area: str | None,
    division: Division | None,
) -> None:
    from nabolag.reports.page import Edition
    from nabolag.sources.files.export import written_whole

    edition = Edition(
        place=_place(answer, division, showing.language),
        area=area,
        language=showing.language,
        made_on=datetime.now(tz=UTC).astimezone().date(),
        tiles=_tiles(answer, showing.tiles, division),
        outlines=_outlines(showing.boundaries, division),
    )
    report = _report(answer, edition, ending=out.suffix.lower())
    with written_whole(out) as file:
        file.write(report)
    click.echo(f"Wrote {out}.", err=True)


def _report(answer: Diagnosis, edition: Edition, *, ending: str) -> bytes:
    if ending == ".pdf":
        from nabolag.reports.editions.pdf import pdf_report

        return pdf_report(answer, edition)
    from nabolag.reports.editions.html import html_report

    return html_report(answer, edition).encode()


def _place(answer: Diagnosis, division: Division | None, language: str) -> str:
    from nabolag.values import CITY

    if division is not None:
        return division.names.get(language) or next(iter(division.names.values()))
    cities = answer.table.filter(level=CITY)["name"]
    return str(cities[0]) if len(cities) else ""


def _tiles(
    answer: Diagnosis, given: Path | None, division: Division | None
) -> dict[str, tuple[Tile, ...]]:
    from nabolag.sources.places.divisions import (
        read_tiles,
        shipped_divisions,
        shipped_tiles,
    )

    levels = answer.table["level"].unique().to_list()
    if given is not None:
        return dict.fromkeys(levels, read_tiles(given))
    if division is None or division.id not in shipped_divisions():
        return {}
    return {level: shipped_tiles(division.id, level) for level in levels}


def _outlines(given: Path | None, division: Division | None) -> tuple[Outline, ...]:
    from nabolag.sources.places.boundaries import mended, read_boundaries

    if given is None:
        return ()
    outlines = read_boundaries(given, division=division)
    tell(mended(outlines, file=given.name))
    return outlines


def _print_json(answer: Diagnosis, *, area: str | None) -> None:
    from nabolag.areas.selection import only
    from nabolag.reports.editions.answer import as_json

    shown = answer if area is None else only(answer, area)
    print_json(as_json(shown))


def _print_words(answer: Diagnosis, *, area: str | None, language: str) -> None:
    from nabolag.reports.editions.plain import plain

    click.echo(plain(answer, area=area, language=language))
