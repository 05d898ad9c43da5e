"""A report as one HTML file that holds all it needs and runs no script."""

from __future__ import annotations

import pkgutil
from base64 import b64encode
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from nabolag.areas.result import Diagnosis
from nabolag.figures.fonts import web_font
from nabolag.figures.parts import Width
from nabolag.figures.signs import dimension_sign, sign, table_sign
from nabolag.reports.editions.drawings import drawn
from nabolag.reports.page import Edition, Map, Movers, Page, Panel, Small
from nabolag.reports.story import page
from nabolag.reports.wording.language import Words, words

if TYPE_CHECKING:
    from jinja2 import Environment
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
        _environment(said)
        .get_template("report.html")
        .render(
            page=report, style=_style(report), contents=list(_contents(report, said))
        )
    )


def _environment(said: Words) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    numbers = count(1)

    def both_widths(part: Panel | Small | Map | Movers) -> Markup:
        prefix = f"f{next(numbers)}"
        return Markup("").join(
            # Drawn by ourselves, every text in it written as text.
            Markup(  # noqa: S704
                drawn(
                    part,
                    width=width,
                    language=said.language,
                    prefix=f"{prefix}{width.value[0]}",
                )
            )
            for width in Width
        )

    environment = Environment(
        loader=PackageLoader("nabolag.reports.editions"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(
        _=said.gettext,
        drawn=both_widths,
        sign=lambda name: Markup(sign(name)),  # noqa: S704
        dimension_sign=lambda which: Markup(dimension_sign(which)),  # noqa: S704
        table_sign=lambda: Markup(table_sign()),  # noqa: S704
    )
    return environment


def _style(report: Page) -> Markup:
    """Give the style sheet with the font in it, and what stands at the foot on paper."""
    from markupsafe import Markup

    sheet = (pkgutil.get_data(__package__, "templates/report.css") or b"").decode()
    # Our own file, a font as letters and digits, and a text with every sign escaped.
    return Markup(_font_face() + sheet + _foot_on_paper(report))  # noqa: S704


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
    parts = ("Nabolag", report.kicker, report.place, report.made)
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
