"""What a note is called where there is only its name."""

from __future__ import annotations


def test_a_note_is_called_by_what_was_done(write):
    assert str(write("Flyttet kafeen")) == "Flyttet kafeen"
