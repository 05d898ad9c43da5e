"""Models in XMILE and Vensim's language, read and run."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from nabolag.errors import BadInput, WrongUsage
from nabolag.sources.spirals.reading import read_model
from nabolag.spirals.model.factors import TableKind
from nabolag.spirals.model.model import Method
from nabolag.spirals.runs.ensemble import run

pytest.importorskip("pysd")

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<header><vendor>x</vendor><product version="1">x</product></header>
<sim_specs method="{method}"><start>0</start><stop>4</stop>{dt}</sim_specs>
{dimensions}<model><variables>
"""
TAIL = "</variables></model></xmile>\n"


@pytest.fixture
def read(tmp_path: Path):
    def told(body, *, method="euler", dt="<dt>0.5</dt>", dimensions=""):
        head = HEAD.format(method=method, dt=dt, dimensions=dimensions)
        path = tmp_path / "m.xmile"
        path.write_text(head + body + TAIL, encoding="utf-8")
        return read_model(path)

    return told


def aux(name: str, equation: str, more: str = "") -> str:
    return f'<aux name="{name}"><eqn>{equation}</eqn>{more}</aux>\n'


def at_the_end(model) -> dict[str, float]:
    told = run(model)
    return {name: float(told.of(name)[-1, 0, 0]) for name in told.outputs}


def test_stocks_and_flows_come_with_their_names_units_and_words(read) -> None:
    model = read(
        '<stock name="Grown Ups"><eqn>100</eqn><inflow>Coming</inflow>'
        "<inflow>Born</inflow>"
        "<outflow>Leaving</outflow><outflow>Dying</outflow><non_negative/>"
        "<units>People</units><doc>Who lives here.</doc></stock>"
        '<flow name="Coming"><eqn>5</eqn><non_negative/></flow>'
        '<flow name="Leaving"><eqn>Grown_Ups * 0.1</eqn><units>???</units></flow>'
        '<flow name="Dying"><eqn>1</eqn></flow>'
        '<flow name="Born"><eqn>1</eqn></flow>',
        method="RK4",
        dt='<dt reciprocal="true">4</dt>',
    )
    stock = model.factor("Grown Ups")
    assert (stock.start, stock.inflows, stock.outflows) == (
        "100",
        ("Coming", "Born"),
        ("Leaving", "Dying"),
    )
    assert (stock.non_negative, stock.unit, stock.about) == (
        True,
        "People",
        "Who lives here.",
    )
    assert model.factor("Leaving").unit is None
    assert model.factor("Coming").equation == "max(5, 0)"
    assert (model.times.step, model.times.method) == (0.25, Method.RK4)
    assert at_the_end(model)["Grown Ups"] == pytest.approx(50 + 50 * np.exp(-0.4), 1e-5)


@pytest.mark.parametrize(
    ("equation", "value"),
    [
        ("1 + 2 * 3 - 4 / 8", 6.5),
        ("2 ^ 3 ^ 2", 512),
        ("-(3 + 4)", -7),
        ("IF time &gt; 3 AND NOT 2 &lt; 1 OR 0 = 1 THEN 5 ELSE 6", 5),
        ("MIN(2, 3) + MAX(2, 3) + ABS(-1)", 6),
        ("INT(2.7)", 2),
        ("EXP(0) + LN(1) + SQRT(9) + PI + PI()", 4 + 2 * np.pi),
        ("SIN(0) + COS(0) + ARCTAN(0)", 1),
        ("SAFEDIV(3, 0) + SAFEDIV(3, 0, 7) + SAFEDIV(6, 3)", 9),
        ("STEP(3, 2) + RAMP(2, 1) + RAMP(1, 1, 2)", 10),
        ("PULSE(3, 4)", 6),
        ("PULSE(3, 0, 2)", 6),
        ("INIT(time + 7)", 7),
        ("SMTH1(5, 2) + SMTH3(5, 2, 5) + SMTHN(5, 2, 4)", 15),
        ("DELAY1(5, 2) + DELAY3(5, 2, 5) + DELAYN(5, 2, 4)", 15),
        ("LOG10(100)", 2),
        ("DT + STARTTIME + STOPTIME", 4.5),
    ],
)
def test_functions_mean_what_they_mean_there(read, equation: str, value: float) -> None:
    assert at_the_end(read(aux("a", equation)))["a"] == pytest.approx(value)


def test_tables_are_read_of_every_kind(read) -> None:
    points = "<xscale min='0' max='4'/><ypts>1,2,8</ypts>"
    model = read(
        aux("inside", "time", f"<gf>{points}</gf>")
        + aux("beyond", "time + 2", f'<gf type="extrapolate">{points}</gf>')
        + aux("stepwise", "time - 1", f'<gf type="discrete">{points}</gf>')
        + f'<gf name="shared">{points}</gf>'
        + aux("looked up", "shared(1)")
    )
    ends = at_the_end(model)
    assert [ends[name] for name in ("inside", "beyond", "looked up")] == [8, 14, 1.5]
    assert ends["stepwise"] == 2
    kinds = {table.kind for table in model.tables}
    assert kinds == set(TableKind)


DIMENSIONS = (
    '<dimensions><dim name="place"><elem name="north"/><elem name="south"/></dim>'
    "</dimensions>"
)


