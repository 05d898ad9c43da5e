"""Models written as XMILE, which Stella, PySD and others read.

Every factor keeps its name and its equation; what is looked up in a table, or used more
than once within an equation, gets a variable of its own. What XMILE cannot say is left
out, and told: see :class:`Lost`.

Source: XML Interchange Language for System Dynamics 1.0 (OASIS 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape, quoteattr

from nabolag.sources.spirals.xmile_names import xml_text
from nabolag.sources.spirals.xmile_variables import Variable, Variables, variables_of
from nabolag.spirals.language.writing import number_written
from nabolag.spirals.model.factors import Table, TableKind
from nabolag.spirals.model.lowering import lowered
from nabolag.spirals.model.model import Method, Model, Times
from nabolag.spirals.system.building import system_of
from nabolag.values import Direction, Notice

NAMESPACE = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"
ISEE = "http://iseesystems.com/XMILE"

_KINDS = {
    TableKind.CLAMPED: "continuous",
    TableKind.EXTENDED: "extrapolate",
    TableKind.STEPS: "discrete",
}
_METHODS = {Method.EULER: "Euler", Method.RK4: "RK4"}


_NAMED = 10  # names in a notice: a line or two


class Lost(StrEnum):
    """What XMILE cannot say of a model, or says so that others may read it differently.

    Each is the code of a notice.
    """

    DISTRIBUTIONS = "xmile_distributions"
    MEASURED = "xmile_measured"
    ARROWS = "xmile_arrows"
    EVIDENCE = "xmile_evidence"
    BETTER = "xmile_better"
    CORRELATIONS = "xmile_correlations"
    EVENTS = "xmile_events"
    AREAS = "xmile_areas"
    FROM_AREAS = "xmile_from_areas"
    OUTPUTS = "xmile_outputs"
    SOURCES = "xmile_sources"
    FICTIONAL = "xmile_fictional"
    RENAMED = "xmile_renamed"
    NON_NEGATIVE = "xmile_non_negative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Xmile:
    """A model as the text of an XMILE document, and notices of what was left out."""

    text: str
    left_out: tuple[Notice, ...]


def xmile_of(model: Model) -> Xmile:
    """Write a model as XMILE; a drawing as the equations that it runs by.

    Raises :class:`BadInput` for equations that cannot be run.

    >>> from nabolag.spirals.model.factors import Factor
    >>> homes = Factor(name="new homes", equation="max(0, 1, 2)")
    >>> document = xmile_of(Model(name="homes", factors=(homes,)))
    >>> document.text.splitlines()[10]
    '      <aux name="new homes"><eqn>MAX(MAX(0, 1), 2)</eqn></aux>'
    """
    ready = lowered(model)
    variables = variables_of(ready, system_of(ready))
    text = "\n".join(_lines(ready, variables)) + "\n"
    left_out = tuple(
        _notice(what, names)
        for what, names in _left_out(ready, variables)
        if names is not None
    )
    return Xmile(text=text, left_out=left_out)


def _lines(model: Model, variables: Variables) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<xmile version="1.0" xmlns="{NAMESPACE}" xmlns:isee="{ISEE}">'
    yield "  <header>"
    yield from _told("    ", "name", model.name)
    yield "    <vendor>Nabolag</vendor>"
    yield '    <product version="1.0" lang="en">Nabolag</product>'
    yield from _told("    ", "caption", model.about)
    yield "  </header>"
    yield from _times(model.times)
    yield "  <model>"
    yield "    <variables>"
    for variable in variables.all:
        yield f"      {_variable(variable)}"
    yield "    </variables>"
    yield "  </model>"
    yield "</xmile>"


def _times(times: Times) -> Iterator[str]:
    every = number_written(times.steps_between * times.step)
    method, unit = _METHODS[times.method], quoteattr(xml_text(times.unit))
    attributes = f'method="{method}" time_units={unit} isee:save_interval="{every}"'
    parts = {"start": times.start, "stop": times.stop, "dt": times.step}
    inside = "".join(
        f"<{name}>{number_written(value)}</{name}>" for name, value in parts.items()
    )
    yield f"  <sim_specs {attributes}>{inside}</sim_specs>"


def _variable(variable: Variable) -> str:
    kind = variable.kind
    return "".join(
        (
            f"<{kind} name={quoteattr(variable.name)}>",
            *_told("", "eqn", variable.equation),
            *_each("inflow", variable.inflows),
            *_each("outflow", variable.outflows),
            "<non_negative/>" if variable.non_negative else "",
            _graph(variable.table) if variable.table else "",
            *_told("", "units", variable.unit or ""),
            *_told("", "doc", variable.about),
            f"</{kind}>",
        )
    )


def _each(tag: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _told("", tag, text)


def _graph(table: Table) -> str:
    x, y = (",".join(map(number_written, numbers)) for numbers in (table.x, table.y))
    low, high = number_written(min(table.y)), number_written(max(table.y))
    return (
        f'<gf type="{_KINDS[table.kind]}"><xpts>{x}</xpts>'
        f'<yscale min="{low}" max="{high}"/><ypts>{y}</ypts></gf>'
    )


def _told(before: str, tag: str, text: str) -> Iterator[str]:
    if text:
        yield f"{before}<{tag}>{escape(xml_text(text))}</{tag}>"


def _notice(what: Lost, names: tuple[str, ...]) -> Notice:
    """Give a notice with names, or the first of many; none of the model itself."""
    listed = ", ".join(names[:_NAMED]) + " …" * (len(names) > _NAMED)
    return Notice(code=what.value, facts={"names": listed} if names else {})


def _left_out(
    model: Model, variables: Variables
) -> Iterator[tuple[Lost, tuple[str, ...] | None]]:
    """Give each kind of what XMILE cannot say, with names or, where it is not, nothing."""
    factors = model.factors
    of_factors = {
        Lost.DISTRIBUTIONS: [one.name for one in factors if one.distribution],
        Lost.MEASURED: [one.name for one in factors if one.measured],
        Lost.EVIDENCE: [one.name for one in factors if one.evidence],
        Lost.BETTER: [f.name for f in factors if f.better is not Direction.NEITHER],
        Lost.NON_NEGATIVE: [one.name for one in factors if one.non_negative],
        Lost.RENAMED: list(variables.renamed),
        Lost.FROM_AREAS: list(dict.fromkeys(variables.arriving)),
        Lost.ARROWS: [f"{one.source} → {one.target}" for one in model.arrows],
        Lost.CORRELATIONS: [f"{one.first}, {one.second}" for one in model.correlations],
        Lost.EVENTS: [event.name for event in model.events],
        Lost.OUTPUTS: list(model.outputs),
        Lost.AREAS: list(model.areas.names) if model.areas else [],
    }
    for what, names in of_factors.items():
        yield what, tuple(names) or None
    yield Lost.SOURCES, () if model.sources else None
    yield Lost.FICTIONAL, () if model.fictional else None
