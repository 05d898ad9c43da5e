"""``nabolag serve``, as people start, stop and kill it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import stat
import time

import pytest

from nabolag.errors import WrongUsage
from nabolag_web.config.commands.serving import examples_in

from .conftest import command_line, free_port, is_running, wait_until

A_SLOW_JOB = """
import pathlib, time
from django_tasks import task
@task()
def slow(path, seconds):
    with pathlib.Path(path).open("a") as told:
        told.write("begun ")
        told.flush()
        time.sleep(seconds)
        told.write("done ")
"""


@pytest.fixture
def slow_job(installation, tmp_path):
    """Lets a job wait that takes some seconds; gives the file where it tells."""
    (tmp_path / "slow_jobs.py").write_text(A_SLOW_JOB)
    known = os.environ.get("PYTHONPATH", "")
    installation.store["PYTHONPATH"] = os.pathsep.join([str(tmp_path), known])
    told = tmp_path / "told.txt"
    told.touch()

    def wait(seconds):
        installation.python(
            f"from slow_jobs import slow; slow.enqueue({str(told)!r}, {seconds})"
        )
        return told

    return wait


@pytest.fixture(scope="module")
def running(make_installation):
    """A new installation that answers; these tests only look at it."""
    made = make_installation()
    started = made.start().ready()
    started.installation = made
    return started


# What it answers and says


def test_it_answers_once_it_says_that_it_is_ready(running):
    status, said = running.get("/health")
    assert status == 200
    assert json.loads(said)["status"] == "ok"
    assert running.get("/")[0] == 200
    assert running.get("/nowhere")[0] == 404


def test_whoever_watches_may_use_any_name_for_this_machine(running):
    assert running.get("/health", Host="machine-7.internal")[0] == 200
    assert running.get("/", Host="machine-7.internal")[0] == 400


def test_the_first_start_gives_a_link_to_make_the_first_account(running):
    link = re.search(
        rf"Make the first: http://127.0.0.1:{running.port}(/start/\S+)",
        running.log.read_text(),
    )
    assert running.get(link.group(1))[0] == 200
    assert running.get("/start/made-up")[0] == 410


def test_what_is_kept_is_for_whoever_runs_it_only(running):
    folder = running.installation.folder
    for path in (folder, *folder.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert len((folder / "secret-key").read_text()) >= 50


def test_two_at_a_time_in_one_folder_are_refused(running):
    second = running.installation.run("serve", "--port", str(free_port()))
    assert (second.returncode, second.stdout) == (2, "")
    assert "Nabolag is already running with" in second.stderr
    assert running.get("/health")[0] == 200


def test_behind_a_server_with_https_the_link_leads_through_it(installation):
    chosen = {"NABOLAG_HOSTS": "nabolag.example.no"}
    running = installation.start(**chosen).ready()
    assert "first: https://nabolag.example.no/start/" in running.log.read_text()
    assert running.get("/", Host="nabolag.example.no")[0] == 301
    assert running.get("/")[0] == 400


def test_all_that_it_writes_is_one_line_on_each_kind_of_output(installation):
    """``ready`` on standard output; JSON elsewhere, after the link for the first."""
    running = installation.start(NABOLAG_SECRET_KEY="k9-" * 20).ready()
    running.get("/?q=hemmelig")
    assert running.tell(signal.SIGTERM).ends() == (0, "")
    first, *lines = running.log.read_text().splitlines()
    assert first.startswith("No one has an account yet.")
    told = [json.loads(line) for line in lines]
    (line,) = [each for each in told if each["name"] == "nabolag_web.requests"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/", 200)
    assert "hemmelig" not in running.log.read_text()
    assert not (installation.folder / "secret-key").exists()


# How it ends


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_with_all_its_children(installation, how):
    running = installation.start().ready()
    children = running.children()
    assert len(children) >= 2
    assert running.tell(how).ends()[0] == 0
    wait_until(lambda: not any(map(is_running, children)), within=2)


def test_it_stops_cleanly_when_every_process_is_told_to(installation):
    """As systemd does with a service."""
    running = installation.start().ready()
    children = running.children()
    for pid in [*children, running.process.pid]:
        os.kill(pid, signal.SIGTERM)
    assert running.ends() == (0, "")
    wait_until(lambda: not any(map(is_running, children)), within=2)


def test_ctrl_c_in_a_terminal_reaches_only_the_one_that_stops_the_others(installation):
    running = installation.start().ready()
    groups = {
        os.getpgid(pid)
        for pid in running.children()
        if "multiprocessing.res" not in command_line(pid)
    }
    assert os.getpgid(running.process.pid) not in groups
    assert len(groups) == 2


def test_it_stops_cleanly_before_it_is_ready_too(installation):
    running = installation.start()
    wait_until(lambda: (installation.folder / "in-use").exists())
    time.sleep(0.2)
    assert running.tell(signal.SIGTERM).ends()[0] == 0


def test_no_child_outlives_it_when_it_is_killed_and_it_starts_again_at_once(
    installation,
):
    first = installation.start().ready()
    children = first.children()
    assert len(children) >= 2
    first.tell(signal.SIGKILL).ends()
    wait_until(lambda: not any(map(is_running, children)), within=5)
    begun = time.monotonic()
    again = installation.start(port=first.port).ready()
    assert time.monotonic() - begun < 15
    assert again.get("/health")[0] == 200


@pytest.mark.parametrize(
    ("child", "does"),
    [("config.jobs", "does the jobs"), ("spawn_main", "answers pages")],
)
def test_it_ends_with_an_error_when_a_child_ends(installation, child, does):
    running = installation.start().ready()
    os.kill(running.child(child), signal.SIGKILL)
    assert running.ends()[0] == 1
    assert f"The process that {does} ended by itself" in running.log.read_text()


# Jobs


def test_a_job_that_was_broken_off_begins_again_at_the_next_start(
    installation, slow_job
):
    first = installation.start().ready()
    told = slow_job(seconds=3)
    wait_until(lambda: told.read_text() == "begun ", within=60)
    first.tell(signal.SIGKILL).ends()
    installation.start().ready()
    wait_until(lambda: told.read_text() == "begun begun done ", within=60)


def test_a_job_that_is_being_done_gets_some_seconds_to_end(installation, slow_job):
    running = installation.start().ready()
    told = slow_job(seconds=2)
    wait_until(lambda: told.read_text() == "begun ", within=60)
    assert running.tell(signal.SIGTERM).ends()[0] == 0
    assert told.read_text() == "begun done "


def test_a_job_that_takes_too_long_is_left_for_the_next_start(installation, slow_job):
    running = installation.start().ready()
    told = slow_job(seconds=300)
    wait_until(lambda: told.read_text() == "begun ", within=60)
    assert running.tell(signal.SIGTERM).ends(within=60)[0] == 0
    assert (
        installation.python(
            "from django_tasks_db.models import DBTaskResult as Jobs\n"
            "print(*Jobs.objects.filter(task_path__contains='slow').values_list('status'))"
        )
        == "('RUNNING',)\n"
    )


# What it refuses


def test_a_taken_port_is_refused_before_anything_is_done(installation):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = installation.run("serve", "--port", str(port))
    assert (run.returncode, run.stdout) == (2, "")
    assert f"Cannot answer on 127.0.0.1, port {port}: Address already" in run.stderr
    assert not installation.folder.exists()


def test_a_setting_that_makes_no_sense_stops_the_start(installation):
    run = installation.run("serve", "--port", str(free_port()), NABOLAG_HTTPS="yes")
    assert (run.returncode, run.stdout) == (2, "")
    assert "NABOLAG_HTTPS is “yes”" in run.stderr


def test_a_folder_that_cannot_be_made_is_told_of(installation):
    file = installation.folder.with_name("file")
    file.touch()
    installation.folder = file / "data"
    run = installation.run("serve", "--port", str(free_port()))
    assert run.returncode == 2
    assert "Nothing can be kept in" in run.stderr


@pytest.mark.only_sqlite
def test_a_file_that_is_no_store_is_told_of(installation):
    installation.folder.mkdir()
    (installation.folder / "nabolag.sqlite3").write_bytes(b"not a database" * 100)
    run = installation.run("serve", "--port", str(free_port()))
    assert run.returncode == 2
    assert "The store cannot be opened: file is not a database." in run.stderr


def test_a_server_that_does_not_answer_is_told_of(installation, tmp_path):
    nowhere = f"postgresql://nabolag@/nabolag?host={tmp_path}"
    port = str(free_port())
    run = installation.run("serve", "--port", port, NABOLAG_DATABASE=nowhere)
    assert run.returncode == 2
    assert "The store cannot be opened: connection" in run.stderr


def test_a_store_of_a_newer_version_is_refused(installation):
    installation.python(
        "from django.core.management import call_command\n"
        "from django.db import connection\n"
        "from django.db.migrations.recorder import MigrationRecorder\n"
        "call_command('migrate', verbosity=0)\n"
        "MigrationRecorder(connection).record_applied('areas', '0999_later')"
    )
    run = installation.run("serve", "--port", str(free_port()))
    assert run.returncode == 2
    assert "made by a newer Nabolag (areas.0999_later)" in run.stderr


# The demo


def test_a_demo_that_was_broken_off_while_it_loaded_begins_anew(installation):
    first = installation.start("demo")
    wait_until(lambda: "Loading the examples" in first.log.read_text(), within=60)
    time.sleep(2)
    first.tell(signal.SIGKILL).ends()
    again = installation.start("demo").ready()
    assert "Loading the examples" in again.log.read_text()
    assert again.get("/public/omradeloft-dalen/")[0] == 200
    again.tell(signal.SIGTERM).ends(within=60)
    third = installation.start("demo").ready()
    assert "Loading the examples" not in third.log.read_text()


def test_the_demo_is_refused_where_someone_has_an_account(installation):
    installation.python(
        "from django.core.management import call_command\n"
        "from django.utils.timezone import now\n"
        "from nabolag_web.accounts.actions import make_account\n"
        "call_command('migrate', verbosity=0)\n"
        "make_account(email='kari@example.no', name='Kari', password='x' * 20,"
        " language='nb', at=now())"
    )
    run = installation.run("demo", "--port", str(free_port()))
    assert run.returncode == 2
    assert "There are accounts in this installation already." in run.stderr


def test_the_demo_tells_where_its_examples_are_to_be_had(tmp_path):
    with pytest.raises(WrongUsage, match="The examples are not here"):
        examples_in([tmp_path])
