"""Files in our own store: what they are called there, and which there are."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from django.core.files.storage import Storage


def random_name(ending: str) -> str:
    """Give a file a name that holds nothing anyone typed and no one can guess."""
    return f"{secrets.token_hex(16)}.{ending}"


def files_below(folder: str, storage: Storage) -> Iterator[str]:
    """Give the names of all files in a folder and the folders in it."""
    if not storage.exists(folder):
        return
    folders, files = storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from files_below(f"{folder}/{name}", storage)
