"""Models read from files, by what their names end in."""

from __future__ import annotations

import json
from pathlib import Path

from nabolag.errors import BadInput, Where, WrongUsage
from nabolag.sources.files.opening import shown_name
from nabolag.spirals.model.documents import model_of
from nabolag.spirals.model.model import Model


def read_model(path: Path) -> Model:
    """Read a model.

    Raises :class:`WrongUsage` for a file that is not there or of an unknown kind, and
    :class:`BadInput` with the place for one that cannot be read.
    """
    if path.suffix.lower() != ".json":
        raise WrongUsage(
            found=f"A model cannot be read from {shown_name(path)}.",
            expected="a file name ending in .json",
            remedy="Write the model as a JSON document of Nabolag's.",
        )
    return model_of(_document(path), file=shown_name(path))


def _document(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUsage(
            found=f"{shown_name(path)} cannot be read ({error.strerror}).",
            expected="a file that is there",
            remedy="Check the name.",
        ) from None
    except UnicodeDecodeError:
        raise _not_json(path, "letters that are not UTF-8", Where()) from None
    except json.JSONDecodeError as error:
        where = Where(line=error.lineno, column=str(error.colno))
        raise _not_json(path, f"no JSON: {error.msg}", where) from None


def _not_json(path: Path, found: str, where: Where) -> BadInput:
    return BadInput(
        where=Where(file=shown_name(path), line=where.line, column=where.column),
        found=f"There is {found}.",
        expected="one JSON document in UTF-8",
        remedy="Mend the file there; an editor that knows JSON shows the place.",
    )
