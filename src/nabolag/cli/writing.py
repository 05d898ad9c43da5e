"""Reports written to a file, as several commands write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nabolag.errors import WrongUsage

if TYPE_CHECKING:
    from nabolag.reports.page import Page


def check_ending(out: Path) -> None:
    """Refuse a file name that tells of no kind of report."""
    if out.suffix.lower() not in {".html", ".pdf"}:
        raise WrongUsage(
            found=f"A report cannot be written as {out.name!r}.",
            expected="a file name ending in .html or .pdf",
            remedy="Give the report another name, or use --json for the figures.",
        )


def today() -> date:
    """Give the day here, which reports are made on."""
    return datetime.now(tz=UTC).astimezone().date()


def write_report(page: Page, out: Path, *, made_on: date) -> None:
    """Write a finished page as its file's name says, and say so."""
    from nabolag.reports.editions.html import html_of
    from nabolag.reports.editions.pdf import pdf_of
    from nabolag.sources.files.export import written_whole

    if out.suffix.lower() == ".html":
        report = html_of(page).encode()
    else:
        at = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
        report = pdf_of(page, at=at)
    with written_whole(out) as file:
        file.write(report)
    click.echo(f"Wrote {out}.", err=True)
