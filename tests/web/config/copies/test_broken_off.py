"""A restore that is broken off leaves what was, or is finished at the next start."""

from __future__ import annotations

import signal
import time

import pytest
from django.db import connection, transaction

from nabolag_web.config.copies import places
from nabolag_web.config.copies.stores import store_of

from .conftest import MAKE_A_STORE, files_in, manifest_of, rows_here, rows_there

# Broken off


class BrokenOff(Exception):
    """Stands in for a power cut."""


def left_by_a_restore(folder, *, counts, mark="abc"):
    """A folder as a restore leaves it when it is broken off."""
    folder.mkdir()
    (folder / places.DATABASE).write_text("old")
    (folder / f"{places.DATABASE}-wal").write_text("old")
    (folder / "files").mkdir()
    (folder / "files" / "old.csv").write_text("old")
    new = folder / places.BEING_RESTORED
    (new / "files").mkdir(parents=True)
    (new / "files" / "new.csv").write_text("new")
    (new / places.DATABASE).write_text("new")
    (new / places.MARK).write_text(mark)
    if counts:
        places.make_it_count(folder)


OLD = {
    places.DATABASE: b"old",
    f"{places.DATABASE}-wal": b"old",
    "files/old.csv": b"old",
}
NEW = {places.DATABASE: b"new", "files/new.csv": b"new"}


@pytest.mark.parametrize(
    ("counts", "is_done", "left"),
    [
        (False, True, OLD),  # broken off while it was built
        (True, True, NEW),  # broken off after it counted
        (True, False, OLD),  # PostgreSQL never said so
    ],
)
def test_what_was_broken_off_is_finished_or_thrown_away(
    tmp_path, counts, is_done, left
):
    folder = tmp_path / "data"
    left_by_a_restore(folder, counts=counts)
    for _ in range(2):  # the same again changes nothing
        places.finish(folder, is_done=lambda mark: is_done and mark == "abc")
        assert files_in(folder) == left


@pytest.mark.parametrize("steps", range(6))
def test_finishing_may_be_broken_off_itself(tmp_path, steps):
    """Whatever had been put in place already, the rest comes the next time."""
    folder = tmp_path / "data"
    left_by_a_restore(folder, counts=True)
    new = folder / places.RESTORED
    done = [
        lambda: (folder / f"{places.DATABASE}-wal").unlink(),
        lambda: (new / places.DATABASE).replace(folder / places.DATABASE),
        lambda: (folder / "files" / "old.csv").unlink(),
        lambda: (folder / "files").rmdir(),
        lambda: (new / "files").rename(folder / "files"),
        lambda: (new / places.MARK).unlink(),
    ]
    for step in done[: steps + 1]:
        step()
    places.finish(folder, is_done=lambda _mark: True)
    assert files_in(folder) == NEW


def test_a_restore_that_is_killed_leaves_what_was(copied, make_installation):
    there = make_installation()
    there.python(MAKE_A_STORE)
    before = rows_there(there)
    begun = there.begin("restore", str(copied), "--replace")
    mark = there.folder / places.BEING_RESTORED / places.MARK
    while begun.poll() is None and not mark.exists():
        time.sleep(0.01)
    begun.kill()
    begun.communicate()
    assert begun.returncode == -signal.SIGKILL
    assert rows_there(there) == before
    run = there.run("restore", str(copied), "--replace")
    assert run.returncode == 0, run.stderr
    assert rows_there(there) == rows_here()


def test_a_copy_is_not_taken_of_what_is_half_restored(make_installation, tmp_path):
    there = make_installation()
    left_by_a_restore(there.folder, counts=True)
    run = there.run("backup", str(tmp_path / "kopi.nabolag"))
    assert run.returncode == 2
    assert "was broken off just before its end" in run.stderr


@pytest.mark.only_postgresql
def test_the_mark_of_a_restore_is_there_only_if_all_is(transactional_db):
    store = store_of(connection)

    def restore_until_the_power_goes():
        with transaction.atomic():
            store.settle("abc")
            assert store.has_mark("abc")
            raise BrokenOff

    with pytest.raises(BrokenOff):
        restore_until_the_power_goes()
    assert not store.has_mark("abc")


@pytest.mark.only_sqlite
def test_a_folder_with_a_file_that_is_no_store_is_not_empty(tmp_path):
    there = tmp_path / places.DATABASE
    assert not places.has_accounts(there)
    there.write_bytes(b"not a database" * 100)
    assert places.has_accounts(there)


def test_an_installation_whose_store_is_broken_can_be_replaced(
    copied, make_installation
):
    there = make_installation(on_server=False)
    there.folder.mkdir()
    (there.folder / places.DATABASE).write_bytes(b"not a database" * 100)
    assert there.run("restore", str(copied)).returncode == 2
    run = there.run("restore", str(copied), "--replace")
    assert run.returncode == 0, run.stderr
    assert rows_there(there) == rows_here()


def test_a_copy_of_an_older_store_comes_back_and_is_brought_up_to_date(
    copied, make_installation, tmp_path
):
    """Made before the last step of one room; every other app stands where it did."""
    there = make_installation()
    there.python(
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "call_command('migrate', 'areas', 'zero', verbosity=0)\n"
        "call_command('migrate', 'methods', 'zero', verbosity=0)"
    )
    older = tmp_path / "eldre.nabolag"
    run = there.run("backup", str(older))
    assert run.returncode == 0, run.stderr
    told = manifest_of(older)
    assert not [name for name in told["tables"] if name.startswith("methods.")]
    other = make_installation()
    run = other.run("restore", str(older))
    assert run.returncode == 0, run.stderr
    assert other.start().ready().get("/health")[0] == 200
