"""Tables and draws made by the tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest

from nabolag.areas.fifths.boards import Standing
from nabolag.areas.fifths.gists import SOME, Gist
from nabolag.areas.fifths.mapping import Counted
from nabolag.values import Dimension, Direction

SCHEMA = {
    "code": pl.String,
    "name": pl.String,
    "level": pl.String,
    "indicator": pl.String,
    "period": pl.String,
    "latest": pl.Boolean,
    "value": pl.Float64,
    "numerator": pl.Float64,
    "people": pl.Float64,
    "measure": pl.String,
    "per": pl.Float64,
    "cluster_size": pl.Float64,
}

Table = Callable[..., pl.DataFrame]


@pytest.fixture(scope="session")
def table() -> Table:
    """Makes rows of one indicator from the figures of each period, by area.

    A figure is (numerator, people), an amount, or None; periods stand in order.
    """

    def make(
        periods: Mapping[str, Mapping[str, Any]],
        *,
        indicator: str = "x",
        level: str = "area",
        **same: object,
    ) -> pl.DataFrame:
        newest = list(periods)[-1]
        rows = [
            _row(figure)
            | {
                "code": code,
                "name": f"Area {code}",
                "level": "city" if code == "city" else level,
                "indicator": indicator,
                "period": period,
                "latest": period == newest,
                "per": 1.0,
            }
            | same
            for period, figures in periods.items()
            for code, figure in figures.items()
        ]
        return pl.DataFrame(rows, schema=SCHEMA)

    return make


def _row(figure: Any) -> dict[str, object]:
    if isinstance(figure, tuple):
        part, whole = figure
        value = part / whole if part is not None and whole else None
        return {
            "value": value,
            "numerator": part,
            "people": whole,
            "measure": "share",
        }
    return {"value": figure, "measure": "amount"}


GistOf = Callable[..., Gist]


@pytest.fixture(scope="session")
def gist() -> GistOf:
    """Makes what is remembered of draws: means, with or without chance about them."""

    def make(
        indicator: str,
        means: Mapping[str, float],
        *,
        chance: float = 0.0,
        seed: int = 1,
    ) -> Gist:
        mean = np.array(list(means.values()), dtype=np.float64)
        random = np.random.default_rng(seed)
        some = mean + chance * random.standard_normal((SOME, len(mean)))
        return Gist(
            indicator=indicator,
            codes=tuple(means),
            mean=mean,
            spread=1.0,
            some=some.astype(np.float32),
        )

    return make


StandingOf = Callable[..., Standing]


@pytest.fixture(scope="session")
def standing(gist: GistOf) -> StandingOf:
    """Makes how areas stand on an indicator, draw by draw: "ab" means a and b are in."""

    def make(
        indicator: str,
        dimension: Dimension,
        inside: Sequence[str],
        *,
        codes: str = "abc",
        means: npt.ArrayLike | None = None,
        challenge: Direction = Direction.MORE_IS_WORSE,
    ) -> Standing:
        found = np.arange(len(codes)) if means is None else means
        return Standing(
            counted=Counted(
                indicator=indicator, dimension=dimension, challenge=challenge
            ),
            gist=gist(
                indicator, dict(zip(codes, np.asarray(found, float), strict=True))
            ),
            inside=np.array([[code in draw for code in codes] for draw in inside]),
        )

    return make
