"""What is wrong with a file, in the reader's language: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nabolag_web.areas.queries.troubles import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why something cannot be used, and what to do.

    ``row`` are the cells of the row that is wrong, each with whether it is the one.
    ``details`` are the library's own words, in English.
    """

    says: str
    do: str
    where: str
    row: tuple[tuple[str, str, bool], ...]
    details: str


_CELLS_SHOWN = 12
_NAMING = 3
"""Columns at the left, which mostly tell what a row is about."""


def problem_in_words(kept: Mapping[str, Any]) -> Problem:
    """Give what was kept of a problem as its page tells it."""
    trouble = Trouble(kept["trouble"])
    facts = {"line": kept.get("line"), "column": kept.get("column")}
    says, do = _words(trouble)
    return Problem(
        says=says % facts,
        do=do % facts,
        where="" if trouble in (Trouble.CELL, Trouble.LINE) else _where(kept),
        row=_row(kept),
        details=_details(kept),
    )


def _row(kept: Mapping[str, Any]) -> tuple[tuple[str, str, bool], ...]:
    """Give the row that is wrong: what it is about, and the cell, if one is to blame."""
    row: Mapping[str, str] = kept.get("row", {})
    names, column = list(row), kept.get("column")
    if column in row:
        first = [name for name in names[:_NAMING] if name != column]
        names = [*first, str(column)]
    return tuple((name, row[name], name == column) for name in names[:_CELLS_SHOWN])


def _where(kept: Mapping[str, Any]) -> str:
    where = [kept["file"]] if kept.get("file") else []
    if kept.get("line"):
        where.append(_("line %(line)s") % {"line": kept["line"]})
    if kept.get("column"):
        where.append(_("column %(column)s") % {"column": kept["column"]})
    return ", ".join(where)


def _details(kept: Mapping[str, Any]) -> str:
    if "found" not in kept:
        return ""
    return f"{kept['found']} Expected {kept['expected']}. {kept['remedy']}"


def _words(trouble: Trouble) -> tuple[str, str]:
    """Give what is wrong and what to do, as sentences that may name line and column."""
    return {
        Trouble.EMPTY: (
            _("There is nothing in the file."),
            _("Download it again, or see that the export was finished."),
        ),
        Trouble.LOCKED: (
            _("The file is locked with a password."),
            _("Open it, take the password away, save it, and load it again."),
        ),
        Trouble.ENCODING: (
            _("Some letters in the file cannot be read."),
            _("Save it as Excel, or as CSV in UTF-8, and load it again."),
        ),
        Trouble.TOO_LARGE: (
            _("The table is too large to be figures for areas."),
            _("Ask its publisher for fewer areas, years or columns at a time."),
        ),
        Trouble.NO_TABLE: (
            _("The file is no table: it may be a picture, a document or a web page."),
            _("Export the table itself as Excel, CSV, PX or JSON-stat, and load that."),
        ),
        Trouble.NOTHING_IN_IT: (
            _("No figures were found in it."),
            _(
                "It takes a heading for each column, a row for each area, and figures"
                " in the columns beside the area."
            ),
        ),
        Trouble.SEVERAL_SHEETS: (
            _("The workbook has no sheet, or several, that may be meant."),
            _("Copy the cells you want and paste them, or save the sheet by itself."),
        ),
        Trouble.UNKNOWN_AREAS: (
            _("Some areas are not in the way the city is divided here."),
            _(
                "Put the names right, or choose the division the table follows. Then"
                " read the file again."
            ),
        ),
        Trouble.TOO_LONG: (
            _("A text in the table is longer than there is room for."),
            _("Shorten it in the table, and load the table again."),
        ),
        Trouble.NO_ANSWER: (
            _("The figures are stored, but they give no answer about the areas yet."),
            _("It takes figures for areas besides those for the whole city."),
        ),
        Trouble.CELL: (
            _("Line %(line)s, column %(column)s, cannot be read as it is."),
            _("Correct the cell, and load the table again."),
        ),
        Trouble.LINE: (
            _("Line %(line)s cannot be read as it is."),
            _("Correct the line, and load the table again."),
        ),
        Trouble.FILE: (
            _("The table cannot be read as it is."),
            _("See what it takes below, correct the table, and load it again."),
        ),
        Trouble.OURS: (
            _("Something went wrong on our side. Nothing was changed."),
            _(
                "The file is kept, and can be read again. If it happens once more, tell"
                " whoever runs Nabolag here."
            ),
        ),
    }[trouble]
