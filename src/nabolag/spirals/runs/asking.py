"""What a run is asked for: how many variants, which values are set, and over which time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from nabolag.errors import Misbuilt, WrongUsage
from nabolag.spirals.draws.designs import Design
from nabolag.spirals.draws.distributions import Choice
from nabolag.spirals.model.factors import Factor, Measured
from nabolag.spirals.model.lowering import lowered, push_on
from nabolag.spirals.model.model import Areas, Model

_LISTED = 20  # names in a message: a line or two


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a model is to be run.

    Without ``draws`` it runs once, with every constant as its equation says. ``threads``
    change how long it takes and nothing else.
    """

    draws: int | None = None
    seed: int = 1
    design: Design = Design.LATIN
    outputs: tuple[str, ...] = ()
    threads: int = 1


def with_values(model: Model, values: Mapping[str, float]) -> Model:
    """Give a model, ready to run, in which some factors are set.

    A constant or an equation is held at the value, a stock starts at it, and a factor
    that is only drawn is pushed by it, in all areas alike. Raises :class:`WrongUsage`
    for a name that the model does not have, and a value that is no number.

    >>> from nabolag.spirals.model.factors import Factor
    >>> model = Model(name="m", factors=(Factor(name="rate", equation="0.1"),))
    >>> with_values(model, {"rate": 0.2}).factor("rate").equation
    '0.2'
    """
    opened = {factor.name for factor in model.factors if factor.is_open}
    ready = lowered(model)
    set_to = {
        push_on(name) if name in opened else name: value
        for name, value in values.items()
    }
    known = [factor.name for factor in ready.factors]
    for name, value in values.items():
        if name not in known:
            raise unknown_factor(name, [factor.name for factor in model.factors])
        if not math.isfinite(value):
            raise WrongUsage(
                found=f"“{name}” is set to {value}.",
                expected="a number that has an end",
                remedy="Set it to a number, such as 0.02.",
            )
    return replace(
        ready,
        factors=tuple(
            _held(factor, set_to[factor.name]) if factor.name in set_to else factor
            for factor in ready.factors
        ),
        areas=_not_of_areas(ready.areas, set_to) if ready.areas else None,
    )


def with_times(model: Model, **changes: object) -> Model:
    """Give a model with other times; what is None stays as it was.

    Raises :class:`WrongUsage` for times that cannot be run through.
    """
    given = {name: value for name, value in changes.items() if value is not None}
    try:
        return replace(model, times=replace(model.times, **given))  # type: ignore[arg-type]  # names of Times
    except Misbuilt as error:
        raise WrongUsage(
            found=f"{error}",
            expected="times that the model can be run through",
            remedy="Change --from, --to or --dt.",
        ) from None


def _held(factor: Factor, value: float) -> Factor:
    """Hold a factor at a value; what was drawn still is, and always gives the value.

    A design gives every constant that is drawn its numbers by who the others are: so none
    leaves it, and all others are in each draw what they would be.
    """
    number, drawn = float(value), factor.is_drawn
    if factor.is_stock:
        exactly = _exactly(value) if drawn else None
        return replace(factor, start=repr(number), measured=exactly)
    only = Choice(values=(number,)) if drawn else None
    return replace(factor, equation=repr(number), distribution=only, measured=None)


def _not_of_areas(areas: Areas, held: Mapping[str, float]) -> Areas:
    """Give areas in which what is held in all of them is the same."""
    kept = {name: given for name, given in areas.values.items() if name not in held}
    measured = {
        name: (_exactly(held[name]),) * len(each) if name in held else each
        for name, each in areas.measured.items()
    }
    return replace(areas, values=kept, measured=measured)


def _exactly(value: float) -> Measured:
    return Measured(value=float(value), low=float(value), high=float(value))


def unknown_factor(name: str, names: list[str]) -> WrongUsage:
    """Give an error for a name that no factor has, with the nearest that one has."""
    near = get_close_matches(name, names, n=1)
    return WrongUsage(
        found=f"The model has nothing called “{name}”.",
        expected=f"one of {', '.join(names[:_LISTED])}{' …' * (len(names) > _LISTED)}",
        remedy=f"Did you mean {near[0]}?" if near else "See them with spirals check.",
    )
