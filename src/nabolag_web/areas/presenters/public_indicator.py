"""One published indicator in words: the programme's areas and the city over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from nabolag.reports.page import Column, Grid
from nabolag.reports.standings.reading import Reading, reading_of
from nabolag.reports.standings.standing import NOTHING, Standing, missing_text
from nabolag.reports.wording.language import Words, words
from nabolag.reports.wording.naming import dimension_word
from nabolag.reports.wording.numbers import rounded
from nabolag.reports.wording.periods import moment, period_text, stretch
from nabolag.values import Dimension
from nabolag_web.areas.models import Indicator
from nabolag_web.areas.presenters.pages import indicator_facts, language, ready
from nabolag_web.areas.presenters.public import known_areas
from nabolag_web.areas.queries.public_part import PublicAnswer, only
from nabolag_web.areas.queries.public_rows import city_of
from nabolag_web.areas.queries.published import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """An indicator's page: its figures for each area that has any, and who has none."""

    name: str
    definition: str
    wish: str
    dimension: str
    years: str
    query: str
    areas: tuple[dict[str, Any], ...]
    without: tuple[str, ...]
    table: Grid | None

    @property
    def title(self) -> str:
        """Give the finding where there is one; for several areas, what is measured."""
        return str(self.areas[0]["title"]) if len(self.areas) == 1 else self.name


def indicator_page(
    here: Published,
    found: PublicAnswer | None,
    indicator: Indicator,
    drawn: Mapping[str, Any],
) -> IndicatorPage:
    """Give an indicator's page: the programme's areas beside the city over time."""
    about = None if found is None else only(found, indicator.key)
    known, facts = known_areas(about), indicator_facts(indicator)
    return IndicatorPage(
        name=facts.name,
        definition=facts.definition,
        wish=facts.wish,
        dimension=_dimension(indicator),
        years=_years(about),
        query=urlencode({"indicator": indicator.key}),
        areas=tuple(ready(each) for each in drawn.get("areas", ())),
        without=tuple(area.name for area in here.areas if area.code not in known),
        table=_table(here, about, indicator.key),
    )


def _dimension(indicator: Indicator) -> str:
    if not indicator.dimension:
        return ""
    return dimension_word(Dimension(indicator.dimension), words(language()))


def _years(about: PublicAnswer | None) -> str:
    if about is None or about.table.is_empty():
        return ""
    return stretch(about.table["period"].to_list(), words(language()))


def _table(here: Published, about: PublicAnswer | None, key: str) -> Grid | None:
    """Give every published figure: a row for each period, a column for each place."""
    if about is None or about.table.is_empty():
        return None
    reading = reading_of(about, words(language()))
    columns = {a.code: a.name for a in here.areas if a.code in known_areas(about)}
    if (city := city_of(about)) is not None:
        columns[city.code] = _("The whole city")
    cells = {code: _cells(reading, code, key) for code in columns}
    periods = sorted(about.table["period"].unique(), key=lambda p: moment(p) or 0.0)
    return Grid(
        caption=_caption(reading, key),
        columns=(
            Column(text=_("Period")),
            *(Column(text=name, number=True) for name in columns.values()),
        ),
        rows=tuple(
            (
                period_text(period, reading.words),
                *(cells[code].get(period, NOTHING) for code in columns),
            )
            for period in periods
        ),
    )


def _caption(reading: Reading, key: str) -> str:
    unit = reading.units[key].word
    intervals = _("Intervals of 95 per cent where there are any.")
    return f"{_('Unit: %(unit)s.') % {'unit': unit}} {intervals}" if unit else intervals


def _cells(reading: Reading, code: str, key: str) -> dict[str, str]:
    return {
        standing.text_of("period"): _cell(standing, reading.words)
        for standing in reading.history(code, key)
    }


def _cell(standing: Standing, said: Words) -> str:
    """Give a figure with its interval, all with the same decimals, or why there is none.

    A share stands with one decimal: with none, a whole city's interval is often empty.
    """
    if standing.value is None:
        return missing_text(standing, said)
    unit = standing.unit
    is_share = standing.indicator.measure == "share"
    decimals = max(unit.fewest, 1) if is_share else unit.fewest
    value = unit.text(rounded(standing.value, decimals, scale=unit.scale), decimals)
    low, high = standing.number_of("low"), standing.number_of("high")
    if low is None or high is None:
        return value
    return f"{value} ({unit.range(low, high, decimals)})"
