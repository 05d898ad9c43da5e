"""``nabolag residents themes``, as a person and a program meet it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from nabolag.cli.residents import residents

INPUTS = "id,text\n17,Mer lys i parken\n18,Meir lys i parken!\n19,Fartsdumper i gata\n"


@pytest.fixture
def run(tmp_path):
    def told(*words, text=INPUTS):
        path = tmp_path / "inputs.csv"
        path.write_text(text, encoding="utf-8")
        return CliRunner().invoke(residents, ["themes", str(path), *words]).stdout

    return told


def test_a_program_gets_the_pairs_with_scores(run):
    assert json.loads(run("--json")) == {
        "suggestions": [
            {
                "first": "17",
                "second": "18",
                "score": 1.0,
                "tie": "duplicate",
                "shared": ["lys", "park"],
            }
        ]
    }


@pytest.mark.parametrize(
    ("language", "said", "tie", "score"),
    [
        ("nb", "folk avgjør", "kan si det samme", "1,00"),
        ("nn", "folk avgjer", "kan seie det same", "1,00"),
        ("en", "people decide", "may say the same", "1.00"),
    ],
)
def test_a_person_reads_both_texts(run, language, said, tie, score):
    head, pair = run("--lang", language).split("\n\n")
    assert said in head
    assert pair == (
        f"17, 18: {tie} ({score})\n- Mer lys i parken\n- Meir lys i parken!\n"
    )


def test_that_nothing_is_alike_is_said(run):
    told = run("--lang", "en", text="text\nBenker\nLys\n")
    assert told == "No inputs are alike enough to be suggested.\n"
