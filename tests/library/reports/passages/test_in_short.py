"""An area in short: verdicts counted by dimension, never put together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nabolag.areas.result import Verdict
from nabolag.reports.editions.fragments import fragments
from nabolag.reports.passages.in_short import in_short
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.standings.timelines import lines
from nabolag.reports.standings.trend import trends_of
from nabolag.reports.story import page
from nabolag.reports.wording.language import words
from nabolag.values import Dimension, Measure


@pytest.fixture
def dalen(storvik, edition):
    return page(storvik, replace(edition, area="S601", language="en"))


def test_each_dimension_counts_its_own_verdicts(dalen):
    told = {s.dimension: (s.title, s.others) for s in dalen.in_short.strips}
    assert told == {
        "physical": (
            "The distance narrows on 0 of 2",
            "widens on 0, cannot tell for 2",
        ),
        "social": ("The distance narrows on 0 of 6", "widens on 4, cannot tell for 2"),
        "reputational": (
            "The distance narrows on 0 of 2",
            "widens on 0, cannot tell for 2",
        ),
        "structural": (
            "The distance narrows on 0 of 4",
            "widens on 2, unchanged on 1, cannot tell for 1",
        ),
    }


def test_its_title_is_the_one_of_all_distances(dalen):
    assert dalen.in_short.title == dalen.development.title


def test_every_verdict_has_its_sign_and_its_word(dalen):
    social = dalen.in_short.strips[1]
    assert social.verdicts == (Verdict.WIDENING,) * 4 + (Verdict.CANNOT_TELL,) * 2
    assert social.verdict_words[0] == "the distance is widening"
    keyed = {key.sign for key in dalen.in_short.key}
    assert {v.value for s in dalen.in_short.strips for v in s.verdicts} <= keyed


def test_the_clearest_measure_is_one_that_can_be_judged(dalen):
    physical = dalen.in_short.strips[0]
    assert physical.small.heading == "Reported faults on walkways"
    assert "".join(span.text for span in physical.standing).startswith("+11.3 points. ")


def test_the_table_holds_all_measures_with_a_past(dalen):
    assert dalen.in_short.tables == (dalen.development.tables[0],)


def test_without_anything_to_judge_there_is_nothing_in_short(city, edition):
    assert page(city.answer(), edition).in_short is None


@pytest.fixture
def social(storvik):
    """Dalen's social measures over time, and their trends."""
    reading = reading_of(storvik, words("en"))
    newest = [s for s in reading.newest("S601") if s.indicator.dimension == "social"]
    return lines(reading, newest), trends_of(reading, "S601")


def strip_of(found, trends):
    figure = in_short(found, trends, name="Dalen", source="", words=words("en"))
    return figure.strips[0]


def with_last(line, **changes):
    return replace(
        line, standings=(*line.standings[:-1], replace(line.last, **changes))
    )


def test_only_differences_between_shares_are_told_in_points(social):
    found, trends = social
    line = found[0]
    share = strip_of([line], trends)
    assert share.standing[0].text.endswith(" points.")
    amount = replace(line.last.indicator, measure=Measure.AMOUNT)
    told = strip_of([with_last(line, indicator=amount)], trends).standing[0]
    assert told.strong
    assert "points" not in told.text


def test_a_figure_without_a_comparison_is_told_as_it_is(social):
    found, trends = social
    alone = with_last(found[0], apart=None)
    standing = strip_of([alone], trends).standing
    assert [span.strong for span in standing] == [False]


def test_a_dimension_without_a_trend_has_too_few_years(social):
    found, trends = social
    physical = replace(found[0].last.indicator, id="new", dimension=Dimension.PHYSICAL)
    figure = in_short(
        [with_last(found[0], indicator=physical), *found],
        trends,
        name="Dalen",
        source="",
        words=words("en"),
    )
    assert figure.strips[0].title == "Too few years to judge"
    assert (figure.strips[0].others, figure.strips[0].verdicts) == ("", ())


def test_every_verdict_is_counted_in_words(social):
    found, trends = social
    ids = [line.last.indicator.id for line in found]
    kinds = [Verdict.NARROWING, Verdict.UNCHANGED, Verdict.DEPENDS_ON_SCALE]
    verdicts = [*kinds, *[Verdict.CANNOT_TELL] * len(ids)]
    trends = {
        id_: replace(trends[id_], alone=verdict)
        for id_, verdict in zip(ids, verdicts, strict=False)
    }
    told = strip_of(found, trends)
    assert told.title == "The distance narrows on 1 of 6"
    assert told.others == (
        "widens on 0, unchanged on 1, depends on the measure on 1, cannot tell for 3"
    )


def test_as_html_it_has_a_drawing_for_each_dimension(dalen):
    html = fragments(dalen, methods="").in_short
    assert html.count('class="strip__title"') == 4
    assert html.count("nl-wide") == html.count("nl-narrow") == 4
    assert "the distance is widening." in html
