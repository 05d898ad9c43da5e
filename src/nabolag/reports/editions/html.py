"""A report as one HTML file that holds all it needs and runs no script."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nabolag.areas.result import Diagnosis
from nabolag.figures.fonts import web_font
from nabolag.reports.editions.fragments import METHODS, style_rules
from nabolag.reports.editions.markup import environment, sheet
from nabolag.reports.page import Edition, Page
from nabolag.reports.story import page
from nabolag.reports.wording.language import Words, words

if TYPE_CHECKING:
    from markupsafe import Markup


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
            style=_style(report),
            contents=list(_contents(report, said)),
            prefix="",
            methods=METHODS if report.cards else report.address,
        )
    )


def _style(report: Page) -> Markup:
    """Give the style sheet with the font in it, and what stands at the foot on paper."""
    from markupsafe import Markup

    rules = style_rules() + sheet("report.css")
    # Our own files, a font as letters and digits, and a text with every sign escaped.
    return Markup(_font_face() + rules + _foot_on_paper(report))  # noqa: S704


def _font_face() -> str:
    font = web_font()
    if font is None:
        return ""
    return (
        '@font-face { font-family: "Inter Variable"; font-weight: 100 900;'
        " font-display: swap; src: url(data:font/woff2;base64,"
        f'{b64encode(font).decode()}) format("woff2"); }}\n'
    )


def _foot_on_paper(report: Page) -> str:
    parts = ("Nabolag", report.kicker, report.place, report.made, report.address)
    text = _as_css(" · ".join(part for part in parts if part))
    return (
        "@page { size: A4; margin: 16mm 15mm 18mm; font: 8pt Inter, sans-serif;"
        f" @bottom-left {{ content: {text}; }}"
        ' @bottom-right { content: counter(page) " / " counter(pages); } }\n'
    )


def _as_css(text: str) -> str:
    """Give a text as a CSS string in which nothing can end the string or the style."""
    safe = "".join(s if s.isalnum() else f"\\{ord(s):x} " for s in text)
    return f'"{safe}"'


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
