"""What a report of one area says first: its title and its verdict."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.reports.passages.headings import heading_for
from nabolag.reports.standings.standing import Standing, other_text, value_text
from nabolag.reports.standings.trend import Trend
from nabolag.reports.wording.language import Span, Words
from nabolag.reports.wording.numbers import number

_MORE = 2
"""Sentences after the first."""


def main_of(standings: Sequence[Standing]) -> Standing | None:
    """Choose the figure a page opens with, or nothing where no figure has a value.

    The clearest distance, counted in half intervals, among indicators where one way is
    wished for; then among all that have an interval; then the first with a value.
    Context figures are never chosen.
    """
    usable = [s for s in standings if s.value is not None and not s.context]
    judged = [s for s in usable if s.judged]
    for some in ([s for s in judged if s.directed], judged):
        if some:
            return max(some, key=lambda s: s.clearness)
    compared = [s for s in usable if s.apart is not None]
    return next(iter([*compared, *usable]), None)


def title(main: Standing | None, name: str, words: Words) -> str:
    """Give the finding a page opens with."""
    if main is None:
        return words.gettext("No figures for %(name)s", name=name)
    facts = {
        "indicator": main.indicator.name(words.language),
        "name": name,
        "value": _full(value_text(main), main),
    }
    if main.apart is None:
        return words.gettext("%(indicator)s: %(value)s in %(name)s", **facts)
    facts["other"] = _full(other_text(main), main)
    if main.judged and not main.certain:
        return words.gettext(
            "%(indicator)s: %(value)s in %(name)s against %(other)s in the city, but"
            " the difference is uncertain",
            **facts,
        )
    return words.gettext(
        "%(indicator)s: %(value)s in %(name)s against %(other)s in the city", **facts
    )


def _full(text: str, standing: Standing) -> str:
    return f"{text} {standing.unit.word}" if standing.unit.word else text


def verdict(
    standings: Sequence[Standing],
    changes: Sequence[bool],
    name: str,
    words: Words,
    *,
    trends: Sequence[Trend] = (),
) -> tuple[Span, ...]:
    """Give at most three sentences: how many differ, where it goes, what is not known.

    ``standings`` are without context figures; ``changes`` tells for each change that
    can be judged whether it is more than chance. With trends, which way the distances
    go is said before what is new.
    """
    judged = [s for s in standings if s.judged]
    heading = heading_for(trends, words)
    untold = len(standings) - len(judged) if judged and not heading else 0
    more = (
        *heading,
        *_changed(changes, words),
        *_untold(untold, words),
    )
    return (
        *_counted(judged, name, words),
        *(Span(text=f" {sentence}") for sentence in more[:_MORE]),
    )


def _counted(judged: Sequence[Standing], name: str, words: Words) -> tuple[Span, ...]:
    certain = sum(s.certain for s in judged)
    facts = {
        "some": number(certain, words.language),
        "total": number(len(judged), words.language),
        "rest": number(len(judged) - certain, words.language),
        "name": name,
    }
    if not judged:
        return words.spans(
            "No source gives the spread of its figures, so we cannot tell where"
            " %(name)s differs from the rest of the city by more than chance.",
            **facts,
        )
    if certain == 0:
        return words.spans(
            "On **none of %(total)s measures** is it certain that %(name)s differs from"
            " the rest of the city.",
            **facts,
        )
    if certain == len(judged):
        return words.spans(
            "On **%(some)s of %(total)s measures** %(name)s differs from the rest of"
            " the city.",
            **facts,
        )
    return words.spans(
        "On **%(some)s of %(total)s measures** %(name)s differs from the rest of the"
        " city, on %(rest)s the difference is uncertain.",
        **facts,
    )


def _changed(changes: Sequence[bool], words: Words) -> tuple[str, ...]:
    if not changes:
        return ()
    if not any(changes):
        return (
            words.gettext(
                "No distance has changed by more than chance since last time."
            ),
        )
    n = sum(changes)
    return (
        words.ngettext(
            "Since last time the distance has changed by more than chance on %(n)s"
            " measure.",
            "Since last time the distance has changed by more than chance on %(n)s"
            " measures.",
            n,
            n=number(n, words.language),
        ),
    )


def _untold(n: int, words: Words) -> tuple[str, ...]:
    if n == 0:
        return ()
    return (
        words.ngettext(
            "For %(n)s measure we cannot tell.",
            "For %(n)s measures we cannot tell.",
            n,
            n=number(n, words.language),
        ),
    )
