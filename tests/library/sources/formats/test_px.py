"""PX files read as the publisher's own CSV export shows them."""

from __future__ import annotations

import hashlib
import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.files.opening import LIMITS, File, Limits
from nabolag.sources.formats.px import read_px
from nabolag.sources.table import Table

HEAD = 'CHARSET="ANSI";\nCODEPAGE="windows-1252";\nLANGUAGE="no";\n'
VOTES = (
    HEAD
    + """TABLEID="VAL9";
TITLE="Valg etter bydel, innhold og år";
STUB="bydel";
HEADING="innhold","år";
CONTVARIABLE="innhold";
VALUES("bydel")="Ås","Øst";
VALUES("innhold")="andel","antall";
VALUES("år")="2019","2023";
CODES("bydel")="01","02";
CODES("innhold")="ASXX","ASX1";
UNITS="flere";
UNITS("andel")="Prosent";
PRECISION("innhold","andel")=1;
REFPERIOD("andel")="Valgdagen";
LAST-UPDATED("andel")="20230910 12:00";
LAST-UPDATED("antall")="20230911 12:00";
ELIMINATION("bydel")=YES;
VARIABLE-TYPE("bydel")="G";
VARIABLECODE("år")="Tid";
SOURCE="Valgstyret";
COPYRIGHT=NO;
NOTE="Første linje.#Andre "
"linje.";
VALUENOTE("bydel","Ås")="Uten institusjoner.";
CELLNOTE("*","andel","2023")="Foreløpig.";
DATA=
64.1 66.0 10 20
"." ".." "-" 40;
"""
)


def px(text: str, *, page: str = "cp1252", name: str = "votes.px") -> File:
    data = text.encode(page)
    return File(name=name, data=data, sha256=hashlib.sha256(data).hexdigest())


def read(text: str, *, limits: Limits = LIMITS) -> Table:
    return read_px(px(text), limits=limits)


def refused(text: str, *, limits: Limits = LIMITS) -> str:
    with pytest.raises(BadInput) as error:
        read(text, limits=limits)
    return str(error.value)


def test_each_combination_is_a_row_and_each_figure_a_column() -> None:
    table = read(VOTES)
    assert table.cells.columns == ["bydel", "bydel:code", "år", "andel", "antall"]
    assert table.cells.rows() == [
        ("Ås", "01", "2019", "64.1", "10"),
        ("Ås", "01", "2023", "66.0", "20"),
        ("Øst", "02", "2019", ".", "-"),
        ("Øst", "02", "2023", "..", "40"),
    ]
    assert table.lines.to_list() == [1, 2, 5, 6]
    assert (table.format, table.file, table.time) == ("px", "votes.px", "år")
    assert table.place == "bydel"
    assert table.sha256 == px(VOTES).sha256


def test_what_the_file_says_of_itself_is_kept() -> None:
    facts = read(VOTES).facts
    assert dict(facts) == {
        "encoding": "windows-1252",
        "title": "Valg etter bydel, innhold og år",
        "publisher": "Valgstyret",
        "table": "VAL9",
        "updated": "20230911 12:00",
        "copyright": "NO",
        "language": "no",
        "metric": "innhold",
        "unit": "flere",
        "metric:andel": "ASXX",
        "unit:andel": "Prosent",
        "decimals:andel": "1",
        "refperiod:andel": "Valgdagen",
        "metric:antall": "ASX1",
        "total:bydel": "sum",
        "code:år": "Tid",
    }


def test_footnotes_tell_what_they_are_about() -> None:
    assert read(VOTES).notes == (
        "Første linje.\nAndre linje.",
        "bydel, Ås: Uten institusjoner.",
        "andel, 2023: Foreløpig.",
    )


def test_without_a_contents_variable_there_is_one_column_value() -> None:
    text = HEAD + 'HEADING="år";VALUES("år")="2019","2023";DATA=1 2;'
    table = read(text)
    assert table.cells.columns == ["år", "value"]
    assert table.cells["value"].to_list() == ["1", "2"]
    assert (table.time, table.place) == (None, None)
    assert "metric" not in table.facts


