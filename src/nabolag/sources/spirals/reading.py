"""Models read from files, by what their names end in."""

from __future__ import annotations

import json
from pathlib import Path

from nabolag.errors import BadInput, Where, WrongUsage
from nabolag.sources.files.opening import shown_name
from nabolag.sources.spirals.graphml import read_graphml
from nabolag.sources.spirals.kumu import read_kumu
from nabolag.sources.spirals.translating import VENSIM, XMILE, translated
from nabolag.spirals.model.documents import model_of
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.diagrams import model_from


def read_model(path: Path) -> Model:
    """Read a model, whatever kind of file it is in.

    That is a JSON document of Nabolag's, a diagram from Kumu or GraphML, or a model in
    XMILE or Vensim's language.

    Raises :class:`WrongUsage` for a file that is not there or of an unknown kind, and
    :class:`BadInput` with the place for one that cannot be read.
    """
    ending = path.suffix.lower()
    if ending == ".graphml":
        return model_from(read_graphml(path), name=path.stem)
    if ending in (*XMILE, *VENSIM):
        if not path.is_file():
            raise _not_there(path)
        return translated(path)
    if ending != ".json":
        raise WrongUsage(
            found=f"A model cannot be read from {shown_name(path)}.",
            expected=f"an ending of {', '.join(['.json', '.graphml', *XMILE, *VENSIM])}",
            remedy="Give the file the ending of what it holds, or convert it.",
        )
    document = _document(path)
    if (
        isinstance(document, dict)
        and "format" not in document
        and "elements" in document
    ):
        return model_from(read_kumu(path), name=path.stem)
    return model_of(document, file=shown_name(path))


def _document(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise _not_there(path) from None
    except UnicodeDecodeError:
        raise _not_json(path, "letters that are not UTF-8", Where()) from None
    except json.JSONDecodeError as error:
        where = Where(line=error.lineno, column=str(error.colno))
        raise _not_json(path, f"no JSON: {error.msg}", where) from None


def _not_there(path: Path) -> WrongUsage:
    return WrongUsage(
        found=f"{shown_name(path)} cannot be read.",
        expected="a file that is there",
        remedy="Check the name.",
    )


def _not_json(path: Path, found: str, where: Where) -> BadInput:
    return BadInput(
        where=Where(file=shown_name(path), line=where.line, column=where.column),
        found=f"There is {found}.",
        expected="one JSON document in UTF-8",
        remedy="Mend the file there; an editor that knows JSON shows the place.",
    )
