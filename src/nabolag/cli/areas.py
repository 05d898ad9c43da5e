"""``nabolag areas …``: how a city's areas stand against the rest of their city."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nabolag.cli.dimensions import dimensions
from nabolag.cli.options import print_json, tell
from nabolag.cli.planning import plan
from nabolag.cli.reading import A_FILE, Reading, asks_for_figures, language_option
from nabolag.cli.writing import check_ending, today, write_report
from nabolag.errors import WrongUsage

if TYPE_CHECKING:
    from nabolag.areas.fifths.mapping import Counted
    from nabolag.areas.geography import Division, Outline, Tile
    from nabolag.areas.moving.moves import Moves
    from nabolag.areas.result import Diagnosis
    from nabolag.values import Observations


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is asked of the figures."""

    area: str | None
    as_of: int | None
    dimensions: Path | None
    moves: Path | None
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How the answer is to be shown."""

    language: str
    out: Path | None
    as_json: bool
    tiles: Path | None
    boundaries: Path | None
    pages: str


@click.group()
def areas() -> None:
    """How areas stand against the rest of their city, and how sure that is."""


areas.add_command(dimensions)
areas.add_command(plan)


@areas.command()
@asks_for_figures
@click.option("--area", help="Only one area: its code, or a name only one area has.")
@click.option("--as-of", type=int, metavar="YEAR", help="Leave out later figures.")
@click.option(
    "--dimensions",
    type=A_FILE,
    help="Which indicators count for which dimension (CSV); otherwise as described.",
)
@click.option("--moves", type=A_FILE, help="Who stayed, came and went (CSV or XLSX).")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Which random draws; the same seed gives the same answer.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--out", type=A_FILE, help="Write a report: a .html or .pdf file.")
@click.option(
    "--pages",
    type=click.Choice(["all", "two"]),
    default="all",
    show_default=True,
    help="The whole report, or two pages of one area to hand out.",
)
@language_option()
@click.option("--tiles", type=A_FILE, help="A tile grid (CSV) for the map.")
@click.option("--boundaries", type=A_FILE, help="Boundaries (GeoJSON …) for the map.")
def diagnose(  # noqa: PLR0913 - a command has as many options as its users need
    *,
    reading: Reading,
    area: str | None,
    as_of: int | None,
    dimensions: Path | None,
    moves: Path | None,
    seed: int,
    as_json: bool,
    out: Path | None,
    pages: str,
    language: str,
    tiles: Path | None,
    boundaries: Path | None,
) -> None:
    """Say how each area stands against the rest of its city, and where it is heading.

    DATA are published statistics: files in the long format, or in any format a recipe
    describes. Without --out or --json the answer is printed in words.
    """
    asking = Asking(
        area=area, as_of=as_of, dimensions=dimensions, moves=moves, seed=seed
    )
    showing = Showing(
        language=language,
        out=out,
        as_json=as_json,
        tiles=tiles,
        boundaries=boundaries,
        pages=pages,
    )
    if out is not None:
        check_ending(out)
    _check_pages(asking, showing)
    _diagnose(reading, asking, showing)


def _check_pages(asking: Asking, showing: Showing) -> None:
    if showing.pages == "two" and (asking.area is None or showing.out is None):
        raise WrongUsage(
            found="Two pages were asked for, but not of one area in a report.",
            expected="--area and --out beside --pages two",
            remedy="Say which area, and what the report is to be called.",
        )


def _diagnose(reading: Reading, asking: Asking, showing: Showing) -> None:
    from nabolag.areas.selection import one_area

    observations = reading.figures()
    division = reading.division_of(observations)
    answer = _answer(observations, asking, division)
    code = (
        None
        if asking.area is None
        else one_area(answer, asking.area, division=division)
    )
    if showing.out is not None:
        _write(answer, showing, showing.out, area=code, division=division)
    if showing.as_json:
        _print_json(answer, area=code)
    elif showing.out is None:
        _print_words(answer, area=code, language=showing.language)


def _answer(
    observations: Observations, asking: Asking, division: Division | None
) -> Diagnosis:
    from nabolag.areas.diagnosis import diagnose as whole_answer

    return whole_answer(
        observations,
        as_of=asking.as_of,
        mapping=_mapping(asking.dimensions, observations),
        moves=_moves(asking.moves, division),
        seed=asking.seed,
    )


def _mapping(
    given: Path | None, observations: Observations
) -> tuple[Counted, ...] | None:
    if given is None:
        return None
    from nabolag.sources.describing.dimensions import read_dimensions

    return read_dimensions(given, observations.indicators)


def _moves(given: Path | None, division: Division | None) -> Moves | None:
    if given is None:
        return None
    from nabolag.sources.describing.moves import read_moves

    return read_moves(given, division=division)


def _write(
    answer: Diagnosis,
    showing: Showing,
    out: Path,
    *,
    area: str | None,
    division: Division | None,
) -> None:
    from nabolag.reports.page import Edition, Extent
    from nabolag.reports.story import page

    made_on = today()
    edition = Edition(
        place=_place(answer, division, showing.language),
        area=area,
        language=showing.language,
        made_on=made_on,
        tiles=_tiles(answer, showing.tiles, division),
        outlines=_outlines(showing.boundaries, division),
        extent=Extent.TWO_PAGES if showing.pages == "two" else Extent.WHOLE,
    )
    write_report(page(answer, edition), out, made_on=made_on)


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
