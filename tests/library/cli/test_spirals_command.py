"""``nabolag spirals …``, as a person and a program meet it."""

from __future__ import annotations

import csv
import json
from typing import Any

import click
import polars as pl
import pytest
from click.testing import CliRunner
from numba.core import event

from nabolag.cli import run as run_line
from nabolag.cli.spirals import spirals
from nabolag.cli.spirals.readying import says_when_compiling
from nabolag.spirals.engine.kernel import run_blocks

MODEL: dict[str, Any] = {
    "format": "nabolag-spiral",
    "version": 1,
    "name": "Storvik",
    "fictional": True,
    "times": {"stop": 4, "step": 0.25, "save_every": 1},
    "factors": [
        {"name": "people", "start": 100, "inflows": ["births"], "unit": "people"},
        {"name": "births", "equation": "rate * people", "unit": "people/year"},
        {
            "name": "rate",
            "equation": 0.1,
            "unit": "1/year",
            "distribution": {"kind": "uniform", "low": 0.05, "high": 0.15},
        },
    ],
    "events": [{"name": "many", "when": "people > 150"}],
}
DRAWING: dict[str, Any] = {
    "format": "nabolag-spiral",
    "version": 1,
    "name": "Drawn",
    "factors": [
        {"name": "reputation", "better": "more_is_better"},
        {"name": "moving", "better": "more_is_worse"},
        {"name": "talk"},
    ],
    "arrows": [
        {"from": "reputation", "to": "moving", "sign": "-"},
        {"from": "moving", "to": "reputation", "sign": "-", "delayed": True},
        {"from": "moving", "to": "talk", "sign": "+"},
    ],
}


@pytest.fixture
def run(tmp_path):
    def told(verb, *words, model=MODEL):
        path = tmp_path / "model.json"
        path.write_text(json.dumps(model), encoding="utf-8")
        return CliRunner().invoke(spirals, [verb, str(path), *map(str, words)])

    return told


@pytest.fixture
def refused(tmp_path, capsys):
    def told(verb, *words, model=MODEL):
        path = tmp_path / "model.json"
        text = model if isinstance(model, str) else json.dumps(model)
        path.write_text(text, encoding="utf-8")
        code = run_line(["spirals", verb, str(path), *map(str, words)])
        return code, capsys.readouterr().err

    return told


def test_a_model_runs_once_at_central_values(run):
    told = json.loads(run("run", "--json", "--output", "people").stdout)
    assert told["time"] == [0, 1, 2, 3, 4]
    assert told["series"]["people"]["value"][-1] == pytest.approx(100 * 1.025**16)
    assert told["units"] == {"people": "people"}
    assert (told["draws"], told["failed_draws"]) == (None, 0)
    assert told["fictional"] is True


def test_with_draws_it_gives_a_median_and_a_band(run):
    told = json.loads(run("run", "--json", "--draws", "200", "--seed", "3").stdout)
    people = told["series"]["people"]
    assert set(people) == {"median", "low", "high"}
    assert people["low"][-1] < people["median"][-1] < people["high"][-1]
    assert told["draws"] == 200
    assert told["events"]["many"][-1] > 0


def test_times_and_method_are_asked_for(run):
    told = json.loads(
        run(
            "run", "--json", "--from", 1, "--to", 3, "--dt", 0.5, "--method", "rk4"
        ).stdout
    )
    assert told["time"] == [1, 2, 3]
    assert told["series"]["people"]["value"][-1] == pytest.approx(122.14, abs=0.01)


def test_what_is_set_is_held_against_what_is_not(run):
    told = json.loads(
        run(
            "run", "--json", "--draws", 50, "--set", "rate=0", "--output", "people"
        ).stdout
    )
    assert told["compared"] == [
        {"output": "people", "direction": "neither", "better": 0, "same": 0, "of": 50}
    ]
    once = json.loads(run("run", "--json", "--set", "rate=0").stdout)
    assert once["series"]["people"]["value"] == [100] * 5
    assert "compared" not in once


