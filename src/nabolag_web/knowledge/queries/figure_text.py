"""A figure as people read it: what it measures, and its value with the interval."""

from __future__ import annotations

from nabolag.reports.wording.language import Words, words
from nabolag.reports.wording.units import Unit, unit_of
from nabolag.values import Indicator, Measure
from nabolag_web.knowledge.queries.figures import Figure


def value_text(figure: Figure, language: str) -> str:
    """Give the value of a figure as papers keep it, such as “58 % (53–63)”."""
    unit = unit_for(figure, words(language))
    value = f"{unit.plain(figure.value)} {unit.word}".strip()
    between = interval_text(figure, unit)
    return f"{value} ({between})" if between else value


def interval_text(figure: Figure, unit: Unit) -> str:
    """Give the interval of a figure, or an empty text where it has none."""
    if figure.low is None or figure.high is None:
        return ""
    return unit.range(figure.low, figure.high, unit.fewest)


def unit_for(figure: Figure, said: Words) -> Unit:
    """Give how a figure's value is shown."""
    return unit_of(measured_by(figure, said), [figure.value], said)


def measured_by(figure: Figure, said: Words) -> Indicator:
    """Give what a figure measures, named in the page's language where it has that."""
    names = figure.names
    name = names.get(said.language) or names.get("nb") or next(iter(names.values()))
    return Indicator(
        id=figure.key,
        names={said.language: name},
        measure=Measure(figure.facts["measure"]),
        unit=figure.unit,
        per=figure.facts["per"],
    )
