"""The pulse's series for their page: a drawing, and a table that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabolag.figures.drawing import svg
from nabolag.figures.monthly import MonthPoint, monthly
from nabolag.figures.parts import Width
from nabolag_web.knowledge.models import PulseSeries
from nabolag_web.knowledge.presenters.pulse import month_word, text_of
from nabolag_web.knowledge.queries.pulse import Series, Told

_MOST = {Width.WIDE: 12, Width.NARROW: 5}
"""How many months are drawn; the table has them all."""

_TICKS = {1.0: "1", 2.0: "2", 3.0: "3", 4.0: "4", 5.0: "5"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table: who, and a cell for each month."""

    who: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFigure:
    """A question as its page shows it."""

    pk: int
    title: str
    still_asked: bool
    is_told: bool
    summary: str
    drawings: tuple[SafeString, ...]
    months: tuple[str, ...]
    rows: tuple[Row, ...]


def series_figures(
    series: Sequence[Series], names: Mapping[int, str]
) -> list[SeriesFigure]:
    """Give the pulse's questions for a page, each over time."""
    return [_figure(each, names) for each in series]


def _figure(series: Series, names: Mapping[int, str]) -> SeriesFigure:
    months = list(_every_month(series.asked))
    return SeriesFigure(
        pk=series.question.pk,
        title=text_of(series.question),
        still_asked=series.question.active_until is None,
        is_told=bool(series.whole),
        summary=_summary(series),
        drawings=tuple(_drawn(series, months, width) for width in Width),
        months=tuple(month_word(month) for month in months),
        rows=tuple(_rows(series, months, names)),
    )


def _every_month(asked: Sequence[date]) -> Iterator[date]:
    """Give every month from the first to the last that was asked, gaps as well."""
    month = asked[0]
    while month <= asked[-1]:
        yield month
        turn = month.month == 12
        month = date(month.year + turn, 1 if turn else month.month + 1, 1)


def _summary(series: Series) -> str:
    if not series.whole:
        return _("Fewer than five have answered, or all alike, so nothing is shown.")
    month = max(series.whole)
    told = series.whole[month]
    said = _("In %(month)s: %(mean)s of 5 on average, by %(count)s who answered.")
    return said % {
        "month": month_word(month),
        "mean": _number(told.mean),
        "count": told.n,
    }


def _drawn(series: Series, months: Sequence[date], width: Width) -> SafeString:
    points = [_point(series, month) for month in months[-_MOST[width] :]]
    spec = monthly(points, tick_texts=_TICKS, width=width)
    prefix = f"series-{series.question.pk}-{width.value}"
    # The drawing is the library's own, with every text in it escaped.
    return mark_safe(svg(spec, language=get_language() or "nb", prefix=prefix))  # noqa: S308


def _point(series: Series, month: date) -> MonthPoint:
    told = series.whole.get(month)
    services = (of[month].mean for of in series.alone.values() if month in of)
    return MonthPoint(
        label=date_format(month, "M"),
        n_text="" if told is None else f"n = {told.n}",
        value=None if told is None else told.mean,
        services=tuple(services),
    )


def _rows(
    series: Series, months: Sequence[date], names: Mapping[int, str]
) -> Iterator[Row]:
    yield Row(
        who=_("All together"),
        cells=tuple(_cell(series, month, series.whole) for month in months),
    )
    for service in sorted(series.alone, key=lambda key: names.get(key, "")):
        yield Row(
            who=names.get(service, ""),
            cells=tuple(
                _cell(series, month, series.alone[service]) for month in months
            ),
        )
    if series.together:
        yield Row(
            who=_("The other services together"),
            cells=tuple(_cell(series, month, series.together) for month in months),
        )


def _cell(series: Series, month: date, told: Mapping[date, Told]) -> str:
    if month not in series.asked:
        return _("not asked")
    if month not in told:
        return _("hidden")
    return _numbers(told[month])


def _numbers(told: Told) -> str:
    return _("%(mean)s (median %(median)s, n = %(count)s)") % {
        "mean": _number(told.mean),
        "median": _number(told.median),
        "count": told.n,
    }


def kept_rows(series: PulseSeries) -> list[Row]:
    """Give a series that was kept as evidence, a row for each month, the newest first."""
    return [
        Row(
            who=month_word(date.fromisoformat(each["month"])),
            cells=(_number(each["mean"]), _number(each["median"]), str(each["n"])),
        )
        for each in reversed(series.months)
    ]


def _number(value: float) -> str:
    return number_format(value, decimal_pos=1)
