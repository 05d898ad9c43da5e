"""Parts of figures as pictures."""

from __future__ import annotations

import struct

import pytest
import vl_convert

from nabolag.figures.parts import Width
from nabolag.reports.editions.drawings import drawing_png, drawn
from nabolag.reports.story import page


def size_of(picture):
    return struct.unpack(">II", picture[16:24])


@pytest.fixture
def report(deep, edition):
    return page(deep, edition)


def test_every_kind_of_part_can_be_a_picture_in_both_widths(report):
    parts = [
        *report.profile.panels,
        *report.development.smalls,
        *(figure.map for figure in report.maps),
        report.movers.movers,
    ]
    assert len(parts) > 5
    for part in parts:
        for width in Width:
            picture = drawing_png(part, language="nb", width=width)
            assert picture.startswith(b"\x89PNG")
            assert min(size_of(picture)) > 50


def test_a_picture_has_two_dots_to_a_px_unless_others_are_asked_for(report):
    part = report.development.smalls[0]
    once = size_of(drawing_png(part, language="nb", scale=1))
    assert size_of(drawing_png(part, language="nb")) == tuple(2 * n for n in once)


def test_a_picture_stands_on_white(report):
    part = report.development.smalls[0]
    bare = drawn(part, width=Width.WIDE, language="nb", prefix="p")
    see_through = vl_convert.svg_to_png(bare, scale=1)
    assert drawing_png(part, language="nb", scale=1) != see_through
