"""Which inputs may say the same, or lie near each other, as suggestions to people.

Answers: Which of the texts that came in may be duplicates, and which are neighbours?

Method: Words are brought to one stem for bokmål and nynorsk, weighted by how rare they
are among the texts (tf-idf), and two texts compared by the cosine of their weights. From
0.6 they may be duplicates, from 0.15 neighbours. Words that only bind are left out.

Assumes: That those who mean the same share rare words. What is said in wholly other words,
or the other way round (“more light”, “less light”), it cannot tell.

Uncertainty: The score is no probability. How many of the suggestions people agreed with
in a small set of inputs stands in the documents.

Refuses: To join anything: people decide. Texts without a word of their own get nothing.

Checked: A hand-made set of inputs in bokmål and nynorsk with pairs that people would
join; the order of the texts does not matter; a text and its copy score 1.

Source: G. Salton and C. Buckley, “Term-weighting approaches in automatic text
retrieval”, Information Processing & Management 24 (1988), pp. 513–523.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array, triu
from sklearn.feature_extraction.text import TfidfVectorizer

from nabolag.errors import WrongUsage
from nabolag.searching import search_stems

ROWS_AT_ONCE = 1000
"""Texts compared with all others at a time, which bounds the memory."""

_BINDING = frozenset(
    search_stems(
        """
        alle alt andre at av bare ble bli blir bør da de dem den denne der dere det
        dette du eg eller en enn er et etter for fordi fra får gjøre gjør ha hadde han
        har her hos hun hva hvem hvor hvorfor i ikke ingen inn jeg kan kunne man med meg
        men mer min mitt mange mye må nå når noe noen og også om opp oss over på seg ser
        si sin skal skulle slik som så til trenger um under uten ut vi ville være vært
        vår vil ved var åt ønsker
        """
    )
)


class Tie(StrEnum):
    """What two texts are suggested to be to each other."""

    DUPLICATE = "duplicate"
    NEIGHBOUR = "neighbour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From which score, 0 to 1, two texts are suggested as duplicates or neighbours."""

    duplicate: float = 0.6
    neighbour: float = 0.15

    def __post_init__(self) -> None:
        """Refuse limits that would suggest everything, or stand in the wrong order."""
        if not 0 < self.neighbour <= self.duplicate <= 1:
            raise WrongUsage(
                found=f"Limits {self.neighbour} and {self.duplicate}.",
                expected="a neighbour's above 0, and a duplicate's from there to 1",
                remedy="Leave them out to use the usual ones.",
            )


USUAL = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two texts, by their keys in the order given, and how alike they are (0 to 1).

    ``shared`` holds the stems that weigh most in the likeness, the heaviest first.
    """

    first: str
    second: str
    score: float
    tie: Tie
    shared: tuple[str, ...]


def suggestions(
    texts: Mapping[str, str], *, limits: Limits = USUAL
) -> tuple[Suggestion, ...]:
    """Give the pairs of texts that people may want to join, the most alike first.

    ``texts`` is what residents wrote, by key.

    >>> found = suggestions({"a": "Mer lys i parken", "b": "Meir lys i parken!"})
    >>> [(one.first, one.second, one.tie.value) for one in found]
    [('a', 'b', 'duplicate')]
    """
    keys = list(texts)
    vectorizer = TfidfVectorizer(analyzer=_stems, sublinear_tf=True)
    if not any(_stems(text) for text in texts.values()):
        return ()
    weights = csr_array(vectorizer.fit_transform(texts.values()))
    words = vectorizer.get_feature_names_out()
    found = [
        Suggestion(
            first=keys[first],
            second=keys[second],
            score=score,
            tie=Tie.DUPLICATE if score >= limits.duplicate else Tie.NEIGHBOUR,
            shared=_shared(weights, first, second, words),
        )
        for first, second, score in _alike(weights, limits.neighbour)
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.first, one.second)))


def _stems(text: str) -> list[str]:
    return [stem for stem in search_stems(text) if stem not in _BINDING]


def _alike(weights: csr_array, least: float) -> Iterator[tuple[int, int, float]]:
    """Give pairs of rows, the earlier first, and their cosine from ``least`` on."""
    for start in range(0, weights.shape[0], ROWS_AT_ONCE):
        near = weights[start : start + ROWS_AT_ONCE] @ weights.T
        later = triu(near, k=start + 1).tocoo()
        for row, column, score in zip(*later.coords, later.data, strict=True):
            # Rounded, so that sums in another order cannot shift a pair over a limit.
            if (rounded := round(min(1.0, float(score)), 9)) >= least:
                yield start + int(row), int(column), rounded


def _shared(
    weights: csr_array, first: int, second: int, words: np.ndarray
) -> tuple[str, ...]:
    both = (weights[[first]] * weights[[second]]).tocoo()
    parts = zip(both.data, both.coords[1], strict=True)
    heaviest = sorted((-float(part), str(words[at])) for part, at in parts)
    return tuple(word for _, word in heaviest[:3])
