"""That no process of ours outlives the one that started everything.

A process that is killed with ``kill -9`` cannot tell anyone, so each of the others
watches it.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import signal
import sys
import threading
import time

SUPERVISOR = "NABOLAG_SUPERVISOR"
"""Environment variable that names the process everything ends with."""

_OFTEN = 0.5
_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG in linux/prctl.h


def end_with_supervisor() -> None:
    """End this process when the supervising one, where there is one, has ended."""
    named = os.environ.get(SUPERVISOR)
    if not named:
        return
    # Ctrl-C in a terminal is for the supervising process alone, which stops the others.
    os.setpgrp()
    # Linux does it at once, even while a calculation holds the interpreter.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    threading.Thread(target=end_after, args=(int(named),), daemon=True).start()


def end_at_once_when_done() -> None:
    """Let a supervised process end without taking its interpreter down first.

    The web server's own threads are not Python's to stop: one that wants to go on while
    the interpreter is going down brings the process to a noisy end.
    """
    if os.environ.get(SUPERVISOR):
        atexit.register(os._exit, 0)


def end_after(supervisor: int) -> None:
    """Wait until the process that started this one is gone, and end at once."""
    while os.getppid() == supervisor:  # an orphan is given another parent
        time.sleep(_OFTEN)
    os._exit(1)
