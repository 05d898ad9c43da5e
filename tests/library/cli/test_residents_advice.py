"""``nabolag residents advice``, as a person and a program meet it."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from nabolag.cli.residents import residents
from nabolag.errors import BadInput, WrongUsage

FILES = {
    "record": "method,channel,hours,cost,young,old,place\n"
    + "stand,street,4,800,9,,square\n" * 3
    + "door,,3,300,1,7,\n",
    "cards": "method,group,per_hour\nstand,young,2\nstand,old,.5\ndoor,old,2\ndoor,young,1\n",
    "gaps": "group,missing\nyoung,25\nold,0\n",
    "offers": "method,channel,hours,cost,most\nstand,street,4,800,5\ndoor,,3,300,0\n",
}


@pytest.fixture
def run(tmp_path):
    def told(*words, record=FILES["record"]):
        paths = {name: tmp_path / f"{name}.csv" for name in FILES}
        for name, path in paths.items():
            path.write_text(FILES[name], encoding="utf-8")
        paths["record"].write_text(record, encoding="utf-8")
        given = [str(paths[word]) if word in paths else word for word in words]
        files = [str(paths["record"]), str(paths["cards"])]
        return CliRunner().invoke(residents, ["advice", *files, *given])

    return told


def test_a_program_gets_what_each_way_takes(run):
    told = json.loads(run("--json").stdout)
    assert told["mix"] is None
    stand = next(y for y in told["yields"] if y["method"] == "stand")
    assert (stand["channel"], stand["group"]) == ("street", "young")
    assert (stand["activities"], stand["ground"]) == (3, "record")
    hours, cost = stand["hours_per_new"], stand["cost_per_new"]
    assert hours["low"] < hours["value"] < hours["high"]
    assert cost["value"] == pytest.approx(hours["value"] * 200)
    door = [y["ground"] for y in told["yields"] if y["method"] == "door"]
    assert door == ["too_few_activities", "too_few_activities"]


MIX = ("--gaps", "gaps", "--offers", "offers", "--money", "2000")


def test_a_program_gets_the_mix_where_it_is_asked_for(run):
    mix = json.loads(run(*MIX, "--json").stdout)["mix"]
    assert mix["held"] == [
        {"method": "stand", "channel": "street", "activities": 2, "thin": False},
        {"method": "door", "channel": "", "activities": 0, "thin": False},
    ]
    assert (mix["cost"], mix["hours"]) == (1600, 8)
    assert 0 < mix["left"]["young"] < mix["left_cautious"]["young"] < 25
    assert mix["left"]["old"] == 0
    less = json.loads(run(*MIX, "--hours", "4", "--json").stdout)["mix"]
    assert less["hours"] == 4


def test_a_person_reads_it_in_words(run):
    told = run(*MIX, "--lang", "en")
    assert re.search(
        r"stand, street \(3 activities\)\n"
        r"- young: 0\.5 hours \(0\.[34]–0\.[67]\), NOK\u00a0\d+ \(\d+–\d+\)\n",
        told.stdout,
    )
    assert "door (1 activity)" in told.stdout
    assert "; too thin: fewer than three activities" in told.stdout
    assert "largest gaps costs NOK\u00a01,600 and 8 hours:\n- stand, street: 2\n" in (
        told.stdout
    )
    assert "- young: " in told.stdout.partition("still missing:")[2]
    assert told.stderr == "- The column place is not used.\n"


def test_without_a_mix_only_what_ways_take_is_told(run):
    told = run("--lang", "en").stdout
    assert told.startswith("What one new participation takes.")
    assert "still missing" not in told


def test_a_thin_way_in_the_mix_is_said_to_be_one(run):
    one = "method,channel,hours,cost,young\nstand,street,4,800,9\n"
    told = run(*MIX, "--lang", "en", record=one + "door,,3,300,1\n")
    assert "- stand, street: 2; record too thin: try it on a small scale" in told.stdout


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("Hva én ny deltakelse krever", "aktiviteter)", "som fortsatt mangler")),
        ("nn", ("Kva éi ny deltaking krev", "aktivitetar)", "som framleis manglar")),
    ],
)
def test_it_is_told_in_norwegian(run, language, words):
    told = run(*MIX, "--lang", language).stdout
    assert all(word in told for word in words)
    assert "activit" not in told
    assert "expected" not in told


def test_a_record_of_nothing_is_refused(run):
    told = run(record="method,hours,cost,young\n")
    assert isinstance(told.exception, BadInput)


@pytest.mark.parametrize("given", [MIX[:2], MIX[2:], ("--hours", "3")])
def test_half_of_what_a_mix_takes_is_refused(run, given):
    told = run(*given)
    assert isinstance(told.exception, WrongUsage)
    assert "--gaps, --offers and --money together" in str(told.exception)
