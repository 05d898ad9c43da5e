"""What people say of indicators: it stays, and it decides what counts."""

from __future__ import annotations

import pytest
from tests.web.conftest import long_table

from nabolag_web.areas.actions import described, importing, storing
from nabolag_web.areas.queries.figures import counted_in, mapping_of, observations

pytestmark = pytest.mark.django_db(transaction=True)

SAID = {
    "direction": "more_is_worse",
    "dimension": "physical",
    "definition": "Husholdninger med flere personer enn rom.",
    "counts": "on",
}


def test_the_list_tells_what_each_is_and_how_it_counts(page, loaded):
    shown = page("measures").content.decode()
    assert "2 indicators are in use" in shown
    assert "Social and living conditions · Lower is wished for." in shown
    assert shown.count("Counts where difficulties pile up.") == 2


def test_before_there_are_figures_there_is_nothing_to_describe(page, city):
    assert "Nothing has been loaded yet." in page("measures").content.decode()


def test_what_someone_says_stays_when_a_newer_file_says_otherwise(
    page, loaded, coordinator, moment
):
    page("measures/crowded/describe", SAID)
    batch = importing.keep_file(
        city=loaded,
        file_name="ny.csv",
        content=long_table(step=0.01),
        by=coordinator,
        at=moment,
    )
    storing.read_now(batch)
    storing.store_now(batch, by=coordinator, at=moment)
    stored = loaded.indicators.get(key="crowded")
    assert stored.dimension == "physical"
    assert stored.definition == SAID["definition"]
    assert loaded.indicators.get(key="low_income").dimension == "social"
    shown = page("measures/crowded/describe").content.decode()
    assert SAID["definition"] in shown
    assert 'value="physical" selected' in shown


def test_one_that_is_said_not_to_count_does_not_and_the_others_do(page, loaded):
    assert mapping_of(loaded) is None
    page("measures/crowded/describe", {**SAID, "counts": ""})
    assert counted_in(loaded) == {"low_income"}
    page("measures/crowded/describe", SAID)
    assert counted_in(loaded) == {"low_income", "crowded"}
    counted = {each.indicator: each for each in mapping_of(loaded)}
    assert counted["crowded"].dimension == "physical"


def test_what_people_say_goes_before_a_file_of_dimensions(
    page, loaded, coordinator, moment
):
    page("measures/crowded/describe", {**SAID, "counts": ""})
    batch = importing.keep_file(
        city=loaded,
        file_name="dim.csv",
        content=b"indicator,dimension,challenge\ncrowded,social,more\nlow_income,social,more\n",
        holds="dimensions",
        by=coordinator,
        at=moment,
    )
    storing.store_now(batch, by=coordinator, at=moment)
    assert counted_in(loaded) == {"low_income"}
    page("measures/low_income/describe", {**SAID, "dimension": "structural"})
    said = mapping_of(loaded)
    assert [(each.indicator, each.dimension) for each in said] == [
        ("low_income", "structural")
    ]


@pytest.mark.parametrize("wrong", [{"dimension": ""}, {"direction": "neither"}])
def test_what_counts_needs_a_dimension_and_a_direction(page, loaded, wrong):
    answer = page("measures/crowded/describe", {**SAID, **wrong})
    assert answer.status_code == 422
    assert "To count, it needs a dimension" in answer.content.decode()


def test_the_answer_is_computed_anew_when_something_is_said(page, loaded):
    before = loaded.results.get().pk
    page("measures/crowded/describe", SAID)
    assert loaded.results.get().pk != before


def test_a_protected_topic_can_be_defined_and_never_judged(
    page, loaded, coordinator, moment
):
    loaded.indicators.filter(key="crowded").update(
        topic="origin", direction="neither", kind="context"
    )
    shown = page("measures/crowded/describe").content.decode()
    assert "It tells of origin, and is for orientation only" in shown
    assert "Which way is wished for?" not in shown
    assert "It tells of origin" in page("measures").content.decode()
    page("measures/crowded/describe", {"definition": "Ny tekst", **SAID})
    stored = loaded.indicators.get(key="crowded")
    described.describe_indicator(
        indicator=stored,
        counts=True,
        direction="more_is_worse",
        dimension="social",
        by=coordinator,
        at=moment,
    )
    stored.refresh_from_db()
    assert (stored.direction, stored.kind) == ("neither", "context")
    assert "crowded" not in counted_in(loaded)
    found = observations(loaded).indicator("crowded")
    assert found.direction == "neither"


def test_an_unknown_indicator_is_not_found(page, loaded):
    assert page("measures/nothing/describe").status_code == 404


def test_the_coordinator_chooses_what_anyone_may_see(page, loaded):
    assert "Trangbodde husholdninger" in page("public").content.decode()
    page("public", {"keys": ["crowded"]})
    shown = page("measures").content.decode()
    assert shown.count("Anyone may see it.") == 1
    assert page("public", {"keys": ["other"]}).status_code == 422
