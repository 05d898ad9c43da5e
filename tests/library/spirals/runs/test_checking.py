"""Models looked through before they are trusted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.library.spirals.models import city, model, one, stock

from nabolag.errors import BadInput
from nabolag.reports.wording.notices import sentence
from nabolag.spirals.model.factors import Factor, Table
from nabolag.spirals.model.model import Level, Method, Model, Times
from nabolag.spirals.runs.checking import checked
from nabolag.spirals.runs.checking_units import check_units, clashes_in


def fast(method: Method, step: float) -> Model:
    return model(
        stock("people", 1, ("in",)),
        one("in", "0.8 * people * (1 - people / 50)"),
        times=Times(stop=10, step=step, method=method, save_every=1),
    )


def test_a_model_without_faults_is_counted_through() -> None:
    found = checked(replace(city(2), times=Times(stop=5, step=0.05, save_every=1)))
    assert found.level is Level.EQUATIONS
    assert (found.factors, found.stocks, found.constants) == (31, 4, 10)
    assert found.notices == ()


@pytest.mark.parametrize(
    ("method", "step", "told"),
    [
        (Method.EULER, 0.5, ["in", "people"]),
        (Method.EULER, 1 / 128, []),
        (Method.RK4, 0.5, []),
    ],
)
def test_a_step_that_is_too_long_is_told(
    method: Method, step: float, told: list[str]
) -> None:
    notices = checked(fast(method, step)).notices
    assert sorted(notice.where.part or "" for notice in notices) == told
    assert {notice.code for notice in notices} <= {"spiral_step_coarse"}


def test_what_hardly_moves_has_no_step_that_is_too_long() -> None:
    made = model(
        stock("still", 5, ("in",)), one("in", "0"), one("nothing", "still - 5")
    )
    assert checked(made).notices == ()


def test_a_step_that_cannot_be_halved_is_not_tried() -> None:
    times = Times(stop=600_000, step=1, save_every=600_000)
    made = model(stock("people", 1, ("in",)), one("in", "10 - people"), times=times)
    assert checked(made).notices == ()


def test_what_is_seen_in_the_run_is_told_in_words() -> None:
    made = model(
        stock("debt", 1, (), ("out",)),
        one("out", "lookup(t, time)"),
        one("gone", "1 / (time - 2)"),
        tables=(Table(name="t", x=(0, 1), y=(1, 1)),),
        times=Times(stop=4, step=1),
    )
    told = [sentence(notice, "en") for notice in checked(made).notices]
    assert "gone: Was no number in 1 of 1 variants, first at time 2." in told
    assert any(line.startswith("t: The table was read outside") for line in told)
    assert any(line.startswith("debt: Went below 0") for line in told)


def units(**changes: str | None) -> Model:
    usual = {
        "people": "people",
        "births": "people/year",
        "rate": "1/year",
        "life": "year",
    }
    unit = {**usual, **changes}
    return model(
        Factor(
            name="people",
            start="10",
            inflows=("births",),
            outflows=("deaths",),
            unit=unit["people"],
        ),
        Factor(name="births", equation="rate * people", unit=unit["births"]),
        Factor(name="rate", equation="0.1", unit=unit["rate"]),
        Factor(name="deaths", equation="people / life", unit=unit.get("deaths")),
        Factor(name="life", equation="70", unit=unit["life"]),
    )


def test_units_that_go_together_are_let_through() -> None:
    check_units(units())
    check_units(units(people=None))
    check_units(units(births=None, deaths="persons/år"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rate": "1/month"}, "births, equation: There is something measured in"),
        ({"births": "people"}, "births, equation"),
        ({"deaths": "kr"}, "deaths, equation"),
        ({"deaths": "person"}, "people, flows"),
        ({"rate": "1//year"}, "rate, unit"),
    ],
)
def test_units_that_clash_are_told_with_their_place(
    changes: dict[str, str], says: str
) -> None:
    assert any(says in told for told in _told(units(**changes)))


def _told(made: Model) -> list[str]:
    try:
        return [str(clash) for clash in clashes_in(made)]
    except BadInput as error:  # a unit that cannot be read is not let through
        return [str(error)]


def test_a_clash_inside_an_equation_is_told_once_and_where_it_is() -> None:
    made = units()
    births = replace(made.factor("births"), equation="rate * people + people")
    factors = [births if each.name == "births" else each for each in made.factors]
    (told,) = _told(replace(made, factors=tuple(factors)))
    assert told.startswith("births, equation: There is something measured in person at")
    assert "at letter 17" in told
    assert "Expected something measured in person/year" in told


def test_a_clash_stops_the_check() -> None:
    with pytest.raises(BadInput, match="births, equation"):
        checked(units(rate="1/month"))
