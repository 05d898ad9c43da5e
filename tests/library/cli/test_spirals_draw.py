"""``nabolag spirals draw``, as those meet it who want a picture of a model."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.library.cli.test_spirals_command import DRAWING, MODEL

from nabolag.cli import run as run_line

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def draw(tmp_path, capsys):
    """Draw a model, and give the exit code, what is told, and the file."""

    def drawn(*words: object, out: str = "picture.svg", model: Any = MODEL):
        path, picture = tmp_path / "model.json", tmp_path / out
        path.write_text(json.dumps(model), encoding="utf-8")
        line = ["spirals", "draw", path, picture, "--lang", "en", *words]
        code = run_line([str(word) for word in line])
        told = capsys.readouterr()
        assert told.out == ""
        return code, told.err.splitlines(), picture

    return drawn


def texts(picture) -> list[str]:
    root = ElementTree.fromstring(picture.read_text("utf-8"))  # noqa: S314 - drawn by ourselves
    return ["".join(text.itertext()) for text in root.iter(SVG + "text")]


def width(picture) -> str:
    return ElementTree.fromstring(picture.read_text("utf-8")).attrib["width"]  # noqa: S314 - drawn by ourselves


def test_a_drawing_is_drawn_as_a_diagram(draw):
    code, told, picture = draw(model=DRAWING)
    assert (code, told) == (0, [f"Wrote {picture}."])
    assert {"reputation", "moving", "talk", "R1"} <= set(texts(picture))
    assert width(picture) == "728"


def test_one_loop_can_be_looked_at_and_the_picture_made_for_a_phone(draw):
    code, _, picture = draw("--focus", "R1", "--narrow", model=DRAWING)
    assert code == 0
    assert width(picture) == "344"


def test_an_outlook_is_of_the_first_output_unless_one_is_named(draw):
    code, told, picture = draw("--show", "outlook", "--draws", 50)
    assert (code, told) == (0, [f"Wrote {picture}."])
    assert "Storvik: people" in texts(picture)
    assert "Fictional: the model tells of no real place." in texts(picture)
    draw("--show", "outlook", "--output", "births", "--draws", 50)
    assert "Storvik: births" in texts(picture)
    draw("--show", "outlook", model={**MODEL, "outputs": ["rate"]})
    assert "Storvik: rate" in texts(picture)
    assert "1,000" in " ".join(texts(picture))


def test_what_is_set_is_drawn_before_what_is_not(draw):
    _, _, picture = draw("--show", "outlook", "--set", "rate=0", "--draws", 40)
    said = " ".join(texts(picture))
    assert "Set: rate = 0." in said
    assert "With what is set: 100" in said


def test_the_same_seed_draws_the_same_picture_and_another_a_little_different_one(draw):
    def drawn(*words):
        return draw("--show", "outlook", "--draws", 20, *words)[2].read_text("utf-8")

    assert drawn() == drawn("--seed", 1)
    assert drawn() != drawn("--seed", 2)


def test_an_area_is_drawn_by_its_name(draw):
    areas = {"names": ["north", "south"], "values": {"people": [10, 20]}}
    model = {**MODEL, "areas": areas}
    _, _, picture = draw("--show", "outlook", "--area", "south", model=model)
    assert "Storvik: people, south" in texts(picture)
    draw("--show", "leading", "--area", "south", "--draws", 5, model=model)
    assert "Storvik: south" in texts(picture)


def test_loops_that_lead_are_drawn_and_what_is_not_seen_is_told(draw):
    loops = [
        *DRAWING["arrows"],
        {"from": "talk", "to": "moving", "sign": "+", "delayed": True},
    ]
    code, told, picture = draw(
        "--show", "leading", "--draws", 30, model={**DRAWING, "arrows": loops}
    )
    assert code == 0
    assert told[-1] == f"Wrote {picture}."
    assert "In how many of 30 variants each loop leads." in texts(picture)
    _, told, _ = draw()
    assert told[0] == "- Not drawn, as they never change: 1 of 3 factors."


def test_a_picture_can_be_a_png_of_twice_the_size(draw):
    code, _, picture = draw(out="picture.PNG", model=DRAWING)
    assert code == 0
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20], "big") == 2 * 728


@pytest.mark.parametrize(
    ("words", "out", "model", "code", "says"),
    [
        ([], "picture.jpg", MODEL, 2, "ending in .svg or .png"),
        (["--focus", "R7"], "a.svg", DRAWING, 2, "Expected one of R1."),
        (["--focus", "R1", "--show", "leading"], "a.svg", MODEL, 2, "--show diagram"),
        (["--set", "rate=1"], "a.svg", MODEL, 2, "--set changes nothing with"),
        (["--seed", "0"], "a.svg", MODEL, 2, "--show outlook or leading beside it"),
        (
            ["--show", "outlook", "--output", "peple"],
            "a.svg",
            MODEL,
            2,
            "Did you mean people?",
        ),
        (["--show", "outlook", "--area", "x"], "a.svg", MODEL, 2, "Leave --area out"),
        (["--show", "outlook", "--set", "rate"], "a.svg", MODEL, 2, "NAME=VALUE"),
        (["--show", "outlook"], "a.svg", DRAWING, 4, "an equation for every factor"),
        (
            ["--show", "leading"],
            "a.svg",
            {**DRAWING, "arrows": []},
            4,
            "The model has no loop",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_nothing_is_written(
    draw, words, out, model, code, says
):
    found, told, picture = draw(*words, out=out, model=model)
    assert found == code
    assert says in " ".join(told)
    assert not picture.exists()
