"""Which reports the demo shows of which folders, and when they are made anew."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from nabolag.errors import WrongUsage
from nabolag_web.config.examples import SHIPPED, folders, not_up_to_date, wanted
from nabolag_web.shell import presenters

TO = Path("reports")
OSLO, DALEN = SHIPPED


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "Bydel Østensjø"
    made.mkdir()
    for name in ("b.csv", "a.csv", "README.md"):
        (made / name).touch()
    return made


@pytest.fixture
def program(tmp_path):
    """A program of one module, an hour old."""
    made = tmp_path / "program"
    (made / "inside").mkdir(parents=True)
    dated(made / "inside" / "module.py", -3600)
    return made


@pytest.fixture
def made(tmp_path):
    """One report of an example that lies there, newer than all it is made from."""
    figures = dated(tmp_path / "figures.csv", -60)
    (report, *_) = wanted(OSLO, into=tmp_path)
    dated(report.out, 0)
    return replace(report, made_from=(figures,))


def dated(file, seconds, now=1_800_000_000):
    """Make a file that was changed so many seconds after a certain moment."""
    file.touch()
    os.utime(file, (now + seconds, now + seconds))
    return file


def named(reports):
    return [report.out.name for report in reports]


def test_oslo_is_shown_as_a_whole_in_every_language_and_on_paper():
    assert named(wanted(OSLO, into=TO)) == [
        f"oslo-{language}.{kind}"
        for language in ("nb", "nn", "en")
        for kind in ("html", "pdf")
    ]


def test_storvik_is_shown_as_a_whole_and_dalen_on_paper_too():
    assert named(wanted(DALEN, into=TO)) == [
        *(
            f"dalen-{lang}.{kind}"
            for lang in ("nb", "nn", "en")
            for kind in ("html", "pdf")
        ),
        *(f"storvik-{lang}.html" for lang in ("nb", "nn", "en")),
    ]


def test_dalen_is_told_with_all_that_lies_beside_its_statistics():
    dalen, *_, storvik = wanted(DALEN, into=TO)
    assert dalen.words[:5] == tuple(
        f"examples/dalen/statistics/{name}.csv"
        for name in ("elections", "homes", "people", "places", "surveys")
    )
    given = (
        *("--division", "examples/dalen/division.toml"),
        *("--dimensions", "examples/dalen/dimensions.csv"),
        *("--moves", "examples/dalen/moves.csv"),
        *("--tiles", "examples/dalen/tiles_area.csv"),
    )
    assert dalen.words[5:] == (*given, "--area", "Dalen", "--lang", "nb")
    assert storvik.words[5:] == (*given, "--lang", "en")
    assert Path("examples/dalen/moves.csv") in storvik.made_from


def test_every_report_of_an_example_has_its_place_on_the_start_page():
    shown = {report.name for reports in SHIPPED.values() for report in reports}
    assert shown == set(presenters.SHIPPED)


def test_a_shipped_example_is_known_however_its_folder_is_written():
    assert named(wanted(OSLO.absolute(), into=TO)) == named(wanted(OSLO, into=TO))


def test_anyones_own_folder_is_one_whole_city_and_all_its_csv_files_are_figures(folder):
    first, *others = wanted(folder, into=TO)
    assert first.words == (
        str(folder / "a.csv"),
        str(folder / "b.csv"),
        "--lang",
        "nb",
    )
    assert first.out == TO / "own-bydel-ostensjo-nb.html"
    assert len(others) == 5


def test_a_folder_with_statistics_inside_is_read_like_the_example(folder):
    (folder / "statistics").mkdir()
    (folder / "statistics" / "c.csv").touch()
    (folder / "moves.csv").touch()
    first, *_ = wanted(folder, into=TO)
    assert first.words[:3] == (
        str(folder / "statistics" / "c.csv"),
        "--moves",
        str(folder / "moves.csv"),
    )


def test_no_folder_can_pass_its_report_off_as_an_example(tmp_path):
    mine = tmp_path / "oslo"
    mine.mkdir()
    (mine / "a.csv").touch()
    assert named(wanted(mine, into=TO))[0] == "own-oslo-nb.html"


def test_a_folder_whose_name_no_address_can_hold_still_gets_one(tmp_path):
    mine = tmp_path / "統計"
    mine.mkdir()
    (mine / "a.csv").touch()
    assert named(wanted(mine, into=TO))[0] == "own-figures-nb.html"


def test_a_folder_without_figures_is_wrong_usage(tmp_path):
    with pytest.raises(WrongUsage, match="There are no figures in"):
        wanted(tmp_path, into=TO)


def test_without_a_folder_of_ones_own_both_examples_are_shown():
    assert folders(None) == (OSLO, DALEN)
    assert folders(Path("mine")) == (Path("mine"),)


def test_a_report_that_is_up_to_date_is_not_made_again(made, program):
    assert list(not_up_to_date([made], program=program)) == []


def test_a_missing_report_is_made(made, program):
    made.out.unlink()
    assert list(not_up_to_date([made], program=program)) == [made]


def test_a_report_older_than_its_figures_is_made_anew(made, program):
    dated(made.made_from[0], 60)
    assert list(not_up_to_date([made], program=program)) == [made]


def test_a_report_older_than_the_program_is_made_anew(made, program):
    dated(program / "inside" / "module.py", 60)
    assert list(not_up_to_date([made], program=program)) == [made]


def test_what_python_leaves_behind_makes_no_report_old(made, program):
    (program / "__pycache__").mkdir()
    dated(program / "__pycache__" / "module.pyc", 60)
    assert list(not_up_to_date([made], program=program)) == []


def test_a_report_of_ones_own_folder_is_always_made_anew(folder, program, tmp_path):
    first, *_ = wanted(folder, into=tmp_path)
    first.out.touch()
    assert list(not_up_to_date([first], program=program)) == [first]
