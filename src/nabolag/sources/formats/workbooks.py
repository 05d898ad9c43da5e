"""What a workbook holds that the library which reads it would hide, or die of.

The reader makes room for every cell between the first and the last, so that one stray
cell far out takes all memory, as does a long text that many cells share; and it gives
cells with an error, or with a formula that was never calculated, as if they were empty.
All this is looked for here, first.
"""

from __future__ import annotations

from collections.abc import Mapping

from nabolag.errors import BadInput, Where
from nabolag.sources.files.archives import check_zip, damaged
from nabolag.sources.files.opening import LIMITS, File, Limits, printable, too_large
from nabolag.sources.formats.sheets import ERROR, Sheet
from nabolag.sources.formats.sheets_binary import xls_sheets, xlsb_sheets
from nabolag.sources.formats.sheets_xml import ods_sheets, xlsx_sheets


def survey(file: File, *, limits: Limits = LIMITS) -> Mapping[str, Sheet]:
    """Give what each sheet of a workbook holds, by the sheet's name.

    Raises :class:`BadInput` for a workbook that is damaged, locked with a password, or
    reaches too far.
    """
    sheets = _sheets(file, limits=limits)
    for name, sheet in sheets.items():
        _check_reach(file, name, sheet, limits=limits)
    return sheets


def check_fault(file: File, name: str, sheet: Sheet) -> None:
    """Refuse a sheet with an error, or a formula without a result, in a cell."""
    fault = sheet.fault
    if fault is None:
        return
    where = Where(file=file.name, line=fault.row, column=fault.column)
    if fault.kind == ERROR:
        raise BadInput(
            where=where,
            found=f"A cell of the sheet “{printable(name)}” holds an error such as "
            "#N/A or #REF!.",
            expected="a figure, a text or one of the publishers' signs",
            remedy="Mend the formula, or write “..” where a figure is missing.",
        )
    raise BadInput(
        where=where,
        found=f"A formula in the sheet “{printable(name)}” was never calculated.",
        expected="a stored result for each formula",
        remedy="Open the file in a spreadsheet program and save it there.",
    )


def has_macros(file: File) -> bool:
    """Tell whether a workbook brings programs along; they are never run."""
    return b"vbaProject.bin" in file.data or "_VBA_PROJECT".encode("utf-16-le") in (
        file.data
    )


def _sheets(file: File, *, limits: Limits) -> Mapping[str, Sheet]:
    if not file.data.startswith(b"PK"):
        return xls_sheets(file)
    names = check_zip(file, limits=limits)
    if "content.xml" in names:
        return ods_sheets(file)
    if "xl/workbook.bin" in names:
        return xlsb_sheets(file, names)
    if "xl/workbook.xml" in names:
        return xlsx_sheets(file, names)
    raise damaged(file, expected="a workbook (xlsx, xlsb, xls or ods)")


def _check_reach(file: File, name: str, sheet: Sheet, *, limits: Limits) -> None:
    where, called = Where(file=file.name), f"The sheet “{printable(name)}”"
    if sheet.height * sheet.width > limits.cells:
        raise too_large(
            where,
            found=f"{called} reaches over {sheet.height} rows and {sheet.width} columns.",
            expected=f"at most {limits.cells} cells",
        )
    if sheet.shared > limits.unpacked // 4:
        raise too_large(
            where,
            found=f"{called} repeats long texts to {sheet.shared} characters.",
            expected=f"at most {limits.unpacked // 4} characters",
        )
