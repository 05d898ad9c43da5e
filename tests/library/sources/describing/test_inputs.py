"""Reading what residents have written."""

from __future__ import annotations

import pytest

from nabolag.errors import BadInput
from nabolag.sources.describing.inputs import read_inputs


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "inputs.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_inputs_are_read_by_their_ids_and_empty_ones_left_out(file):
    read = read_inputs(file("id;tekst\n17;Mer lys\n18; \n19;Benker\n"))
    assert read == {"17": "Mer lys", "19": "Benker"}


def test_inputs_without_ids_are_known_by_their_line(file):
    assert read_inputs(file("text\nMer lys\n\nBenker\n")) == {
        "2": "Mer lys",
        "4": "Benker",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,text\n1,a\n1,b\n", "line 3, column id: “1” comes twice"),
        ("id,text\n1,a\n,b\n", "line 3, column id: The cell is empty"),
        ("id,word\n1,a\n", "no column “text”"),
    ],
)
def test_what_is_no_table_of_inputs_is_refused_by_its_place(file, text, said):
    with pytest.raises(BadInput, match=said):
        read_inputs(file(text))
