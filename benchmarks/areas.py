"""The areas job, from a file to the answer: an ordinary city and a large one.

    ./dev bench areas

Ordinary: 100 areas × 15 indicators × 15 years, read and diagnosed in a process that is
warm already, and as the whole command that a person runs, start of Python included.
Beside them a peer: the same intervals made one figure at a time with statsmodels.
Large: 1,000 areas × 30 indicators × 20 years with joint draws, seconds and memory.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
)

from nabolag.areas.diagnosis import Diagnosis, diagnose
from nabolag.sources.reading import read_observations

FIRST_YEAR = 2005
WARM_BAR, COMMAND_BAR = 1.0, 2.5
LARGE_BAR, MEMORY_BAR = 5.0, 500.0
ROUNDS, SAMPLE, SEED = 5, 300, 20261123
LARGE_CITY = Path(__file__).with_name("large_city.py")
NABOLAG = Path(sys.executable).with_name("nabolag")
INTERVALS = [
    f"{name}{end}" for name in ("", "difference_", "ratio_") for end in ("low", "high")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a city is."""

    areas: int
    indicators: int
    years: int

    def __str__(self) -> str:
        """Say it in words."""
        sizes = (self.areas, "areas"), (self.indicators, "indicators")
        return " × ".join(
            f"{n:,} {what}" for n, what in (*sizes, (self.years, "years"))
        )

    @property
    def figures(self) -> int:
        """How many figures there are."""
        return self.areas * self.indicators * self.years


