"""On how many dimensions difficulties pile up in an area, told before anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nabolag.reports.page import Aside, Column, Grid
from nabolag.reports.standings.piled import LeftOut, Piled, piled_of
from nabolag.reports.standings.reading import Reading
from nabolag.reports.wording.in_words import chance, dimension_in_text, number_word
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import dimension_word, in_text, listed
from nabolag.reports.wording.numbers import number
from nabolag.reports.wording.verdicts import capital


def pile_up_card(reading: Reading, code: str) -> Aside | None:
    """Give the card on an area's pile-up, or nothing where it is not counted."""
    piled, words = piled_of(reading.diagnosis.pile_up, code), reading.words
    if piled is None:
        return None
    return Aside(
        title=counted(piled.in_fifth, piled.measured, words),
        text=_text(piled, words),
        lines=tuple(_lines(piled, reading)),
        tables=tuple(_tables(piled, reading)),
        table_link=words.gettext("Show as table"),
        read_first=True,
    )


def counted(some: int, measured: int, words: Words) -> str:
    """Give how many of the measured dimensions: "To av tre målte dimensjoner"."""
    text = words.ngettext(
        "%(some)s of %(measured)s measured dimension",
        "%(some)s of %(measured)s measured dimensions",
        measured,
        some=number_word(some, words),
        measured=number_word(measured, words),
    )
    return capital(text)


def _text(piled: Piled, words: Words) -> str:
    if piled.in_fifth == 0:
        return words.gettext(
            "We see no pile-up in the area on what is measured. That is said of the area,"
            " not of each person in it."
        )
    return words.gettext("Pile-up in the area, not necessarily for the same people.")


def _lines(piled: Piled, reading: Reading) -> Iterator[str]:
    words = reading.words
    yield " ".join(_which(piled, words))
    yield from _how_sure(piled, words)
    yield from _not_measured(piled, words)
    if piled.left_out:
        yield _if_left_out(piled, reading)


def _which(piled: Piled, words: Words) -> Iterator[str]:
    there = [dimension_in_text(s.dimension, words) for s in piled.sides if s.in_fifth]
    rest = [
        dimension_in_text(s.dimension, words) for s in piled.sides if not s.in_fifth
    ]
    if there:
        yield words.gettext(
            "In the fifth of the areas where the challenges are greatest: %(names)s.",
            names=listed(there, words),
        )
    if there and rest:
        yield words.gettext("Not there: %(names)s.", names=listed(rest, words))
    if not there:
        nearest = max(piled.sides, key=lambda side: side.probability)
        yield words.gettext(
            "On no dimension is it likelier than not that the area is in the fifth of the"
            " areas where the challenges are greatest. Nearest is %(name)s, with a"
            " probability of %(chance)s.",
            name=dimension_in_text(nearest.dimension, words),
            chance=chance(nearest.probability, words),
        )


def _how_sure(piled: Piled, words: Words) -> Iterator[str]:
    if piled.in_fifth:
        yield words.gettext(
            "We are %(chance)s sure that it is at least %(some)s; by pure chance"
            " %(by_chance)s of the areas would have that.",
            chance=chance(piled.probability, words),
            some=number_word(piled.in_fifth, words),
            by_chance=chance(piled.by_chance, words),
        )
    yield words.gettext(
        "The measures go together: the %(n)s are worth about %(independent)s independent"
        " ones.",
        n=number(piled.indicators, words.language),
        independent=number(piled.independent, words.language, decimals=1),
    )


def _not_measured(piled: Piled, words: Words) -> Iterator[str]:
    names = [dimension_in_text(d, words) for d in piled.unmeasured]
    if names:
        text = words.ngettext(
            "%(names)s is not measured: it has fewer than two measures that can be counted.",
            "%(names)s are not measured: they have fewer than two measures each that can be"
            " counted.",
            len(names),
            names=listed(names, words),
        )
        yield capital(text)


def _if_left_out(piled: Piled, reading: Reading) -> str:
    """Say whether the count stands on any single measure."""
    words = reading.words
    moved = [each for each in piled.left_out if each.in_fifth != piled.in_fifth]
    if not moved:
        return words.gettext("It stands if one measure is taken out.")
    outcomes = dict.fromkeys(each.in_fifth for each in moved)
    return " ".join(
        _outcome(count, [each for each in moved if each.in_fifth == count], reading)
        for count in outcomes
    )


def _outcome(count: int, some: Sequence[LeftOut], reading: Reading) -> str:
    words = reading.words
    names = [_name(each.indicator, reading) for each in some]
    if len(names) == 1:
        return words.gettext(
            "Without %(name)s it is %(count)s.",
            name=names[0],
            count=number_word(count, words),
        )
    return words.gettext(
        "It is %(count)s if one of these is taken out: %(names)s.",
        count=number_word(count, words),
        names=listed(names, words),
    )


def _name(id_: str, reading: Reading) -> str:
    indicator = reading.indicators.get(id_)
    return id_ if indicator is None else in_text(indicator, reading.words)


def _tables(piled: Piled, reading: Reading) -> Iterator[Grid]:
    words = reading.words
    yield Grid(
        caption=words.gettext("The measured dimensions of the area"),
        columns=(
            Column(text=words.gettext("Dimension")),
            Column(text=words.gettext("Measures"), number=True),
            Column(text=words.gettext("Needed in the fifth"), number=True),
            Column(text=words.gettext("Probability"), number=True),
        ),
        rows=tuple(
            (
                dimension_word(side.dimension, words),
                number(side.indicators, words.language),
                number(side.needed, words.language),
                chance(side.probability, words),
            )
            for side in piled.sides
        ),
    )
    if piled.left_out:
        yield _without(piled.left_out, reading)


def _without(left_out: Sequence[LeftOut], reading: Reading) -> Grid:
    words = reading.words
    return Grid(
        caption=words.gettext("The same with one measure left out"),
        columns=(
            Column(text=words.gettext("Left out")),
            Column(text=words.gettext("Dimensions"), number=True),
            Column(text=words.gettext("Probability"), number=True),
        ),
        rows=tuple(
            (
                capital(_name(each.indicator, reading)),
                some_of(each.in_fifth, each.measured, words),
                chance(each.probability, words),
            )
            for each in left_out
        ),
    )


def some_of(some: int, measured: int, words: Words) -> str:
    """Give a count of dimensions in digits: "2 av 3"."""
    ends = [number(n, words.language) for n in (some, measured)]
    return words.gettext("%(some)s of %(measured)s", some=ends[0], measured=ends[1])