def test_areas_are_told_one_by_one(run):
    areas = {"names": ["north", "south"], "values": {"people": [10, 20]}}
    told = run("run", "--json", "--output", "people", model={**MODEL, "areas": areas})
    people = json.loads(told.stdout)["series"]["people"]["areas"]
    assert [people[name]["value"][0] for name in ("north", "south")] == [10, 20]
    said = run("run", "--lang", "en", model={**MODEL, "areas": areas}).stdout
    assert "people, south: 20 (0) → 29.69 people (4)" in said
    assert "many, north: come about in 0 of 1 variants" in said


def test_a_drawing_is_never_told_in_percent(run):
    said = run("run", "--lang", "en", model=DRAWING).stdout
    assert "of 1,000 variants" in said
    assert "%" not in said
    assert "reputation: higher at the end in " in said
    pushed = run(
        "run", "--lang", "en", "--draws", 80, "--set", "reputation=0.3", model=DRAWING
    ).stdout.splitlines()
    assert pushed == [
        "Drawn",
        "reputation: better than without in 80 of 80 variants",
        "moving: better than without in 80 of 80 variants",
        "talk: higher than without in 0 of 80 variants",
    ]


def test_what_a_lever_does_not_reach_is_told_as_the_same(run):
    said = run(
        "run", "--lang", "en", "--draws", 9, "--set", "talk=0.3", model=DRAWING
    ).stdout
    assert "moving: better than without in 0 of 9 variants (the same in 9)" in said


def test_a_person_reads_from_start_to_end(run):
    said = run("run", "--lang", "en", "--draws", "500").stdout.splitlines()
    assert said[:3] == [
        "Storvik",
        "Fictional: the model tells of no real place.",
        "Median of 500 variants, nine of ten within brackets.",
    ]
    assert said[3].startswith("people: 100 [100–100] (0) → 148.5 [124.4–")
    assert said[5].startswith("rate: 0.1 [0.055")
    assert said[5].endswith("] 1/year (4)")
    assert said[6].startswith("many: come about in ")


def test_what_is_no_number_is_told_and_written_as_nothing(run):
    model = {**MODEL, "factors": [{"name": "a", "equation": "1 / (time - 2)"}]}
    model.pop("events")
    told = json.loads(run("run", "--json", model=model).stdout)
    assert told["series"]["a"]["value"][2] is None
    assert told["failures"] == [{"name": "a", "time": 2.0, "variants": 1}]
    assert told["warnings"] == ["a: Was no number in 1 of 1 variants, first at time 2."]
    said = run("run", "--lang", "en", "--to", 2, model=model).stdout
    assert "a: -0.5 (0) → – (2)" in said.replace("−", "-")


@pytest.mark.parametrize("ending", ["json", "csv", "parquet"])
def test_a_run_is_written_to_a_file(run, tmp_path, ending):
    out = tmp_path / f"run.{ending}"
    told = run("run", "--out", out, "--draws", 20)
    assert told.stderr == f"Wrote {out}.\n"
    if ending == "json":
        assert json.loads(out.read_text("utf-8"))["time"] == [0, 1, 2, 3, 4]
        return
    table = pl.read_csv(out) if ending == "csv" else pl.read_parquet(out)
    assert table.columns == ["output", "area", "time", "median", "low", "high"]
    assert table.height == 15


def test_a_csv_of_one_run_has_one_value(run, tmp_path):
    out = tmp_path / "run.csv"
    run("run", "--out", out, "--output", "people")
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert float(rows[1]["value"]) == pytest.approx(100 * 1.025**4)


def test_loops_are_listed(run):
    told = json.loads(run("loops", "--json", model=DRAWING).stdout)
    assert told == {
        "loops": [
            {
                "id": "R1",
                "kind": "R",
                "variables": ["moving", "reputation"],
                "delayed": True,
            }
        ],
        "capped": False,
    }
    said = run("loops", "--lang", "en", model=DRAWING).stdout
    assert said == "R1 (reinforcing, delayed): moving → reputation → moving\n"
    none = run("loops", "--lang", "en", model={**DRAWING, "arrows": []}).stdout
    assert none == "There is no loop: nothing comes back to where it began.\n"


