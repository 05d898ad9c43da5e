"""The variables of a model as XMILE has them: stocks, flows and the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from nabolag.sources.spirals.xmile_equations import xmile_equation
from nabolag.sources.spirals.xmile_meaning import Meaning, Written
from nabolag.sources.spirals.xmile_names import XmileNames
from nabolag.spirals.language.parsing import parsed
from nabolag.spirals.language.tree import Name
from nabolag.spirals.model.factors import Factor, Table
from nabolag.spirals.model.model import Model
from nabolag.spirals.system.system import System

STOCK, FLOW, AUX = "stock", "flow", "aux"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One variable: its kind, its name, and its equation (of a stock, where it starts)."""

    kind: str
    name: str
    equation: str
    inflows: tuple[str, ...] = ()
    outflows: tuple[str, ...] = ()
    table: Table | None = None
    non_negative: bool = False
    unit: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variables:
    """All variables of a model.

    ``renamed`` are names that XMILE could not tell apart, ``arriving`` the factors to
    which something comes from other areas.
    """

    all: tuple[Variable, ...]
    renamed: tuple[str, ...]
    arriving: tuple[str, ...]


def variables_of(model: Model, system: System) -> Variables:
    """Give the variables of a model that can run; ``system`` is what it runs as."""
    made = _Made(model, system)
    found = tuple(made.all())
    return Variables(
        all=found, renamed=made.names.renamed, arriving=tuple(made.meaning.arriving)
    )


class _Made:
    def __init__(self, model: Model, system: System) -> None:
        self._model = model
        self.names = XmileNames(factor.name for factor in model.factors)
        self.meaning = Meaning(
            names=self.names,
            tables={table.name: table for table in model.tables},
            constants=system.constants,
            times=model.times,
        )
        self._flows = _own_flows(model)

    def all(self) -> Iterator[Variable]:
        for factor in self._model.factors:
            yield from self._stock(factor) if factor.is_stock else self._plain(factor)
            yield from self._helpers()

    def _plain(self, factor: Factor) -> Iterator[Variable]:
        kind = FLOW if factor.name in self._flows else AUX
        put = self.meaning.of_variable(parsed(factor.equation or ""), factor.name)
        yield Variable(
            kind=kind,
            name=self.names.called(factor.name),
            equation=xmile_equation(put.tree, self.names),
            table=put.table,
            unit=factor.unit,
            about=factor.about,
        )

    def _stock(self, factor: Factor) -> Iterator[Variable]:
        start = self.meaning.of_equation(parsed(factor.start or ""), factor.name)
        flows_in = list(self._named_flows(factor.inflows, f"into {factor.name}"))
        flows_out = list(self._named_flows(factor.outflows, f"out of {factor.name}"))
        yield Variable(
            kind=STOCK,
            name=self.names.called(factor.name),
            equation=xmile_equation(start, self.names),
            inflows=tuple(self.names.in_equations(name) for name, _ in flows_in),
            outflows=tuple(self.names.in_equations(name) for name, _ in flows_out),
            non_negative=factor.non_negative,
            unit=factor.unit,
            about=factor.about,
        )
        for name, of in chain(flows_in, flows_out):
            if name != of:
                equation = xmile_equation(Name(name=of), self.names)
                yield Variable(kind=FLOW, name=name, equation=equation)

    def _named_flows(
        self, flows: Sequence[str], where: str
    ) -> Iterator[tuple[str, str]]:
        """Give the flows that a stock has in XMILE, and what each is.

        There a flow fills one stock and empties one; else each gets a flow of its own.
        """
        for of in flows:
            own = of in self._flows
            yield of if own else self.names.new(f"{of} {where}"), of

    def _helpers(self) -> Iterator[Variable]:
        helpers, self.meaning.helpers = self.meaning.helpers, {}
        for name, put in helpers.items():
            yield self._helper(name, put)

    def _helper(self, name: str, put: Written) -> Variable:
        return Variable(
            kind=AUX,
            name=name,
            equation=xmile_equation(put.tree, self.names),
            table=put.table,
            unit=put.table.y_unit if put.table else None,
        )


def _own_flows(model: Model) -> frozenset[str]:
    """Give the factors that are flows in XMILE's sense."""
    flowing_in = Counter(chain.from_iterable(one.inflows for one in model.factors))
    flowing_out = Counter(chain.from_iterable(one.outflows for one in model.factors))
    return frozenset(
        factor.name
        for factor in model.factors
        if not factor.is_stock
        and max(flowing_in[factor.name], flowing_out[factor.name]) == 1
    )
