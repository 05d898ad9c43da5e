"""Models with an arrow cut: what would happen if one thing did not work on another.

Answers: How much hangs on this arrow, or on this loop? Would things go better if it were
cut?

Method: The model runs as it is, and once more with the arrow cut, with the same draws. In
an equation the cause stays what it was at the start of each variant; what flows into or
out of a stock stays as it was. In a drawing the arrow is taken away. A loop is cut at the
one of its arrows that is in the fewest other loops, and those that are cut with it are
told (Ford 1999).

Assumes: That an arrow can be cut alone, and all else goes on as before.

Uncertainty: As of any two runs held against each other: in how many variants it is better
with the arrow cut than as it is. That is no probability.

Refuses: An arrow or a loop that the model does not have.

Checked: Logistic growth with what holds it back cut grows by one rate for ever, and with
its growth cut too along a straight line, both to nine digits. When loops are looked for
again, the one that was cut is gone, and with it those that were told and no others.

Source: D. N. Ford, “A behavioral approach to feedback loop dominance analysis”, System
Dynamics Review 15 (1999), pp. 3–36.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import chain, count

from nabolag.errors import WrongUsage
from nabolag.spirals.language.parsing import parsed
from nabolag.spirals.language.tree import Call, Name, Number, Tree, rewritten
from nabolag.spirals.language.writing import written
from nabolag.spirals.loops.feedback_loops import Loop, find_loops
from nabolag.spirals.loops.knocking_out import loops_broken_by, loops_by_link
from nabolag.spirals.loops.links import Pair
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.lowering import is_drawn, lowered, pressure_on
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.leading import links_in

_LISTED = 10  # names in a message: a few lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """An arrow to cut, and the loops that are cut with it, of those that are listed."""

    source: str
    target: str
    loops: tuple[str, ...] = ()

    @property
    def pair(self) -> Pair:
        """The two ends."""
        return self.source, self.target


def cuts_named(model: Model, named: Sequence[str]) -> tuple[Cut, ...]:
    """Give the arrows to cut by their ends (``a -> b``), or by the id of a loop.

    Raises :class:`WrongUsage` for what is no arrow and no loop of the model.

    >>> from nabolag.spirals.model.factors import Factor
    >>> model = Model(
    ...     name="m",
    ...     factors=(
    ...         Factor(name="people", start="1", inflows=("births",)),
    ...         Factor(name="births", equation="people * 0.1"),
    ...     ),
    ... )
    >>> [(cut.pair, cut.loops) for cut in cuts_named(model, ["births -> people"])]
    [(('births', 'people'), ('R1',))]
    >>> cuts_named(model, ["R1"])[0].pair
    ('births', 'people')
    """
    links = links_in(model)
    loops = find_loops(links).loops
    pairs = sorted({link.pair for link in links})
    return tuple(_cut(one, loops, pairs) for one in named)


def with_cuts(model: Model, cuts: Iterable[Cut]) -> Model:
    """Give a model, ready to run, in which some arrows are cut.

    >>> from nabolag.spirals.model.factors import Factor
    >>> model = Model(
    ...     name="m",
    ...     factors=(
    ...         Factor(name="a", equation="time"),
    ...         Factor(name="b", equation="2 * a"),
    ...     ),
    ... )
    >>> with_cuts(model, [Cut(source="a", target="b")]).factor("b").equation
    '2 * init(a)'
    """
    ready = lowered(model)
    for cut in cuts:
        ready = _without(ready, cut, drawn=is_drawn(ready, cut.target))
    return ready


def _cut(named: str, loops: Sequence[Loop], pairs: Sequence[Pair]) -> Cut:
    for loop in loops:
        if loop.id == named:
            through = loops_by_link(loops)
            pair = min(loop.pairs, key=lambda pair: (len(through[pair]), pair))
            break
    else:
        pair = _pair(named, loops, pairs)
    source, target = pair
    broken = loops_broken_by(loops, source=source, target=target)
    return Cut(source=source, target=target, loops=tuple(loop.id for loop in broken))


def _pair(named: str, loops: Sequence[Loop], pairs: Sequence[Pair]) -> Pair:
    called = {f"{source} → {target}": (source, target) for source, target in pairs}
    wanted = re.sub(r"\s*(->|→)\s*", " → ", named.strip())
    if wanted in called:
        return called[wanted]
    ids = [loop.id for loop in loops]
    near = get_close_matches(wanted, [*ids, *called], n=1)
    raise WrongUsage(
        found=f"The model has no loop and no arrow “{named}”.",
        expected=f"a loop ({_listed(ids)}) or an arrow ({_listed(list(called))})",
        remedy=f"Did you mean {near[0]}?" if near else "See them with spirals loops.",
    )


def _listed(names: Sequence[str]) -> str:
    more = " …" * (len(names) > _LISTED)
    return f"{', '.join(names[:_LISTED])}{more}" or "there is none"


def _without(model: Model, cut: Cut, *, drawn: bool) -> Model:
    name = pressure_on(cut.target) if drawn else cut.target
    return replace(
        model,
        factors=tuple(
            chain.from_iterable(
                _factors_without(factor, cut, model, drawn=drawn)
                if factor.name == name
                else (factor,)
                for factor in model.factors
            )
        ),
    )


def _factors_without(
    factor: Factor, cut: Cut, model: Model, *, drawn: bool
) -> Iterator[Factor]:
    if not factor.is_stock:
        instead = Number(value=0.0) if drawn else _at_start(cut.source)
        equation = _replaced(parsed(factor.equation or ""), cut.source, instead)
        yield replace(factor, equation=written(equation))
        return
    held = _free(f"at the start: {cut.source}", model)
    yield replace(
        factor,
        inflows=_instead(factor.inflows, cut.source, held),
        outflows=_instead(factor.outflows, cut.source, held),
    )
    yield Factor(
        name=held,
        equation=written(_at_start(cut.source)),
        unit=model.factor(cut.source).unit,
    )


def _at_start(name: str) -> Tree:
    return Call(function="init", arguments=(Name(name=name),))


def _replaced(tree: Tree, name: str, instead: Tree) -> Tree:
    return rewritten(tree, lambda part: instead if part == Name(name=name) else part)


def _instead(flows: tuple[str, ...], name: str, held: str) -> tuple[str, ...]:
    return tuple(held if flow == name else flow for flow in flows)


def _free(name: str, model: Model) -> str:
    taken = {factor.name for factor in model.factors}
    taken.update(table.name for table in model.tables)
    numbered = (f"{name} ({number})" for number in count(2))
    return next(each for each in chain([name], numbered) if each not in taken)
