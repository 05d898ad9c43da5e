"""The process that does the jobs: ``python -m nabolag_web.config.jobs``.

One such process belongs to an installation. Jobs that a killed process left behind are
put back when it starts, and begin again from the start, which every job can.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from types import FrameType
from typing import TYPE_CHECKING

from nabolag_web.shell.registry import Scheduled

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabolag_web.config.settings")

OFTEN = 0.5
MOST_TRIES = 5
"""How often a job is begun before it is given up: one that kills its process must not
keep everything down for good."""

_ALONE = 0x6E61626F6C6167  # “nabolag”, as the number that PostgreSQL wants for a lock
logger = logging.getLogger(__name__)


class GivenUp(Exception):
    """A job that was broken off each time it was begun."""


def main() -> None:
    """Set up, wait for our turn, put back what was broken off, and work."""
    import django

    from nabolag_web.config.logs import tell_of_faults
    from nabolag_web.config.supervision import end_with_supervisor

    end_with_supervisor()
    stopped = _stopped_by_signals()
    django.setup()
    tell_of_faults()
    from nabolag_web.config.rooms import SCHEDULED

    store = own_connection()
    if wait_to_be_alone(store, stopped):
        put_back()
        work(stopped, scheduled=SCHEDULED, is_alone=lambda: is_alone(store))


def _stopped_by_signals() -> threading.Event:
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopped


# One at a time


def own_connection() -> BaseDatabaseWrapper:
    """Give a connection that no one closes: what is held ends with it."""
    from django.db import connections

    return connections.create_connection("default")


def wait_to_be_alone(store: BaseDatabaseWrapper, stopped: threading.Event) -> bool:
    """Wait until no other process does this installation's jobs; False when stopped.

    With SQLite the folder tells. Several machines may share a PostgreSQL; there the
    others stand ready.
    """
    while not stopped.is_set():
        if is_alone(store):
            return True
        stopped.wait(OFTEN)
    return False


def is_alone(store: BaseDatabaseWrapper) -> bool:
    """Take the right to do the jobs, or tell whether it is still ours."""
    if store.vendor != "postgresql":
        return True
    with store.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ALONE])
        return bool(cursor.fetchone()[0])


# What was broken off


def put_back() -> None:
    """Put back the jobs that were running when a process was killed."""
    from django_tasks_db.models import DBTaskResult

    for job in DBTaskResult.objects.filter(status="RUNNING"):
        if len(job.worker_ids) < MOST_TRIES:
            job.status = "READY"
            job.started_at = None
            job.save(update_fields=["status", "started_at"])
        else:
            logger.error("Gave up %s, begun %s times", job.task_path, MOST_TRIES)
            job.set_failed(GivenUp(job.task_path))


# The work


def work(
    stopped: threading.Event,
    *,
    scheduled: Sequence[Scheduled],
    is_alone: Callable[[], bool] = lambda: True,
) -> None:
    """Do what waits, one job after the other, until told to stop."""
    due = {each.name: _now() for each in scheduled}
    while not stopped.is_set() and is_alone():
        did_one = do_one()
        for each in scheduled:
            if due[each.name] <= _now():
                due[each.name] = _now() + each.every
                _do(each)
        if not did_one:
            stopped.wait(OFTEN)


def do_one() -> bool:
    """Do the job that waits first; tells whether there was one."""
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    if not DBTaskResult.objects.ready().exists():  # looking takes no lock
        return False
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=f"nabolag-{os.getpid()}-{os.urandom(4).hex()}",
        excluded_queue_names=[],
    ).run()
    return True


def _do(each: Scheduled) -> None:
    """Do something scheduled; one that fails is told of and tried again next time."""
    try:
        each.do(_now())
    except Exception:
        logger.exception("Could not do %s", each.name)


def _now() -> datetime:
    from django.utils.timezone import now

    return now()


if __name__ == "__main__":
    main()
