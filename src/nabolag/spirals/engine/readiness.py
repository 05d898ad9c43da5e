"""The kernel made ready: compiled before it is needed, and told of while it is compiled.

Compiling takes about 15 seconds, once for each installation. Numba keeps what it made in
``__pycache__`` beside the kernel; where that cannot be written, in the user's own cache;
and in ``NUMBA_CACHE_DIR``, where that is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nabolag.spirals.engine.compiling import program_of
from nabolag.spirals.engine.lanes import Job, Shape, run_part
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Model
from nabolag.spirals.system.building import system_of


def make_ready() -> None:
    """Have the kernel compiled and kept, unless it is.

    It is compiled for one kind of program, that every model becomes: so the smallest
    model is run.

    >>> make_ready()
    """
    smallest = Model(name="smallest", factors=(Factor(name="one", equation="1"),))
    system = system_of(smallest)
    program = program_of(system, inputs=(), outputs=system.names)
    run_part(Job(program=program, times=system.times, shape=Shape(), inputs={}))


@contextmanager
def told_of_compiling(tell: Callable[[], object]) -> Iterator[None]:
    """Call ``tell`` when the kernel begins to be compiled, while this is open.

    It is not called where the kernel has been compiled before:

    >>> make_ready()
    >>> with told_of_compiling(lambda: print("compiling")):
    ...     make_ready()
    """
    from numba.core.event import Event, Listener, install_listener

    from nabolag.spirals.engine.kernel import run_blocks

    class Told(Listener):
        def on_start(self, event: Event) -> None:
            if event.data["dispatcher"] is run_blocks:
                tell()

        def on_end(self, event: Event) -> None:
            """Be as quiet as before."""

    with install_listener("numba:compile", Told()):
        yield