def test_a_list_of_loops_that_may_not_be_whole_says_so(run):
    names = [f"f{at}" for at in range(14)]
    ring = [
        {"from": a, "to": b, "sign": "+"}
        for a, b in zip(names, [*names[1:], names[0]], strict=True)
    ]
    ring.append({"from": "f1", "to": "f0", "sign": "-"})
    model = {**DRAWING, "factors": [{"name": name} for name in names], "arrows": ring}
    said = run("loops", "--lang", "en", model=model).stdout.splitlines()
    assert said[0].startswith("B1 (balancing): f0 → f1 → f0")
    assert said[1].startswith("There may be more loops than are listed")


def test_a_check_says_what_a_model_holds(run):
    told = json.loads(run("check", "--json").stdout)
    assert told == {
        "model": "Storvik",
        "level": "equations",
        "factors": 3,
        "stocks": 1,
        "constants": 1,
        "uncertain": 1,
        "arrows": 0,
        "warnings": [],
    }
    said = run("check", "--lang", "en", model=DRAWING).stdout.splitlines()
    assert said == [
        "Drawn",
        "A drawing: factors and arrows.",
        "Factors: 3, of these stocks: 0. Arrows: 3. Drawn from a distribution: 9.",
        "Nothing to remark.",
    ]


def test_a_check_tells_of_a_step_that_is_too_long(run):
    model = {**MODEL, "times": {"stop": 20, "step": 2}}
    said = run("check", "--lang", "en", model=model).stdout
    assert "- people: Half the time step (2) changes the answer by " in said


@pytest.mark.parametrize("ending", ["kumu.json", "graphml", "json"])
def test_a_drawing_is_converted_and_read_again(run, tmp_path, ending):
    out = tmp_path / f"drawn.{ending}"
    assert run("convert", out, model=DRAWING).stderr == f"Wrote {out}.\n"
    told = CliRunner().invoke(spirals, ["loops", str(out), "--lang", "en"]).stdout
    assert told == "R1 (reinforcing, delayed): moving → reputation → moving\n"


def test_an_arrow_or_a_loop_is_cut_and_held_against_the_model_as_it_is(run):
    asked = ["--draws", 40, "--cut", "R1", "--output", "people"]
    told = json.loads(run("run", "--json", *asked).stdout)
    assert told["cut"] == [{"from": "births", "to": "people", "loops": ["R1"]}]
    assert told["series"]["people"]["high"][-1] == pytest.approx(160, rel=0.02)
    (held,) = told["compared"]
    assert (held["better"], held["of"]) == (0, 40)
    said = run("run", *asked, "--lang", "nn").stdout
    assert "Kutta: births → people, og med det sløyfene R1." in said


def test_a_time_step_that_is_too_long_is_told_of_where_a_model_is_run(run):
    fast = {**MODEL, "times": {"stop": 20, "step": 5}}
    told = json.loads(run("run", "--json", "--output", "people", model=fast).stdout)
    (warning,) = told["warnings"]
    assert warning.startswith("people: Half the time step (5) changes the answer")
    said = run("run", "--draws", 5, "--lang", "nn", model=fast).stdout
    assert "- people: Med halve tidssteget (5) endrar svaret seg" in said
    short = {**MODEL, "times": {"stop": 20, "step": 0.01, "method": "rk4"}}
    assert json.loads(run("run", "--json", model=short).stdout)["warnings"] == []


def test_what_is_set_is_set_with_the_cut_and_without(run):
    asked = ["--draws", 10, "--cut", "moving -> talk", "--set", "moving=3"]
    told = run("run", *asked, "--lang", "en", model=DRAWING).stdout
    assert "Cut: moving → talk, which is in no loop." in told
    assert (
        "reputation: better than without in 0 of 10 variants (the same in 10)" in told
    )


