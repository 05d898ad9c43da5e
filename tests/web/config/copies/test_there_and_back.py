"""Every row and every file of a safe copy comes back alike, in either store."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.db import connection

from nabolag_web.config.copies.stores import store_of
from nabolag_web.config.copies.tables import tables_of
from nabolag_web.config.copies.taking import FileIsGone, take_copy

from .conftest import (
    NOT_COPIED,
    files_in,
    manifest_of,
    rows_here,
    rows_there,
)

# There and back


@pytest.mark.parametrize(
    "on_server", [False, pytest.param(True, marks=pytest.mark.only_postgresql)]
)
def test_every_row_and_file_comes_back_alike_in_either_store(
    copied, files, make_installation, on_server, tmp_path
):
    """Rows are read and compared here without any of the code that copied them."""
    there = make_installation(on_server=on_server)
    run = there.run("restore", str(copied))
    assert run.returncode == 0, run.stderr
    assert "and compared every row" in run.stderr
    assert rows_there(there) == rows_here()
    assert files_in(there.folder / "files") == files_in(files)
    again = tmp_path / "igjen.nabolag"
    run = there.run("backup", str(again))
    assert run.returncode == 0, run.stderr
    for told in ("tables", "files", "steps"):
        assert sealed(manifest_of(again)[told]) == sealed(manifest_of(copied)[told])


def sealed(told):
    """What a manifest tells, but for how the rows are ordered in it."""
    if isinstance(told, list):
        return told
    return {
        name: {key: value for key, value in each.items() if key != "sha256"}
        for name, each in told.items()
    }


def test_a_number_is_never_given_to_someone_new(copied, make_installation):
    """Old traces tell of people by number, also of those who are gone."""
    there = make_installation()
    assert there.run("restore", str(copied)).returncode == 0
    last = manifest_of(copied)["tables"]["accounts.user"]["number"]
    number = there.python(
        "from nabolag_web.accounts.actions import make_account\n"
        "from django.utils.timezone import now\n"
        "print(make_account(email='ny@example.no', name='Ny', password='x' * 20,"
        " language='nb', at=now()).pk)"
    )
    assert int(number) == last + 1


def test_a_restored_installation_answers_pages(copied, make_installation):
    there = make_installation()
    assert there.run("restore", str(copied)).returncode == 0
    running = there.start().ready()
    assert "No one has an account" not in running.log.read_text()
    assert running.get("/health")[0] == 200


def test_a_copy_is_taken_of_every_table(db):
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor)) - NOT_COPIED
    assert {table.stored_as for table in tables_of(connection)} == there


AS_IT_WAS = """
import io
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, connections
from django.utils.timezone import now
from nabolag_web.config.copies.stores import store_of
from nabolag_web.config.copies.taking import take_copy
from pathlib import Path

call_command("migrate", verbosity=0)
other = connections.create_connection("default")

def write(done, of):
    if done == 1:
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO django_session VALUES ('a', 'b', %s)", [now()])

copied = take_copy(
    io.BytesIO(), store_of(connection), files=Path("none"), at=now(), progress=write
)
print(copied.tables["sessions.session"].rows, Session.objects.count())
"""


def test_a_copy_is_as_it_was_at_one_moment_and_keeps_no_one_waiting(installation):
    """Someone writes while it is taken, in a table whose turn has not come yet."""
    assert installation.python(AS_IT_WAS) == "0 1\n"


# A file that goes while it is copied


def test_a_file_that_goes_meanwhile_makes_it_begin_again(everything, files, moment):
    going = files / "imports" / "going.csv"
    going.write_bytes(b"1")

    def take_away(_done, _of):
        going.unlink(missing_ok=True)

    out = BytesIO()
    manifest = take_copy(
        out, store_of(connection), files=files, at=moment, progress=take_away
    )
    assert "imports/going.csv" not in manifest.files
    with zipfile.ZipFile(out) as copy:
        assert copy.testzip() is None
        assert set(copy.namelist()) == manifest.parts()


def test_files_that_never_stay_are_told_of(everything, files, moment):
    going = files / "imports" / "going.csv"

    def come_and_go(done, of):
        going.unlink(missing_ok=True)
        if done == of:  # not reached while it goes
            pytest.fail("all was copied")

    class Coming(type(files)):
        def rglob(self, pattern):
            going.write_bytes(b"1")
            return super().rglob(pattern)

    with pytest.raises(FileIsGone):
        take_copy(
            BytesIO(),
            store_of(connection),
            files=Coming(files),
            at=moment,
            progress=come_and_go,
        )
