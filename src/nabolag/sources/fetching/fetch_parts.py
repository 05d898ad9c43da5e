"""What a question asks of a table, value by value, divided into answers of fair size."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from nabolag.errors import BadInput, Where

Part = Mapping[str, tuple[str, ...]]
"""Values asked for by dimension."""

MOST_PARTS = 2_000
"""More answers than this are a mistake in the question, or a hostile server."""
_CODELIST = re.compile(r"codelist\[(.+)\]")
_FUNCTION = re.compile(r"(top|bottom|from|to|range)\(([^(),]+)(?:,([^(),]+))?\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A table's dimensions with their values' codes in the publisher's order.

    ``optional`` dimensions may be left out of a question; ``time`` is the one of
    periods.
    """

    codes: Part
    optional: frozenset[str] = frozenset()
    time: str | None = None


def codelists(query: Part) -> dict[str, str]:
    """Give the code lists a query asks for, by dimension.

    >>> codelists({"codelist[Region]": ("agg_KommSummer",), "Region": ("*",)})
    {'Region': 'agg_KommSummer'}
    """
    found = ((_CODELIST.fullmatch(key), values) for key, values in query.items())
    return {match[1]: values[0] for match, values in found if match and values}


def selected(described: Described, query: Part, *, where: Where) -> Part:
    """Give the codes a query means, in the table's order.

    A value is a code, a pattern (``03*``, ``????``), ``from(2015)``, ``to(2020)``,
    ``range(2015,2020)``, or for periods ``top(3)`` (the newest), ``top(3,1)`` (three
    but for the newest), ``bottom(3)`` (the oldest).
    """
    asked = {key: values for key, values in query.items() if not _CODELIST.match(key)}
    for dimension in asked:
        if dimension not in described.codes:
            raise _wrong(
                where, dimension, "not a dimension of it", list(described.codes)
            )
    for dimension in described.codes:
        if not asked.get(dimension) and dimension not in described.optional:
            raise BadInput(
                where=Where(file=where.file, column=dimension),
                found=f"The query asks nothing of {dimension}.",
                expected="values of every dimension that cannot be summed away",
                remedy=f'Add {dimension} = ["*"], or the values you want.',
            )
    return {
        dimension: _meant(described, dimension, asked[dimension], where)
        for dimension in described.codes
        if asked.get(dimension)
    }


def divided(wanted: Part, *, most: int, where: Where) -> tuple[Part, ...]:
    """Divide along the largest dimension until no part has more than ``most`` cells.

    >>> parts = divided({"Region": ("1", "2", "3"), "Tid": ("23", "24")}, most=4,
    ...                 where=Where())
    >>> [part["Region"] for part in parts]
    [('1', '2'), ('3',)]
    """
    parts = tuple(islice(_divided(wanted, max(most, 1)), MOST_PARTS + 1))
    if len(parts) > MOST_PARTS:
        raise BadInput(
            where=where,
            found=f"The question would take more than {MOST_PARTS} answers.",
            expected=f"answers of at most {most} cells",
            remedy="Ask for fewer areas, years or figures in the recipe's query.",
        )
    return parts


def _divided(wanted: Part, most: int) -> Iterator[Part]:
    cells = math.prod(len(codes) for codes in wanted.values())
    if cells <= most:
        yield wanted
        return
    largest = max(wanted, key=lambda dimension: len(wanted[dimension]))
    codes = wanted[largest]
    step = max(1, most * len(codes) // cells)
    for start in range(0, len(codes), step):
        yield from _divided({**wanted, largest: codes[start : start + step]}, most)


def _meant(
    described: Described, dimension: str, values: Sequence[str], where: Where
) -> tuple[str, ...]:
    codes = described.codes[dimension]
    timed = dimension == described.time
    ordered = sorted(codes) if timed else list(codes)
    meant: set[str] = set()
    for value in values:
        found = _one(value, ordered, timed=timed)
        if not found:
            raise _wrong(where, value, f"no value of {dimension}", ordered)
        meant.update(found)
    return tuple(code for code in codes if code in meant)


def _one(value: str, ordered: list[str], *, timed: bool) -> Sequence[str]:
    """Give the codes one value means; none where it means nothing here."""
    if value in ordered:
        return [value]
    function = _FUNCTION.fullmatch(value.replace(" ", ""))
    if function is None:
        parts = (re.escape(p) for p in re.split(r"([*?])", value))
        likes = "".join({r"\*": ".*", r"\?": "."}.get(p, p) for p in parts)
        return [code for code in ordered if re.fullmatch(likes, code)]
    name, first, second = function.groups()
    if name in ("top", "bottom"):
        backwards = ordered[::-1] if name == "top" else ordered
        return _first_few(backwards, first, second or "0") if timed else []
    return _BETWEEN[name](ordered, first, second)


def _first_few(ordered: list[str], number: str, offset: str) -> list[str]:
    if not (number.isdecimal() and offset.isdecimal()):
        return []
    return ordered[int(offset) : int(offset) + int(number)]


def _from(ordered: list[str], first: str, _: str | None) -> list[str]:
    return ordered[ordered.index(first) :] if first in ordered else []


def _to(ordered: list[str], last: str, _: str | None) -> list[str]:
    return ordered[: ordered.index(last) + 1] if last in ordered else []


def _range(ordered: list[str], first: str, last: str | None) -> list[str]:
    until = set(_to(ordered, last or "", None))
    return [code for code in _from(ordered, first, None) if code in until]


_BETWEEN: Mapping[str, Callable[[list[str], str, str | None], list[str]]] = {
    "from": _from,
    "to": _to,
    "range": _range,
}


def _wrong(where: Where, word: str, trouble: str, known: Sequence[str]) -> BadInput:
    near = get_close_matches(word, known, n=3) or list(known[:5])
    return BadInput(
        where=where,
        found=f"The query asks the table for “{word}”, which is {trouble}.",
        expected=f"for instance {', '.join(near)}",
        remedy="Correct the query in the recipe.",
    )
