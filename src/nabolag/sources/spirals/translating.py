"""Models of other programs, through PySD's translator: XMILE (Stella) and Vensim.

PySD is an extra (``pip install "nabolag[xmile]"``), used for reading alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from nabolag.errors import BadInput, Misbuilt, NabolagError, Where, WrongUsage
from nabolag.sources.files.opening import shown_name
from nabolag.sources.spirals.expressions import Names, Translator, element_name
from nabolag.spirals.language.functions import NEGATIVE, WORDS
from nabolag.spirals.language.tree import Call, Name, Number, Tree
from nabolag.spirals.language.units import unit_read
from nabolag.spirals.language.writing import written
from nabolag.spirals.model.factors import HIDDEN, Factor
from nabolag.spirals.model.model import Method, Model, Times

XMILE = (".xmile", ".stmx", ".itmx", ".xml")
VENSIM = (".mdl",)

_TIMES = ("initial_time", "final_time", "time_step", "saveper")


def translated(path: Path) -> Model:
    """Read a model of another program.

    Raises :class:`WrongUsage` where PySD is not installed, and :class:`BadInput` for a
    file that it cannot read, or that holds what the language of equations has not.
    """
    file = shown_name(path)
    model, method = _read(path, file)
    (main, *others) = model.sections
    if others:
        raise _outside(file, f"{len(others)} macros or modules", "one model")
    return _Section(main, file).model(name=path.stem, method=method)


def _read(path: Path, file: str) -> tuple[Any, Method]:
    if path.suffix.lower() in XMILE:
        method = _method(path, file)
        return _parsed(path, file, "xmile.xmile_file", "XmileFile"), method
    return _parsed(path, file, "vensim.vensim_file", "VensimFile"), Method.EULER


def _parsed(path: Path, file: str, module: str, kind: str) -> Any:
    from importlib import import_module

    try:
        reader = getattr(import_module(f"pysd.translators.{module}"), kind)
    except ImportError:
        raise WrongUsage(
            found=f"{file} is a model of another program, and PySD is not installed.",
            expected="PySD, which reads it",
            remedy='Install it with: pip install "nabolag[xmile]".',
        ) from None
    try:
        whole = reader(path)
        whole.parse()
        return whole.get_abstract_model()
    except Exception as error:
        raise _unreadable(file, error) from error


def _unreadable(file: str, error: Exception) -> BadInput:
    said = " ".join(str(error).split())[:300] or type(error).__name__
    return BadInput(
        where=Where(file=file),
        found=f"PySD cannot read it: {said}.",
        expected="equations that are written out in XMILE or Vensim's language",
        remedy="Mend the file in the program it comes from.",
    )


def _method(path: Path, file: str) -> Method:
    """Give how steps are taken; the document is looked through for what is not safe.

    XMILE in use is not always well-formed, so the one attribute is looked for as text.
    """
    text = path.read_bytes()
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise _outside(file, "a document type", "plain XMILE without one")
    found = re.search(rb"<sim_specs[^>]*?\bmethod\s*=\s*[\"']([^\"']*)", text)
    method = found[1].lower() if found else b""
    return Method.RK4 if b"rk4" in method else Method.EULER


def _outside(file: str, found: str, expected: str) -> BadInput:
    return BadInput(
        where=Where(file=file),
        found=f"There is {found}.",
        expected=expected,
        remedy="Write what it does as equations of the model itself.",
    )


class _Section:
    """One model of PySD's: its elements, written out for every element of arrays."""

    def __init__(self, section: Any, file: str) -> None:
        self._file = file
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
            one.name.lower(): list(one.subscripts) for one in section.subscripts
        }
        called = {name: _called(one.name) for name, one in self._elements.items()}
        arrays = frozenset(
            name
            for name, one in self._elements.items()
            if any(component.subscripts[0] for component in one.components)
        )
        self._names = Names(
            called=called, arrays=arrays, dimensions=dimensions, file=file
        )

    def model(self, *, name: str, method: Method) -> Model:
        self._take_tables()
        factors = [part for one in self._elements.values() for part in self._parts(one)]
        try:
            return Model(
                name=name,
                factors=tuple(factors),
                tables=tuple(self._names.tables.values()),
                times=self._times(method),
            )
        except Misbuilt as error:
            raise _outside(self._file, f"{error}", "a model that can be") from None

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
            for at, elements in enumerate(self._written_out(given)):
                chosen = [elements.get(name.lower(), name) for name in given]
                name = element_name(_called(one.name), chosen)
                translator = Translator(self._names, one.name, elements, chosen)
                yield from _factor(
                    name, one, _of_element(component.ast, at), translator
                )

    def _written_out(self, given: Sequence[str]) -> Iterator[dict[str, str]]:
        """Give every choice of elements from the dimensions that are named."""
        dimensions = [name.lower() for name in given]
        known = [name for name in dimensions if name in self._names.dimensions]
        for chosen in product(*(self._names.dimensions[name] for name in known)):
            yield dict(zip(known, chosen, strict=True))

    def _times(self, method: Method) -> Times:
        start, stop, step, save = (self._control(name) for name in _TIMES)
        return Times(start=start, stop=stop, step=step, save_every=save, method=method)

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
        raise _outside(
            self._file, "a time that is worked out", "times that are numbers"
        )


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
    return " ".join(plain.split()) or "?"


def _reference(name: str) -> str:
    """Give a name as equations refer to it."""
    return re.sub(r"[\s_]+", "_", name.replace("\\n", " ").strip()).lower()
