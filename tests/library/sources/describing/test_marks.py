"""Marks that members of groups have given, read from a file."""

from __future__ import annotations

import pytest

from nabolag.errors import BadInput
from nabolag.knowledge.sharing import Scale
from nabolag.sources.describing.marks import Marks, read_marks


@pytest.fixture
def read(tmp_path):
    def made(text, **options):
        path = tmp_path / "merker.csv"
        path.write_text(text, encoding="utf-8")
        return read_marks(path, **options)

    return made


@pytest.mark.parametrize("heading", ["group,mark", "Gruppe;Merke", "forum\tmark"])
def test_groups_come_in_the_order_of_the_file(read, heading):
    parted = next(sign for sign in ",;\t" if sign in heading)
    lines = ["Styret,4", "Prosjekt,5", "Styret,2", "Styret,"]
    text = "\n".join([heading, *(line.replace(",", parted) for line in lines)])
    assert read(text) == (
        Marks(group="Styret", marks=(4, 2), members=3),
        Marks(group="Prosjekt", marks=(5,), members=1),
    )


@pytest.mark.parametrize(
    "text", ["mark\n4\n5\n", "\ufeffmark\r\n4\r\n\r\n5", "Merke\n 4\n5 "]
)
def test_marks_alone_are_of_one_group(read, text):
    assert read(text) == (Marks(group=None, marks=(4, 5), members=2),)


def test_the_scale_is_the_one_that_is_said(read):
    assert read("mark\n7\n6", scale=Scale(low=1, high=7))[0].marks == (7, 6)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mark\n4\n6\n", "line 3, column mark: “6” is no mark on the scale"),
        ("mark\n4,5\n", "line 2: There is a header, but no figures below it"),
        ("mark\n4.0\n", "line 2, column mark: “4.0” is no mark"),
        ("mark\nfire\n", "line 2, column mark: “fire” is no mark"),
        ("group,mark\nA,4\n,5\n", "line 3, column group: The line does not say which"),
        ("name,mark\nOla,4\n", "The table has also name."),
        ("group,merknad\nA,4\n", "The table has also merknad."),
        ("gruppe\nA\n", "The table lacks “mark”."),
        ("mark\n", "There are no marks in the file."),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(read, text, said):
    with pytest.raises(BadInput) as refused:
        read(text)
    assert said in str(refused.value)
