from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nabolag.sources.formats.sheets import ERROR, Fault, Reach, letters, number_of


@given(st.integers(1, 16_384))
def test_a_columns_letters_and_number_are_two_names_for_one(column):
    assert number_of(letters(column)) == column
    assert number_of(letters(column).lower()) == column


def test_the_last_column_of_excel_is_xfd():
    assert letters(16_384) == "XFD"


def test_letters_beyond_all_columns_give_a_number_beyond_all_columns():
    assert number_of("A" * 10_000) > 10**9


def test_a_reach_grows_and_keeps_its_first_fault():
    reach = Reach()
    reach.take(height=2, width=5)
    reach.take(height=7, width=1)
    reach.note(ERROR, row=3, column=27)
    reach.note(ERROR, row=9, column=9)
    sheet = reach.sheet()
    assert (sheet.height, sheet.width) == (7, 5)
    assert sheet.fault == Fault(kind=ERROR, row=4, column="AB")
