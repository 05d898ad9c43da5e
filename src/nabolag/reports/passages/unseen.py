"""What a report does not see: figures without interval, hidden, missing or old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nabolag.areas.result import Diagnosis
from nabolag.reports.page import Entry
from nabolag.reports.standings.standing import Standing, held_against, value_text
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.periods import period_text
from nabolag.values import Indicator, Note, year_of

OLD = 5
"""Years after which a figure is called old. Local elections come every fourth year, so
a turnout is never old before the next one is held."""


def unseen(
    standings: Sequence[Standing],
    *,
    missing: Iterable[Indicator],
    year: int | None,
    words: Words,
) -> tuple[Entry, ...]:
    """Give what one area's report does not see, in a fixed order.

    ``missing`` are indicators that have figures, but none for this area; ``year`` is
    the year the report is read in.
    """
    return (
        *_without_interval(standings, words),
        *_hidden(standings, words),
        *_no_figure(standings, missing, words),
        *_old(standings, year, words),
        *_provisional(standings, words),
    )


def newest_year(diagnosis: Diagnosis) -> int | None:
    """Give the newest year there is any figure for."""
    years = [year_of(p) for p in diagnosis.table["period"].unique()]
    return max((y for y in years if y is not None), default=None)


def _without_interval(standings: Sequence[Standing], words: Words) -> Iterator[Entry]:
    for standing in standings:
        if standing.value is None or standing.judged:
            continue
        yield Entry(
            kind=words.gettext("Without interval"),
            subject=standing.indicator.name(words.language),
            text=words.gettext(
                "%(against)s. The source does not give the spread, so we do not draw it.",
                against=_against(standing, words),
            ),
        )


def _against(standing: Standing, words: Words) -> str:
    if standing.apart is None:
        return value_text(standing)
    return words.gettext(
        "%(value)s against %(other)s",
        value=value_text(standing),
        other=held_against(standing, words),
    )


def _hidden(standings: Sequence[Standing], words: Words) -> Iterator[Entry]:
    for standing in standings:
        if standing.value is None and standing.row["note"] == Note.CONFIDENTIAL:
            yield Entry(
                kind=words.gettext("Hidden"),
                subject=standing.indicator.name(words.language),
                text=words.gettext(
                    "The source withholds the figure, to protect the people behind it."
                ),
            )


def _no_figure(
    standings: Sequence[Standing], missing: Iterable[Indicator], words: Words
) -> Iterator[Entry]:
    absent = [
        s.indicator
        for s in standings
        if s.value is None and s.row["note"] != Note.CONFIDENTIAL
    ]
    for indicator in (*absent, *missing):
        yield Entry(
            kind=words.gettext("No data"),
            subject=indicator.name(words.language),
            text=words.gettext("The source has no figure for this area."),
        )


def _old(
    standings: Sequence[Standing], year: int | None, words: Words
) -> Iterator[Entry]:
    for standing in standings:
        period = standing.text_of("period")
        measured = year_of(period)
        if standing.value is None or measured is None or year is None:
            continue
        if year - measured >= OLD:
            yield Entry(
                kind=words.gettext("Old"),
                subject=standing.indicator.name(words.language),
                text=words.gettext(
                    "Measured in %(period)s.", period=period_text(period, words)
                ),
            )


def _provisional(standings: Sequence[Standing], words: Words) -> Iterator[Entry]:
    for standing in standings:
        if standing.row["note"] == Note.PROVISIONAL:
            yield Entry(
                kind=words.gettext("Provisional"),
                subject=standing.indicator.name(words.language),
                text=words.gettext("The source may still revise the figure."),
            )
