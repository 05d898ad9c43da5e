"""A figure to take along: as a table, CSV, SVG, PNG or JSON-stat."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.http import content_disposition_header

from nabolag.reports.editions.csv import csv_of
from nabolag.reports.editions.posters import figure_png, figure_svg
from nabolag.reports.page import Figure, Grid, Page
from nabolag_web.areas.presenters.pages import language

_CSV, _SVG = "text/csv; charset=utf-8", "image/svg+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file that was made."""

    content: bytes
    content_type: str
    disposition: str


def figures_in(page: Page) -> Iterator[Figure]:
    """Give every figure of a page that stands there as a whole."""
    ones = (
        *(page.profile, page.development, *page.maps, page.movers, page.behind),
        *(page.similar, page.concentration, page.pile_up, page.news, page.context),
    )
    yield from filter(None, ones)


def figure_of(page: Page | None, id_: str) -> Figure | None:
    """Find a figure of a page by its id."""
    found = () if page is None else figures_in(page)
    return next((figure for figure in found if figure.id == id_), None)


def copy_of(figure: Figure, name: str, *, about: str) -> Copy | None:
    """Give a figure as the file with a name, or nothing where there is no such."""
    if name == "figure.svg":
        return _file(
            figure_svg(figure, language=language()).encode(), _SVG, about, name
        )
    if name == "figure.png":
        return _file(figure_png(figure, language=language()), "image/png", about, name)
    if (grid := _grid(figure, name)) is not None:
        return _file(csv_of(grid, language=language()), _CSV, about, name)
    return None


def _grid(figure: Figure, name: str) -> Grid | None:
    """Find the table behind "table-2.csv"."""
    names = {f"table-{n}.csv": grid for n, grid in enumerate(figure.tables, start=1)}
    return names.get(name)


def csv_file(text: str, *, about: str) -> Copy:
    """Give figures as a CSV file that opens right in a spreadsheet."""
    # The mark tells a spreadsheet that the letters are UTF-8.
    return _file(b"\xef\xbb\xbf" + text.encode(), _CSV, about, "figures.csv")


def json_file(document: dict[str, object], *, about: str) -> Copy:
    """Give figures as a JSON-stat file."""
    content = json.dumps(document, ensure_ascii=False).encode()
    return _file(content, "application/json", about, "figures.json")


def _file(content: bytes, content_type: str, about: str, name: str) -> Copy:
    return Copy(
        content=content,
        content_type=content_type,
        disposition=content_disposition_header(
            as_attachment=True, filename=f"{about}-{name}"
        )
        or "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTable:
    """A table to mark and paste, with the same cells parted by tabs."""

    grid: Grid
    tabs: str


def plain_tables(figure: Figure) -> list[PlainTable]:
    """Give a figure's tables as they paste well into a spreadsheet or a document."""
    return [
        PlainTable(grid=grid, tabs="\n".join(_lines(grid))) for grid in figure.tables
    ]


def _lines(grid: Grid) -> Iterator[str]:
    yield "\t".join(column.text for column in grid.columns)
    yield from ("\t".join(row) for row in grid.rows)
