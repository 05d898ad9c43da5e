"""The kernel read as Python, line by line: it gives what the compiled one gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.library.spirals.engine import python_kernel

from nabolag.spirals.engine.bytecode import Op


@pytest.fixture(scope="module")
def uncompiled() -> list[list[float]]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.library.spirals.engine.python_kernel"],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": _path()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return json.loads(ran.stdout)


def _path() -> str:
    return os.pathsep.join([*filter(None, sys.path), str(Path.cwd())])


def test_every_operation_gives_the_same_read_as_python(
    uncompiled: list[list[float]],
) -> None:
    compiled = python_kernel.told()
    assert len(uncompiled) == len(compiled)
    for slow, fast in zip(uncompiled, compiled, strict=True):
        apart = np.abs(np.array(slow, float) - np.array(fast, float))
        assert np.nanmax(apart, initial=0) < 1e-12
        nothing = np.isnan(np.array(slow, float))
        assert np.array_equal(nothing, np.isnan(np.array(fast, float)))


def test_the_trial_has_every_operation() -> None:
    assert python_kernel.operations() == set(Op)
