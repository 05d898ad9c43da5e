"""A hundred thousand equations of chance: each is a tree, or an error with its place."""

from __future__ import annotations

import numpy as np

from nabolag.errors import BadInput
from nabolag.spirals.language.functions import FUNCTIONS, SIGNS, WORDS
from nabolag.spirals.language.parsing import parsed
from nabolag.spirals.language.units import unit_of, unit_read
from nabolag.spirals.language.writing import written

INPUTS = 100_000
VALID = [
    "births - deaths + from_areas(movers)",
    "if(vacancies > 0.05 * dwellings and not full, people / 12.5, -0.5e-3)",
    'smooth("rate of moving", time_to_notice, 3, 100) * people ^ 0.5',
    "safediv(lookup(crowding, people / dwellings), max(1, jobs, init(jobs)), 0)",
    "step(2, 2030) + pulse(2025, dt, 1) - ramp(1 / 10, start_time, stop_time)",
    "delay(mod(int(abs(-a)), 7), 2, 1) <> min(b, c) or sin(2 * pi * time) <= 0",
]
WORD_BAG = [
    *FUNCTIONS, *SIGNS, *WORDS, *"().,,((", "not", "1", "2.5", ".5", "1e3", "1e999",
    "people", "jobs", "æ", '"two words"', '"', '""', "!=", "≤", "−", "×", "%", "[", "\n",
    "people/year",
]  # fmt: skip
KNOWN = {name: unit_read(name) for name in ("people", "jobs", "a", "b")}
TABLES = {"people": (unit_read("people"), unit_read("1"))}
YEAR = unit_read("year")


def letters(draw):
    """Letters from all there are, and halves of letters too."""
    kinds = [128, 0x250, 0x110000]
    most = kinds[draw.integers(len(kinds))]
    return "".join(map(chr, draw.integers(0, most, size=draw.integers(0, 12))))


def words(draw):
    chosen = draw.integers(0, len(WORD_BAG), size=draw.integers(0, 14))
    return " ".join(WORD_BAG[at] for at in chosen)


def changed(draw):
    """An equation that was right, with a few letters lost, doubled, moved or replaced."""
    text = VALID[draw.integers(len(VALID))]
    for _ in range(draw.integers(1, 4)):
        begun, ended = sorted(draw.integers(0, len(text) + 1, size=2))
        ended = min(ended, begun + 4)
        piece = text[begun:ended]
        put = ["", piece * 2, piece[::-1], WORD_BAG[draw.integers(len(WORD_BAG))]]
        text = text[:begun] + put[draw.integers(len(put))] + text[ended:]
    return text


def test_whatever_is_written_is_a_tree_or_an_error_that_names_the_place():
    draw = np.random.default_rng(7)
    read = 0
    for number in range(INPUTS):
        equation = (letters, words, changed)[number % 3](draw)
        tree, said = tree_or_said(equation)
        if tree is None:
            assert "at letter " in said, equation
            assert "Expected" in said, equation
        else:
            read += 1
            assert parsed(written(tree)) == tree, equation
            unit, clashes = unit_of(tree, known=KNOWN, tables=TABLES, time_unit=YEAR)
            assert unit is None or unit_read(str(unit)) == unit, equation
            assert all(0 <= clash.at < len(equation) for clash in clashes), equation
    assert read > INPUTS / 20  # enough were right for the fuzzer to have tried both


def tree_or_said(equation):
    try:
        return parsed(equation), ""
    except BadInput as error:
        return None, str(error)


def test_whatever_is_written_as_a_unit_is_one_or_an_error_that_names_the_place():
    draw = np.random.default_rng(8)
    pieces = ["people", "kr", "per", "/", "*", "^", "(", ")", "1", "2", "0", "-", "år",
              "%", " ", "_", "²", "m2", "$", "İ", "per cent", "×", "ß", ".5"]  # fmt: skip
    read = 0
    for number in range(20_000):
        chosen = draw.integers(0, len(pieces), size=draw.integers(0, 9))
        text = "".join(pieces[at] for at in chosen) if number % 3 else letters(draw)
        try:
            unit = unit_read(text)
        except BadInput as error:
            said = str(error)
        else:
            read += 1
            said = ""
            assert unit_read(str(unit)) == unit, text
        assert "at letter " in said or not said, text
    assert read > 2_000
