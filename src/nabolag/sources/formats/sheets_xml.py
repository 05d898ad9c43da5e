"""Sheets stored as XML (xlsx, ods): how far they reach and what is wrong in them.

The text of an xlsx sheet is searched rather than parsed, as a sheet may hold millions of
cells; whatever could be taken for a place counts as one. Sources: ECMA-376 part 1,
18.3.1 (xlsx); OpenDocument 1.3 part 3, 9.1 (ods).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

import polars as pl

from nabolag.errors import BadInput
from nabolag.sources.files.archives import damaged, read_member
from nabolag.sources.files.opening import File
from nabolag.sources.formats.sheets import (
    ERROR,
    NEVER_CALCULATED,
    Fault,
    Reach,
    Sheet,
    number_of,
)

_S = "[ \t\r\n]"
_TAG = "<(?:[A-Za-z0-9]+:)?"
_END = "</(?:[A-Za-z0-9]+:)?"
_IS = f"{_S}*={_S}*"
_PLACE = rf"""["' \t\r\n]r{_IS}["'][A-Za-z]*[0-9]+["']"""
_CELL = rf"{_TAG}c[ \t\r\n/>]"
_ERROR_CELL = rf"""(<[^<>]*{_S}t{_IS}["']e["'][^<>]*>)"""
_TEXT_CELL = rf"""{_S}t{_IS}["']str["']"""
_NO_RESULT = (
    rf"{_TAG}c{_S}[^<>]*>{_S}*{_TAG}f(?:{_S}[^<>]*)?(?:/>|>[^<]*{_END}f>){_S}*"
    rf"(?:{_TAG}v{_S}*/>|{_TAG}v>{_S}*{_END}v>)?{_S}*{_END}c>"
)
_HIDDEN = rf"""{_TAG}(?:row|col){_S}[^<>]*{_S}?hidden{_IS}["'](?:1|true)["']"""
_DIGITS = rf">{_S}*\+?[0-9]+{_S}*<"
_FEW = 50_000_000
"""So many repeated characters are no matter, and are not counted more closely."""
_FAR = 1 << 40
"""Stands for a row too far down to be counted."""


def xlsx_sheets(file: File, names: tuple[str, ...]) -> Mapping[str, Sheet]:
    """Give the sheets of an xlsx workbook by name; any unlisted under its path."""
    titles, texts = _titles(file), _Texts.of(file, names)
    sheets = dict[str, Sheet]()
    for name in names:
        xml = read_member(file, name) if name.lower().startswith("xl/") else b""
        if b"sheetData" in xml:
            sheets[titles.get(name.lower(), name)] = _xlsx_sheet(file, xml, texts)
    return sheets


def ods_sheets(file: File) -> Mapping[str, Sheet]:
    """Give the sheets of an OpenDocument spreadsheet by name."""
    ods = _Ods()
    _parse(file, "content.xml", start=ods.start, end=ods.end, text=ods.take_text)
    return {name: reach.sheet() for name, reach in ods.sheets.items()}


def linked_parts(file: File, name: str) -> Mapping[str, str]:
    """Give the paths, in small letters, that the parts of a workbook have by link."""
    paths = dict[str, str]()
    for link in elements(file, name, "Relationship"):
        target = link.get("Target", "")
        path = target[1:] if target.startswith("/") else f"xl/{target}"
        paths[link.get("Id", "")] = path.lower()
    return paths


def elements(file: File, name: str, element: str) -> list[dict[str, str]]:
    """Give the attributes of all elements of a kind in a small XML file."""
    found = list[dict[str, str]]()

    def note(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == element:
            found.append(attributes)

    _parse(file, name, start=note)
    return found


def _titles(file: File) -> Mapping[str, str]:
    """Give the sheets' names by the path of the part that holds them."""
    paths = linked_parts(file, "xl/_rels/workbook.xml.rels")
    titles = dict[str, str]()
    for sheet in elements(file, "xl/workbook.xml", "sheet"):
        link = next((v for k, v in sheet.items() if k.endswith(":id")), "")
        titles[paths.get(link, "")] = sheet.get("name", "")
    return titles


def _parse(
    file: File,
    name: str,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda _: None,
    text: Callable[[str], None] = lambda _: None,
) -> None:
    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(read_member(file, name), True)  # noqa: FBT003 -- expat's own
    except (LookupError, ValueError, ExpatError) as error:
        raise _damaged(file) from error


def _damaged(file: File) -> BadInput:
    return damaged(file, expected="a whole workbook")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Texts:
    """How long the texts are that cells of a workbook share, at most."""

    lengths: pl.Series
    certain: bool

    @classmethod
    def of(cls, file: File, names: tuple[str, ...]) -> _Texts:
        """Look at the workbook's list of shared texts, if it has one."""
        xml = b""
        for name in names:
            if name.lower() == "xl/sharedstrings.xml":
                xml = read_member(file, name)
        items = re.split(rb"<(?:[A-Za-z0-9]+:)?si\b", xml)[1:]
        lengths = pl.Series([len(item) for item in items], dtype=pl.Int64)
        return cls(lengths=lengths, certain=b"<!" not in xml)

    def repeated(self, whole: pl.Series) -> int:
        """Give how many characters of them a sheet's cells repeat, at most."""
        longest = int(max(self.lengths, default=0))
        most = longest * int(whole.str.count_matches(_CELL)[0])
        # Written as anything but plain digits, a place in the list would pass unseen.
        if most <= _FEW or not self.certain or whole.str.contains(r"&#|<!")[0]:
            return most
        places = whole.str.extract_all(_DIGITS).explode().str.extract(r"([0-9]+)")
        within = places.cast(pl.Int64, strict=False).drop_nulls()
        return int(self.lengths.gather(within.filter(within < len(self.lengths))).sum())


def _xlsx_sheet(file: File, xml: bytes, texts: _Texts) -> Sheet:
    try:
        text = xml.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _damaged(file) from error
    if not re.search(rf"{_END}worksheet>\s*\Z", text[-200:]):
        raise _damaged(file)
    whole = pl.Series([text])
    height, width = _reach(whole)
    return Sheet(
        height=height,
        width=width,
        fault=_xlsx_fault(whole),
        hidden=int(whole.str.count_matches(_HIDDEN)[0]),
        shared=texts.repeated(whole),
    )


def _reach(whole: pl.Series) -> tuple[int, int]:
    """Give the last row and column that any place in the text could mean."""
    places = whole.str.extract_all(_PLACE).explode().drop_nulls()
    rows = places.str.extract(r"([0-9]+).$").cast(pl.Int64, strict=False)
    columns = places.str.extract(r"([A-Za-z]+)[0-9]+.$").drop_nulls()
    height = max(rows.fill_null(_FAR).unique(), default=0)
    width = max(map(number_of, columns.unique()), default=0)
    if int(whole.str.count_matches(_CELL)[0]) > len(columns):
        # Cells without a place follow each other in their rows.
        chunks = re.split(rf"{_TAG}row\b", whole[0])
        height = max(height, len(chunks))
        width = max(width, *(len(re.findall(_CELL, chunk)) for chunk in chunks))
    return height, width


def _xlsx_fault(whole: pl.Series) -> Fault | None:
    wrong = whole.str.extract(_ERROR_CELL)[0]
    if wrong:
        return _fault(ERROR, wrong)
    empty = whole.str.extract_all(_NO_RESULT).explode().drop_nulls()
    unfinished = empty.filter(~empty.str.contains(_TEXT_CELL))
    return _fault(NEVER_CALCULATED, unfinished[0]) if len(unfinished) else None


def _fault(kind: str, cell: str) -> Fault:
    place = re.search(rf"""{_S}r{_IS}["']([A-Za-z]+)([0-9]+)["']""", cell)
    if place is None:
        return Fault(kind=kind)
    return Fault(kind=kind, row=int(place.group(2)), column=place.group(1))


@dataclass(slots=True, kw_only=True)
class _Ods:
    """Walks through an OpenDocument table; repeated cells are written only once."""

    sheets: dict[str, Reach] = field(default_factory=dict)
    sheet: Reach = field(default_factory=Reach)
    row: int = 0
    rows: int = 0
    column: int = 0
    cells: int = 0
    within: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element."""
        element = tag.rpartition(":")[2]
        if element == "table":
            self.sheet = self.sheets[attributes.get("table:name", "")] = Reach()
            self.row = 0
        elif element == "table-row":
            self._start_row(attributes)
        elif element in ("table-cell", "covered-table-cell"):
            self._start_cell(attributes)
        elif element == "p":
            self.within += 1
            self._reach()

    def take_text(self, text: str) -> None:
        """Take in text; a repeated cell repeats it."""
        if self.within:
            self.sheet.shared += len(text) * self.rows * self.cells

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        element = tag.rpartition(":")[2]
        if element == "p":
            self.within -= 1
        elif element == "table-row":
            self.row += self.rows

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.rows = _times(attributes, "table:number-rows-repeated")
        self.column = self.cells = 0
        if attributes.get("table:visibility", "visible") != "visible":
            self.sheet.hidden += self.rows

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.column += self.cells
        self.cells = _times(attributes, "table:number-columns-repeated")
        kinds = [v for k, v in attributes.items() if k.endswith(":value-type")]
        if kinds:
            self._reach()
        if "error" in kinds:
            self.sheet.note(ERROR, row=self.row, column=self.column)
        elif "table:formula" in attributes and not kinds:
            self.sheet.note(NEVER_CALCULATED, row=self.row, column=self.column)

    def _reach(self) -> None:
        self.sheet.take(height=self.row + self.rows, width=self.column + self.cells)


def _times(attributes: dict[str, str], name: str) -> int:
    times = int(attributes.get(name, "1"))
    if times < 0:
        raise ValueError(name)
    return times
