"""Every table of a store, as it is at the step of its history that it has come to.

A copy must be takable right after an upgrade, and an old one must come back in a newer
version. So the tables are not those that the code has now, but those that the steps
(migrations) taken so far have made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import AutoField, Field, Model

from nabolag_web.config.copies.rows import Spelling

Step = tuple[str, str]
"""A migration: its app and its name."""

ROWS_AT_A_TIME = 2_000


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table at a step of the store's history."""

    model: type[Model]

    @property
    def name(self) -> str:
        """What it is called in a copy."""
        return self.model._meta.label_lower

    @cached_property
    def fields(self) -> list[Field[Any, Any]]:
        """Give its columns, in a fixed order."""
        return sorted(self.model._meta.local_concrete_fields, key=lambda f: f.attname)

    @cached_property
    def spelling(self) -> Spelling:
        """Tell how its rows are written."""
        return Spelling(self.fields)

    @property
    def columns(self) -> list[str]:
        """Give the names of its columns."""
        return [field.attname for field in self.fields]

    @property
    def stored_as(self) -> str:
        """What the store calls it."""
        return self.model._meta.db_table

    @property
    def number(self) -> str:
        """Give the column that the store counts up for each new row; or nothing."""
        key = self.model._meta.pk
        return (key.column or "") if isinstance(key, AutoField) else ""


def steps_taken(store: BaseDatabaseWrapper) -> list[Step]:
    """Give the steps a store has taken, those that this version knows."""
    loader = MigrationLoader(store)
    return sorted(
        step for step in loader.applied_migrations if step in loader.graph.nodes
    )


def tables_of(store: BaseDatabaseWrapper) -> tuple[Table, ...]:
    """Give every table that a store's steps have made, by name."""
    loader = MigrationLoader(store)
    state = loader.project_state(steps_taken(store))
    models = state.apps.get_models(include_auto_created=True)
    tables = (
        Table(model=model)
        for model in models
        if model._meta.managed and not model._meta.proxy
    )
    return tuple(sorted(tables, key=lambda table: table.name))


def lines_of(table: Table) -> Iterator[bytes]:
    """Give a table's rows as lines, some at a time from the store."""
    rows = table.model._base_manager.order_by("pk").values_list(*table.columns)
    for row in rows.iterator(chunk_size=ROWS_AT_A_TIME):
        yield table.spelling.line(row)


def put_lines(
    store: BaseDatabaseWrapper, table: Table, lines: Iterable[bytes]
) -> Iterator[int]:
    """Store rows just as they are written; gives how many, some at a time.

    No field may set itself to this moment, as some do when a row is new.
    """
    quote = store.ops.quote_name
    columns = ", ".join(quote(field.column or "") for field in table.fields)
    places = ", ".join(["%s"] * len(table.fields))
    sql = f"INSERT INTO {quote(table.stored_as)} ({columns}) VALUES ({places})"  # noqa: S608 - quoted names of our own
    rows = (_stored(store, table, line) for line in lines)
    with store.cursor() as cursor:
        while some := list(islice(rows, ROWS_AT_A_TIME)):
            cursor.executemany(sql, some)
            yield len(some)


def _stored(store: BaseDatabaseWrapper, table: Table, line: bytes) -> list[Any]:
    row = table.spelling.row(line)
    for i in table.spelling.special:
        row[i] = table.fields[i].get_db_prep_save(row[i], store)
    return row
