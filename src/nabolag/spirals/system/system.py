"""What both engines run: numbers, stocks and equations in the order they are worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from nabolag.spirals.language.tree import Tree
from nabolag.spirals.model.factors import Table
from nabolag.spirals.model.model import Times


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A stock: its value at the start, and how fast it changes per unit of time.

    A non-negative stock stops at 0.
    """

    start: Tree
    change: Tree
    non_negative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A model ready to run.

    ``constants`` are plain numbers, which draws, areas and scenarios may replace.
    ``stocks`` and ``equations`` are by name; ``frozen`` are worked out once, at the
    start. ``order`` is the order in which equations are worked out at each step, and
    ``start_order`` that of everything which is needed to start. Equations hold only
    functions that give a number from numbers, ``lookup`` and ``from_areas``. ``before``
    are names for what others were one step earlier, 0 at the first. ``scores`` are
    equations that nothing else depends on, each after those it needs: they are worked out
    at moments that are kept, and may be no number without the model failing.
    """

    constants: Mapping[str, float]
    stocks: Mapping[str, Stock]
    equations: Mapping[str, Tree]
    frozen: Mapping[str, Tree]
    order: tuple[str, ...]
    start_order: tuple[str, ...]
    tables: Mapping[str, Table]
    times: Times
    names: tuple[str, ...]
    events: Mapping[str, str]
    before: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, Tree] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep what it is made of from changing."""
        for part in _MAPPINGS:
            proxy = MappingProxyType(dict(getattr(self, part)))
            object.__setattr__(self, part, proxy)

    def at_start(self, name: str) -> Tree:
        """Give the equation of what a name is at the start."""
        if name in self.stocks:
            return self.stocks[name].start
        return self.frozen.get(name) or self.equations[name]


_MAPPINGS = (
    *(
        "constants",
        "stocks",
        "equations",
        "frozen",
        "tables",
        "events",
        "before",
        "scores",
    ),
)
