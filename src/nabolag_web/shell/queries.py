"""Which reports have been made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

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
            name=page.stem.removesuffix(f"-{language}"),
            language=language,
            has_pdf=page.with_suffix(".pdf").exists(),
        )
        for language, _ in settings.LANGUAGES
        for page in sorted(_folder().glob(f"*-{language}.html"))
    ]


def report_file(name: str, language: str, kind: str) -> Path | None:
    """Find a made report; nothing where there is none, or it is not of our kinds."""
    if language not in dict(settings.LANGUAGES) or kind not in KINDS:
        return None
    path = _folder() / f"{name}-{language}.{kind}"
    return path if path.is_file() else None


def _folder() -> Path:
    return Path(settings.NABOLAG_REPORTS_FOLDER)
