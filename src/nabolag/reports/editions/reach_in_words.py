"""Who has taken part, in words: a line for each group, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator

from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.numbers import from_to, number, percent, rounded, signed
from nabolag.reports.wording.reach_sentences import (
    conclusion_sentence,
    group_name,
    interval_sentence,
    joined,
    uneven_sentences,
)
from nabolag.residents.reach.reached import GroupReach
from nabolag.residents.reach.whole import CharacteristicReach, Division, Reach
from nabolag.values import Estimate

_KINDS = {"method": message("By method"), "process": message("By process")}


def reach_in_words(found: Reach, *, language: str) -> str:
    """Give the whole account, the parts last and the conclusion at the end."""
    said = words(language)
    blocks = [
        "\n".join(_who(found, said)),
        *(_by_group(each, said) for each in found.characteristics),
        *(block for each in found.divisions for block in _by_part(each, said)),
    ]
    if found.conclusion is not None:
        blocks.append(conclusion_sentence(found.conclusion, said))
    return "\n\n".join(blocks)


def _who(found: Reach, said: Words) -> Iterator[str]:
    yield said.gettext(
        "%(n)s participations.", n=number(found.participations, said.language)
    )
    if found.new is not None:
        yield said.gettext(
            "%(n)s had not told us anything before.",
            n=number(found.new, said.language),
        )
    yield interval_sentence(said, drawn=found.drawn)


def _by_group(told: CharacteristicReach, said: Words) -> str:
    lines = [_heading(told)]
    if not told.groups:
        lines.append(
            said.line(
                message("Too few in some of the groups for any of them to be shown.")
            )
        )
    lines += [_group(each, said) for each in told.groups]
    if told.unevenness is not None:
        lines += uneven_sentences(told.unevenness, said)
    if told.seek:
        lines.append(said.gettext("Seek next: %(groups)s.", groups=joined(told.seek)))
    return "\n".join(lines)


def _heading(told: CharacteristicReach) -> str:
    if not told.register:
        return told.characteristic
    return f"{told.characteristic} ({told.register})"


def _group(told: GroupReach, said: Words) -> str:
    count = number(told.participations, said.language)
    if told.share is None or told.distance is None or told.rate is None:
        return said.gettext("- not told: %(n)s", n=count)
    population = percent(told.population_share or 0, said.language)
    facts = {
        "group": group_name(told, said),
        "n": count,
        "share": percent(told.share.value, said.language),
        "population": population,
        "distance": signed(rounded(told.distance.value, scale=100), said.language),
        "rate": number(told.rate.value * 100, said.language, decimals=1),
    }
    line = said.gettext(
        "- %(group)s: %(n)s, %(share)s of participations and %(population)s of residents"
        " (%(distance)s), %(rate)s per 100 residents",
        **facts,
    )
    return line + _spread(told.distance, said)


def _spread(distance: Estimate, said: Words) -> str:
    if distance.low is None or distance.high is None:
        return ""
    low, high = rounded(distance.low, scale=100), rounded(distance.high, scale=100)
    return said.gettext("; distance %(range)s", range=from_to(low, high, said.language))


def _by_part(told: Division, said: Words) -> Iterator[str]:
    totals = [
        said.gettext(
            "- %(group)s: %(n)s", group=joined(names), n=number(count, said.language)
        )
        for names, count in told.totals.items()
    ]
    yield "\n".join([said.line(_KINDS[told.kind]), *totals])
    for part in told.parts:
        for each in part.characteristics:
            if each.groups:
                title = (
                    f"{joined(part.names)}. {interval_sentence(said, drawn=part.drawn)}"
                )
                yield f"{title}\n{_by_group(each, said)}"
