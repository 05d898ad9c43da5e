"""Words that may give someone away, asked about in words. Nothing is taken out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext as _


class Found(Protocol):
    """Words that were found, and what they may give away, as a code."""

    @property
    def sign(self) -> str: ...
    @property
    def words(self) -> str: ...


def questions_about(found: Iterable[Found]) -> list[str]:
    """Give a question about each of the words that were found."""
    asked = {
        "identity_number": _("“%(words)s” looks like an identity number. Take it out?"),
        "telephone_number": _(
            "“%(words)s” looks like a telephone number. Take it out?"
        ),
        "address": _("“%(words)s” looks like an address. Could a block say enough?"),
        "name": _("“%(words)s” looks like a name. Take it out?"),
        "origin": _("“%(words)s” tells where people come from. Is it needed?"),
        "language": _("“%(words)s” tells which language people speak. Is it needed?"),
        "religion": _("“%(words)s” tells what people believe. Is it needed?"),
        "health": _("“%(words)s” tells how people's health is. Is it needed?"),
    }
    return [asked[one.sign] % {"words": one.words} for one in found]
