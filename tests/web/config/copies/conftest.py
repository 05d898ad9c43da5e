"""An installation with something of every kind in it, and its rows read by other means."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, date, datetime
from functools import singledispatch
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from nabolag_web.config.copies.stores import store_of
from nabolag_web.config.copies.taking import take_copy

NOT_COPIED = {"django_migrations", "accounts_cache", "sqlite_sequence"}
"""Kept by the store itself, or counts of a few minutes."""


MAKE_A_STORE = (
    "from django.core.management import call_command\n"
    "call_command('migrate', verbosity=0)"
)


def nothing_told(_done, _of):
    """No one watches the progress."""


@pytest.fixture
def everything(transactional_db, loaded, member, moment, settings):
    """A programme with people, figures, files, jobs and what is hard to write."""
    from allauth.mfa.models import Authenticator
    from django.contrib.sessions.backends.db import SessionStore
    from django_tasks_db.models import DBTaskResult

    from nabolag_web.areas.models import Import
    from nabolag_web.programmes.actions import note

    analyst = member("analyst")
    member("reader").delete()  # the highest number has been given to someone who left
    Authenticator.objects.create(
        user=analyst, type="totp", data={"z": [1e16, -0.0, 0.1], "a": {"ø": None}}
    )
    DBTaskResult.objects.create(
        args_kwargs={"args": [1], "kwargs": {}},
        task_path="a.b",
        backend_name="default",
        run_after=datetime(9999, 1, 1, tzinfo=UTC),
        exception_class_path="",
        traceback="",
    )
    session = SessionStore()
    session["typed"] = "æøå\u2028\n\t"
    session.save()
    note(loaded.keeper, "joined", by=analyst, at=moment, subject="«Ål» \U0001f3d8")
    assert Import.objects.get().file.name
    return loaded


@pytest.fixture
def files(everything, settings):
    return settings.MEDIA_ROOT


@pytest.fixture
def copied(everything, files, moment, tmp_path):
    """A copy of it all; gives the file."""
    path = tmp_path / "kopi.nabolag"
    with path.open("wb") as out:
        take_copy(
            out, store_of(connection), files=files, at=moment, progress=nothing_told
        )
    return path


def manifest_of(path):
    with zipfile.ZipFile(path) as copy:
        return json.loads(copy.read("manifest.json"))


# Every row, read by other means than ours


def rows_here():
    """Every row of every table of the store that these tests run on."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - NOT_COPIED

        def ask(sql):
            cursor.execute(sql)
            return cursor.fetchall(), [column[0] for column in cursor.description]

        return {name: rows_of(ask, name) for name in sorted(names)}


def rows_there(installation):
    """Every row of every table of an installation."""
    address = installation.store.get("NABOLAG_DATABASE")
    if address is None:
        with closing(sqlite3.connect(installation.folder / "nabolag.sqlite3")) as store:
            return rows_with(
                store, "SELECT name FROM sqlite_master WHERE type = 'table'"
            )
    with psycopg.connect(address) as store:
        store.execute("SET TIME ZONE 'UTC'")
        return rows_with(
            store, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )


def rows_with(store, names_sql):
    def ask(sql):
        cursor = store.execute(sql)
        return cursor.fetchall(), [column[0] for column in cursor.description]

    names = {name for (name,) in ask(names_sql)[0]} - NOT_COPIED
    return {name: rows_of(ask, name) for name in sorted(names)}


def rows_of(ask, name):
    """A table's rows as texts, sorted: alike whichever store they come from."""
    rows, columns = ask(f'SELECT * FROM "{name}"')  # noqa: S608 - names of tables
    return sorted(
        repr([(c, alike(v)) for c, v in sorted(zip(columns, row, strict=True))])
        for row in rows
    )


@singledispatch
def alike(value):
    """A value as either store could have given it."""
    return value


@alike.register(int)
@alike.register(float)
def _(value):
    return value + 0.0  # a truth is a number, and there is no negative nought


@alike.register
def _(value: datetime):
    return str(value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value)


@alike.register
def _(value: date):
    return str(value)


@alike.register
def _(value: UUID):
    return value.hex


@alike.register(bytes)
@alike.register(memoryview)
def _(value):
    return bytes(value)


@alike.register(dict)
@alike.register(list)
def _(value):
    return json.dumps(numbers(value), sort_keys=True)


@alike.register
def _(value: str):
    return alike(json.loads(value)) if value[:1] in ("{", "[") else value


def numbers(value):
    if isinstance(value, dict):
        return {key: numbers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [numbers(each) for each in value]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) + 0.0 if is_number else value


def files_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
