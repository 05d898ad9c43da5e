"""What the library says no to becomes an answer on a page, in one place."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from nabolag.errors import BadInput, Misbuilt, Refused, Where, WrongUsage
from nabolag_web.config.errors import library_errors

TOLD = {"found": "Two cities.", "remedy": "Take one out."}


@pytest.fixture
def answered():
    request = RequestFactory().get("/")
    errors = library_errors(lambda _: None)
    return lambda error: errors.process_exception(request, error)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (WrongUsage(expected="one", **TOLD), 404),
        (BadInput(where=Where(), expected="one", **TOLD), 422),
        (Refused(needed="one", **TOLD), 422),
    ],
)
def test_what_someone_can_do_something_about_is_told_calmly(answered, error, status):
    answer = answered(error)
    assert answer.status_code == status
    said = answer.content.decode()
    assert "Two cities." in said
    assert "Take one out." in said


@pytest.mark.parametrize(
    "error", [Misbuilt(value="a", found="b", expected="c"), ZeroDivisionError()]
)
def test_a_fault_of_ours_rises(answered, error):
    assert answered(error) is None
