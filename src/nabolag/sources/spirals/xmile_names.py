"""Names as XMILE has them, where letters of either size, spaces and underscores are one.

Source: XML Interchange Language for System Dynamics 1.0 (OASIS 2015), chapter 3.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "time": "TIME",
        "dt": "DT",
        "start_time": "STARTTIME",
        "stop_time": "STOPTIME",
        "pi": "PI",
    }
)
"""The words of our language that always stand for the same, as they are in XMILE."""

RESERVED = frozenset(
    {
        *("time", "dt", "starttime", "stoptime", "pi", "inf", "nan", "self"),
        # PySD takes these four for the times of the run.
        *("initial_time", "final_time", "time_step", "saveper"),
        *("and", "or", "not", "mod", "if", "then", "else"),
        *("abs", "arccos", "arcsin", "arctan", "cos", "exp", "int", "ln", "log10"),
        *("max", "min", "sin", "sqrt", "tan", "safediv", "init", "previous"),
        *("delay", "delay1", "delay3", "delayn", "forcst", "smth1", "smth3", "smthn"),
        *("trend", "pulse", "ramp", "step", "lookup", "sum", "mean", "size", "stddev"),
        *("random", "normal", "poisson", "lognormal", "exprnd", "sinh", "cosh", "tanh"),
    }
)
"""Names that XMILE, or a program that reads it, has for something of its own."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class XmileNames:
    """What each name is called in XMILE: as it was, where nothing else is called so."""

    def __init__(self, names: Iterable[str]) -> None:
        self._taken = set(RESERVED)
        self._called: dict[str, str] = {}
        for name in names:
            self._called[name] = self.new(name)

    @property
    def renamed(self) -> tuple[str, ...]:
        """Give the names that could not be kept."""
        return tuple(name for name, called in self._called.items() if name != called)

    def new(self, wanted: str) -> str:
        """Give a name that nothing has yet, as like the one wanted as can be.

        >>> names = XmileNames(["People at work"])
        >>> names.new("people_at_work"), names.new("step")
        ('people_at_work 2', 'step 2')
        """
        plain = xml_text(wanted).replace("\\", "/")
        name, count = plain, 1
        while one_of_alike(name) in self._taken:
            count += 1
            name = f"{plain} {count}"
        self._taken.add(one_of_alike(name))
        return name

    def called(self, name: str) -> str:
        """Give what a name is called; a new one is called as it is."""
        return self._called.get(name, name)

    def in_equations(self, name: str) -> str:
        """Give a name as equations refer to it.

        >>> names = XmileNames(["People at work", "stop (early)", "notified"])
        >>> names.in_equations("People at work"), names.in_equations("stop (early)")
        ('People_at_work', '"stop_(early)"')

        What begins with “not” is in quotation marks too: PySD would read NOT there.

        >>> names.in_equations("notified")
        '"notified"'
        """
        word = re.sub(r"[\s_]+", "_", self.called(name))
        plain = word.isidentifier() and re.fullmatch(r"\w+", word)
        return word if plain and not word.lower().startswith("not") else f'"{word}"'


def one_of_alike(name: str) -> str:
    """Give the same for all names that are one name in XMILE.

    >>> one_of_alike("Moving  Out") == one_of_alike("moving_out")
    True
    """
    return re.sub(r"[\s_]+", "_", name).strip("_").lower()


def xml_text(text: str) -> str:
    r"""Give a text without the characters that XML cannot hold.

    >>> xml_text("a\x00b")
    'a�b'
    """
    return _NOT_XML.sub("\ufffd", text)
