from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.files.archives import check_zip, damage_refused, read_member
from nabolag.sources.files.opening import File, Limits


def test_a_sound_archive_gives_its_names_and_its_members(file_of, archive):
    file = file_of(archive({"a.txt": "one", "b/c.xml": "<x/>"}))
    assert check_zip(file) == ("a.txt", "b/c.xml")
    assert read_member(file, "b/c.xml") == b"<x/>"


def test_members_stored_without_packing_are_fine(file_of):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("a.txt", "one")
    assert check_zip(file_of(out.getvalue())) == ("a.txt",)


@settings(deadline=None)
@given(st.binary(max_size=3000), st.integers(0, 9))
def test_every_honest_archive_passes(content, level):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as packed:
        packed.writestr("a.bin", content)
    assert check_zip(File(name="a.zip", data=out.getvalue(), sha256="")) == ("a.bin",)


def test_members_of_several_pieces_are_unpacked_whole(file_of, archive):
    content = bytes(range(256)) * 12_000
    assert check_zip(file_of(archive({"a.bin": content}))) == ("a.bin",)


def _stating(data: bytes, size: int) -> bytes:
    """An archive whose only member lies about its unpacked size."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + struct.pack("<I", size) + data[at + 4 :]


def _locked(data: bytes) -> bytes:
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01" + data[at + 1 :]


def _packed_by(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        packed.writestr("a.txt", "one" * 100)
    return out.getvalue()


def _with_twins() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/a.xml", "<x/>")
        packed.writestr("XL/A.xml", "<y/>")
    return out.getvalue()


def _broken_header(data: bytes) -> bytes:
    return b"XX" + data[2:]


def _broken_stream(data: bytes) -> bytes:
    at = data.index(b"a.txt") + 5
    return data[:at] + b"\xff" * 4 + data[at + 4 :]


def test_an_archive_cut_short_is_refused(file_of, archive):
    whole = archive({"a.txt": "one" * 1000})
    for length in (4, 30, len(whole) // 2, len(whole) - 5):
        with pytest.raises(BadInput, match="cut short or damaged"):
            check_zip(file_of(whole[:length]))


@pytest.mark.parametrize("change", [_broken_header, _broken_stream])
def test_an_archive_damaged_within_is_refused(file_of, archive, change):
    data = change(archive({"a.txt": "one" * 1000}))
    with pytest.raises(BadInput, match="cut short or damaged"):
        check_zip(file_of(data))


@pytest.mark.parametrize("size", [1, 2999, 3001])
def test_a_member_of_another_size_than_stated_is_refused(file_of, archive, size):
    data = _stating(archive({"a.txt": "one" * 1000}), size)
    with pytest.raises(BadInput, match="cut short or damaged"):
        check_zip(file_of(data))


def test_a_member_whose_packed_bytes_end_early_is_refused(file_of):
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    whole = packed.compress(b"one" * 1000) + packed.flush()
    half = whole[: len(whole) // 2]
    header = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(half), 3000, 1, 0
    )
    entry = struct.pack(
        "<4s6H3I5H2I",
        b"PK\x01\x02",
        20,
        20,
        0,
        8,
        0,
        0,
        0,
        len(half),
        3000,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
    )
    at = len(header) + 1 + len(half)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(entry) + 1, at, 0)
    data = header + b"a" + half + entry + b"a" + end
    with pytest.raises(BadInput, match="cut short or damaged"):
        check_zip(file_of(data))


def test_a_locked_archive_is_refused(file_of, archive):
    with pytest.raises(BadInput, match="locked with a password"):
        check_zip(file_of(_locked(archive({"a.txt": "one"}))))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_ways_of_packing_are_refused(file_of, method):
    with pytest.raises(BadInput, match="way of packing"):
        check_zip(file_of(_packed_by(method)))


@pytest.mark.parametrize(
    "name", ["../up.txt", "a/../../b", "/etc/passwd", "C:/a", "a\\b", "..\\up", ".."]
)
def test_paths_that_lead_out_are_refused(file_of, archive, name):
    with pytest.raises(BadInput, match="leads out of it"):
        check_zip(file_of(archive({name: "x"})))


def test_names_with_dots_that_lead_nowhere_are_fine(file_of, archive):
    assert check_zip(file_of(archive({"a..b/c...d": "x"}))) == ("a..b/c...d",)


def test_two_members_of_the_same_name_are_refused(file_of):
    with pytest.raises(BadInput, match="two files of the same name"):
        check_zip(file_of(_with_twins()))


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(unpacked=2000), "3000 bytes when unpacked"),
        (Limits(members=1), "more than 1 files inside"),
    ],
)
def test_an_archive_that_states_too_much_is_refused(file_of, archive, limits, says):
    with pytest.raises(BadInput, match=says):
        check_zip(file_of(archive({"a": "x" * 1500, "b": "y" * 1500})), limits=limits)


def test_an_archive_that_grows_too_many_times_is_refused(file_of, archive):
    bomb = archive({"a.bin": bytes(30_000_000)})
    assert len(bomb) < 50_000
    with pytest.raises(BadInput, match="more than 10000000 bytes when unpacked"):
        check_zip(file_of(bomb))


def test_a_bomb_that_understates_its_size_is_refused_before_it_has_grown(
    file_of, archive
):
    bomb = _stating(archive({"a.bin": bytes(30_000_000)}), 10)
    with pytest.raises(BadInput, match="more than 10000000 bytes when unpacked"):
        check_zip(file_of(bomb))


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>',
        b"<x/>" + b" " * 1_500_000 + b"<!ENTITY a SYSTEM 'file:///etc/passwd'>",
        b" " * 999_995 + b"<!DOCTYPE x>",
        "<!DOCTYPE x><x/>".encode("utf-16"),
    ],
)
@pytest.mark.parametrize("name", ["xl/workbook.xml", "_rels/.RELS"])
def test_xml_that_declares_entities_is_refused(file_of, archive, xml, name):
    with pytest.raises(BadInput, match="document type or entities"):
        check_zip(file_of(archive({name: xml})))


def test_map_metadata_may_have_a_document_type(file_of, archive):
    names = check_zip(file_of(archive({"a.shp.xml": "<!DOCTYPE metadata><x/>"})))
    assert names == ("a.shp.xml",)


class PanicException(BaseException):
    pass


@pytest.mark.parametrize("error", [KeyError("a"), PanicException("index out of range")])
def test_what_a_library_says_of_damage_becomes_a_refusal(file_of, error):
    with (
        pytest.raises(BadInput, match=r"votes\.csv: The file is cut short or damaged"),
        damage_refused(file_of(""), KeyError, expected="a whole workbook"),
    ):
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_other_errors_pass_as_they_are(file_of, error):
    with (
        pytest.raises(error),
        damage_refused(file_of(""), KeyError, expected="a whole workbook"),
    ):
        raise error
