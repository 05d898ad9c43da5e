"""A copy that is not whole, or would be put where it must not, changes nothing."""

from __future__ import annotations

import json
import re
import zipfile

import pytest
from django.db import connection

from nabolag.errors import BadInput
from nabolag_web.config.copies.archive import FORMAT, open_copy, read_through
from nabolag_web.config.copies.restoring import restore_copy
from nabolag_web.config.copies.stores import store_of

from .conftest import (
    MAKE_A_STORE,
    files_in,
    manifest_of,
    nothing_told,
    rows_here,
    rows_there,
)

# What is refused


def changed(path, name, change):
    """The same copy with one part changed; taken out where the change gives nothing."""
    other = path.with_name("endret.nabolag")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            content = change(content) if part == name else content
            if content is not None:
                new.writestr(part, content)
    return other


def told_otherwise(**more):
    def change(content):
        return json.dumps(json.loads(content) | more).encode()

    return change


def another_seal(content):
    told = json.loads(content)
    told["tables"]["areas.observation"]["seal"] = "00" * 32
    return json.dumps(told).encode()


OBSERVATIONS = "tables/areas.observation.jsonl"


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (
            OBSERVATIONS,
            lambda b: b.replace(b"2018", b"2008", 1),
            "not as it was written",
        ),
        (OBSERVATIONS, lambda b: b[: len(b) // 2], "not as it was written"),
        (OBSERVATIONS, lambda _: None, "does not have the parts"),
        ("manifest.json", lambda _: None, "does not tell what it holds"),
        ("manifest.json", lambda b: b[:-20], "does not tell what it holds"),
        ("manifest.json", told_otherwise(format="other"), "in another way (“other”)"),
        (
            "manifest.json",
            told_otherwise(steps=[["areas", "0999_later"]]),
            "areas.0999",
        ),
        ("manifest.json", told_otherwise(files={"../x": {}}), "does not tell what"),
        ("manifest.json", another_seal, "areas.observation did not come back alike"),
    ],
)
def test_a_copy_that_is_not_whole_is_refused(copied, name, change, said):
    with pytest.raises(BadInput, match=re.escape(said)) as refused:
        put_back(changed(copied, name, change))
    assert str(refused.value).startswith("endret.nabolag: ")
    assert "Expected a" in str(refused.value)
    assert refused.value.exit_code == 3


def put_back(path):
    """Put a copy back as the command does, in the store of these tests."""
    with open_copy(path) as copy:
        read_through(copy, path, progress=nothing_told)
        restore_copy(
            copy,
            store_of(connection),
            file=path,
            folder=path.parent,
            progress=nothing_told,
        )


