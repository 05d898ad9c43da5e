"""That two who change the same thing at once lose nothing."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Model


class ChangedMeanwhile(Exception):
    """Someone else changed it after it was read; ``now`` is as it stands."""

    def __init__(self, now: Model) -> None:
        super().__init__(str(now))
        self.now = now


def take_version(thing: Any, version: int) -> None:
    """Take the right to change what was read in this version, and count it up.

    The thing is any row with a ``version``. Of two who ask with the same version the
    store lets one through. Raises :class:`ChangedMeanwhile`, with the thing as it stands.
    """
    rows = type(thing)._default_manager.filter(pk=thing.pk, version=version)
    if not rows.update(version=F("version") + 1):
        thing.refresh_from_db()
        raise ChangedMeanwhile(thing)
    thing.version = version + 1


def keep_version(thing: Any, version: int) -> None:
    """Go on only if a row that is held was read in this version.

    Raises :class:`ChangedMeanwhile`.
    """
    if thing.version != version:
        raise ChangedMeanwhile(thing)
