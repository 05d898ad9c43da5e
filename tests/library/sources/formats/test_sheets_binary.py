"""What is found in sheets stored in binary form: xls and xlsb."""

from __future__ import annotations

import struct

import pytest

from nabolag.errors import BadInput
from nabolag.sources.formats.sheets import ERROR, Fault, Sheet
from nabolag.sources.formats.workbooks import survey

ROWS = [["code", "value"], ["0301", 71.1], ["0302", 101.0]]
ERROR_IN_B4 = Fault(kind=ERROR, row=4, column="B")


def test_an_old_workbook_may_be_small_enough_to_lie_in_the_roots_stream(file_of, xls):
    assert survey(file_of(xls(ROWS, small=True)))["Ark1"].height == 3


def test_a_stray_cell_far_out_in_xls_is_refused(file_of, xls, record):
    many = record(0xBD, struct.pack("<HH", 65535, 0) + bytes(12) + b"\xff\xff")
    with pytest.raises(BadInput, match="over 65536 rows and 65536 columns"):
        survey(file_of(xls(ROWS, many)))


@pytest.mark.parametrize(
    "stated",
    [
        struct.pack("<IIHHH", 0, 65536, 0, 65535, 0),
        struct.pack("<HHHHH", 0, 65535, 0, 65535, 0),
    ],
)
def test_an_xls_that_states_more_than_it_holds_is_refused(file_of, xls, record, stated):
    with pytest.raises(BadInput, match="columns"):
        survey(file_of(xls(ROWS, record(0x200, stated))))


def test_a_stray_cell_far_out_in_xlsb_is_refused(file_of, xlsb, bin_record):
    row = bin_record(0, struct.pack("<I", 1_048_575) + bytes(13))
    cell = bin_record(5, struct.pack("<IId", 16_383, 0, 1.0))
    with pytest.raises(BadInput, match="over 1048576 rows and 16384 columns"):
        survey(file_of(xlsb(ROWS, row + cell)))


def test_an_error_is_found_in_xls(file_of, xls, record):
    formula = struct.pack("<3H", 3, 1, 0) + b"\2\0\x07\0\0\0\xff\xff" + bytes(8)
    plain = struct.pack("<3HBB", 3, 1, 0, 42, 1)
    for more in (record(0x205, plain), record(0x06, formula)):
        assert survey(file_of(xls(ROWS, more)))["Ark1"].fault == ERROR_IN_B4


def test_an_error_is_found_in_xlsb(file_of, xlsb, bin_record):
    row = bin_record(0, struct.pack("<I", 3) + bytes(13))
    more = row + bin_record(3, struct.pack("<IIB", 1, 0, 42))
    assert survey(file_of(xlsb(ROWS, more)))["Ark1"].fault == ERROR_IN_B4


def test_an_xls_without_a_book_or_cut_short_is_refused(file_of, xls, compound_file):
    for data in (compound_file({"WordDocument": b"x"}), xls(ROWS)[:700]):
        with pytest.raises(BadInput, match="cut short or damaged"):
            survey(file_of(data))


def test_an_xlsb_cut_short_within_is_refused(file_of, xlsb, bin_record):
    for data in (
        xlsb(ROWS, workbook=b"\x9c\x01\xff"),
        xlsb(ROWS, workbook=bin_record(156, bytes(8) + b"\xff")),
    ):
        with pytest.raises(BadInput, match="cut short or damaged"):
            survey(file_of(data))


def test_a_book_without_an_end_has_the_sheets_it_tells_of(
    file_of, compound_file, record
):
    book = record(0x809, bytes(16)).ljust(5001, b"\0")
    assert survey(file_of(compound_file({"Workbook": book}))) == {}


def test_a_record_in_xlsb_that_is_longer_than_the_sheet_is_refused(file_of, xlsb):
    data = xlsb(ROWS, more=b"\x05\xff\xff\xff\xff" + b"\0" * 9)
    with pytest.raises(BadInput, match="cut short or damaged"):
        survey(file_of(data))


def test_locked_workbooks_are_refused(file_of, xls, compound_file, record):
    begin = struct.pack("<4H", 0x600, 5, 0, 0) + bytes(8)
    book = record(0x809, begin) + record(0x2F, bytes(6)) + record(0x0A)
    for data in (
        compound_file({"EncryptedPackage": b"x" * 5000}),
        compound_file({"Workbook": book}),
    ):
        with pytest.raises(BadInput, match="locked with a password"):
            survey(file_of(data))


@pytest.mark.parametrize(
    ("version", "title", "name"),
    [
        (0x600, b"\x04\x00Ark1", "Ark1"),
        (0x600, b"\x02\x01\xc5\x00l\x00", "Ål"),
        (0x500, b"\x02\xc5l", "Ål"),
    ],
)
def test_sheets_of_every_version_of_xls_are_known_by_name(
    file_of, compound_file, record, version, title, name
):
    begin = struct.pack("<4H", version, 5, 0, 0) + bytes(8)
    chart = record(0x809, begin) + record(0x0A)
    globals_ = record(0x809, begin) + chart
    at = len(globals_) + 4 + 6 + len(title) + 4
    globals_ += record(0x85, struct.pack("<IH", at, 0) + title) + record(0x0A)
    cell = record(0x203, struct.pack("<3Hd", 4, 2, 0, 1.5))
    sheet = record(0x809, begin) + chart + cell + record(0x0A)
    data = compound_file({"Book": globals_ + sheet})
    assert survey(file_of(data)) == {name: Sheet(height=5, width=3)}


def test_truth_values_and_calculated_formulas_are_no_errors(file_of, xls, record):
    truth = record(0x205, struct.pack("<3HBB", 3, 1, 0, 1, 0))
    plain = record(0x06, struct.pack("<3Hd", 3, 0, 0, 1.5) + bytes(8))
    assert survey(file_of(xls(ROWS, truth + plain)))["Ark1"].fault is None
