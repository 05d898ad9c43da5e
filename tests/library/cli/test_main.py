"""The command line as a whole: rooms, plug-ins, and errors that become exit codes."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint

import click
import pytest
from click.testing import CliRunner

from nabolag.cli import ROOMS, Rooms, installed_plug_ins, main, root, run
from nabolag.errors import BadInput, Refused, Where, WrongUsage


def python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )


def nabolag(*words: str) -> subprocess.CompletedProcess[str]:
    return python(f"from nabolag.cli import main; main({list(words)!r})")


def command(action: Callable[[], object]) -> click.Command:
    return click.Command("verb", callback=action)


# Exit codes


def test_the_version_is_printed():
    result = nabolag("--version")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("nabolag 0.")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["sources", "inspect", "nowhere.csv"], 3, "nowhere.csv"),
        (["sources", "recipe", "oslo_turnot"], 2, "Did you mean “oslo_turnout”?"),
        (["sources", "inspekt"], 2, "No such command"),
        (["sources", "inspect"], 2, "Missing argument"),
        (["soruces"], 2, "No such command"),
    ],
)
def test_what_is_wrong_ends_with_its_exit_code_and_a_sentence(words, code, said):
    result = nabolag(*words)
    assert (result.returncode, result.stdout) == (code, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_each_error_ends_with_its_own_exit_code(capsys):
    errors = {
        BadInput(where=Where(file="a"), found="F.", expected="e", remedy="R."): 3,
        WrongUsage(found="F.", expected="e", remedy="R."): 2,
        Refused(found="F.", needed="n", remedy="R."): 4,
    }
    for error, code in errors.items():

        def fail(error: Exception = error) -> None:
            raise error

        assert run([], group=command(fail)) == code
        assert capsys.readouterr().err == f"{error}\n"


def test_a_word_that_is_no_command_is_wrong_usage(capsys):
    assert run(["soruces"]) == 2
    assert "No such command" in capsys.readouterr().err


def test_what_is_done_ends_with_0():
    assert run([], group=command(lambda: None)) == 0
    assert run([], group=command(lambda: "an answer")) == 0


def test_a_command_may_end_with_an_exit_code_of_its_own():
    def leave() -> None:
        click.get_current_context().exit(4)

    assert run([], group=command(leave)) == 4


def test_being_stopped_is_said_and_nothing_more(capsys):
    def stop() -> None:
        raise KeyboardInterrupt

    assert run([], group=command(stop)) == 130
    assert capsys.readouterr().err.strip() == "Stopped. Nothing was written."


def test_a_bug_is_logged_whole_and_ends_with_1():
    result = python(
        "import nabolag.cli as cli\n"
        "def fail(*a): raise ZeroDivisionError('by nought')\n"
        "cli.run = fail\n"
        "cli.main([])"
    )
    assert result.returncode == 1
    assert "ZeroDivisionError: by nought" in result.stderr
    assert "this is our fault, not yours" in result.stderr


def test_a_bug_is_told_in_words_too(monkeypatch, capsys, caplog):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    fault = ValueError("odd")
    with caplog.at_level(logging.CRITICAL, logger="nabolag"):
        sys.excepthook(ValueError, fault, None)
    assert "odd" in caplog.text
    assert "Please report" in capsys.readouterr().err


# Rooms


def test_help_lists_rooms_and_plug_ins_with_what_they_are_for():
    shown = CliRunner().invoke(root, ["--help"]).stdout
    for name, (_, words) in ROOMS.items():
        assert f"  {name}" in shown
        assert words in shown
    assert set(installed_plug_ins()) <= set(root.list_commands(click.Context(root)))


def test_every_command_and_option_has_help():
    def check(command: click.Command) -> None:
        assert command.get_short_help_str(), command.name
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, (command.name, option.name)
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                below = command.get_command(context, name)
                assert below is not None
                check(below)

    for room in ROOMS:
        found = root.get_command(click.Context(root), room)
        assert found is not None
        check(found)


# Plug-ins


def plugged(value: str) -> Rooms:
    point = EntryPoint(name="extra", value=value, group="nabolag.commands")
    return Rooms(name="nabolag", plug_ins=lambda: {"extra": point})


def test_a_plug_in_becomes_a_command():
    group = plugged("nabolag.cli.sources:recipes")
    found = group.get_command(click.Context(group), "extra")
    assert found is not None
    assert found.name == "recipes"


BROKEN = {
    "a missing package": "no_such_package.commands:serve",
    "a missing name": "nabolag.cli:no_such_name",
    "something else than a command": "nabolag.cli:ROOMS",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_plug_in_breaks_nothing_but_itself(what, capsys):
    group = plugged(BROKEN[what])
    assert run(["--help"], group=group) == 0
    assert "Cannot be used" in capsys.readouterr().out
    assert run(["extra", "--port", "80", "word"], group=group) == 2
    assert "“extra” cannot be loaded" in capsys.readouterr().err
    assert run(["sources", "recipes"], group=group) == 0
    assert "oslo_turnout" in capsys.readouterr().out


def test_a_name_nobody_knows_is_no_command():
    group = plugged("nabolag.cli:root")
    assert group.get_command(click.Context(group), "other") is None
