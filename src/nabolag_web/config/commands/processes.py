"""The processes behind the pages, and that none of them outlives the one that started it.

The web server and the job worker are processes of their own. Each watches the one that
started everything, so that they end with it however it ends: a process killed with
``kill -9`` cannot tell anyone.
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from nabolag.errors import NabolagError

GRACE = 8.0
"""Seconds a job gets to end when everything is told to stop."""

_OFTEN = 0.5
_STANDARD_OUTPUT, _STANDARD_ERROR = 1, 2


class EndedByItself(NabolagError):
    """A process that was to go on as long as the pages do."""

    def __init__(self, *, does: str) -> None:
        super().__init__(
            f"The process that {does} ended by itself, so everything was stopped."
            " See what it wrote above, and start again."
        )


@contextmanager
def stopping_calmly() -> Iterator[None]:
    """End with exit code 0 when told to stop, also before pages are answered."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = {
        each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def keep_standard_output() -> int:
    """Keep standard output for the one line; whatever else prints goes to errors.

    Gives where to write that line. Processes that are started from here on print to
    standard error, too.
    """
    sys.stdout.flush()
    kept = os.dup(_STANDARD_OUTPUT)
    os.dup2(_STANDARD_ERROR, _STANDARD_OUTPUT)
    return kept


def start_job_worker(*, held: int) -> subprocess.Popen[bytes]:
    """Start the process that does the jobs; it holds the data folder too."""
    return subprocess.Popen(
        [sys.executable, "-m", "nabolag_web.config.jobs"],
        stdin=subprocess.DEVNULL,
        pass_fds=[held],
    )


class Watch:
    """Ends the server when the job worker ends by itself.

    Whoever tells everything to stop may tell every process, so one that ends then has
    not ended by itself: ``is_told`` says whether we were told too.
    """

    def __init__(
        self, worker: subprocess.Popen[bytes], *, is_told: Callable[[], bool]
    ) -> None:
        self._worker, self._is_told = worker, is_told
        self._let_be = threading.Event()
        self.saw_it_end = False

    def begin(self) -> None:
        """Begin to watch."""
        threading.Thread(target=self._look, daemon=True).start()

    def let_be(self) -> None:
        """Watch no more."""
        self._let_be.set()

    def _look(self) -> None:
        while self._worker.poll() is None:
            if self._let_be.wait(_OFTEN):
                return
        time.sleep(_OFTEN)  # we may be told a moment later
        if not self._is_told():
            self.saw_it_end = True
            os.kill(os.getpid(), signal.SIGTERM)


def stop(worker: subprocess.Popen[bytes], *, grace: float = GRACE) -> None:
    """Stop the job worker, with some time for the job that it is doing."""
    worker.terminate()
    try:
        worker.wait(grace)
    except subprocess.TimeoutExpired:
        worker.kill()  # its job is begun again at the next start
        worker.wait()


def say_when_ready(host: str, port: int, *, site: str, to: int) -> None:
    """Write one line as soon as pages are answered."""

    def ask() -> None:
        while not _answers(host, port):
            time.sleep(0.05)
        os.write(to, f"ready {site}\n".encode())

    threading.Thread(target=ask, daemon=True).start()


def _answers(host: str, port: int) -> bool:
    asked = http.client.HTTPConnection(host, port, timeout=5)
    try:
        asked.request("GET", "/health")
        return asked.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        asked.close()
