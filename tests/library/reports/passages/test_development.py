"""The small pictures of an area beside its city over time."""

from __future__ import annotations

import pytest

from nabolag.reports.passages.development import development
from nabolag.reports.passages.pictures import DRAWN
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.standings.timelines import lines
from nabolag.reports.wording.language import words
from nabolag.values import Indicator, Measure

EN = words("en")


def made(city):
    reading = reading_of(city.answer(), EN)
    found = lines(reading, [s for s in reading.newest("01") if not s.context])
    return development(found, name="Almdalen", source="Source: x.", words=EN)


@pytest.fixture
def figure(city):
    return made(city)


def test_without_a_past_there_is_no_development(empty_city):
    assert made(empty_city.figure("01", "turnout", value=0.4, other=0.6)) is None


def test_the_title_tells_the_clearest_change(figure):
    assert figure.title == "Voted: from −15 points in 2021 to −18 in 2025"
    assert figure.subtitle.startswith(
        "2 of 2 measures with figures over time, 2017–2025."
    )


def test_prices_are_drawn_beside_the_whole_city_and_no_band_is_promised(empty_city):
    city = empty_city
    for period, latest in (("2024", False), ("2025", True)):
        city = city.figure(
            "01", "price", period, value=40, other=60, against="city", latest=latest
        )
    found = made(city)
    assert found.subtitle.endswith("Almdalen in colour, the whole city in black.")
    assert [key.text for key in found.key] == ["Almdalen", "the whole city"]


def test_with_intervals_the_band_is_explained(figure):
    assert figure.subtitle.endswith("The band is a 95% interval.")
    assert figure.key[1].text == "the rest of the city"


def test_breaks_are_drawn_keyed_and_told(figure):
    assert [key.sign for key in figure.key] == ["area", "city", "break"]
    assert [small.development.breaks for small in figure.smalls] == [
        (2020.0,),
        (2020.0,),
    ]
    assert figure.smalls[1].caption == (
        "From +12 points in 2020 to +15 in 2025. Not comparable with the figures before"
        " 2020"
    )


def test_a_break_just_before_the_newest_is_told_once(empty_city, city):
    city = empty_city.figure(
        "01", "turnout", "2019", value=0.4, other=0.6, latest=False
    )
    found = made(
        city.figure("01", "turnout", value=0.4, other=0.6).but(breaks=_break("2025"))
    )
    assert found.smalls[0].caption == (
        "From 2025 the figures cannot be compared with those before"
    )


def _break(period):
    from nabolag.values import Break

    return (Break(period=period, level="delbydel", reason="x"),)


def test_without_breaks_nothing_is_said_of_them(city):
    found = made(city.but(breaks=()))
    assert [key.sign for key in found.key] == ["area", "city"]
    assert found.smalls[0].caption == "From −12 points in 2017 to −18 in 2025"


def test_points_are_in_the_shown_unit_with_their_interval(figure):
    point = figure.smalls[0].development.points[-1]
    assert (point.year, point.value, point.other) == (2025.0, 46.0, 64.0)
    assert (point.low, point.high) == pytest.approx((44.0, 48.0))


def test_shares_have_one_scale_and_other_units_their_own(city):
    for period, value in (("2024", 12.0), ("2025", 14.0)):
        city = city.figure(
            "02", "burglary", period, value=value, latest=period == "2025"
        )
    reading = reading_of(city.answer(), EN)
    found = lines(reading, [*reading.newest("01"), *reading.newest("02")])
    smalls = development(found, name="x", source="", words=EN).smalls
    assert [s.development.high for s in smalls] == [80.0, 80.0, 15.0]
    assert smalls[0].development.tick_texts[20.0] == "20%"
    assert smalls[2].development.points[-1].other is None


def test_small_scales_are_written_with_decimals(empty_city):
    city = empty_city.figure("01", "burglary", "2024", value=0.5, latest=False)
    small = made(city.figure("01", "burglary", value=0.6)).smalls[0]
    assert small.development.tick_texts[0.2] == "0.2"
    city = empty_city.figure("01", "burglary", "2024", value=0.13, latest=False)
    small = made(city.figure("01", "burglary", value=0.19)).smalls[0]
    assert list(small.development.tick_texts.values())[1] == "0.05"


def test_a_scale_of_nothing_but_noughts_still_has_an_end(empty_city):
    city = empty_city.figure("01", "turnout", "2024", value=0.0, latest=False)
    scale = made(city.figure("01", "turnout", value=0.0)).smalls[0].development
    assert scale.low < scale.high


def test_a_scale_holds_what_is_below_nought_and_the_intervals(empty_city):
    city = empty_city.figure("01", "burglary", "2024", value=-3.0, latest=False)
    city = city.figure("01", "burglary", value=4.0, other=2.0, half=3.0)
    drawn = made(city).smalls[0].development
    assert (drawn.low, drawn.high) == (-5.0, 10.0)
    assert drawn.tick_texts[-5.0] == "−5"


def test_no_more_are_drawn_than_fit_and_the_table_holds_all(empty_city):
    many = tuple(
        Indicator(id=f"i{n}", names={"en": f"Measure {n}"}, measure=Measure.SHARE)
        for n in range(DRAWN + 2)
    )
    city = empty_city.but(indicators=many)
    for n, indicator in enumerate(many):
        for period in ("2024", "2025"):
            city = city.figure(
                "01",
                indicator.id,
                period,
                value=0.3 + n / 100,
                other=0.3,
                half=0.01,
                latest=period == "2025",
            )
    figure = made(city)
    drawn = [small.heading for small in figure.smalls]
    assert drawn == [f"Measure {n}" for n in range(2, DRAWN + 2)]
    assert len(figure.tables[0].rows) == 2 * len(many)
    assert figure.table_link == "Show all 10 measures as table"


def test_the_last_numbers_drawn_are_in_the_table_and_in_the_hidden_sentence(figure):
    for small in figure.smalls:
        rows = [row for row in figure.tables[0].rows if row[0] == small.heading]
        assert rows[-1][2].startswith(small.development.value_text)
        assert rows[-1][3] == small.development.other_text
        assert small.development.value_text in small.summary
        assert small.development.other_text in small.summary
