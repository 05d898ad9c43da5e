"""What SQLite and PostgreSQL each do in their own way when copies are made and restored.

What only one of them can do stands here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from nabolag_web.config.copies.tables import Table

_STEPS = MigrationRecorder.Migration._meta.db_table


class Store(Protocol):
    """A store that is copied, or filled from a copy."""

    connection: BaseDatabaseWrapper

    def begin(self) -> str:
        """Tell how a transaction begins that sees one moment and lets others write."""

    def last_number(self, table: Table) -> int:
        """Give the last number that was given to a row; one that is gone counts too.

        A number that came back would let old traces tell of the wrong thing.
        """

    def set_last_number(self, table: Table, number: int) -> None:
        """Let new rows have the numbers after one."""

    def without(self, tables: Iterable[Table]) -> AbstractContextManager[None]:
        """Be without these tables while they are made and filled anew: all or nothing."""

    def settle(self, mark: str) -> None:
        """Leave a mark that is there only if all is, and have nothing left to write."""

    def has_mark(self, mark: str) -> bool:
        """Tell whether a mark was left."""


class OneFile:
    """SQLite: a file in the data folder. A new one is built beside it."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def begin(self) -> str:
        """Begin without the lock that writers take."""
        return "BEGIN DEFERRED"

    def last_number(self, table: Table) -> int:
        """Look it up in SQLite's own table."""
        sql = "SELECT seq FROM sqlite_sequence WHERE name = %s"
        found = _asked(self.connection, sql, table.stored_as)
        return int(found[0]) if found else 0

    def set_last_number(self, table: Table, number: int) -> None:
        """Write it in SQLite's own table."""
        with self.connection.cursor() as cursor:
            name = table.stored_as
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute(
                "INSERT INTO sqlite_sequence VALUES (%s, %s)", [name, number]
            )

    def without(self, tables: Iterable[Table]) -> AbstractContextManager[None]:  # noqa: ARG002
        """Do nothing: the file is new, and the old one stays until it is whole."""
        return nullcontext()

    def settle(self, mark: str) -> None:  # noqa: ARG002
        """Let all that was written come into the one file, which is its own mark."""
        self.connection.close()

    def has_mark(self, mark: str) -> bool:  # noqa: ARG002
        """Tell that what stands whole beside the old file is to take its place."""
        return True


class OnServer:
    """PostgreSQL: everything happens in one transaction."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def begin(self) -> str:
        """Begin with one view of everything."""
        return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    def last_number(self, table: Table) -> int:
        """Look it up in the table's counter."""
        sql = f"SELECT last_value, is_called FROM {self._counter(table)}"  # noqa: S608
        last, is_given = _asked(self.connection, sql) or (0, False)
        return int(last) if is_given else 0

    def set_last_number(self, table: Table, number: int) -> None:
        """Set the table's counter."""
        _asked(
            self.connection,
            "SELECT setval(%s, %s, %s)",
            self._counter(table),
            max(number, 1),
            number > 0,
        )

    def _counter(self, table: Table) -> str:
        name = self.connection.ops.quote_name(table.stored_as)
        found = _asked(
            self.connection,
            "SELECT pg_get_serial_sequence(%s, %s)",
            name,
            table.number,
        )
        return str(found[0]) if found else ""

    @contextmanager
    def without(self, tables: Iterable[Table]) -> Iterator[None]:
        """Drop them, and everything is as before if what follows is broken off."""
        quote = self.connection.ops.quote_name
        cache = str(settings.CACHES["default"]["LOCATION"])
        names = {_STEPS, cache, *(table.stored_as for table in tables)}
        dropped = ", ".join(map(quote, sorted(names)))
        with transaction.atomic(), self.connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {dropped}")
            yield

    def settle(self, mark: str) -> None:
        """Leave the mark as a comment, which belongs to the transaction."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON TABLE {_STEPS} IS %s", [mark])

    def has_mark(self, mark: str) -> bool:
        """Look for the comment."""
        sql = "SELECT obj_description(to_regclass(%s), 'pg_class')"
        found = _asked(self.connection, sql, _STEPS)
        return found is not None and bool(found[0] == mark)


def store_of(connection: BaseDatabaseWrapper) -> Store:
    """Give a connection's store."""
    return (
        OnServer(connection)
        if connection.vendor == "postgresql"
        else OneFile(connection)
    )


def _asked(
    connection: BaseDatabaseWrapper, sql: str, *values: str | int | bool
) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found