def test_a_copy_that_is_refused_changes_nothing(copied, make_installation):
    there = make_installation()
    assert there.run("restore", str(copied)).returncode == 0
    before = rows_there(there), files_in(there.folder)
    damaged = changed(copied, OBSERVATIONS, lambda b: b[: len(b) // 2])
    run = there.run("restore", str(damaged), "--replace")
    assert run.returncode == 3, run.stderr
    assert "not as it was written" in run.stderr
    assert (rows_there(there), files_in(there.folder)) == before


@pytest.mark.parametrize("outside", ["../../x", "/var/x"])
def test_a_copy_that_would_write_outside_its_folder_is_refused(tmp_path, outside):
    path = tmp_path / "ut.nabolag"
    told = {"bytes": 1, "sha256": "00"}
    manifest = {
        "format": FORMAT,
        "version": "0.1.0",
        "taken_at": "",
        "steps": [],
        "tables": {},
        "files": {outside: told},
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr(f"files/{outside}", b"1")
    with pytest.raises(BadInput, match="outside the folder"):
        put_back(path)


def test_a_copy_that_is_damaged_is_refused(copied):
    content = bytearray(copied.read_bytes())
    with zipfile.ZipFile(copied) as archive:
        part = archive.getinfo(OBSERVATIONS)
    for i in range(200):
        content[part.header_offset + 200 + i] ^= 0xFF
    copied.write_bytes(content)
    with (
        open_copy(copied) as copy,
        pytest.raises(BadInput, match="not as it was written"),
    ):
        read_through(copy, copied, progress=nothing_told)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a copy at all", "It is no safe copy, or was cut short."),
        (None, "It cannot be read: No such file or directory."),
    ],
)
def test_what_is_no_copy_is_refused(make_installation, tmp_path, content, said):
    path = tmp_path / "bilde.png"
    if content:
        path.write_bytes(content)
    there = make_installation()
    run = there.run("restore", str(path))
    assert run.returncode == 3
    assert said in run.stderr
    assert "bilde.png: " in run.stderr


def test_nothing_is_replaced_unless_asked(copied, make_installation):
    there = make_installation()
    assert there.run("restore", str(copied)).returncode == 0
    run = there.run("restore", str(copied))
    assert run.returncode == 2
    assert "There are accounts in this installation already." in run.stderr
    assert "--replace" in run.stderr
    assert there.run("restore", str(copied), "--replace").returncode == 0


def test_nothing_is_restored_while_pages_are_answered(copied, make_installation):
    there = make_installation()
    running = there.start().ready()
    run = there.run("restore", str(copied))
    assert run.returncode == 2
    assert "Nabolag is already running with" in run.stderr
    assert running.get("/health")[0] == 200


@pytest.mark.only_postgresql
def test_nothing_is_restored_while_another_machine_uses_the_database(
    copied, make_installation
):
    there = make_installation()
    there.start().ready()
    there.folder = there.folder.with_name("another machine")
    run = there.run("restore", str(copied))
    assert run.returncode == 2
    assert "Nabolag is running with this database" in run.stderr


def test_a_copy_is_taken_only_where_there_is_something(make_installation, tmp_path):
    run = make_installation().run("backup", str(tmp_path / "kopi.nabolag"))
    assert run.returncode == 2
    assert "There is no installation in" in run.stderr


def test_a_place_that_cannot_be_written_is_told_of(make_installation, tmp_path):
    there = make_installation()
    there.python(MAKE_A_STORE)
    for name in ("no-such-folder/kopi.nabolag", "."):
        run = there.run("backup", str(tmp_path / name))
        assert run.returncode == 2
        assert "cannot be written:" in run.stderr


def test_a_copy_is_taken_while_pages_are_answered_and_no_one_else_may_read_it(
    make_installation, tmp_path
):
    there = make_installation()
    there.start().ready()
    path = tmp_path / "kopi.nabolag"
    path.write_bytes(b"an older one")
    run = there.run("backup", str(path))
    assert run.returncode == 0, run.stderr
    assert (run.stdout, path.stat().st_mode & 0o077) == ("", 0)
    assert manifest_of(path)["tables"]["accounts.user"]["rows"] == 0
    assert [each.name for each in tmp_path.iterdir()] == ["kopi.nabolag"]


# Rows that cannot come back as they are

# Above every number a store has given out, so that a row with it comes last and its
# reference leads nowhere, however many tests the store has seen
FAR = b"1000000000"


def restored_with(copied, name, row):
    """Restore a copy with a row more, as if it had been taken like that."""
    path = changed(copied, name, lambda content: content + row)
    with open_copy(path) as copy:
        restore_copy(
            copy,
            store_of(connection),
            file=path,
            folder=path.parent,
            progress=nothing_told,
        )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (b'[%b,false,%b,"By","by"]\n' % (FAR, FAR), "leads nowhere"),
        (b'[%b,false,1,null,"by"]\n' % FAR, "cannot be stored here"),
    ],
)
def test_a_row_that_does_not_belong_takes_everything_back(copied, row, said):
    cities = manifest_of(copied)["tables"]["areas.city"]
    assert cities["columns"] == ["id", "is_shared", "keeper_id", "name", "slug"]
    before = rows_here()
    with pytest.raises(BadInput, match=said):
        restored_with(copied, "tables/areas.city.jsonl", row)
    assert rows_here() == before


def test_a_copy_with_other_tables_is_refused(copied):
    def without_notes(content):
        told = json.loads(content)
        del told["tables"]["methods.experiencenote"]
        return json.dumps(told).encode()

    name = "tables/methods.experiencenote.jsonl"
    fewer = changed(copied, name, lambda _: None).rename(copied.with_name("a.nabolag"))
    with pytest.raises(BadInput, match=re.escape("(methods.experiencenote)")):
        put_back(changed(fewer, "manifest.json", without_notes))
