"""JSON read strictly: nothing that is not JSON passes, and numbers keep their text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.formats.json_text import Number, parse_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def refused(data: bytes) -> BadInput:
    with pytest.raises(BadInput) as error:
        parse_json(data, file="a.json")
    return error.value


@given(VALUES)
def test_what_json_writes_is_read_back(value: object) -> None:
    assert parse_json(json.dumps(value).encode(), file="a.json") == value


def test_numbers_keep_their_text_and_are_told_from_texts() -> None:
    found = parse_json(b'[100.0, 1e2, 12345678901234567890123, "7"]', file="a.json")
    assert found == ["100.0", "1e2", "12345678901234567890123", "7"]
    assert [type(v) is Number for v in found] == [True, True, True, False]


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert parse_json(b"\xef\xbb\xbf[]", file="a.json") == []


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b'{"a": 1,\n "b": 2', 2, "Character 8 of the line breaks the JSON"),
        (b'{"a": 1}\n{', 2, "Extra data"),
        (b"", 1, "Expecting value"),
        (b'{"a": 1, "b": 2, "a": 1}', None, "The key “a” stands twice"),
        (b"[NaN]", None, "NaN stands where a number should"),
        (b"[-Infinity]", None, "-Infinity stands"),
        (b'{\n"a": "\xf8"}', 2, "Byte 9 is not UTF-8"),
        (b'"a\x01"', 1, "Invalid control character"),
        (b"[" * 200_000, None, "nested too deeply"),
        (b'{"a":' * 200_000, None, "nested too deeply"),
    ],
)
def test_what_is_not_whole_json_is_refused(
    data: bytes, line: int | None, said: str
) -> None:
    error = refused(data)
    assert said in error.found
    assert error.where.line == line
