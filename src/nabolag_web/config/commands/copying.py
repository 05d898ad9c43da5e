"""``nabolag backup`` and ``nabolag restore``: everything in one checked file.

What a copy is, and how it comes back, stands in ``config/copies``.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import click
import django  # noqa: F401 - without the web extra the command line says what to install

from nabolag.errors import WrongUsage
from nabolag_web.config.commands import preparing
from nabolag_web.config.copies import places
from nabolag_web.config.copies.archive import (
    Copy,
    Progress,
    open_copy,
    read_through,
)
from nabolag_web.config.environment import read_environment

_BAR = 30


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@preparing.data_option
def backup(file: Path, data: Path | None) -> None:
    """Write a safe copy of everything to FILE: all rows, and all files that were loaded.

    Pages may be answered meanwhile; the copy holds everything as it was at one moment.
    """
    folder = preparing.choose_folder(data)
    preparing.refuse_where_nothing_is(folder)
    preparing.set_up()
    preparing.open_store()
    with _written_whole(file) as draft:
        rows, files = _take(draft, folder)
    size = file.stat().st_size / 1e6
    click.echo(
        f"Wrote {file}: {rows} rows and {files} files in {size:.1f} MB, and read them"
        " back.",
        err=True,
    )


def _take(draft: IO[bytes], folder: Path) -> tuple[int, int]:
    from django.db import connection
    from django.utils.timezone import now

    from nabolag_web.config.copies.stores import store_of
    from nabolag_web.config.copies.taking import take_copy

    manifest = take_copy(
        draft,
        store_of(connection),
        files=folder / places.FILES,
        at=now(),
        progress=_progress("Copying"),
    )
    draft.flush()
    written = Path(draft.name)
    with open_copy(written) as copy:
        read_through(copy, written, progress=_progress("Reading it back"))
    return manifest.rows, len(manifest.files)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace what the installation holds.")
@preparing.data_option
def restore(file: Path, data: Path | None, *, replace: bool) -> None:
    """Put the safe copy in FILE back, into SQLite or PostgreSQL.

    It is read through before anything is touched, every row is compared afterwards, and
    until then what was there stays as it was.
    """
    folder = preparing.choose_folder(data)
    preparing.make_folder(folder)
    with preparing.alone_in(folder), open_copy(file) as copy:
        read_through(copy, file, progress=_progress("Reading it through"))
        with _store_to_fill(folder, replace=replace):
            _put_back(copy, file, folder)
        rows, files = copy.manifest.rows, len(copy.manifest.files)
    click.echo(
        f"Restored {rows} rows and {files} files from {file}, and compared every row.",
        err=True,
    )


@contextmanager
def _store_to_fill(folder: Path, *, replace: bool) -> Iterator[None]:
    """Set up with the store that a copy is put into, and let no one else use it."""
    if preparing.is_on_server():
        preparing.set_up()
        preparing.open_store(folder)
        with _alone_on_server():
            _refuse_to_overwrite(_has_accounts_on_server(), replace=replace)
            yield
        return
    places.finish(folder, is_done=lambda _mark: True)
    taken = places.has_accounts(folder / places.DATABASE)
    _refuse_to_overwrite(taken, replace=replace)
    _set_up_beside(folder)
    try:
        yield
    finally:
        shutil.rmtree(folder / places.BEING_RESTORED, ignore_errors=True)


def _refuse_to_overwrite(is_taken: bool, *, replace: bool) -> None:  # noqa: FBT001
    if is_taken and not replace:
        raise WrongUsage(
            found="There are accounts in this installation already.",
            expected="an empty one",
            remedy="Name another folder with --data, or say --replace to replace all"
            " that it holds.",
        )


def _set_up_beside(folder: Path) -> None:
    """Set up with a new store beside the one that is there."""
    os.environ["NABOLAG_SECRET_KEY"] = read_environment(os.environ).secret_key
    beside = folder / places.BEING_RESTORED
    beside.mkdir(mode=0o700)
    os.environ["NABOLAG_DATA"] = str(beside)
    preparing.set_up()


@contextmanager
def _alone_on_server() -> Iterator[None]:
    from nabolag_web.config.jobs import is_alone, own_connection

    with closing(own_connection()) as held:
        if not is_alone(held):
            raise WrongUsage(
                found="Nabolag is running with this database, perhaps elsewhere.",
                expected="a database that no one uses meanwhile",
                remedy="Stop it first.",
            )
        yield


def _has_accounts_on_server() -> bool:
    from django.db import connection

    if "accounts_user" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")
        return bool(cursor.fetchone()[0])


def _put_back(copy: Copy, file: Path, folder: Path) -> None:
    from django.db import connection

    from nabolag_web.config.copies.restoring import restore_copy
    from nabolag_web.config.copies.stores import store_of

    restore_copy(
        copy,
        store_of(connection),
        file=file,
        folder=folder,
        progress=_progress("Restoring"),
    )


@contextmanager
def _written_whole(file: Path) -> Iterator[IO[bytes]]:
    """Give a file that takes the place of another when all went well.

    No one else may read it: it holds what people have told of themselves.
    """
    try:
        with tempfile.NamedTemporaryFile(
            dir=file.parent, prefix=".nabolag-", suffix=".part", delete=False
        ) as draft:
            written = Path(draft.name)
            try:
                yield draft
                draft.flush()
                os.fsync(draft.fileno())
                written.replace(file)
            finally:
                written.unlink(missing_ok=True)
    except OSError as error:
        raise WrongUsage(
            found=f"{file} cannot be written: {error.strerror}.",
            expected="the name of a file in a folder that may be written in",
            remedy="Name another file, or make room for it.",
        ) from error


def progress(label: str, *, is_terminal: bool) -> Progress:
    """Give what draws a bar on standard error, if that is a terminal."""

    def told(done: int, of: int) -> None:
        if is_terminal:
            drawn = _BAR * done // max(of, 1)
            bar = "█" * drawn + "·" * (_BAR - drawn)
            click.echo(f"\r{label} {bar}", nl=done >= of, err=True)

    return told


def _progress(label: str) -> Progress:
    return progress(label, is_terminal=sys.stderr.isatty())
