"""Whole figures as pictures that can stand alone in a document."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from nabolag.reports.editions.posters import figure_png, figure_svg
from nabolag.reports.story import page

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def report(deep, edition):
    return page(deep, replace(edition, language="en"))


@pytest.fixture
def every(report):
    ones = (report.profile, report.development, report.movers, report.news)
    return [*filter(None, ones), *report.maps]


def read(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 – drawn by ourselves


def words_in(svg):
    return " ".join(text for part in read(svg).iter() for text in part.itertext())


def test_a_picture_carries_title_measure_key_and_source(every):
    for figure in every:
        svg = figure_svg(figure, language="en")
        said = re.sub(r"\s+", " ", words_in(svg))
        assert figure.title in said
        for text in (figure.source, *(key.text for key in figure.key)):
            assert all(word in said for word in text.split())


def test_it_is_sound_svg_with_ids_of_its_own(every):
    for figure in every:
        root = read(figure_svg(figure, language="en"))
        assert root.tag == f"{SVG}svg"
        ids = [part.attrib["id"] for part in root.iter() if "id" in part.attrib]
        assert len(ids) == len(set(ids)), figure.id
        assert float(root.attrib["width"]) >= 720


def test_small_pictures_stand_beside_each_other_with_their_verdicts(storvik, edition):
    dalen = page(storvik, replace(edition, area="S601", language="en"))
    said = words_in(figure_svg(dalen.development, language="en"))
    for small in dalen.development.smalls:
        assert small.verdict_word in said


def test_a_figure_without_a_drawing_is_its_texts(report):
    bare = replace(report.profile, panels=(), key=(), notes=(), subtitle="", entries=())
    assert report.profile.title in words_in(figure_svg(bare, language="en"))


def test_a_picture_can_be_had_as_png(report):
    assert figure_png(report.profile, language="en").startswith(b"\x89PNG")
