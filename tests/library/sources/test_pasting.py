"""From a pasted table and a few answers to figures that have been checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.areas.geography import Area, Division
from nabolag.errors import BadInput, WrongUsage
from nabolag.sources.describing.completing import Answers, complete
from nabolag.sources.describing.sketching import sketch
from nabolag.sources.formats.pasted import read_pasted
from nabolag.sources.pasting import observe_sketch
from nabolag.sources.reading import table_of
from nabolag.values import Measure

CROWDED = Answers(measured="Trangbodde", period="2023", unit="percent")


def observed(text, answers=CROWDED, **more):
    return observe_sketch(sketch(read_pasted(text, name="pasted")), answers, **more)


def told(figures, *columns):
    return figures.table.select(*columns).rows()


def test_per_cent_with_a_decimal_comma_become_shares():
    figures = observed("Område\t2023\nIla\t12,3 %\nNord\t9 %\nHele byen\t10,05 %\n")
    assert told(figures, "area", "level", "period", "value", "line") == [
        ("Ila", "area", "2023", 0.123, 2),
        ("Nord", "area", "2023", 0.09, 3),
        ("Hele byen", "city", "2023", 0.1005, 4),
    ]
    (indicator,) = figures.indicators
    assert (indicator.id, indicator.measure) == ("trangbodde", Measure.SHARE)
    assert indicator.names == {"nb": "Trangbodde"}


def test_the_measures_name_is_kept_in_the_language_it_was_given_in():
    (indicator,) = observed("Område\t2023\nIla\t1 %\n", language="nn").indicators
    assert indicator.names == {"nn": "Trangbodde"}


def test_signs_keep_their_meanings_and_empty_cells_are_nothing():
    figures = observed("Område\t2022\t2023\nIla\t:\t12,3*\nNord\t..\t-\nSør\t.\t\n")
    assert told(figures, "area", "period", "value", "note") == [
        ("Ila", "2022", None, "confidential"),
        ("Nord", "2022", None, "missing"),
        ("Sør", "2022", None, "not_possible"),
        ("Ila", "2023", 0.123, "provisional"),
        ("Nord", "2023", 0.0, "zero"),
    ]


def test_counts_make_the_share():
    figures = observed("Område\tÅr\tAntall\tI alt\nIla\t2022\t1 200\t4 800\n")
    assert told(figures, "value", "numerator", "denominator") == [(0.25, 1200, 4800)]


def test_areas_merged_over_their_years_are_said_of_each():
    figures = observed(
        "Nr\tNavn\tÅr\tAntall\tI alt\n1\tIla\t2022\t1\t4\n\t\t2023\t1\t2\n"
    )
    assert told(figures, "area", "name", "period", "value") == [
        ("1", "Ila", "2022", 0.25),
        ("1", "Ila", "2023", 0.5),
    ]


def test_measures_side_by_side_become_an_indicator_each():
    figures = observed(
        "Område\tTrangbodde\tInntekt, kr\tStemte\nIla\t12,5\t410 000\t0,45\n",
        Answers(period="2023", unit="percent", units={"Stemte": "share"}),
    )
    assert told(figures, "indicator", "value") == [
        ("trangbodde", 0.125),
        ("inntekt", 410_000.0),
        ("stemte", 0.45),
    ]


def test_three_decimals_beside_a_decimal_comma_are_never_read_as_thousands():
    figures = observed("Område\t2023\nIla\t1,234\nNord\t12,5\n")
    assert told(figures, "value") == [(0.01234,), (0.125,)]
    assert figures.notices == ()


def test_what_a_column_leaves_in_doubt_is_told_with_its_own_heading():
    figures = observed("Område\t2022\t2023\nIla\t1 %\t2 %\nNord\t2\t3 %\n")
    (doubt,) = [n for n in figures.notices if n.code == "percent_mixed"]
    assert (doubt.where.line, doubt.where.column) == (3, "2022")


def test_a_share_that_cannot_be_is_refused_on_its_line_and_in_its_column():
    with pytest.raises(BadInput, match="pasted, line 3, column 2022") as refused:
        observed("Område\t2022\t2023\nIla\t1\t2\nNord\t150\t3\n")
    assert refused.value.found == "The figures cannot be: value 1.5."


def test_counts_that_cannot_be_point_to_no_column_where_two_may_be_wrong():
    with pytest.raises(BadInput) as refused:
        observed(
            "Område\t2022 antall\t2022 av\nIla\t9\t5\nNord\t1\t2\n",
            Answers(measured="x", unit="share"),
        )
    assert (refused.value.where.line, refused.value.where.column) == (2, None)


def test_notices_of_counts_point_to_the_column_that_was_pasted():
    figures = observed("Område\tÅr\tAntall\tI alt\nIla\t2022\t1,5\t4\n")
    (notice,) = [n for n in figures.notices if n.code == "counts_not_whole"]
    assert (notice.where.line, notice.where.column) == (2, "Antall")


def test_a_period_that_is_lacking_points_to_its_column():
    with pytest.raises(
        BadInput, match="pasted, line 3, column År: The period is empty"
    ):
        observed("Område\tÅr\tAndel\nIla\t2022\t1\nNord\t\t2\n")


def test_the_long_format_passes_as_it_is():
    figures = observed(
        "area\tperiod\tindicator\tvalue\tunit\n1\t2020\tx\t5\t%\n", Answers()
    )
    assert told(figures, "area", "indicator", "value") == [("1", "x", 0.05)]
    with pytest.raises(BadInput, match="line 2, column value"):
        observed("area\tperiod\tindicator\tvalue\n1\t2020\tx\tmye\n", Answers())


def test_areas_are_looked_up_where_there_is_a_division():
    division = Division(
        id="d",
        names={"nb": "D"},
        levels=("city", "area"),
        areas=(
            Area(code="0", name="Byen", level="city"),
            Area(code="01", name="Ila", level="area", parent="0"),
        ),
    )
    figures = observed("Område\t2023\nIla\t1\nHele byen\t2\n", division=division)
    assert told(figures, "area", "level") == [("01", "area"), ("0", "city")]
    with pytest.raises(BadInput, match="pasted, line 2"):
        observed("Område\t2023\nLia\t1\nHele byen\t2\n", division=division)


@pytest.mark.parametrize(
    ("answers", "ask"),
    [
        (Answers(period="2023", unit="percent"), "measured"),
        (Answers(measured="x", unit="percent"), "period"),
        (Answers(measured="x", period="2023", unit=" "), "unit"),
    ],
)
def test_an_answer_that_is_missing_is_asked_for(answers, ask):
    with pytest.raises(WrongUsage, match=f"does not say the {ask}"):
        observed("Område\tVerdi\nIla\t1,5\n", answers)


def test_a_name_without_letters_is_no_name():
    with pytest.raises(WrongUsage, match="holds no letter or digit"):
        observed("Område\t2023\nIla\t1 %\n", Answers(measured="–"))


def test_an_uploaded_file_of_the_same_shape_is_read_the_same(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(";2022;2023\nIla;12,5;13\nNord;9;8\n", encoding="utf-8")
    figures = observe_sketch(sketch(table_of(path)), CROWDED)
    assert told(figures, "area", "period", "value") == [
        *(("Ila", "2022", 0.125), ("Nord", "2022", 0.09)),
        *(("Ila", "2023", 0.13), ("Nord", "2023", 0.08)),
    ]


def test_the_same_table_and_answers_make_the_same_long_table():
    seen = sketch(read_pasted("Område\t2023\nIla\t1 %\n", name="pasted"))
    assert complete(seen, CROWDED).cells.equals(complete(seen, CROWDED).cells)


SPACES = st.sampled_from(["", " ", "\u00a0", "\u202f"])


@given(
    shares=st.lists(
        st.lists(st.integers(0, 100_000), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    ),
    space=SPACES,
    title=st.sampled_from(["", "Trangbodde i byen\n\n"]),
    empty=st.integers(0, 3),
)
def test_whatever_is_pasted_comes_back_as_the_same_figures(shares, space, title, empty):
    def cell(thousandths):
        return f"{thousandths // 1000},{thousandths % 1000:03d}{space}%"

    tail = "\t" * empty
    rows = [f"Sted {n}\t" + "\t".join(map(cell, row)) for n, row in enumerate(shares)]
    text = title + "\n".join(f"{r}{tail}" for r in ["Område\t2020\t2021\t2022", *rows])
    figures = observed(text)
    found = {(a, p): v for a, p, v in told(figures, "area", "period", "value")}
    for n, row in enumerate(shares):
        for year, thousandths in zip(("2020", "2021", "2022"), row, strict=True):
            assert found[f"Sted {n}", year] == pytest.approx(thousandths / 100_000)
