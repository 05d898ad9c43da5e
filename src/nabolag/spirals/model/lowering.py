"""Drawings made to run: equations for factors that have none, with weak distributions.

A factor of a drawing runs on a scale from −1 to 1: 0 is as things usually are, 1 as far
up as it can come, −1 as far down. What presses on it is where it starts, what pushes it,
and what comes through along the arrows to it: each arrow brings the level of its source
with a strength, after a time. The scale bends, so that nothing leaves it.

The strengths and times of each class, and of arrows that no one has judged, are wide on
purpose: they are nobody's measurement. Where several groups have judged an arrow, a
variant follows one group through all arrows; judgements are never averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from nabolag.errors import BadInput, Misbuilt, Where
from nabolag.spirals.draws.distributions import (
    Choice,
    Distribution,
    LogNormal,
    Normal,
    Uniform,
    centre,
)
from nabolag.spirals.draws.lopsided import Lopsided
from nabolag.spirals.language.writing import name_written
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow, Judgement, Speed, Strength
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.measuring import distribution_of
from nabolag.spirals.model.model import Model

STRENGTHS: Mapping[Strength | None, Distribution] = MappingProxyType(
    {
        Strength.WEAK: Uniform(low=0.05, high=0.3),
        Strength.MEDIUM: Uniform(low=0.2, high=0.6),
        Strength.STRONG: Uniform(low=0.5, high=1.0),
        None: Uniform(low=0.05, high=1.0),
    }
)
"""How much of a source's level comes through in the end."""

TIMES: Mapping[Speed | None, Distribution] = MappingProxyType(
    {
        Speed.FAST: LogNormal(median=1.0, spread=0.5),
        Speed.MEDIUM: LogNormal(median=3.0, spread=0.4),
        Speed.SLOW: LogNormal(median=8.0, spread=0.4),
        None: LogNormal(median=3.0, spread=0.8),
    }
)
"""Years until most of it has come through."""

STARTS: Distribution = Normal(mean=0.0, sd=0.2, low=-0.8, high=0.8)
"""Where a factor starts that nothing is known of."""

_EDGE = 0.999
"""How near the ends of its scale a drawn factor may start: at the ends nothing moves it."""

_GROUP = "whose judgement"
_DELAY_ORDER, _USUAL_ORDER = 3, 1


def lowered(model: Model) -> Model:
    """Give a model in which every factor has an equation; one that has them is as it was.

    What is made for a drawing has names that say so: ``strength: a → b``, ``time: a → b``,
    ``start: a``, ``push: a`` (0 unless something is set there) and ``pressure: a``.
    Raises :class:`BadInput` where such a name is taken, and for a drawn factor that is
    measured outside of its scale.
    """
    made = [part for factor in model.factors for part in _parts(factor, model)]
    if not any(factor.is_open for factor in model.factors):
        return model
    drawn = tuple(factor.name for factor in model.factors)
    made.extend(_whose(model))
    try:
        return replace(model, factors=tuple(made), outputs=model.outputs or drawn)
    except Misbuilt as error:
        raise BadInput(
            where=Where(part="factors"),
            found=f"Names that the drawing needs are taken: {error}",
            expected="no factor or group whose name reads like “push: a” or “a → b”",
            remedy="Give it another name.",
        ) from None


def push_on(name: str) -> str:
    """Give the name of the constant that pushes a drawn factor.

    >>> push_on("reputation")
    'push: reputation'
    """
    return f"push: {name}"


def pressure_on(name: str) -> str:
    """Give the name of what presses on a drawn factor.

    >>> pressure_on("reputation")
    'pressure: reputation'
    """
    return f"pressure: {name}"


def is_drawn(model: Model, name: str) -> bool:
    """Say whether a factor is only drawn, also of a model that was made to run."""
    made = {factor.name for factor in model.factors}
    found = model.factor(name)
    return found.is_open or {push_on(name), pressure_on(name)} <= made


