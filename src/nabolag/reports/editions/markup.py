"""How pages become HTML: one set of templates for whole reports and for parts of them."""

from __future__ import annotations

import pkgutil
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from nabolag.figures.fonts import web_font
from nabolag.figures.parts import Width
from nabolag.figures.signs import dimension_sign, sign, table_sign
from nabolag.reports.editions.drawings import drawn
from nabolag.reports.page import Part
from nabolag.reports.wording.language import words

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def sheet(name: str) -> str:
    """Give one of the style sheets: ``figures.css`` or ``report.css``."""
    return (pkgutil.get_data(__package__, f"templates/{name}") or b"").decode()


def whole_style(foot: str) -> Markup:
    """Give all the rules of a page that stands alone, its font among them."""
    from markupsafe import Markup

    rules = sheet("figures.css") + sheet("report.css")
    # Our own files, a font as letters and digits, and a text with every sign escaped.
    return Markup(_font_face() + rules + foot)  # noqa: S704


def _font_face() -> str:
    font = web_font()
    if font is None:
        return ""
    return (
        '@font-face { font-family: "Inter Variable"; font-weight: 100 900;'
        " font-display: swap; src: url(data:font/woff2;base64,"
        f'{b64encode(font).decode()}) format("woff2"); }}\n'
    )


def foot_on_paper(parts: Iterable[str]) -> str:
    """Give the rules for what stands at the foot of every sheet of paper."""
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


@cache
def environment(language: str) -> Environment:
    """Give what makes HTML of the templates in a language.

    The templates ask for ``prefix``, which stands before every id, and ``methods``,
    where the way of calculating is told.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def in_width(part: Part, width: Width, prefix: str) -> Markup:
        own = f"{prefix}{width.value[0]}"
        # Drawn by ourselves, every text in it written as text.
        return Markup(  # noqa: S704
            drawn(part, width=width, language=language, prefix=own)
        )

    def both_widths(part: Part, prefix: str) -> Markup:
        return Markup("").join(in_width(part, width, prefix) for width in Width)

    made = Environment(
        loader=PackageLoader("nabolag.reports.editions"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(
        _=words(language).gettext,
        drawn=both_widths,
        narrow=lambda part, prefix: in_width(part, Width.NARROW, prefix),
        sign=lambda name: Markup(sign(name)),  # noqa: S704
        dimension_sign=lambda which: Markup(dimension_sign(which)),  # noqa: S704
        table_sign=lambda: Markup(table_sign()),  # noqa: S704
    )
    return made
