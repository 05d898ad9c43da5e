"""The report of one area as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nabolag.errors import Where, WrongUsage
from nabolag.reports.story import page
from nabolag.values import Notice


@pytest.fixture
def english(edition):
    return replace(edition, language="en")


def test_a_report_says_what_it_found_before_it_shows_how(city, english):
    report = page(city.answer(), english)
    assert report.one_area
    assert report.kicker == "Sub-district: Almdalen"
    assert report.title == "Voted: 46% in Almdalen against 64% in the city"
    assert report.meta[0] == "Voted: 2,300\u00a0of\u00a05,000"
    assert report.made == "Made 23 November 2026"


def test_everything_there_is_to_show_has_its_figure(city, english):
    report = page(city.answer(), english)
    figures = (
        report.profile,
        report.development,
        *report.maps,
        report.news,
        report.context,
    )
    assert [figure.id for figure in figures] == [
        "profile",
        "development",
        "map-1",
        "news",
        "context",
    ]


def test_context_is_apart_and_never_counted(city, english):
    report = page(city.answer(), english)
    assert report.context.tables[0].rows == (
        ("Born abroad", "31% (29–33)", "20%", "1,550 of 5,000", "2025"),
    )
    labels = [row[0] for row in report.profile.tables[0].rows]
    assert "Born abroad" not in labels
    assert report.verdict[1].text == "3 of 4 measures"


def test_what_stands_beside_says_where_not_why_and_what_is_not_seen(city, english):
    first, wish, unseen = page(city.answer(), english).asides
    assert first.read_first
    assert "flat price and rented homes" in wish.text
    kinds = [(entry.kind, entry.subject) for entry in unseen.entries]
    assert kinds == [
        ("Without interval", "Flat price"),
        ("Old", "Flat price"),
        ("Provisional", "Flat price"),
    ]


def test_a_measure_others_have_and_the_area_lacks_is_told(city, english):
    report = page(city.answer(), replace(english, area="02"))
    missing = [e.subject for e in report.asides[-1].entries if e.kind == "No data"]
    assert missing == [
        "Overcrowded, all",
        "Burglaries",
        "Born abroad",
        "Flat price",
        "Rented homes",
    ]


def test_an_area_that_lacks_nothing_has_no_such_list(empty_city, english):
    city = empty_city.figure("01", "turnout", value=0.4, other=0.6, half=0.1)
    assert len(page(city.answer(), english).asides) == 1


def test_age_is_counted_from_the_newest_figure_without_a_date(city, english):
    report = page(city.answer(), replace(english, made_on=None))
    assert report.made == ""
    assert "Old" in [entry.kind for entry in report.asides[-1].entries]


def test_an_area_without_figures_has_a_report_that_says_so(empty_city, english):
    city = empty_city.figure("01", "born_abroad", value=0.3, other=0.2, half=0.1)
    report = page(city.answer(), english)
    assert report.title == "No figures for Almdalen"
    assert report.profile is report.development is report.news is None
    assert report.maps == ()


def test_without_a_grid_there_is_no_map(city, english):
    assert page(city.answer(), replace(english, tiles={})).maps == ()


def test_notices_of_other_areas_and_levels_are_left_out(city, english):
    notices = (
        Notice(code="rows_left_out", where=Where(area="02")),
        Notice(code="rows_left_out", where=Where(area="01")),
        Notice(code="break", facts={"level": "district", "reason": "x"}),
        Notice(code="break", facts={"level": "delbydel", "reason": "x"}),
        Notice(code="no_counts"),
    )
    report = page(city.but(notices=notices).answer(), english)
    assert [remark.split(":")[0] for remark in report.remarks] == ["area 01", "Break"]


def test_a_notice_that_names_only_other_areas_is_left_out(city, english):
    def naming(areas, more, needed):
        facts = {"areas": areas, "more": more, "count": 2 + more, "needed": needed}
        return Notice(code="trend_too_short", facts=facts)

    notices = (
        naming("Berghaugen, Dalsletta", 0, 4),
        naming("Berghaugen, Dalsletta", 3, 5),
        naming("Almdalen, Dalsletta", 0, 6),
    )
    report = page(city.but(notices=notices).answer(), english)
    assert report.remarks == (
        "Too few comparable figures for a trend, which needs 5: Berghaugen, Dalsletta"
        " (5 in all).",
        "Too few comparable figures for a trend, which needs 6: Almdalen, Dalsletta"
        " (2 in all).",
    )


def test_an_unknown_area_or_language_is_refused(city, english):
    with pytest.raises(WrongUsage, match="'99'"):
        page(city.answer(), replace(english, area="99"))
    with pytest.raises(WrongUsage, match="'sv'"):
        page(city.answer(), replace(english, language="sv"))


def test_with_trends_the_development_says_where_the_distances_go(city, english):
    trending = city.trending(
        "01",
        "turnout",
        "widening",
        first="2017",
        slope=-0.007,
        half=0.002,
        points=(-0.12, -0.18),
    )
    report = page(trending.answer(), english)
    assert report.development.title == "Voted 2017–2025: the distance is widening"
    assert "Falling behind: voted." in "".join(span.text for span in report.verdict)
