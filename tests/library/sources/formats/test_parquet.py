from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.files.opening import File, Limits
from nabolag.sources.formats.parquet import read_parquet


def _parquet(**columns: object) -> bytes:
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (["0301", None], ["0301", None]),
        ([1, 2], ["1", "2"]),
        ([71.1, 2.0], ["71.1", "2.0"]),
        ([2024.0, None], ["2024", None]),
        ([True, False], ["true", "false"]),
        ([date(2024, 1, 31)], ["2024-01-31"]),
        ([datetime(2024, 1, 31, tzinfo=UTC)], ["2024-01-31"]),
        ([datetime(2024, 1, 31, 12, tzinfo=UTC), None], ["2024-01-31T12:00:00", None]),
        ([time(8, 30)], ["08:30:00"]),
        (pl.Series(["Alna"], dtype=pl.Categorical), ["Alna"]),
        (pl.Series([1.5]).cast(pl.Decimal(10, 2)), ["1.50"]),
        (pl.Series([" x ", ""]), ["x", None]),
    ],
)
def test_every_plain_column_becomes_text(file_of, cells, text):
    rows = list(range(len(text)))
    table = read_parquet(file_of(_parquet(a=cells, n=rows), "votes.parquet"))
    assert table.cells["a"].to_list() == text
    assert table.lines.to_list() == [row + 1 for row in rows]
    assert table.format == "parquet"


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_come_through_exactly(numbers):
    table = read_parquet(File(name="x", data=_parquet(a=numbers), sha256=""))
    assert table.cells["a"].cast(pl.Float64).to_list() == numbers


def test_what_is_odd_in_cells_is_told_of(file_of):
    table = read_parquet(file_of(_parquet(a=["GrÃ¸nland", "=1+1"], b=[1, 2])))
    assert [n.code for n in table.notices] == ["mojibake", "formula_text"]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ([[1, 2]], "holds List"),
        ([{"x": 1}], "holds Struct"),
        ([b"x"], "holds Binary"),
        ([timedelta(1)], "holds Duration"),
        ([], "no rows"),
    ],
)
def test_columns_that_are_no_text_number_or_date_are_refused(file_of, cells, says):
    with pytest.raises(BadInput, match=says):
        read_parquet(file_of(_parquet(a=cells)))


@pytest.mark.parametrize(
    "limits", [Limits(rows=2), Limits(columns=1), Limits(cells=5), Limits(cells=1)]
)
def test_a_file_that_states_too_much_is_refused_before_it_is_read(file_of, limits):
    with pytest.raises(BadInput, match="The file has 3 rows and 2 columns"):
        read_parquet(file_of(_parquet(a=[1, 2, 3], b=[1, 2, 3])), limits=limits)


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical, pl.Enum(["x" * 90_000])])
def test_a_long_text_in_very_many_rows_is_refused(file_of, kind):
    texts = pl.select(pl.repeat("x" * 90_000, 4000, dtype=pl.String)).to_series()
    data = _parquet(a=texts.cast(kind))
    assert len(data) < 1_000_000
    with pytest.raises(BadInput, match="come to 360000000 bytes"):
        read_parquet(file_of(data))


def test_texts_beyond_what_32_bits_can_count_are_counted(file_of):
    one = pl.Series(["x" * 90_000], dtype=pl.Enum(["x" * 90_000]))
    with pytest.raises(BadInput, match="come to 4500000000 bytes"):
        read_parquet(file_of(_parquet(a=one.new_from_index(0, 50_000))))


def test_a_file_cut_short_or_damaged_is_refused(file_of):
    whole = _parquet(a=list(range(1000)))
    spoilt = whole[:50] + bytes(20) + whole[70:]
    for data in (whole[:-10], whole[:100], b"PAR1" + b"\xff" * 50 + b"PAR1", spoilt):
        with pytest.raises(BadInput, match="cut short or damaged"):
            read_parquet(file_of(data))


def test_two_columns_of_one_name_are_refused(file_of):
    with pytest.raises(BadInput, match="have the same name"):
        read_parquet(file_of(_parquet(**{"a": [1], " a": [2]})))
