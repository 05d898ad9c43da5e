"""What people do with an import: begin, answer, use, undo, drop it.

Reading and storing are jobs (``storing.py``), and are asked for when what was decided
is written for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.areas.actions.computing import compute_again
from nabolag_web.areas.actions.described import describe_indicators, set_mapping
from nabolag_web.areas.actions.storing import (
    read_import,
    read_now,
    store_import,
    store_now,
)
from nabolag_web.areas.models import City, Holds, Import, Refresh, Stage
from nabolag_web.areas.queries import imports as queries
from nabolag_web.areas.queries.figures import described_in
from nabolag_web.areas.queries.reading import dimensions_of
from nabolag_web.programmes.actions import note

__all__ = ["read_import", "read_now", "store_import", "store_now"]

SMALL = 200_000
"""Bytes that are read while whoever sent them waits: it takes a fraction of a second."""


class AlreadyInUse(Exception):
    """The same file has been brought into use before."""

    def __init__(self, batch: Import) -> None:
        self.batch = batch
        super().__init__(batch.file_name)


class SomeoneElseIsStoring(Exception):
    """Only one import at a time is stored in a city."""


@transaction.atomic
def begin_import(*, by: User | None, at: datetime, **given: Any) -> Import:
    """Take a file in as :func:`keep_file`, and have it read: a small one at once."""
    batch = keep_file(by=by, at=at, **given)
    is_small = batch.file.size <= SMALL
    read = read_import.call if is_small else read_import.enqueue
    # A fault is told on the import's own page, not in the place of it.
    transaction.on_commit(lambda: read(batch.pk), robust=is_small)
    return batch


@transaction.atomic
def keep_file(  # noqa: PLR0913 - a file, how it came, and who brought it
    *,
    city: City,
    file_name: str,
    content: bytes | File[bytes],
    by: User | None,
    at: datetime,
    is_pasted: bool = False,
    recipe: str = "",
    own_recipe: str = "",
    source: str = "",
    holds: Holds = Holds.FIGURES,
    refresh: Refresh | None = None,
) -> Import:
    """Take a file in, to be read. Raises :class:`AlreadyInUse`."""
    file = ContentFile(content) if isinstance(content, bytes) else content
    batch = Import(
        city=city,
        holds=holds,
        file_name=file_name[:200],
        sha256=_fingerprint(file),
        is_pasted=is_pasted,
        recipe=recipe,
        own_recipe=own_recipe,
        source=source,
        refresh=refresh,
        begun_by=by,
        begun_at=at,
    )
    same = queries.already_in_use(city, like=batch)
    if same is not None:
        raise AlreadyInUse(same)
    batch.file.save(_plain_name(batch), file, save=False)
    batch.full_clean(exclude=["file"])
    batch.save()
    note(city.keeper, "import_begun", by=by, at=at, subject=file_name)
    return batch


def _fingerprint(file: File[bytes]) -> str:
    made = hashlib.sha256()
    for chunk in file.chunks():
        made.update(chunk)
    return made.hexdigest()


def _plain_name(batch: Import) -> str:
    """Give what the file is called in our own folder: nothing that anyone typed."""
    ending = PurePath(batch.file_name).suffix.lower()
    known = ending if ending[1:].isascii() and ending[1:].isalnum() else ""
    return f"{batch.sha256[:20]}{known[:10]}"


@transaction.atomic
def answer_import(
    *, batch: Import, answers: Mapping[str, str], by: User, at: datetime
) -> None:
    """Answer what a small table does not say itself, and read it again.

    Raises :class:`AlreadyInUse` where the same table is in use with the same answers.
    """
    batch.answers = {name: text for name, text in answers.items() if text}
    same = queries.already_in_use(batch.city, like=batch, answered=True)
    if same is not None:
        raise AlreadyInUse(same)
    note(batch.city.keeper, "import_answered", by=by, at=at, subject=batch.file_name)
    _read_anew(batch)


@transaction.atomic
def read_again(*, batch: Import, by: User, at: datetime) -> None:
    """Read a file once more, and ask once more what it does not say itself."""
    batch.answers = {}
    note(batch.city.keeper, "import_begun", by=by, at=at, subject=batch.file_name)
    _read_anew(batch)


def _read_anew(batch: Import) -> None:
    batch.stage = Stage.WAITING
    batch.problem = None
    batch.save(update_fields=["answers", "stage", "problem"])
    is_small = batch.file.size <= SMALL
    read = read_import.call if is_small else read_import.enqueue
    transaction.on_commit(lambda: read(batch.pk), robust=is_small)


@transaction.atomic
def use_import(*, batch: Import, by: User | None, at: datetime) -> None:
    """Decide that an import's figures are to be used: they are stored as a job.

    Raises :class:`SomeoneElseIsStoring`, and :class:`AlreadyInUse` where the same file
    was brought into use while this one waited.
    """
    City.objects.select_for_update().get(pk=batch.city_id)
    batch.refresh_from_db()
    if batch.stage != Stage.READ:  # decided already, perhaps by a second click
        return
    if queries.is_storing(batch.city):
        raise SomeoneElseIsStoring
    same = queries.already_in_use(batch.city, like=batch, answered=True)
    if same is not None:
        raise AlreadyInUse(same)
    decider = None if by is None else by.pk
    batch.stage = Stage.STORING
    batch.progress = 0
    batch.save(update_fields=["stage", "progress"])
    note(batch.city.keeper, "import_decided", by=by, at=at, subject=batch.file_name)
    transaction.on_commit(lambda: store_import.enqueue(batch.pk, decider))


@transaction.atomic
def undo_import(*, batch: Import, by: User, at: datetime) -> None:
    """Take an import out of use: what counted before it counts again."""
    batch.stage = Stage.UNDONE
    batch.undone_at = at
    batch.problem = None
    batch.save(update_fields=["stage", "undone_at", "problem"])
    if batch.holds == Holds.FIGURES:
        before = described_in(batch.city, without=batch)
        describe_indicators(city=batch.city, indicators=before.values())
    elif batch.holds == Holds.DIMENSIONS:
        set_mapping(city=batch.city, counted=dimensions_of(batch.city))
    note(batch.city.keeper, "import_undone", by=by, at=at, subject=batch.file_name)
    transaction.on_commit(lambda: compute_again.enqueue(batch.city_id))


@transaction.atomic
def drop_import(*, batch: Import, by: User | None, at: datetime) -> None:
    """Decide not to use what was read; the file goes."""
    name, storage = batch.file.name or "", batch.file.storage
    batch.file = ""
    batch.stage = Stage.DROPPED
    batch.save(update_fields=["stage", "file"])
    note(batch.city.keeper, "import_dropped", by=by, at=at, subject=batch.file_name)
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def take_up_again() -> int:
    """Ask again for the jobs of imports that are on their way; tells how many.

    A job that is asked for twice does nothing the second time.
    """
    broken_off = list(queries.broken_off())
    for batch in broken_off:
        if batch.stage in (Stage.WAITING, Stage.READING):
            read_import.enqueue(batch.pk)
        else:
            store_import.enqueue(batch.pk, batch.begun_by_id)
    return len(broken_off)
