"""The report as one HTML file."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from nabolag.reports.editions.html import html_of, html_report
from nabolag.reports.story import page
from nabolag.reports.wording.language import LANGUAGES
from nabolag.values import Source

VOID = {"meta", "link", "img", "br", "hr", "input"}
RANKING = re.compile(
    r"\b(rank|ranking|rangering|rangert|worst|best|verst|dårligst|dårlegst|nummer 1|topp|"
    r"bunn|botn|score|poengsum)\b",
    re.IGNORECASE,
)


class Outlined(HTMLParser):
    """Elements with their attributes in order, and whether they are well nested."""

    def __init__(self, html):
        super().__init__()
        self.found, self.open, self.text, self.astray = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.astray.append(tag)

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)

    def every(self, tag):
        return [attrs for name, attrs in self.found if name == tag]

    @property
    def words(self):
        return " ".join("".join(self.text).split())


@pytest.fixture
def whole(edition):
    return replace(edition, area=None)


@pytest.fixture(params=["area", "city"])
def html(request, city, edition, whole):
    return html_report(city.answer(), edition if request.param == "area" else whole)


def test_the_page_is_well_formed_and_says_its_language(html):
    outlined = Outlined(html)
    assert html.startswith("<!doctype html>")
    assert outlined.astray == outlined.open == []
    assert outlined.every("html") == [{"lang": "nb"}]
    assert len(outlined.every("title")) == 1


def test_the_page_holds_all_it_needs_and_forbids_the_rest(html):
    outlined = Outlined(html)
    policy = next(m for m in outlined.every("meta") if "http-equiv" in m)
    assert policy["content"].startswith("default-src 'none';")
    assert "script" not in policy["content"]
    assert {tag for tag, _ in outlined.found}.isdisjoint(
        {"script", "link", "img", "iframe", "object", "form"}
    )
    addresses = [a["href"] for a in outlined.every("a")]
    assert {a for a in addresses if not a.startswith("#")} == {
        "https://statistikk.example/LEV1"
    }
    assert not any(key.startswith("on") for _, a in outlined.found for key in a)
    assert set(re.findall(r"url\(\"?(data:|#|[a-z]+:)", html)) <= {"data:", "#"}


def test_there_is_one_title_and_headings_never_skip_a_level(html):
    levels = [int(t[1]) for t, _ in Outlined(html).found if re.fullmatch("h[1-6]", t)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_are_there_and_the_skip_link_leads_to_the_content(html):
    outlined = Outlined(html)
    for landmark in ("header", "main", "footer", "nav"):
        assert len(outlined.every(landmark)) == 1
    assert outlined.every("nav")[0]["aria-label"]
    assert outlined.every("a")[0]["href"] == "#" + outlined.every("main")[0]["id"]


def test_ids_are_unique_and_every_link_within_the_page_leads_somewhere(html):
    outlined = Outlined(html)
    ids = Counter(a["id"] for _, a in outlined.found if "id" in a)
    assert [id_ for id_, times in ids.items() if times > 1] == []
    targets = [a["href"][1:] for a in outlined.every("a") if a["href"].startswith("#")]
    named = [a["aria-labelledby"] for _, a in outlined.found if "aria-labelledby" in a]
    assert set(targets + named) <= set(ids)


def test_every_table_has_a_caption_and_headers_with_scope(html):
    outlined = Outlined(html)
    assert len(outlined.every("caption")) == len(outlined.every("table")) > 0
    assert {th.get("scope") for th in outlined.every("th")} == {"col", "row"}


def test_every_drawing_is_hidden_from_screen_readers_and_has_a_table(html):
    outlined = Outlined(html)
    assert all(svg.get("aria-hidden") == "true" for svg in outlined.every("svg"))
    assert len(outlined.every("figure")) <= len(outlined.every("table"))
    assert len(outlined.every("details")) == len(outlined.every("summary"))


def test_drawings_come_in_two_widths(html):
    assert html.count("nl-svg nl-wide") == html.count("nl-svg nl-narrow") > 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", ["01", None])
def test_no_area_is_ranked_in_any_language(city, edition, language, area):
    edition = replace(edition, language=language, area=area)
    report = page(city.answer(), replace(edition))
    words = Outlined(html_of(replace(report, cards=()))).words
    told = words.replace("avstand er ikke rang", "").replace(
        "avstand er ikkje rang", ""
    )
    told = told.replace("a distance is no rank", "").replace("judge or rank", "")
    assert RANKING.findall(told) == []
    assert "%(" not in words


def test_every_number_drawn_for_the_area_is_in_a_table(city, edition):
    html = html_report(city.answer(), edition)
    cells = " ".join(re.findall(r"<t[dh][^>]*>([^<]*)</t", html))
    drawn = re.findall(r"<text[^>]*>([^<]*\d[^<]*)</text>", html)
    values = [t for t in drawn if "(" in t or "mot" in t]
    assert values
    for text in values:
        for part in text.split(" mot "):
            assert part in cells


def test_the_same_answer_gives_the_same_letters(city, edition):
    assert html_report(city.answer(), edition) == html_report(city.answer(), edition)


def test_hostile_names_are_only_text(city, edition):
    evil = "</style></title><script>alert('æ')</script>\"'&{{ 7*7 }}"
    names = dict.fromkeys(city.names, evil)
    renamed = city.but(
        sources=(
            Source(
                id="bank", publisher=evil, title=evil, address="javascript:alert(1)"
            ),
        ),
        rows=tuple({**row, "name": names[row["code"]]} for row in city.rows),
    )
    for area in ("01", None):
        html = html_report(renamed.answer(), replace(edition, place=evil, area=area))
        outlined = Outlined(html)
        assert outlined.every("script") == []
        assert outlined.astray == []
        assert "javascript:" not in html
        assert "{{ 7*7 }}" in outlined.words
        assert len(outlined.every("style")) == 1


def test_a_figure_with_hostile_indicator_ids_has_safe_ids(city, edition):
    evil = '"><b id=x onclick="y'
    indicators = tuple(
        replace(i, id=evil) if i.id == "turnout" else i for i in city.indicators
    )
    rows = tuple(
        {**row, "indicator": evil} if row["indicator"] == "turnout" else row
        for row in city.rows
    )
    changed = city.but(indicators=indicators, rows=rows, news=())
    outlined = Outlined(html_report(changed.answer(), replace(edition, area=None)))
    assert all(attrs == {} for attrs in outlined.every("b"))
    assert outlined.astray == []


def test_an_areas_news_have_the_whole_width_below_its_map(city, edition):
    html = html_report(city.answer(), edition)
    assert '<section class="section stack" id="now"' in html
    assert html.index('id="map-1') < html.index('id="news')


def test_a_report_without_anything_to_draw_is_whole(empty_city, edition):
    city = empty_city.figure("01", "born_abroad", value=0.3, other=0.2, half=0.1)
    html = html_report(city.but(sources=()).answer(), replace(edition, made_on=None))
    outlined = Outlined(html)
    assert "Det er ingen tall å tegne." in outlined.words
    assert "Laget" not in outlined.words
    assert outlined.astray == []


def test_the_font_is_in_the_page_when_it_is_there(city, edition, tmp_path, monkeypatch):
    files = ("Regular.ttf", "Medium.ttf", "SemiBold.ttf", "Bold.ttf")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setenv("NABOLAG_FONTS", str(tmp_path / "none"))
    report = replace(page(city.answer(), edition), profile=None, development=None)
    report = replace(report, maps=())
    assert "@font-face" not in html_of(report)
    folder = tmp_path / "fonts"
    folder.mkdir()
    for name in files:
        (folder / f"Inter-{name}").write_bytes(b"")
    (folder / "inter-latin-wght-normal.woff2").write_bytes(b"letters")
    monkeypatch.setenv("NABOLAG_FONTS", str(folder))
    assert "url(data:font/woff2;base64,bGV0dGVycw==)" in html_of(report)


@pytest.fixture
def trending(city):
    """Give a city with a trend that is clear and one that cannot be told."""
    line = {"slope": -0.007, "half": 0.002, "points": (-0.12, -0.18), "first": "2017"}
    city = city.trending("01", "turnout", "widening", **line)
    line |= {"first": "2018", "half": 0.02}
    return city.trending("01", "rented", "cannot_tell", **line)


def test_every_verdict_is_a_pill_with_sign_and_words(trending, edition):
    html = html_report(trending.answer(), edition)
    pills = re.findall(r'<span class="(vd[^"]*)"><svg.*?</svg>([^<]*)</span>', html)
    assert pills == [("vd", "avstanden øker"), ("vd vd--open", "kan ikke si")]
    assert "Av 2 mål kan i snitt færre enn ett" in html
    assert Outlined(html).astray == []


def test_a_picture_without_a_verdict_has_no_pill(trending, edition):
    one = trending.but(trends=trending.trends[:1])
    html = html_report(one.answer(), edition)
    assert html.count('class="vd"') == 1
    assert "smalls--judged" in html
    plain = html_report(trending.but(trends=()).answer(), edition)
    assert 'class="smalls"' in plain


def test_the_citys_trends_can_be_gone_to(trending, whole):
    html = html_report(trending.answer(), whole)
    assert '<section class="section" id="over-time"' in html
    assert '<a href="#over-time">' in html
