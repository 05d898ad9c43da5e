"""Words that claim a cause, in bokmål, nynorsk and English.

A finding says what is so. That one thing makes another is a claim of its own, which
needs evidence on the cause. The words are looked for as they are written; a sentence
may claim a cause without any of them, and that is for people to see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BOKMAL = (
    "gjør at|gjorde at|fører(?: også)? til|førte til|har ført til|skyldes|skyldtes"
    "|kommer av|kom av|på grunn av|pga\\.?|fordi|derfor|dermed|som følge av"
    "|forårsak(?:er|et|es)|årsak(?:en|ene|er)? til|result(?:erer|erte) i"
    "|medfør(?:er|te)|utløs(?:er|te)|bidrar til|bidro til|takket være"
)
_NYNORSK = (
    "gjer at|gjorde at|fører til|førte til|har ført til|skuldast|kjem av|kom av"
    "|på grunn av|difor|dermed|som følgje av|forårsak(?:ar|a)|årsak(?:a|ene|er)? til"
    "|resulter(?:er|te) i|medfører|utløy(?:ser|ste)|bidreg til|bidrog til|takka vere"
)
_ENGLISH = (
    "because|cause[sd]?|causing|lead(?:s|ing)? to|led to|due to|results? in"
    "|resulted in|as a result of|therefore|makes? (?:people|residents|families)"
    "|contribut(?:es|ed) to|thanks to|owing to"
)
_WORDS = "|".join((_BOKMAL, _NYNORSK, _ENGLISH)).replace(" ", r"\s+")
_CLAIMS = re.compile(rf"(?<!\w)(?:{_WORDS})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Words that claim a cause, and where in the sentence they stand."""

    words: str
    start: int
    end: int


def claims_of_cause(sentence: str) -> tuple[Claim, ...]:
    """Give the words of a sentence that claim a cause, in their order.

    >>> [c.words for c in claims_of_cause("Trange boliger gjør at barn ikke leker ute.")]
    ['gjør at']
    >>> claims_of_cause("Flere barn bor trangt enn i resten av byen.")
    ()
    """
    return tuple(
        Claim(words=found[0], start=found.start(), end=found.end())
        for found in _CLAIMS.finditer(sentence)
    )
