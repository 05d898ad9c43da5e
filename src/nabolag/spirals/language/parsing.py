"""Equations read into trees, by how strongly each sign binds (Pratt 1973).

Numbers have a decimal point. A name with spaces or other signs stands in quotation
marks. ``^`` binds to the right and more strongly than a minus before it: ``-2 ^ 2`` is
−4. Comparisons give 1 or 0 and cannot be chained. ``not`` stands before a comparison or
in brackets, so that nobody has to know how much of an equation it takes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from difflib import get_close_matches

from nabolag.errors import BadInput, Where
from nabolag.spirals.language.functions import (
    BINDING,
    COMPARISONS,
    FUNCTIONS,
    NEGATIVE,
    NOT,
    RESERVED,
    SIGNS,
    Function,
)
from nabolag.spirals.language.tree import Call, Name, Number, Tree, height_of
from nabolag.spirals.language.words import Kind, Word, marked, shown, words_of

LONGEST = 10_000
"""Letters that an equation may have, spaces not counted."""

DEEPEST = 100
"""Equations inside each other that an equation may have: in brackets, as arguments, and
after signs that bind more strongly than the one before."""

TALLEST = 200
"""Signs and functions that may be worked out one after the other in an equation."""

_NAMES_OF_THEIR_OWN = "Give parts of it names of their own."


def parsed(equation: str, *, where: Where | None = None) -> Tree:
    """Read an equation.

    Raises :class:`BadInput` with the place in the equation, what was found there and
    what would work. ``where`` says which equation it is.

    >>> parsed("1 + 2").function
    '+'
    """
    where = where or Where()
    letters = [at for at, letter in enumerate(equation) if not letter.isspace()]
    if len(letters) > LONGEST:
        raise _too_long(equation, letters, where)
    words = tuple(words_of(equation, where=where))
    return _Reader(equation, words, where).whole()


class _Reader:
    """Reads words from left to right, one equation."""

    def __init__(self, equation: str, words: Sequence[Word], where: Where) -> None:
        self._equation, self._words, self._where = equation, words, where
        self._next = self._deep = 0

    def whole(self) -> Tree:
        tree = self._equation_of(0)
        if self._word.kind is not Kind.END:
            raise self._stuck(expected="the end, or a sign such as + or *")
        if height_of(tree) > TALLEST:
            raise self._too_tall(tree)
        return tree

    @property
    def _word(self) -> Word:
        return self._words[self._next]

    def _equation_of(self, binding: int) -> Tree:
        """Read as far as signs bind more strongly than the one before."""
        self._deeper()
        left = self._first(binding)
        compared = False
        while (sign := self._sign()) and SIGNS[sign.text] > binding:
            if sign.text in COMPARISONS:
                if compared:
                    raise self._stuck(
                        expected="one comparison at a time, joined by and"
                    )
                compared = True
            self._next += 1
            # A sign that binds to the right reads on at its own strength.
            strength = SIGNS[sign.text] - (sign.text == "^")
            right = self._equation_of(strength)
            left = Call(function=sign.text, arguments=(left, right), at=sign.at)
        self._deep -= 1
        return left

    def _sign(self) -> Word | None:
        word = self._word
        known = word.kind is Kind.SIGN or (word.kind is Kind.NAME and not word.quoted)
        return word if known and word.text in SIGNS else None

    def _first(self, binding: int) -> Tree:
        word = self._word
        if word.kind is Kind.NAME and word.text == NOT and not word.quoted:
            return self._not(binding)
        self._next += 1
        if word.kind is Kind.NUMBER:
            return self._number(word)
        if word.kind is Kind.NAME and (word.quoted or word.text not in RESERVED):
            return self._named(word)
        if word.text in {"-", "+"}:
            return self._signed(word)
        if word.text == "(":
            inside = self._equation_of(0)
            self._pass(")", "a bracket ) to end what began with (")
            return inside
        self._next -= 1
        raise self._stuck(expected="a number, a name or a bracket (")

    def _number(self, word: Word) -> Tree:
        value = float(word.text)
        if math.isinf(value):
            self._next -= 1
            raise self._stuck(expected="a number that can be held, at most 1.8e308")
        return Number(value=value, at=word.at)

    def _not(self, binding: int) -> Tree:
        if binding > BINDING[NOT]:
            raise self._stuck(expected="a bracket before not, as in 1 - (not a)")
        word = self._word
        self._next += 1
        inside = self._equation_of(BINDING[NOT])
        return Call(function=NOT, arguments=(inside,), at=word.at)

    def _signed(self, word: Word) -> Tree:
        inside = self._equation_of(BINDING[NEGATIVE])
        if word.text == "+":
            return inside
        return Call(function=NEGATIVE, arguments=(inside,), at=word.at)

    def _named(self, word: Word) -> Tree:
        if not word.text.strip():
            self._next -= 1
            raise self._stuck(expected="a name between the quotation marks")
        if word.quoted or not self._is("("):
            return Name(name=word.text, at=word.at)
        function = FUNCTIONS.get(word.text.lower())
        if function is None:
            raise self._no_function(word)
        self._next += 1
        arguments = self._arguments()
        if not function.least <= len(arguments) <= function.most:
            raise self._miscounted(word, function, len(arguments))
        return Call(function=function.name, arguments=arguments, at=word.at)

    def _arguments(self) -> tuple[Tree, ...]:
        if self._is(")"):
            self._next += 1
            return ()
        arguments = [self._equation_of(0)]
        while self._is(","):
            self._next += 1
            arguments.append(self._equation_of(0))
        self._pass(")", "a comma before the next argument, or ) after the last")
        return tuple(arguments)

    def _is(self, sign: str) -> bool:
        return self._word.kind is Kind.SIGN and self._word.text == sign

    def _pass(self, sign: str, expected: str) -> None:
        if not self._is(sign):
            raise self._stuck(expected=expected)
        self._next += 1

    def _deeper(self) -> None:
        self._deep += 1
        if self._deep > DEEPEST:
            raise self._stuck(expected=f"at most {DEEPEST} equations inside each other")

    def _stuck(self, *, expected: str) -> BadInput:
        word = self._word
        ended = word.kind is Kind.END
        found = "The equation ends" if ended else f"There is {shown(word.text)}"
        before = self._words[self._next - 1] if self._next else None
        return self._bad(found, word.at, expected, _remedy(word, before))

    def _no_function(self, word: Word) -> BadInput:
        near = get_close_matches(word.text.lower(), FUNCTIONS, n=1)
        remedy = (
            f"Did you mean {near[0]}?"
            if near
            else "Multiply with *, as in 2 * (a + b), or see the list of functions."
        )
        return self._bad(
            f"There is no function {shown(word.text)}",
            word.at,
            f"one of {', '.join(FUNCTIONS)}",
            remedy,
        )

    def _miscounted(self, word: Word, function: Function, count: int) -> BadInput:
        return self._bad(
            f"“{word.text}” has {count} argument{'s' * (count != 1)}",
            word.at,
            f"{function.name}({function.arguments})",
            "Give it what it needs; what stands in [ ] may be left out.",
        )

    def _too_tall(self, tree: Tree) -> BadInput:
        return self._bad(
            "The equation takes too many steps, one after the other, up to the one",
            tree.at,
            f"at most {TALLEST}",
            _NAMES_OF_THEIR_OWN,
        )

    def _bad(self, found: str, at: int, expected: str, remedy: str) -> BadInput:
        return BadInput(
            where=self._where,
            found=f"{found} {marked(self._equation, at)}.",
            expected=expected,
            remedy=remedy,
        )


def _too_long(equation: str, letters: Sequence[int], where: Where) -> BadInput:
    return BadInput(
        where=where,
        found=f"The equation has {len(letters):,} letters, one too many "
        f"{marked(equation, letters[LONGEST])}.",
        expected=f"at most {LONGEST:,}",
        remedy=_NAMES_OF_THEIR_OWN,
    )


def _remedy(word: Word, before: Word | None) -> str:
    """Say what to do about a word, from it and the one before."""
    if word.text == ",":
        return "A decimal number has a point, as in 0.5."
    if before is not None and not before.quoted and before.text.lower() in FUNCTIONS:
        function = FUNCTIONS[before.text.lower()]
        return f"It is written {function.name}({function.arguments})."
    number = before is not None and before.kind is Kind.NUMBER
    if number and word.kind is Kind.NUMBER:
        return "A number has no spaces in it, and one decimal point."
    if number and (word.kind is Kind.NAME or word.text == "("):
        return "Multiply with *, as in 2 * people."
    if word.kind is Kind.NAME and not word.quoted:
        return 'A name with spaces stands in quotation marks, as in "people in work".'
    return "Mend the equation there."
