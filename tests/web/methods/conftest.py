"""Notes as tests of experience need them."""

from __future__ import annotations

import pytest

from nabolag_web.methods.actions import write_note


@pytest.fixture
def write(programme, coordinator, moment):
    """Writes a note: ``write("Flyttet leksehjelpen")``."""

    def written(did, happened="Flere kom.", again="Ja.", **options):
        return write_note(
            **{
                "programme": programme,
                "did": did,
                "happened": happened,
                "again": again,
                "by": coordinator,
                "at": moment,
                **options,
            }
        )

    return written
