"""The parts of a page as HTML that other pages lay out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from nabolag.reports.editions.fragments import fragments, style_rules
from nabolag.reports.editions.html import html_of
from nabolag.reports.story import page

ONE = (
    *("verdict", "profile", "development", "movers", "behind", "similar"),
    *("concentration", "pile_up", "news", "context", "remarks", "references", "cards"),
)


@pytest.fixture
def area(deep, edition):
    return page(deep, edition)


@pytest.fixture
def whole(deep, edition):
    return page(deep, replace(edition, area=None))


@pytest.fixture(params=["area", "city"])
def shown(request, area, whole):
    return area if request.param == "area" else whole


def texts_of(parts):
    """Give all HTML there is, in the order a page might have it."""
    return [
        *(getattr(parts, name) for name in ONE),
        *parts.maps,
        *(aside.html for aside in parts.asides),
        *(part.heading for part in parts.sections),
        *(figure for part in parts.sections for figure in part.figures),
    ]


def ids_in(texts):
    return Counter(re.findall(r'\sid="([^"]*)"', "".join(texts)))


def without_space(html):
    return re.sub(r"\s+", "", html)


def test_every_part_is_as_it_stands_in_the_report(shown):
    report = without_space(html_of(shown))
    for text in texts_of(fragments(replace(shown, asides=()))):
        assert without_space(text) in report


def test_an_areas_asides_are_as_they_stand_in_the_report(area):
    report = without_space(html_of(area))
    found = fragments(area).asides
    assert all(without_space(aside.html) in report for aside in found)
    assert [a.read_first for a in found] == [a.read_first for a in area.asides]


def test_no_part_needs_a_style_of_its_own_or_runs(shown):
    everything = "".join(texts_of(fragments(shown)))
    tags = re.findall(r"<[^/!][^>]*>", everything)
    assert len(tags) > 100
    assert not any(re.search(r"\s(style|on\w+)\s*=", tag) for tag in tags)
    assert not re.search(r"<(style|script|link|iframe|foreignObject)\b", everything)
    assert set(re.findall(r"url\((.)", everything)) <= {"#"}


def test_the_same_holds_for_every_kind_of_drawing_in_the_example(storvik, edition):
    dalen = replace(edition, area="S601", tiles={})
    everything = "".join(texts_of(fragments(page(storvik, dalen))))
    assert everything.count("<svg") > 30
    assert not re.search(r"<[^>]*\sstyle=|<style|<script", everything)


def test_ids_are_unique_and_parts_of_two_pages_may_stand_on_one(area, whole):
    first, second = fragments(area, prefix="a-"), fragments(whole, prefix="b-")
    ids = ids_in([*texts_of(first), *texts_of(second)])
    assert max(ids.values()) == 1
    assert {id_[:2] for id_ in ids} == {"a-", "b-"}
    drawn = "".join(texts_of(first))
    assert set(re.findall(r"url\(#([^)]*)\)", drawn)) <= set(ids)


def test_every_class_has_a_rule_among_those_that_are_served(shown):
    everything = "".join(texts_of(fragments(shown)))
    used = {
        c for value in re.findall(r'class="([^"]*)"', everything) for c in value.split()
    }
    assert {"nl-svg", "nl-wide", "nl-narrow", "twin"} <= used
    rules = style_rules()
    assert {c for c in used if f".{c}" not in rules} == set()


def test_headings_begin_where_the_page_wants_them(area, whole):
    for level in (2, 3):
        parts = fragments(area, level=level)
        assert f"<h{level} " in parts.profile
        assert f"<h{level + 1}>" in parts.profile
        assert f"<h{level - 1}" not in parts.profile
        assert parts.asides[0].html.strip().startswith(f"<h{level}>")
        assert f"<h{level + 1}>" in parts.references
        sections = fragments(whole, level=level).sections
        assert f"<h{level + 1} " in sections[0].figures[0]


def test_the_way_of_calculating_may_be_told_elsewhere(area):
    assert 'href="#methods"' in fragments(area).profile
    elsewhere = fragments(area, methods="/metoder/")
    assert 'href="/metoder/"' in elsewhere.profile
    assert "#methods" not in elsewhere.profile


def test_a_part_that_the_page_has_not_is_an_empty_text(area):
    bare = replace(
        area,
        profile=None,
        news=None,
        remarks=(),
        references=(),
        cards=(),
        maps=(),
        asides=(),
    )
    parts = fragments(bare)
    assert parts.profile == parts.news == parts.remarks == parts.cards == ""
    assert parts.references == ""
    assert parts.maps == parts.asides == parts.sections == ()


def test_a_part_is_drawn_once(area):
    parts = fragments(area)
    assert parts.profile is parts.profile


def test_a_section_tells_its_dimension_and_whether_it_is_broad(whole):
    (section, *_) = fragments(whole, prefix="x-").sections
    assert section.id == "x-dimension-physical"
    assert "nl-sign" in section.heading
    assert "Fysisk" in section.heading
    assert section.broad is whole.sections[0].broad


def test_hostile_names_are_only_text_in_parts_too(area):
    evil = "<script>alert(1)</script>"
    parts = fragments(replace(area, remarks=(evil,), verdict=()))
    assert "<script" not in parts.remarks
    assert "&lt;script&gt;" in parts.remarks
    assert parts.verdict == ""
