"""How pages become HTML: one set of templates for whole reports and for parts of them."""

from __future__ import annotations

import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from nabolag.figures.parts import Width
from nabolag.figures.signs import dimension_sign, sign, table_sign
from nabolag.reports.editions.drawings import drawn
from nabolag.reports.page import Map, Movers, Panel, Small
from nabolag.reports.wording.language import words

Part = Panel | Small | Map | Movers
"""What is drawn by itself."""

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def sheet(name: str) -> str:
    """Give one of the style sheets: ``figures.css`` or ``report.css``."""
    return (pkgutil.get_data(__package__, f"templates/{name}") or b"").decode()


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
