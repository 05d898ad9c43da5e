"""An installation is made ready: its folder, its key, and that it is alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from nabolag.errors import WrongUsage
from nabolag_web.config.commands import preparing
from nabolag_web.config.commands.serving import Door
from nabolag_web.config.supervision import SUPERVISOR, end_with_supervisor

from .conftest import is_running


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch):
    monkeypatch.delenv("NABOLAG_SECRET_KEY", raising=False)
    monkeypatch.delenv("NABOLAG_DATABASE", raising=False)
    monkeypatch.setenv("NABOLAG_DATA", "chosen")
    before = os.umask(0)
    yield
    os.umask(before)


def test_the_folder_is_the_one_that_is_said_or_else_the_one_that_is_set(tmp_path):
    assert preparing.choose_folder(None).name == "chosen"
    assert preparing.choose_folder(tmp_path) == tmp_path
    assert os.environ["NABOLAG_DATA"] == str(tmp_path)


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    folder = preparing.choose_folder(tmp_path / "a" / "b")
    preparing.make_folder(folder)
    key = folder / "secret-key"
    made = key.read_text()
    assert len(made) >= 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    preparing.make_folder(folder)
    assert key.read_text() == made


def test_a_key_that_is_set_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("NABOLAG_SECRET_KEY", "k" * 50)
    preparing.make_folder(preparing.choose_folder(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_held_by_one_at_a_time(tmp_path):
    with (
        preparing.alone_in(tmp_path),
        pytest.raises(WrongUsage, match="Nabolag is already running"),
        preparing.alone_in(tmp_path, patience=0.3),
    ):
        pass
    with preparing.alone_in(tmp_path):
        pass


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("localhost", "http://localhost:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104 - told, not bound
        ("::1", "http://[::1]:8000"),
        ("::", "http://[::1]:8000"),
    ],
)
def test_the_address_that_is_told_is_one_that_can_be_opened(host, site):
    assert Door(host=host, port=8000).site == site


def test_a_process_that_nothing_supervises_goes_on(monkeypatch):
    monkeypatch.delenv(SUPERVISOR, raising=False)
    assert end_with_supervisor() is None


def test_a_process_ends_when_the_one_that_started_it_is_gone():
    """Where the system does not see to it by itself."""
    watch = "import os; from nabolag_web.config.supervision import end_after as e"
    child = f"{watch}; print(os.getpid(), flush=True); e(os.getppid())"
    starts = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', {child!r}])\n"
        "time.sleep(3)"
    )
    starter = subprocess.run(
        [sys.executable, "-c", starts], capture_output=True, text=True, check=True
    )  # ends when all who hold its output have: so the child has too
    assert not is_running(int(starter.stdout))
