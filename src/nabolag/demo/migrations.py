"""Who stayed, came and went between two years, as a statistics office would count.

Everyone counted at the start either stayed, moved out or left; everyone counted at the
end either stayed, moved in or entered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nabolag.areas.moving.moves import Status
from nabolag.demo.chance import Flags, Whole
from nabolag.demo.registers import Register
from nabolag.demo.town import NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Span:
    """Two registers, the later one knowing everybody whom the first one knows."""

    first: Register
    last: Register

    def became(self, at_start: Flags, at_end: Flags) -> Mapping[Status, Whole]:
        """Give, for each status, the area everybody is counted in, by id, or nowhere.

        ``at_start`` and ``at_end`` are those to be counted then, by id; only those who
        live in the city then are.
        """
        before, after = self.areas_before(), self.last.area
        was = self.known(at_start) & (before != NOWHERE)
        is_ = at_end & (after != NOWHERE)
        same = before == after
        stayed = was & is_ & same
        died_here = self.last.died & (self.last.latest == before)
        left = was & ~stayed & (same | died_here)
        entered = is_ & ~stayed & (same | self._born_here())
        return {
            Status.STAYED: _in(before, stayed),
            Status.MOVED_OUT: _in(before, was & ~stayed & ~left),
            Status.LEFT: _in(before, left),
            Status.MOVED_IN: _in(after, is_ & ~stayed & ~entered),
            Status.ENTERED: _in(after, entered),
        }

    def areas_before(self) -> Whole:
        """Give where everybody lived at the start, with room for those not yet known."""
        out = np.full(len(self.last.area), NOWHERE)
        out[: len(self.first.area)] = self.first.area
        return out

    def known(self, at_start: Flags) -> Flags:
        """Give what was true at the start, false for those not yet known."""
        out = np.zeros(len(self.last.area), dtype=np.bool_)
        out[: len(at_start)] = at_start
        return out

    def _born_here(self) -> Flags:
        new = np.arange(len(self.last.area)) >= len(self.first.area)
        return np.asarray(new & (self.last.born_in == self.last.area))


def of_age(register: Register, low: int, high: int) -> Flags:
    """Tell who is of an age, from one up to but not with the other, by id."""
    return np.asarray((register.age >= low) & (register.age < high))


def _in(area: Whole, which: Flags) -> Whole:
    return np.where(which, area, NOWHERE)
