"""The machine's own virus scanner is asked, and nothing is let in without its answer."""

from __future__ import annotations

import logging
import sys

import pytest

from nabolag_web.shell.scanning import Harmful, NotScanned, scan

READS = "import sys; sys.exit(b'bad' in sys.stdin.buffer.read())"


def python(code):
    return (sys.executable, "-c", code)


def test_without_a_scanner_nothing_is_asked():
    assert scan(b"bad", command=()) is None


def test_a_file_that_the_scanner_says_yes_to_is_let_in():
    assert scan(b"good", command=python(READS)) is None


def test_a_file_that_the_scanner_says_no_to_is_not():
    with pytest.raises(Harmful):
        scan(b"something bad", command=python(READS))


def test_a_scanner_that_fails_says_no_too():
    with pytest.raises(Harmful):
        scan(b"good", command=python("raise SystemExit(2)"))


def test_a_scanner_that_does_not_read_on_decides_all_the_same():
    scan(b"x" * 5_000_000, command=python("raise SystemExit(0)"))
    with pytest.raises(Harmful):
        scan(b"x" * 5_000_000, command=python("raise SystemExit(1)"))


@pytest.mark.parametrize(
    ("command", "patience"),
    [
        (("no-such-scanner-here",), 5.0),
        (python("import time; time.sleep(30)"), 0.2),
    ],
    ids=["missing", "too slow"],
)
def test_a_scanner_that_does_not_answer_is_told_of_loudly(command, patience, caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(NotScanned):
        scan(b"good", command=command, patience=patience)
    assert "was not taken in" in caplog.text