def test_which_loop_leads_is_told_to_people_and_to_programs(run, tmp_path):
    assert (
        "R1 (reinforcing): births → people → births\n"
        in run("leading", "--draws", 30, "--lang", "en").stdout
    )
    told = json.loads(run("leading", "--draws", 30, "--json").stdout)
    assert told["loops"][0]["leads"] == [0, 30, 30, 30, 30]
    out = tmp_path / "leading.csv"
    assert run("leading", "--draws", 30, "--out", out).stderr == f"Wrote {out}.\n"
    assert out.read_text("utf-8").splitlines()[1:3] == [
        "1,R1,,0.0,0,30",
        "1,R1,,1.0,30,30",
    ]
    document = tmp_path / "leading.json"
    run("leading", "--draws", 30, "--out", document)
    assert json.loads(document.read_text("utf-8")) == told


def test_a_cut_without_draws_runs_once(run):
    told = json.loads(run("run", "--json", "--cut", "people -> births").stdout)
    assert told["series"]["people"]["value"] == pytest.approx([100, 110, 120, 130, 140])
    assert "compared" not in told


def test_a_model_is_written_for_other_programs_and_what_is_lost_is_told(run, tmp_path):
    pytest.importorskip("pysd")
    out = tmp_path / "model.xmile"
    told = run("convert", out)
    assert told.exit_code == 0
    assert told.stderr.splitlines() == [
        f"Wrote {out}.",
        "- XMILE has no distributions. The middle is written of rate.",
        "- Left out are the events many.",
        "- Left out is that the model tells of no real place.",
    ]
    again = CliRunner().invoke(spirals, ["run", str(out), "--json"])
    first, second = (json.loads(one.stdout) for one in (run("run", "--json"), again))
    assert first["series"] == second["series"]
    assert first["units"] == second["units"]


