"""The keywords of PX files, and the code pages they are written in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.files.opening import File
from nabolag.sources.formats.px_header import Header, decoded, read_header


def header(text: str) -> Header:
    return read_header(text + "DATA=1;", file="a.px")[0]


def refused(text: str) -> BadInput:
    with pytest.raises(BadInput) as error:
        read_header(text, file="a.px")
    return error.value


def a_file(data: bytes) -> File:
    return File(name="a.px", data=data, sha256="")


def undecodable(data: bytes) -> BadInput:
    with pytest.raises(BadInput) as error:
        decoded(a_file(data))
    return error.value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('A="en","to";', ("en", "to")),
        ('A="del av "\n"en tekst";', ("del av en tekst",)),
        ('A="med ""anførsel""";', ('med "anførsel"',)),
        ('A="";', ("",)),
        ("A=YES;", ("YES",)),
        ('A = "semikolon; og = i tekst" , "b";', ("semikolon; og = i tekst", "b")),
        ('a="små bokstaver";', ("små bokstaver",)),
        ('A="SE":"0180";', ("SE", ":", "0180")),
        ('A="løs " her;', ("løs ", "her")),
    ],
)
def test_values_are_split_at_commas_and_texts_joined_over_lines(
    text: str, values: tuple[str, ...]
) -> None:
    assert header(text).texts("A") == values


def test_sub_keys_may_hold_parentheses_and_commas() -> None:
    found = header('NOTE("botid (<=5 år), kort","*")="x";')
    assert found.words[0].of == ("botid (<=5 år), kort", "*")
    assert found.text("NOTE", "botid (<=5 år), kort", "*") == "x"
    assert found.text("NOTE") is None


def test_the_line_of_each_keyword_is_known() -> None:
    found, data = read_header('\nA="1";\n\nB="2\n3";\nC="4";\nDATA=5 6;', file="a.px")
    assert [(k.word, k.line) for k in found.words] == [("A", 2), ("B", 4), ("C", 6)]
    assert (found.data_line, data) == (7, "5 6;")


def test_the_default_language_stands_before_no_language() -> None:
    found = header('LANGUAGE="no";A[no]="norsk";A="uten";A[en]="English";')
    assert found.text("A") == "norsk"
    assert [k.values for k in found.others] == [("English",)]
    assert [k.values for k in found.every("A")] == [("norsk",), ("uten",)]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('A="1";\nB="uten slutt', 2, "The keyword B never ends"),
        ('A="1";\n\n<html>', 3, "“<html>” is not a PX keyword"),
        ('A="1";\n', 1, "The keyword DATA is missing"),
        ("", 1, "The keyword DATA is missing"),
        ("A=" + '"a""b"' * 5000, 1, "The keyword A never ends"),
    ],
)
def test_a_broken_header_is_refused_with_its_line(
    text: str, line: int, said: str
) -> None:
    error = refused(text)
    assert said in error.found
    assert error.where.line == line


def test_a_missing_keyword_is_named() -> None:
    with pytest.raises(BadInput, match="VALUES"):
        header("").needed("VALUES", "år")
    with pytest.raises(BadInput, match=r"The keyword STUB is missing"):
        header("").needed("STUB")


@pytest.mark.parametrize(
    ("said", "page", "name"),
    [
        ('CODEPAGE="WINDOWS-1252";', "cp1252", "windows-1252"),
        ('CODEPAGE="iso-8859-1";', "cp1252", "windows-1252"),
        ('CODEPAGE="iso-8859-15";', "iso8859-15", "iso8859-15"),
        ('CODEPAGE="utf-8";', "utf-8", "utf-8"),
        ('CHARSET="ANSI";', "cp1252", "windows-1252"),
        ("", "utf-8", "utf-8"),
        ('CODEPAGE="windows-1252";', "utf-8-sig", "utf-8"),
    ],
)
def test_the_code_page_is_the_one_the_file_says(
    said: str, page: str, name: str
) -> None:
    text = said + 'TITLE="Grünerløkka – sør";'
    assert decoded(a_file(text.encode(page, errors="replace")))[1] == name
    plain = said + 'TITLE="Grünerløkka";'
    assert decoded(a_file(plain.encode(page)))[0] == plain


def test_the_end_mark_of_old_files_is_left_out() -> None:
    assert decoded(a_file(b"DATA=1;\x1a"))[0] == "DATA=1;"


def test_utf8_that_calls_itself_windows_is_refused() -> None:
    error = undecodable('CODEPAGE="windows-1252";\nTITLE="kjønn";'.encode())
    assert "says it is written in windows-1252" in error.found
    assert error.where.line == 2


def test_windows_that_calls_itself_utf8_is_refused() -> None:
    error = undecodable('CODEPAGE="utf-8";\nTITLE="kjønn";'.encode("cp1252"))
    assert error.found == "Byte 28 is not utf-8."
    assert error.where.line == 2


def test_bytes_that_the_code_page_lacks_are_refused() -> None:
    error = undecodable(b'CODEPAGE="windows-1252";TITLE="\x81";')
    assert error.found == "Byte 32 is not windows-1252."


def test_a_file_that_does_not_say_its_code_page_is_refused_unless_it_is_utf8() -> None:
    assert "does not say which code page" in undecodable(b'TITLE="kj\xf8nn";').found


@pytest.mark.parametrize("page", ["klingon", "rot13", "utf-7", "\x00", "idna"])
def test_a_code_page_that_is_none_is_refused(page: str) -> None:
    error = undecodable(f'CODEPAGE="{page}";'.encode())
    assert error.where.column == "CODEPAGE"


def line_reached(text: str) -> int | None:
    """The line the figures begin on, or the line that is refused."""
    try:
        return read_header(text, file="a.px")[0].data_line
    except BadInput as error:
        return error.where.line


PIECES = st.sampled_from(
    ['A="x";', "DATA=", '"', ";", "(", "[no]", "\n", "=", "å", " "]
)


@given(st.lists(PIECES, max_size=20).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused_with_a_line_of_its_own(text: str) -> None:
    line = line_reached(text)
    assert line is not None
    assert 1 <= line <= text.count("\n") + 1
