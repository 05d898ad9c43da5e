"""XMILE of other programs: what PySD would misread or pass over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from nabolag.errors import BadInput
from nabolag.sources.spirals.reading import read_model
from nabolag.spirals.model.model import Model
from nabolag.spirals.runs.ensemble import run

pytest.importorskip("pysd")

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<header><vendor>{vendor}</vendor><product version="1">x</product></header>
<sim_specs isee:save_interval="{every}"><start>0</start><stop>4</stop><dt>1</dt></sim_specs>
{before}<model><variables>
"""
TAIL = "</variables></model></xmile>\n"


@pytest.fixture
def read(tmp_path: Path):
    def told(
        body, *, before="", tail=TAIL, vendor="x", every="", ending="xmile"
    ) -> Model:
        head = HEAD.format(before=before, vendor=vendor, every=every)
        path = tmp_path / f"m.{ending}"
        path.write_text(head + body + tail, encoding="utf-8")
        return read_model(path)

    return told


def aux(name: str, equation: str, more: str = "") -> str:
    return f'<aux name="{name}"><eqn>{equation}</eqn>{more}</aux>\n'


def value(model: Model, name: str = "a") -> float:
    return float(run(model).of(name)[-1, 0, 0])


@pytest.mark.parametrize(
    ("equation", "expected"),
    [
        ("1 = 1 OR 1 = 1 AND 1 = 2", 1),
        ("1 = 2 AND 1 = 1 OR 1 = 1", 1),
        ("1 = 2 OR 1 = 2 OR 1 = 1 AND 2 = 2 AND 3 = 3", 1),
        ("IF NOT notified = 3 THEN 1 ELSE notified", 3),
        ("if notified {by post} > 2 then 7 mod 4 else 0", 3),
        ("-2 ^ 2", -4),
        ("(-2) ^ 2", 4),
        ("2 ^ -1 + ( -3 ) ^ 2", 9.5),
        ("INT(-2.7)", -3),
        ("INT(2.7) + INT(-2)", 0),
        ("(-7) MOD 3", 2),
        ("7 MOD (-3)", -2),
        ("7.5 MOD 3", 1.5),
    ],
)
def test_equations_mean_what_they_mean_in_xmile(
    read, equation: str, expected: float
) -> None:
    body = aux("a", equation.replace("<", "&lt;").replace(">", "&gt;"))
    assert value(read(body + aux("notified", "3"))) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("equation", "expected"), [("INT(-2.7)", -2), ("-7 MOD 3", -1)]
)
def test_what_comes_from_vensim_rounds_as_vensim_does(
    read, equation: str, expected: float
) -> None:
    made = read(aux("a", equation), vendor="Ventana Systems, xmutil")
    assert value(made) == pytest.approx(expected)


def test_the_moments_that_are_kept_are_those_of_the_file(read) -> None:
    assert read(aux("a", "1"), every="2").times.kept == (0, 2, 4)
    assert read(aux("a", "1"), every="often").times.kept == (0, 1, 2, 3, 4)


def test_a_layered_model_of_an_older_program_is_read(read) -> None:
    assert value(read(aux("a", "2 + 3"), ending="itmx")) == 5


TWO = (
    '<dimensions><dim name="place"><elem name="north side"/><elem name="South"/></dim>'
    '<dim name="age" size="2"/></dimensions>'
)


def test_arrays_of_two_dimensions_are_written_out(read) -> None:
    dimensions = '<dimensions><dim name="Place"/><dim name="age"/></dimensions>'
    made = read(
        f'<aux name="b">{dimensions}<element subscript="north_side, 1"><eqn>1</eqn>'
        '</element><element subscript="north side,2"><eqn>2</eqn></element>'
        '<element subscript="South, 1"><eqn>3</eqn></element>'
        '<element subscript="south,2"><eqn>4</eqn></element></aux>'
        f'<aux name="c">{dimensions}<eqn>b * 10</eqn></aux>'
        + aux("a", "c[North_Side, 2] + b[south, 1]"),
        before=TWO,
    )
    assert value(made) == 23
    assert value(made, "c[South, 2]") == 40


def test_a_name_that_is_a_word_here_is_called_otherwise(read) -> None:
    made = read(aux("start_time", "7") + aux("a", "start_time + 1"))
    assert value(made) == 8
    assert made.factor("start_time (variable)").equation == "7"


def test_logarithms_of_any_base_are_read_from_vensim(tmp_path: Path) -> None:
    path = tmp_path / "m.mdl"
    path.write_text(
        "{UTF-8}\na = LOG(8, 2) ~ ~ |\nFINAL TIME = 2 ~ ~ |\nINITIAL TIME = 0 ~ ~ |\n"
        "TIME STEP = 1 ~ ~ |\nSAVEPER = TIME STEP ~ ~ |\n",
        encoding="utf-8",
    )
    assert value(read_model(path)) == pytest.approx(3)


@pytest.mark.parametrize(
    ("equation", "says"),
    [
        ("(-2) ^ 2", "a number below 0 that is raised to a power"),
        ("+ +", "m.mdl: "),
    ],
)
def test_what_cannot_be_read_of_vensim_is_refused(
    tmp_path: Path, equation: str, says: str
) -> None:
    path = tmp_path / "m.mdl"
    path.write_text(
        f"{{UTF-8}}\na = {equation} ~ ~ |\nFINAL TIME = 2 ~ ~ |\n"
        "INITIAL TIME = 0 ~ ~ |\nTIME STEP = 1 ~ ~ |\nSAVEPER = TIME STEP ~ ~ |\n",
        encoding="utf-8",
    )
    with pytest.raises(BadInput) as told:
        read_model(path)
    assert says in str(told.value), str(told.value)


