"""Getting an installation ready: its folder, its key, that it is alone, and its store."""

from __future__ import annotations

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from nabolag.errors import WrongUsage
from nabolag_web.config.copies import places
from nabolag_web.config.environment import key_file, read_environment

PATIENCE = 5.0
"""Seconds to wait for one that was just killed to be gone."""

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder where everything is kept; otherwise NABOLAG_DATA or var.",
)


def choose_folder(data: Path | None) -> Path:
    """Give the folder of the installation; all that is started from here uses it."""
    folder = (data or Path(os.environ.get("NABOLAG_DATA") or "var")).absolute()
    os.environ["NABOLAG_DATA"] = str(folder)
    return folder


def make_folder(folder: Path) -> None:
    """Make the folder and the key it signs with, where they are missing.

    What is written from now on is for whoever runs Nabolag only: it is about people.
    """
    os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.environ.get("NABOLAG_SECRET_KEY"):
            _make_key(key_file(folder))
    except OSError as error:
        raise WrongUsage(
            found=f"Nothing can be kept in {folder}: {error.strerror}.",
            expected="a folder that may be written in",
            remedy="Name another one with --data, or give whoever runs this the right.",
        ) from error
    read_environment(os.environ)  # stops with a sentence where a setting makes no sense


def _make_key(key: Path) -> None:
    if key.exists():
        return
    # Whole or not at all: half a key would sign everyone out at the next start.
    unfinished = key.with_suffix(".part")
    unfinished.touch(mode=0o600)
    unfinished.write_text(secrets.token_urlsafe(50), "ascii")
    unfinished.replace(key)


@contextmanager
def alone_in(folder: Path, *, patience: float = PATIENCE) -> Iterator[int]:
    """Hold the folder for one process at a time; gives what holds it.

    The system lets go of it when the last process that has it is gone, however it ends.
    """
    with (folder / "in-use").open("a") as held:
        deadline = time.monotonic() + patience
        while not _hold(held.fileno()):
            if time.monotonic() >= deadline:
                raise WrongUsage(
                    found=f"Nabolag is already running with {folder}.",
                    expected="one at a time in a folder",
                    remedy="Stop the other one first, or name another folder with"
                    " --data.",
                )
            time.sleep(0.1)
        yield held.fileno()


def _hold(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_on_server() -> bool:
    """Tell whether rows are kept on a PostgreSQL server."""
    return read_environment(os.environ).database.is_postgresql


def refuse_where_nothing_is(folder: Path) -> None:
    """Refuse a folder that no installation is in, or one that is not whole."""
    if (folder / places.RESTORED).exists():
        raise WrongUsage(
            found=f"A restore into {folder} was broken off just before its end.",
            expected="an installation that is whole",
            remedy="Start nabolag serve there once: it finishes what is left.",
        )
    if not folder.is_dir() or not (
        is_on_server() or (folder / places.DATABASE).is_file()
    ):
        raise WrongUsage(
            found=f"There is no installation in {folder}.",
            expected="the folder that was given to nabolag serve",
            remedy="Name it with --data.",
        )


def set_up() -> None:
    """Set Django up for what was chosen."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabolag_web.config.settings")
    import django

    django.setup()


def open_store(folder: Path | None = None) -> None:
    """See that the store answers, and is not ahead of this version.

    For whoever is alone in its folder, what a restore left there is finished first.
    """
    from django.db import DatabaseError, connection

    from nabolag_web.config.copies.stores import store_of

    try:
        if folder is not None:
            places.finish(folder, is_done=store_of(connection).has_mark)
        connection.ensure_connection()
    except DatabaseError as error:
        raise WrongUsage(
            found=f"The store cannot be opened: {str(error).strip()}.",
            expected="a database that answers",
            remedy="See NABOLAG_DATABASE and NABOLAG_DATA among the settings.",
        ) from error
    _refuse_a_newer_store()


def _refuse_a_newer_store() -> None:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = {
        app for app, module in _modules().items() if module.startswith("nabolag_web.")
    }
    unknown = {
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in ours and (app, name) not in loader.disk_migrations
    }
    if unknown:
        raise WrongUsage(
            found=f"The store was made by a newer Nabolag ({', '.join(sorted(unknown))}).",
            expected="a store that this version knows",
            remedy="Install the newer version again, or restore an older copy.",
        )


def _modules() -> dict[str, str]:
    from django.apps import apps

    return {app.label: app.name for app in apps.get_app_configs()}


def bring_up_to_date() -> None:
    """Change the store to what this version needs."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
