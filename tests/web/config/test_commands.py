"""``nabolag serve`` and ``nabolag demo``, up to the moment when pages are shown."""

from __future__ import annotations

import socket

import click
import pytest
from click.testing import CliRunner

from nabolag.errors import WrongUsage
from nabolag_web.config import commands


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def nabolag():
    """A root that stands in for ``nabolag``: it writes down what it is asked for."""
    root = click.Group("nabolag")
    areas = click.Group("areas")
    root.add_command(areas)
    root.add_command(commands.demo)
    root.asked = []

    @areas.command(context_settings={"ignore_unknown_options": True})
    @click.argument("words", nargs=-1)
    def diagnose(words):
        root.asked.append(words)

    return root


def run(command, *words):
    return CliRunner().invoke(command, words, standalone_mode=False)


@pytest.mark.parametrize("command", [commands.serve, commands.demo])
def test_a_taken_port_is_wrong_usage_and_says_which(command, taken_port):
    result = run(command, "--port", str(taken_port))
    assert isinstance(result.exception, WrongUsage)
    assert f"port {taken_port}" in str(result.exception)
    assert "--port" in result.exception.remedy


def test_an_address_of_another_machine_is_wrong_usage():
    result = run(commands.serve, "--host", "192.0.2.1", "--port", "8001")
    assert isinstance(result.exception, WrongUsage)
    assert "192.0.2.1" in str(result.exception)


@pytest.mark.parametrize("command", [commands.serve, commands.demo])
def test_nonsense_settings_stop_the_command_before_anything_is_done(
    command, monkeypatch
):
    monkeypatch.setenv("NABOLAG_HTTPS", "perhaps")
    result = run(command)
    assert isinstance(result.exception, WrongUsage)
    assert "NABOLAG_HTTPS" in str(result.exception)


def test_a_folder_without_figures_is_wrong_usage(tmp_path):
    result = run(commands.demo, "--example", str(tmp_path), "--port", "8001")
    assert isinstance(result.exception, WrongUsage)
    assert str(tmp_path) in str(result.exception)


def test_a_report_is_asked_for_as_people_ask_for_it(nabolag, tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.csv").touch()
    reports = tmp_path / "reports"
    commands.make_reports(nabolag, [tmp_path / "mine"], reports)
    asked = (str(tmp_path / "mine" / "a.csv"), "--lang", "nb")
    assert nabolag.asked[0] == (*asked, "--out", str(reports / "own-mine-nb.html"))
    assert len(nabolag.asked) == 6
    assert reports.is_dir()
    assert "Making own-mine-nb.pdf (2 of 6)" in capsys.readouterr().err


def test_nothing_is_made_before_every_folder_is_found(nabolag, tmp_path):
    (tmp_path / "a.csv").touch()
    with pytest.raises(WrongUsage):
        commands.make_reports(nabolag, [tmp_path, tmp_path / "b"], tmp_path / "to")
    assert nabolag.asked == []
