"""How an area stands in short: each dimension's count of verdicts and clearest measure.

Dimensions are counted, never put together to one number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nabolag.areas.result import Verdict
from nabolag.reports.page import Figure, Key, Strip
from nabolag.reports.passages import pictures
from nabolag.reports.passages.trend_counts import others, title
from nabolag.reports.passages.trend_table import trend_table
from nabolag.reports.standings.standing import Standing, against_text, count_text
from nabolag.reports.standings.timelines import Line
from nabolag.reports.standings.trend import Trend
from nabolag.reports.wording.language import Span, Words
from nabolag.reports.wording.naming import dimension_word
from nabolag.reports.wording.numbers import number
from nabolag.reports.wording.verdicts import verdict_word
from nabolag.values import Dimension, Measure

_ORDER = (
    Verdict.NARROWING,
    Verdict.WIDENING,
    Verdict.UNCHANGED,
    Verdict.DEPENDS_ON_SCALE,
    Verdict.CANNOT_TELL,
)
"""The order verdicts are counted in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What is known of one dimension: its trends, and its clearest measure."""

    dimension: Dimension
    trends: tuple[Trend, ...]
    clearest: Line


def in_short(
    found: Sequence[Line],
    trends: Mapping[str, Trend],
    *,
    name: str,
    source: str,
    words: Words,
) -> Figure | None:
    """Give each dimension in short, or nothing where no distance can be judged.

    ``found`` are measures with a past, ``trends`` by indicator, each judged alone.
    """
    sides = [side for d in Dimension if (side := _side(d, found, trends))]
    judged = [trend for side in sides for trend in side.trends]
    if not judged:
        return None
    drawn = [side.clearest for side in sides]
    return Figure(
        id="in-short",
        title=title(judged, words),
        subtitle=" ".join(filter(None, (others(judged, words), _drawn(drawn, words)))),
        summary=pictures.summary(drawn, words),
        key=(*pictures.key(drawn, name, words), *_key(judged, words)),
        strips=tuple(_strips(sides, name, words)),
        tables=(trend_table(found, trends, name=name, words=words),),
        table_link=pictures.table_link(found, words),
        source=source,
        cards=("verdicts", "slopes"),
    )


def _side(
    dimension: Dimension, found: Sequence[Line], trends: Mapping[str, Trend]
) -> _Side | None:
    its = [line for line in found if line.last.indicator.dimension is dimension]
    if not its:
        return None
    ids = [line.last.indicator.id for line in its]
    return _Side(
        dimension=dimension,
        trends=tuple(trends[id_] for id_ in ids if id_ in trends),
        # One that can be judged goes before one that cannot.
        clearest=max(
            its,
            key=lambda line: (line.last.indicator.id in trends, line.last.clearness),
        ),
    )


def _drawn(drawn: Sequence[Line], words: Words) -> str:
    return words.gettext(
        "Each picture shows the clearest measure of its dimension, %(years)s.",
        years=pictures.years_of(drawn, words),
    )


def _key(judged: Sequence[Trend], words: Words) -> Iterator[Key]:
    seen = {trend.alone for trend in judged}
    for verdict in _ORDER:
        if verdict in seen:
            yield Key(sign=verdict.value, text=verdict_word(verdict, words))


def _strips(sides: Sequence[_Side], name: str, words: Words) -> Iterator[Strip]:
    smalls = pictures.smalls([side.clearest for side in sides], name, words)
    for side, small in zip(sides, smalls, strict=True):
        count = Counter(trend.alone for trend in side.trends)
        yield Strip(
            dimension=side.dimension,
            dimension_word=dimension_word(side.dimension, words),
            title=_title(count, words),
            others=_others(count, words),
            verdicts=tuple(v for v in _ORDER for _ in range(count[v])),
            verdict_words=tuple(
                verdict_word(v, words) for v in _ORDER for _ in range(count[v])
            ),
            small=small,
            standing=_standing(side.clearest.last, words),
        )


def _title(count: Counter[Verdict], words: Words) -> str:
    total = count.total()
    if not total:
        return words.gettext("Too few years to judge")
    return words.gettext(
        "The distance narrows on %(some)s of %(total)s",
        some=number(count[Verdict.NARROWING], words.language),
        total=number(total, words.language),
    )


def _others(count: Counter[Verdict], words: Words) -> str:
    if not count.total():
        return ""
    n = {verdict: number(count[verdict], words.language) for verdict in _ORDER}
    said = [words.gettext("widens on %(n)s", n=n[Verdict.WIDENING])]
    if count[Verdict.UNCHANGED]:
        said.append(words.gettext("unchanged on %(n)s", n=n[Verdict.UNCHANGED]))
    if count[Verdict.DEPENDS_ON_SCALE]:
        said.append(
            words.gettext(
                "depends on the measure on %(n)s", n=n[Verdict.DEPENDS_ON_SCALE]
            )
        )
    if count[Verdict.CANNOT_TELL]:
        said.append(words.gettext("cannot tell for %(n)s", n=n[Verdict.CANNOT_TELL]))
    return ", ".join(said)


def _standing(standing: Standing, words: Words) -> tuple[Span, ...]:
    """Give where the measure stands now: "+8 poeng. 21 % mot 13 % i byen …"."""
    against = against_text(standing, words)
    if standing.apart is None:
        return (Span(text=against),)
    apart = standing.unit.difference(standing.apart)
    facts = {"difference": apart, "against": against}
    if standing.indicator.measure is Measure.SHARE:
        said = words.spans(
            "**%(difference)s points.** %(against)s in the city", **facts
        )
    else:
        said = words.spans("**%(difference)s.** %(against)s in the city", **facts)
    count = count_text(standing, words)
    return (*said, Span(text=f", {count}")) if count else said
