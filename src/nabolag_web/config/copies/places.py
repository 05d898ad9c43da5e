"""Where a copy is restored, and that it is never half done.

What is restored is first built whole beside what is there, in the folder ``restoring``.
The one step that counts is that this folder gets the name ``restored``: with SQLite
alone, with PostgreSQL together with the transaction. What is broken off after that is
finished at the next start, and what is broken off before it is thrown away.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

BEING_RESTORED, RESTORED = "restoring", "restored"
DATABASE, FILES, MARK = "nabolag.sqlite3", "files", "mark"


def make_it_count(folder: Path) -> None:
    """Let what was restored count, once the store says so too."""
    (folder / BEING_RESTORED).rename(folder / RESTORED)
    _keep_names(folder)


def finish(folder: Path, *, is_done: Callable[[str], bool]) -> None:
    """Finish or throw away what a restore left; the same again changes nothing."""
    shutil.rmtree(folder / BEING_RESTORED, ignore_errors=True)
    restored = folder / RESTORED
    if not restored.exists():
        return
    mark = restored / MARK
    if mark.exists() and is_done(mark.read_text("ascii")):
        _put_in_place(folder)
    shutil.rmtree(restored)


def _put_in_place(folder: Path) -> None:
    new = folder / RESTORED
    if (new / DATABASE).exists():
        for rest in ("-wal", "-shm"):  # they belong to the old one
            (folder / f"{DATABASE}{rest}").unlink(missing_ok=True)
        (new / DATABASE).replace(folder / DATABASE)
    if (new / FILES).exists():
        if (folder / FILES).exists():
            shutil.rmtree(folder / FILES)
        (new / FILES).rename(folder / FILES)
    _keep_names(folder)


def _keep_names(folder: Path) -> None:
    """Let new names in a folder outlive a power cut."""
    known = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(known)
    finally:
        os.close(known)


def has_accounts(database: Path) -> bool:
    """Tell whether an SQLite file may hold what someone would miss."""
    if not database.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as old:
            found = old.execute("SELECT 1 FROM accounts_user LIMIT 1").fetchone()
    except sqlite3.Error:
        return True  # something is there, though not what we know
    return found is not None
