"""The report as an accessible PDF."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nabolag.reports.editions.pdf import pdf_of, pdf_report, told
from nabolag.reports.story import page
from nabolag.reports.wording.language import LANGUAGES

AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", ["01", None])
def test_the_file_declares_pdf_ua_tags_language_and_title(
    city, edition, language, area
):
    made = pdf_report(city.answer(), replace(edition, language=language, area=area))
    assert made.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", made)
    assert re.search(rb"/DisplayDocTitle true", made)
    assert re.search(rf"/Lang\s*\({language}".encode(), made)
    assert b"/StructTreeRoot" in made
    assert b"<dc:title>" in made


def test_the_same_answer_gives_the_same_bytes(city, edition):
    assert pdf_report(city.answer(), edition) == pdf_report(city.answer(), edition)


def test_without_a_date_the_file_has_none_of_its_own(city, edition):
    made = pdf_report(city.answer(), replace(edition, made_on=None))
    assert b"1970" in made
    assert b"2026" not in made.split(b"stream")[0]


def test_every_drawing_says_its_numbers_in_its_alternative_text(city, edition):
    report = page(city.answer(), edition)
    first = told(report)["groups"][0]["figures"]
    drawings = {d["heading"]: d["alt"] for figure in first for d in figure["drawings"]}
    for panel in report.profile.panels:
        for row in panel.rows:
            assert (
                f"{row.label}: {row.against_text}, {row.difference_text}"
                in (drawings[panel.heading])
            )
    for small in report.development.smalls:
        assert drawings[small.heading] == f"{small.summary} {small.caption}."


def test_everything_the_page_says_is_told(city, edition):
    report = page(city.answer(), edition)
    said = told(report)
    figures = [f["id"] for group in said["groups"] for f in group["figures"]]
    assert figures == ["profile", "development", "map-1", "news", "context"]
    assert [aside["title"] for aside in said["asides"]] == [
        a.title for a in report.asides
    ]
    assert said["remarks"] == list(report.remarks)
    assert said["references"][0]["address"] == "https://statistikk.example/LEV1"
    assert len(said["cards"]) == len(report.cards)
    assert said["groups"][0]["figures"][0]["tables"][0]["rows"] == [
        list(row) for row in report.profile.tables[0].rows
    ]


def test_a_citys_sections_keep_their_headings(city, edition):
    said = told(page(city.answer(), replace(edition, area=None)))
    assert [group["heading"] for group in said["groups"]] == [
        "Fysisk",
        "Sosialt og levekår",
        "Strukturelt",
        "",
    ]


def test_letters_with_an_edge_are_drawn_on_top_of_it(city, edition):
    said = told(page(city.answer(), edition))
    maps = [f for g in said["groups"] for f in g["figures"] if f["kind"] == "map"]
    svg = maps[0]["drawings"][0]["svg"]
    assert "paint-order" not in svg
    assert svg.count(">skjult</text>") == 2


def test_hostile_names_are_only_text(city, edition):
    evil = '#panic("x") *b* $y$ @z <l> \\ // " {{'
    rows = tuple({**row, "name": evil} for row in city.rows)
    report = page(city.but(rows=rows).answer(), replace(edition, place=evil))
    assert pdf_of(report, at=AT).startswith(b"%PDF")


def test_a_report_without_anything_to_draw_is_whole(empty_city, edition):
    city = empty_city.figure("01", "born_abroad", value=0.3, other=0.2, half=0.1)
    made = pdf_report(city.but(sources=()).answer(), edition)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


def test_the_machines_own_letters_do_where_inter_is_not(
    city, edition, tmp_path, monkeypatch
):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setenv("NABOLAG_FONTS", str(tmp_path))
    made = pdf_of(page(city.answer(), edition), at=AT)
    assert b"Inter-Regular" not in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


def test_a_picture_tells_its_verdict_and_an_open_one_is_dashed(city, edition):
    line = {"slope": -0.007, "half": 0.02, "points": (-0.12, -0.18), "first": "2017"}
    trending = city.trending("01", "turnout", "cannot_tell", **line)
    trending = trending.trending("01", "rented", "widening", **line | {"first": "2018"})
    report = page(trending.answer(), edition)
    (figure,) = [
        f for f in told(report)["groups"][0]["figures"] if f["id"] != "profile"
    ]
    pills = [(d["pill"]["text"], d["pill"]["dash"]) for d in figure["drawings"]]
    assert pills == [("kan ikke si", "dashed"), ("avstanden øker", "solid")]
    assert figure["notes"][0].startswith("Av 2 mål")
    assert pdf_of(report, at=AT).startswith(b"%PDF")


def test_the_citys_trends_come_before_its_maps(city, edition):
    line = {"slope": -0.007, "half": 0.02, "points": (-0.12, -0.18), "first": "2017"}
    trending = city.trending("01", "turnout", "cannot_tell", **line)
    groups = told(page(trending.answer(), replace(edition, area=None)))["groups"]
    ids = [f["id"] for group in groups for f in group["figures"]]
    assert ids.index("development") < ids.index("measure-1")
