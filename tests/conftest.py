"""What all tests share: where the larger real data lie, when they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project; the test is skipped without it."""
    folder = Path(os.environ.get("NABOLAG_SHARED_DATA", BESIDE))
    if not folder.is_dir():
        pytest.skip("the larger real data sets do not lie beside the project")
    return folder