@pytest.mark.parametrize(
    ("verb", "words", "code", "says"),
    [
        ("run", ["--set", "people"], 2, "--set 'people' is no name with a value"),
        ("run", ["--set", "=3"], 2, "is no name with a value"),
        ("run", ["--set", "rate=much"], 2, "is no name with a value"),
        ("run", ["--set", "ratte=1"], 2, "Did you mean rate?"),
        ("run", ["--output", "nothing"], 2, "nothing called “nothing”"),
        ("run", ["--dt", "0"], 2, "Change --from, --to or --dt"),
        ("run", ["--out", "run.xlsx"], 2, "cannot be written as 'run.xlsx'"),
        ("run", ["--machines", "nowhere"], 2, "No scheduler of dask's answers"),
        ("run", ["--draws", "0"], 2, "0 is not in the range"),
        ("convert", ["model.txt"], 2, "cannot be written as 'model.txt'"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(refused, verb, words, code, says):
    found, told = refused(verb, *words)
    assert found == code
    assert says in told


def test_too_many_failures_refuse_a_summary(refused):
    bad = {**MODEL["factors"][1], "equation": "people / (rate - rate)"}
    model = {**MODEL, "factors": [MODEL["factors"][0], bad, MODEL["factors"][2]]}
    code, told = refused("run", "--draws", "10", model=model)
    assert code == 4
    assert "10 of 10 variants failed" in told


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("{", "model.json, line 1: Character 2 of the line breaks the JSON"),
        ("[" * 9_999, "The JSON is nested too deeply"),
        ('{"name": "a", "name": "b"}', "name"),
        ('{"format": "nabolag-spiral", "factors": [1e999]}', "There is "),
        ('{"format": 1}', "model.json, format: There is the number 1"),
        ("[]", "There is a list. Expected an object"),
    ],
)
def test_a_file_that_is_no_model_is_refused_with_its_place(refused, model, says):
    code, told = refused("check", model=model)
    assert code == 3
    assert says in told


def test_a_file_that_is_not_there_or_of_no_known_kind_is_refused(tmp_path, capsys):
    assert run_line(["spirals", "check", str(tmp_path / "none.json")]) == 3
    assert run_line(["spirals", "check", str(tmp_path / "model.docx")]) == 2
    (tmp_path / "latin.json").write_bytes(b'{"name": "\xe6"}')
    assert run_line(["spirals", "check", str(tmp_path / "latin.json")]) == 3
    told = capsys.readouterr().err
    assert "none.json: There is no such file" in told
    assert "an ending of .json, .graphml, .xmile" in told
    assert "Byte 11 is not UTF-8" in told


UNCERTAIN = {
    **MODEL,
    "factors": [
        {"name": "answer", "equation": "3 * a + b", "unit": "1"},
        {
            "name": "a",
            "equation": 1,
            "distribution": {"kind": "uniform", "low": 0, "high": 2},
        },
        {
            "name": "b",
            "equation": 1,
            "distribution": {"kind": "uniform", "low": 0, "high": 2},
        },
    ],
    "events": [],
}


def test_what_an_answer_hangs_on_is_told_to_a_program(run):
    told = json.loads(
        run("sensitivity", "--json", "--draws", 512, model=UNCERTAIN).stdout
    )
    assert (told["output"], told["at"], told["way"]) == ("answer", 4, "sobol")
    assert (told["runs"], told["failed"], told["left_out"]) == (512 * 4, 0, 0)
    parts = {one["name"]: one["first"] for one in told["constants"]}
    assert parts == {"a": pytest.approx(0.9, 0.05), "b": pytest.approx(0.1, 0.3)}


@pytest.mark.parametrize(
    ("way", "line"),
    [("sobol", "a: 0.9"), ("morris", "a: 5.4 [5.4–5.4]")],
)
def test_what_an_answer_hangs_on_is_told_to_a_person(run, way, line):
    said = run(
        "sensitivity", "--lang", "en", "--way", way, "--at", 1, model=UNCERTAIN
    ).stdout.splitlines()
    assert said[0].startswith("answer at 1: ")
    assert said[1].startswith(line)
    assert len(said) == 3


def test_an_answer_that_does_not_vary_hangs_on_nothing_that_can_be_told(run):
    still = {"name": "answer", "equation": "7 + 0 * a"}
    model = {**UNCERTAIN, "factors": [still, *UNCERTAIN["factors"][1:]]}
    said = run("sensitivity", "--lang", "en", model=model).stdout
    assert "a: cannot tell, –" in said


def test_runs_that_failed_and_pairs_that_are_untied_are_told(run):
    rare = {"kind": "choice", "values": [0, 1], "weights": [1, 900]}
    factors = [
        {"name": "answer", "equation": "b + 1 / a"},
        {"name": "a", "equation": 1, "distribution": rare},
        UNCERTAIN["factors"][2],
    ]
    ties = [{"first": "a", "second": "b", "rank": 0.5}]
    model = {**UNCERTAIN, "factors": factors, "correlations": ties}
    said = run("sensitivity", "--lang", "en", model=model).stdout
    assert "Runs that failed and were left out: " in said
    assert "vary each on its own here (pairs: 1)" in said


def test_nothing_uncertain_is_refused(refused):
    factors = [{"name": "answer", "equation": 3}]
    model = {**UNCERTAIN, "factors": factors}
    code, told = refused("sensitivity", model=model)
    assert code == 2
    assert "Nothing in the model is uncertain" in told


def test_a_user_who_has_to_wait_for_compiling_is_told_so_beside_the_answer() -> None:
    @click.command()
    @says_when_compiling
    def waiting() -> None:
        with event.trigger_event("numba:compile", data={"dispatcher": run_blocks}):
            click.echo("the answer")

    said = CliRunner().invoke(waiting)
    assert said.stdout == "the answer\n"
    assert "about 15 seconds" in said.stderr


@pytest.mark.parametrize(
    "command", ["check", "draw", "leading", "loops", "run", "sensitivity"]
)
def test_each_command_that_runs_models_tells_of_it(command: str) -> None:
    wrapped = says_when_compiling(lambda: None)
    assert spirals.commands[command].callback.__code__ is wrapped.__code__
