"""Rules of access that can be put together: ``is_analyst | is_coordinator``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Asked]):
    """A yes or no about whoever asks.

    >>> even, small = Rule(lambda n: n % 2 == 0), Rule(lambda n: n < 5)
    >>> [(even & small)(4), (even & ~small)(4), (even | small)(3)]
    [True, False, True]
    """

    says: Callable[[Asked], bool]

    def __call__(self, asked: Asked) -> bool:
        return self.says(asked)

    def __and__(self, other: Rule[Asked]) -> Rule[Asked]:
        return Rule(lambda asked: self(asked) and other(asked))

    def __or__(self, other: Rule[Asked]) -> Rule[Asked]:
        return Rule(lambda asked: self(asked) or other(asked))

    def __invert__(self) -> Rule[Asked]:
        return Rule(lambda asked: not self(asked))
