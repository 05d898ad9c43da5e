"""Small lists read strictly from CSV files, and the descriptions they stand beside.

A list is UTF-8 text with commas and a heading. An empty cell is nothing. A
description is a TOML file that names lists in its own folder. What is misspelt,
missing or too much is refused with its line.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import File, Limits, open_file, printable, shown_name
from nabolag.sources.files.sections import Section, read_sections

SMALL = Limits(bytes_=5_000_000)
"""A list or description is no longer: 50,000 areas with a dozen codes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list: its cells by column, empty ones left out."""

    file: str
    line: int
    cells: Mapping[str, str]

    def needed(self, column: str) -> str:
        """Give a cell that must be filled."""
        if column not in self.cells:
            raise self.refusal(
                column=column,
                found="The cell is empty.",
                expected=f"a {column} on every line",
                remedy="Fill it in, or take the line out.",
            )
        return self.cells[column]

    def whole(self, column: str) -> int | None:
        """Give a whole number, 0 or more, or nothing where the cell is empty."""
        text = self.cells.get(column)
        if text is None:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise self._no_number(column, "a whole number, 0 or more")
        return int(text)

    def fraction(self, column: str) -> float | None:
        """Give a number above 0 and up to 1, or nothing where the cell is empty."""
        text = self.cells.get(column)
        if text is None:
            return None
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if not 0 < number <= 1:
            raise self._no_number(column, "a number above 0 and up to 1, as in 0.25")
        return number

    def refusal(
        self, *, found: str, expected: str, remedy: str, column: str | None = None
    ) -> BadInput:
        """Give the error that says what is wrong on this line, to be raised."""
        where = Where(file=self.file, line=self.line, column=column)
        return BadInput(where=where, found=found, expected=expected, remedy=remedy)

    def _no_number(self, column: str, expected: str) -> BadInput:
        return self.refusal(
            column=column,
            found=f"“{printable(self.cells[column])[:40]}” is no such number.",
            expected=expected,
            remedy="Correct the cell; decimals are written with a point.",
        )


def read_list(
    path: Path, *, needed: Sequence[str], allowed: Sequence[str] = ()
) -> tuple[Row, ...]:
    """Read a list whose heading has the needed columns and at most the allowed ones."""
    file = open_file(path, limits=SMALL)
    reader = csv.reader(_decoded(file).splitlines(), strict=True)
    try:
        numbered = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise BadInput(
            where=Where(file=file.name, line=reader.line_num),
            found=f"The line cannot be split into cells: {error}.",
            expected="cells between commas, quotation marks in pairs",
            remedy="Correct the quotation marks on the line.",
        ) from error
    heading = [name.strip() for _, cells in numbered[:1] for name in cells]
    _check_heading(file, heading, needed=needed, allowed=allowed)
    rows = tuple(_row(file, heading, line, cells) for line, cells in numbered[1:])
    if not rows:
        raise BadInput(
            where=Where(file=file.name),
            found="The list has a heading and nothing more.",
            expected="a line for each area",
            remedy="Fill in the list.",
        )
    return rows


def read_description(path: Path) -> Section:
    """Read a small TOML file."""
    file = open_file(path, limits=SMALL)
    return read_sections(_decoded(file), file=file.name)


def beside(path: Path, name: str) -> Path:
    """Give the path of a list that a description names.

    It must lie in the same folder: a description may have come from anyone.
    """
    if not name or any(p(name).name != name for p in (PurePosixPath, PureWindowsPath)):
        raise BadInput(
            where=Where(file=shown_name(path)),
            found=f"The file “{printable(name)[:80]}” does not lie beside it.",
            expected="the name of a file in the same folder",
            remedy="Put the file in that folder and give its name alone.",
        )
    return path.parent / name


def _decoded(file: File) -> str:
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data[: error.start].count(b"\n") + 1
        raise BadInput(
            where=Where(file=file.name, line=line),
            found="The line is not UTF-8 text.",
            expected="text saved as UTF-8",
            remedy="Save the file again with the encoding UTF-8.",
        ) from error


def _check_heading(
    file: File, heading: Sequence[str], *, needed: Sequence[str], allowed: Sequence[str]
) -> None:
    wanted = [*needed, *allowed]
    faults = [
        *(f"lacks “{name}”" for name in needed if name not in heading),
        *(
            f"has an unknown “{printable(name)[:40]}”"
            for name in heading
            if name not in wanted
        ),
        *(f"has “{name}” twice" for name in wanted if heading.count(name) > 1),
    ]
    if faults:
        raise BadInput(
            where=Where(file=file.name, line=1),
            found=f"The heading {', '.join(faults[:4])}.",
            expected=f"the columns {', '.join(wanted)}, separated by commas",
            remedy="Correct the first line of the file.",
        )


def _row(file: File, heading: Sequence[str], line: int, cells: Sequence[str]) -> Row:
    filled = {
        name: cell.strip()
        for name, cell in zip(heading, cells, strict=False)
        if cell.strip()
    }
    row = Row(file=file.name, line=line, cells=filled)
    if len(cells) != len(heading):
        raise row.refusal(
            found=f"The line has {len(cells)} cells, the heading {len(heading)}.",
            expected="as many cells as columns",
            remedy="Put names with commas in quotation marks.",
        )
    return row