def _parts(factor: Factor, model: Model) -> Iterator[Factor]:
    if not factor.is_open:
        yield factor
        return
    pressure = pressure_on(factor.name)
    written = name_written(pressure)
    yield replace(factor, equation=f"{written} / sqrt(1 + {written} ^ 2)")
    yield _constant(f"start: {factor.name}", _start(factor))
    yield Factor(name=push_on(factor.name), equation="0")
    arrows = [arrow for arrow in model.arrows if arrow.target == factor.name]
    start, push = name_written(f"start: {factor.name}"), push_on(factor.name)
    # Without a push the factor is, at the start, just where it was said to start.
    terms = [f"{start} / sqrt(1 - {start} ^ 2)", name_written(push)]
    terms.extend(_coming_through(arrow, model) for arrow in arrows)
    yield Factor(name=pressure, equation=" + ".join(terms))
    for arrow in arrows:
        yield from _constants(arrow, model)


def _start(factor: Factor) -> Distribution:
    measured = factor.measured
    if measured is None:
        return STARTS
    if measured.low < -1 or measured.high > 1 or abs(measured.value) > _EDGE:
        raise BadInput(
            where=Where(part=f"{factor.name}, measured"),
            found=f"{measured.value:g} ({measured.low:g} to {measured.high:g}) is not"
            " inside the scale of a factor that is only drawn.",
            expected="a value between −1 and 1: 0 is as things usually are",
            remedy="Measure it on that scale, or give the factor an equation.",
        )
    # What is measured near an end of the scale stays inside of it in every variant.
    found = distribution_of(measured)
    return found if isinstance(found, Choice) else _inside_scale(found)


def _inside_scale(found: Normal | LogNormal | Lopsided) -> Distribution:
    return replace(found, low=-_EDGE, high=_EDGE)


def _coming_through(arrow: Arrow, model: Model) -> str:
    order = _DELAY_ORDER if arrow.delayed else _USUAL_ORDER
    strength, time = (_judged(what, arrow, model) for what in ("strength", "time"))
    felt = f"smooth({name_written(arrow.source)}, {time}, {order}, 0)"
    sign = {
        Sign.POSITIVE: "",
        Sign.NEGATIVE: "-",
        Sign.UNKNOWN: f"{name_written(_named('sign', arrow))} * ",
    }[arrow.sign]
    return f"{sign}{strength} * {felt}"


def _judged(what: str, arrow: Arrow, model: Model) -> str:
    """Give the equation of what the group that a variant follows says of an arrow."""
    said = {one.group: _named(what, arrow, one.group) for one in arrow.judgements}
    *others, last = [
        name_written(said.get(group, _named(what, arrow)))
        for group in _groups(model) or [""]
    ]
    whose, chosen = name_written(_GROUP), last
    for at, name in reversed(list(enumerate(others, start=1))):
        chosen = f"if({whose} = {at}, {name}, {chosen})"
    return chosen


def _constants(arrow: Arrow, model: Model) -> Iterator[Factor]:
    silent = len({one.group for one in arrow.judgements}) < max(len(_groups(model)), 1)
    unheard = [(None, Judgement(group=""))] if silent else []
    heard = [(judged.group, judged) for judged in arrow.judgements]
    for group, judged in [*unheard, *heard]:
        speed = judged.speed or (Speed.SLOW if arrow.delayed else None)
        yield _constant(_named("strength", arrow, group), STRENGTHS[judged.strength])
        yield _constant(_named("time", arrow, group), TIMES[speed])
    if arrow.sign is Sign.UNKNOWN:
        yield _constant(_named("sign", arrow), Choice(values=(-1.0, 1.0)))


def _whose(model: Model) -> Iterator[Factor]:
    groups = _groups(model)
    if len(groups) > 1:
        numbers = tuple(float(at) for at in range(1, len(groups) + 1))
        yield _constant(_GROUP, Choice(values=numbers))


def _groups(model: Model) -> list[str]:
    return _once(judged.group for arrow in model.arrows for judged in arrow.judgements)


def _once(names: Iterable[str]) -> list[str]:
    return sorted(set(names))


def _named(what: str, arrow: Arrow, group: str | None = None) -> str:
    whose = f" ({group})" if group else ""
    return f"{what}: {arrow.source} → {arrow.target}{whose}"


def _constant(name: str, distribution: Distribution) -> Factor:
    return Factor(
        name=name, equation=repr(centre(distribution)), distribution=distribution
    )
