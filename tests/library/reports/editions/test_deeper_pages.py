"""Trend, pile-up, likeness, moving and concentration where they are read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from nabolag.areas.geography import Outline, Tile
from nabolag.reports.editions.html import html_of, html_report
from nabolag.reports.editions.pdf import pdf_report, told
from nabolag.reports.story import page
from nabolag.reports.wording.language import LANGUAGES

JUDGING = re.compile(
    r"\b(worst|best|verst|best|dårligst|dårlegst|topp|bunn|botn|score)\b", re.IGNORECASE
)
SQUARE = [[10.0, 59.9], [10.1, 59.9], [10.1, 60.0], [10.0, 60.0], [10.0, 59.9]]
SECTIONS = {
    "01": ["standing", "over-time", "moving", "alike", "now"],
    None: ["gathered", "piled", "now"],
}


@pytest.fixture(params=["01", None])
def chosen(request, edition):
    return replace(edition, area=request.param)


def words_of(html):
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_every_part_has_its_section_and_can_be_gone_to(deep, chosen):
    html = html_report(deep, chosen)
    there = [id_ for id_ in SECTIONS[chosen.area] if f'id="{id_}"' in html]
    assert there == SECTIONS[chosen.area]
    for id_ in there[-3:]:
        assert f'href="#{id_}"' in html


def test_ids_are_unique_and_labels_lead_somewhere(deep, chosen):
    html = html_report(deep, chosen)
    ids = Counter(re.findall(r'\bid="([^"]+)"', html))
    assert [id_ for id_, times in ids.items() if times > 1] == []
    assert set(re.findall(r'aria-labelledby="([^"]+)"', html)) <= set(ids)


def test_the_pile_up_card_stands_first_beside_the_profile(deep, edition):
    html = html_report(deep, edition)
    side = html[html.index('class="side"') :]
    assert side.index("To av tre målte dimensjoner") < side.index("Tallene sier hvor")
    card = side[: side.index("Tallene sier hvor")]
    assert "ikke nødvendigvis hos de samme menneskene" in card
    assert card.count("<table>") == 2
    assert 'href="#methods"' in card


def test_who_moves_is_drawn_twice_with_a_table_beside_it(deep, edition):
    html = html_report(deep, edition)
    movers = html[html.index('id="movers"') : html.index('id="behind"')]
    assert movers.count("nl-svg nl-wide") == movers.count("nl-svg nl-narrow") == 1
    for text in re.findall(r"<text[^>]*>([+−]\d[^<]*)</text>", movers):
        assert text.rstrip("\u00a0*") in movers.split("<table>")[1]


def test_a_small_map_shares_a_row_with_who_moves_and_a_broad_one_does_not(
    deep, edition
):
    beside = html_report(deep, edition)
    assert beside.index('id="moving"') < beside.index('id="map-1"')
    assert beside.index('id="map-1"') < beside.index('id="movers"')
    broad = {
        "delbydel": tuple(
            Tile(code=f"0{n}", column=n, row=0, label="x") for n in range(1, 9)
        )
    }
    apart = html_report(deep, replace(edition, tiles=broad))
    assert apart.index('id="behind"') < apart.index('id="map-1"')
    without = html_report(deep, replace(edition, tiles={}))
    assert 'id="map-1"' not in without


def test_a_map_of_boundaries_has_the_whole_width(deep, edition):
    square = {"type": "Polygon", "coordinates": [SQUARE]}
    outlines = [Outline(code="01", geometry=square)]
    report = page(deep, replace(edition, outlines=outlines))
    assert not report.map_beside_movers
    assert 'id="map-1"' in html_of(report)


def test_what_is_behind_the_changes_is_told_where_nobodys_moves_are_known(
    city, deepen, edition
):
    split = {"code": "01", "indicator": "turnout", "first": "2017", "last": "2025"}
    split |= {"exact": False, "change": 0.1, "reading": "could_be_moving"}
    report = page(deepen(city.answer(), splits=[split]), edition)
    assert report.movers is None
    html = html_of(report)
    assert html.count("Flytting alene kan forklare hele endringen") == 1


def test_a_report_without_the_deeper_answer_is_as_before(city, chosen):
    html = html_report(city.answer(), chosen)
    for id_ in ("moving", "alike", "gathered", "piled"):
        assert f'id="{id_}"' not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_area_is_judged_in_any_language(deep, chosen, language):
    report = page(deep, replace(chosen, language=language))
    words = words_of(html_of(replace(report, cards=())))
    assert JUDGING.findall(words) == []
    assert "%(" not in words
    if not report.one_area:
        titles = [report.concentration.title, report.pile_up.title]
        assert not any("Almdalen" in title for title in titles)


def test_the_paper_says_the_same(deep, chosen):
    report = page(deep, chosen)
    said = told(report)
    ids = [f["id"] for group in said["groups"] for f in group["figures"]]
    wanted = ["movers", "behind", "similar"] if chosen.area else []
    wanted += [] if chosen.area else ["pile-up", "concentration"]
    assert [id_ for id_ in ids if id_ in wanted] == wanted
    for aside, plain in zip(report.asides, said["asides"], strict=True):
        assert plain["lines"] == list(aside.lines)
        assert len(plain["tables"]) == len(aside.tables)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf_report(deep, chosen)


def test_the_drawing_of_movers_says_its_numbers_on_paper(deep, edition):
    said = told(page(deep, edition))
    movers = next(
        f for g in said["groups"] for f in g["figures"] if f["id"] == "movers"
    )
    (drawing,) = movers["drawings"]
    assert "25–34 år: 214" in drawing["alt"]
    assert drawing["heading"] == drawing["sign"] == ""
    assert movers["kind"] == "map"


def test_the_tables_have_a_column_on_the_fifth_where_there_is_a_probability(
    deep, city, chosen
):
    def headings(answer):
        report = page(answer, chosen)
        figures = (report.profile, *(f for s in report.sections for f in s.figures))
        tables = [table for f in figures if f for table in f.tables]
        return [[column.text for column in table.columns] for table in tables]

    heading = "Sannsynlighet for å være i femdelen der utfordringen er størst"
    assert any(heading in columns for columns in headings(deep))
    assert not any(heading in columns for columns in headings(city.answer()))
    html = html_report(deep, chosen).replace("\u00a0", " ")
    assert "83 %; femdelen begynner 4,2 poeng under byen" in html


def test_the_probability_is_in_no_title_and_no_drawing(deep, chosen):
    report = page(deep, chosen)
    html = html_of(report).replace("\u00a0", " ")
    drawn = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", html))
    titles = " ".join(re.findall(r"<h[1-4][^>]*>([^<]*)</h", html))
    assert "83 %" not in drawn + titles
    assert "emdelen" not in drawn + titles
