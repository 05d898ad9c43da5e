"""Where distances grow and shrink in the whole city."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nabolag.reports.passages.city_trends import city_trends
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.story import page
from nabolag.reports.wording.language import words

EN, NB = words("en"), words("nb")
NAMES = ["Ås", "Vik", "Berg", "Dal", "Eid", "Fjell", "Gran", "Hov", "Øy", "Moen"]


def with_trends(city, indicator, verdicts, **cells):
    """Give one trend for each verdict, in areas of a level."""
    names = {f"a{n}": name for n, name in enumerate(NAMES)}
    city = city.but(names={**city.names, **names})
    for n, verdict in enumerate(verdicts):
        city = city.figure(f"a{n}", indicator, value=0.5, other=0.4)
        city = city.trending(
            f"a{n}",
            indicator,
            "widening",
            among_all=verdict,
            slope=0.004,
            half=0.002,
            points=(0.07, 0.11),
            **cells,
        )
    return city


def made(city, said=EN):
    reading = reading_of(city.answer(), said)
    return city_trends(reading, reading.ordered())


@pytest.fixture
def mixed(empty_city):
    verdicts = [*["widening"] * 7, "narrowing", "cannot_tell", "unchanged"]
    return with_trends(empty_city, "rented", verdicts, p_widening=0.97)


def test_without_trends_there_is_no_section(city):
    assert made(city) is None


def test_one_measure_is_told_with_numbers_of_areas_and_its_years(mixed):
    figure = made(mixed)
    assert figure.title == (
        "Rented homes 2016–2025: the distance widens in 7 of 10 sub-districts, narrows"
        " in 1"
    )
    assert figure.subtitle.endswith("through the figures of 2016–2025")


def test_areas_are_named_in_alphabetical_order_and_no_more_than_six(mixed):
    (entry,) = made(mixed).entries
    assert (entry.kind, entry.subject) == ("Rented homes", "2016–2025")
    assert entry.text == (
        "The distance widens in Berg, Dal, Eid, Fjell, Gran, Vik and 1 more. The"
        " distance narrows in Hov. For 1 of 10 sub-districts we cannot tell. The"
        " distance is unchanged in 1 of 10 sub-districts."
    )


def test_norwegian_names_end_with_å(mixed):
    names = [row[0] for row in made(mixed).tables[0].rows]
    assert names[-2:] == ["Øy", "Ås"]


def test_where_nothing_is_clear_it_says_so(empty_city):
    city = with_trends(empty_city, "rented", ["cannot_tell", "depends_on_scale"])
    assert made(city, NB).entries[0].text == (
        "Avstanden øker eller minker ikke klart i noe område. I Vik kommer det an på"
        " målet. Om 1 av 2 delbydeler kan vi ikke si."
    )


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        (
            ["widening"],
            ["narrowing"],
            "On 1 of 2 measures the distance widens in some areas, on 1 it narrows in"
            " some",
        ),
        (
            ["widening"],
            ["unchanged"],
            "On 1 of 2 measures the distance widens in some areas, on none it narrows",
        ),
        (
            ["narrowing"],
            ["unchanged"],
            "On 1 of 2 measures the distance narrows in some areas, on none it widens",
        ),
        (
            ["cannot_tell"],
            ["unchanged"],
            "On none of 2 measures does any area's distance clearly widen or narrow",
        ),
    ],
)
def test_several_measures_are_counted_and_no_area_is_named_in_the_title(
    empty_city, first, second, title
):
    city = with_trends(with_trends(empty_city, "rented", first), "turnout", second)
    assert made(city).title == title


def test_the_reader_is_told_how_false_alarms_are_held(mixed):
    assert "under one in twenty" in made(mixed).notes[0]


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0.97, "97%"), (0.004, "under 1%"), (0.999, "over 99%"), (None, "–")],
)
def test_a_chance_is_never_certainty(empty_city, probability, said):
    city = with_trends(empty_city, "rented", ["widening"], p_widening=probability)
    assert made(city).tables[0].rows == (
        ("Ås", "2016–2025", "+0.4 (0.2 to 0.6)", "The distance is widening", said),
    )


def test_every_level_has_a_table_and_the_finest_is_told(mixed):
    city = mixed.figure("N", "rented", value=0.5, other=0.4).trending(
        "N", "rented", "narrowing", slope=0.004, half=0.002, points=(0.11, 0.07)
    )
    figure = made(city)
    assert [table.caption.split(": ")[1].split()[0] for table in figure.tables] == [
        "sub-districts",
        "districts",
    ]
    assert "Nord" not in figure.entries[0].text


def test_the_section_is_in_the_citys_report(mixed, edition):
    report = page(mixed.answer(), replace(edition, area=None))
    assert report.development.id == "development"
