"""Areas side by side, on one scale and in one table."""

from __future__ import annotations

import re

import pytest

from nabolag.errors import WrongUsage
from nabolag.reports.editions.fragments import beside
from nabolag.reports.side_by_side import side_by_side
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words


@pytest.fixture
def reading(storvik):
    return reading_of(storvik, words("en"))


def test_areas_stand_in_the_order_they_were_asked_for(reading):
    found = side_by_side(reading, ["S601", "S101"])
    assert [side.name for side in found.sides] == ["Dalen", "Skarvenes"]
    assert found.title == "Dalen and Skarvenes beside the rest of the city"


def test_all_are_drawn_on_the_same_scale(reading):
    found = side_by_side(reading, ["S601", "S101"])
    scales = [
        {
            end
            for panel in side.panels
            for row in panel.scale_rows
            for end in (row.low, row.high)
        }
        for side in found.sides
    ]
    assert scales[0] == scales[1]


def test_the_table_holds_every_number_that_is_drawn(reading):
    found = side_by_side(reading, ["S601", "S101", "S102"])
    cells = {cell for row in found.table.rows for cell in row}
    drawn = {
        row.difference_text
        for side in found.sides
        for panel in side.panels
        for row in panel.rows
    }
    assert drawn <= cells
    assert len(found.table.columns) == 1 + 2 * 3 + 1


def test_a_measure_that_one_of_them_lacks_has_an_empty_cell(city):
    found = side_by_side(reading_of(city.answer(), words("en")), ["01", "02"])
    assert any("–" in row for row in found.table.rows)


@pytest.mark.parametrize(
    "codes", [[], ["S601"], ["S601", "S601"], ["S601", "S101", "S102", "S103", "S104"]]
)
def test_other_than_two_to_four_areas_are_refused(reading, codes):
    with pytest.raises(WrongUsage, match="areas were asked for"):
        side_by_side(reading, codes)


def test_an_area_without_figures_is_refused(reading):
    with pytest.raises(WrongUsage, match="nowhere"):
        side_by_side(reading, ["S601", "nowhere"])


def test_as_html_it_is_one_figure_with_ids_of_its_own(reading):
    found = side_by_side(reading, ["S601", "S101", "S102", "S201"])
    html = beside(found, language="en", prefix="x-", methods="")
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert html.count("<figure") == 1
    assert "nl-narrow" in html
    assert "nl-wide" not in html
    assert "sides--four" in html
    assert "How we calculate" not in html
    assert 'href="#methods"' in beside(found, language="en")
