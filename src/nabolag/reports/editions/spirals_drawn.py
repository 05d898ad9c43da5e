"""Spirals as pictures: what all of them share, and what is said around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nabolag.errors import WrongUsage
from nabolag.figures.drawing import png
from nabolag.figures.parts import Width
from nabolag.figures.standing_alone import Words, standing_alone
from nabolag.reports.editions.spirals_in_words import loops_in_words
from nabolag.reports.wording.language import message, words
from nabolag.reports.wording.numbers import STYLES, is_plain, number, power_of_ten
from nabolag.spirals.loops.feedback_loops import Loop, Loops
from nabolag.spirals.model.model import Model

Floats = npt.NDArray[np.float64]

MOST_MOMENTS = 400
"""Moments of a run that are drawn at most: there are about as many px."""

_DIGITS, _MOST_DECIMALS = 3, 9
_DOTS = 2.0  # of a PNG, to a px

_UNITS = {
    "year": message("Time in years."),
    "month": message("Time in months."),
    "week": message("Time in weeks."),
    "day": message("Time in days."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a picture is made for: how wide it is, and who reads it."""

    width: Width
    language: str

    @property
    def decimal(self) -> str:
        """Give the sign between a number and its decimals."""
        return STYLES[self.language].decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A whole picture as SVG, and what its reader sees nothing of, in words."""

    svg: str
    remarks: tuple[str, ...] = ()

    def png(self) -> bytes:
        """Give the picture as PNG, two dots to a px."""
        return png(self.svg, scale=_DOTS)


def whole(
    figure: str,
    model: Model,
    paper: Paper,
    *,
    of: str = "",
    above: Sequence[str] = (),
    below: Sequence[str] = (),
) -> str:
    """Give a figure of a model with its words; one that is fictional says so."""
    said = words(paper.language)
    if model.fictional:
        told = said.line(message("Fictional: the model tells of no real place."))
        above = (told, *above)
    around = Words(
        title=f"{model.name}: {of}" if of else model.name,
        above=above,
        below=tuple(text for text in below if text),
        language=paper.language,
    )
    return standing_alone(figure, around, width=paper.width)


def loops_told(found: Loops, some: Sequence[Loop], paper: Paper) -> list[str]:
    """Give some loops as they are listed, one a text."""
    told = replace(
        found, loops=tuple(some), stopped_at_most=False, longer_may_exist=False
    )
    listed = loops_in_words(told, language=paper.language)
    return listed.replace(" →", "\u00a0→").splitlines()  # no line begins with an arrow


def time_told(model: Model, paper: Paper) -> str:
    """Say what time is counted in."""
    said, unit = words(paper.language), model.times.unit
    known = unit.removesuffix("s")
    if known in _UNITS:
        return said.line(_UNITS[known])
    return said.gettext(message("Time in %(unit)s."), unit=unit)


def value_told(median: float, band: tuple[float, float] | None, paper: Paper) -> str:
    """Write a value with its band, all with as many decimals as three digits ask for.

    Between the ends stands a word, so that a narrow column has somewhere to break.

    >>> value_told(0.3367, (0.2, 0.4512), Paper(width=Width.WIDE, language="nb"))
    '0,337 (0,200 til 0,451)'
    """
    if not math.isfinite(median):
        return "–"
    told, *ends = _alike([median, *(band or ())], paper)
    return f"{told} ({f' {STYLES[paper.language].to} '.join(ends)})" if ends else told


def failed_told(failed: int, paper: Paper) -> str:
    """Say how many variants failed, or nothing where none did."""
    if not failed:
        return ""
    return words(paper.language).gettext(
        message("Variants that failed and were left out: %(failed)s."),
        failed=counted(failed, paper),
    )


def as_given(value: float, paper: Paper) -> str:
    """Write a number with the decimals it was given with.

    >>> as_given(0.4, Paper(width=Width.WIDE, language="nb"))
    '0,4'
    """
    if not is_plain(value):
        return power_of_ten(value, paper.language, digits=_DIGITS)
    written = f"{value:.{_MOST_DECIMALS}f}".rstrip("0")
    return number(value, paper.language, decimals=len(written.partition(".")[2]))


def area_numbered(model: Model, name: str | None) -> int:
    """Give the place of an area in a model, the first where none is named.

    Raises :class:`WrongUsage` for an area that the model does not have.
    """
    names = model.areas.names if model.areas else ()
    if name is None:
        return 0
    if name in names:
        return names.index(name)
    raise WrongUsage(
        found=f"The model has no area called “{name}”.",
        expected=f"one of {', '.join(names)}" if names else "a model with areas",
        remedy="Mend the name." if names else "Leave --area out.",
    )


def moments(count: int) -> npt.NDArray[np.int64]:
    """Give which of so many moments are drawn: the first, the last, and some between.

    >>> moments(3).tolist(), len(moments(9_000)), int(moments(9_000)[-1])
    ([0, 1, 2], 400, 8999)
    """
    some = np.linspace(0, count - 1, min(count, MOST_MOMENTS))
    return np.unique(some.round().astype(np.int64))


def counted(value: int, paper: Paper) -> str:
    """Write how many there are of something."""
    return number(value, paper.language)


def _alike(values: Sequence[float], paper: Paper) -> list[str]:
    """Write numbers with as many decimals as give the largest three digits."""
    largest = max(abs(value) for value in values)
    if not is_plain(largest):
        return [power_of_ten(v, paper.language, digits=_DIGITS) for v in values]
    wanted = _DIGITS - 1 - math.floor(math.log10(largest)) if largest else 0
    return [number(value, paper.language, decimals=max(wanted, 0)) for value in values]
