from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.files.encodings import decode
from nabolag.sources.files.opening import File

NAMES = "navn;tall\nGrønland;1\nØstensjø;2\nÅsane;3\nTæruddalen;4\n"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("cp1252", "windows-1252"),
        ("latin-1", "windows-1252"),
    ],
)
def test_text_is_read_in_the_encoding_it_was_written_in(file_of, written, said):
    assert decode(file_of(NAMES.encode(written))) == (NAMES, said)


def test_utf_16_may_have_either_byte_first(file_of):
    big = b"\xfe\xff" + NAMES.encode("utf-16-be")
    assert decode(file_of(big)) == (NAMES, "utf-16")


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_all_utf_8_is_read_back_exactly(text):
    file = File(name="x", data=text.encode(), sha256="")
    assert decode(file) == (text, "utf-8") or text.encode().startswith(b"\xff\xfe")


@settings(deadline=None)
@given(st.text(alphabet="abcæøåÆØÅäöüéè ;\n0123456789", max_size=60))
def test_all_norwegian_windows_1252_is_read_back_exactly(text):
    file = File(name="x", data=text.encode("cp1252"), sha256="")
    assert decode(file)[0] == text


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"a;b\nGr\xc3\xb8nland;1\nGr\xc3", 3, "ends in the middle of a letter"),
        (b"a;b\nGr\xc3", 2, "ends in the middle of a letter"),
        (b"a;b\nGr\xe2\x80", 2, "ends in the middle of a letter"),
        (
            "Grønland;1\n".encode() + "Østensjø;2\n".encode("cp1252"),
            2,
            "not on this line",
        ),
        (b"a;b\r\nx;\x81\r\n", 2, "The byte 0x81 is no letter"),
        (b"a;b\ry;1\rx;\x9d", 3, "The byte 0x9d is no letter"),
        (NAMES.encode("cp865"), 3, "The byte 0x9d is no letter"),
        (NAMES.encode("cp500"), 1, "is no letter"),
        (b"a;b\n1\x00;2\n", 2, "empty \\(NUL\\) bytes"),
        (NAMES.encode("utf-16-le"), 1, "UTF-16 without its mark"),
        (NAMES.encode("utf-16-be"), 1, "UTF-16 without its mark"),
        (NAMES.encode("utf-16")[:-1], 1, "marked as UTF-16, but is cut short"),
        ("a\nb\0".encode("utf-16"), 2, "empty \\(NUL\\) characters"),
    ],
)
def test_bytes_that_fit_no_encoding_are_refused_at_their_line(
    file_of, data, line, says
):
    with pytest.raises(BadInput, match=says) as refused:
        decode(file_of(data))
    assert refused.value.where.line == line
    assert "save it as UTF-8" in refused.value.remedy


def test_a_rare_pair_that_could_be_utf_8_does_not_spoil_windows_1252(file_of):
    text = (
        "RÅ ;" + NAMES * 3
    )  # Å and an unbreakable space are also UTF-8 for one letter
    text = text.replace("RÅ ", "RÅ\u00a0")
    assert decode(file_of(text.encode("cp1252"))) == (text, "windows-1252")
