"""One area out of an answer, by code or name; never by a guess."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import Protocol

import polars as pl

from nabolag.areas.geography import Division, spelled
from nabolag.areas.result import Diagnosis, Moving, PileUp
from nabolag.errors import WrongUsage
from nabolag.values import CITY


class Answer(Protocol):
    """An answer that is about areas: ``table`` has code, name and level."""

    @property
    def table(self) -> pl.DataFrame:
        """One row per area and what is told of it."""


def one_area(answer: Answer, text: str, *, division: Division | None = None) -> str:
    """Give the code of the one area in the answer known by a code or a name.

    A division adds the codes and spellings of other publishers. Raises
    :class:`WrongUsage` where the name stands on two levels, or where the answer has
    no such area; the message lists the candidates.
    """
    places = _places(answer.table)
    code = places.filter(pl.col("code") == text)
    found = code if code.height else _known_by(places, text, division)
    if found.height == 1:
        return str(found["code"][0])
    if found.height:
        raise WrongUsage(
            found=f"“{text}” may be {_listed(found)}.",
            expected="the code or name of one area",
            remedy="Give the code.",
        )
    raise WrongUsage(
        found=f"The figures have no area “{text}”.",
        expected="the code or name of an area in the figures",
        remedy=_nearest(places, text),
    )


def about(diagnosis: Diagnosis, indicator: str) -> Diagnosis:
    """Give the same answer with nothing but one indicator.

    What is found by holding indicators together (pile-up, likeness) is not in it.
    """
    its = pl.col("indicator") == indicator
    table = diagnosis.table.filter(its)
    used = set(table["source"])
    return Diagnosis(
        table=table,
        news=diagnosis.news.filter(its),
        indicators=tuple(i for i in diagnosis.indicators if i.id == indicator),
        trends=diagnosis.trends.filter(its),
        concentration=diagnosis.concentration.filter(its),
        sources=tuple(source for source in diagnosis.sources if source.id in used),
        breaks=tuple(b for b in diagnosis.breaks if b.indicator in (None, indicator)),
        notices=tuple(n for n in diagnosis.notices if n.where.indicator == indicator),
    )


def only(diagnosis: Diagnosis, code: str) -> Diagnosis:
    """Give the same answer with one area, and the city it is held against."""
    kept = (pl.col("code") == code) | (pl.col("level") == CITY)
    its = pl.col("code") == code
    piled, moving = diagnosis.pile_up, diagnosis.moving
    return replace(
        diagnosis,
        table=diagnosis.table.filter(kept),
        news=diagnosis.news.filter(kept),
        trends=diagnosis.trends.filter(its),
        pile_up=PileUp(
            areas=piled.areas.filter(its),
            dimensions=piled.dimensions.filter(its),
            left_out=piled.left_out.filter(its),
        ),
        similar=diagnosis.similar.filter(its),
        moving=Moving(
            turnover=moving.turnover.filter(its), splits=moving.splits.filter(its)
        ),
    )


def _places(table: pl.DataFrame) -> pl.DataFrame:
    return (
        table.filter(pl.col("level") != CITY)
        .select("code", "name", "level")
        .unique("code", keep="last", maintain_order=True)
    )


def _known_by(
    places: pl.DataFrame, text: str, division: Division | None
) -> pl.DataFrame:
    known = set() if division is None else {a.code for a in division.find(text)}
    asked = spelled(text)
    named = [code for code, name, _ in places.rows() if spelled(name) == asked]
    return places.filter(pl.col("code").is_in(known.union(named)))


def _listed(found: pl.DataFrame) -> str:
    return " or ".join(
        f"{code} ({name}, {level})" for code, name, level in found.rows()
    )


def _nearest(places: pl.DataFrame, text: str) -> str:
    names = {spelled(name): code for code, name, _ in places.rows()}
    near = get_close_matches(spelled(text), names, n=4, cutoff=0.6)
    if not near:
        return "See which areas there are with: nabolag sources inspect FILE."
    found = places.filter(pl.col("code").is_in([names[key] for key in near]))
    return f"Is it {_listed(found)}?"
