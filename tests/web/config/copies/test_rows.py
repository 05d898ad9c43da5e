"""One row of a table is one line, alike whichever store it comes from."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models

from nabolag_web.config.commands.copying import progress
from nabolag_web.config.copies.rows import Seal, Spelling

# One row


FIELDS = [
    (models.BinaryField(), memoryview(b"\x00\xff")),
    (models.DateField(), date(2026, 3, 2)),
    (models.DateTimeField(), datetime(2026, 3, 2, 9, 0, 0, 5, tzinfo=UTC)),
    (models.DecimalField(), Decimal("12.50")),
    (models.DurationField(), timedelta(days=2, seconds=3)),
    (models.TimeField(), time(9, 30)),
    (models.UUIDField(), UUID(int=7)),
    (models.JSONField(), {"b": [1, 2.5, None, True], "a": "ø"}),
    (models.FloatField(), 0.1),
    (models.IntegerField(), 7),
    (models.BooleanField(), True),
    (models.TextField(), "linje\u2028linje\n"),
    (models.TextField(), None),
]


@pytest.mark.parametrize(("field", "value"), FIELDS)
def test_every_kind_of_value_is_read_as_it_was_written(field, value):
    spelling = Spelling([field])
    line = spelling.line([value])
    assert line.count(b"\n") == 1
    assert spelling.row(line) == [value]


def test_what_a_stored_object_holds_keeps_its_order():
    line = Spelling([models.JSONField()]).line([{"b": 1, "a": 2}])
    assert line == b'[{"b":1,"a":2}]\n'


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        (models.JSONField(), {"b": 1e16, "a": 2.0}, {"a": 2, "b": 10**16}),
        (models.FloatField(), -0.0, 0.0),
    ],
)
def test_the_stores_own_ways_of_writing_the_same_make_no_difference(field, one, other):
    seals = []
    for value in (one, other):
        spelling = Spelling([field])
        seal = Seal(spelling)
        seal.add(spelling.line([value]))
        seals.append(seal.hex())
    assert seals[0] == seals[1]


def test_a_seal_does_not_depend_on_the_order_of_rows_but_on_every_one_of_them():
    spelling = Spelling([models.TextField()])

    def sealed_rows(*rows):
        seal = Seal(spelling)
        for row in rows:
            seal.add(spelling.line([row]))
        return seal.hex()

    assert sealed_rows("a", "b") == sealed_rows("b", "a")
    assert len({sealed_rows(*rows) for rows in ("a", "ab", "aab", "ac", "")}) == 5


def test_a_key_that_leads_to_a_row_is_written_as_that_rows_key(db):
    from nabolag_web.areas.models import City

    assert Spelling([City._meta.get_field("keeper")]).row(b"[7]\n") == [7]


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_progress_is_drawn_on_a_terminal_only(capsys, command):
    progress(command, is_terminal=False)(1, 2)
    assert capsys.readouterr().err == ""
    told = progress(command, is_terminal=True)
    told(1, 2)
    told(2, 2)
    drawn = capsys.readouterr().err
    assert drawn.startswith(f"\r{command} ███")
    assert drawn.endswith("█\n")
