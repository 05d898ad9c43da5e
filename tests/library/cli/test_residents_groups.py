"""``nabolag residents groups``, as a person and a program meet it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from nabolag.cli.residents import residents
from nabolag.errors import BadInput, Refused

COMMENTS = """comment-id,comment-body
0,"More
trees"
1,Fewer cars
2,Longer opening hours
"""


def votes(lines):
    return "\n".join(["comment-id,voter-id,vote", *lines, ""])


def said(people, marks):
    return [
        f"{name},{person},{mark}"
        for person in people
        for name, mark in enumerate(marks)
        if mark is not None
    ]


# Twelve and eight who differ on 0–6, all for 7; one has voted too little to be placed
TWO_SIDES = votes(
    [
        *said(range(12), [1, 1, 1, 1, 1, 1, 1, 1]),
        *said(range(12, 20), [-1, -1, -1, -1, -1, -1, -1, 1]),
        *said(["late"], [0]),
    ]
)
ALIKE = votes(said(range(20), [1, -1, 0, 1, 1, 1, 1]))


@pytest.fixture
def run(tmp_path):
    def told(text, *words, comments=None):
        files = [tmp_path / "votes.csv"]
        files[0].write_text(text, encoding="utf-8")
        if comments:
            (tmp_path / "comments.csv").write_text(comments, encoding="utf-8")
            files += ["--comments", tmp_path / "comments.csv"]
        return CliRunner().invoke(residents, ["groups", *map(str, files), *words])

    return told


def test_a_program_gets_groups_what_stands_for_them_and_how_firm_they_are(run):
    told = json.loads(run(TWO_SIDES, "--json").stdout)
    assert list(told) == [
        *("participants", "statements", "votes", "admitted", "k", "groups"),
        *("consensus", "stability", "verdict", "divides", "shading"),
    ]
    assert [told[key] for key in list(told)[:5]] == [21, 8, 161, 20, 2]
    assert told["verdict"] == "stable_groups"
    assert told["stability"] == {"ari_median": 1.0, "ari_low": pytest.approx(0.95)}
    large, small = told["groups"]
    assert (large["size"], small["size"]) == (12, 8)
    assert large["members"] == [str(person) for person in range(12)]
    # By hand: (12 + 1) / (12 + 2) against (0 + 1) / (8 + 2)
    first = large["representative"][1]
    assert first == {
        "statement": "1",
        "agree": 12,
        "disagree": 0,
        "seen": 12,
        "z": pytest.approx((1 - 1 / 9) / (14 / 22 * 8 / 22 * (1 / 13 + 1 / 9)) ** 0.5),
        "ratio": pytest.approx((13 / 14) / (1 / 10)),
        "side": "agree",
    }
    assert {each["side"] for each in small["representative"]} == {"disagree"}
    everyone = told["consensus"][0]
    assert everyone == {
        "statement": "7",
        "side": "agree",
        "on_side": 20,
        "seen": 20,
        "share": pytest.approx(21 / 22),
        "z": pytest.approx(21**0.5),
        "group_informed": pytest.approx(13 / 14 * 9 / 10),
    }
    assert told["shading"] == []
    assert told["divides"][1] == {
        "statement": "1",
        "highest": 0,
        "lowest": 1,
        "gap": pytest.approx(13 / 14 - 1 / 10),
        "z": pytest.approx((13 / 14 - 1 / 10) / (13 / 14**3 + 0.1 * 0.9 / 10) ** 0.5),
    }


def test_where_everyone_agrees_there_are_no_groups_and_no_failure(run):
    result = run(ALIKE, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (told["k"], told["groups"], told["divides"]) == (None, [], [])
    assert told["verdict"] == "no_stable_groups"
    assert told["stability"] == {"ari_median": None, "ari_low": None}
    sides = {each["statement"]: each["side"] for each in told["consensus"]}
    assert (sides["0"], sides["1"], sides.get("2")) == ("agree", "disagree", None)
    assert all(each["group_informed"] is None for each in told["consensus"])


def slope(people=60, statements=20):
    """Give a conversation where each has drawn a vote on each statement by chance."""
    mark = 1
    lines = []
    for person in range(people):
        for name in range(statements):
            mark = mark * 48271 % 2147483647
            lines.append(f"{name},{person},{(-1, 1)[mark // 1000 % 2]}")
    return votes(lines)


def test_votes_by_chance_give_no_groups_and_say_how_unlike_they_were(run):
    result = run(slope(), "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["k"], told["groups"]) == (0, None, [])
    assert told["stability"]["ari_low"] < 0.4
    assert "other people would have given other" in run(slope(), "--lang", "en").stdout


def test_the_same_seed_prints_the_same_and_so_do_shuffled_lines(run):
    once = run(slope(), "--json", "--seed", "4").stdout
    assert run(slope(), "--json", "--seed", "4").stdout == once
    head, *lines = slope().split()
    assert run("\n".join([head, *lines[::-1]]), "--json", "--seed", "4").stdout == once
    other = json.loads(run(slope(), "--json", "--seed", "5").stdout)
    assert other["stability"] != json.loads(once)["stability"]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "en",
            [
                "21 people have cast 161 votes on 8 statements; 20 have voted enough to "
                "be placed.\n2 groups think alike, and are found again among half of the "
                "people.\nLikeness between half of the people and all: median 1.00, in 19 "
                "of 20 halves at least 0.95 (1 is the same groups, 0 is chance).",
                "Group A: 12 people\n- Agree: More trees\n- Agree: Fewer cars\n",
                "Group B: 8 people\n- Disagree: More trees\n",
                "What divides the groups most\n"
                "- More trees (most agree in group A, fewest in group B)\n",
                "What most people think, all groups together\n- Agree: 7\n",
            ],
        ),
        (
            "nb",
            [
                "21 personer har gitt 161 stemmer på 8 utsagn; 20 har stemt nok til å bli "
                "plassert.\n2 grupper tenker likt, og finnes igjen blant halvparten av "
                "personene.\nLikhet mellom halvparten av personene og alle: median 1,00, i "
                "19 av 20 halvutvalg minst 0,95 (1 er de samme gruppene, 0 er tilfeldig).",
                "Gruppe A: 12 personer\n- Enig: More trees\n",
                "Gruppe B: 8 personer\n- Uenig: More trees\n",
                "Det som skiller gruppene mest\n"
                "- More trees (flest er enige i gruppe A, færrest i gruppe B)\n",
                "Det de fleste mener, alle grupper under ett\n- Enig: 7\n",
            ],
        ),
        (
            "nn",
            [
                "21 personar har gjeve 161 røyster på 8 utsegner; 20 har røysta nok til å "
                "bli plasserte.\n2 grupper tenkjer likt, og finst att mellom halvparten av "
                "personane.\nLikskap mellom halvparten av personane og alle: median 1,00, "
                "i 19 av 20 halvutval minst 0,95 (1 er dei same gruppene, 0 er "
                "tilfeldig).",
                "Gruppe A: 12 personar\n- Samd: More trees\n",
                "Gruppe B: 8 personar\n- Usamd: More trees\n",
                "Det som skil gruppene mest\n"
                "- More trees (flest er samde i gruppe A, færrast i gruppe B)\n",
                "Det dei fleste meiner, alle grupper under eitt\n- Samd: 7\n",
            ],
        ),
    ],
)
def test_a_person_reads_it_in_their_language(run, language, parts):
    """Paragraph by paragraph; a statement without a text is told by its number."""
    told = run(
        TWO_SIDES,
        *("--lang", language),
        comments=COMMENTS + "".join(f"{at},\n" for at in range(3, 8)),
    ).stdout.split("\n\n")
    assert len(told) == len(parts)
    for paragraph, part in zip(told, parts, strict=True):
        assert paragraph.startswith(part)


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("en", "people have voted too alike for two groups to be made."),
        ("nb", "Folk har stemt for likt til at det kan lages to grupper."),
        ("nn", "Folk har røysta for likt til at det kan lagast to grupper."),
    ],
)
def test_where_everyone_agrees_a_person_reads_why(run, language, why):
    whole, shared = run(ALIKE, "--lang", language).stdout.split("\n\n")
    assert whole.endswith(why)
    assert shared.count("\n- ") == 6


def test_where_most_pass_nothing_is_said_to_be_shared(run):
    told = run(votes(said(range(20), [0] * 7)), "--lang", "en").stdout
    assert told.endswith("too alike for two groups to be made.\n")


@pytest.mark.parametrize("people", [1, 2, 9])
def test_too_few_people_end_with_a_code_of_their_own(run, people):
    refused = run(votes(said(range(people), [1] * 7))).exception
    assert isinstance(refused, Refused)
    assert refused.exit_code == 4
    assert f"{people} of {people} people can be placed" in str(refused)


def test_bad_input_names_its_place(run):
    wrong = run(TWO_SIDES.replace("3,0,1", "3,0,5"), "--json").exception
    assert isinstance(wrong, BadInput)
    assert "votes.csv, line 5, column vote: “5” stands here." in str(wrong)
    unknown = run(TWO_SIDES, comments=COMMENTS).exception
    assert isinstance(unknown, BadInput)
    assert "line 5, column comment-id: Statement 3 is not in" in str(unknown)


@pytest.mark.shared_data
def test_a_real_conversation_is_told_with_its_published_groups(shared_data):
    folder = shared_data / "polis" / "scoop-hivemind.biodiversity"
    words = ["groups", str(folder / "votes.csv"), "--json"]
    words += ["--comments", str(folder / "comments.csv")]
    told = json.loads(CliRunner().invoke(residents, words).stdout)
    assert (told["participants"], told["statements"], told["k"]) == (536, 316, 2)
    assert told["verdict"] == "stable_groups"
    assert [group["size"] for group in told["groups"]] == pytest.approx(
        [371, 72], abs=5
    )
