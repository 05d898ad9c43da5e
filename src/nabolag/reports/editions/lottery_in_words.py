"""A draw of a panel in words: who was drawn, the chances, and the quotas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nabolag.reports.editions.lottery import Draw
from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.numbers import between, number, percent
from nabolag.residents.lottery.pool import Quota
from nabolag.residents.lottery.relaxing import Relaxation


def draw_in_words(draw: Draw, *, language: str) -> str:
    """Give who was drawn first, then the chances, the quotas and how they were relaxed."""
    said = words(language)
    blocks = ["\n".join(_who(draw, said)), "\n".join(_quotas(draw, said))]
    if draw.lottery.relaxed:
        blocks.append(relaxed_in_words(draw.lottery.relaxed, language=language))
    return "\n\n".join(blocks)


def relaxed_in_words(relaxed: Sequence[Relaxation], *, language: str) -> str:
    """Give the smallest relaxations that let quotas be met, one on each line."""
    said = words(language)
    lines = [
        said.gettext(
            "- %(quota)s: %(after)s instead of %(before)s",
            quota=_name(each.after),
            after=_range(each.after, said),
            before=_range(each.before, said),
        )
        for each in relaxed
    ]
    heading = message(
        "No panel meets all the quotas. The smallest relaxations that will:"
    )
    return "\n".join([said.line(heading), *lines])


def _who(draw: Draw, said: Words) -> Iterator[str]:
    drawn = ", ".join(draw.lottery.drawn.people)
    if draw.leaving:
        yield said.gettext(
            "Drawn in place of %(left)s: %(drawn)s.",
            left=", ".join(draw.leaving),
            drawn=drawn,
        )
    else:
        yield said.gettext("Drawn: %(drawn)s.", drawn=drawn)
    chances = draw.lottery.chances
    low, high = (
        percent(float(chance), said.language, decimals=1)
        for chance in (chances.smallest, chances.largest)
    )
    people = number(chances.among.pool.people, said.language)
    if low == high:
        yield said.gettext(
            "Could be drawn: %(n)s, all with the same chance: %(chance)s.",
            n=people,
            chance=low,
        )
    else:
        yield said.gettext(
            "Could be drawn: %(n)s, with chances from %(low)s to %(high)s (Gini"
            " %(gini)s).",
            n=people,
            low=low,
            high=high,
            gini=number(chances.gini, said.language, decimals=2),
        )
    yield said.gettext("Seed: %(seed)s.", seed=draw.lottery.drawn.seed)


def _quotas(draw: Draw, said: Words) -> Iterator[str]:
    yield said.line(message("The panel by quota"))
    for quota in draw.lottery.quotas:
        yield said.gettext(
            "- %(quota)s: %(n)s (quota %(range)s)",
            quota=_name(quota),
            n=number(draw.having(quota), said.language),
            range=_range(quota, said),
        )


def _name(quota: Quota) -> str:
    return f"{quota.category} {quota.feature}"


def _range(quota: Quota, said: Words) -> str:
    if quota.least == quota.most:
        return number(quota.least, said.language)
    return between(quota.least, quota.most, said.language)
