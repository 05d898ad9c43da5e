"""``nabolag knowledge agreement``, as a person and a program meet it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from nabolag.cli.knowledge import knowledge
from nabolag.errors import BadInput, WrongUsage

MARKS = "group,mark\n" + "".join(
    f"{group},{mark}\n"
    for group, marks in (
        ("Prosjektgruppa", "4555445"),
        ("Ledergruppa", "33333"),
        ("Styret", "5 4"),
        ("Beboerforum", "4441444 "),
    )
    for mark in marks
)


@pytest.fixture
def run(tmp_path):
    path = tmp_path / "merker.csv"
    path.write_text(MARKS, encoding="utf-8")

    def told(*words):
        return CliRunner().invoke(knowledge, ["agreement", str(path), *words])

    return told


def test_a_program_gets_each_group_with_why(run):
    assert json.loads(run("--json").stdout) == {
        "groups": [
            {
                "group": "Prosjektgruppa",
                "n": 7,
                "agreement": pytest.approx(11 / 14),
                "median": 5,
                "shared": True,
                "reason": "shared",
            },
            {
                "group": "Ledergruppa",
                "n": 5,
                "agreement": 1,
                "median": 3,
                "shared": False,
                "reason": "median_below_4",
            },
            {
                "group": "Styret",
                "n": 2,
                "agreement": None,
                "median": None,
                "shared": None,
                "reason": "too_few_marks",
            },
            {
                "group": "Beboerforum",
                "n": 7,
                "agreement": pytest.approx(25 / 42),
                "median": 4,
                "shared": True,
                "reason": "shared",
            },
        ]
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "7 of 7 share it.\nMedian 5.0, agreement 0.79 (from −1 to 1).\nIt is"),
        ("nb", "7 av 7 deler det.\nMedian 5,0, enighet 0,79 (fra −1 til 1).\nDet er"),
        ("nn", "7 av 7 deler det.\nMedian 5,0, semje 0,79 (frå −1 til 1).\nDet er"),
    ],
)
def test_a_person_gets_it_in_words(run, language, said):
    told = run("--lang", language).stdout
    assert told.startswith(f"Prosjektgruppa\n{said}")
    assert len(told.strip().split("\n\n")) == 4


def test_those_who_have_not_marked_are_told_of(run):
    told = run("--lang", "en").stdout
    assert "2 of 3 have marked." in told
    assert (
        "6 of the 7 who have marked share it; of all 8 at least 6 and at most 7" in told
    )


def test_another_scale_is_used_when_it_is_said(run):
    told = json.loads(run("--scale", "1-7", "--json").stdout)["groups"][0]
    assert (told["shared"], told["reason"]) == (None, "other_scale")


@pytest.mark.parametrize("scale", ["5", "1-", "a-b", "1-2"])
def test_what_is_no_scale_is_refused(run, scale):
    assert isinstance(run("--scale", scale).exception, WrongUsage)


def test_a_mark_outside_the_scale_is_refused(run):
    refused = run("--scale", "1-4").exception
    assert isinstance(refused, BadInput)
    assert "line 3, column mark" in str(refused)
