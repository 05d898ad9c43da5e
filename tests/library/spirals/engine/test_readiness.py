"""The kernel is compiled once, told of while it is, and anew when its source changes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np
from numba import njit
from numba.core import event
from tests.library.spirals.engine import python_kernel

from nabolag.spirals.engine import kernel
from nabolag.spirals.engine.kernel import run_blocks
from nabolag.spirals.engine.readiness import make_ready, told_of_compiling

ENGINE = Path(kernel.__file__).parent
SETTING_UP = Path(__file__).parents[4] / "tools/setup.bash"
OURS = re.compile(r"^from nabolag\.spirals\.engine\.(\w+) import", re.MULTILINE)


def made_of(name: str) -> set[str]:
    named = set(OURS.findall((ENGINE / f"{name}.py").read_text(encoding="utf-8")))
    return named.union(*map(made_of, named))


def test_the_kernel_is_compiled_anew_when_a_file_it_is_made_of_changes() -> None:
    print_of = hashlib.sha256()
    for name in sorted(made_of("kernel")):
        print_of.update((ENGINE / f"{name}.py").read_text(encoding="utf-8").encode())
    now = print_of.hexdigest()[:16]
    assert now == kernel._MADE_OF, f'write _MADE_OF = "{now}" in kernel.py'


def test_only_the_whole_kernel_is_kept_so_that_no_old_part_can_stay_in_a_new_one() -> (
    None
):
    kept = [
        f"{name}.{number}"
        for name in ("kernel", *sorted(made_of("kernel")))
        for number, line in enumerate(
            (ENGINE / f"{name}.py").read_text(encoding="utf-8").splitlines(), 1
        )
        if "cache=True" in line
    ]
    assert len(kept) == 1


def test_setting_up_compiles_it_when_any_of_these_files_has_changed() -> None:
    (named,) = re.findall(
        r'"\$engine"/\{(.+?)\}\.py', SETTING_UP.read_text(encoding="utf-8")
    )
    assert set(named.split(",")) == {"kernel", *made_of("kernel")}


def test_what_is_made_ready_is_what_every_model_runs_on() -> None:
    make_ready()
    python_kernel.told()
    assert len(run_blocks.signatures) == 1


def test_compiling_is_told_of_once_and_only_that_of_the_kernel() -> None:
    told: list[str] = []

    @njit
    def another(number: float) -> float:
        return number + 1.0

    with told_of_compiling(lambda: told.append("compiling")):
        assert another(1.0) == 2.0
        assert told == []
        with event.trigger_event("numba:compile", data={"dispatcher": run_blocks}):
            assert told == ["compiling"]
    with event.trigger_event("numba:compile", data={"dispatcher": run_blocks}):
        pass
    assert told == ["compiling"]


def test_a_kernel_that_is_ready_is_not_told_of() -> None:
    make_ready()
    told: list[str] = []
    with told_of_compiling(lambda: told.append("compiling")):
        make_ready()
    assert told == []


def test_numba_tells_what_it_compiles() -> None:
    """What the telling rests on; to compile the kernel here would take too long."""
    with event.install_listener("numba:compile", event.RecordingListener()) as heard:

        @njit
        def another(numbers: np.ndarray) -> float:
            return numbers.sum()

        another(np.ones(2))
        another(np.ones(2))
    told = [record.data["dispatcher"] for _, record in heard.buffer if record.is_start]
    assert told.count(another) == 1
