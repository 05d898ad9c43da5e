"""The report of a whole city."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nabolag.reports.story import page


@pytest.fixture
def whole(edition):
    return replace(edition, area=None, language="en")


def test_the_title_is_the_spread_where_most_areas_surely_differ(city, whole):
    report = page(city.answer(), whole)
    assert report.title == "Voted: from 46% to 70% between the sub-districts"
    assert not report.one_area
    assert report.profile is report.development is None


def test_a_measure_with_a_wish_goes_before_one_without(empty_city, whole):
    city = empty_city.figure("01", "rented", value=0.9, other=0.3, half=0.01)
    city = city.figure("01", "crowded", value=0.15, other=0.14, half=0.02)
    assert page(city.answer(), whole).title.startswith("Overcrowded")


def test_the_verdict_counts_differences_and_ranks_no_one(city, whole):
    report = page(city.answer(), whole)
    said = "".join(span.text for span in report.verdict)
    assert said.startswith("4 of 5 differences between an area")
    assert "alphabetical" in said


def test_the_verdict_says_where_nothing_can_be_judged(empty_city, whole):
    city = empty_city.figure("01", "price", value=1.0, other=2.0)
    report = page(city.answer(), whole)
    assert report.verdict[0].text.startswith("No source gives the spread")


def test_measures_stand_by_dimension_each_with_its_figure(city, whole):
    report = page(city.answer(), whole)
    assert [(s.id, len(s.figures)) for s in report.sections] == [
        ("dimension-physical", 1),
        ("dimension-social", 2),
        ("dimension-structural", 2),
    ]
    ids = [figure.id for section in report.sections for figure in section.figures]
    assert ids == [f"measure-{n}" for n in range(1, 6)]


def test_measures_without_dimension_have_a_section_too(empty_city, whole):
    bare = tuple(replace(i, dimension=None) for i in empty_city.indicators)
    city = empty_city.but(indicators=bare).figure("01", "turnout", value=0.4, other=0.6)
    (section,) = page(city.answer(), whole).sections
    assert (section.id, section.heading) == ("dimension-other", "Other measures")


def test_context_is_apart_in_tables_only(city, whole):
    report = page(city.answer(), whole)
    assert report.context.map is None
    assert report.context.tables[0].rows == (
        ("Almdalen", "31% (29–33)", "1,550 of 5,000"),
    )
    titles = [f.title for s in report.sections for f in s.figures]
    assert not any("Born abroad" in title for title in titles)


def test_without_context_nothing_is_said_of_it(empty_city, whole):
    city = empty_city.figure("01", "turnout", value=0.4, other=0.6, half=0.1)
    assert page(city.answer(), whole).context is None


def test_only_context_is_a_report_without_a_finding(empty_city, whole):
    city = empty_city.figure("01", "born_abroad", value=0.4, other=0.6, half=0.1)
    report = page(city.answer(), whole)
    assert report.title == "No figures for Prøveby"
    assert report.sections == ()


def test_hidden_figures_are_no_finding(empty_city, whole):
    city = empty_city.figure("01", "turnout", note="confidential")
    assert page(city.answer(), whole).title == "No figures for Prøveby"


def test_what_cannot_be_judged_is_told(city, whole):
    (aside,) = page(city.answer(), whole).asides
    assert [entry.subject for entry in aside.entries] == ["Flat price"]


def test_where_all_can_be_judged_nothing_is_told(empty_city, whole):
    city = empty_city.figure("01", "turnout", value=0.4, other=0.6, half=0.1)
    assert page(city.answer(), whole).asides == ()


def test_the_meta_line_counts_the_areas_of_every_level(city, whole):
    meta = page(city.answer(), whole).meta
    assert meta[:2] == ("Sub-districts: 3", "Districts: 1")


def test_only_the_city_itself_is_a_report_without_a_finding(empty_city, whole):
    city = empty_city.figure("0", "turnout", value=0.5)
    report = page(city.answer(), whole)
    assert report.title == "No figures for Prøveby"
    assert report.sections == ()
