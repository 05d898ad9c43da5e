"""A paper as a Word file: headings, lists and tables as Word knows them.

The file is for those who want to write on; it says the same as the other editions.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from nabolag.reports.papers.document import (
    Board,
    Card,
    Cell,
    Document,
    Facts,
    Heading,
    Listing,
    Passage,
    Sheet,
)

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_LOCALES = MappingProxyType({"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"})
_INK, _QUIET, _LINE, _GROUND = "14283A", "44525E", "DDD8CE", "F6F4EF"
_CARD = "Decision"
_FONT = "Arial"
"""Word takes fonts from the reader's machine, and this one is on nearly all."""
_ACROSS = 174
"""Millimetres between the margins of an A4 sheet."""
_SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 12, "Heading 3": 10.5}


def word_of(document: Document) -> bytes:
    """Give a document as a Word file (.docx).

    The same document always gives the same bytes.
    """
    file = _empty(document)
    _front(file, document)
    for sheet in document.sheets:
        _sheet(file, sheet)
    return _packed(file, document.made_at)


def _empty(document: Document) -> WordFile:
    import docx
    from docx.shared import Mm

    file = docx.Document()
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin, page.bottom_margin = Mm(16), Mm(18)
    _describe(file, document)
    _dress(file, _LOCALES[document.language])
    foot = (document.title, document.kicker, document.mark)
    page.footer.paragraphs[0].text = " · ".join(part for part in foot if part)
    return file


def _describe(file: WordFile, document: Document) -> None:
    known = file.core_properties
    at = document.made_at.astimezone(UTC).replace(tzinfo=None)
    known.title, known.author = _short(document.title), _short(document.author)
    known.language, known.subject = _LOCALES[document.language], _short(document.kicker)
    known.comments, known.last_modified_by = _short(document.notice), known.author
    known.created = known.modified = at
    known.revision = 1


def _short(text: str) -> str:
    """Give a text as short as Word lets a property be."""
    return text[:255]


def _dress(file: WordFile, locale: str) -> None:
    """Give the styles our look, and say which language the text is in."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles: Any = file.styles
    language = styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    language.set(qn("w:val"), locale)
    for name in ("Normal", *_SIZES):
        font = styles[name].font
        font.name, font.color.rgb = _FONT, RGBColor.from_string(_INK)
        fonts = styles[name].element.rPr.rFonts
        for themed in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{themed}"), None)
    for name, size in _SIZES.items():
        styles[name].font.size, styles[name].font.bold = Pt(size), True
    normal = styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(3)
    normal.paragraph_format.line_spacing = 1.15
    border = styles["Title"].element.pPr.find(qn("w:pBdr"))
    styles["Title"].element.pPr.remove(border)
    _frame(styles)


def _frame(styles: Any) -> None:
    """Make the style that decisions stand in: tinted, with a rule at the side."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm

    style = styles.add_style(_CARD, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    properties = style.element.get_or_add_pPr()
    rule = _element("pBdr")
    rule.append(_element("left", val="single", sz="18", space="8", color=_INK))
    properties.append(rule)
    properties.append(_element("shd", val="clear", color="auto", fill=_GROUND))
    style.paragraph_format.keep_together = True
    style.paragraph_format.left_indent = Mm(4)


def _element(name: str, **given: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{name}")
    for key, value in given.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _front(file: WordFile, document: Document) -> None:
    _quiet(file.add_paragraph(document.kicker))
    file.add_paragraph(document.title, style="Title")
    if document.notice:
        file.add_paragraph().add_run(document.notice).bold = True
    _quiet(file.add_paragraph("  ·  ".join(document.meta)))


def _sheet(file: WordFile, sheet: Sheet) -> None:
    heading = file.add_heading(sheet.title, level=1)
    heading.paragraph_format.page_break_before = sheet.new_page
    for block in sheet.blocks:
        _WRITTEN[type(block)](file, block)


def _heading(file: WordFile, block: Heading) -> None:
    file.add_heading(block.text, level=3 if block.minor else 2)


def _passage(file: WordFile, block: Passage) -> None:
    written = file.add_paragraph(block.text)
    if block.quiet:
        _quiet(written)


def _listing(file: WordFile, block: Listing) -> None:
    style = "List Number" if block.numbered else "List Bullet"
    for item in block.items:
        file.add_paragraph(item, style=style)


def _facts(file: WordFile, block: Facts) -> None:
    for name, text in block.pairs:
        written = file.add_paragraph()
        written.add_run(f"{name}: ").bold = True
        written.add_run(text)


def _board(file: WordFile, block: Board) -> None:
    caption = file.add_paragraph(block.caption)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = _points(8)
    _quiet(caption)
    table = file.add_table(rows=1 + len(block.rows), cols=len(block.columns))
    _rule(table, block.caption)
    for cell, text in zip(table.rows[0].cells, block.columns, strict=True):
        _quiet(_first(cell, text))
    for row, cells in zip(table.rows[1:], block.rows, strict=True):
        for n, (cell, lines) in enumerate(zip(row.cells, cells, strict=True)):
            _fill(cell, lines, names_row=n == 0)
    _widths(table, block.shares)


def _fill(cell: _Cell, lines: Cell, *, names_row: bool) -> None:
    for n, line in enumerate(lines):
        written = _first(cell, line.text) if n == 0 else cell.add_paragraph(line.text)
        written.paragraph_format.space_after = _points(1)
        if (names_row and n == 0) or line.strong:
            for run in written.runs:
                run.bold = True
        else:
            _quiet(written)


def _first(cell: _Cell, text: str) -> Paragraph:
    written: Paragraph = cell.paragraphs[0]
    written.add_run(text)
    return written


def _card(file: WordFile, block: Card) -> None:
    file.add_heading(block.title, level=2)
    written = file.add_paragraph(block.text, style=_CARD)
    for run in written.runs:
        run.font.size = _points(11.5)
    for note in block.notes:
        _quiet(file.add_paragraph(note, style=_CARD))


_WRITTEN: Mapping[type, Callable[[WordFile, Any], None]] = MappingProxyType(
    {
        Heading: _heading,
        Passage: _passage,
        Listing: _listing,
        Facts: _facts,
        Board: _board,
        Card: _card,
    }
)


def _quiet(written: Paragraph) -> None:
    from docx.shared import RGBColor

    for run in written.runs:
        run.font.size, run.font.color.rgb = _points(9), RGBColor.from_string(_QUIET)


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _rule(table: Table, caption: str) -> None:
    """Make the first row a header row, rule the rows, and say what the table is."""
    from docx.oxml.ns import qn

    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(_element("tblHeader", val="true"))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("cantSplit", val="true"))
    properties: Any = table._tbl.tblPr
    borders = _element("tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(_element(side, val="single", sz="4", color=_LINE))
    properties.find(qn("w:tblW")).addnext(borders)  # where the schema has them
    properties.append(_element("tblCaption", val=caption))


def _widths(table: Table, shares: tuple[int, ...]) -> None:
    from docx.shared import Mm

    table.autofit = False
    for n, share in enumerate(shares):
        width = Mm(_ACROSS * share / sum(shares))
        table.columns[n].width = width
        for cell in table.columns[n].cells:
            cell.width = width


def _packed(file: WordFile, at: datetime) -> bytes:
    """Pack it anew with one time for all parts: the packer would say now."""
    loose, packed = io.BytesIO(), io.BytesIO()
    file.save(loose)
    with (
        zipfile.ZipFile(loose) as parts,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, parts.read(name))
    return packed.getvalue()
