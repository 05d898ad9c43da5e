"""Simulated cities where the truth is known, to see what shrinkage does to areas.

Used by ``simulations.py``, which is what to run.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from nabolag.areas.shrinkage import empirical_logit, shrink_rates, shrink_shares

Floats = npt.NDArray[np.float64]

SEED = 20240906
CITIES = 400
WAYS = "Hedges–Olkin", "DerSimonian–Laird", "REML", "Paule–Mandel"

CITIES_LIKE = tuple(
    (people, share, within, across)
    for people, share in ((100, 0.1), (300, 0.05), (300, 0.2), (300, 0.5), (2000, 0.2))
    for within, across in ((0.0, 0.0), (0.15, 0.1), (0.3, 0.3), (0.5, 0.0))
)


def shrunken_shares() -> str:
    """Give errors of raw, shrunken and best possible shares, and variances found."""
    rows, gains = [], []
    for people, share, within, across in CITIES_LIKE:
        errors, found = np.zeros(4), np.zeros(2)
        for truth, middle, part, whole in cities(people, share, within, across):
            names = [str(at // 7) for at in range(len(truth))]
            drawn, city = shrink_shares(part, whole, names), shrink_shares(part, whole)
            log_odds, variance = empirical_logit(part, whole)
            own = within**2 / (within**2 + variance)
            best = expit(own * log_odds + (1 - own) * middle)
            guesses = part / whole, city.value, drawn.value, best
            errors += [np.mean((guess - truth) ** 2) for guess in guesses]
            found += [drawn.between, drawn.between_districts]
        raw, _, drawn_error, best_error = np.sqrt(errors)
        gains.append((raw - drawn_error) / (raw - best_error))
        rows.append(
            [f"{people:,}", f"{share:.0%}", f"{within:g}", f"{across:g}"]
            + [f"{error:.2f}" for error in 100 * np.sqrt(errors / CITIES)]
            + [f"{variance:.3f}" for variance in found / CITIES]
            + [f"{within**2:.3f}", f"{across**2:.3f}"]
        )
    errors_of = "raw", "to city", "to district", "best"
    variances_of = "found within", "found across", "true within", "true across"
    headings = ["people", "share", "within", "across", *errors_of, *variances_of]
    gain = f"Of the possible gain, at least {min(gains):.0%} is had in every row."
    return f"{markdown(headings, rows)}\n\n{gain}"


def cities(
    people: int, share: float, within: float, across: float
) -> Iterator[tuple[Floats, Floats, Floats, Floats]]:
    """Give true shares, district middles (log odds), counted and everybody."""
    random = np.random.default_rng(SEED)
    for _ in range(CITIES):
        whole = np.maximum(10, np.round(people * np.exp(random.normal(0, 0.6, 56))))
        middle = logit(share) + np.repeat(random.normal(0, 1, 8), 7) * across
        truth = expit(middle + random.normal(0, 1, 56) * within)
        part = random.binomial(whole.astype(int), truth).astype(float)
        yield truth, middle, part, whole.astype(float)


def variances() -> str:
    """Give the variance between areas found in four ways, and the error of shares."""
    rows, misses, excesses = [], [], []
    for people, share, within, _ in CITIES_LIKE:
        found, errors = found_in_four_ways(people, share, within)
        rows.append(
            [f"{people:,}", f"{share:.0%}", f"{within**2:.3f}"]
            + [f"{variance:.3f}" for variance in found]
            + [f"{error:.3f}" for error in errors]
        )
        excesses.append(100 * (errors / errors.min() - 1))
        if within > 0:
            misses.append(100 * np.abs(found / within**2 - 1))
    errors_of = (f"error, {way}" for way in WAYS)
    table = markdown(["people", "share", "true", *WAYS, *errors_of], rows)
    return f"{table}\n\n{in_short(np.array(misses), np.array(excesses))}"


def found_in_four_ways(
    people: int, share: float, within: float
) -> tuple[Floats, Floats]:
    """Give mean variance and error in percentage points, by way."""
    errors, found = np.zeros(4), np.zeros(4)
    for truth, _, part, whole in cities(people, share, within, 0.0):
        log_odds, chance = empirical_logit(part, whole)
        betweens = *other_ways(log_odds, chance), shrink_shares(part, whole).between
        found += betweens
        guesses = [drawn(log_odds, chance, between) for between in betweens]
        errors += [np.mean((guess - truth) ** 2) for guess in guesses]
    return found / CITIES, 100 * np.sqrt(errors / CITIES)


def in_short(misses: Floats, excesses: Floats) -> str:
    """Say how far each way misses, in one line each."""
    lines = [
        f"- {way}: misses a true variance above 0 by {miss:.1f} % on average and"
        f" {worst:.1f} % at most; errors at most {excess:.1f} % above the best way's."
        for way, miss, worst, excess in zip(
            WAYS, misses.mean(0), misses.max(0), excesses.max(0), strict=True
        )
    ]
    return "\n".join(lines)


def other_ways(log_odds: Floats, chance: Floats) -> tuple[float, float, float]:
    """Give the variance between areas by Hedges–Olkin, DerSimonian–Laird and REML."""
    equal = max(float(log_odds.var(ddof=1) - chance.mean()), 0.0)
    sure = 1 / chance
    distances = sure @ (log_odds - sure @ log_odds / sure.sum()) ** 2
    freedom, scale = len(chance) - 1, sure.sum() - sure @ sure / sure.sum()
    likely = equal
    for _ in range(50):
        weight = 1 / (chance + likely)
        off = weight * (log_odds - weight @ log_odds / weight.sum())
        needed = off @ off + 1 / weight.sum() * (weight @ weight) - weight.sum()
        likely = max(likely + float(needed / (weight @ weight)), 0.0)
    return equal, max(float((distances - freedom) / scale), 0.0), likely


def drawn(log_odds: Floats, chance: Floats, between: float) -> Floats:
    """Draw areas to their city with a given variance between them."""
    weight = 1 / (chance + between)
    mean = weight @ log_odds / weight.sum()
    return np.asarray(expit(mean + between * weight * (log_odds - mean)))


def shrunken_rates() -> str:
    """Give errors of raw, shrunken and best possible rates, and the variance found."""
    random, rows = np.random.default_rng(SEED), []
    for exposure, rate, spread in (
        (500, 0.01, 0.3),
        (2000, 0.01, 0.3),
        (2000, 0.05, 0),
    ):
        errors, found, true = np.zeros(3), 0.0, (rate * spread) ** 2
        for _ in range(CITIES):
            over = np.round(exposure * np.exp(random.normal(0, 0.6, 56)))
            varied = 1 + spread * np.sqrt(3) * random.uniform(-1, 1, 56)
            events = random.poisson(over * rate * varied)
            shrunk = shrink_rates(events, over)
            best = rate + true / (true + rate / over) * (events / over - rate)
            guesses = events / over, shrunk.value, best
            errors += [np.mean((guess - rate * varied) ** 2) for guess in guesses]
            found += shrunk.between / CITIES
        rows.append(
            [
                f"{exposure:,}",
                f"{1000 * rate:g}",
                f"{1e6 * true:.2f}",
                f"{1e6 * found:.2f}",
            ]
            + [f"{error:.2f}" for error in 1000 * np.sqrt(errors / CITIES)]
        )
    headings = ["exposure", "rate", "true variance", "found", "raw", "shrunk", "best"]
    return markdown(headings, rows)


def markdown(headings: list[str], rows: list[list[str]]) -> str:
    """Lay out a table."""
    ruled = [headings, ["---:"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)
