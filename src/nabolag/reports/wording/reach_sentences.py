"""Sentences of reach, as the command line and the report say them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nabolag.reports.wording.language import Words, message
from nabolag.reports.wording.numbers import number
from nabolag.residents.reach.conclusion import Conclusion, Verdict, Why
from nabolag.residents.reach.reached import GroupReach
from nabolag.residents.reach.unevenness import Unevenness

_WHY = {
    Why.TOO_FEW: message("fewer than 30 have answered, or fewer than five alike"),
    Why.TIED: message("two answers are given as often"),
    Why.NOTHING_TO_WEIGHT_BY: message("no groups can be told to weight by"),
    Why.NO_WEIGHTS_FIT: message("no weights fit all groups"),
    Why.WEIGHTS_TOO_UNEVEN: message("a few participations would decide it"),
    Why.RESTS_ON_FEW: message("it is another when the heaviest weights are cut"),
}


def interval_sentence(said: Words, *, drawn: bool) -> str:
    """Say how sure shares are, which for volunteers cannot be said."""
    if drawn:
        return said.line(
            message("Everyone was drawn by lot; intervals hold in 95 of 100 draws.")
        )
    return said.line(message("No sampling interval: volunteers."))


def group_name(told: GroupReach, said: Words) -> str:
    """Name the groups that are told as one."""
    name = joined(told.bundle.groups)
    if not told.bundle.untold:
        return name
    return said.gettext("%(groups)s and not told", groups=name)


def uneven_sentences(told: Unevenness, said: Words) -> Iterator[str]:
    """Say how unevenly groups were reached, against what a random draw would give."""
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


def conclusion_sentence(told: Conclusion, said: Words) -> str:
    """Say whether the answer given most often holds when weighted."""
    if told.verdict is Verdict.CANNOT_TELL and told.why is not None:
        return said.gettext(
            "Whether the conclusion holds when weighted cannot be told: %(why)s.",
            why=said.line(_WHY[told.why]),
        )
    facts = {
        "answer": told.answer or "",
        "characteristics": joined(told.weighted_by),
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


def joined(names: Sequence[str]) -> str:
    """Give names with commas between them."""
    return ", ".join(names)


def _two(value: float, said: Words) -> str:
    return number(value, said.language, decimals=2)
