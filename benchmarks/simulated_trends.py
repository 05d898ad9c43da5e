"""Simulated areas followed over years, to see whether trends' intervals hold the truth.

In every world the distance to the rest of the city truly follows a line, and what
happens to the whole city wanders freely. Used by ``deeper_simulations.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit
from simulated_cities import markdown

from nabolag.areas.trends.designs import design_spread
from nabolag.areas.trends.fitted import Correlation, Line, Series
from nabolag.areas.trends.slopes import fit
from nabolag.values import Measure

Floats = npt.NDArray[np.float64]

ALIKE = (0.0, 0.3, 0.6, 0.8)
LASTING = (0.8, 0.9, 0.95, 0.99)
"""So alike that what lies beside the line hardly fades while we look."""
SIZES = tuple((areas, periods) for areas in (5, 20, 60) for periods in (4, 6, 12, 20))
ENOUGH_AREAS, ENOUGH_PERIODS = 20, 12
USUAL_PEOPLE, USUAL_SHARE = 2_000.0, 0.2
RARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What areas are like: how many, how long, and how their figures scatter."""

    areas: int = 20
    periods: int = 12
    step: float = 1.0  # years between periods
    alike: float = 0.0  # correlation of errors one year apart
    dispersion: float = 1.0  # scatter as a multiple of chance
    differing: float = 0.0  # standard deviation of its logarithm between areas
    unequal: float = 0.0  # standard deviation of the logarithm of people
    holes: float = 0.0  # part of the figures that is missing
    people: float = USUAL_PEOPLE
    share: float = USUAL_SHARE
    rest: float = 400_000.0  # people in the rest of the city
    grows: float = (
        1.0  # the city's level in the last period, as a multiple of the first
    )
    wander: float = 0.05  # of the city's share, standard deviation from year to year
    counted: bool = True


Draw = Callable[[np.random.Generator, World], tuple[Series, Floats]]


def scattered(rng: np.random.Generator, world: World) -> tuple[Series, Floats]:
    """Draw areas whose figures scatter normally about their lines."""
    people, city, slopes = _beginnings(rng, world)
    truth = _truth(world, city, slopes)
    chance = truth * (1 - truth) / people
    if not world.counted:  # scatter as prices do, with the city's level
        chance = city**2 / people
    scale = world.dispersion * np.exp(rng.normal(0, world.differing, (world.areas, 1)))
    value = truth + np.sqrt(scale * chance) * _wandering(rng, world)
    return _series(rng, world, value, people=people, city=city), slopes


def persons(rng: np.random.Generator, world: World) -> tuple[Series, Floats]:
    """Draw areas of people who keep their situation from year to year, or change it.

    Every year a person keeps it with the chance ``alike``; otherwise it is drawn anew.
    """
    people, city, slopes = _beginnings(rng, world)
    truth = _truth(world, city, slopes)
    whole, kept = people.astype(np.int64), world.alike**world.step
    counted = np.empty(truth.shape)
    counted[:, 0] = rng.binomial(whole[:, 0], truth[:, 0])
    for now in range(1, world.periods):
        anew = truth[:, now] - kept * truth[:, now - 1]
        already = counted[:, now - 1].astype(np.int64)
        stayed = rng.binomial(already, np.clip(kept + anew, 0, 1))
        came = rng.binomial(whole[:, now] - already, np.clip(anew, 0, 1))
        counted[:, now] = stayed + came
    return _series(rng, world, counted / people, people=people, city=city), slopes


def _beginnings(
    rng: np.random.Generator, world: World
) -> tuple[Floats, Floats, Floats]:
    """Give people (A, T), the city's share (T,) and true slopes of distances (A,)."""
    sizes = (world.people * np.exp(rng.normal(0, world.unequal, world.areas))).round()
    city = world.share * np.exp(rng.normal(0, world.wander, world.periods).cumsum())
    city *= world.grows ** np.linspace(0, 1, world.periods)
    chance = np.sqrt(world.share * (1 - world.share) / world.people)
    slopes = rng.normal(0, 2 * chance / (world.step * world.periods), world.areas)
    if world.share < RARE:  # what is rare has no room to grow much rarer
        slopes = np.abs(slopes) / 4
    return np.repeat(sizes[:, None], world.periods, axis=1), city, slopes


