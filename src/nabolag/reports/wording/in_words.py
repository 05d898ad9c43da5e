"""Small numbers, dimensions and chances as words inside a sentence."""

from __future__ import annotations

from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import number, percent
from nabolag.values import Dimension

_LEAST, _MOST = 0.01, 0.99


def number_word(n: int, words: Words) -> str:
    """Give a number of dimensions in letters: "tre"; larger numbers in digits."""
    small = (
        words.gettext("none"),
        words.gettext("one"),
        words.gettext("two"),
        words.gettext("three"),
        words.gettext("four"),
    )
    return small[n] if n < len(small) else number(n, words.language)


def dimension_in_text(dimension: Dimension, words: Words) -> str:
    """Give a dimension inside a sentence: "sosialt"."""
    return {
        Dimension.PHYSICAL: words.gettext("physical"),
        Dimension.SOCIAL: words.gettext("social"),
        Dimension.REPUTATIONAL: words.gettext("reputation"),
        Dimension.STRUCTURAL: words.gettext("structural"),
    }[dimension]


def chance(probability: float, words: Words) -> str:
    """Give a probability in per cent; never as nought or a hundred.

    >>> from nabolag.reports.wording.language import words
    >>> chance(0.834, words("en")), chance(0.999, words("en"))
    ('83%', 'over 99%')
    """
    if probability < _LEAST:
        return words.gettext("under %(limit)s", limit=percent(_LEAST, words.language))
    if probability > _MOST:
        return words.gettext("over %(limit)s", limit=percent(_MOST, words.language))
    return percent(probability, words.language)
