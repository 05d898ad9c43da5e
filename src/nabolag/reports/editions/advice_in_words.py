"""What ways of working give, and the best mix of them, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.numbers import between, kroner, number
from nabolag.reports.wording.ways import way_name
from nabolag.residents.method_mix import Mix
from nabolag.residents.methods_advice import Ground, Way, Yield
from nabolag.values import Estimate

_THIN = {
    Ground.TOO_FEW_ACTIVITIES: message("too thin: fewer than three activities"),
    Ground.MOSTLY_CARD: message("too thin: rests more on the card than on the record"),
}


def advice_in_words(found: Sequence[Yield], mix: Mix | None, *, language: str) -> str:
    """Give what each way takes by group, and the best mix where it was asked for."""
    said = words(language)
    blocks = [
        said.line(
            message(
                "What one new participation takes. Intervals hold about nine times of ten."
            )
        ),
        *(_way(way, list(held), said) for way, held in groupby(found, lambda y: y.way)),
    ]
    if mix is not None:
        blocks.append("\n".join(_mix(mix, said)))
    return "\n\n".join(blocks)


def thin_word(ground: Ground, said: Words) -> str:
    """Say why an estimate is too thin to rest advice on; nothing where it is not."""
    return said.line(_THIN[ground]) if ground in _THIN else ""


def hours_text(takes: Estimate, said: Words) -> str:
    """Say how many hours one new participation takes, and between what."""
    return said.gettext(
        "%(hours)s hours (%(range)s)",
        hours=number(takes.value, said.language, decimals=1),
        range=_range(takes, said, decimals=1),
    )


def cost_text(takes: Estimate, said: Words) -> str:
    """Say how much money one new participation takes, and between what."""
    return f"{kroner(takes.value, said.language)} ({_range(takes, said, decimals=0)})"


def _range(takes: Estimate, said: Words, *, decimals: int) -> str:
    ends = (takes.low or 0.0, takes.high or 0.0)
    return between(*ends, said.language, decimals=decimals)


def _way(way: Way, held: Sequence[Yield], said: Words) -> str:
    count = said.ngettext(
        "%(n)s activity",
        "%(n)s activities",
        held[0].activities,
        n=number(held[0].activities, said.language),
    )
    return "\n".join(
        [f"{way_name(way)} ({count})", *(_line(each, said) for each in held)]
    )


def _line(told: Yield, said: Words) -> str:
    line = (
        f"- {told.group}: {hours_text(told.hours, said)}, {cost_text(told.cost, said)}"
    )
    thin = thin_word(told.ground, said)
    return f"{line}; {thin}" if thin else line


def _mix(told: Mix, said: Words) -> Iterator[str]:
    yield said.gettext(
        "The mix that closes the largest gaps costs %(cost)s and %(hours)s hours:",
        cost=kroner(told.cost, said.language),
        hours=number(told.hours, said.language),
    )
    for way, count in told.held.items():
        yield f"- {way_name(way)}: {number(count, said.language)}" + (
            "; " + said.line(message("record too thin: try it on a small scale first"))
            if way in told.thin
            else ""
        )
    yield said.line(message("New participations still missing:"))
    for group, left in told.left.items():
        yield said.gettext(
            "- %(group)s: %(left)s expected, %(cautious)s if every way gives the low"
            " end of its interval",
            group=group,
            left=number(left, said.language),
            cautious=number(told.left_cautious[group], said.language),
        )
