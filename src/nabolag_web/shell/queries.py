"""Which reports have been made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[-a-zA-Z0-9_]+")  # what an address can hold
KINDS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReport:
    """One report in one language: a page, and perhaps a paper version."""

    name: str
    language: str
    has_pdf: bool


def made_reports() -> list[MadeReport]:
    """Give the reports that lie in the report folder, our languages in their order."""
    return [
        MadeReport(
            name=name,
            language=language,
            has_pdf=page.with_suffix(".pdf").exists(),
        )
        for language, _ in settings.LANGUAGES
        for name, page in _pages(language)
    ]


def _pages(language: str) -> Iterator[tuple[str, Path]]:
    for page in sorted(_folder().glob(f"*-{language}.html")):
        name = page.stem.removesuffix(f"-{language}")
        if NAME.fullmatch(name):
            yield name, page


def report_file(name: str, language: str, kind: str) -> Path | None:
    """Find a made report; nothing where there is none, or it is not of our kinds."""
    if language not in dict(settings.LANGUAGES) or kind not in KINDS:
        return None
    path = _folder() / f"{name}-{language}.{kind}"
    return path if path.is_file() else None


def _folder() -> Path:
    return Path(settings.NABOLAG_REPORTS_FOLDER)
