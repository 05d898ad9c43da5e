"""What is recognised in a small table, and what must be asked."""

from __future__ import annotations

import pytest

from nabolag.errors import BadInput
from nabolag.sources.describing.sketching import Ask, Shape, sketch
from nabolag.sources.formats.pasted import read_pasted


def seen(text, **more):
    return sketch(read_pasted(text, name="pasted"), **more)


def test_years_side_by_side_ask_only_what_is_measured():
    found = seen(
        "Område\t2021\t2022\nIla\t12 %\t13 %\nNord\t9 %\t:\nHele byen\t8 %\t7 %"
    )
    assert found.shape is Shape.PERIODS
    assert (found.areas, found.city) == (2, "Hele byen")
    assert found.periods == ("2021", "2022")
    assert dict(found.asks) == {Ask.MEASURED: None}
    assert dict(found.units) == {None: "percent"}


def test_measures_side_by_side_ask_only_for_the_period():
    found = seen("Område\tTrangbodde (%)\tInntekt, kr\nIla\t12,5\t410 000\nNord\t9\t5")
    assert found.shape is Shape.MEASURES
    assert found.measures == ("Trangbodde", "Inntekt")
    assert dict(found.units) == {"Trangbodde": "percent", "Inntekt": "kr"}
    assert dict(found.asks) == {Ask.PERIOD: None}


def test_a_row_for_each_area_and_year_with_counts_asks_only_what_is_measured():
    found = seen("Område\tÅr\tAntall\tI alt\nIla\t2020\t5\t50\nIla\t2021\t6\t50")
    assert found.shape is Shape.ROWS
    assert found.periods == ("2020", "2021")
    assert dict(found.asks) == {Ask.MEASURED: None}
    assert dict(found.units) == {None: "share"}


def test_nothing_is_asked_where_everything_is_said():
    assert seen("Område\tÅr\tTrangbodde (%)\nIla\t2020\t5\n").asks == {}


def test_nothing_is_asked_of_the_long_format():
    found = seen("area\tperiod\tindicator\tvalue\n1\t2020\tx\t5\n")
    assert found.shape is Shape.LONG
    assert found.asks == {}


def test_at_most_three_things_are_asked_each_with_a_guess_from_the_title():
    found = seen("Trangbodde 2023 (prosent)\n\nOmråde\tAndre\tVerdi\nIla\tx\t12,5\n")
    assert found.unused == ("Andre",)
    assert dict(found.asks) == {
        Ask.MEASURED: "Trangbodde",
        Ask.PERIOD: "2023",
        Ask.UNIT: "percent",
    }


@pytest.mark.parametrize(
    ("cells", "guess"),
    [
        (("12,5", "9"), "percent"),
        (("0,125", "0,5"), "share"),
        (("12", "9"), "number"),
        (("1 250,5", "9"), "number"),
        ((":", ":"), "number"),
    ],
)
def test_a_unit_nobody_says_is_guessed_from_the_figures(cells, guess):
    found = seen(f"Område\t2021\nIla\t{cells[0]}\nNord\t{cells[1]}\n")
    assert found.asks[Ask.UNIT] == guess


@pytest.mark.parametrize(
    ("heading", "cells", "unit"),
    [
        ("Andel 2021", ("12,5", "9"), "percent"),
        ("Andel 2021", ("0,125", "0,5"), "share"),
        ("2021", ("kr 1 250", "kr 900"), "kr"),
        ("2021", ("1 250 kr", "900 kr"), "kr"),
        ("Antall 2021", ("12", "9"), "number"),
    ],
)
def test_a_unit_that_is_said_is_not_asked(heading, cells, unit):
    found = seen(f"Område\t{heading}\nIla\t{cells[0]}\nNord\t{cells[1]}\n")
    assert found.units == {None: unit}
    assert Ask.UNIT not in found.asks


def test_a_unit_that_one_of_the_years_tells_holds_for_all():
    found = seen("Område\t2021\t2022\t2023\nIla\t12\t13 %\t14\n")
    assert found.units == {None: "percent"}


def test_counts_beside_a_value_tell_its_unit_themselves():
    found = seen("Område\t2021 andre\t2021 antall\t2021 av\nIla\t12,5\t1\t8\n")
    assert found.measures == ("andre",)
    assert Ask.UNIT not in found.asks
    assert found.units == {"andre": None}


def test_counts_larger_than_what_they_are_of_are_guessed_to_be_a_rate():
    found = seen("Område\t2021 antall\t2021 av\nIla\t12\t8\n")
    assert found.asks[Ask.UNIT] == "per 1000"


def test_codes_beside_names_are_the_areas():
    found = seen(
        "Nr\tNavn\tBydel\t2021\n101\tIla\tVest\t1\n102\tStorvik\tVest\t2\n",
        city="Storvik",
    )
    assert found.names.to_list() == ["101", "102"]
    assert found.labels.to_list() == ["Ila", "Storvik"]
    assert found.whole.to_list() == [False, True]
    assert found.unused == ("Bydel",)


@pytest.mark.parametrize(
    "name", ["Hele byen", "Oslo i alt", "I alt", "Totalt", "STORVIK", "storvik"]
)
def test_the_whole_city_is_known_by_words_and_by_its_own_name(name):
    found = seen(f"Område\t2021\nIla\t1\n{name}\t2\n", city="Storvik")
    assert (found.areas, found.city) == (1, name)


def test_a_column_called_year_that_holds_none_is_no_period():
    found = seen("Område\tPeriode\t2021\nIla\tvår\t1\n")
    assert found.shape is Shape.PERIODS
    assert found.unused == ("Periode",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("År\tIla\tNord\n2021\t1\t2\n2022\t3\t4", "line 2, column År: .*holds years"),
        ("Andel\t2021\n12,5\t1\n9,5\t2", "Nothing in the first column looks like"),
        ("Ila\t12,3\nNord\t9,1", "column 12,3: .*stands where a heading should"),
        ("Område\tNotat\nIla\tmye\n", "No column beside the areas holds figures"),
        (
            "Område\t2021\nIla\tmye\nNord\t2\n",
            "line 2, column 2021: “mye” is no number",
        ),
        ("Område\t2021\nIla\t1,5\nNord\t2.5\n", "line 3, column 2021: .*different"),
        (
            "Område\t2021\t2022\nIla\t1,5\t2.5\n",
            "line 2, column 2022: .*another decimal",
        ),
        ("Område\tAndel 2021\tProsent 2021\nIla\t1\t2\n", "hold the same figures"),
        ("\t2021\n\t1\nx\t2\n".replace("x", ""), "Nothing in the first column"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_and_what_to_do(text, message):
    with pytest.raises(BadInput, match=f"(?s)^pasted.*{message}") as refused:
        seen(text)
    assert "recipe" not in refused.value.remedy
