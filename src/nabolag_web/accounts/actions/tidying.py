"""Taking out what is due, of every kind that any room stores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import FileField, Model

from nabolag_web.accounts.actions.trail import note
from nabolag_web.accounts.models import User
from nabolag_web.shell import registry
from nabolag_web.shell.registry import Kept


def tidy_up(*, at: datetime, by: User | None = None) -> Mapping[str, int]:
    """Take out all that is due, of every kind that is stored; gives how much of what.

    Each batch goes in a transaction of its own, with its line in the trail, so that no
    one waits long, and what is done is told even if the rest is broken off. A kind that
    cannot go holds no other back; what failed is raised when the rest is done.
    """
    counts, failed = {}, []
    for thing in registry.kept():
        try:
            counts[thing.key] = tidy(thing, by=by, at=at)
        except Exception as error:  # noqa: BLE001 - raised below, with the others
            failed.append(error)
    if failed:
        raise ExceptionGroup("tidy_up", failed)
    return {key: count for key, count in counts.items() if count}


_BATCH = 200


def tidy(thing: Kept, *, by: User | None, at: datetime) -> int:
    """Take out all that is due of one kind; gives how much it was."""
    before = at - (thing.how_long or timedelta())
    count = 0
    if thing.due is not None:
        keys = list(thing.due(before).values_list("pk", flat=True))
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            count += _take_out(thing, batch, before=before, by=by, at=at)
    if thing.loose is not None:
        count += _take_out_files(thing, list(thing.loose(before)), by=by, at=at)
    return count


@transaction.atomic
def _take_out(
    thing: Kept, keys: list[Any], *, before: datetime, by: User | None, at: datetime
) -> int:
    assert thing.due is not None  # noqa: S101 - tells mypy
    # Asked once more: whoever came back in the meantime stays.
    rows = list(thing.due(before).filter(pk__in=keys))
    if thing.take_out is not None:
        count = sum(thing.take_out(row, at) for row in rows)
    else:
        count = _delete(rows)
    if count:
        note("tidied", by=by, at=at, kind=thing.key, count=count)
    return count


def _delete(rows: list[Model]) -> int:
    """Delete rows with what belongs to them, and their files once they are gone."""
    names = [
        getattr(row, field.name).name
        for row in rows
        for field in row._meta.get_fields()
        if isinstance(field, FileField)
    ]
    for model in {type(row) for row in rows}:
        model._base_manager.filter(pk__in=[row.pk for row in rows]).delete()
    transaction.on_commit(partial(_delete_files, names))
    return len(rows)


def _delete_files(names: Iterable[str]) -> None:
    for name in names:
        if name:
            default_storage.delete(name)


@transaction.atomic
def _take_out_files(
    thing: Kept, names: list[str], *, by: User | None, at: datetime
) -> int:
    _delete_files(names)
    if names:
        note("tidied", by=by, at=at, kind=thing.key, count=len(names))
    return len(names)
