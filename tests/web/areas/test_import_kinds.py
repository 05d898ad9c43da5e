"""Moves, dimensions, recipes and levels in a file, and how figures are told."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import PASTED

from nabolag_web.areas.models import Import, Stage

pytestmark = pytest.mark.django_db(transaction=True)


def newest():
    return Import.objects.order_by("-pk").first()


def test_moves_are_taken_in_and_told_of_when_a_new_division_lacks_their_areas(
    page, upload, text, loaded, coordinator, moment
):
    from nabolag.areas.geography import Area, Division
    from nabolag_web.areas.actions.divisions import take_division

    moves = (
        b"area,first,last,status,people\n01,2022,2023,stayed,900\n"
        b"01,2022,2023,moved_in,100\n01,2022,2023,moved_out,90\n"
    )
    batch = upload(moves, name="flytting.csv", holds="moves")
    assert "3 rows can be used" in text(f"imports/{batch.pk}/")
    page(f"imports/{batch.pk}/use", {"yes": "1"})
    assert newest().problem is None
    other = Division(
        id="ny",
        names={"nb": "Ny"},
        levels=("area",),
        areas=(Area(code="77", name="Annet", level="area"),),
    )
    take_division(city=loaded, division=other, by=coordinator, at=moment)
    assert loaded.results.exists()
    shown = text(f"imports/{batch.pk}/")
    assert "Some areas are not in the way the city is divided here" in shown


def test_a_file_of_dimensions_says_what_counts_until_it_is_undone(
    page, upload, text, loaded
):
    batch = upload(
        b"indicator,dimension,challenge\ncrowded,physical,more\n",
        name="dim.csv",
        holds="dimensions",
    )
    assert "1 row can be used" in text(f"imports/{batch.pk}/")
    page(f"imports/{batch.pk}/use", {"yes": "1"})
    assert loaded.indicators.get(key="crowded").counts_for == "physical"
    page(f"imports/{batch.pk}/undo", {"yes": "1"})
    assert loaded.indicators.get(key="crowded").counts_for == ""


def test_a_recipe_of_ones_own_reads_the_file(upload, page, text, city):
    from pathlib import Path

    recipe = Path(__file__).with_name("recipe.toml").read_bytes()
    table = b"sted;aar;andel\nHele byen;2023;14,0\nDalen;2023;21,1\n"
    batch = upload(table, recipe=SimpleUploadedFile("min.toml", recipe))
    assert batch.stage == Stage.READ, batch.problem
    assert batch.found["indicators"] == {"crowded": 2}


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        (b"id = 'x'\n", "The recipe cannot be used as it is"),
        ("id = 'å'".encode("latin-1"), "Save it as text in UTF-8"),
    ],
)
def test_a_recipe_that_is_none_is_refused_on_the_form(page, city, recipe, said):
    sent = {"pasted": PASTED, "recipe": SimpleUploadedFile("min.toml", recipe)}
    answer = page("imports/new", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_every_step_is_in_the_trail_with_words(
    loaded, client_of, coordinator, programme
):
    shown = client_of(coordinator).get(f"/p/{programme.slug}/trail/").content.decode()
    for words in (
        "made the city Storvik",
        "began loading tall.csv",
        "decided to use tall.csv",
        "brought tall.csv into use",
    ):
        assert words in shown


def test_the_page_with_all_that_is_loaded_asks_a_fixed_number_of_questions(
    page, loaded, django_assert_max_num_queries
):
    with django_assert_max_num_queries(17):
        page("imports/")
    with django_assert_max_num_queries(7):
        page(f"imports/{newest().pk}/")


def test_the_levels_of_a_file_are_told_by_name(upload, text, city):
    rows = ["area,name,level,period,indicator,value,unit"]
    rows += ["1,Nord,district,2023,x,0.2,share", "11,Lia,delbydel,2023,x,0.3,share"]
    batch = upload("\n".join(rows).encode())
    shown = text(f"imports/{batch.pk}/")
    assert "Sub-districts: 1, Districts: 1, but not the whole city" in shown


@pytest.mark.parametrize(
    ("measure", "value", "text"),
    [
        ("share", 0.1234, "12.3 %"),
        ("rate", 4.26, "4.3"),
        ("amount", 7420.0, "7 420"),
        ("amount", 1.25, "1.3"),
        ("amount", None, "–"),
    ],
)
def test_figures_are_written_as_people_read_them(measure, value, text):
    from nabolag.values import Indicator as LibraryIndicator
    from nabolag.values import Measure
    from nabolag_web.areas.presenters.changes import figure_text

    indicator = LibraryIndicator(id="x", names={}, measure=Measure(measure))
    shown = figure_text(value, indicator)
    assert shown.replace("\u00a0", " ").replace("\u202f", " ").replace(",", ".") in (
        text,
        text.replace(" %", "%"),
        text.replace(" ", "."),
    )


def test_rates_and_amounts_say_how_they_are_read(upload, text, city):
    rows = ["area,name,level,period,indicator,value,unit"]
    rows += ["1,Lia,area,2023,x,4,per 1000", "1,Lia,area,2023,y,5,kr"]
    rows += ["1,Lia,area,2023,z,5,number"]
    batch = upload("\n".join(rows).encode())
    shown = text(f"imports/{batch.pk}/").replace("\u202f", " ").replace("\u00a0", " ")
    assert "Rate per 1" in shown
    assert "kr · " in shown


def test_everything_kept_can_be_named(loaded, programme):
    from django.apps import apps

    for model in apps.get_app_config("areas").get_models():
        for thing in model.objects.all()[:1]:
            assert str(thing)