def _truth(world: World, city: Floats, slopes: Floats) -> Floats:
    years = world.step * np.arange(world.periods)
    return np.asarray(city + slopes[:, None] * (years - years.mean()))


def _wandering(rng: np.random.Generator, world: World) -> Floats:
    """Give errors of size 1, each like the one before it."""
    errors = rng.standard_normal((world.areas, world.periods))
    kept = world.alike**world.step
    for now in range(1, world.periods):
        errors[:, now] *= np.sqrt(1 - kept**2)
        errors[:, now] += kept * errors[:, now - 1]
    return errors


def _series(
    rng: np.random.Generator,
    world: World,
    value: Floats,
    *,
    people: Floats,
    city: Floats,
) -> Series:
    """Lay figures out beside a large city that has its own chance."""
    chance = np.sqrt(city * (1 - city) / world.rest)
    rest = city + chance * _wandering(rng, replace(world, areas=1))[0]
    seen = rng.random(value.shape) >= world.holes
    counts = seen if world.counted else np.zeros(value.shape, dtype=np.bool_)
    return Series(
        indicator="simulated",
        level="area",
        measure=Measure.SHARE if world.counted else Measure.AMOUNT,
        per=1.0,
        counted=world.counted,
        codes=tuple(f"{area:03}" for area in range(world.areas)),
        names=tuple(f"Area {area}" for area in range(world.areas)),
        periods=tuple(f"{year:02}" for year in range(world.periods)),
        years=np.asarray(2000.5 + world.step * np.arange(world.periods)),
        value=np.where(seen, value, np.nan),
        other=np.where(seen, rest, np.nan),
        people=np.where(counts, people, np.nan),
        other_people=np.where(counts, world.rest, np.nan),
        cluster=np.where(seen, 1.0, np.nan),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How trends did over many simulated cities."""

    held: float  # per cent of 95 % intervals that hold the true slope
    ratio_held: float  # the same for the ratio; means something in a still city only
    level_held: float  # and for how high the line lies
    width: float  # of the intervals, as a multiple of what full knowledge would give
    alike: float  # mean correlation found


def coverage(rng: np.random.Generator, draw: Draw, world: World, runs: int) -> Held:
    """Give how often intervals of slopes hold the truth, over ``runs`` cities."""
    rows = [_once(*draw(rng, world), world) for _ in range(runs)]
    return Held(**{name: float(np.mean([r[name] for r in rows])) for name in rows[0]})


def _once(series: Series, slopes: Floats, world: World) -> dict[str, float]:
    fitted = fit(series)
    known = Correlation(per_year=np.array([world.alike]), weight=np.ones(1))
    best = design_spread(
        series.years,
        fitted.chance,
        correlation=known,
        dispersion=np.full(world.areas, world.dispersion),
    )
    line = fitted.distance
    return {
        "held": _percent(line, slopes),
        "ratio_held": _percent(fitted.ratio, slopes / world.share),
        "level_held": _levels_held(line),
        "width": float(np.nanmean((line.high - line.low) / (2 * 1.96 * best))),
        "alike": fitted.correlation.mean,
    }


def _percent(line: Line, slopes: Floats) -> float:
    has_line = ~np.isnan(line.slope)
    inside = (line.low <= slopes) & (slopes <= line.high)
    return 100 * float(inside[has_line].mean())


def _levels_held(line: Line) -> float:
    """Give how often the height is held; lines cross 0 midway where all is known."""
    reach = stdtrit(line.freedom, 0.975) * line.level_spread
    has_line = ~np.isnan(line.slope)
    return 100 * float((np.abs(line.level) <= reach)[has_line].mean())


def lines_held(rng: np.random.Generator, runs: int) -> str:
    """Give, as a table, per cent of intervals that hold the truth, by size of city.

    ``runs`` is the number of areas drawn for each cell; cities as many as it takes.
    """
    rows, long_enough = [], []
    for areas, periods in SIZES:
        found = [
            coverage(rng, scattered, world, runs // areas)
            for alike in ALIKE
            for world in [World(areas=areas, periods=periods, alike=alike)]
        ]
        rows.append(
            [f"{areas}", f"{periods}"]
            + [f"{cell.held:.1f}" for cell in found]
            + [f"{cell.width:.2f}" for cell in found]
        )
        if areas >= ENOUGH_AREAS and periods >= ENOUGH_PERIODS:
            long_enough += [cell.held for cell in found if cell is not found[-1]]
    head = [f"{alike:g}" for alike in ALIKE]
    table = markdown(["areas", "figures", *head, *(f"width {h}" for h in head)], rows)
    return (
        f"{table}\n\nWith {ENOUGH_AREAS} areas and {ENOUGH_PERIODS} figures or more, at "
        f"{', '.join(head[:-1])}: lowest {min(long_enough):.1f} %, "
        f"highest {max(long_enough):.1f} %."
    )


def lasting_held(rng: np.random.Generator, runs: int) -> str:
    """Give per cent of intervals that hold the truth where hardly anything fades."""
    rows = []
    for name, usual in SLOW:
        worlds = [replace(usual, alike=alike) for alike in LASTING]
        found = [coverage(rng, scattered, w, runs // w.areas) for w in worlds]
        rows.append(
            [name]
            + [f"{cell.held:.1f}" for cell in found]
            + [f"{cell.alike:.2f}" for cell in found]
        )
    head = [f"{alike:g}" for alike in LASTING]
    return markdown(["city", *head, *(f"found {h}" for h in head)], rows)


SLOW = (
    ("5 areas", World(areas=5)),
    ("20 areas", World()),
    ("60 areas", World(areas=60)),
    ("60 areas, 6 figures", World(areas=60, periods=6)),
    ("60 areas, 20 figures", World(areas=60, periods=20)),
    ("60 areas, twice chance's scatter", World(areas=60, dispersion=2)),
    ("60 areas, no counts", World(areas=60, counted=False)),
)
"""12 yearly figures where nothing else is said."""


WORLDS: tuple[tuple[str, Draw, World], ...] = (
    ("all alike", scattered, World()),
    ("half of chance's scatter", scattered, World(dispersion=0.5)),
    ("twice chance's scatter", scattered, World(dispersion=2)),
    ("unequal size and scatter", scattered, World(unequal=0.8, differing=0.7)),
    ("a fifth of the figures missing", scattered, World(holes=0.2)),
    ("every second year, 8 times", scattered, World(step=2, periods=8)),
    ("60 quarters", scattered, World(step=0.25, periods=60)),
    ("no counts", scattered, World(counted=False, differing=0.7)),
    ("no counts, doubling", scattered, World(counted=False, differing=0.7, grows=2)),
    ("a small city", scattered, World(areas=6, rest=12_000)),
    ("a city that swings", scattered, World(share=0.1, wander=0.15)),
    ("2 areas", scattered, World(areas=2)),
    ("persons", persons, World(people=800, unequal=0.8)),
    ("persons, 2 in 100", persons, World(people=300, share=0.02, unequal=0.5)),
    ("persons, 1 in 200", persons, World(people=300, share=0.005, unequal=0.5)),
)
"""Kinds of cities, 20 areas and 12 yearly figures where nothing else is said."""


def worlds_held(rng: np.random.Generator, runs: int) -> str:
    """Give, as a table, per cent of intervals that hold the truth, by kind of city."""
    rows = []
    for name, draw, usual in WORLDS:
        worlds = [replace(usual, alike=alike) for alike in ALIKE]
        moving = [coverage(rng, draw, w, runs // w.areas) for w in worlds]
        still = [
            coverage(rng, draw, replace(w, wander=0, grows=1), runs // w.areas)
            for w in worlds
        ]
        rows.append(
            [name]
            + [f"{cell.held:.1f}" for cell in moving]
            + [f"{cell.ratio_held:.1f}" for cell in still]
        )
    head = [f"{alike:g}" for alike in ALIKE]
    return markdown(["city", *head, *(f"ratio {h}" for h in head)], rows)
