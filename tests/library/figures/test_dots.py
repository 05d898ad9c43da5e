"""Dots: one for each mark, stacked over the points, within the figure."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from nabolag.figures.dots import dots

SVG = "{http://www.w3.org/2000/svg}"


def drawn_of(counts):
    return ElementTree.fromstring(dots(counts))  # noqa: S314 - our own drawing


@given(st.lists(st.integers(0, 60), min_size=3, max_size=11))
def test_there_is_one_dot_for_each_mark_and_all_are_within_the_figure(counts):
    drawn = drawn_of(counts)
    _, _, width, height = map(float, drawn.attrib["viewBox"].split())
    circles = drawn.findall(f"{SVG}circle")
    assert len(circles) == sum(counts)
    for circle in circles:
        x, y, r = (float(circle.attrib[name]) for name in ("cx", "cy", "r"))
        assert r <= x <= width - r
        assert r <= y <= height - r


def test_each_stack_stands_over_its_point():
    drawn = drawn_of([0, 2, 0, 1, 0])
    at = [float(circle.attrib["cx"]) for circle in drawn.findall(f"{SVG}circle")]
    assert at == [126, 126, 294]


def test_it_is_hidden_from_those_who_have_it_read_aloud():
    assert 'aria-hidden="true"' in dots([1, 1, 1])
