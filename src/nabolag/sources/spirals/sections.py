"""One model as PySD's translator tells of it, put in our factors and tables."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from nabolag.errors import BadInput, Misbuilt, NabolagError, Where
from nabolag.sources.spirals.expressions import (
    Names,
    Translator,
    alike,
    element_name,
)
from nabolag.sources.spirals.xmile_looking import Looked
from nabolag.spirals.language.functions import NEGATIVE, WORDS
from nabolag.spirals.language.tree import Call, Name, Number, Tree
from nabolag.spirals.language.units import unit_read
from nabolag.spirals.language.writing import written
from nabolag.spirals.model.factors import HIDDEN, Factor
from nabolag.spirals.model.model import Model, Times

MOST_ELEMENTS = 10_000
"""Elements that an array may be written out as."""

_TIMES = ("initial_time", "final_time", "time_step", "saveper")


def section_model(section: Any, *, name: str, file: str, looked: Looked) -> Model:
    """Give the model that one of PySD's sections is; ``file`` is named in errors.

    Raises :class:`BadInput` naming the variable, and what the language does not have.
    """
    return _Section(section, file, looked).model(name=name)


def outside(file: str, found: str, expected: str) -> BadInput:
    """Give an error for what cannot be brought over, of a whole model."""
    return BadInput(
        where=Where(file=file),
        found=f"There is {found}.",
        expected=expected,
        remedy="Write what it does as equations of the model itself.",
    )


class _Section:
    """One model of PySD's: its elements, written out for every element of arrays."""

    def __init__(self, section: Any, file: str, looked: Looked) -> None:
        self._file, self._looked = file, looked
        self._controls = {
            _reference(one.name): one.components[0].ast
            for one in section.elements
            if type(one).__name__ == "AbstractControlElement"
        }
        self._elements = {
            _reference(one.name): one
            for one in section.elements
            if _reference(one.name) not in self._controls
        }
        dimensions = {
            alike(one.name): self._elements_of(one) for one in section.subscripts
        }
        called = {name: _called(one.name) for name, one in self._elements.items()}
        arrays = frozenset(
            name
            for name, one in self._elements.items()
            if any(component.subscripts[0] for component in one.components)
        )
        self._names = Names(
            called=called,
            arrays=arrays,
            dimensions=dimensions,
            file=file,
            rounds_down=looked.rounds_down,
            xmile=looked.xmile,
        )

    def model(self, *, name: str) -> Model:
        try:
            self._take_tables()
            factors = [
                part for one in self._elements.values() for part in self._parts(one)
            ]
            return Model(
                name=name,
                factors=tuple(factors),
                tables=tuple(self._names.tables.values()),
                times=self._times(),
            )
        except Misbuilt as error:
            raise outside(self._file, f"{error}", "a model that can be") from None

    def _elements_of(self, dimension: Any) -> list[str]:
        """Give the elements of a dimension; Vensim may name another one's instead."""
        if isinstance(dimension.subscripts, str) or not dimension.subscripts:
            found = f"the dimension “{dimension.name}” without elements"
            raise outside(self._file, found, "the name of each element")
        return list(dimension.subscripts)

    def _take_tables(self) -> None:
        """Take out the elements that are tables: they are looked up, and no factors."""
        for name, one in list(self._elements.items()):
            ast = one.components[0].ast
            if type(ast).__name__ == "LookupsStructure":
                translator = Translator(self._names, one.name, {})
                self._names.tables[name] = translator.table(ast, _called(one.name))
                del self._elements[name]

    def _parts(self, one: Any) -> Iterator[Factor]:
        for component in one.components:
            given, but = component.subscripts
            if but:
                raise Translator(self._names, one.name, {}).outside(
                    found="an array with exceptions"
                )
            for at, elements in enumerate(self._written_out(given, one.name)):
                chosen = [self._names.element(name, elements) for name in given]
                name = element_name(_called(one.name), chosen)
                translator = Translator(self._names, one.name, elements, chosen)
                yield from _factor(
                    name, one, _of_element(component.ast, at), translator
                )

    def _written_out(
        self, given: Sequence[str], owner: str
    ) -> Iterator[Mapping[str, str]]:
        """Give every choice of elements from the dimensions that are named."""
        dimensions = [alike(name) for name in given]
        known = [name for name in dimensions if name in self._names.dimensions]
        count = math.prod(len(self._names.dimensions[name]) for name in known)
        if count > MOST_ELEMENTS:
            raise Translator(self._names, owner, {}).outside(
                found=f"an array of {count:,} elements, of at most {MOST_ELEMENTS:,}"
            )
        for chosen in product(*(self._names.dimensions[name] for name in known)):
            yield dict(zip(known, chosen, strict=True))

    def _times(self) -> Times:
        start, stop, step, save = (self._control(name) for name in _TIMES)
        looked = self._looked
        return Times(
            start=start,
            stop=stop,
            step=step,
            save_every=looked.save_every or save,
            method=looked.method,
        )

    def _control(self, name: str) -> float:
        """Give one of the times, which are numbers, parts of one, or each other."""
        return self._worked_out(self._controls.get(name, 1.0))

    def _worked_out(self, ast: Any) -> float:
        if isinstance(ast, int | float):
            return float(ast)
        kind = type(ast).__name__
        if kind == "ReferenceStructure" and ast.reference in _TIMES:
            return self._control(ast.reference)
        if kind == "ArithmeticStructure" and ast.operators == ["/"]:
            above, below = map(self._worked_out, ast.arguments)
            return above / below
        raise outside(self._file, "a time that is worked out", "times that are numbers")


