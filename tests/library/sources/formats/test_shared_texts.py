"""Texts that a workbook holds once and cells repeat: harmless, or more than memory."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.formats.excel import read_excel
from nabolag.sources.formats.shared_texts import text_lengths
from nabolag.sources.formats.workbooks import survey

LONG = "x" * 90_000
SHEET1 = "xl/worksheets/sheet1.xml"


def _text(text: str, *, wide: bool, extras: bool) -> bytes:
    flags = (1 if wide else 0) | (12 if extras else 0)
    head = struct.pack("<HB", len(text), flags)
    tail = b""
    if extras:
        head += struct.pack("<HI", 2, 5)
        tail = b"\xaa" * 13
    return head + text.encode("utf-16-le" if wide else "latin-1") + tail


@settings(deadline=None)
@given(st.lists(st.tuples(st.text("abcæøå", max_size=9), st.booleans(), st.booleans())))
def test_the_length_of_every_text_is_found(texts):
    body = struct.pack("<II", 0, len(texts))
    body += b"".join(_text(t, wide=wide, extras=extras) for t, wide, extras in texts)
    assert text_lengths([body]) == [len(text) for text, _, _ in texts]


def test_a_text_may_run_on_into_the_next_records_with_another_width():
    first = bytes(8) + struct.pack("<HB", 7, 1) + "Grü".encode("utf-16-le")
    second = b"\x00" + b"ner"
    third = (
        b"\x01" + "l".encode("utf-16-le") + _text("Alna", wide=False, extras=True)[:-5]
    )
    assert text_lengths([first, second, third, b"\xaa" * 5]) == [7, 4]


def test_a_list_of_no_texts_has_no_lengths():
    assert text_lengths([]) == text_lengths([bytes(8)]) == []


@pytest.mark.parametrize("cut", [1, 4, 6])
def test_a_list_cut_short_in_a_text_is_told_of_by_an_error(cut):
    body = bytes(8) + _text("Alna", wide=False, extras=True)
    with pytest.raises(struct.error):
        text_lengths([body[: 8 + cut]])


def test_shared_texts_of_an_old_workbook_are_read_and_counted(file_of, xls, record):
    texts = bytes(8) + _text("Grünerløkka", wide=True, extras=False)
    texts += _text("Alna", wide=False, extras=False)
    shared = record(0xFC, struct.pack("<II", 2, 2) + texts[8:])
    shared += record(0x3C, b"") + record(0x31, b"") + record(0x3C, b"\xff")
    cells = b"".join(
        record(0xFD, struct.pack("<3HI", row, 0, 0, row % 2)) for row in (1, 2, 3)
    )
    file = file_of(xls([["area", "n"], ["x", 1.0]], cells, before=shared))
    assert survey(file)["Ark1"].shared == 4 + 11 + 4
    assert read_excel(file).cells["area"].to_list() == ["Alna", "Grünerløkka", "Alna"]


def test_a_place_beyond_the_list_of_an_old_workbook_counts_as_the_longest(
    file_of, xls, record
):
    cells = record(0xFD, struct.pack("<3HI", 1, 0, 0, 9))
    assert survey(file_of(xls([], cells)))["Ark1"].shared == 65_535


def test_a_long_text_repeated_in_an_old_workbook_is_refused(file_of, xls, record):
    text = struct.pack("<HB", 8000, 0) + b"x" * 8000
    shared = record(0xFC, struct.pack("<II", 1, 1) + text)
    cells = record(0xFD, struct.pack("<3HI", 1, 0, 0, 0)) * 40_000
    with pytest.raises(BadInput, match="repeats long texts to 320000000 characters"):
        survey(file_of(xls([], cells, before=shared)))


def test_a_long_text_repeated_in_a_binary_workbook_is_refused(
    file_of, xlsb, bin_record
):
    item = b"\0" + struct.pack("<I", 8000) + b"x\0" * 8000
    cells = bin_record(7, struct.pack("<III", 0, 0, 0)) * 40_000
    data = xlsb(
        [["area"], ["x"]], more=cells, texts=bin_record(19, item) + bin_record(160)
    )
    with pytest.raises(BadInput, match="repeats long texts"):
        survey(file_of(data))


def test_a_long_text_repeated_in_opendocument_is_refused(file_of, ods):
    cell = (
        '<table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="50"><text:p>{LONG}</text:p></table:table-cell>'
    )
    row = f'<table:table-row table:number-rows-repeated="60">{cell}</table:table-row>'
    with pytest.raises(BadInput, match="repeats long texts to 270000000 characters"):
        survey(file_of(ods(row)))


def _rows(texts: int) -> list[list[object]]:
    long = [[LONG[:30_000], n] for n in range(texts)]
    return [["area", "n"], *long, *([str(n), n] for n in range(10_000 - texts))]


def test_a_long_text_repeated_in_xlsx_is_refused(file_of, xlsx):
    with pytest.raises(BadInput, match="repeats long texts"):
        survey(file_of(xlsx(Ark1=_rows(9000))))


def test_a_long_text_in_one_cell_of_many_is_fine(file_of, xlsx):
    assert survey(file_of(xlsx(Ark1=_rows(1))))["Ark1"].shared < 10_000_000


@pytest.mark.parametrize(
    ("name", "hide"),
    [
        (SHEET1, lambda xml: xml.replace(b"<v>5</v>", b"<v>&#53;</v>")),
        ("xl/sharedStrings.xml", lambda xml: xml.replace(b"<si>", b"<!-- --><si>", 1)),
    ],
)
def test_places_written_so_as_to_hide_count_as_the_longest_text(
    file_of, xlsx, repacked, name, hide
):
    with pytest.raises(BadInput, match="repeats long texts"):
        survey(file_of(repacked(xlsx(Ark1=_rows(1)), name, hide)))
