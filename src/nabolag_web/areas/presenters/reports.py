"""An area's report as a file, made of the same answer as its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.http import content_disposition_header

from nabolag.reports.editions.html import html_report
from nabolag.reports.editions.pdf import pdf_report
from nabolag.reports.page import Edition, Extent
from nabolag_web.areas.queries.answers import Answer

KINDS: Mapping[str, tuple[Extent, str]] = {
    "two-pages.pdf": (Extent.TWO_PAGES, "application/pdf"),
    "report.pdf": (Extent.WHOLE, "application/pdf"),
    "report.html": (Extent.WHOLE, "text/html; charset=utf-8"),
}
"""What can be asked for, and what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A report that was made."""

    content: bytes
    content_type: str
    disposition: str


def made(answer: Answer, edition: Edition, *, kind: str, address: str) -> Made:
    """Make a report of one area."""
    extent, content_type = KINDS[kind]
    wanted = replace(edition, extent=extent, address=address)
    name = f"{edition.place}-{edition.area}-{kind}"
    return Made(
        content=pdf_report(answer, wanted)
        if kind.endswith(".pdf")
        else html_report(answer, wanted).encode(),
        content_type=content_type,
        disposition=content_disposition_header(
            as_attachment=kind.endswith(".html"), filename=name
        )
        or "",
    )