ORDINARY = Size(areas=100, indicators=15, years=15)
LARGE = Size(areas=1000, indicators=30, years=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """How a peer did: seconds for a figure, how far from ours, how many it gave up."""

    seconds: float
    shares_apart: float
    differences_apart: float
    ratios_apart: float
    given_up: int


def main() -> None:
    """Measure the ordinary city and the large one, and say how it went."""
    with tempfile.TemporaryDirectory() as folder:
        ordinary(Path(folder))
        large(Path(folder))


def ordinary(folder: Path) -> None:
    """Measure a city of ordinary size, warm and as a command, beside the peer."""
    figures = folder / "city.csv"
    invented_city(ORDINARY).write_csv(figures)
    answer = diagnose(read_observations(figures))
    warm = median_time(lambda: diagnose(read_observations(figures)))
    command = median_time(lambda: run_command(figures, folder))
    peer = beside_statsmodels(answer)
    scaled = peer.seconds * ORDINARY.figures
    say(f"areas: {ORDINARY}")
    say(f"  file to result, warm process   {judged(warm, WARM_BAR)}")
    say(f"  the whole command              {judged(command, COMMAND_BAR)}")
    say(f"  statsmodels, one by one        {scaled:6.2f} s for the intervals alone")
    say(f"    {scaled / warm:.0f} times all of ours; scaled from {SAMPLE} figures,")
    say(f"    of which it gave up {peer.given_up}. Furthest from ours: shares")
    say(
        f"    {peer.shares_apart:.0e}, ratios {peer.ratios_apart:.0e}, differences "
        f"{peer.differences_apart:.0e}, where its search stops short"
    )


def large(folder: Path) -> None:
    """Measure a large city in a process of its own, so that its memory can be seen."""
    figures, read = folder / "large.parquet", folder / "read.parquet"
    invented_city(LARGE).write_parquet(figures)
    start = time.perf_counter()
    read_observations(figures).table.write_parquet(read)
    reading = time.perf_counter() - start
    words = [sys.executable, LARGE_CITY, read]
    found = subprocess.run(words, stdout=subprocess.PIPE, check=True)  # noqa: S603
    told = json.loads(found.stdout)
    say(f"areas: {LARGE}, with joint draws")
    say(f"  reading the file               {reading:6.2f} s")
    say(f"  figures to result, first time  {judged(told['first'], LARGE_BAR)}")
    say(f"  figures to result, warm        {judged(told['warm'], LARGE_BAR)}")
    say(f"  most memory, Python included   {judged(told['memory'], MEMORY_BAR, 'MB')}")


def invented_city(size: Size) -> pl.DataFrame:
    """Give a tidy table of a city of equal chances and unequal areas."""
    random = np.random.default_rng(SEED)
    each = (size.areas, size.indicators, 1)
    people = random.integers(400, 6000, size=(size.areas, 1, 1))
    level = random.uniform(0.05, 0.6, size=(1, size.indicators, 1))
    own = random.normal(0, 0.25, size=each)
    drift = random.normal(0, 0.01, size=each) * np.arange(size.years)
    chance = 1 / (1 + np.exp(-(np.log(level / (1 - level)) + own + drift)))
    whole = np.broadcast_to(people, (size.areas, size.indicators, size.years))
    areas = _areas(random.binomial(whole, chance), whole)
    return pl.concat([_city(areas), areas]).with_columns(
        value=pl.col("numerator") / pl.col("denominator"),
        unit=pl.lit("share"),
        direction=pl.lit("more_is_worse"),
        dimension=pl.lit("social"),
    )


def _areas(counted: np.ndarray, whole: np.ndarray) -> pl.DataFrame:
    area, indicator, year = (axis.ravel() for axis in np.indices(counted.shape))
    return pl.DataFrame(
        {
            "area": [f"{a:04d}" for a in area + 1],
            "name": [f"Område {a}" for a in area + 1],
            "level": "area",
            "period": [str(FIRST_YEAR + y) for y in year],
            "indicator": [f"Mål {i}" for i in indicator + 1],
            "numerator": counted.ravel(),
            "denominator": whole.ravel(),
        }
    )


def _city(areas: pl.DataFrame) -> pl.DataFrame:
    totals = areas.group_by("period", "indicator", maintain_order=True).agg(
        area=pl.lit("0000"),
        name=pl.lit("Byen"),
        level=pl.lit("city"),
        numerator=pl.col("numerator").sum(),
        denominator=pl.col("denominator").sum(),
    )
    return totals.select(areas.columns)


def run_command(figures: Path, folder: Path) -> None:
    """Run the command as a person does, its JSON into a file."""
    with (folder / "answer.json").open("wb") as out:
        words = [NABOLAG, "areas", "diagnose", figures, "--json"]
        subprocess.run(words, stdout=out, stderr=subprocess.DEVNULL, check=True)  # noqa: S603


def beside_statsmodels(answer: Diagnosis) -> Peer:
    """Make the intervals of some figures one at a time with the peer."""
    rows = answer.table.filter(pl.col("level") == "area").sample(SAMPLE, seed=SEED)
    city = answer.table.filter(pl.col("level") == "city")
    rows = rows.join(city, on=["indicator", "period"], suffix="_city")
    apart, start = [], time.perf_counter()
    for row in rows.iter_rows(named=True):
        try:
            theirs = intervals_of_statsmodels(row)
        except ValueError:  # its search for a bound starts outside the bounds
            continue
        apart.append(np.abs(np.subtract([row[name] for name in INTERVALS], theirs)))
    seconds = (time.perf_counter() - start) / SAMPLE
    shares, differences, ratios = np.max(apart, axis=0).reshape(3, 2).max(axis=1)
    return Peer(
        seconds=seconds,
        shares_apart=shares,
        differences_apart=differences,
        ratios_apart=ratios,
        given_up=SAMPLE - len(apart),
    )


def intervals_of_statsmodels(row: dict[str, float]) -> list[float]:
    """Give the bounds of the share, the difference and the ratio."""
    k, n = row["numerator"], row["people"]
    groups = k, n, row["numerator_city"] - k, row["people_city"] - n
    own = proportion_confint(k, n, method="wilson")
    with np.errstate(invalid="ignore"):
        gap = confint_proportions_2indep(*groups, method="score", compare="diff")
        ratio = confint_proportions_2indep(*groups, method="score", compare="ratio")
    return [*own, *gap, *ratio]


def median_time(job: Callable[[], object]) -> float:
    """Give the median seconds of several rounds."""
    return statistics.median(timed(job) for _ in range(ROUNDS))


def timed(job: Callable[[], object]) -> float:
    """Give the seconds of one round."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def judged(found: float, bar: float, unit: str = "s") -> str:
    """Put a time, or how much memory, beside its bar."""
    verdict = "met" if found < bar else "missed"
    return (
        f"{found:6.{2 if unit == 's' else 0}f} {unit}   bar {bar:g} {unit}   {verdict}"
    )


def say(line: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
