"""Models as JSON documents, and back.

Format ``nabolag-spiral`` version 1. What a model does not say is left out, so that a
drawing is a short document, and what is filled in later only adds to it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeAlias

from nabolag.errors import Misbuilt
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow, Confidence, Judgement, Speed, Strength
from nabolag.spirals.model.distribution_fields import (
    distribution_read,
    distribution_written,
)
from nabolag.spirals.model.factors import Factor, Measured, Table, TableKind
from nabolag.spirals.model.fields import Fields, without_empty
from nabolag.spirals.model.model import (
    Areas,
    Correlation,
    Event,
    Method,
    Model,
    Times,
)
from nabolag.values import Direction

FORMAT, VERSION = "nabolag-spiral", 1
"""What every document says it is."""

Document: TypeAlias = dict[str, object]


def model_of(document: object, *, file: str = "") -> Model:
    """Read a model from a JSON document.

    Raises :class:`BadInput` with the place in the document for a field that is missing,
    unknown or of another kind, and for values that cannot be together.
    """
    fields = Fields(document, file=file)
    _check_format(fields)
    try:
        model = Model(
            name=fields.text("name"),
            about=fields.text_or_none("about") or "",
            sources=fields.texts("sources"),
            fictional=fields.truth("fictional"),
            times=fields.part("times", _times) or Times(),
            factors=fields.parts("factors", _factor),
            arrows=fields.parts("arrows", _arrow),
            tables=fields.parts("tables", _table),
            correlations=fields.parts("correlations", _correlation),
            events=fields.parts("events", _event),
            areas=fields.part("areas", _areas),
            outputs=fields.texts("outputs"),
        )
    except Misbuilt as error:
        raise fields.cannot_be(error) from None
    fields.end()
    return model


def _check_format(fields: Fields) -> None:
    found = fields.text_or_none("format"), fields.number("version", otherwise=VERSION)
    if found != (FORMAT, VERSION):
        raise fields.bad(
            "format",
            found=f"the format “{found[0]}” version {found[1]:g}",
            expected=f"“{FORMAT}” version {VERSION}",
            remedy="Read the file with the program it was written for, or convert it.",
        )


def _times(fields: Fields) -> Times:
    usual = Times()
    return Times(
        start=fields.number("start", otherwise=usual.start),
        stop=fields.number("stop", otherwise=usual.stop),
        step=fields.number("step", otherwise=usual.step),
        save_every=fields.number_or_none("save_every"),
        method=fields.one_of("method", Method, otherwise=usual.method),
        unit=fields.text_or_none("unit") or usual.unit,
    )


def _factor(fields: Fields) -> Factor:
    return Factor(
        name=fields.text("name"),
        equation=fields.equation("equation"),
        start=fields.equation("start"),
        inflows=fields.texts("inflows"),
        outflows=fields.texts("outflows"),
        non_negative=fields.truth("non_negative"),
        unit=fields.text_or_none("unit"),
        distribution=fields.part("distribution", distribution_read),
        measured=fields.part("measured", _measured),
        better=fields.one_of("better", Direction, otherwise=Direction.NEITHER),
        about=fields.text_or_none("about") or "",
        evidence=fields.texts("evidence"),
    )


def _measured(fields: Fields) -> Measured:
    return Measured(
        value=fields.number("value"),
        low=fields.number("low"),
        high=fields.number("high"),
        inside=fields.number("inside", otherwise=0.95),
        indicator=fields.text_or_none("indicator"),
        area=fields.text_or_none("area"),
        period=fields.text_or_none("period"),
        source=fields.text_or_none("source"),
    )


def _arrow(fields: Fields) -> Arrow:
    return Arrow(
        source=fields.text("from"),
        target=fields.text("to"),
        sign=fields.one_of("sign", Sign, otherwise=Sign.UNKNOWN),
        delayed=fields.truth("delayed"),
        judgements=fields.parts("judgements", _judgement),
        evidence=fields.texts("evidence"),
        drawn_by=fields.text_or_none("drawn_by"),
        confidence=fields.one_or_none("confidence", Confidence),
        about=fields.text_or_none("about") or "",
    )


def _judgement(fields: Fields) -> Judgement:
    return Judgement(
        group=fields.text("group"),
        strength=fields.one_or_none("strength", Strength),
        speed=fields.one_or_none("speed", Speed),
    )


def _table(fields: Fields) -> Table:
    return Table(
        name=fields.text("name"),
        x=fields.numbers("x"),
        y=fields.numbers("y"),
        kind=fields.one_of("kind", TableKind, otherwise=TableKind.CLAMPED),
        x_unit=fields.text_or_none("x_unit"),
        y_unit=fields.text_or_none("y_unit"),
    )


def _correlation(fields: Fields) -> Correlation:
    return Correlation(
        first=fields.text("first"),
        second=fields.text("second"),
        rank=fields.number("rank"),
    )


def _event(fields: Fields) -> Event:
    when = fields.equation("when")
    if when is None:
        raise fields.bad("when", found="nothing", expected="an equation")
    return Event(name=fields.text("name"), when=when)


def _areas(fields: Fields) -> Areas:
    values, measured = (_by_name(fields, part) for part in ("values", "measured"))
    return Areas(
        names=fields.texts("names"),
        values={name: values.numbers(name) for name in values.names},
        measured={name: measured.parts(name, _measured) for name in measured.names},
        moving=fields.rows("moving"),
    )


def _by_name(fields: Fields, part: str) -> Fields:
    """Give the fields of an object whose names are those of factors."""
    return Fields(fields.mapping(part), file=fields.file, path=f"{fields.path}.{part}")


def document_of(model: Model) -> Document:
    """Write a model as a JSON document; reading it gives the same model.

    >>> from nabolag.spirals.model.factors import Factor
    >>> drawn = Model(name="standing", factors=(Factor(name="reputation"),))
    >>> model_of(document_of(drawn)) == drawn
    True
    """
    said = {
        "name": model.name,
        "about": model.about,
        "sources": list(model.sources),
        "fictional": model.fictional or None,
        "times": _said(model.times, **_fields_of(Times())),
        "factors": [_factor_said(factor) for factor in model.factors],
        "arrows": [_arrow_said(arrow) for arrow in model.arrows],
        "tables": [_said(table, kind=TableKind.CLAMPED) for table in model.tables],
        "correlations": [_said(one) for one in model.correlations],
        "events": [_said(event) for event in model.events],
        "areas": _areas_said(model.areas) if model.areas else None,
        "outputs": list(model.outputs),
    }
    return {"format": FORMAT, "version": VERSION, **without_empty(iter(said.items()))}


def _factor_said(factor: Factor) -> Document:
    said = _said(factor, better=Direction.NEITHER)
    if factor.measured:
        said["measured"] = _said(factor.measured)
    if factor.distribution:
        said["distribution"] = distribution_written(factor.distribution)
    return {name: _as_number(name, value) for name, value in said.items()}


def _as_number(name: str, value: object) -> object:
    """Write a plain number as one."""
    if name not in {"equation", "start"} or not isinstance(value, str):
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    if not math.isfinite(number):
        return value
    plain = {repr(each): each for each in (number, int(number))}
    return plain.get(value, value)


def _arrow_said(arrow: Arrow) -> Document:
    said = _said(arrow, sign=Sign.UNKNOWN)
    ends = {"from": said.pop("source"), "to": said.pop("target")}
    if arrow.judgements:
        said["judgements"] = [_said(one) for one in arrow.judgements]
    return {**ends, **said}


def _areas_said(areas: Areas) -> Document:
    said: Mapping[str, object] = {
        "names": list(areas.names),
        "values": {name: list(values) for name, values in areas.values.items()},
        "measured": {
            name: [_said(one) for one in each] for name, each in areas.measured.items()
        },
        "moving": [list(row) for row in areas.moving],
    }
    return without_empty(iter(said.items()))


def _said(value: object, /, **usual: object) -> Document:
    """Give a value's fields, but those that are as they usually are."""
    said = {
        name: _plain(found)
        for name, found in _fields_of(value).items()
        if found is not False and (name not in usual or found != usual[name])
    }
    return without_empty(iter(said.items()))


def _fields_of(value: object) -> Document:
    names = getattr(type(value), "__dataclass_fields__", {})
    return {name: getattr(value, name) for name in names}


def _plain(found: object) -> object:
    if isinstance(found, tuple):
        return list(found)
    return getattr(found, "value", found)