def test_the_default_language_is_read_and_the_other_titles_kept() -> None:
    text = HEAD + (
        'LANGUAGES="no","en";TITLE[no]="Laks";TITLE[en]="Salmon";STUB[no]="vare";'
        'STUB[en]="goods";VALUES[no]("vare")="Fersk","Frossen";'
        'VALUES[en]("goods")="Fresh","Frozen";TITLE="Uten språk";DATA=1 2;'
    )
    table = read(text)
    assert table.cells["vare"].to_list() == ["Fersk", "Frossen"]
    assert table.facts["title"] == "Laks"
    assert table.facts["title[en]"] == "Salmon"
    assert table.facts["languages"] == "no en"


def test_a_total_named_by_its_code_is_given_by_its_label() -> None:
    text = HEAD + (
        'STUB="kjønn";VALUES("kjønn")="Begge","Menn";CODES("kjønn")="0","1";'
        'ELIMINATION("kjønn")="0";DATA=3 1;'
    )
    assert read(text).facts["total:kjønn"] == "Begge"
    named = text.replace('ELIMINATION("kjønn")="0"', 'ELIMINATION("kjønn")="Menn"')
    assert read(named).facts["total:kjønn"] == "Menn"
    without = text.replace('ELIMINATION("kjønn")="0"', 'ELIMINATION("kjønn")=NO')
    assert "total:kjønn" not in read(without).facts


@pytest.mark.parametrize(
    ("values", "timeval", "codes"),
    [
        ('"2001","2002"', 'TLIST(A1),"2001","2002"', ["2001", "2002"]),
        ('"i fjor","i år"', 'TLIST(A1,"2001"-"2002")', ["2001", "2002"]),
        ('"a","b","c"', 'TLIST(Q1, "20014"-"20022")', ["20014", "20021", "20022"]),
        ('"a","b"', 'TLIST(M1, "200112"-"200201")', ["200112", "200201"]),
        ('"a","b"', 'TLIST(H1,"20012"-"20021")', ["20012", "20021"]),
        ('"a","b"', 'TLIST(W1,"200152"-"200201")', None),
        ('"a","b"', 'TLIST(A1,"2001"-"2009")', None),
        ('"a","b"', 'TLIST(A1),"2001"', None),
        ('"a","b"', "TLIST(A1,from 2001)", None),
    ],
)
def test_periods_are_read_from_timeval(
    values: str, timeval: str, codes: list[str] | None
) -> None:
    text = HEAD + (
        f'HEADING="tid";VALUES("tid")={values};TIMEVAL("tid")={timeval};'
        f"DATA={' '.join('1' for _ in values.split(','))};"
    )
    table = read(text)
    assert table.time == "tid"
    assert table.facts["frequency"] == timeval[6]
    if codes is None:
        assert "tid:code" not in table.cells.columns
    else:
        assert table.cells["tid:code"].to_list() == codes


def test_a_map_tells_which_dimension_is_the_place() -> None:
    text = HEAD + 'STUB="sted";VALUES("sted")="A","B";MAP("sted")="oslo";DATA=1 2;'
    assert read(text).place == "sted"


def test_two_places_of_one_name_need_codes() -> None:
    text = HEAD + 'STUB="sted";VALUES("sted")="Stovner","Stovner";{}DATA=1 2;'
    table = read(text.format('CODES("sted")="bydel","delbydel";'))
    assert table.cells["sted"].to_list() == ["Stovner", "Stovner"]
    assert table.cells["sted:code"].to_list() == ["bydel", "delbydel"]
    assert "“Stovner” stands more than once in “sted”" in refused(text.format(""))
    same = 'CODES("sted")="1","1";'
    assert "“1” stands more than once" in refused(text.format(same))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('STUB="bydel";\nHEADING="innhold","år";\n', "", "The keyword STUB is missing"),
        ('VALUES("år")="2019","2023";\n', "", "The keyword VALUES(“år”) is missing"),
        ('CODES("bydel")="01","02"', 'CODES("bydel")="01"', "2 values but 1 codes"),
        (
            'CONTVARIABLE="innhold"',
            'CONTVARIABLE="hva"',
            "The contents variable “hva” is not a dimension",
        ),
        ('"innhold","år"', '"innhold","bydel"', "Two dimensions would give"),
    ],
)
def test_a_header_that_contradicts_itself_is_refused(
    before: str, after: str, said: str
) -> None:
    assert said in refused(VOTES.replace(before, after))


