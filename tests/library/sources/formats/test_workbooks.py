"""What a workbook's reader would hide or die of, whatever the kind of workbook."""

from __future__ import annotations

import pytest

from nabolag.errors import BadInput
from nabolag.sources.formats.sheets import ERROR, NEVER_CALCULATED, Fault, Sheet
from nabolag.sources.formats.workbooks import check_fault, has_macros, survey

ROWS = [["code", "value"], ["0301", 71.1], ["0302", 101.0]]


def test_each_kind_of_workbook_tells_how_far_its_sheets_reach(
    file_of, xlsx, xls, xlsb, ods
):
    row = "<table:table-row>" + 2 * '<table:table-cell office:value-type="x"/>'
    open_document = 3 * f"{row}</table:table-row>"
    for data in (xlsx(Ark1=ROWS), xls(ROWS), xlsb(ROWS), ods(open_document)):
        sheets = survey(file_of(data))
        assert list(sheets) == ["Ark1"]
        assert (sheets["Ark1"].height, sheets["Ark1"].width) == (3, 2)


def test_a_fault_is_refused_with_its_place_and_what_to_do(file_of):
    file = file_of("", "votes.xlsx")
    check_fault(file, "Ark1", Sheet())
    for kind, says in ((ERROR, "an error such as #N/A"), (NEVER_CALCULATED, "formula")):
        fault = Fault(kind=kind, row=4, column="B")
        with pytest.raises(BadInput, match=says) as refused:
            check_fault(file, "Ark1", Sheet(fault=fault))
        assert str(refused.value.where) == "votes.xlsx, line 4, column B"


def test_programs_in_a_workbook_are_noticed(file_of, xlsx, archive, compound_file):
    assert not has_macros(file_of(xlsx(Ark1=ROWS)))
    assert has_macros(file_of(archive({"xl/vbaProject.bin": "x"})))
    assert has_macros(file_of(compound_file({"_VBA_PROJECT": b"x"})))


def test_an_archive_that_is_no_workbook_is_refused(file_of, archive):
    with pytest.raises(BadInput, match="Expected a workbook"):
        survey(file_of(archive({"[Content_Types].xml": "", "xl/theme.xml": ""})))
