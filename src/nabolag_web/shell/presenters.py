"""What the start page says, made ready for its template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from nabolag_web.shell.queries import MadeReport

SHIPPED = ("oslo", "dalen", "storvik")
"""The reports of the examples; all others are made of someone's own figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLink:
    """A report in one language, which is named in that language."""

    language: str
    language_name: str
    has_pdf: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report is about, and the languages it has been made in."""

    name: str
    title: str
    links: tuple[ReportLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportGroup:
    """Reports that belong together: of real places, of invented ones, or one's own."""

    id: str
    title: str
    text: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the red thread: what it is, what it holds, whether it is here yet."""

    title: str
    text: str
    is_here: bool = False


def report_groups(made: Sequence[MadeReport]) -> list[ReportGroup]:
    """Give the made reports, so that no one takes an invented place for a real one."""
    own = dict.fromkeys(r.name for r in made if r.name not in SHIPPED)
    groups = [
        ReportGroup(
            id="oslo",
            title=_("Oslo: published figures"),
            text=_("A real city. Every number tells who published it."),
            reports=_of(made, {"oslo": _("The whole city")}),
        ),
        ReportGroup(
            id="storvik",
            title=_("Storvik: a fictional city, made to show the tool"),
            text=_(
                "Neither its areas nor its people exist. Two areas were made to fall"
                " behind, so that you can see what Nabolag finds."
            ),
            reports=_of(
                made, {"dalen": _("The area Dalen"), "storvik": _("The whole city")}
            ),
        ),
        ReportGroup(
            id="own",
            title=_("Your own figures"),
            text=_("Made from the folder you named."),
            reports=_of(made, {name: name.removeprefix("own-") for name in own}),
        ),
    ]
    return [group for group in groups if group.reports]


def _of(made: Iterable[MadeReport], titles: Mapping[str, str]) -> tuple[Report, ...]:
    found = {
        name: tuple(_link(report) for report in made if report.name == name)
        for name in titles
    }
    return tuple(
        Report(name=name, title=titles[name], links=links)
        for name, links in found.items()
        if links
    )


def _link(report: MadeReport) -> ReportLink:
    return ReportLink(
        language=report.language,
        language_name=dict(settings.LANGUAGES)[report.language],
        has_pdf=report.has_pdf,
    )


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
