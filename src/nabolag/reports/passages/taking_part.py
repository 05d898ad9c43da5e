"""Who has taken part, held against who lives there: a figure for each characteristic."""

from __future__ import annotations

import math
from collections.abc import Iterator

from nabolag.figures.parts import Width
from nabolag.figures.reach import ReachRow, reach
from nabolag.figures.scale import ticks
from nabolag.reports.page import Aside, Column, Figure, Grid, Key, Picture
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import between, number, percent, rounded, signed
from nabolag.reports.wording.reach_sentences import (
    conclusion_sentence,
    group_name,
    interval_sentence,
    joined,
)
from nabolag.reports.wording.verdicts import capital
from nabolag.residents.reach.reached import GroupReach
from nabolag.residents.reach.whole import (
    CharacteristicReach,
    Division,
    PartReach,
    Reach,
)
from nabolag.values import Estimate

_STEPS = (0.05, 0.1, 0.2)
_MOST_TICKS = 5


def taking_part(found: Reach, words: Words) -> tuple[Figure, ...]:
    """Give a figure for each characteristic that groups may be told by."""
    return tuple(
        _figure(told, f"reach-{place}", words)
        for place, told in enumerate(found.characteristics, start=1)
        if told.groups
    )


def by_part(found: Division, words: Words) -> tuple[Figure, ...]:
    """Give a figure for each method or process, and each characteristic in it."""
    return tuple(
        _figure(told, f"{found.kind}-{place}-{of}", words, part=part)
        for place, part in enumerate(found.parts, start=1)
        for of, told in enumerate(part.characteristics, start=1)
        if told.groups
    )


def reach_title(found: Reach, words: Words) -> str:
    """Say who is missing most, by the characteristic where groups differ most."""
    uneven = [c for c in found.characteristics if c.unevenness and c.seek]
    if not uneven:
        return words.gettext("No group is missing by more than chance gives")
    most = max(uneven, key=_variation)
    return words.gettext("Missing most: %(groups)s", groups=joined(most.seek))


def reach_asides(found: Reach, words: Words) -> Iterator[Aside]:
    """Give the test of a conclusion, and what may not be told."""
    if found.conclusion is not None:
        yield Aside(
            title=words.gettext("Does the conclusion hold?"),
            text=conclusion_sentence(found.conclusion, words),
        )
    hidden = [c.characteristic for c in found.characteristics if not c.groups]
    if hidden:
        yield Aside(
            title=words.gettext("What cannot be shown"),
            text=words.gettext(
                "By %(characteristics)s: too few in some of the groups for any of them to"
                " be shown.",
                characteristics=joined(hidden),
            ),
        )


def _variation(told: CharacteristicReach) -> float:
    return 0.0 if told.unevenness is None else told.unevenness.variation.value


def _figure(
    told: CharacteristicReach, id_: str, words: Words, *, part: PartReach | None = None
) -> Figure:
    return Figure(
        id=id_,
        title=capital(_title(told, part, words)),
        subtitle=words.gettext(
            "Share of participations against share of residents. %(interval)s",
            interval=interval_sentence(words, drawn=_drawn(told)),
        ),
        summary=" ".join(_said(group, words) for group in told.counted),
        key=(
            Key(sign="reached", text=words.gettext("share of participations")),
            Key(sign="lives", text=words.gettext("share of residents")),
        ),
        picture=_picture(told, words),
        tables=(_table(told, words), *_uneven(told, words)),
        table_link=words.gettext("Show as table"),
        source=words.gettext(
            "Source: participations as they were noted; residents from %(register)s.",
            register=told.register or words.gettext("a register"),
        ),
        cards=("reached", "unevenness"),
    )


def _title(told: CharacteristicReach, part: PartReach | None, words: Words) -> str:
    by = words.gettext("by %(characteristic)s", characteristic=told.characteristic)
    lead = by if part is None else f"{joined(part.names)}, {by}"
    if told.seek:
        return words.gettext(
            "%(lead)s: %(groups)s missing most", lead=lead, groups=joined(told.seek)
        )
    return words.gettext("%(lead)s: none missing by more than chance gives", lead=lead)


