"""An invented city, Prøveby, built by hand: its numbers are chosen, not calculated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from nabolag.areas.diagnosis import diagnose
from nabolag.areas.geography import Tile
from nabolag.areas.result import (
    COLUMNS,
    CONCENTRATION,
    DIMENSIONS,
    LEFT_OUT,
    NEWS,
    PILE_UP,
    SIMILAR,
    SPLITS,
    TRENDS,
    TURNOVER,
    Diagnosis,
    Moving,
    PileUp,
)
from nabolag.reports.page import Edition
from nabolag.sources.describing.dimensions import read_dimensions
from nabolag.sources.describing.moves import read_moves
from nabolag.sources.joining import read_all
from nabolag.sources.places.divisions import read_division
from nabolag.values import (
    Break,
    Dimension,
    Direction,
    Indicator,
    Kind,
    Measure,
    Notice,
    Source,
)

WORSE, BETTER = Direction.MORE_IS_WORSE, Direction.MORE_IS_BETTER
INDICATORS = (
    Indicator(
        id="price",
        names={"nb": "Boligpris", "en": "Flat price"},
        unit="kr/m²",
        dimension=Dimension.STRUCTURAL,
    ),
    Indicator(
        id="turnout",
        names={"nb": "Stemte ved valget", "nn": "Røysta ved valet", "en": "Voted"},
        measure=Measure.SHARE,
        direction=BETTER,
        dimension=Dimension.SOCIAL,
    ),
    Indicator(
        id="burglary",
        names={"nb": "Innbrudd", "en": "Burglaries"},
        measure=Measure.RATE,
        per=1000.0,
        direction=WORSE,
        dimension=Dimension.SOCIAL,
    ),
    Indicator(
        id="crowded",
        names={"nb": "Trangbodde, alle", "en": "Overcrowded, all"},
        measure=Measure.SHARE,
        direction=WORSE,
        dimension=Dimension.PHYSICAL,
    ),
    Indicator(
        id="rented",
        names={"nb": "Leide boliger", "en": "Rented homes"},
        measure=Measure.SHARE,
        dimension=Dimension.STRUCTURAL,
    ),
    Indicator(
        id="born_abroad",
        names={"nb": "Født i utlandet", "en": "Born abroad"},
        measure=Measure.SHARE,
        dimension=Dimension.SOCIAL,
        kind=Kind.CONTEXT,
    ),
)
NAMES = {
    "01": "Almdalen",
    "02": "Lodalen",
    "03": "Åsen",
    "N": "Bydel Nord",
    "0": "Byen",
}
LEVELS = {"N": "district", "0": "city"}
TILES = {
    "delbydel": (
        Tile(code="01", column=0, row=0, label="Alm-\ndalen"),
        Tile(code="02", column=1, row=0),
        Tile(code="03", column=0, row=1),
    )
}
STORVIK = Path(__file__).parents[3] / "examples" / "dalen"
BANK = Source(
    id="bank",
    publisher="Prøveby kommune",
    title="Statistikkbanken",
    table="LEV1",
    licence="NLOD 2.0",
    address="https://statistikk.example/LEV1",
    file="/home/kari/lev1.csv",
    sha256="ab" * 32,
    recipe="prøveby_lev1",
    published=date(2026, 3, 2),
)


@dataclass(frozen=True, kw_only=True)
class City:
    """A city to be answered for: rows and all that is told beside them."""

    rows: tuple[Mapping[str, object], ...] = ()
    news: tuple[Mapping[str, object], ...] = ()
    trends: tuple[Mapping[str, object], ...] = ()
    indicators: tuple[Indicator, ...] = INDICATORS
    sources: tuple[Source, ...] = (BANK,)
    breaks: tuple[Break, ...] = ()
    notices: tuple[Notice, ...] = ()
    names: Mapping[str, str] = field(default_factory=lambda: NAMES)

    def figure(self, code: str, indicator: str, period: str = "2025", **cells: object):
        """Give the city with one more figure; ``half`` makes a difference's interval.

        ``value`` against ``other`` (against the rest of the city) of ``people``.
        """
        half, value, other = (
            cells.pop("half", None),
            cells.get("value"),
            cells.get("other"),
        )
        row: dict[str, object] = dict.fromkeys(COLUMNS) | {
            "code": code,
            "name": self.names[code],
            "level": LEVELS.get(code, "delbydel"),
            "indicator": indicator,
            "period": period,
            "latest": True,
            "source": "bank",
        }
        if value is not None and other is not None:
            row |= {"against": "rest", "difference": value - other}
            row |= {"ratio": value / other if other else None}
        if half is not None:
            row |= {"difference_low": value - other - half, "low": value - half}
            row |= {"difference_high": value - other + half, "high": value + half}
        if "people" in cells and value is not None:
            row["numerator"] = round(value * float(str(cells["people"])))
        return replace(self, rows=(*self.rows, row | cells))

    def changed(self, code: str, indicator: str, **cells: object):
        """Give the city with one more thing that is new since the period before."""
        row: dict[str, object] = dict.fromkeys(NEWS) | {
            "code": code,
            "name": self.names[code],
            "level": LEVELS.get(code, "delbydel"),
            "indicator": indicator,
            "period": "2025",
            "previous": "2023",
        }
        return replace(self, news=(*self.news, row | cells))

    def trending(self, code: str, indicator: str, verdict: str, **cells: object):
        """Give the city with one more trend; ``half`` makes the slope's interval.

        ``points`` and ``ratios`` are the line's ends, ``among_all`` the verdict with
        all areas watched where it is another.
        """
        slope, half = float(str(cells.pop("slope"))), float(str(cells.pop("half")))
        points, ratios = cells.pop("points"), cells.pop("ratios", (None, None))
        row: dict[str, object] = dict.fromkeys(TRENDS) | {
            "code": code,
            "name": self.names[code],
            "level": LEVELS.get(code, "delbydel"),
            "indicator": indicator,
            "first": "2016",
            "last": "2025",
            "slope": slope,
            "low": slope - half,
            "high": slope + half,
            "line_first": points[0],
            "line_last": points[1],
            "ratio_first": ratios[0],
            "ratio_last": ratios[1],
            "verdict": cells.pop("among_all", verdict),
            "verdict_alone": verdict,
        }
        return replace(self, trends=(*self.trends, row | cells))

    def but(self, **parts: object):
        """Give the city with other sources, breaks, notices or indicators."""
        return replace(self, **parts)

    def answer(self) -> Diagnosis:
        """Give the answer as a report reads it."""
        return Diagnosis(
            table=pl.DataFrame(list(self.rows), schema=COLUMNS),
            news=pl.DataFrame(list(self.news), schema=NEWS),
            trends=pl.DataFrame(list(self.trends), schema=TRENDS),
            indicators=self.indicators,
            sources=self.sources,
            breaks=self.breaks,
            notices=self.notices,
        )


@pytest.fixture
def empty_city() -> City:
    """Give a city without figures."""
    return City()


@pytest.fixture
def city() -> City:
    """Give a city where everything a report tells of occurs once."""
    return _with_news(_with_context(_with_shares(_with_turnout(City()))))


def _with_turnout(city: City) -> City:
    for period, value in (("2017", 0.52), ("2021", 0.49), ("2025", 0.46)):
        city = city.figure(
            "01",
            "turnout",
            period,
            value=value,
            other=0.64,
            half=0.02,
            people=5000,
            latest=period == "2025",
        )
    city = city.figure("0", "turnout", value=0.63)
    city = city.figure("02", "turnout", value=0.70, other=0.63, half=0.02, people=4000)
    city = city.figure("03", "turnout", note="confidential")
    return city.figure("N", "turnout", value=0.58, other=0.64, half=0.01, people=9000)


def _with_shares(city: City) -> City:
    city = city.figure("01", "crowded", value=0.15, other=0.14, half=0.03, people=900)
    for period, value in (("2018", 0.40), ("2020", 0.44), ("2025", 0.47)):
        city = city.figure(
            "01",
            "rented",
            period,
            value=value,
            other=0.32,
            half=0.02,
            people=2000,
            latest=period == "2025",
        )
    city = city.figure(
        "01", "burglary", value=14.0, other=8.0, half=3.5, low=11.0, high=18.0
    )
    return city.figure(
        "01",
        "price",
        "2015",
        value=38_400.0,
        other=46_300.0,
        against="city",
        note="provisional",
    )


def _with_context(city: City) -> City:
    return city.figure(
        "01", "born_abroad", value=0.31, other=0.20, half=0.02, people=5000
    )


def _with_news(city: City) -> City:
    city = city.changed(
        "01",
        "turnout",
        value=0.46,
        value_before=0.49,
        difference=-0.18,
        difference_before=-0.15,
        change=-0.03,
        change_low=-0.05,
        change_high=-0.01,
        beyond_chance=True,
    )
    city = city.changed("0", "turnout", value=0.63, value_before=0.64)
    return city.changed(
        "01",
        "rented",
        value=0.47,
        value_before=0.46,
        difference=0.15,
        difference_before=0.14,
        change=0.01,
        change_low=-0.01,
        change_high=0.03,
        beyond_chance=False,
    ).but(
        breaks=(Break(period="2020", level="delbydel", reason="division_changed"),),
        notices=(Notice(code="no_counts"),),
    )


@pytest.fixture
def edition() -> Edition:
    """Give the report of Almdalen, made on a date, with a tile map."""
    return Edition(place="Prøveby", area="01", made_on=date(2026, 11, 23), tiles=TILES)


def numbers_in(texts: Sequence[str]) -> str:
    """Join texts with ordinary spaces, so that numbers can be looked for."""
    return " ".join(texts).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def joined():
    """Give the way texts are joined with ordinary spaces."""
    return numbers_in


DEEPER: Mapping[str, Mapping[str, type[pl.DataType]]] = {
    "piled": PILE_UP,
    "dimensions": DIMENSIONS,
    "left_out": LEFT_OUT,
    "similar": SIMILAR,
    "concentration": CONCENTRATION,
    "turnover": TURNOVER,
    "splits": SPLITS,
}


def deeper_answer(answer: Diagnosis, **rows: Sequence[Mapping[str, object]]):
    """Give an answer with rows of the deeper tables, by name; cells not said are null."""
    table = {
        name: pl.DataFrame(
            [dict.fromkeys(schema) | dict(row) for row in rows.get(name, ())],
            schema=schema,
        )
        for name, schema in DEEPER.items()
    }
    return replace(
        answer,
        pile_up=PileUp(
            areas=table["piled"],
            dimensions=table["dimensions"],
            left_out=table["left_out"],
        ),
        similar=table["similar"],
        concentration=table["concentration"],
        moving=Moving(turnover=table["turnover"], splits=table["splits"]),
    )


@pytest.fixture
def deepen():
    """Give the way an answer gets what is known beside its figures."""
    return deeper_answer


@pytest.fixture(scope="session")
def storvik() -> Diagnosis:
    """Give the whole answer of the shipped example, the fictional city Storvik."""
    division = read_division(STORVIK / "division.toml")
    figures = read_all(
        sorted((STORVIK / "statistics").glob("*.csv")), division=division
    )
    return diagnose(
        figures,
        mapping=read_dimensions(STORVIK / "dimensions.csv", figures.indicators),
        moves=read_moves(STORVIK / "moves.csv", division=division),
    )