def _of_element(ast: Any, at: int) -> Any:
    """Give what one element of an array is, where each is a number of its own."""
    return float(ast.ravel()[at]) if isinstance(ast, np.ndarray) else ast


def _factor(name: str, one: Any, ast: Any, translator: Translator) -> Iterator[Factor]:
    unit = _unit(one.units)
    about = " ".join((one.documentation or "").split())
    if type(ast).__name__ != "IntegStructure":
        yield Factor(
            name=name, equation=written(translator.tree(ast)), unit=unit, about=about
        )
        return
    flow = translator.tree(ast.flow)
    flows = _flows(flow)
    if flows is None:
        net = f"net flow of {name}"
        yield Factor(name=net, equation=written(flow))
        flows = [net], []
    yield Factor(
        name=name,
        start=written(translator.tree(ast.initial)),
        inflows=tuple(flows[0]),
        outflows=tuple(flows[1]),
        non_negative=bool(ast.non_negative),
        unit=unit,
        about=about,
    )


def _flows(tree: Tree) -> tuple[list[str], list[str]] | None:
    """Give the names that flow in and out, where there is nothing else."""
    if isinstance(tree, Name):
        return ([tree.name], []) if tree.name not in WORDS else None
    if not isinstance(tree, Call) or tree.function not in {"+", "-", NEGATIVE}:
        return ([], []) if tree == _NOTHING else None
    parts = [_flows(part) for part in tree.arguments]
    if None in parts:
        return None
    known = [part for part in parts if part is not None]
    if tree.function != "+":
        known[-1] = known[-1][::-1]
    flows_in = [name for part in known for name in part[0]]
    flows_out = [name for part in known for name in part[1]]
    return flows_in, flows_out


_NOTHING = Number(value=0.0)


def _unit(units: str | None) -> str | None:
    """Give a unit that can be read; what cannot is no unit."""
    if not units or not units.strip():
        return None
    try:
        unit_read(units)
    except NabolagError:
        return None
    return units.strip()


def _called(name: str) -> str:
    """Give the name of a factor: as in the model, on one line, without quotes."""
    plain = name.replace("\\n", " ").replace('"', "").replace(HIDDEN, "")
    called = " ".join(plain.split()) or "?"
    # A name that always stands for something else here would never be reached.
    return f"{called} (variable)" if called in WORDS else called


def _reference(name: str) -> str:
    """Give a name as equations refer to it."""
    return re.sub(r"[\s_]+", "_", name.replace("\\n", " ").strip()).lower()
