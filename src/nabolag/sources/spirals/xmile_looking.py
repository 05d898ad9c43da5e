"""XMILE looked through before PySD reads it: what PySD would pass over is refused.

PySD mends broken XML in silence, and takes no notice of conveyors, modules and the like.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.parsers.expat import ExpatError, ParserCreate

from nabolag.errors import BadInput, Where
from nabolag.sources.spirals.drawn import quoted
from nabolag.sources.spirals.xmile_names import one_of_alike
from nabolag.spirals.model.model import Method

_DEEPEST = 100  # elements in each other; models go to a dozen
_VARIABLES = frozenset({"aux", "flow", "stock"})
_OUTSIDE: Mapping[str, str] = MappingProxyType(
    {
        "module": "a module",
        "conveyor": "a conveyor",
        "queue": "a queue",
        "leak": "a flow that leaks from a conveyor",
        "overflow": "a flow that overflows a queue",
        "multiplier": "a flow that is multiplied on its way",
        "init_eqn": "an equation for the start alone",
    }
)
# Programs that follow Vensim in INT and MOD; ours are written so that both agree.
_TOWARDS_ZERO = ("ventana", "vensim", "xmutil", "nabolag")


@dataclass(slots=True, kw_only=True)
class Looked:
    """What was seen of a document that PySD does not tell; ``name`` is the model's own.

    ``rounds_down`` says whether INT and MOD go down for numbers below 0, as in XMILE, or
    towards 0, as in Vensim and what was made from its models. ``xmile`` says whether it
    was XMILE, in which brackets around what is raised to a power are seen.
    """

    method: Method = Method.EULER
    save_every: float | None = None
    rounds_down: bool = True
    xmile: bool = True
    name: str = ""


def look(data: bytes, *, file: str) -> Looked:
    """Look an XMILE document through.

    Raises :class:`BadInput`, with the line and the variable, for what is no whole XML in
    UTF-8, a document type, more than one model, and what cannot be brought over.

    >>> look(b"<xmile><sim_specs method='RK4'/></xmile>", file="a.xmile").method
    <Method.RK4: 'rk4'>
    """
    walk = _Walk(file)
    try:
        data.decode("utf-8")
        walk.parser.Parse(data, True)  # noqa: FBT003 -- expat's own
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise walk.broken(line, "There are letters that are not UTF-8.") from None
    except ExpatError as error:
        said = str(error).partition(":")[0]
        raise walk.broken(error.lineno, f"The XML breaks: {said}.") from None
    except (LookupError, ValueError):
        found = "The file says it is written in an unknown encoding."
        raise walk.broken(1, found) from None
    return walk.looked


@dataclass(slots=True, kw_only=True)
class _Variable:
    name: str
    line: int
    equations: list[str] = field(default_factory=list)


class _Walk:
    """What is known of a document as far as it has been read."""

    def __init__(self, file: str) -> None:
        self.looked = Looked()
        self.parser = ParserCreate()  # prefixes are often used that none declares
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._take_text
        self.parser.StartDoctypeDeclHandler = self._refuse_type
        self._file = file
        self._inside: list[str] = []
        self._models = 0
        self._names: dict[str, int] = {}
        self._variable: _Variable | None = None

    def broken(self, line: int, found: str) -> BadInput:
        """Give the error for what is no XML."""
        return BadInput(
            where=Where(file=self._file, line=line),
            found=found,
            expected="whole XMILE",
            remedy="Export the file again; it may be cut short or another format.",
        )

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = _local(tag)
        if not self._inside and name != "xmile":
            raise self.broken(self._line, f"The file begins with {quoted(name)}.")
        if len(self._inside) == _DEEPEST:
            found = f"Elements lie more than {_DEEPEST} deep in each other."
            raise self.broken(self._line, found)
        if name == "sim_specs":
            self._take_times({_local(key): value for key, value in given.items()})
        elif name in {"model", "macro", "behavior"}:
            self._count(name)
        elif "variables" in self._inside:
            self._look_at(name, given)
        self._inside.append(name)

    def _end(self, _: str) -> None:
        name = self._inside.pop()
        variable = self._variable
        if variable and name in _VARIABLES:
            self._variable = None
            if not "".join(variable.equations).strip():
                raise self._outside(variable.line, variable.name, "no equation")

    def _take_text(self, text: str) -> None:
        around = self._inside[-1]
        if self._inside[-2:] == ["header", "name"]:
            self.looked.name += text
        if around == "eqn" and self._variable:
            self._variable.equations.append(text)
        elif around in {"vendor", "product"}:
            words = text.lower()
            if any(program in words for program in _TOWARDS_ZERO):
                self.looked.rounds_down = False

    def _refuse_type(self, *_: object) -> None:
        raise self.broken(self._line, "The XML has a document type.")

    def _take_times(self, given: Mapping[str, str]) -> None:
        if "rk4" in given.get("method", "").lower():
            self.looked.method = Method.RK4
        try:
            every = float(given.get("save_interval", "0"))
        except ValueError:
            every = 0.0
        self.looked.save_every = every if every > 0 else None

    def _count(self, name: str) -> None:
        self._models += name == "model"
        if self._models > 1:
            raise self._outside(self._line, "", "more than one model")
        if name == "macro":
            raise self._outside(self._line, "", "a macro")
        if name == "behavior" and "model" in self._inside:
            raise self._outside(self._line, "", "a rule for all stocks of one model")

    def _look_at(self, name: str, given: Mapping[str, str]) -> None:
        if self._variable is None and name in _VARIABLES:
            self._variable = _Variable(name=given.get("name", ""), line=self._line)
            self._take_name(self._variable.name)
            return
        owner = self._variable.name if self._variable else given.get("name", "")
        if name in _OUTSIDE:
            raise self._outside(self._line, owner, _OUTSIDE[name])
        if name == "gf" and "element" in self._inside:
            raise self._outside(
                self._line, owner, "a table for one element of an array"
            )

    def _take_name(self, name: str) -> None:
        alike = one_of_alike(name.replace("\\n", " "))
        if alike in self._names:
            found = f"a name that a variable in line {self._names[alike]} has too"
            raise self._outside(self._line, name, found)
        self._names[alike] = self._line

    @property
    def _line(self) -> int:
        return self.parser.CurrentLineNumber

    def _outside(self, line: int, owner: str, found: str) -> BadInput:
        part = quoted(owner) if owner else None
        return BadInput(
            where=Where(file=self._file, line=line, part=part),
            found=f"There is {found}.",
            expected="one model of stocks, flows and other variables with equations",
            remedy="Write what it does as equations of the model itself.",
        )


def _local(name: str) -> str:
    return name.rpartition(":")[2]
