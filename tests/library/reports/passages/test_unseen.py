"""What an area's report does not see is told with care."""

from __future__ import annotations

from nabolag.reports.passages.unseen import OLD, newest_year, unseen
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words

EN = words("en")


def told(city, *, missing=(), year=2026):
    newest = reading_of(city.answer(), EN).newest("01")
    entries = unseen(newest, missing=missing, year=year, words=EN)
    return [(e.kind, e.subject, e.text) for e in entries]


def test_a_figure_without_interval_is_told_with_both_values(empty_city):
    city = empty_city.figure(
        "01", "price", value=38_400.0, other=46_300.0, against="city"
    )
    assert told(city) == [
        (
            "Without interval",
            "Flat price",
            "NOK\u00a038,400 against NOK\u00a046,300 (whole city). The source does not"
            " give the spread, so we do not draw it.",
        )
    ]


def test_a_value_alone_is_told_alone(empty_city):
    ((_, _, text),) = told(empty_city.figure("01", "turnout", value=0.46))
    assert text.startswith("46%. The source")


def test_hidden_and_missing_are_told_apart(empty_city, city):
    found = empty_city.figure("01", "turnout", note="confidential")
    found = found.figure("01", "crowded", note="missing")
    absent = next(i for i in city.indicators if i.id == "rented")
    assert [
        kind_and_subject[:2] for kind_and_subject in told(found, missing=[absent])
    ] == [
        ("Hidden", "Voted"),
        ("No data", "Overcrowded, all"),
        ("No data", "Rented homes"),
    ]


def test_a_figure_is_old_after_some_years_and_not_before(empty_city):
    city = empty_city.figure("01", "turnout", "2021", value=0.4, other=0.6, half=0.1)
    assert told(city, year=2021 + OLD) == [("Old", "Voted", "Measured in 2021.")]
    assert told(city, year=2021 + OLD - 1) == []
    assert told(city, year=None) == []


def test_a_hidden_figure_is_not_called_old(empty_city):
    city = empty_city.figure("01", "turnout", "2001", note="confidential")
    assert [kind for kind, _, _ in told(city)] == ["Hidden"]


def test_a_provisional_figure_is_told_to_be_one(empty_city):
    city = empty_city.figure(
        "01", "turnout", value=0.4, other=0.6, half=0.1, note="provisional"
    )
    assert [kind for kind, _, _ in told(city)] == ["Provisional"]


def test_the_newest_year_is_that_of_any_figure(city, empty_city):
    assert newest_year(city.answer()) == 2025
    assert newest_year(empty_city.figure("01", "turnout", "våren").answer()) is None
