"""What is new in one area."""

from __future__ import annotations

import pytest

from nabolag.reports.passages.whats_new import changes, news, read_as
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words

EN = words("en")


def made(city):
    reading = reading_of(city.figure("01", "crowded", value=0.1).answer(), EN)
    return changes(reading, "01")


def figure(city):
    return news(made(city), name="Almdalen", source="Source: x.", words=EN)


def moved(city, indicator="turnout", *, before=-0.15, now=-0.18, half=0.02):
    cells = {"value": 0.46, "value_before": 0.49, "difference": now}
    if before is not None:
        cells |= {"difference_before": before, "change": now - before}
    if half is not None:
        cells |= {"change_low": now - before - half, "change_high": now - before + half}
        cells |= {"beyond_chance": abs(now - before) > half}
    return city.figure("01", indicator, value=0.46, other=0.64).changed(
        "01", indicator, **cells
    )


def test_nothing_new_gives_no_figure(empty_city):
    assert figure(empty_city) is None


def test_context_is_never_news(empty_city):
    assert made(moved(empty_city, "born_abroad")) == ()


def test_a_change_beyond_chance_is_told_with_both_distances(city):
    found = figure(city)
    assert found.title == (
        "The distance has changed by more than chance on 1 of 2 measures"
    )
    assert [(e.kind, e.text) for e in found.entries] == [
        ("Voted", "−15 in 2023, −18 in 2025. The distance is larger than last time."),
        ("The change is uncertain", "Rented homes."),
    ]


def test_every_number_told_is_in_the_table(city):
    row = next(r for r in figure(city).tables[0].rows if r[0] == "Voted")
    assert row[1:] == (
        "2023: 49%",
        "2025: 46%",
        "−15",
        "−18",
        "−3 (−5 to −1)",
        "The distance is larger than last time",
    )


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"before": -0.18, "now": -0.10}, "The distance is smaller than last time"),
        ({"before": 0.10, "now": 0.18}, "The distance is larger than last time"),
        ({"before": -0.10, "now": 0.10}, "The distance has turned"),
        ({"before": -0.18, "now": -0.17}, "The change is uncertain"),
        ({"before": -0.18, "now": -0.10, "half": None}, "Without interval"),
        ({"before": None, "half": None}, "Without interval"),
    ],
)
def test_a_change_is_read_as_distance_and_never_as_better_or_worse(
    empty_city, how, told
):
    (change,) = made(moved(empty_city, **how))
    assert read_as(change, EN) == told


def test_changes_without_intervals_are_told_as_that(empty_city):
    found = figure(moved(empty_city, "price", half=None))
    assert found.title == "New figures since last time, without intervals"
    assert found.entries == ()


def test_no_change_beyond_chance_is_told_as_that(empty_city):
    found = figure(moved(empty_city, before=-0.18, now=-0.17))
    assert found.title == "No distance has changed by more than chance since last time"


def test_a_distance_that_is_not_known_stands_as_a_dash(empty_city):
    row = figure(moved(empty_city, before=None, half=None)).tables[0].rows[0]
    assert row[3:6] == ("–", "–", "–")
    city = empty_city.figure("01", "turnout", value=0.5).changed("01", "turnout")
    assert figure(city).tables[0].rows[0][1] == "2023: –"


def test_a_change_without_interval_is_shown_alone(empty_city):
    row = figure(moved(empty_city, half=None)).tables[0].rows[0]
    assert row[5] == "−3"
