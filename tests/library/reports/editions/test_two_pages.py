"""An area's report on two sheets of paper."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nabolag.errors import WrongUsage
from nabolag.reports.editions.html import html_of
from nabolag.reports.editions.pdf import pdf_of, told
from nabolag.reports.page import Extent
from nabolag.reports.story import page
from nabolag.reports.two_pages import PICTURES, ROWS
from nabolag.reports.wording.language import LANGUAGES
from nabolag.values import Dimension, Indicator, Measure, Source

AT = datetime(2026, 11, 23, tzinfo=UTC)
ADDRESS = "https://nabolag.example/omrade/01"


@pytest.fixture
def short(edition):
    return replace(edition, extent=Extent.TWO_PAGES, address=ADDRESS)


@pytest.fixture
def crowded(empty_city):
    """Give a city of forty measures with long names, all with a past."""
    indicators = tuple(
        Indicator(
            id=f"m{n}",
            names={
                "nb": f"Andel av barn i husholdninger med vedvarende lavinntekt, {n}"
            },
            measure=Measure.SHARE,
            dimension=list(Dimension)[n % 4],
        )
        for n in range(40)
    )
    sources = tuple(
        Source(id=f"s{n}", publisher="Prøveby kommune, kontoret", title=f"Tabell {n}")
        for n in range(14)
    )
    city = empty_city.but(indicators=indicators, sources=sources)
    for n in range(40):
        for year in ("2020", "2022", "2025"):
            city = city.figure(
                "01",
                f"m{n}",
                year,
                value=0.2 + n / 100,
                other=0.2,
                half=0.01,
                people=900,
                latest=year == "2025",
                source=f"s{n % 14}",
            )
    hidden = [f"m{n}" for n in range(8)]
    for id_ in hidden:
        city = city.figure("02", id_, note="confidential")
    return city


def pages(pdf):
    """Count the pages of a PDF by its tree: leaves are counted in the root."""
    return max(int(n) for n in re.findall(rb"/Type/Pages/Count (\d+)", pdf))


@pytest.mark.parametrize("language", LANGUAGES)
def test_dalen_fills_at_most_two_pages_in_every_language(storvik, short, language):
    edition = replace(short, area="S601", language=language, tiles={})
    pdf = pdf_of(page(storvik, edition), at=AT)
    assert pages(pdf) == 2
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert re.search(rf"/Lang\s*\({language}".encode(), pdf)


def test_an_area_with_one_measure_fills_one(empty_city, short):
    city = empty_city.figure("01", "turnout", value=0.5, other=0.6, half=0.02, people=9)
    report = page(city.answer(), short)
    assert pages(pdf_of(report, at=AT)) == 1
    assert [len(panel.rows) for panel in report.profile.panels] == [1]


def test_forty_measures_with_long_names_fill_two(crowded, short):
    report = page(crowded.answer(), short)
    assert pages(pdf_of(report, at=AT)) == 2
    assert sum(len(panel.rows) for panel in report.profile.panels) == ROWS
    assert len(report.development.smalls) == PICTURES


def test_what_there_is_no_room_for_is_counted(crowded, short):
    report = page(crowded.answer(), short)
    assert report.profile.notes == (
        "24 mål med mindre klare avstander står i hele rapporten.",
    )
    drawn = {row.label for panel in report.profile.panels for row in panel.rows}
    assert all(
        name.endswith(f", {n}")
        for n, name in zip(range(24, 40), sorted(drawn), strict=True)
    )
    assert report.references[-1].title == "4 til"
    one = replace(short, language="en")
    few = crowded.but(rows=[r for r in crowded.rows if int(r["indicator"][1:]) < 17])
    assert page(few.answer(), one).profile.notes == (
        "1 measure with a less clear distance stands in the whole report.",
    )


def test_a_long_list_of_what_is_not_seen_is_cut_and_counted(crowded, short):
    report = page(crowded.answer(), replace(short, area="02"))
    (unseen,) = [aside for aside in report.asides if aside.entries]
    assert len(unseen.entries) == 6
    assert unseen.entries[-1].kind.endswith(" til")


def test_no_pile_up_is_handed_round(deep, short):
    whole = page(deep, replace(short, extent=Extent.WHOLE))
    report = page(deep, short)
    assert len(report.asides) == len(whole.asides) - 1
    assert not any(aside.tables for aside in report.asides)


def test_everything_drawn_says_its_numbers_and_tables_stand_elsewhere(city, short):
    report = page(city.answer(), short)
    said = told(report)
    assert said["tables_at_end"] is False
    assert said["elsewhere"].endswith(ADDRESS)
    figures = [f for group in said["groups"] for f in group["figures"]]
    assert [f["id"] for f in figures] == ["profile", "development"]
    assert all(drawing["alt"] for f in figures for drawing in f["drawings"])
    assert "File" not in json.dumps(said["references"])


def test_without_an_address_the_rest_is_in_the_whole_report(city, short):
    report = page(city.answer(), replace(short, address=None))
    assert report.elsewhere.endswith("er i hele rapporten.")
    assert "Slik regner vi" not in html_of(report)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x"])
def test_an_address_that_is_none_of_a_page_is_not_printed(city, short, address):
    report = page(city.answer(), replace(short, address=address))
    assert report.address == ""
    assert address not in html_of(report)


def test_the_page_has_its_tables_on_the_screen_and_its_address_at_the_foot(city, short):
    html = html_of(page(city.answer(), short))
    assert '<body class="short">' in html
    assert html.count('<details class="twin">') == 2
    assert f'href="{ADDRESS}"' in html
    assert "#methods" not in html
    assert 'class="method"' not in html
    assert "nabolag\\2e example" in html


def test_figures_without_intervals_are_a_table_on_paper_too(empty_city, short):
    city = empty_city
    for n in range(30):
        indicators = (
            *city.indicators,
            Indicator(id=f"p{n}", names={"nb": f"Pris {n}"}),
        )
        city = city.but(indicators=indicators)
        city = city.figure("01", f"p{n}", value=1.0 + n, other=2.0, against="city")
    assert pages(pdf_of(page(city.answer(), short), at=AT)) <= 2


def test_two_pages_of_a_whole_city_are_refused(city, short):
    with pytest.raises(WrongUsage, match="Two pages were asked for of a whole city"):
        page(city.answer(), replace(short, area=None))