STOCK = '<stock name="c"><eqn>1</eqn>{}</stock>'
TABLE = "<gf><xscale min='0' max='4'/><ypts>1,2</ypts></gf>"
OWN = '<dimensions><dim name="place"/></dimensions>'


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (STOCK.format("<conveyor><len>5</len></conveyor>"), "“c”, line 6: There is a "),
        (STOCK.format("<queue/>"), "a queue"),
        ('<flow name="f"><eqn>1</eqn><leak/></flow>', "leaks from a conveyor"),
        ('<flow name="f"><eqn>1</eqn><overflow/></flow>', "overflows a queue"),
        (
            '<flow name="f"><eqn>1</eqn><multiplier>2</multiplier></flow>',
            "is multiplied on its way",
        ),
        (aux("a", "1", "<init_eqn>2</init_eqn>"), "an equation for the start alone"),
        ('<module name="m"/>', "“m”, line 6: There is a module"),
        ('<aux name="a"/>', "“a”, line 6: There is no equation"),
        ('<aux name="a"><eqn> </eqn></aux>', "“a”, line 6: There is no equation"),
        (
            f'<aux name="a">{OWN}<element subscript="South"><eqn>1</eqn>{TABLE}'
            "</element></aux>",
            "a table for one element of an array",
        ),
        (
            aux("Moving out", "1") + aux("moving_out", "2"),
            "line 7: There is a name that a variable in line 6 has too",
        ),
        (aux("a", "1 == 2"), "a: The equation cannot be read at letter 2 of “1 == 2”"),
        (aux("a", "MAX(1, 2, 3)"), "a: PySD cannot read it: KeyError: 3."),
        (aux("a", "ACTIVE(1, 2)"), "a: There is the function “active”"),
        (aux("a", "LOG(8)"), "a: There is the function “log”"),
    ],
)
def test_what_would_be_passed_over_is_refused_with_its_place(
    read, body: str, says: str
) -> None:
    with pytest.raises(BadInput) as told:
        read(body, before=TWO)
    assert says in str(told.value), str(told.value)
    assert "m.xmile" in str(told.value)


@pytest.mark.parametrize(
    ("tail", "says"),
    [
        (f'</variables></model><model name="m">{TAIL}', "more than one model"),
        ("</variables></model><macro name='m'/></xmile>", "a macro"),
        (
            "</variables><behavior><non_negative/></behavior></model></xmile>",
            "a rule for all stocks of one model",
        ),
        ("</variables></model>", "line 7: The XML breaks: no element found"),
        (f"</aux>{TAIL}", "line 7: The XML breaks: mismatched tag"),
        (f"{'<x>' * 99}{'</x>' * 99}{TAIL}", "more than 100 deep"),
    ],
)
def test_documents_that_are_no_whole_model_are_refused(
    read, tail: str, says: str
) -> None:
    with pytest.raises(BadInput) as told:
        read(aux("a", "1"), tail=tail)
    assert says in str(told.value), str(told.value)


def test_a_rule_for_all_stocks_of_the_document_is_followed(read) -> None:
    made = read(
        '<stock name="a"><eqn>2</eqn><outflow>going</outflow></stock>'
        '<flow name="going"><eqn>1</eqn></flow>',
        before="<behavior><non_negative/></behavior>",
    )
    assert value(made) == 0


@pytest.mark.parametrize(
    "dimension",
    ['<dim name="n" size="1000"/>', '<dim name="n" size="x"/>', '<dim name="n"/>'],
)
def test_a_dimension_without_elements_is_refused(read, dimension: str) -> None:
    with pytest.raises(BadInput, match="the dimension “n” without elements"):
        read(aux("a", "1"), before=f"<dimensions>{dimension}</dimensions>")


def test_an_array_that_would_fill_the_memory_is_refused(read) -> None:
    dims = '<dim name="d" size="101"/><dim name="e" size="100"/>'
    own = '<dimensions><dim name="d"/><dim name="e"/></dimensions>'
    with pytest.raises(BadInput, match="an array of 10,100 elements"):
        read(aux("a", "1", own), before=f"<dimensions>{dims}</dimensions>")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<xmile>\n<sim_specs name='\xf8'/></xmile>", "line 2: There are letters"),
        (b"<?xml version='1.0' encoding='klingon'?><xmile/>", "an unknown encoding"),
        (b"<html/>", "line 1: The file begins with “html”"),
        (b"<!DOCTYPE xmile><xmile/>", "line 1: The XML has a document type"),
        (b"", "empty"),
        (b"<xmile xmlns='x'/>", "PySD cannot read it"),
    ],
)
def test_files_that_are_no_xmile_are_refused(
    tmp_path: Path, data: bytes, says: str
) -> None:
    path = tmp_path / "m.xmile"
    path.write_bytes(data)
    with pytest.raises(BadInput) as told:
        read_model(path)
    assert says in str(told.value), str(told.value)
