"""What headings say."""

from __future__ import annotations

import pytest

from nabolag.sources.describing.headings import Role, heading_of, period_in


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021", "2021"),
        ("Andel 2021", "2021"),
        ("2015–2017", "2015-2017"),
        ("2015-17", "2015-2017"),
        ("2019/20", "2019-2020"),
        ("2021K4", "2021K4"),
        ("2021 kv. 3", "2021K3"),
        ("2021 kvartal 3", "2021K3"),
        ("2021T2", "2021K2"),
        ("2021M07", "2021M07"),
        ("per 31.12.2021", None),
        ("Alder 18-20", None),
        ("12021", None),
        ("I alt", None),
    ],
)
def test_a_period_is_read_as_the_long_format_writes_it(text, period):
    assert period_in(text)[0] == period


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Trangbodde (prosent)", "Trangbodde", "percent"),
        ("Trangbodde, %", "Trangbodde", "percent"),
        ("Stemte i prosent 2023", "Stemte", "percent"),
        ("%", None, "percent"),
        ("Pris (kr/m²)", "Pris", "kr/m²"),
        ("Boligpris, kroner per m2", "Boligpris", "kr/m2"),
        ("Medianinntekt, NOK", "Medianinntekt", "kr"),
        ("Innbrudd per 1 000", "Innbrudd", "per 1000"),
        ("Innbrudd (pr. 100 000 innbyggere)", "Innbrudd", "per 100000 innbyggere"),
        ("Døde (‰)", "Døde", "‰"),
        ("Kronisk leie", "Kronisk leie", None),
        ("Antall trangbodde", "Antall trangbodde", None),
    ],
)
def test_a_unit_is_taken_out_of_the_name(text, name, unit):
    assert (heading_of(text).name, heading_of(text).unit) == (name, unit)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Antall", Role.NUMERATOR),
        ("2021 antal", Role.NUMERATOR),
        ("av", Role.DENOMINATOR),
        ("I alt", Role.DENOMINATOR),
        ("Totalt 2022", Role.DENOMINATOR),
        ("Antall i alt", Role.DENOMINATOR),
        ("Andel", Role.VALUE),
        ("Trangbodde", Role.VALUE),
    ],
)
def test_a_word_alone_tells_which_count_a_column_is(text, role):
    assert heading_of(text).role is role


def test_parts_of_a_whole_are_known_by_their_word():
    assert heading_of("Andel barn i lavinntekt").share
    assert heading_of("Del 2021").share
    assert not heading_of("Barn").share
