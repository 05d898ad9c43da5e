"""Simulated cities whose areas stand still or move, to see what verdicts make of it.

Areas lie apart from each other, and their figures scatter by chance and go together
from year to year. Used by ``deeper_simulations.py``, which is what to run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt
from simulated_cities import markdown

from nabolag.areas.result import Verdict
from nabolag.areas.trends.detecting import smallest_seen
from nabolag.areas.trends.fitted import Series
from nabolag.areas.trends.prospects import prospect_of, smallest_ahead
from nabolag.areas.trends.slopes import fit
from nabolag.areas.trends.verdicts import QUARTER_IN_TEN_YEARS, judge
from nabolag.values import Measure

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]

AREAS, PERIODS, SHARE, APART, CITY = 60, 12, 0.25, 0.06, 300_000.0
MOVED = Verdict.WIDENING.value, Verdict.NARROWING.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    """How figures scatter: people behind them, likeness from year to year, excess."""

    people: float = 1_500.0
    alike: float = 0.0
    dispersion: float = 1.0


SCATTERS = (
    Scatter(),
    Scatter(alike=0.3),
    Scatter(alike=0.6),
    Scatter(alike=0.3, dispersion=2.0),
    Scatter(people=300.0, alike=0.3),
    Scatter(people=20_000.0, alike=0.3),
)


Slopes = Callable[[np.random.Generator], Floats]


def still(_random: np.random.Generator) -> Floats:
    """Let no area move beside the rest of the city."""
    return np.zeros(AREAS)


def four_move(random: np.random.Generator) -> Floats:
    """Let 4 of 60 areas move by a percentage point a year."""
    return np.where(np.arange(AREAS) < 4, 0.01 * random.choice([-1, 1], AREAS), 0.0)


def most_a_little(random: np.random.Generator) -> Floats:
    """Let all areas move, a third of a percentage point a year being typical."""
    return random.normal(0, 0.003, AREAS)


def few_a_lot(random: np.random.Generator) -> Floats:
    """Let all areas move, most hardly and a few far."""
    return 0.0015 * np.clip(random.standard_t(2, AREAS), -10, 10)


WORLDS: tuple[tuple[str, Slopes], ...] = (
    ("all stand still", still),
    ("4 of 60 move", four_move),
    ("all move a little", most_a_little),
    ("a few move far", few_a_lot),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class City:
    """Areas of a city: how far each is from it midway, and how many live there."""

    level: Floats
    people: Floats


def city(random: np.random.Generator, scatter: Scatter) -> City:
    """Draw areas that lie apart, smaller and larger ones."""
    people = scatter.people * np.exp(random.normal(0, 0.5, AREAS))
    level = np.clip(random.normal(0, APART, AREAS), 0.08 - SHARE, None)
    return City(level=level, people=people.round())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """What was true and what was told, of all areas in many cities."""

    slope: Floats
    grows: Floats  # 1 where the distance truly grows, −1 where it shrinks, or 0
    verdict: npt.NDArray[np.object_]
    alone: npt.NDArray[np.object_]
    p_widening: Floats
    margin: Floats  # that of the areas' true levels


def told(
    random: np.random.Generator, slopes: Slopes, scatter: Scatter, cities: int
) -> Told:
    """Draw cities and judge them."""
    parts: list[tuple[npt.NDArray[np.generic], ...]] = []
    for _ in range(cities):
        truth, drawn = slopes(random), city(random, scatter)
        judged = judge(fit(series(random, drawn, truth, scatter)))
        parts.append(
            (
                truth,
                np.sign(truth * drawn.level),
                judged.verdict,
                judged.verdict_alone,
                judged.p_widening,
                np.full(AREAS, QUARTER_IN_TEN_YEARS * drawn.level.std(ddof=1)),
            )
        )
    joined = [np.concatenate(part) for part in zip(*parts, strict=True)]
    names = [told.name for told in fields(Told)]
    return Told(**dict(zip(names, joined, strict=True)))


def series(
    random: np.random.Generator, areas: City, slope: Floats, scatter: Scatter
) -> Series:
    """Give yearly shares of areas, whose distances truly follow a line."""
    shape, years = (AREAS, PERIODS), np.arange(2010.5, 2010 + PERIODS)
    middle = SHARE + random.normal(0, 0.01, PERIODS).cumsum() / 3
    moved = slope[:, None] * (years - years.mean())
    truth = np.clip(middle + areas.level[:, None] + moved, 0.01, 0.99)
    people = np.broadcast_to(areas.people[:, None], shape).copy()
    chance = np.sqrt(scatter.dispersion * truth * (1 - truth) / people)
    rest = middle + np.sqrt(SHARE * (1 - SHARE) / CITY) * random.normal(size=PERIODS)
    return Series(
        indicator="simulated",
        level="area",
        measure=Measure.SHARE,
        per=1.0,
        counted=True,
        codes=tuple(f"{at:03}" for at in range(AREAS)),
        names=tuple(f"Area {at}" for at in range(AREAS)),
        periods=tuple(f"{year:.0f}" for year in years - 0.5),
        years=years,
        value=truth + chance * alike(random, scatter.alike),
        other=np.broadcast_to(rest, shape).copy(),
        people=people,
        other_people=np.full(shape, CITY),
        cluster=np.ones(shape),
    )


def alike(random: np.random.Generator, kept: float) -> Floats:
    """Give errors of size 1, each like the one before it."""
    errors = random.normal(size=(AREAS, PERIODS))
    for now in range(1, PERIODS):
        errors[:, now] *= np.sqrt(1 - kept**2)
        errors[:, now] += kept * errors[:, now - 1]
    return errors


def verdicts_kept(random: np.random.Generator, cities: int) -> str:
    """Give how often areas are told to move, and how often that is wrong."""
    rows, alarms, watched_still = [], 0, 0
    for name, slopes in WORLDS:
        for scatter in SCATTERS:
            found = told(random, slopes, scatter, cities)
            rows.append([name, *described(scatter), *judged_right(found)])
            if slopes is still:
                alarms += int(np.isin(found.verdict, MOVED).sum())
                watched_still += len(found.verdict)
    headings = ["areas", "people", "alike", "scatter"]
    watched = ["told to move, all", "of them wrong", "found"]
    alone = ["told to move, alone", "wrong, alone", "unchanged", "of them right"]
    table = markdown([*headings, *watched, *alone], rows)
    return (
        f"{table}\n\nWhere all stand still, {alarms} of {watched_still:,} watched areas "
        "were told to move."
    )


def described(scatter: Scatter) -> list[str]:
    """Give the columns that tell rows apart."""
    return [f"{scatter.people:,.0f}", f"{scatter.alike:g}", f"{scatter.dispersion:g}"]


def judged_right(found: Told) -> list[str]:
    """Give per cents: told to move, wrong, found, the same alone, unchanged, right."""
    moved, wrong = moved_and_wrong(found.verdict, found.grows)
    alone, alone_wrong = moved_and_wrong(found.alone, found.grows)
    unchanged = found.verdict == Verdict.UNCHANGED
    small = np.abs(found.slope) < found.margin
    far = np.abs(found.slope) >= 0.01
    return [
        percent(moved),
        percent(wrong[moved]),
        percent((moved & ~wrong)[far]),
        percent(alone),
        percent(alone_wrong[alone]),
        percent(unchanged),
        percent(small[unchanged]),
    ]


def moved_and_wrong(
    verdict: npt.NDArray[np.object_], grows: Floats
) -> tuple[Marks, Marks]:
    """Tell which areas are said to move, and which of those do not go that way."""
    widening, narrowing = (verdict == word for word in MOVED)
    return widening | narrowing, (widening & (grows <= 0)) | (narrowing & (grows >= 0))


def percent(marks: Marks) -> str:
    """Give the share of marks as a percentage, or a dash with fewer than 100."""
    return f"{100 * marks.mean():.1f}" if marks.size >= 100 else "–"


def chances_kept(random: np.random.Generator, cities: int) -> str:
    """Give how often distances grow, by the probability told that they do."""
    rows = []
    for name, slopes in WORLDS[1:]:
        found = told(random, slopes, Scatter(alike=0.3), cities)
        tenth = np.minimum((found.p_widening * 10).astype(int), 9)
        grown = (found.grows + 1) / 2
        rows.append([name, *(percent(grown[tenth == at]) for at in range(10))])
    return markdown(["areas", *(f"{at}0–{at + 1}0 %" for at in range(10))], rows)


def detectable_kept(random: np.random.Generator, cities: int) -> str:
    """Give how often slopes of the size told are seen, by the figures it was told from.

    From all 12 figures, or in a plan from the first 6 or the first alone.
    """
    rows = []
    for scatter in SCATTERS:
        areas = city(random, scatter)
        for figures in (PERIODS, PERIODS // 2, 1):
            sizes = list(told_from(random, areas, scatter, figures, cities // 4))
            slope = np.mean(sizes, axis=0)
            noticed = np.array(list(seen(random, areas, slope, scatter, cities)))
            typical = f"{100 * np.median(slope):.2f}"
            rows.append([*described(scatter), f"{figures}", typical, percent(noticed)])
    heads = ["people", "alike", "scatter", "told from figures", "typical", "seen"]
    return markdown(heads, rows)


def told_from(
    random: np.random.Generator,
    areas: City,
    scatter: Scatter,
    figures: int,
    cities: int,
) -> Iterator[Floats]:
    """Give the smallest slopes told from the first figures, where nothing moves."""
    for _ in range(cities):
        whole = series(random, areas, np.zeros(AREAS), scatter)
        if figures == PERIODS:
            line = fit(whole).distance
            yield smallest_seen(line.spread, line.freedom)
        else:
            yield planned(whole, figures)


def planned(whole: Series, figures: int) -> Floats:
    """Give the smallest slopes that the first figures promise for all of them."""
    tables = "value", "other", "people", "other_people", "cluster"
    past = replace(
        whole,
        periods=whole.periods[:figures],
        years=whole.years[:figures],
        **{name: getattr(whole, name)[:, :figures] for name in tables},
    )
    prospect = prospect_of(past)
    ahead = np.repeat(prospect.coming[:, None], PERIODS - figures, axis=1)
    return smallest_ahead(prospect, whole.years, np.hstack([prospect.variance, ahead]))


def seen(
    random: np.random.Generator,
    areas: City,
    slope: Floats,
    scatter: Scatter,
    cities: int,
) -> Iterator[Marks]:
    """Tell which of all areas' slopes are seen, when they move by just so much."""
    for _ in range(cities):
        way = random.choice([-1.0, 1.0], AREAS)
        line = fit(series(random, areas, way * slope, scatter)).distance
        yield np.where(way > 0, line.low > 0, line.high < 0)
