"""A paper as HTML: a page that holds all it needs, or a part of another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nabolag.reports.editions.markup import environment, foot_on_paper, whole_style
from nabolag.reports.papers.document import Document

if TYPE_CHECKING:
    from markupsafe import Markup


def html_of(document: Document) -> str:
    """Give a document as one HTML file with its own style and font, and no script.

    The same document always gives the same letters.
    """
    foot = ("Nabolag", document.title, document.kicker, document.mark)
    return (
        environment(document.language)
        .get_template("paper.html")
        .render(
            page=document,
            style=whole_style(foot_on_paper(foot)),
            contents=[(sheet.id, sheet.title) for sheet in document.sheets],
        )
    )


def fragment_of(document: Document, *, prefix: str = "", level: int = 2) -> Markup:
    """Give a document's sheets as HTML, to stand on a page that has its title already.

    ``prefix`` stands before every id, and ``level`` is that of the sheets' headings.
    The rules they need are among those of
    :func:`nabolag.reports.editions.fragments.style_rules`.
    """
    parts = environment(document.language).get_template("paper_parts.html").module
    made: Markup = vars(parts)["sheets"](document.sheets, level, prefix)
    return made
