"""Every kind of stored thing is declared, once and whole."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import translation

from nabolag_web.shell.keeping import kept_lines, span
from nabolag_web.shell.registry import Then, kept, rooms


def test_every_kind_of_row_has_said_why_it_is_kept_and_how_long():
    told = {model for each in kept() for model in each.models}
    assert {model._meta.label for model in apps.get_models()} == {
        model._meta.label for model in told
    }


def test_every_kind_has_a_name_of_its_own():
    keys = [each.key for each in kept()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_line_of_the_table_is_whole_in_every_language(language):
    with translation.override(language):
        for line in kept_lines(kept()):
            assert all((line.what, line.why, line.until, line.then))
            assert "%" not in line.until


def test_what_is_kept_for_good_is_never_due():
    for each in kept():
        if each.then is Then.KEPT:
            assert (each.due, each.loose, each.how_long) == (None, None, None)


def test_what_is_taken_out_says_after_how_long():
    for each in kept():
        if each.due or each.loose:
            assert each.how_long
            assert "%(how_long)s" in str(each.until)


def test_what_is_about_people_is_deleted_or_has_a_reason_to_stay():
    stays = {each.key for each in kept() if each.personal and each.then is Then.KEPT}
    assert stays == {
        "programme_trail",
        "experience",
        "imports",
        "findings",
        "pinned_figures",
        "resident_inputs",
        "forums",
        "meetings",
        "marks",
        "decisions",
        "minutes",
        "measures",
        "place_analyses",
        "area_pictures",
        "documents",
    }


def test_a_room_that_stores_something_has_said_so():
    stores = {
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("nabolag_web.") and list(config.get_models())
    }
    told = {f"nabolag_web.{room.name}" for room in rooms() if room.kept}
    assert stores <= told
    for name in stores:
        import_module(f"{name}.kept")


@pytest.mark.parametrize(
    ("how_long", "words"),
    [
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=12), "12 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=30), "30 days"),
        (timedelta(days=365), "1 year"),
        (timedelta(days=730), "2 years"),
    ],
)
def test_a_length_of_time_is_said_as_people_say_it(how_long, words):
    with translation.override("en"):
        assert span(how_long) == words
