"""XMILE's equations put as PySD reads them: it is particular, where XMILE is not.

PySD knows IF, THEN and ELSE in large letters alone and mod in small, no remarks in { },
takes the beginning of “notified” for NOT and reads ``(-2) ^ 2`` as ``-2 ^ 2``.
"""

from __future__ import annotations

import re
from typing import Any

_EQUATIONS = frozenset({"eqn", "inflow", "outflow"})
_QUOTED = re.compile(r'("(?:\\.|[^"\\])*")')
_REMARK = re.compile(r"\{[^}]*\}")
_LARGE = re.compile(r"\b(if|then|else)\b", re.IGNORECASE)
_SMALL = re.compile(r"\bmod\b", re.IGNORECASE)
_NOT = re.compile(r"\bnot(?=[\w$'])[\w$']+", re.IGNORECASE)
_NEGATIVE = re.compile(r"\(\s*-(?=\s*[\d.]+(?:e[+-]?\d+)?\s*\))", re.IGNORECASE)


def settle(root: Any) -> None:
    """Change the equations in a document (an lxml element), and fill in what is short.

    A dimension of a size has elements 1, 2, 3 and so on, up to 999; else it has none.
    """
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag in _EQUATIONS:
            element.text = settled(element.text or "")
        elif tag == "element" and "subscript" in element.attrib:
            given = element.attrib["subscript"].split(",")
            element.attrib["subscript"] = ",".join(one.strip() for one in given)
        elif tag == "dim" and "size" in element.attrib and not len(element):
            _number_elements(element)


def settled(equation: str) -> str:
    """Give an equation as PySD reads it.

    >>> settled('if notified {by post} > 3 then (-2) ^ 2 else 7 MOD "if so"')
    'IF "notified"   > 3 THEN (0-2) ^ 2 ELSE 7 mod "if so"'
    """
    parts = _QUOTED.split(equation)
    parts[::2] = [_plain_settled(part) for part in parts[::2]]
    return "".join(parts)


def _plain_settled(part: str) -> str:
    part = _REMARK.sub(" ", part)
    part = _LARGE.sub(lambda found: found[0].upper(), part)
    part = _SMALL.sub("mod", part)
    part = _NOT.sub(lambda found: f'"{found[0]}"', part)
    return _NEGATIVE.sub("(0-", part)


def _number_elements(dimension: Any) -> None:
    size = dimension.attrib["size"].strip()
    tag = str(dimension.tag).removesuffix("dim") + "elem"
    count = int(size) if re.fullmatch("[0-9]{1,3}", size) else 0
    for number in range(1, count + 1):
        dimension.append(dimension.makeelement(tag, {"name": str(number)}))
