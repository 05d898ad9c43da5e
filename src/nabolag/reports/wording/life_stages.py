"""Age groups as people speak of them: "de yngste barna", "unge voksne"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nabolag.reports.wording.language import Words

_AGES = re.compile(r"(\d{1,3})\s*(?:[-–]|til|to)\s*(\d{1,3})")
_AND_UP = re.compile(r"(\d{1,3})\s*(?:år|years)?\s*(?:\+|og over|og eldre|and over)")
_ONLY_AGES = re.compile(r"\d{1,3}\s*[-–]\s*\d{1,3}|\d{1,3}\s*\+")
_NO_END = 150

# First and last year a stage may hold; a group belongs where all of it does.
_STAGES = ((0, 6), (6, 15), (15, 24), (18, 34), (62, _NO_END))


def ages(group: str) -> tuple[int, int] | None:
    """Read the first and last year of an age group, or nothing where it has none.

    >>> ages("25–34 år"), ages("67 år +"), ages("families")
    ((25, 34), (67, 150), None)
    """
    if found := _AGES.search(group):
        return int(found[1]), int(found[2])
    if found := _AND_UP.search(group):
        return int(found[1]), _NO_END
    return None


def by_age(groups: Sequence[str]) -> list[str]:
    """Sort groups from the youngest; those without an age come last, by name."""
    return sorted(groups, key=lambda group: (ages(group) or (_NO_END, _NO_END), group))


def group_label(group: str, words: Words) -> str:
    """Give a group's name as a heading: bare ages are said to be years.

    >>> from nabolag.reports.wording.language import words
    >>> group_label("25–34", words("en")), group_label("Families", words("en"))
    ('25–34 years', 'Families')
    """
    if _ONLY_AGES.fullmatch(group.strip()):
        return words.gettext("%(ages)s years", ages=group.strip())
    return group


def group_in_text(group: str, among: Sequence[str], words: Words) -> str:
    """Give a group inside a sentence: its stage of life where only it has it."""
    stage = _stage(group)
    alone = [_stage(other) for other in among].count(stage) == 1
    if stage is None or not alone:
        return words.gettext("the group %(name)s", name=group_label(group, words))
    return (
        words.gettext("the youngest children"),
        words.gettext("schoolchildren"),
        words.gettext("young people"),
        words.gettext("young adults"),
        words.gettext("older people"),
    )[stage]


def _stage(group: str) -> int | None:
    span = ages(group)
    if span is None:
        return None
    fits = (
        n
        for n, (first, last) in enumerate(_STAGES)
        if first <= span[0] and span[1] <= last
    )
    return next(fits, None)
