"""Restoring a copy: all or nothing, and every row compared before it counts.

How it is kept from being half done stands in ``places.py``.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from nabolag.errors import BadInput, Where
from nabolag_web.config.copies.archive import Copy, Progress, no_copy
from nabolag_web.config.copies.places import (
    BEING_RESTORED,
    FILES,
    MARK,
    finish,
    make_it_count,
)
from nabolag_web.config.copies.rows import Seal
from nabolag_web.config.copies.stores import Store
from nabolag_web.config.copies.tables import Step, Table, lines_of, put_lines, tables_of


def restore_copy(
    copy: Copy, store: Store, *, file: Path, folder: Path, progress: Progress
) -> None:
    """Put a copy in the place of everything there is. Raises :class:`BadInput`.

    With SQLite the store is a new one in ``restoring``.
    """
    targets = _steps_to_take(copy, store, file)
    beside = folder / BEING_RESTORED
    mark = secrets.token_hex(16)
    _unpack(copy, beside)
    _write(beside / MARK, mark.encode())
    with store.without(tables_of(store.connection)):
        MigrationExecutor(store.connection).migrate(targets)
        _fill(copy, store, file=file, progress=progress)
        call_command("migrate", verbosity=0, interactive=False)
        store.settle(mark)
        make_it_count(folder)
    finish(folder, is_done=store.has_mark)


# The store


def _steps_to_take(copy: Copy, store: Store, file: Path) -> list[Step]:
    """Give the last step of each app in the copy; refuse one this version has not."""
    steps = set(copy.manifest.steps)
    graph = MigrationLoader(store.connection).graph
    if unknown := steps - set(graph.nodes):
        raise BadInput(
            where=Where(file=file.name),
            found=f"It was made by Nabolag {copy.manifest.version}, whose store has"
            f" steps unknown here ({', '.join(sorted(map('.'.join, unknown)))}).",
            expected="a copy made by this version or an older one",
            remedy="Install the version that made it, and restore it there.",
        )
    last = [step for step in steps if not _next_ones(graph.node_map[step], step, steps)]
    return sorted(last)


def _next_ones(node: object, step: Step, steps: set[Step]) -> set[Step]:
    children: set[Step] = {child.key for child in getattr(node, "children", ())}
    return {child for child in children & steps if child[0] == step[0]}


def _fill(copy: Copy, store: Store, *, file: Path, progress: Progress) -> None:
    tables = {table.name: table for table in tables_of(store.connection)}
    written = copy.manifest.tables
    different = tables.keys() ^ written.keys() | {
        name
        for name in tables.keys() & written.keys()
        if tables[name].columns != written[name].columns
    }
    if different:
        raise no_copy(
            file, f"Other tables stand in it ({', '.join(sorted(different))})."
        )
    told = _Told(progress, of=2 * copy.manifest.rows)
    with transaction.atomic():
        # Taking the steps makes PostgreSQL look at every link at once; from here on it
        # waits until all rows are there.
        store.connection.check_constraints()
        for table in tables.values():
            table.model._base_manager.all().delete()  # what taking the steps put there
        for table in tables.values():
            _put(copy, store, table, file=file, told=told)
        _check_links(store, file)
    for table in tables.values():
        _compare(copy, table, file=file, told=told)


class _Told:
    """Adds up what is done."""

    def __init__(self, progress: Progress, *, of: int) -> None:
        self._progress, self._of, self._done = progress, of, 0

    def __call__(self, more: int) -> None:
        self._done += more
        self._progress(self._done, self._of)


def _put(
    copy: Copy,
    store: Store,
    table: Table,
    *,
    file: Path,
    told: Callable[[int], None],
) -> None:
    try:
        with copy.lines(table.name) as lines:
            for stored in put_lines(store.connection, table, lines):
                told(stored)
        if table.number:
            store.set_last_number(table, copy.manifest.tables[table.name].number)
    except DatabaseError as error:
        said = f"A row of {table.name} cannot be stored here: {str(error).strip()}."
        raise no_copy(file, said) from error


def _check_links(store: Store, file: Path) -> None:
    """See now that every row leads to rows that are there."""
    try:
        store.connection.check_constraints()
    except IntegrityError as error:
        raise no_copy(file, f"A row leads nowhere: {str(error).strip()}") from error


def _compare(
    copy: Copy, table: Table, *, file: Path, told: Callable[[int], None]
) -> None:
    """Read every row again, and hold it against what was copied."""
    seal = Seal(table.spelling)
    for line in lines_of(table):
        seal.add(line)
    told(seal.rows)
    written = copy.manifest.tables[table.name]
    if (seal.rows, seal.hex()) != (written.rows, written.seal):
        raise no_copy(file, f"The rows of {table.name} did not come back alike.")


# The files


def _unpack(copy: Copy, beside: Path) -> None:
    (beside / FILES).mkdir(parents=True, exist_ok=True)
    for name in copy.manifest.files:
        copy.unpack(name, beside / FILES / name)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
