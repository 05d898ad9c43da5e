"""Answers kept in a folder: each content once, found again by the question asked."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from nabolag.errors import BadInput, Where
from nabolag.sources.fetching.fetch_calls import Call
from nabolag.sources.formats.json_text import parse_json

MANIFEST = "manifest.json"
Entry = Mapping[str, object]


class Answers:
    """The answers in one folder, with a manifest that tells what each answers.

    Nothing is ever half written: a file gets its name when it is whole, the manifest is
    renewed after each answer, and its ``answers`` are those of the last question that
    was answered whole, in its order; others are ``coming`` until theirs is.
    """

    def __init__(self, folder: Path, *, name: str) -> None:
        """Open the folder, which is made if it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._stem = re.sub(r"[^\w-]+", "-", name)
        self._answers, self._coming = _manifest(folder / MANIFEST)

    def kept(self, key: str, *, version: str) -> Path | None:
        """Give the whole, undamaged answer to a question, if that has come.

        An answer from another ``version`` of the table does not count.
        """
        entry = self._entry(key)
        path = self._path(str(entry.get("sha256")))
        same = entry.get("version") == version and path.is_file()
        if not same or _hash(path.read_bytes()) != entry.get("sha256"):
            return None
        return path

    def keep(self, call: Call, data: bytes, *, version: str, at: float) -> Path:
        """Keep an answer and give its file; the same content is stored once."""
        sha256 = _hash(data)
        before = self._entry(call.key)
        changed = before.get("sha256") not in (None, sha256)
        path = self._path(sha256)
        _write(path, data)
        self._coming[call.key] = {
            "file": path.name,
            "sha256": sha256,
            "version": version,
            "fetched": datetime.fromtimestamp(at, tz=UTC).isoformat(),
            "replaced": before.get("sha256") if changed else before.get("replaced"),
            "url": call.url,
            "asked": (call.body or b"").decode(),
        }
        self._save()
        return path

    def finish(self, keys: Sequence[str]) -> None:
        """Take these answers as the whole of what was asked for, in this order."""
        self._answers = {key: self._entry(key) for key in keys}
        self._coming = {}
        self._save()

    def _entry(self, key: str) -> Entry:
        return self._coming.get(key) or self._answers.get(key) or {}

    def _save(self) -> None:
        both = {"answers": self._answers, "coming": self._coming}
        text = json.dumps(both, ensure_ascii=False, indent=1)
        _write(self._folder / MANIFEST, text.encode())

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{self._stem}-{sha256[:16]}.json"


def _manifest(path: Path) -> tuple[dict[str, Entry], dict[str, Entry]]:
    if not path.exists():
        return {}, {}
    found = parse_json(path.read_bytes(), file=str(path))
    said = found if isinstance(found, Mapping) else {}
    answers, coming = said.get("answers"), said.get("coming")
    if not isinstance(answers, Mapping) or not isinstance(coming, Mapping):
        raise BadInput(
            where=Where(file=str(path)),
            found="This is not the list of a fetched table's answers.",
            expected="a folder that is empty, or was filled by fetching",
            remedy="Choose another folder, or delete the file to fetch all again.",
        )
    return _entries(answers), _entries(coming)


def _entries(found: Mapping[str, object]) -> dict[str, Entry]:
    return {key: entry for key, entry in found.items() if isinstance(entry, Mapping)}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
