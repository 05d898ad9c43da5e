"""A report as one HTML file that holds all it needs and runs no script."""

from __future__ import annotations

from collections.abc import Iterator

from nabolag.areas.result import Diagnosis
from nabolag.reports.editions.fragments import METHODS
from nabolag.reports.editions.markup import environment, foot_on_paper, whole_style
from nabolag.reports.page import Edition, Page
from nabolag.reports.story import page
from nabolag.reports.wording.language import Words, words


def html_report(diagnosis: Diagnosis, edition: Edition) -> str:
    """Give the report of one area or of the whole city as an HTML page.

    The page holds its own style, font and drawings, and forbids everything else.
    Raises :class:`WrongUsage` for an unknown language or an area without figures.
    """
    return html_of(page(diagnosis, edition))


def html_of(report: Page) -> str:
    """Give a finished page as HTML; the same page always gives the same letters."""
    said = words(report.language)
    return (
        environment(said.language)
        .get_template("report.html")
        .render(
            page=report,
            style=whole_style(_foot(report)),
            contents=list(_contents(report, said)),
            prefix="",
            methods=METHODS if report.cards else report.address,
        )
    )


def _foot(report: Page) -> str:
    parts = ("Nabolag", report.kicker, report.place, report.made, report.address)
    return foot_on_paper(parts)


def _contents(report: Page, said: Words) -> Iterator[tuple[str, str]]:
    """Give the parts of the page that can be gone to, in their order."""
    if report.one_area:
        yield "standing", said.gettext("How the area stands")
    parts = (
        ("over-time", said.gettext("Over time"), report.development),
        ("moving", said.gettext("Moving in and out"), report.movers or report.behind),
        ("alike", said.gettext("Areas like this one"), report.similar),
        ("piled", said.gettext("Pile-up"), report.pile_up),
        ("gathered", said.gettext("Concentration"), report.concentration),
        *((section.id, section.heading, section) for section in report.sections),
        ("now", said.gettext("What is new"), report.news),
        ("orientation", said.gettext("For orientation"), report.context),
        ("remarks", said.gettext("Remarks"), report.remarks),
        ("sources", said.gettext("Sources"), report.references),
        ("methods", said.gettext("How we calculate"), report.cards),
    )
    yield from ((id_, text) for id_, text, there in parts if there)
