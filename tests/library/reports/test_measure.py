"""One measure's page, and the whole city in front of the measures' own pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nabolag.areas.selection import about
from nabolag.reports.editions.fragments import fragments
from nabolag.reports.story import front, measure, page

MOVED = "child_low_income"


@pytest.fixture
def whole(edition):
    return replace(edition, area=None, language="en")


def said(report):
    return "".join(span.text for span in report.verdict)


def test_a_measure_s_page_counts_areas_and_tells_where_distances_go(storvik, whole):
    report = measure(about(storvik, MOVED), whole, MOVED)
    assert report.title.startswith("Low-income children") or "between the areas" in (
        report.title
    )
    assert said(report).startswith("25 of 60 areas surely differ from the rest")
    assert "The distance widens in Dalen and Kvernlia." in said(report)
    assert "For 56 of 60 areas we cannot tell." in said(report)
    assert report.development is not None
    assert report.development.tables[0].rows[0][0] == "Alkeberget"


def test_its_table_is_the_one_of_the_whole_city_s_report(storvik, whole):
    ours = measure(about(storvik, MOVED), whole, MOVED).maps[0]
    section = [s for s in page(storvik, whole).sections if s.dimension == "social"]
    theirs = next(f for f in section[0].figures if f.indicator == MOVED)
    assert ours.tables == theirs.tables
    assert ours.source == theirs.source
    assert ours.title != theirs.title  # the page's own title has said that already


def test_only_the_cards_of_what_is_shown_go_along(storvik, whole):
    report = measure(about(storvik, MOVED), whole, MOVED)
    slugs = {card.slug for card in report.cards}
    assert slugs == {"differences", "city", "verdicts", "drawn_together"}


def test_a_measure_without_spread_says_that_it_cannot_tell(city, whole):
    report = measure(about(city.answer(), "price"), whole, "price")
    assert said(report).startswith("The source does not give the spread")
    assert report.maps


def test_a_measure_for_orientation_is_a_table_and_not_judged(city, whole):
    report = measure(about(city.answer(), "born_abroad"), whole, "born_abroad")
    assert report.verdict == report.maps == ()
    assert report.context is not None
    assert "never used to judge" in report.context.subtitle


def test_a_measure_that_no_area_has_is_no_figure(city, whole):
    answer = city.answer()
    nothing = about(answer, "price")
    empty = replace(nothing, table=nothing.table.clear())
    report = measure(empty, whole, "price")
    assert report.title == "Flat price: no figures"
    assert report.maps == ()
    assert measure(answer, whole, "unheard_of") is None


def test_what_is_about_one_measure_has_nothing_of_the_others(storvik):
    found = about(storvik, MOVED)
    assert set(found.table["indicator"]) == {MOVED}
    assert set(found.trends["indicator"]) == {MOVED}
    assert [indicator.id for indicator in found.indicators] == [MOVED]
    assert {source.id for source in found.sources} == set(found.table["source"])
    assert found.pile_up.areas.is_empty()


def test_the_front_says_what_the_report_says_without_its_maps(storvik, whole):
    short, report = front(storvik, whole), page(storvik, whole)
    assert (short.title, short.verdict) == (report.title, report.verdict)
    assert short.development.title == report.development.title
    assert [
        [figure.title for figure in section.figures] for section in short.sections
    ] == [[figure.title for figure in section.figures] for section in report.sections]
    assert not any(f.map or f.tables for s in short.sections for f in s.figures)
    assert len(short.maps) == 1


def test_the_front_tells_each_measure_s_trends_as_its_entry_does(storvik, whole):
    told = {f.subtitle for s in front(storvik, whole).sections for f in s.figures}
    entries = {entry.text for entry in page(storvik, whole).development.entries}
    assert entries <= told


def test_the_front_names_what_is_for_orientation_and_no_more(city, whole):
    last = front(city.answer(), whole).sections[-1]
    assert last.heading == "For orientation"
    assert [figure.subtitle for figure in last.figures] == [""] * len(last.figures)


def test_a_city_without_figures_has_a_front(empty_city, whole):
    report = front(empty_city.answer(), whole)
    assert report.maps == report.sections == ()
    assert fragments(report).maps == ()
