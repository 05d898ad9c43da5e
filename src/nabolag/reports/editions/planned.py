"""What more years could show, in a few lines of text and as one JSON document."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from nabolag.areas.trends.planned import Plan
from nabolag.reports.editions.described import (
    Document,
    told_indicator,
    told_warning,
)
from nabolag.reports.wording.language import Words, words
from nabolag.reports.wording.naming import levels_title
from nabolag.reports.wording.notices import sentence
from nabolag.reports.wording.numbers import number
from nabolag.reports.wording.slopes import change_in_a_year
from nabolag.reports.wording.units import Unit, unit_of
from nabolag.values import Indicator

_COLUMNS = ["indicator", "period", "value", "periods", "new_periods"]
_FOUND = ["detectable", "detectable_new"]


def plan_as_json(plan: Plan, *, language: str = "en") -> Document:
    """Give a plan as a document ready for ``json.dumps`` (``docs/json.md``)."""
    return {
        "years": plan.years,
        "areas": [
            {
                "code": code,
                "name": group["name"][0],
                "level": group["level"][0],
                "indicators": group.select(*_COLUMNS, *_FOUND).to_dicts(),
            }
            for (code,), group in plan.table.group_by("code", maintain_order=True)
        ],
        "indicators": [told_indicator(each, language) for each in plan.indicators],
        "warnings": [told_warning(each, language) for each in plan.notices],
    }


def plan_in_words(plan: Plan, *, area: str | None, language: str) -> str:
    """Give what more years could show, of one area or of each level, in lines of text.

    Whatever a reader must know beside the figures follows below them.
    """
    said = words(language)
    told = _every_level(plan, said) if area is None else _one_area(plan, area, said)
    notices = (f"· {sentence(each, language)}" for each in plan.notices)
    return "\n".join([*told, "", *dict.fromkeys(notices)]).strip()


def _one_area(plan: Plan, code: str, said: Words) -> Iterator[str]:
    rows = plan.table.filter(code=code)
    yield f"{rows['name'][0]} ({rows['level'][0]}, {code})"
    yield _asked(plan, said)
    for row in rows.iter_rows(named=True):
        indicator, unit = _read(plan, row["indicator"], said)
        yield ""
        yield f"{indicator.name(said.language)}, {row['period']}"
        yield f"  {_with_past(row['detectable'], unit, indicator, said)}"
        yield f"  {_from_now(row['detectable_new'], unit, indicator, said)}"


def _asked(plan: Plan, said: Words) -> str:
    return said.ngettext(
        "The smallest change in the distance to the rest of the city that %(n)s more"
        " year of figures would show in four cases of five:",
        "The smallest change in the distance to the rest of the city that %(n)s more"
        " years of figures would show in four cases of five:",
        plan.years,
        n=number(plan.years, said.language),
    )


def _read(plan: Plan, id_: str, said: Words) -> tuple[Indicator, Unit]:
    indicator = next(i for i in plan.indicators if i.id == id_)
    values = plan.table.filter(indicator=id_)["value"].to_list()
    return indicator, unit_of(indicator, values, said)


def _with_past(
    size: float | None, unit: Unit, indicator: Indicator, said: Words
) -> str:
    if size is None:
        return said.gettext("With the figures there are: cannot tell.")
    return said.gettext(
        "With the figures there are: %(size)s a year.",
        size=change_in_a_year(size, unit, indicator, said),
    )


def _from_now(size: float | None, unit: Unit, indicator: Indicator, said: Words) -> str:
    if size is None:
        return said.gettext("A change that starts now: cannot tell.")
    return said.gettext(
        "A change that starts now: %(size)s a year.",
        size=change_in_a_year(size, unit, indicator, said),
    )


def _every_level(plan: Plan, said: Words) -> Iterator[str]:
    yield _asked(plan, said)
    levels = plan.table.group_by("level", maintain_order=True)
    for (level,), rows in levels:
        yield ""
        yield levels_title(str(level), said)
        for (id_,), group in rows.group_by("indicator", maintain_order=True):
            indicator, unit = _read(plan, str(id_), said)
            yield f"  {indicator.name(said.language)}: " + _spread(
                group["detectable"].drop_nulls(), unit, indicator, said
            )


def _spread(sizes: pl.Series, unit: Unit, indicator: Indicator, said: Words) -> str:
    if sizes.is_empty():
        return said.gettext("cannot tell")

    def shown(at: float) -> str:
        size = sizes.quantile(at, "nearest") or 0.0
        return change_in_a_year(size, unit, indicator, said)

    return said.gettext(
        "%(middle)s a year in the middle area, from %(least)s to %(most)s",
        middle=shown(0.5),
        least=shown(0),
        most=shown(1),
    )
