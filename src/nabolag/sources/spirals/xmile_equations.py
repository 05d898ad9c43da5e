"""Equations as the text of XMILE, in brackets wherever programs read it differently.

That is around a minus, a power, NOT, IF and MOD, and between AND and OR.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nabolag.sources.spirals.xmile_names import WORDS, XmileNames
from nabolag.spirals.language.functions import NEGATIVE, NOT, SIGNS
from nabolag.spirals.language.tree import Call, Name, Number, Tree
from nabolag.spirals.language.writing import number_written

_ALONE = 9
_LOOSE = 0  # in brackets, wherever it stands inside something
_STRENGTHS: Mapping[str, int] = MappingProxyType({**SIGNS, "or": 1, "and": 1})
_LOGIC = frozenset({"and", "or"})


def xmile_equation(tree: Tree, names: XmileNames) -> str:
    """Write an equation, put in XMILE's functions, as XMILE.

    >>> from nabolag.spirals.language.parsing import parsed
    >>> names = XmileNames(["homes", "not taken"])
    >>> xmile_equation(parsed('-(homes + 1) * "not taken" ^ 2'), names)
    '(-(homes + 1)) * ("not_taken" ^ 2)'
    """
    return _Text(names).of(tree, _LOOSE)


class _Text:
    def __init__(self, names: XmileNames) -> None:
        self._names = names

    def of(self, tree: Tree, needed: int) -> str:
        text = self._bare(tree)
        return text if _strength(tree) >= needed else f"({text})"

    def _bare(self, tree: Tree) -> str:
        if isinstance(tree, Number):
            return number_written(tree.value)
        if isinstance(tree, Name):
            return WORDS.get(tree.name) or self._names.in_equations(tree.name)
        if tree.function in SIGNS or tree.function == "MOD":
            return self._between(tree)
        if tree.function == NEGATIVE:
            return f"-{self.of(tree.arguments[0], _ALONE)}"
        given = [self.of(part, _LOOSE) for part in tree.arguments]
        if tree.function == NOT:
            return f"NOT ({given[0]})"
        if tree.function == "IF":
            return f"IF ( {given[0]} ) THEN ( {given[1]} ) ELSE ( {given[2]} )"
        return f"{tree.function}({', '.join(given)})"

    def _between(self, tree: Call) -> str:
        left, right = tree.arguments
        strength = _STRENGTHS.get(tree.function, _ALONE)
        # PySD knows mod in small letters alone.
        sign = "mod" if tree.function == "MOD" else tree.function
        first = self._base(left) if sign == "^" else self.of(left, _tie(tree, strength))
        second = self.of(right, min(strength + 1, _ALONE))
        return f"{first} {sign.upper() if sign in _LOGIC else sign} {second}"

    def _base(self, tree: Tree) -> str:
        """Write what is raised: PySD takes ``(-2) ^ 2`` for ``-2 ^ 2``."""
        if isinstance(tree, Call) and tree.function == NEGATIVE:
            return f"(0 - {self.of(tree.arguments[0], _ALONE)})"
        return self.of(tree, _ALONE)


def _tie(tree: Call, strength: int) -> int:
    """Give how strongly what stands to the left must bind."""
    left = tree.arguments[0]
    if strength in (SIGNS["+"], SIGNS["*"]):
        return strength
    alike = isinstance(left, Call) and left.function == tree.function
    chained = tree.function in _LOGIC and alike
    return strength if chained else min(strength + 1, _ALONE)


def _strength(tree: Tree) -> int:
    if not isinstance(tree, Call):
        return _ALONE
    # Whether a minus or a power binds more is told differently by different programs.
    if tree.function in {NEGATIVE, NOT, "IF", "MOD", "^"}:
        return _LOOSE
    return _STRENGTHS.get(tree.function, _ALONE)
