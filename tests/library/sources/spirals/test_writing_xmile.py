"""XMILE that is written: other programs run it and get what we get."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.library.sources.spirals.other_programs import (
    PROGRAMS,
    apart,
    by_pysd,
    by_simlin,
    ours,
    read_again,
)
from tests.library.spirals.models import BUILT, model, one, stock, with_method

from nabolag.errors import BadInput, Misbuilt, WrongUsage
from nabolag.sources.spirals.reading import read_model
from nabolag.sources.spirals.writing import write_model
from nabolag.sources.spirals.writing_xmile import NAMESPACE, Lost, xmile_of
from nabolag.sources.spirals.xmile_meaning import Meaning
from nabolag.sources.spirals.xmile_names import XmileNames
from nabolag.spirals.draws.distributions import Uniform
from nabolag.spirals.language.parsing import parsed
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow, Judgement, Strength
from nabolag.spirals.model.factors import Measured, Table, TableKind
from nabolag.spirals.model.model import (
    Areas,
    Correlation,
    Event,
    Method,
    Model,
    Times,
)
from nabolag.values import Direction

pytest.importorskip("pysd")

CLOSE = 1e-10
EXAMPLES = sorted((Path(__file__).parents[4] / "examples" / "spirals").glob("*.json"))
SHORT = Times(start=-2, stop=6, step=0.5)


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("name", BUILT)
@pytest.mark.parametrize("program", ["read again", "simlin"])
def test_models_of_20_to_150_equations_give_the_same_elsewhere(
    program: str, name: str, method: Method, tmp_path: Path
) -> None:
    made = with_method(BUILT[name](), method)
    assert apart(ours(made), PROGRAMS[program](made, tmp_path)) < CLOSE


@pytest.mark.parametrize("name", BUILT)
def test_pysd_runs_them_too(name: str, tmp_path: Path) -> None:
    made = BUILT[name]()
    assert apart(ours(made), by_pysd(made, tmp_path)) < CLOSE


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("program", PROGRAMS)
def test_the_teaching_models_give_the_same_elsewhere(
    program: str, path: Path, tmp_path: Path
) -> None:
    made = read_model(path)
    assert apart(ours(made), PROGRAMS[program](made, tmp_path)) < CLOSE


EQUATIONS = [
    "int(time / 2 + 0.25) + int(-2.7)",
    "mod(time, 1.5) + mod(7.5, 2)",
    "mod(time * 2, -3) + mod(-7, 3)",
    "mod(time, other)",
    "sinh(time / 4) + cosh(time / 4 + 1) + tanh(time)",
    "arcsin(time / 9) + arccos(0.3) + arctan(time)",
    "sin(time) + cos(time) + tan(0.5) + exp(time / 9) + ln(time + 3) + sqrt(time + 2)",
    "min(time, 2, 1, 3) + max(time) + max(1, time) + abs(time)",
    "safediv(1, time) + safediv(1, time, 5) + safediv(6, 3)",
    "init(time + 7) + init(other)",
    "step(3, 2) + step(2, other) + step(1, other * 1.1)",
    "ramp(2, 1) + ramp(0.5, 0, 3)",
    "pulse(1, 2) + pulse(0, 0.5, 2) + pulse(other + 1, 1.5, 3)",
    "if(time > 1 and time < 3 or time = 5, 1, if(not time = 4, 2, 3))",
    "(time > 2) * 3 - (not time > 2) + (1 <= time) - (time <> 1)",
    "1 - (2 - time) - 3 / (4 / (time + 9)) * 2",
    "-time ^ 2 + (-time) ^ 2 + (-2) ^ 2 - 2 ^ -1 + 2 ^ 3 ^ 0.5 - -(-3)",
    "time > 1 or time < 0 and time > -1",
    "(time > 1 or time < 0) and time > -1",
    "smooth(time, 2) + smooth(time, other, 3) + smooth(time, 2, 1, 5)",
    "delay(time + 3, 2) + delay(time, other + 1, 3, 1) + delay(9, 2, 1, 5)",
    "smooth(time ^ 2, other * 2, 4) + delay(time, 3 * other, 2, 1)",
    "from_areas(time) * 1e-05 + 1e20 * 0",
    "lookup(curve, time) + lookup(curve, other * 2)",
]


@pytest.mark.parametrize("equation", EQUATIONS)
@pytest.mark.parametrize("program", PROGRAMS)
def test_each_function_means_the_same_elsewhere(
    program: str, equation: str, tmp_path: Path
) -> None:
    curve = Table(name="curve", x=(-1, 0, 1, 4), y=(3, 1, 2, 5))
    made = model(one("a", equation), one("other", 1), tables=(curve,), times=SHORT)
    assert apart(ours(made), PROGRAMS[program](made, tmp_path)) < CLOSE


@pytest.mark.parametrize(
    "equation", ["dt + start_time + stop_time + pi", "pulse(1)", "mod(1, 0.1)"]
)
@pytest.mark.parametrize("program", ["read again", "simlin"])
def test_what_pysd_does_not_know_means_the_same_in_others(
    program: str, equation: str, tmp_path: Path
) -> None:
    # It has no words for times of the run and pi, and rounds a quotient where others take the remainder.
    made = model(one("a", equation), times=SHORT)
    assert apart(ours(made), PROGRAMS[program](made, tmp_path)) < CLOSE


@pytest.mark.parametrize(
    "times",
    [Times(start=0, stop=3, step=0.1), Times(start=0.3, stop=3.3, step=0.3)],
)
@pytest.mark.parametrize("program", ["read again", "simlin"])
def test_moments_that_steps_fall_on_are_met_though_they_are_rounded(
    program: str, times: Times, tmp_path: Path
) -> None:
    made = model(
        one("up", "step(1, 0.9) + step(1, 1.2)"),
        one("on", "pulse(0.6, 0.3, 0.9)"),
        times=times,
    )
    assert apart(ours(made), PROGRAMS[program](made, tmp_path)) < CLOSE


@pytest.mark.parametrize("kind", TableKind)
def test_tables_of_every_kind_come_back(kind: TableKind, tmp_path: Path) -> None:
    table = Table(name="t", x=(0, 1, 3), y=(2, 5, 4), kind=kind, y_unit="person")
    made = model(
        one("alone", "lookup(t, time)"),
        one("inside", "2 * lookup(t, time + 1)"),
        stock("filled", "lookup(t, 2)", ("alone",)),
        tables=(table,),
        times=SHORT,
    )
    assert apart(ours(made), read_again(made, tmp_path)) < CLOSE
    back = read_model(tmp_path / "written.xmile")
    assert {one.kind for one in back.tables} == {kind}
    assert back.factor("inside: t").unit == "person"


def test_a_flow_that_fills_two_stocks_is_written_as_one_for_each(
    tmp_path: Path,
) -> None:
    made = model(
        stock("here", 5, ("coming", "time", "coming"), ("going",)),
        stock("there", "here * 2", ("coming", "here")),
        stock("gone", 0, ("going",)),
        one("coming", "1 + time"),
        one("going", 3),
        times=SHORT,
    )
    for run in (by_simlin, by_pysd, read_again):
        assert apart(ours(made), run(made, tmp_path)) < CLOSE


def test_non_negative_stocks_stop_at_nothing_as_here(tmp_path: Path) -> None:
    emptied = stock("left", 2, (), ("going",), non_negative=True)
    made = model(emptied, one("going", 1), times=SHORT)
    assert ours(made)["left"].min() == 0
    assert apart(ours(made), read_again(made, tmp_path)) < CLOSE
    assert apart(ours(made), by_pysd(made, tmp_path)) < CLOSE


NAMES = [
    "People at work",
    "strength: a → b (again)",
    "people[north, old]",
    "St. Hanshaugen",
    "notified",
    "Øst for elva",
    "1st year",
    "50 % & <more> it's",
    "x²",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_kept_with_whatever_signs_are_in_them(
    name: str, tmp_path: Path
) -> None:
    made = model(stock(name, 3, ("up",)), one("up", f'"{name}" * 0.1'), times=SHORT)
    assert xmile_of(made).left_out == ()
    # A name with [ cannot be asked PySD for, nor simlin for one with a point.
    for run in (by_simlin if "[" in name else by_pysd, read_again):
        assert apart(ours(made), run(made, tmp_path)) < CLOSE


def test_names_that_are_one_in_xmile_are_told_apart(tmp_path: Path) -> None:
    made = model(
        one("Moving out", 3),
        one("moving_out", '"Moving out" + 1'),
        one("step", "moving_out * 2"),
        one("back\\slash", "step + 1"),
        one("time step", 7),
        times=SHORT,
    )
    renamed = "moving_out, step, back\\slash, time step"
    (told,) = xmile_of(made).left_out
    assert (told.code, told.facts) == (Lost.RENAMED, {"names": renamed})
    theirs = read_again(made, tmp_path)
    assert [values[0] for values in theirs.values()] == [3, 4, 8, 9, 7]


def test_what_xmile_cannot_say_is_told() -> None:
    constant = replace(
        one("rate", 0.1),
        distribution=Uniform(low=0, high=1),
        measured=Measured(value=0.1, low=0.05, high=0.2),
        better=Direction.MORE_IS_BETTER,
        evidence=("a study",),
    )
    made = Model(
        name="all",
        factors=(
            constant,
            one("other", "from_areas(rate) + 1"),
            stock("left", 1, (), ("rate",), non_negative=True),
        ),
        arrows=(
            Arrow(
                source="rate",
                target="other",
                sign=Sign.POSITIVE,
                judgements=(Judgement(group="a", strength=Strength.WEAK),),
            ),
        ),
        correlations=(Correlation(first="rate", second="other", rank=1),),
        events=(Event(name="much", when="other > 3"),),
        areas=Areas(names=("north", "south")),
        outputs=("other",),
        sources=("a book",),
        fictional=True,
        times=SHORT,
    )
    told = {one.code: one.facts.get("names") for one in xmile_of(made).left_out}
    assert told == {
        Lost.DISTRIBUTIONS: "rate",
        Lost.MEASURED: "rate",
        Lost.EVIDENCE: "rate",
        Lost.BETTER: "rate",
        Lost.NON_NEGATIVE: "left",
        Lost.FROM_AREAS: "other",
        Lost.ARROWS: "rate → other",
        Lost.CORRELATIONS: "rate, other",
        Lost.EVENTS: "much",
        Lost.OUTPUTS: "other",
        Lost.AREAS: "north, south",
        Lost.SOURCES: None,
        Lost.FICTIONAL: None,
    }


def test_of_many_names_the_first_ten_are_told() -> None:
    many = tuple(replace(one(f"f{at}", at), evidence=("a",)) for at in range(11))
    (told,) = xmile_of(Model(name="m", factors=many)).left_out
    assert str(told.facts["names"]).endswith("f8, f9 …")


def test_units_words_and_times_come_back(tmp_path: Path) -> None:
    people = replace(stock("people", 5, ("up",)), unit="person", about="Who is < here.")
    made = replace(
        model(people, one("up", 1)),
        times=Times(start=1, stop=9, step=0.5, save_every=2, method=Method.RK4),
        about="A model\x00.",
    )
    path = tmp_path / "m.stmx"
    assert write_model(made, path) == ()
    back = read_model(path)
    assert (back.factor("people").unit, back.factor("people").about) == (
        "person",
        "Who is < here.",
    )
    assert back.times == made.times
    caption = ElementTree.parse(path).find(  # noqa: S314 -- written just above
        f"{{{NAMESPACE}}}header/{{{NAMESPACE}}}caption"
    )
    assert caption is not None
    assert caption.text == "A model\ufffd."


def test_equations_that_cannot_be_run_are_not_written(tmp_path: Path) -> None:
    made = model(one("a", "missing + 1"))
    with pytest.raises(BadInput, match="Nothing is called “missing”"):
        write_model(made, tmp_path / "m.xmile")
    assert not list(tmp_path.iterdir())


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="cannot be written as"):
        write_model(model(one("a", 1)), tmp_path / "m.doc")


def test_a_table_that_is_no_name_is_a_fault_of_the_program() -> None:
    meaning = Meaning(names=XmileNames(["a"]), tables={}, constants={}, times=SHORT)
    with pytest.raises(Misbuilt):
        meaning.of_variable(parsed("lookup(1, 2)"), "a")


LEAVES = st.sampled_from(["time", "a", '"not b"', "2", "0.1", "pi"])


def around(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = st.sampled_from(
        ["+", "-", "*", "/", "<", "<=", "=", "<>", ">", ">=", "and", "or"]
    )
    before = st.sampled_from(["-", "not ", "abs", "int", "exp", "init"])
    functions = st.sampled_from(["min", "max", "mod", "safediv", "step"])
    return st.one_of(
        st.builds("({} {} {})".format, inside, signs, inside),
        st.builds("({}({}))".format, before, inside),
        st.builds("{}({}, {})".format, functions, inside, inside),
        st.builds("if({}, {}, {})".format, inside, inside, inside),
    )


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(equation=st.recursive(LEAVES, around, max_leaves=8))
def test_any_equation_means_the_same_when_it_is_read_again(
    equation: str, tmp_path: Path
) -> None:
    made = model(
        one("x", f"min(max({equation}, -1000), 1000)"),
        one("a", 3),
        one("not b", "a - time"),
        times=Times(start=0, stop=2, step=0.5),
    )
    here, again = ours(made), read_again(made, tmp_path)
    assert here["x"] == pytest.approx(again["x"], abs=CLOSE, nan_ok=True)
