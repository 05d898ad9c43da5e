"""Models written to files, as what their names end in says."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from nabolag.errors import WrongUsage
from nabolag.sources.files.export import written_whole
from nabolag.sources.spirals.graphml import graphml_text
from nabolag.sources.spirals.kumu import kumu_text
from nabolag.sources.spirals.writing_xmile import xmile_of
from nabolag.spirals.model.documents import document_of
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.diagrams import diagram_from
from nabolag.values import Notice


def write_model(model: Model, path: Path) -> tuple[Notice, ...]:
    """Write a model: whole as ``.json``, as a diagram as ``.kumu.json`` or ``.graphml``.

    As ``.xmile``, ``.stmx`` or ``.xml`` it is written for other programs to run, and
    notices tell what had to be left out.

    Raises :class:`WrongUsage` for another ending, and where the file cannot be written.
    """
    text, left_out = _text_for(path)(model)
    with written_whole(path) as file:
        file.write(text.encode())
    return left_out


def model_text(model: Model) -> str:
    """Write a model as a JSON document that people can read."""
    return json.dumps(document_of(model), ensure_ascii=False, indent=2) + "\n"


_Written: TypeAlias = tuple[str, tuple[Notice, ...]]


def _xmile(model: Model) -> _Written:
    written = xmile_of(model)
    return written.text, written.left_out


def _text_for(path: Path) -> Callable[[Model], _Written]:
    for ending, text_of in _ENDINGS.items():
        if path.name.lower().endswith(ending):
            return text_of
    raise WrongUsage(
        found=f"A model cannot be written as {path.name!r}.",
        expected=f"a file name ending in {', '.join(_ENDINGS)}",
        remedy="Give the file another name.",
    )


_ENDINGS: Mapping[str, Callable[[Model], _Written]] = MappingProxyType(
    {
        ".kumu.json": lambda model: (kumu_text(diagram_from(model)), ()),
        ".json": lambda model: (model_text(model), ()),
        ".graphml": lambda model: (graphml_text(diagram_from(model)), ()),
        **dict.fromkeys((".xmile", ".stmx", ".xml"), _xmile),
    }
)
