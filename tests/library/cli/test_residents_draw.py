"""``nabolag residents draw`` and ``replace``, as a person and a program meet them."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import accumulate

import pytest
from click.testing import CliRunner

from nabolag.cli.residents import residents
from nabolag.errors import BadInput, Refused, WrongUsage

QUOTAS = """category,feature,min,max
age,young,1,1
age,old,1,1
"""
IMPOSSIBLE = """category,feature,min,max
age,young,0,0
age,old,4,4
"""
PEOPLE = """id,age,household,note
y1,young,,
y2,young,,
y3,young,a,
o1,old,a,
o2,old,,
"""


@pytest.fixture
def run(tmp_path):
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")

    def told(command, *words, quotas=QUOTAS):
        (tmp_path / "categories.csv").write_text(quotas, encoding="utf-8")
        files = [str(tmp_path / f"{n}.csv") for n in ("people", "categories")]
        if command == "replace":
            files.append(str(tmp_path / "record.json"))
        return CliRunner().invoke(residents, [command, *files, *words])

    return told


def drawn(run, *words, quotas=QUOTAS):
    told = run("draw", "--size", "2", "--seed", "7", "--json", *words, quotas=quotas)
    assert told.exit_code == 0, told.exception
    return json.loads(told.stdout)


def test_a_program_gets_the_panel_its_chances_and_its_quotas(run):
    told = drawn(run)
    assert list(told)[:4] == ["panel", "probabilities", "quotas", "relaxed"]
    young, old = sorted(told["panel"], reverse=True)
    assert young in {"y1", "y2", "y3"}
    assert old in {"o1", "o2"}
    assert told["probabilities"]["min"] == pytest.approx(1 / 3, abs=1e-6)
    assert told["probabilities"]["max"] == pytest.approx(1 / 2, abs=1e-6)
    # Three with a third and two with a half: the mean difference over twice the mean.
    assert told["probabilities"]["gini"] == pytest.approx(0.1, abs=1e-6)
    assert told["quotas"] == [
        {"category": "age", "feature": feature, "min": 1, "max": 1, "drawn": 1}
        for feature in ("young", "old")
    ]
    assert (told["relaxed"], told["left"]) == ([], [])


def test_the_record_is_enough_to_find_the_panel_again(run):
    record = drawn(run)["record"]
    assert (record["seed"], record["fairness"]) == ("7", "leximin")
    assert record["people_sha256"] == sha256(PEOPLE.encode()).hexdigest()
    assert record["categories_sha256"] == sha256(QUOTAS.encode()).hexdigest()
    ticket = int.from_bytes(sha256(b"7:ticket").digest()) % record["tickets"]
    assert record["ticket"] == ticket
    tickets = [each["tickets"] for each in record["panels"]]
    assert sum(tickets) == record["tickets"]
    ends = list(accumulate(tickets))
    counts = record["panels"][next(i for i, e in enumerate(ends) if ticket < e)]
    kinds = [
        kind["features"]["age"]
        for kind, count in zip(record["kinds"], counts["counts"], strict=True)
        for _ in range(count)
    ]
    assert sorted(kinds) == ["old", "young"]


def test_everyone_has_a_chance_in_the_record_and_they_sum_to_the_panel(run):
    kinds = drawn(run)["record"]["kinds"]
    assert sum(kind["people"] for kind in kinds) == 5
    total = sum(kind["people"] * kind["probability"] for kind in kinds)
    assert total == pytest.approx(2)
    for kind in kinds:
        numerator, denominator = map(int, kind["exact"].split("/"))
        assert numerator / denominator == kind["probability"]
    shared = [kind for kind in kinds if len(kind["household"]) == 2]
    assert [kind["features"]["age"] for kind in shared] == ["old", "young"]


def test_the_same_seed_draws_the_same(run):
    assert drawn(run) == drawn(run)


def test_maximin_is_said_to_be_maximin(run):
    told = drawn(run, "--maximin")
    assert told["record"]["fairness"] == "maximin"
    assert told["probabilities"]["min"] == pytest.approx(1 / 3, abs=1e-6)


def test_columns_that_are_not_used_are_told_beside_the_answer(run):
    told = run("draw", "--size", "2", "--seed", "7")
    assert told.stderr == "- The column note is not used.\n"


@pytest.mark.parametrize(
    ("language", "start", "chances", "quota"),
    [
        (
            "en",
            "Drawn: ",
            "Could be drawn: 5, with chances from 33.3% to 50.0% (Gini 0.10)",
            "(quota 1)",
        ),
        (
            "nb",
            "Trukket: ",
            "Kunne trekkes: 5, med sjanser fra 33,3\u00a0% til 50,0",
            "(kvote 1)",
        ),
        (
            "nn",
            "Trekte: ",
            "Kunne trekkjast: 5, med sjansar frå 33,3\u00a0% til 50,0",
            "(kvote 1)",
        ),
    ],
)
def test_a_person_gets_it_in_words(run, language, start, chances, quota):
    told = run("draw", "--size", "2", "--seed", "7", "--lang", language).stdout
    assert told.startswith(start)
    assert chances in told
    assert f"- age young: 1 {quota}" in told


def test_equal_chances_are_told_as_one(run):
    quotas = QUOTAS.replace("1,1", "0,2")
    told = run("draw", "--size", "2", "--seed", "7", "--lang", "en", quotas=quotas)
    assert "Could be drawn: 5, all with the same chance: 40.0%." in told.stdout
    assert "(quota 0–2)" in told.stdout


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "- age old: 2–4 instead of 4"),
        ("nb", "- age old: 2–4 i stedet for 4"),
        ("nn", "- age old: 2–4 i staden for 4"),
    ],
)
def test_quotas_that_cannot_be_met_are_refused_with_the_smallest_relaxations(
    run, language, line
):
    words = ["--size", "2", "--seed", "7", "--lang", language]
    told = run("draw", *words, quotas=IMPOSSIBLE)
    assert isinstance(told.exception, Refused)
    assert told.exception.exit_code == 4
    assert "--relax" in told.exception.remedy
    assert line in told.stderr.splitlines()
    assert told.stdout == ""


def test_a_panel_can_be_drawn_with_the_smallest_relaxations(run):
    told = drawn(run, "--relax", quotas=IMPOSSIBLE)
    assert told["panel"] == ["o1", "o2"]
    assert told["relaxed"] == [
        {
            "category": "age",
            "feature": "old",
            "min": 2,
            "max": 4,
            "was": {"min": 4, "max": 4},
        }
    ]
    words = ["--size", "2", "--seed", "7", "--relax", "--lang", "en"]
    assert run("draw", *words, quotas=IMPOSSIBLE).stdout.endswith(
        "The smallest relaxations that will:\n- age old: 2–4 instead of 4\n"
    )


def test_the_record_is_written_whole_or_not_at_all(run, tmp_path):
    record = tmp_path / "record.json"
    told = drawn(run, "--out", str(record))
    assert json.loads(record.read_text(encoding="utf-8")) == told
    words = ["--size", "2", "--seed", "7", "--out", str(tmp_path / "no" / "r.json")]
    assert isinstance(run("draw", *words).exception, WrongUsage)


def test_others_are_drawn_in_place_of_those_who_have_left(run, tmp_path):
    record = str(tmp_path / "record.json")
    first = drawn(run, "--out", record)["panel"]
    (old,) = {"o1", "o2"} & set(first)
    (stays,) = set(first) - {old}
    words = ["--left", stays, "--seed", "8", "--json", "--out", record]
    told = json.loads(run("replace", *words).stdout)
    assert set(told["panel"]) == {old, *told["record"]["drawn"]}
    assert set(told["record"]["drawn"]) < {"y1", "y2", "y3"} - {stays}
    assert told["record"]["in_place_of"] == told["left"] == [stays]
    assert [quota["drawn"] for quota in told["quotas"]] == [1, 1]


def test_those_who_have_left_once_are_not_drawn_again(run, tmp_path):
    (tmp_path / "record.json").write_text('{"panel": ["y2", "o2"], "left": ["y1"]}')
    words = ["--left", "y2", "--seed", "8", "--lang", "en"]
    told = run("replace", *words).stdout
    assert told.startswith("Drawn in place of y2: y3.\nCould be drawn: 2")


def test_replacements_that_break_a_quota_are_refused_until_it_is_relaxed(run, tmp_path):
    text = '{"panel": ["y2", "o2"], "left": ["o1"]}'
    (tmp_path / "record.json").write_text(text)
    words = ["--left", "o2", "--seed", "8"]
    assert isinstance(run("replace", *words).exception, Refused)
    told = json.loads(run("replace", *words, "--relax", "--json").stdout)
    assert told["panel"] == ["y1", "y2"]
    assert told["left"] == ["o1", "o2"]
    assert [each["was"] for each in told["relaxed"]] == [{"min": 1, "max": 1}] * 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("id,age\n1,old\n", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1, 2]", "no record"),
        ('{"left": []}', "“panel” is no list of ids"),
        ('{"panel": [1], "left": []}', "“panel” is no list of ids"),
        ('{"panel": ["y1"], "left": "y2"}', "“left” is no list of ids"),
    ],
)
def test_what_is_no_record_of_a_draw_is_told(run, tmp_path, text, found):
    (tmp_path / "record.json").write_text(text, encoding="utf-8")
    error = run("replace", "--left", "y1", "--seed", "8").exception
    assert isinstance(error, BadInput)
    assert found in error.found