def _drawn(told: CharacteristicReach) -> bool:
    return any(group.share and group.share.low is not None for group in told.counted)


def _picture(told: CharacteristicReach, words: Words) -> Picture:
    rows = [_row(group, words) for group in told.counted]
    marks = {tick: percent(tick, words.language) for tick in _ticks(rows)}
    wide, narrow = (reach(rows, tick_texts=marks, width=w) for w in Width)
    return Picture(wide=wide, narrow=narrow)


def _row(group: GroupReach, words: Words) -> ReachRow:
    return ReachRow(
        label=group_name(group, words),
        reached_text=_share(group, words),
        lives=group.population_share or 0.0,
        reached=group.share,
    )


def _ticks(rows: list[ReachRow]) -> tuple[float, ...]:
    """Give round shares from nothing to beyond the largest there is, not too many."""
    ends = [end for r in rows if r.reached for end in (r.reached.value, r.reached.high)]
    largest = max(*(r.lives for r in rows), *(end for end in ends if end is not None))
    step = next((s for s in _STEPS if largest / s <= _MOST_TICKS), _STEPS[-1])
    return ticks(0, math.ceil(largest / step) * step, step=step)


def _share(group: GroupReach, words: Words) -> str:
    """Say both shares of a group that residents are counted in."""
    return words.gettext(
        "%(share)s against %(population)s",
        share=_bounded(group.share or Estimate(value=0.0), words),
        population=percent(group.population_share or 0.0, words.language),
    )


def _bounded(share: Estimate, words: Words) -> str:
    """Say a share, with its interval where it has one."""
    said = percent(share.value, words.language)
    if share.low is None or share.high is None:
        return said
    low, high = rounded(share.low, scale=100), rounded(share.high, scale=100)
    return f"{said} ({between(low, high, words.language)})"


def _said(group: GroupReach, words: Words) -> str:
    return f"{group_name(group, words)}: {_share(group, words)}."


def _table(told: CharacteristicReach, words: Words) -> Grid:
    heads = (
        words.gettext("Participations"),
        words.gettext("Share of participations"),
        words.gettext("Share of residents"),
        words.gettext("Distance, percentage points"),
        words.gettext("Participations per 100 residents"),
    )
    return Grid(
        caption=words.gettext(
            "Who took part, by %(characteristic)s", characteristic=told.characteristic
        ),
        columns=(
            Column(text=told.characteristic),
            *(Column(text=head, number=True) for head in heads),
        ),
        rows=tuple(_cells(group, words) for group in told.groups),
    )


def _uneven(told: CharacteristicReach, words: Words) -> Iterator[Grid]:
    """Give how unevenly groups were reached, beside what chance would give."""
    found = told.unevenness
    if found is None:
        return
    heads = (
        words.gettext("Here"),
        words.gettext("A random draw as large"),
        words.gettext("95 of 100 draws at most"),
    )
    rows = [
        (words.gettext("Coefficient of variation"), found.variation),
        (words.gettext("Dissimilarity"), found.dissimilarity),
    ]
    yield Grid(
        caption=words.gettext("How unevenly groups were reached"),
        columns=(
            Column(text=words.gettext("Measure")),
            *(Column(text=head, number=True) for head in heads),
        ),
        rows=tuple(
            (name, *(_two(n, words) for n in (held.value, held.mean, held.high)))
            for name, held in rows
        ),
    )


def _two(value: float | None, words: Words) -> str:
    return "–" if value is None else number(value, words.language, decimals=2)


def _cells(group: GroupReach, words: Words) -> tuple[str, ...]:
    language = words.language
    count = number(group.participations, language)
    if group.share is None or group.distance is None or group.rate is None:
        return (words.gettext("not told"), count, "–", "–", "–", "–")
    return (
        group_name(group, words),
        count,
        _bounded(group.share, words),
        percent(group.population_share or 0.0, language),
        signed(rounded(group.distance.value, scale=100), language),
        number(group.rate.value * 100, language, decimals=1),
    )
