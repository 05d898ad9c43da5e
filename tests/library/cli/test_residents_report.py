"""``nabolag residents report``, as a person meets it, from the example Dalen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from nabolag.cli.residents import residents
from nabolag.errors import WrongUsage

DALEN = Path(__file__).parents[3] / "examples" / "dalen" / "residents"
REACH = ("participants", "population")
OPINION = ("votes", "comments")
WAYS = ("activities", "cards")


@pytest.fixture
def run(tmp_path):
    def told(*parts, out="report.html", language="en"):
        files = [
            word for part in parts for word in (f"--{part}", DALEN / f"{part}.csv")
        ]
        words = ["report", *files, "--place", "Dalen", "--lang", language]
        path = tmp_path / out
        result = CliRunner().invoke(residents, [*map(str, words), "--out", str(path)])
        return result, path

    return told


def headings(path):
    text = path.read_text(encoding="utf-8")
    return re.findall(r'<h2 class="sechead" id="[\w-]+">\s*([^<]+?)\s*</h2>', text)


def test_the_whole_report_holds_all_that_is_known(run):
    result, path = run(*REACH, *OPINION, *WAYS)
    assert result.stderr == f"Wrote {path}.\n"
    assert headings(path) == [
        "Who has taken part",
        "Who took part, method by method",
        "What they think",
        "What reaches them",
        "Sources",
        "How we calculate",
    ]
    page = path.read_text(encoding="utf-8")
    assert "<h1>Missing most: 20–39</h1>" in page
    assert "406 participations" in page
    assert "Opinion leans 2 ways" in page
    assert "Does the conclusion hold?" in page
    assert "Those who took part chose to do so." in page
    assert "Folkeregisteret i Storvik (oppdiktet)" in page
    assert "Flere parkeringsplasser er viktigere enn flere trær" in page


def test_no_voter_can_be_found_in_it(run, tmp_path):
    votes = (DALEN / "votes.csv").read_text(encoding="utf-8").splitlines()
    cells = [line.split(",") for line in votes[1:]]
    named = [
        f"{at},{statement},voter{who}x,{vote}" for at, statement, who, vote in cells
    ]
    path, out = tmp_path / "votes.csv", tmp_path / "report.html"
    path.write_text("\n".join([votes[0], *named, ""]), encoding="utf-8")
    words = ["report", "--votes", str(path), "--out", str(out)]
    assert CliRunner().invoke(residents, words).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "<svg" in page
    assert not re.search(r"voter\d", page)


@pytest.mark.parametrize(
    ("parts", "title", "said"),
    [
        (REACH, "Missing most: 20–39", ["Who has taken part"]),
        (OPINION, "Opinion leans 2 ways", ["What they think"]),
        (WAYS, "What it takes to reach residents", ["What reaches them"]),
    ],
)
def test_each_part_stands_alone(run, parts, title, said):
    _, path = run(*parts)
    assert f"<h1>{title}</h1>" in path.read_text(encoding="utf-8")
    assert headings(path)[: len(said)] == said
    others = {"What they think", "What reaches them", "Who has taken part"} - set(said)
    assert not others & set(headings(path))


def test_statements_without_texts_are_told_by_their_numbers(run):
    _, path = run("votes")
    assert '<th scope="row">3</th>' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "title"),
    [("nb", "Mangler mest: 20–39"), ("nn", "Manglar mest: 20–39")],
)
def test_it_is_written_in_norwegian_without_an_english_word(run, language, title):
    _, path = run(*REACH, *OPINION, *WAYS, language=language)
    page = path.read_text(encoding="utf-8")
    assert f"<h1>{title}</h1>" in page
    assert f'lang="{language}"' in page
    for word in ("participations", "residents", "agree", "statement"):
        assert word not in re.sub(r"<style>.*?</style>|class=\"[^\"]*\"", "", page)


def test_it_is_written_as_a_pdf(run):
    _, path = run(*REACH, *OPINION, *WAYS, out="report.pdf")
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("participants",), "--participants says nothing without --population"),
        (("population",), "--population says nothing without --participants"),
        (("comments",), "--comments says nothing without --votes"),
        (("activities",), "--activities says nothing without --cards"),
        (("cards",), "--cards says nothing without --activities"),
        ((), "There is nothing to make a report of"),
    ],
)
def test_half_of_a_part_is_refused(run, parts, said):
    result, path = run(*parts)
    assert isinstance(result.exception, WrongUsage)
    assert said in str(result.exception)
    assert not path.exists()


def test_a_name_that_tells_no_kind_of_report_is_refused(run):
    result, _ = run(*REACH, out="report.txt")
    assert "a file name ending in .html or .pdf" in str(result.exception)


def test_those_who_were_drawn_by_lot_have_intervals_and_that_is_said_first(tmp_path):
    drawn = [f"{age},ja" for age in ("13–19", "20–39", "40–66", "67+")]
    text = "\n".join(["alder,trukket", *drawn * 30, ""])
    people, out = tmp_path / "participants.csv", tmp_path / "report.html"
    people.write_text(text, encoding="utf-8")
    files = ["--participants", str(people), "--population", f"{DALEN}/population.csv"]
    words = ["report", *files, "--lang", "en", "--out", str(out)]
    assert CliRunner().invoke(residents, words).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert '<p class="verdict">Everyone was drawn by lot; intervals hold' in page
    assert "25% (18–34) against 10%" in page


def test_who_was_new_is_left_out_where_nobody_was_asked(tmp_path):
    text = "alder\n" + "13–19\n" * 30 + "20–39\n" * 30 + "40–66\n" * 30 + "67+\n" * 30
    people, out = tmp_path / "participants.csv", tmp_path / "report.html"
    people.write_text(text, encoding="utf-8")
    files = ["--participants", str(people), "--population", f"{DALEN}/population.csv"]
    result = CliRunner().invoke(residents, ["report", *files, "--out", str(out)])
    assert result.exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "120 deltakelser" in page
    assert "hadde ikke fortalt oss noe før" not in page
