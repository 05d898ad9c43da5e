from __future__ import annotations

import struct

import pytest

from nabolag.sources.formats.compound import read_stream

BROKEN = (struct.error, IndexError, UnicodeError)


def test_a_stream_is_found_by_the_first_of_its_names(compound_file):
    data = compound_file({"Book": b"old" * 2000, "Workbook": b"new" * 2000})
    assert read_stream(data, "Workbook", "Book") == b"new" * 2000
    assert read_stream(data, "Book") == b"old" * 2000
    assert read_stream(data, "EncryptedPackage") is None


def test_small_streams_lie_within_the_roots_own(compound_file):
    data = compound_file({"A": b"one" * 50, "B": b"two"}, small=True)
    assert read_stream(data, "A") == b"one" * 50
    assert read_stream(data, "B") == b"two"


def test_a_large_file_has_more_than_one_table(compound_file):
    content = bytes(range(251)) * 800
    assert read_stream(compound_file({"Workbook": content}), "Workbook") == content


def _moved_tables(data: bytes) -> bytes:
    """The list of tables continues in a sector of its own, as in very large files."""
    places = struct.unpack_from("<109I", data, 76)
    more = struct.pack("<128I", places[0], *[0xFFFFFFFF] * 126, 0xFFFFFFFE)
    at = len(data) // 512 - 1
    head = data[:68] + struct.pack("<II", at, 1) + struct.pack("<I", 0xFFFFFFFF)
    return head + data[80:] + more


def test_the_list_of_tables_may_continue_in_sectors_of_its_own(compound_file):
    data = _moved_tables(compound_file({"Workbook": b"new" * 2000}))
    assert read_stream(data, "Workbook") == b"new" * 2000
    # One more sector is promised than the chain has.
    promised = data[:72] + struct.pack("<I", 2) + data[76:]
    assert read_stream(promised, "Workbook") == b"new" * 2000


def test_sectors_in_a_ring_are_refused(compound_file):
    data = compound_file({"Workbook": b"new" * 2000})
    after = len(data) - 512
    ring = data[:after] + struct.pack("<I", 0) + data[after + 4 :]
    with pytest.raises(IndexError):
        read_stream(ring, "Workbook")


@pytest.mark.parametrize("length", [8, 70, 500, 600, 4000])
def test_a_container_cut_short_is_refused(compound_file, length):
    data = compound_file({"Workbook": b"new" * 2000})
    with pytest.raises(BROKEN):
        read_stream(data[:length], "Workbook")
