"""JSON as statistics need it: numbers as printed, and nothing that is not JSON.

Python's own reader lets a repeated key win over the first, takes NaN for a number and
turns ``100.0`` and ``1e2`` into the same. Here the first two are refused, and every
number keeps its text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import NoReturn

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import printable


class Number(str):
    """A number as it was printed."""

    __slots__ = ()


def parse_json(
    data: bytes, *, file: str, number: Callable[[str], object] = Number
) -> object:
    """Give what a JSON file holds, with each number as a :class:`Number`.

    ``number`` makes something else of the text that a number is written as.

    Anything but whole, strict UTF-8 JSON is refused with line and place in the line.

    >>> parse_json(b'{"value": [100.0, null]}', file="a.json")
    {'value': ['100.0', None]}
    """
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_int=number,
            parse_float=number,
            parse_constant=lambda word: _no_number(word, file),
            object_pairs_hook=lambda pairs: _no_repeats(pairs, file),
        )
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _not_json(file, line, f"Byte {error.start + 1} is not UTF-8.") from error
    except json.JSONDecodeError as error:
        said = f"Character {error.colno} of the line breaks the JSON: {error.msg}."
        raise _not_json(file, error.lineno, said) from error
    except RecursionError as error:
        raise _not_json(file, None, "The JSON is nested too deeply.") from error


def _no_number(word: str, file: str) -> NoReturn:
    raise _not_json(file, None, f"{word} stands where a number should.")


def _no_repeats(pairs: list[tuple[str, object]], file: str) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _not_json(file, None, f"The key “{twice}” stands twice in one place.")
    return found


def _not_json(file: str, line: int | None, found: str) -> BadInput:
    return BadInput(
        where=Where(file=file, line=line),
        found=printable(found),
        expected="whole JSON in UTF-8",
        remedy="Download the file again; it may have been cut short or changed.",
    )
