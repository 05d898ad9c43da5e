"""What all tests share: how properties are tried, and where larger real data lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A test is never timed: a busy machine is no fault. CI tries the same examples each
# time, so that a change is judged by what it changed; people's machines try new ones.
settings.register_profile(
    "calm",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("calm")

BESIDE = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project; the test is skipped without it."""
    folder = Path(os.environ.get("NABOLAG_SHARED_DATA", BESIDE))
    if not folder.is_dir():
        pytest.skip("the larger real data sets do not lie beside the project")
    return folder
