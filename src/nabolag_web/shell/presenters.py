"""What the start page says, made ready for its template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from nabolag_web.shell.queries import MadeReport


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLink:
    """A report as it stands on the page: its language named in that language."""

    name: str
    language: str
    language_name: str
    has_pdf: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the red thread: what it is, what it holds, whether it is here yet."""

    title: str
    text: str
    is_here: bool = False


def report_links(reports: Iterable[MadeReport]) -> list[ReportLink]:
    """Give each report a link, named in its own language."""
    names = dict(settings.LANGUAGES)
    return [
        ReportLink(
            name=report.name,
            language=report.language,
            language_name=names[report.language],
            has_pdf=report.has_pdf,
        )
        for report in reports
    ]


def red_thread() -> list[Step]:
    """Tell the whole way from a source to what was learned."""
    return [
        Step(
            title=_("Source"),
            text=_("Published statistics, with publisher and date."),
            is_here=True,
        ),
        Step(
            title=_("How the area stands"),
            text=_("Held against the rest of the city, with how sure we are."),
            is_here=True,
        ),
        Step(
            title=_("Finding"),
            text=_("Questioned by those who live and work there."),
        ),
        Step(
            title=_("Spiral"),
            text=_("What keeps difficulties going, and what can turn them."),
        ),
        Step(
            title=_("Measure"),
            text=_("Decided together, with partners and money."),
        ),
        Step(
            title=_("Effect"),
            text=_("Did the distance to the city become smaller?"),
        ),
    ]