def test_arrays_are_written_out_element_by_element(read) -> None:
    place = '<dimensions><dim name="place"/></dimensions>'
    model = read(
        f'<aux name="rate">{place}<element subscript="north"><eqn>0.1</eqn></element>'
        '<element subscript="south"><eqn>0.3 + 0 * time</eqn></element></aux>'
        f'<stock name="people">{place}<eqn>100</eqn><inflow>growth</inflow></stock>'
        f'<flow name="growth">{place}<eqn>rate[place] * people[place]</eqn></flow>'
        + aux("most", "MAX(people[place])")
        + aux("north alone", "people[north] * 1"),
        dimensions=DIMENSIONS,
    )
    ends = at_the_end(model)
    assert ends["people[north]"] == pytest.approx(100 * 1.05**8)
    assert ends["people[south]"] == pytest.approx(100 * 1.15**8)
    assert ends["most"] == ends["people[south]"]
    assert ends["north alone"] == ends["people[north]"]


def test_a_flow_that_is_worked_out_in_the_stock_gets_a_name(tmp_path: Path) -> None:
    path = tmp_path / "m.mdl"
    path.write_text(
        "{UTF-8}\n"
        "people = INTEG(rate * people - 2, 100) ~ person ~ |\n"
        "still = INTEG(0, 3) ~ ~ |\n"
        "rate = 0.1 ~ 1/Year ~ |\n"
        "beat = PULSE TRAIN(1, 1, 2, 3) ~ ~ |\n"
        "once = PULSE(1, 2) ~ ~ |\n"
        "played = GAME(rate) ~ ~ |\n"
        "FINAL TIME = 4 ~ ~ |\nINITIAL TIME = 0 ~ ~ |\n"
        "TIME STEP = 1 ~ ~ |\nSAVEPER = TIME STEP ~ ~ |\n",
        encoding="utf-8",
    )
    model = read_model(path)
    assert model.factor("people").inflows == ("net flow of people",)
    assert model.factor("net flow of people").equation == "rate * people - 2"
    told = run(model)
    assert told.of("still")[-1, 0, 0] == 3
    assert told.of("beat")[:, 0, 0].tolist() == [0, 1, 0, 0, 0]
    assert told.of("once")[:, 0, 0].tolist() == [0, 1, 1, 0, 0]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (aux("a", "DELAY(time, 2)"), "a: There is a delay that lets out"),
        (aux("a", "TREND(time, 2)"), "a: There is a trend"),
        (aux("a", "FORCST(time, 2, 3)"), "a: There is a forecast"),
        (aux("a", "NORMAL(1, 2)"), "the function “normal”"),
        (aux("a", "b + 1"), "the name “b”, which nothing has"),
        (aux("a", "1 +"), "a: The equation cannot be read at letter 2 of “1 +”"),
        ("<stock", "line 6: The XML breaks"),
        ("<!DOCTYPE x>", "line 6: The XML breaks"),
        ("", "found no factors"),
    ],
)
def test_what_the_language_does_not_have_is_refused_by_name(
    read, body: str, says: str
) -> None:
    with pytest.raises(BadInput) as told:
        read(body)
    assert says in str(told.value), str(told.value)
    assert "m.xmile" in str(told.value)


@pytest.mark.parametrize(
    ("equations", "says"),
    [
        (
            ":MACRO: TWICE(x)\nTWICE = 2 * x ~ ~ |\n:END OF MACRO:\na = TWICE(3) ~ ~ |",
            "1 macros or modules",
        ),
        (
            "place : north, south ~ ~ |\n"
            "a[place] :EXCEPT: [north] = 1 ~ ~ |\na[north] = 2 ~ ~ |",
            "an array with exceptions",
        ),
    ],
)
def test_what_vensim_alone_has_is_refused(
    tmp_path: Path, equations: str, says: str
) -> None:
    path = tmp_path / "m.mdl"
    path.write_text(
        f"{{UTF-8}}\n{equations}\nFINAL TIME = 2 ~ ~ |\nINITIAL TIME = 0 ~ ~ |\n"
        "TIME STEP = 1 ~ ~ |\nSAVEPER = TIME STEP ~ ~ |\n",
        encoding="utf-8",
    )
    with pytest.raises(BadInput, match=says):
        read_model(path)


def test_times_that_are_worked_out_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.mdl"
    path.write_text(
        "{UTF-8}\na = 1 ~ ~ |\nFINAL TIME = 2 * 3 ~ ~ |\nINITIAL TIME = 0 ~ ~ |\n"
        "TIME STEP = 1 ~ ~ |\nSAVEPER = TIME STEP ~ ~ |\n",
        encoding="utf-8",
    )
    with pytest.raises(BadInput, match="a time that is worked out"):
        read_model(path)


def test_a_model_has_the_name_in_its_header_or_else_its_file_s(tmp_path: Path) -> None:
    path = tmp_path / "m.xmile"
    head = HEAD.format(method="euler", dt="<dt>1</dt>", dimensions="")
    path.write_text(head + aux("a", "1") + TAIL, encoding="utf-8")
    assert read_model(path).name == "m"
    named = head.replace("<header>", "<header><name>Upkeep &amp; \n wear</name>")
    path.write_text(named + aux("name", "1") + TAIL, encoding="utf-8")
    assert read_model(path).name == "Upkeep & wear"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no such file"):
        read_model(tmp_path / "none.xmile")


def test_without_pysd_it_is_told_how_to_get_it(read, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pysd.translators.xmile.xmile_file", None)
    with pytest.raises(WrongUsage, match=r'pip install "nabolag\[xmile\]"'):
        read(aux("a", "1"))
