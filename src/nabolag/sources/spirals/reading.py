"""Models read from files, by what their names end in."""

from __future__ import annotations

from pathlib import Path

from nabolag.errors import WrongUsage
from nabolag.sources.files.opening import open_file, shown_name
from nabolag.sources.formats.json_text import parse_json
from nabolag.sources.spirals.drawn import DRAWN_LIMITS
from nabolag.sources.spirals.graphml import graphml_diagram
from nabolag.sources.spirals.kumu import kumu_diagram
from nabolag.sources.spirals.translating import VENSIM, XMILE, translated
from nabolag.spirals.model.documents import model_of
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.diagrams import model_from


def read_model(path: Path) -> Model:
    """Read a model, whatever kind of file it is in.

    That is a JSON document of Nabolag's, a diagram from Kumu or GraphML, or a model in
    XMILE or Vensim's language.

    Raises :class:`WrongUsage` for a file of an unknown kind, and :class:`BadInput` with
    the place for one that is not there or cannot be read.
    """
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        raise WrongUsage(
            found=f"A model cannot be read from {shown_name(path)}.",
            expected=f"an ending of {', '.join(_ENDINGS)}",
            remedy="Give the file the ending of what it holds, or convert it.",
        )
    file = open_file(path, limits=DRAWN_LIMITS)
    if ending == ".graphml":
        return model_from(graphml_diagram(file), name=path.stem)
    if ending != ".json":
        return translated(file, name=path.stem, ending=ending)
    document = parse_json(file.data, file=file.name, number=_number)
    known = document.keys() if isinstance(document, dict) else set()
    if "elements" in known and "format" not in known:
        return model_from(kumu_diagram(file), name=path.stem)
    return model_of(document, file=file.name)


_ENDINGS = (".json", ".graphml", *XMILE, *VENSIM)
_EXACT = 15  # digits that a number can have and be held as it is written


def _number(text: str) -> int | float:
    """Give a number; one that is too large to be held is refused where it is used."""
    whole = text.lstrip("-").isdigit() and len(text) <= _EXACT
    return int(text) if whole else float(text)