def test_a_huge_declared_table_is_refused_before_it_is_made() -> None:
    many = ",".join(f'"{n}"' for n in range(1000))
    names = [f"d{n}" for n in range(12)]
    values = "".join(f'VALUES("{name}")={many};' for name in names)
    stub = ",".join(f'"{name}"' for name in names)
    said = refused(HEAD + f"STUB={stub};{values}DATA=1;")
    assert f"make {10**36} cells" in said


def test_spaces_around_names_are_left_out() -> None:
    text = (
        HEAD + 'STUB="a";VALUES("a")=" x ","y","";CODES("a")="1 ","2","3";DATA=1 2 3;'
    )
    assert read(text).cells.rows() == [
        ("x", "1", "1"),
        ("y", "2", "2"),
        (None, "3", "3"),
    ]
    assert "“x” stands more than once" in refused(
        HEAD + 'STUB="a";VALUES("a")="x","x ";DATA=1 2;'
    )


def test_limits_of_rows_columns_and_names_hold() -> None:
    assert "make 4 rows" in refused(VOTES, limits=Limits(rows=3))
    assert "make 5 columns" in refused(VOTES, limits=Limits(columns=4))
    assert "characters in one name" in refused(VOTES, limits=Limits(cell=5))


FIGURES = st.one_of(
    st.integers(-(10**9), 10**9).map(str),
    st.decimals(-1000, 1000, places=2).map(str),
    st.sampled_from([".", "..", "-"]),
)
NAMES = st.text("aøÅé 0-,;()=[]\"'", min_size=1, max_size=6).map(str.strip).filter(bool)


@st.composite
def cubes(draw: st.DrawFn) -> tuple[dict[str, list[str]], int, list[str], bool]:
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    labels = st.lists(NAMES, min_size=1, max_size=4, unique=True)
    axes = {name: draw(labels) for name in names}
    stub = draw(st.integers(0, len(names)))
    size = math.prod(len(values) for values in axes.values())
    figures = draw(st.lists(FIGURES, min_size=size, max_size=size))
    return axes, stub, figures, draw(st.booleans())


def quoted(words: list[str]) -> str:
    return ",".join('"' + word.replace('"', '""') + '"' for word in words)


@given(cubes())
@settings(max_examples=60, deadline=None)
def test_what_is_written_as_px_is_read_back(
    cube: tuple[dict[str, list[str]], int, list[str], bool],
) -> None:
    axes, stub, figures, quote = cube
    names = list(axes)
    said = {"STUB": names[:stub], "HEADING": names[stub:]}
    text = HEAD + "".join(f"{k}={quoted(v)};\n" for k, v in said.items() if v)
    text += "".join(f"VALUES({quoted([n])})={quoted(v)};\n" for n, v in axes.items())
    cells = [f'"{f}"' if quote and not f[-1].isdigit() else f for f in figures]
    table = read(text + "DATA=" + "\n".join(cells) + ";")
    assert table.cells.columns[:-1] == names
    assert [row[:-1] for row in table.cells.rows()] == list(product(*axes.values()))
    assert table.cells[table.cells.columns[-1]].to_list() == figures
    assert table.lines.to_list() == list(range(1, len(figures) + 1))


def test_a_file_cut_short_anywhere_is_refused() -> None:
    whole = VOTES.rstrip()
    for length in range(len(whole)):
        with pytest.raises(BadInput):
            read(whole[:length])
    assert read(whole).cells.height == 4
