"""An output of a model over time as a fan, with what it is held against."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from nabolag.errors import Refused
from nabolag.figures.drawing import svg
from nabolag.figures.fan_chart import fan_chart
from nabolag.figures.fan_parts import Fan, FanChart, FanPoint
from nabolag.reports.editions.spirals_drawn import (
    Drawn,
    Paper,
    as_given,
    counted,
    failed_told,
    moments,
    time_told,
    value_told,
    whole,
)
from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.notices import sentence
from nabolag.spirals.model.model import Level, Model
from nabolag.spirals.runs.checking import notices_of
from nabolag.spirals.runs.ensemble import HIGH, LOW, Run

_QUANTILES = (LOW, 0.25, 0.5, 0.75, HIGH)
_NO_UNIT = "1"
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A run of a model, in an area, and the run without what is set in it.

    The first output of the run is what is drawn. ``values`` are what is set.
    """

    told: Run
    without: Run | None = None
    values: Mapping[str, float]
    area: int = 0


def outlook_drawn(model: Model, outlook: Outlook, *, paper: Paper) -> Drawn:
    """Draw an outlook: the median of all variants, the middle half, and nine of ten.

    Raises :class:`Refused` for a drawing, whose values mean nothing as numbers, and for
    runs too many variants of which failed.
    """
    _refuse_a_drawing(model)
    said, told = words(paper.language), outlook.told
    output, place = told.outputs[0], told.areas[outlook.area]
    runs = [told, *([outlook.without] if outlook.without else [])]
    series = [_series(run, output, outlook.area) for run in runs]
    chart = _chart(series, unit=_unit(model, output), said=said, paper=paper)
    spec = fan_chart(chart, width=paper.width)
    notices = [notice for run in runs for notice in notices_of(run)]
    picture = whole(
        svg(spec, language=paper.language, prefix="outlook"),
        model,
        paper,
        of=f"{output}, {place}" if place else output,
        above=list(_set(outlook.values, said, paper)),
        below=[*_key(series, said, paper), time_told(model, paper)],
    )
    remarks = dict.fromkeys(sentence(notice, paper.language) for notice in notices)
    return Drawn(svg=picture, remarks=tuple(remarks))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """A run's points, how many variants they are of, and how many others failed."""

    points: tuple[FanPoint, ...]
    variants: int
    failed: int

    @property
    def varies(self) -> bool:
        """Tell whether variants differ, so that there is a band to draw."""
        return any(point.outer is not None for point in self.points)


def _refuse_a_drawing(model: Model) -> None:
    if model.level < Level.EQUATIONS:
        raise Refused(
            found="The model is a drawing, at least in part: what a run of it gives means"
            " nothing as numbers.",
            needed="an equation for every factor",
            remedy="See in how many variants something that is set makes it better, with"
            " nabolag spirals run --set, or draw the diagram.",
        )


def _series(run: Run, output: str, area: int) -> _Series:
    run.check()
    kept = run.of(output)[:, ~run.failed.any(axis=1), area]
    some = moments(len(run.times))
    found = np.quantile(kept[some], _QUANTILES, axis=1)
    wide = found[-1] - found[0] > _ROUNDING * np.abs(found).max(axis=0)
    points = tuple(
        FanPoint(
            year=run.times[at],
            median=median,
            inner=(first, third) if wide.any() else None,
            outer=(low, high) if wide.any() else None,
        )
        for at, (low, first, median, third, high) in zip(
            some.tolist(), found.T.tolist(), strict=True
        )
    )
    failed = run.failed_draws
    return _Series(points=points, variants=run.variants - failed, failed=failed)


def _chart(series: list[_Series], *, unit: str, said: Words, paper: Paper) -> FanChart:
    told, *others = series
    values = [value_told(*_last(one), paper) for one in series]
    chart = FanChart(
        fan=Fan(label=values[0], points=told.points),
        unit_text=unit,
        decimal=paper.decimal,
    )
    if told.varies:
        nine = message("middle nine of ten of %(variants)s variants")
        chart = replace(
            chart,
            inner_text=said.line(message("middle half")),
            outer_text=said.gettext(nine, variants=counted(told.variants, paper)),
        )
    if not others:
        return chart
    with_it = said.gettext(message("With what is set: %(told)s"), told=values[0])
    without = said.gettext(message("Without: %(told)s"), told=values[1])
    return replace(
        chart,
        fan=Fan(label=with_it, points=told.points),
        without=Fan(label=without, points=others[0].points),
    )


def _last(series: _Series) -> tuple[float, tuple[float, float] | None]:
    last = series.points[-1]
    return math.nan if last.median is None else last.median, last.outer


def _unit(model: Model, output: str) -> str:
    unit = model.factor(output).unit
    return "" if unit in (None, _NO_UNIT) else str(unit)


def _set(values: Mapping[str, float], said: Words, paper: Paper) -> Iterator[str]:
    if values:
        told = ", ".join(
            f"{name} = {as_given(value, paper)}" for name, value in values.items()
        )
        yield said.gettext(message("Set: %(values)s."), values=told)


def _key(series: list[_Series], said: Words, paper: Paper) -> Iterator[str]:
    """Say what is drawn, and how sure it is."""
    variants = counted(series[0].variants, paper)
    if not series[0].varies:
        yield said.gettext(
            message("One line and no band: all variants (%(variants)s) give the same."),
            variants=variants,
        )
    else:
        yield said.gettext(
            message(
                "Line: the median of %(variants)s variants. The bands hold the middle"
                " half and the middle nine of ten. They say how much hangs on numbers"
                " that no one knows for certain, and nothing of an arrow that was left"
                " out."
            ),
            variants=variants,
        )
    if len(series) > 1:
        yield said.line(message("Dashed and hatched: without what is set."))
    yield failed_told(max(one.failed for one in series), paper)
