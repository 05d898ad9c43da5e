"""Models of other programs, through PySD's translator: XMILE (Stella) and Vensim.

PySD is an extra (``pip install "nabolag[xmile]"``), used for reading alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nabolag.errors import BadInput, Where, WrongUsage
from nabolag.sources.files.opening import File
from nabolag.sources.spirals.sections import outside, section_model
from nabolag.sources.spirals.xmile_looking import Looked, look
from nabolag.sources.spirals.xmile_settling import settle
from nabolag.spirals.language.words import marked
from nabolag.spirals.model.model import Model

XMILE = (".xmile", ".stmx", ".itmx", ".xml")
VENSIM = (".mdl",)


def translated(file: File, *, name: str, ending: str) -> Model:
    """Read a model of another program; ``ending`` is one of those above.

    It has the name that it is given in the file, or else ``name``.

    Raises :class:`WrongUsage` where PySD is not installed, and :class:`BadInput` for a
    file that it cannot read, or that holds what the language of equations has not.
    """
    if ending in XMILE:
        looked = look(file.data, file=file.name)
        read = _xmile(file)
    else:
        looked = Looked(rounds_down=False, xmile=False)
        read = _vensim(file)
    (main, *others) = read.sections
    if others:
        raise outside(file.name, f"{len(others)} macros or modules", "one model")
    called = " ".join(looked.name.split()) or name
    return section_model(main, name=called, file=file.name, looked=looked)


def _xmile(file: File) -> Any:
    reader = _reader("xmile.xmile_file", "XmileFile", file.name)
    with _as_it_was_looked_through(file, XMILE[0]) as copy:
        try:
            whole = reader(copy)
            settle(whole.xmile_root)
            whole.parse(parse_all=False)
            for section in whole.sections:
                _parse_variables(section, file.name)
            return whole.get_abstract_model()
        except BadInput:
            raise
        except Exception as error:
            raise _unreadable(file.name, None, error) from error


@contextmanager
def _as_it_was_looked_through(file: File, ending: str) -> Iterator[Path]:
    """Let PySD read the very bytes that were looked through; it goes by the ending."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / f"model{ending}"
        copy.write_bytes(file.data)
        yield copy


def _parse_variables(section: Any, file: str) -> None:
    """Read equations one by one, to know which one cannot be read."""
    section.parse(parse_all=False)
    for one in section.components:
        try:
            one.parse(section.behaviors)
        except Exception as error:
            raise _unreadable(file, one.name, error) from error


def _vensim(file: File) -> Any:
    reader = _reader("vensim.vensim_file", "VensimFile", file.name)
    with _as_it_was_looked_through(file, VENSIM[0]) as copy:
        try:
            whole = reader(copy)
            whole.parse()
            return whole.get_abstract_model()
        except Exception as error:
            raise _unreadable(file.name, None, error) from error


def _reader(module: str, kind: str, file: str) -> Any:
    try:
        return getattr(import_module(f"pysd.translators.{module}"), kind)
    except ImportError:
        raise WrongUsage(
            found=f"{file} is a model of another program, and PySD is not installed.",
            expected="PySD, which reads it",
            remedy='Install it with: pip install "nabolag[xmile]".',
        ) from None


def _unreadable(file: str, variable: str | None, error: Exception) -> BadInput:
    """Tell what PySD stumbled over: its parser knows where in the equation that is."""
    text, at = getattr(error, "text", None), getattr(error, "pos", None)
    if isinstance(text, str) and isinstance(at, int):
        found = f"The equation cannot be read {marked(text, at)}."
    else:
        said = " ".join(str(error).partition("Parse tree")[0].split())[:300]
        found = f"PySD cannot read it: {said or type(error).__name__}."
    return BadInput(
        where=Where(file=file, part=variable),
        found=found,
        expected="equations that are written out in XMILE or Vensim's language",
        remedy="Mend it in the program it comes from.",
    )
