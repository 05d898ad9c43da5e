"""Cities: from zero, shared, chosen; and the programme's own areas in them."""

from __future__ import annotations

import pytest
from tests.web.conftest import long_table

from nabolag_web.areas.actions import cities as actions
from nabolag_web.areas.actions import importing
from nabolag_web.areas.queries import cities

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ask(client_of):
    """Asks for a page of someone's programme: ``ask(user, programme, path)``."""

    def asked(user, programme, path, data=None, **options):
        client = client_of(user)
        send = client.get if data is None else client.post
        return send(f"/p/{programme.slug}/areas/{path}", data or {}, **options)

    return asked


@pytest.fixture
def other(other_coordinator):
    return other_coordinator.programmes.get()


def test_a_city_takes_its_name_and_nothing_more(ask, coordinator, programme):
    assert "No figures yet" in ask(coordinator, programme, "imports/").content.decode()
    assert ask(coordinator, programme, "city/choose", {"name": ""}).status_code == 422
    ask(coordinator, programme, "city/choose", {"name": "Storvik"})
    assert cities.city_of(programme).name == "Storvik"
    shown = ask(coordinator, programme, "imports/").content.decode()
    assert "Nothing has been loaded yet." in shown
    assert "As the figures themselves say" in shown


def test_only_shared_cities_can_be_chosen_by_others(
    ask, coordinator, programme, loaded, other_coordinator, other
):
    assert (
        ask(other_coordinator, other, f"city/{loaded.pk}/take", {"y": 1}).status_code
        == 404
    )
    shown = ask(other_coordinator, other, "city/choose").content.decode()
    assert "Storvik" not in shown
    ask(coordinator, programme, "city/share", {"shared": "yes"})
    shown = ask(other_coordinator, other, "city/choose").content.decode()
    assert "Kept by Områdeløft Dalen" in shown
    offered = ask(other_coordinator, other, "imports/new").content.decode()
    assert "Use a city that is here already" in offered
    answer = ask(
        other_coordinator, other, f"city/{loaded.pk}/take", {"y": 1}, follow=True
    )
    assert "held against Storvik now" in answer.content.decode()
    assert "Dalen" in answer.content.decode()
    shown = ask(coordinator, programme, "imports/").content.decode()
    assert "1 other programme holds its areas against these figures." in shown


@pytest.mark.parametrize(
    "path",
    ["imports/", "imports/new", "division", "measures", "fetched", "fetched/new"],
)
def test_figures_kept_by_others_can_be_read_and_not_changed(
    ask, coordinator, loaded, other_coordinator, other, moment, path
):
    actions.share_city(city=loaded, shared=True, by=coordinator, at=moment)
    actions.choose_city(programme=other, city=loaded, by=other_coordinator, at=moment)
    shown = ask(other_coordinator, other, path).content.decode()
    assert "The figures of Storvik are kept by Områdeløft Dalen" in shown
    assert "tall.csv" not in shown


@pytest.mark.parametrize(
    "path", ["city/share", "division/oslo/take", "division/1/leave", "fetched/1/stop"]
)
def test_what_others_keep_is_not_changed_by_whoever_asks(
    ask, coordinator, loaded, other_coordinator, other, moment, path
):
    actions.share_city(city=loaded, shared=True, by=coordinator, at=moment)
    actions.choose_city(programme=other, city=loaded, by=other_coordinator, at=moment)
    shown = ask(other_coordinator, other, path, {"shared": "no"}).content.decode()
    assert "are kept by Områdeløft Dalen" in shown
    loaded.refresh_from_db()
    assert loaded.is_shared
    assert not loaded.divisions.exists()


def test_a_city_that_is_not_shared_any_more_is_told_of_and_shows_nothing(
    ask, coordinator, loaded, other_coordinator, other, moment
):
    actions.share_city(city=loaded, shared=True, by=coordinator, at=moment)
    actions.choose_city(programme=other, city=loaded, by=other_coordinator, at=moment)
    assert ask(other_coordinator, other, "at/01/").status_code == 200
    actions.share_city(city=loaded, shared=False, by=coordinator, at=moment)
    shown = ask(other_coordinator, other, "imports/").content.decode()
    assert "Storvik is not shared with this programme any more" in shown
    shown = ask(other_coordinator, other, "at/01/").content.decode()
    assert "No figures yet" in shown
    assert "Trangbodde" not in shown


def test_the_areas_of_a_large_city_are_looked_for_by_name(
    ask, coordinator, programme, city, moment, django_capture_on_commit_callbacks
):
    names = [f"Grend {number:03d}" for number in range(80)]
    batch = importing.begin_import(
        city=city,
        file_name="stor.csv",
        content=long_table(areas=names, years=(2022, 2023)),
        by=coordinator,
        at=moment,
    )
    importing.use_import(batch=batch, by=coordinator, at=moment)
    shown = ask(coordinator, programme, "focus").content.decode()
    assert shown.count('name="areas"') == 60
    assert "20 more areas. Search for them by name." in shown
    found = ask(coordinator, programme, "focus?q=grend+071").content.decode()
    assert found.count('name="areas"') == 1
    assert (
        "No area is called that."
        in ask(coordinator, programme, "focus?q=Atlantis").content.decode()
    )
    ask(coordinator, programme, "focus?q=grend+071", {"areas": ["72"]})
    assert [area.name for area in programme.focus_areas.all()] == ["Grend 071"]
    kept = ask(coordinator, programme, "focus?q=grend+01").content.decode()
    assert "Grend 071" in kept  # what is chosen stays in sight


def test_no_area_at_all_is_not_a_choice(ask, coordinator, programme, loaded):
    answer = ask(coordinator, programme, "focus", {"yes": "1"})
    assert answer.status_code == 422
    assert "Choose at least one area." in answer.content.decode()


def test_before_there_are_figures_no_area_can_be_chosen(
    ask, coordinator, programme, city
):
    assert "No figures yet" in ask(coordinator, programme, "focus").content.decode()


def test_names_that_stand_on_two_levels_are_told_apart(
    ask, coordinator, programme, city, moment
):
    rows = ["area,name,level,period,indicator,value,unit"]
    rows += ["1,Nord,district,2023,x,0.2,share", "11,Nord,area,2023,x,0.3,share"]
    batch = importing.begin_import(
        city=city,
        file_name="a.csv",
        content="\n".join(rows).encode(),
        by=coordinator,
        at=moment,
    )
    importing.use_import(batch=batch, by=coordinator, at=moment)
    shown = ask(coordinator, programme, "focus").content.decode()
    assert "District: Nord (1)" in shown
    assert "Area: Nord (11)" in shown
