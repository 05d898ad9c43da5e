"""``nabolag residents reach``, as a person and a program meet it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from nabolag.cli.residents import residents
from nabolag.errors import BadInput, Refused

POPULATION = """characteristic,group,residents,register
tenure,renter,1000,Statistics Norway
tenure,owner,1400,Statistics Norway
age,0-39,1300,Statistics Norway
age,40+,1100,Statistics Norway
"""


def lines(tenure, times, method, *, answer="", drawn="", new=""):
    return [f"{tenure},{method},{answer},{drawn},{new}"] * times


def participants(rows):
    return "\n".join(["tenure,method,answer,drawn,new", *rows, ""])


MONTH = participants(
    [
        *lines("renter", 30, "stand", answer="benches", new="yes"),
        *lines("renter", 24, "web", answer="benches", new="no"),
        *lines("owner", 75, "stand", answer="parking", new="no"),
        *lines("owner", 100, "web", answer="parking"),
        *lines("", 6, "web"),
    ]
)


@pytest.fixture
def run(tmp_path):
    def told(text, *words, population=POPULATION):
        (tmp_path / "population.csv").write_text(population, encoding="utf-8")
        (tmp_path / "participants.csv").write_text(text, encoding="utf-8")
        files = [str(tmp_path / f"{n}.csv") for n in ("participants", "population")]
        return CliRunner().invoke(residents, ["reach", *files, *words])

    return told


def test_a_program_gets_groups_parts_and_the_conclusion(run):
    told = json.loads(run(MONTH, "--json").stdout)
    assert (told["participations"], told["new"]) == (235, 30)
    assert told["interval"] == "no sampling interval: volunteers"
    (tenure,) = told["characteristics"]
    renter, owner, silent = tenure["groups"]
    assert renter == {
        "groups": ["renter"],
        "untold": False,
        "participations": 54,
        "residents": 1000,
        "population_share": pytest.approx(1000 / 2400),
        "share": {"value": pytest.approx(54 / 229), "low": None, "high": None},
        "distance": {
            "value": pytest.approx(54 / 229 - 1000 / 2400),
            "low": None,
            "high": None,
        },
        "rate": {"value": pytest.approx(0.054), "low": None, "high": None},
        "part": pytest.approx(-0.28, abs=0.005),
    }
    assert (owner["participations"], silent["share"]) == (175, None)
    assert (silent["untold"], silent["groups"], silent["part"]) == (True, [], None)
    assert tenure["variation"]["value"] == pytest.approx(0.37, abs=0.005)
    assert tenure["variation"]["beyond_chance"] is True
    assert (tenure["r_indicator"], tenure["seek"]) == (None, ["renter"])
    (division,) = told["divisions"]
    assert division["kind"] == "method"
    assert division["totals"] == [
        {"names": ["stand"], "participations": 105},
        {"names": ["web"], "participations": 130},
    ]
    # None was silent at the stand, so the silent go with owners in both
    groups = [g["groups"] for g in division["parts"][0]["characteristics"][0]["groups"]]
    assert groups == [["renter"], ["owner"]]
    assert told["conclusion"] == {
        "verdict": "holds",
        "why": None,
        "answer": "parking",
        "weighted_by": ["tenure"],
        "design_effect": 1.2,
        "worth": 194,
    }


def test_the_same_seed_prints_the_same(run):
    once = run(MONTH, "--json", "--seed", "4").stdout
    assert run(MONTH, "--json", "--seed", "4").stdout == once
    assert run(MONTH, "--json", "--seed", "5").stdout != once


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "235 participations.\n30 had not told us anything before.\n"
            "No sampling interval: volunteers.\n\ntenure (Statistics Norway)\n"
            "- renter: 54, 24% of participations and 42% of residents (−18), "
            "5.4 per 100 residents\n",
        ),
        (
            "nb",
            "235 deltakelser.\n30 hadde ikke fortalt oss noe før.\n"
            "Ikke noe utvalgsintervall: frivillige.\n\ntenure (Statistics Norway)\n"
            "- renter: 54, 24\xa0% av deltakelsene og 42\xa0% av innbyggerne (−18), "
            "5,4 per 100 innbyggere\n",
        ),
        (
            "nn",
            "235 deltakingar.\n30 hadde ikkje fortalt oss noko før.\n"
            "Ikkje noko utvalsintervall: frivillige.\n\ntenure (Statistics Norway)\n"
            "- renter: 54, 24\xa0% av deltakingane og 42\xa0% av innbyggjarane (−18), "
            "5,4 per 100 innbyggjarar\n",
        ),
    ],
)
def test_a_person_reads_it_in_their_language(run, language, said):
    assert run(MONTH, "--lang", language).stdout.startswith(said)


def test_a_person_reads_what_it_comes_to(run):
    told = run(MONTH, "--lang", "en").stdout
    for said in (
        "- not told: 6\n",
        "Coefficient of variation 0.37. A random draw as large gives 0.0",
        "Groups were reached more unevenly than chance gives.\nSeek next: renter.\n",
        "By method\n- stand: 105\n- web: 130\n",
        "stand. No sampling interval: volunteers.\ntenure (Statistics Norway)\n",
        "- owner and not told: 75,",
        "“parking” is the answer given most often. The conclusion holds when weighted "
        "by tenure (design effect 1.2).\n",
    ):
        assert said in told
    assert "R-indicator" not in told


def test_a_draw_is_told_with_its_interval_and_r_where_many_took_part(run):
    rows = lines("renter", 240, "letter", drawn="yes")
    rows += lines("owner", 480, "letter", drawn="yes")
    told = run(participants(rows), "--lang", "en").stdout
    assert "Everyone was drawn by lot; intervals hold in 95 of 100 draws." in told
    assert "(−8), 24.0 per 100 residents; distance −12 to −5" in told
    assert "R-indicator 0.90." in told


def test_more_participations_than_residents_are_held_against_no_draw(run):
    rows = lines("renter", 1500, "web") + lines("owner", 1000, "web")
    told = run(participants(rows), "--lang", "en").stdout
    assert (
        "Coefficient of variation 0.37.\nDissimilarity 0.18.\nSeek next: owner." in told
    )


def test_a_changed_conclusion_is_told(run):
    rows = lines("renter", 40, "web", answer="benches")
    rows += lines("owner", 45, "web", answer="parking")
    rows += lines("owner", 15, "web", answer="benches")
    told = run(participants(rows), "--lang", "en").stdout
    assert "“benches” is the answer given most often. The conclusion holds" in told
    rows = lines("renter", 50, "web", answer="benches")
    rows += lines("owner", 45, "web", answer="parking")
    told = run(participants(rows), "--lang", "en").stdout
    assert "The conclusion changes when weighted by tenure (design effect 1.0)." in told


def test_why_a_conclusion_cannot_be_weighted_is_told(run):
    rows = lines("renter", 10, "web", answer="benches")
    rows += lines("owner", 10, "web", answer="parking")
    told = run(participants(rows), "--lang", "en").stdout
    assert (
        "cannot be told: fewer than 30 have answered, or fewer than five alike.\n"
        in told
    )


def test_where_no_group_may_be_shown_it_says_so(run):
    unsigned = POPULATION.replace("Statistics Norway", "")
    rows = participants(lines("owner", 9, "web"))
    told = run(rows, "--lang", "en", population=unsigned).stdout
    assert "tenure\nToo few in some of the groups for any of them to be shown." in told


def test_what_is_not_used_or_was_not_asked_is_told_on_standard_error(run):
    told = run("id,tenure\n" + "1,owner\n2,renter\n" * 9)
    assert told.stderr.splitlines() == [
        "- The column id is not used.",
        "- Participants were not asked for age.",
    ]
    assert "age" not in run(MONTH, "--by", "tenure").stderr


def test_bad_input_and_too_few_end_with_their_own_codes(run):
    few = run(participants(lines("owner", 3, "web"))).exception
    assert isinstance(few, Refused)
    assert few.exit_code == 4
    assert isinstance(run(MONTH.replace("owner", "lodger")).exception, BadInput)
