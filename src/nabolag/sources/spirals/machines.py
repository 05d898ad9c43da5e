"""A run shared out over several processes or machines, by dask.distributed.

The numbers are those of one machine, to the last bit: blocks of lanes are numbered over
the whole run, each is worked out from its own draws alone, and the parts are put together
in the order of the blocks. dask is an extra (``pip install "nabolag[dask]"``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nabolag.errors import WrongUsage
from nabolag.spirals.engine.lanes import Job, Part, joined, run_part

_TURNS = 4  # that each worker takes, so that none waits long for the others


def runner_on(address: str) -> Callable[[Job], Part]:
    """Give what runs a job on the workers of a scheduler, such as ``tcp://host:8786``.

    Raises :class:`WrongUsage` where dask is not installed or no scheduler answers.
    """

    def run(job: Job) -> Part:
        client_of = _client()
        try:
            client = client_of(address, timeout=_PATIENCE)
        except (OSError, ValueError) as error:
            raise WrongUsage(
                found=f"No scheduler of dask's answers at {address!r} ({error}).",
                expected="an address such as tcp://host:8786",
                remedy="Start one with: dask scheduler, and workers with: dask worker.",
            ) from None
        with client:
            workers = max(1, len(client.scheduler_info()["workers"]))
            each = max(1, -(-job.blocks // (workers * _TURNS)))
            firsts = range(0, job.blocks, each)
            held = client.scatter(job, broadcast=True, hash=False)
            turns = client.map(_turn, firsts, job=held, blocks=each, pure=False)
            return joined(client.gather(turns))

    return run


_PATIENCE = 10
"""Seconds to wait for a scheduler."""


def _turn(first: int, *, job: Job, blocks: int) -> Part:
    """Run some blocks, on one thread: a worker has as many threads as it was given."""
    return run_part(job, first_block=first, blocks=min(blocks, job.blocks - first))


def _client() -> Callable[..., Any]:
    try:
        from distributed import Client
    except ImportError:
        raise WrongUsage(
            found="dask.distributed is not installed.",
            expected="it, to share a run out over machines",
            remedy='Install it with: pip install "nabolag[dask]".',
        ) from None
    return Client
