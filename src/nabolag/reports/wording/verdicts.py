"""What is said of a distance over time: five verdicts, each in its own words."""

from __future__ import annotations

from nabolag.areas.result import Verdict
from nabolag.reports.wording.language import Words


def verdict_word(verdict: Verdict, words: Words) -> str:
    """Give a verdict as it stands beside its sign: "avstanden minker"."""
    return {
        Verdict.NARROWING: words.gettext("the distance is narrowing"),
        Verdict.WIDENING: words.gettext("the distance is widening"),
        Verdict.UNCHANGED: words.gettext("the distance is unchanged"),
        Verdict.DEPENDS_ON_SCALE: words.gettext("depends on the measure"),
        Verdict.CANNOT_TELL: words.gettext("cannot tell"),
    }[verdict]


def capital(text: str) -> str:
    """Give a text with a capital letter first, as it opens a sentence or a title.

    >>> capital("barn i lavinntekt")
    'Barn i lavinntekt'
    """
    return text[:1].upper() + text[1:]
