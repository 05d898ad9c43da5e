"""Figures over time: which can be compared, and how the distance has moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.standing import Standing, value_text
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import percent
from nabolag.reports.wording.periods import moment, period_text
from nabolag.values import Break, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One indicator's figures over time, oldest first, and where they are broken."""

    standings: tuple[Standing, ...]
    breaks: tuple[Break, ...]

    @property
    def last(self) -> Standing:
        """Give the newest figure."""
        return self.standings[-1]

    @property
    def since_break(self) -> tuple[Standing, ...]:
        """Give the figures that can be compared with the newest."""
        edges = [m for b in self.breaks if (m := moment(b.period)) is not None]
        latest = max(edges, default=float("-inf"))
        return tuple(s for s in self.standings if time_of(s) >= latest)


def lines(reading: Reading, standings: Sequence[Standing]) -> tuple[Line, ...]:
    """Give the indicators that have figures for at least two periods."""
    found = []
    for newest in standings:
        code, id_ = newest.text_of("code"), newest.indicator.id
        valued = tuple(
            s
            for s in reading.history(code, id_)
            if s.value is not None and moment(s.text_of("period")) is not None
        )
        if len(valued) > 1:
            breaks = _breaks(reading.diagnosis.breaks, valued)
            found.append(Line(standings=valued, breaks=breaks))
    return tuple(found)


def _breaks(breaks: Sequence[Break], valued: Sequence[Standing]) -> tuple[Break, ...]:
    """Give the breaks that fall within the figures of one indicator."""
    first, last = time_of(valued[0]), time_of(valued[-1])
    within = [
        b
        for b in breaks
        if b.level == valued[0].text_of("level")
        and b.indicator in (None, valued[0].indicator.id)
        and first < (moment(b.period) or first) <= last
    ]
    return tuple(sorted(within, key=lambda b: moment(b.period) or 0.0))


def time_of(standing: Standing) -> float:
    """Give where a figure lies in time, in years."""
    return moment(standing.text_of("period")) or 0.0


def change_text(line: Line, words: Words) -> str:
    """Give the first comparable figure and the newest; never across a break."""
    first, last = line.since_break[0], line.last
    if first is last:
        return words.gettext(
            "From %(year)s the figures cannot be compared with those before",
            year=period_text(last.text_of("period"), words),
        )
    years = {
        "first": period_text(first.text_of("period"), words),
        "last": period_text(last.text_of("period"), words),
    }
    if first.apart is None or last.apart is None:
        return words.gettext(
            "From %(before)s in %(first)s to %(now)s in %(last)s",
            before=value_text(first),
            now=value_text(last),
            **years,
        )
    return _distance_change(first, last, years, words)


def _distance_change(
    first: Standing, last: Standing, years: Mapping[str, str], words: Words
) -> str:
    if last.indicator.measure is Measure.AMOUNT and last.number_of("ratio") is not None:
        parts = part_of_city(first, words), part_of_city(last, words)
        return moved_as_part(*parts, years, words)
    return moved(last.indicator.measure, _bare(first), _bare(last), years, words)


def moved_as_part(before: str, now: str, years: Mapping[str, str], words: Words) -> str:
    """Say how an amount has moved, in per cent of the city's; ``years`` in words."""
    return words.gettext(
        "From %(before)s of the city's figure in %(first)s to %(now)s in %(last)s",
        before=before,
        now=now,
        **years,
    )


def moved(
    measure: Measure, before: str, now: str, years: Mapping[str, str], words: Words
) -> str:
    """Say how a distance has moved, in points where it is one between shares."""
    if measure is Measure.SHARE:
        return words.gettext(
            "From %(before)s points in %(first)s to %(now)s in %(last)s",
            before=before,
            now=now,
            **years,
        )
    return words.gettext(
        "Distance from %(before)s in %(first)s to %(now)s in %(last)s",
        before=before,
        now=now,
        **years,
    )


def _bare(standing: Standing) -> str:
    return "" if standing.apart is None else standing.unit.difference(standing.apart)


def part_of_city(standing: Standing, words: Words) -> str:
    """Give an amount in per cent of the city's: "56,7 %"."""
    ratio = standing.number_of("ratio")
    return "" if ratio is None else percent(ratio, words.language, decimals=1)
