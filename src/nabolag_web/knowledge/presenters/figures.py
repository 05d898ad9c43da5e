"""Pinned figures in words: what they said, and what they are by now."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabolag.reports.wording.language import Words, words
from nabolag.reports.wording.periods import period_text
from nabolag.reports.wording.units import Unit
from nabolag_web.knowledge.queries.figure_text import (
    interval_text,
    measured_by,
    unit_for,
)
from nabolag_web.knowledge.queries.figures import Figure, Newer
from nabolag_web.shell.registry import Use


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLines:
    """A figure as pages tell it: its name, what it was, and where it is from."""

    title: str
    said: str
    source: str
    newer: str = ""


def said_words() -> Words:
    """Give the library's words in the page's language."""
    return words(get_language() or "nb")


def figure_lines(figure: Figure, newer: Newer | None = None) -> FigureLines:
    """Give what a figure says, and what has come since where anything has."""
    said = said_words()
    indicator, unit = measured_by(figure, said), unit_for(figure, said)
    return FigureLines(
        title=_("%(measure)s, %(area)s, %(period)s")
        % {
            "measure": indicator.names[said.language],
            "area": figure.area_name,
            "period": period_text(figure.period, said),
        },
        said=" ".join((_value(figure, unit), _against(figure, unit))).strip(),
        source=figure.source,
        newer="" if newer is None else _newer(newer, unit, said),
    )


def use_of_figures(slug: str, area: str, key: str) -> Use:
    """Give where a figure of an area is pinned as evidence."""
    asked = urlencode({"area": area, "indicator": key})
    return Use(
        title=_("Pin a figure as evidence"),
        address=f"{reverse('knowledge:pin_figure', args=[slug])}?{asked}",
    )


def _value(figure: Figure, unit: Unit) -> str:
    """Give the value with its interval, or without where it has none, and say so."""
    value = f"{unit.plain(figure.value)} {unit.word}".strip()
    between = interval_text(figure, unit)
    if not between:
        return _("%(value)s. How sure the figure is, is not known.") % {"value": value}
    return _("%(value)s (95%% sure: %(between)s).") % {
        "value": value,
        "between": between,
    }


def _against(figure: Figure, unit: Unit) -> str:
    other = figure.facts.get("other")
    if other is None:
        return ""
    city = unit.plain(other)
    if figure.facts["against"] == "rest":
        return _("The rest of the city: %(value)s.") % {"value": city}
    return _("The whole city: %(value)s.") % {"value": city}


def _newer(newer: Newer, unit: Unit, said: Words) -> str:
    return _("Newer figures have come: %(value)s (%(period)s).") % {
        "value": unit.plain(newer.value),
        "period": period_text(newer.period, said),
    }
