"""Who has taken part, in words: a line for each group, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator

from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.numbers import from_to, number, percent, rounded, signed
from nabolag.residents.reach.conclusion import Conclusion, Verdict, Why
from nabolag.residents.reach.reached import GroupReach
from nabolag.residents.reach.unevenness import Unevenness
from nabolag.residents.reach.whole import CharacteristicReach, Division, Reach
from nabolag.values import Estimate

_KINDS = {"method": message("By method"), "process": message("By process")}
_WHY = {
    Why.TOO_FEW: message("fewer than 30 have answered, or fewer than five alike"),
    Why.TIED: message("two answers are given as often"),
    Why.NOTHING_TO_WEIGHT_BY: message("no groups can be told to weight by"),
    Why.NO_WEIGHTS_FIT: message("no weights fit all groups"),
    Why.WEIGHTS_TOO_UNEVEN: message("a few participations would decide it"),
    Why.RESTS_ON_FEW: message("it is another when the heaviest weights are cut"),
}


def reach_in_words(found: Reach, *, language: str) -> str:
    """Give the whole account, the parts last and the conclusion at the end."""
    said = words(language)
    blocks = [
        "\n".join(_who(found, said)),
        *(_by_group(each, said) for each in found.characteristics),
        *(block for each in found.divisions for block in _by_part(each, said)),
    ]
    if found.conclusion is not None:
        blocks.append(_concluded(found.conclusion, said))
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
    yield _interval(said, drawn=found.drawn)


def _interval(said: Words, *, drawn: bool) -> str:
    if drawn:
        return said.line(
            message("Everyone was drawn by lot; intervals hold in 95 of 100 draws.")
        )
    return said.line(message("No sampling interval: volunteers."))


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
        lines += _uneven(told.unevenness, said)
    if told.seek:
        lines.append(said.gettext("Seek next: %(groups)s.", groups=_all(told.seek)))
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
        "group": _name(told, said),
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


def _name(told: GroupReach, said: Words) -> str:
    name = _all(told.bundle.groups)
    if not told.bundle.untold:
        return name
    return said.gettext("%(groups)s and not told", groups=name)


def _uneven(told: Unevenness, said: Words) -> Iterator[str]:
    for text, held in (
        (message("Coefficient of variation %(value)s."), told.variation),
        (message("Dissimilarity %(value)s."), told.dissimilarity),
    ):
        line = said.gettext(text, value=_two(held.value, said))
        if held.mean is not None and held.high is not None:
            line += " " + said.gettext(
                "A random draw as large gives %(mean)s, and 95 of 100 at most %(high)s.",
                mean=_two(held.mean, said),
                high=_two(held.high, said),
            )
        yield line
    if told.variation.beyond_chance:
        yield said.line(message("Groups were reached more unevenly than chance gives."))
    if told.r_indicator is not None:
        yield said.gettext("R-indicator %(value)s.", value=_two(told.r_indicator, said))


def _by_part(told: Division, said: Words) -> Iterator[str]:
    totals = [
        said.gettext(
            "- %(group)s: %(n)s", group=_all(names), n=number(count, said.language)
        )
        for names, count in told.totals.items()
    ]
    yield "\n".join([said.line(_KINDS[told.kind]), *totals])
    for part in told.parts:
        for each in part.characteristics:
            if each.groups:
                title = f"{_all(part.names)}. {_interval(said, drawn=part.drawn)}"
                yield f"{title}\n{_by_group(each, said)}"


def _concluded(told: Conclusion, said: Words) -> str:
    if told.verdict is Verdict.CANNOT_TELL and told.why is not None:
        return said.gettext(
            "Whether the conclusion holds when weighted cannot be told: %(why)s.",
            why=said.line(_WHY[told.why]),
        )
    facts = {
        "answer": told.answer or "",
        "characteristics": _all(told.weighted_by),
        "effect": number(told.design_effect or 1, said.language, decimals=1),
    }
    if told.verdict is Verdict.HOLDS:
        return said.gettext(
            "“%(answer)s” is the answer given most often. The conclusion holds when"
            " weighted by %(characteristics)s (design effect %(effect)s).",
            **facts,
        )
    return said.gettext(
        "“%(answer)s” is the answer given most often. The conclusion changes when"
        " weighted by %(characteristics)s (design effect %(effect)s).",
        **facts,
    )


def _two(value: float, said: Words) -> str:
    return number(value, said.language, decimals=2)


def _all(names: tuple[str, ...]) -> str:
    return ", ".join(names)
