"""Models whose answers are known: on paper, or because something must stay as it was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.spirals.models import model, one, stock

from nabolag.spirals.engine.reference import run_plainly
from nabolag.spirals.model.model import Areas, Method, Model, Times
from nabolag.spirals.runs.asking import Asked
from nabolag.spirals.runs.ensemble import run
from nabolag.spirals.system.building import system_of


def at_the_end(made: Model, name: str) -> float:
    return float(run(made, asked=Asked(outputs=(name,))).of(name)[-1, 0, 0])


def logistic(step: float, method: Method) -> Model:
    return model(
        stock("people", 10, ("growth",)),
        one("growth", "0.5 * people * (1 - people / 100)"),
        times=Times(stop=10, step=step, method=method),
    )


LOGISTIC = 100 / (1 + 9 * np.exp(-5.0))


def test_logistic_growth_is_what_verhulst_has() -> None:
    assert at_the_end(logistic(1 / 64, Method.RK4), "people") == pytest.approx(
        LOGISTIC, rel=1e-9
    )


@pytest.mark.parametrize(
    ("method", "order", "hair"), [(Method.EULER, 1, 0.1), (Method.RK4, 4, 0.2)]
)
def test_the_error_falls_as_fast_as_the_method_says(
    method: Method, order: int, hair: float
) -> None:
    errors = [
        abs(at_the_end(logistic(step, method), "people") - LOGISTIC)
        for step in (1 / 8, 1 / 16, 1 / 32)
    ]
    orders = np.log2(np.array(errors[:-1]) / np.array(errors[1:]))
    assert orders == pytest.approx(order, abs=hair)


@pytest.mark.parametrize(("method", "order"), [(Method.EULER, 1), (Method.RK4, 4)])
def test_a_change_that_hangs_on_the_time_is_read_at_the_right_moment(
    method: Method, order: int
) -> None:
    def grown(step: float) -> float:
        made = model(
            stock("x", 1, ("in",)),
            one("in", "x * cos(time)"),
            times=Times(start=-1, stop=2, step=step, method=method),
        )
        return abs(at_the_end(made, "x") - np.exp(np.sin(2) + np.sin(1)))

    assert np.log2(grown(1 / 32) / grown(1 / 64)) == pytest.approx(order, abs=0.2)


@pytest.mark.parametrize("method", list(Method))
def test_decay_takes_the_same_part_at_every_step(method: Method) -> None:
    made = model(
        stock("left", 80, (), ("out",)),
        one("out", "0.5 * left"),
        times=Times(stop=10, step=0.5, method=method),
    )
    # Euler and Runge-Kutta follow the series of e^(-1/4) for two and for five terms.
    terms = {
        Method.EULER: 1 - 1 / 4,
        Method.RK4: 1 - 1 / 4 + 1 / 32 - 1 / 384 + 1 / 6144,
    }
    expected = 80 * terms[method] ** np.arange(21)
    assert run(made).of("left")[:, 0, 0] == pytest.approx(expected, rel=1e-12)


def test_hunters_and_hunted_go_round_where_they_began() -> None:
    made = model(
        stock("hares", 30, ("hares born",), ("hares eaten",)),
        stock("lynxes", 4, ("lynxes born",), ("lynxes dead",)),
        one("hares born", "0.5 * hares"),
        one("hares eaten", "0.02 * hares * lynxes"),
        one("lynxes born", "0.01 * hares * lynxes"),
        one("lynxes dead", "0.3 * lynxes"),
        times=Times(stop=60, step=1 / 32, method=Method.RK4),
    )
    told = run(made)
    hares, lynxes = (told.of(name)[:, 0, 0] for name in ("hares", "lynxes"))
    kept = 0.01 * hares - 0.3 * np.log(hares) + 0.02 * lynxes - 0.5 * np.log(lynxes)
    assert np.ptp(kept) < 1e-7
    assert np.ptp(hares) > 30


def test_a_spring_swings_as_a_cosine() -> None:
    made = model(
        stock("place", 1, ("speed in",)),
        stock("speed", 0, ("force",)),
        one("speed in", "speed"),
        one("force", "-place"),
        times=Times(stop=20, step=1 / 16, method=Method.RK4),
    )
    told = run(made)
    assert told.of("place")[:, 0, 0] == pytest.approx(np.cos(told.times), abs=1e-5)


def test_smoothing_follows_a_step_as_an_exponential_does() -> None:
    made = model(
        one("felt", "smooth(step(1, 0.5), 2, 1, 0)"),
        times=Times(stop=8, step=1 / 256, method=Method.RK4),
    )
    told = run(made)
    since = np.clip(np.array(told.times) - 0.5, 0, None)
    assert told.of("felt")[:, 0, 0] == pytest.approx(1 - np.exp(-since / 2), abs=2e-3)


def test_a_delay_of_three_stages_lets_out_all_that_went_in() -> None:
    made = model(
        one("in", "pulse(1, 1)"),
        one("out", "delay(in, 2, 3)"),
        stock("through", 0, ("out",)),
        times=Times(stop=60, step=1 / 32),
    )
    assert at_the_end(made, "through") == pytest.approx(1, abs=1e-6)


@given(
    shares=st.lists(
        st.lists(st.floats(0.01, 1), min_size=4, max_size=4), min_size=4, max_size=4
    )
)
@settings(max_examples=30, deadline=None)
def test_people_who_move_between_areas_stay_as_many(shares: list[list[float]]) -> None:
    matrix = np.array(shares) / np.sum(shares, axis=0)  # columns: where leavers go
    made = replace(
        model(
            stock("people", 100, ("coming",), ("going",)),
            one("going", "0.2 * people"),
            one("coming", "from_areas(going)"),
        ),
        areas=Areas(
            names=("north", "east", "south", "west"),
            values={"people": (100.0, 50.0, 20.0, 0.0)},
            moving=tuple(tuple(row) for row in matrix.tolist()),
        ),
    )
    people = run(made, asked=Asked(outputs=("people",))).of("people")[:, 0, :]
    assert people.sum(axis=1) == pytest.approx(170, rel=1e-9)
    # After long they stand as the matrix itself would have them.
    rest = np.linalg.matrix_power(matrix, 200) @ people[0]
    assert np.abs(people[-1] - rest).max() < np.abs(people[0] - rest).max()


def test_without_a_matrix_what_leaves_an_area_comes_back_to_it() -> None:
    made = model(one("leaving", "3 + time"), one("coming", "from_areas(leaving)"))
    told = run(made)
    assert np.array_equal(told.of("coming"), told.of("leaving"))
    plain = run_plainly(system_of(made))
    assert np.array_equal(plain["coming"], plain["leaving"])
