from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nabolag.figures.parts import Point
from nabolag.figures.stretches import break_places, stretches, usual_distance


def points(*pairs: tuple[float, float | None]) -> list[Point]:
    return [
        Point(year=year, value=value, low=None, high=None, other=None)
        for year, value in pairs
    ]


def years(of: list[Point], *breaks: float) -> list[list[float]]:
    found = stretches(of, breaks, of=lambda point: point.value)
    return [[point.year for point in run] for run in found]


def test_a_line_stops_where_a_figure_is_missing() -> None:
    assert years(points((2014, 1), (2015, None), (2016, 2), (2017, 3))) == [
        [2014],
        [2016, 2017],
    ]


def test_a_line_stops_before_the_year_that_cannot_be_compared() -> None:
    prices = points((2015, 1), (2016, 2), (2017, 3), (2018, 4))
    assert years(prices, 2017) == [[2015, 2016], [2017, 2018]]


def test_a_line_stops_where_a_period_is_skipped() -> None:
    assert years(points((2010, 1), (2011, 2), (2014, 3), (2015, 4))) == [
        [2010, 2011],
        [2014, 2015],
    ]


def test_elections_at_even_distance_are_joined() -> None:
    assert years(points((2015, 1), (2019, 2), (2023, 3))) == [[2015, 2019, 2023]]
    assert usual_distance(points((2015, 1), (2019, 2), (2023, 3))) == 4


def test_one_point_is_a_stretch_and_none_are_none() -> None:
    assert years(points((2023, 46))) == [[2023]]
    assert years([]) == []
    assert years(points((2023, None))) == []
    assert usual_distance(points((2023, 1))) == 1


def test_a_break_is_marked_midway_between_the_points_around_it() -> None:
    prices = points((2015, 1), (2016, 2), (2017, 3))
    assert break_places(prices, (2017,)) == {2016.5: 2017}
    assert break_places(prices, (2015, 2018)) == {}
    assert break_places(points((2014, 1), (2018, 2)), (2015, 2016)) == {2016: 2018}


@given(
    values=st.lists(st.none() | st.floats(0, 100), max_size=20),
    breaks=st.lists(st.integers(1999, 2022), max_size=4),
)
def test_no_stretch_crosses_a_break_or_loses_a_figure(
    values: list[float | None], breaks: list[int]
) -> None:
    of = points(*enumerate(values, start=2000))
    runs = years(of, *breaks)
    assert [year for run in runs for year in run] == [
        point.year for point in of if point.value is not None
    ]
    assert not any(run[0] < year <= run[-1] for run in runs for year in breaks)
    assert all(b - a == 1 for run in runs for a, b in pairwise(run))
