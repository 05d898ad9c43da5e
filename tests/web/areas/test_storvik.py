"""The pages on the fictional city Storvik, where the truth is known beforehand.

In Dalen and Kvernlia the distance was made to grow, in Havnekvartalet and Lyngheia to
shrink; in most other areas nothing was made to happen.
"""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from django.utils.html import strip_tags

from nabolag.areas.diagnosis import diagnose
from nabolag.areas.keeping.keeping import area_parts, shared_part
from nabolag.reports.page import Edition
from nabolag.reports.story import page as story
from nabolag.sources.describing.dimensions import read_dimensions
from nabolag.sources.describing.moves import read_moves
from nabolag.sources.joining import read_all
from nabolag.sources.places.divisions import read_division, read_tiles
from nabolag_web.areas.actions.computing import VERSION
from nabolag_web.areas.actions.described import describe_indicators
from nabolag_web.areas.actions.divisions import take_division
from nabolag_web.areas.actions.drawing import drawn_area
from nabolag_web.areas.models import Result, ResultPart
from nabolag_web.areas.presenters.copies import figures_in

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]
STORVIK = ROOT / "examples" / "dalen"
DALEN, KVERNLIA, HARBOUR, LYNGHEIA = "Dalen", "Kvernlia", "Havnekvartalet", "Lyngheia"
PLANTED = DALEN, KVERNLIA, HARBOUR, LYNGHEIA
MOVED = "child_low_income"


@pytest.fixture(scope="module")
def division():
    return read_division(STORVIK / "division.toml")


@pytest.fixture(scope="module")
def answer(division):
    figures = read_all(
        sorted((STORVIK / "statistics").glob("*.csv")), division=division
    )
    return diagnose(
        figures,
        mapping=read_dimensions(STORVIK / "dimensions.csv", figures.indicators),
        moves=read_moves(STORVIK / "moves.csv", division=division),
    )


@pytest.fixture(scope="module")
def kept(answer):
    return [("", shared_part(answer)), *area_parts(answer)]


@pytest.fixture
def codes(division):
    return {area.name: area.code for area in division.areas if area.level == "area"}


@pytest.fixture
def storvik(city, division, answer, kept, coordinator, moment):
    """The city with its answer, as if its figures had been loaded."""
    take_division(
        city=city,
        division=division,
        tiles=read_tiles(STORVIK / "tiles_area.csv"),
        by=coordinator,
        at=moment,
    )
    describe_indicators(city=city, indicators=answer.indicators)
    result = Result.objects.create(
        city=city, version=VERSION, computed_at=moment, seconds=1.0
    )
    ResultPart.objects.bulk_create(
        ResultPart(result=result, area=code, content=content) for code, content in kept
    )
    return result


@pytest.fixture
def page(client_of, coordinator, programme, storvik):
    client = client_of(coordinator)

    def ask(path):
        return client.get(f"/p/{programme.slug}/areas/{path}").content.decode()

    return ask


def words_of(html):
    return re.sub(r"\s+", " ", strip_tags(html))


@pytest.mark.parametrize("name", [DALEN, KVERNLIA])
def test_areas_made_to_fall_behind_are_said_to(page, codes, name):
    shown = words_of(page(f"at/{codes[name]}/"))
    assert "Falling behind:" in shown
    assert "the distance is widening" in shown


@pytest.mark.parametrize("name", [HARBOUR, LYNGHEIA])
def test_areas_made_to_come_nearer_are_said_to(page, codes, name):
    shown = words_of(page(f"at/{codes[name]}/"))
    assert "Coming nearer the city:" in shown
    assert "the distance is narrowing" in shown


def test_a_measure_s_page_names_the_four_that_were_planted_and_no_others(page, codes):
    lead = words_of(
        re.search(r'<p class="nl-verdict">(.*?)</p>', page(f"indicators/{MOVED}/"))[1]
    )
    assert {name for name in codes if re.search(rf"\b{name}\b", lead)} == set(PLANTED)
    assert "For 56 of 60 areas we cannot tell." in lead


def test_where_nothing_was_planted_pages_mostly_say_that_they_cannot_tell(
    page, codes, answer
):
    quiet = [code for name, code in codes.items() if name not in PLANTED]
    alone = answer.trends.filter(answer.trends["code"].is_in(quiet))["verdict_alone"]
    untold = alone.drop_nulls().is_in(["cannot_tell", "unchanged"]).mean()
    assert untold > 0.9
    shown = words_of(page(f"at/{codes['Skarvenes']}/"))
    assert "we cannot tell whether the distance grows or shrinks" in shown


def test_the_document_tells_what_the_pages_tell(answer):
    tool = runpy.run_path(str(ROOT / "tools" / "example_page.py"))
    written = tool["DOCUMENT"].read_text("utf-8")
    assert tool["document"](answer) == written, (
        "make it anew: .venv/bin/python tools/example_page.py"
    )


def test_a_page_says_word_for_word_what_the_report_says(page, codes, answer):
    report = story(answer, Edition(place="Storvik", area=codes[DALEN], language="en"))
    shown = page(f"at/{codes[DALEN]}/")
    said = words_of(shown)
    for figure in figures_in(report):
        if figure.id.startswith("map"):
            continue
        for text in (figure.title, *figure.notes):
            assert words_of(text) in said
        for grid in figure.tables:
            for row in grid.rows:
                for cell in row:
                    assert words_of(cell) in said, (figure.id, cell)


def test_every_figure_with_a_drawing_has_a_table_twin(page, codes):
    for path in (f"at/{codes[DALEN]}/", "city/", f"indicators/{MOVED}/"):
        for figure in re.findall(r'<figure class="fig".*?</figure>', page(path), re.S):
            assert "<table" in figure, path


def test_the_overview_s_strip_counts_each_dimension_by_itself(storvik, codes):
    strip = words_of(drawn_area(storvik, codes[DALEN], "en")["in_short"])
    assert "The distance widens on 6 of 14 measures, narrows on none." in strip
    for told in (
        "The distance narrows on 0 of 2 widens on 0, cannot tell for 2",
        "The distance narrows on 0 of 6 widens on 4, cannot tell for 2",
        "The distance narrows on 0 of 4 widens on 2, unchanged on 1, cannot tell for 1",
    ):
        assert told in strip


def test_the_planted_truths_are_told_in_all_three_languages(storvik, codes):
    said = {
        language: words_of(drawn_area(storvik, codes[DALEN], language)["verdict"])
        for language in ("nb", "nn", "en")
    }
    assert "Sakker akterut:" in said["nb"]
    assert "Falling behind:" in said["en"]
    assert len(set(said.values())) == 3
