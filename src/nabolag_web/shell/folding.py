"""Texts folded for search, so that both stores find the same.

SQLite knows small and capital letters in English only, so æ, ø and å are folded here
before they reach the store.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_MOST_WORDS = 10
_LONGEST = 200
"""A search is a few words. What is longer was pasted by mistake."""


def folded(text: str) -> str:
    """Give a text as search sees it: small letters, and one space between words.

    >>> folded("  GÅRDSROM på   Øvre Dalen ")
    'gårdsrom på øvre dalen'
    """
    whole = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(map(_readable, whole)).split())


def _readable(character: str) -> str:
    """Turn what cannot be read, such as NUL, into a space: PostgreSQL refuses it."""
    return " " if unicodedata.category(character) == "Cc" else character


def search_words(asked: str) -> tuple[str, ...]:
    """Give the words that someone looks for, folded, each once.

    >>> search_words("Kafé  kafé DIALOG")
    ('kafé', 'dialog')
    """
    return tuple(dict.fromkeys(folded(asked[:_LONGEST]).split()))[:_MOST_WORDS]


def holds(words: Iterable[str], text: str) -> bool:
    """Tell whether all the words stand in a text, in any order.

    >>> holds(("dalen", "øvre"), "Øvre Dalen"), holds(("nedre",), "Øvre Dalen")
    (True, False)
    """
    within = folded(text)
    return all(word in within for word in words)
