"""The parts that pages are made of: fields, gallery, rules, lists of pages, months."""

from __future__ import annotations

import importlib
import pkgutil
import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.utils.formats import date_format
from django.utils.translation import override

import nabolag_web
from nabolag_web.shell.fields import Example, Form
from nabolag_web.shell.registry import Then
from nabolag_web.shell.rules import Rule
from nabolag_web.shell.templatetags.shell import short_month

SHELL = Path(nabolag_web.__file__).parent / "shell" / "templates" / "shell"


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


class Two(Form):
    first = forms.CharField(label="First", help_text="Help.")
    text = forms.CharField(
        label="Text", required=False, widget=forms.Textarea(attrs={"rows": 7})
    )
    long = forms.CharField(label="Long", required=False, widget=forms.Textarea)


def test_a_field_is_tied_to_its_label_its_help_and_what_is_wrong():
    shown = str(Two({"first": ""})["first"].as_field_group())
    assert '<label class="ds-label" for="id_first">First</label>' in shown
    assert 'aria-describedby="id_first_helptext id_first_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_first_helptext"' in shown
    assert re.search(r'id="id_first_error">\s*<p class="ds-validation-message">', shown)


def test_only_where_some_must_be_filled_in_do_the_others_say_that_they_need_not():
    class Free(Form):
        one = forms.CharField(required=False)

    assert str(Two()).count("(optional)") == 2
    assert "(optional)" not in str(Free())


def test_text_areas_are_low_unless_a_form_says_otherwise():
    shown = str(Two())
    assert 'rows="7"' in shown
    assert 'rows="4"' in shown
    assert 'rows="10"' not in shown


def test_choices_are_drawn_each_with_its_own_label():
    shown = str(Example({"kind": "chance", "who": ["staff"]}))
    assert re.search(r'type="radio" name="kind" value="chance"[^>]* checked>', shown)
    assert re.search(r'type="checkbox" name="who" value="staff"[^>]* checked>', shown)
    assert '<legend class="ds-label">What is it?</legend>' in shown
    for name in re.findall(r'type="(?:radio|checkbox)"[^>]* id="([^"]+)"', shown):
        assert f'for="{name}"' in shown


def test_how_much_must_be_put_right_is_told_to_those_who_listen():
    assert "1 thing must be put right" in str(Two({}))
    assert "2 things must be put right" in str(Example({}))


def test_what_is_wrong_with_the_whole_form_stands_first():
    class Whole(Form):
        one = forms.CharField(required=False)

        def clean(self):
            self.add_error(None, "The two do not go together.")

    shown = str(Whole({}))
    assert shown.index("The two do not go together.") < shown.index("id_one")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_gallery_shows_every_part_with_its_name(client, body, language, db):
    answer = client.get("/gallery", headers={"accept-language": language})
    assert answer.status_code == 200
    shown = body(answer)
    parts = {file.name for file in SHELL.glob("_*.html")}
    drawn_by_others = {
        "_mark.html",  # in the header
        "_own_menu.html",
        "_choices.html",  # in forms
        "_field.html",
        "_form.html",
        "_languages.html",  # at the foot
    }
    for part in parts - drawn_by_others:
        assert f"shell/{part}" in shown, part
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


def test_the_gallery_is_for_reading(client, db):
    assert client.post("/gallery").status_code == 405
    assert client.post("/figures.css").status_code == 405


def test_rules_are_put_together():
    even, small = Rule(lambda n: n % 2 == 0), Rule(lambda n: n < 5)
    assert [n for n in range(8) if (even & small)(n)] == [0, 2, 4]
    assert [n for n in range(8) if (even | small)(n)] == [0, 1, 2, 3, 4, 6]
    assert [n for n in range(8) if (~even)(n)] == [1, 3, 5, 7]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nb", "2. mars 2026"),
        ("nn", "2. mars 2026"),
        ("en", "2 March 2026"),
    ],
)
def test_a_day_is_written_as_the_language_does(language, written, moment):
    with override(language):
        assert date_format(moment, "DATE_FORMAT") == written


@pytest.mark.parametrize(
    ("language", "word"), [("nb", "des"), ("nn", "des"), ("en", "Dec")]
)
def test_a_month_in_short_is_written_as_the_language_does(language, word):
    with override(language):
        assert short_month(date(2026, 12, 3)) == word


def test_what_happens_with_kept_things_is_one_of_three():
    assert [then.value for then in Then] == ["kept", "discarded", "deleted"]


def every_form(kind=forms.BaseForm):
    for each in kind.__subclasses__():
        if each.__module__.startswith("nabolag_web."):
            yield each
        yield from every_form(each)


def test_no_form_asks_for_more_than_three_things():
    for room in ("accounts", "areas", "knowledge", "measures", "methods", "programmes"):
        found = importlib.import_module(f"nabolag_web.{room}.forms")
        for module in pkgutil.iter_modules(getattr(found, "__path__", [])):
            importlib.import_module(f"{found.__name__}.{module.name}")
    asked = {
        f"{each.__module__}.{each.__name__}": [
            name
            for name, field in each.base_fields.items()
            if field.required and not field.widget.is_hidden
        ]
        for each in every_form()
    }
    assert len(asked) > 25
    assert {form: names for form, names in asked.items() if len(names) > 3} == {}
