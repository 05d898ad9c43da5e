"""Jobs are done one after the other, and what was broken off begins again."""

from __future__ import annotations

import json
import logging
import threading
from contextlib import closing
from datetime import timedelta

import pytest
from django.utils.timezone import now
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from nabolag_web.config import jobs
from nabolag_web.shell.registry import Scheduled

done: list[str] = []


@task()
def remember(word):
    done.append(word)


@task()
def stumble():
    raise ValueError("stone")


@pytest.fixture(autouse=True)
def waiting(settings, db):
    """Jobs wait in the store, as they do when pages are answered."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    done.clear()


class StoppedAfter(threading.Event):
    """Lets the work go round so many times."""

    def __init__(self, rounds):
        super().__init__()
        self.left = rounds

    def wait(self, _timeout=None):
        self.left -= 1
        if not self.left:
            self.set()
        return self.is_set()


def begun(times=1):
    """A job that was being done when its process was killed."""
    remember.enqueue("again")
    job = DBTaskResult.objects.get()
    for number in range(times):
        job.claim(f"process-{number}")
    return job


@pytest.mark.django_db(transaction=True)
def test_jobs_are_done_in_the_order_they_came():
    for word in ("first", "second", "third"):
        remember.enqueue(word)
    jobs.work(StoppedAfter(1), scheduled=())
    assert done == ["first", "second", "third"]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_is_written_down_and_the_next_one_is_done():
    stumble.enqueue()
    remember.enqueue("after")
    jobs.work(StoppedAfter(1), scheduled=())
    assert done == ["after"]
    failed = DBTaskResult.objects.get(status="FAILED")
    assert "ValueError: stone" in failed.traceback


@pytest.mark.django_db(transaction=True)
def test_what_was_broken_off_is_begun_again():
    begun()
    jobs.work(StoppedAfter(1), scheduled=())
    assert done == []
    jobs.put_back()
    jobs.work(StoppedAfter(1), scheduled=())
    assert done == ["again"]


def test_what_was_broken_off_each_time_is_given_up(caplog):
    job = begun(jobs.MOST_TRIES - 1)
    jobs.put_back()
    job.refresh_from_db()
    assert job.status == "READY"
    job.claim("process-last")
    with caplog.at_level(logging.ERROR):
        jobs.put_back()
    job.refresh_from_db()
    assert job.status == "FAILED"
    assert job.exception_class_path.endswith("GivenUp")
    assert "Gave up" in caplog.text


def test_nothing_is_done_by_one_that_has_lost_its_turn():
    remember.enqueue("not by me")
    jobs.work(threading.Event(), scheduled=(), is_alone=lambda: False)
    assert done == []


@pytest.mark.django_db(transaction=True)
def test_scheduled_things_are_done_at_the_start_and_then_each_so_often():
    asked = []
    scheduled = (
        Scheduled(
            name="often", every=timedelta(0), do=lambda _at: asked.append("often")
        ),
        Scheduled(name="daily", every=timedelta(days=1), do=asked.append),
    )
    begun_at = now()
    jobs.work(StoppedAfter(3), scheduled=scheduled)
    assert asked.count("often") == 3
    (at,) = [each for each in asked if each != "often"]
    assert begun_at <= at <= now()


@pytest.mark.django_db(transaction=True)
def test_something_scheduled_that_fails_is_told_of_and_stops_nothing(caplog):
    asked = []

    def fail(at):
        raise RuntimeError("away")

    scheduled = (
        Scheduled(name="fetching", every=timedelta(0), do=fail),
        Scheduled(name="tidying", every=timedelta(0), do=asked.append),
    )
    jobs.work(StoppedAfter(2), scheduled=scheduled)
    assert len(asked) == 2
    assert "Could not do fetching" in caplog.text
    assert "RuntimeError: away" in caplog.text


@pytest.mark.only_sqlite
def test_with_sqlite_the_folder_tells_who_is_alone(django_db_blocker):
    with closing(jobs.own_connection()) as mine:
        assert jobs.wait_to_be_alone(mine, threading.Event())


@pytest.mark.only_postgresql
@pytest.mark.django_db(transaction=True)
def test_with_postgresql_only_one_does_the_jobs_and_the_others_stand_ready():
    with closing(jobs.own_connection()) as mine:
        assert jobs.wait_to_be_alone(mine, threading.Event())
        assert jobs.is_alone(mine)
        with closing(jobs.own_connection()) as other:
            assert not jobs.wait_to_be_alone(other, StoppedAfter(2))
            mine.close()
            assert jobs.wait_to_be_alone(other, threading.Event())


def test_someone_who_stopped_before_their_turn_does_nothing():
    stopped = threading.Event()
    stopped.set()
    with closing(jobs.own_connection()) as mine:
        assert not jobs.wait_to_be_alone(mine, stopped)


def test_the_work_ends_when_it_is_told_to(installation):
    """As a process of its own, as the pages start it."""
    running = installation.python(
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "import os, signal, subprocess, sys, time\n"
        "worker = subprocess.Popen([sys.executable, '-m', 'nabolag_web.config.jobs'])\n"
        "time.sleep(4)\n"
        "worker.terminate()\n"
        "print(worker.wait(20))\n"
    )
    assert json.loads(running) == 0
