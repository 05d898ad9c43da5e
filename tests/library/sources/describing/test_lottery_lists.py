"""Reading who can be drawn to a panel, and the quotas."""

from __future__ import annotations

from hashlib import sha256

import pytest

from nabolag.errors import BadInput
from nabolag.residents.lottery.pool import Person, Quota
from nabolag.sources.describing.lottery_lists import read_people, read_quotas

QUOTAS = """category,feature,min,max
age,13-19,1,2
age,40+,0,3
tenure,Renter,2,2
"""
PEOPLE = """id,Age,tenure,household,note
007,13-19,renter,4,likes dogs
8,40+,Renter,4,
9,40+,RENTER,,
"""


@pytest.fixture
def file(tmp_path):
    def written(text, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return written


@pytest.fixture
def quotas(file):
    return read_quotas(file(QUOTAS, "categories.csv")).quotas


def test_quotas_stand_as_they_are_listed(file):
    read = read_quotas(file(QUOTAS))
    assert read.quotas == (
        Quota(category="age", feature="13-19", least=1, most=2),
        Quota(category="age", feature="40+", least=0, most=3),
        Quota(category="tenure", feature="Renter", least=2, most=2),
    )
    assert read.sha256 == sha256(QUOTAS.encode()).hexdigest()


def test_people_have_the_features_of_the_quotas_and_their_household(file, quotas):
    read = read_people(file(PEOPLE), quotas)
    renter = {"tenure": "Renter"}
    assert read.people == (
        Person(id="007", features={"age": "13-19", **renter}, household="4"),
        Person(id="8", features={"age": "40+", **renter}, household="4"),
        Person(id="9", features={"age": "40+", **renter}, household=None),
    )
    assert read.unused == ("note",)
    assert read.sha256 == sha256(PEOPLE.encode()).hexdigest()


def test_without_a_household_column_everyone_lives_alone(file, quotas):
    (only,) = read_people(file("id,age,tenure\n1,40+,renter\n"), quotas).people
    assert only.household is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_what_a_norwegian_spreadsheet_saves_is_read(file, encoding):
    quotas = "Kategori;Verdi;Minst;Høyst\nBolig;Leier på år;1;2\nBolig;Eier;0;1\n"
    people = "ID;Bolig;Husholdning\n1;Leier på år;a\n2;Eier;\n"
    read = read_quotas(file(quotas, encoding=encoding)).quotas
    assert [(q.feature, q.least, q.most) for q in read] == [
        ("Leier på år", 1, 2),
        ("Eier", 0, 1),
    ]
    people = read_people(file(people, encoding=encoding), read).people
    assert [(p.id, p.features["Bolig"], p.household) for p in people] == [
        ("1", "Leier på år", "a"),
        ("2", "Eier", None),
    ]


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("category,feature,min\nage,40+,1\n", None, "no column “max”"),
        ("category,min,max\nage,1,2\n", None, "no column “feature”"),
        ("category,feature,min,max\n,40+,1,2\n", 2, "empty"),
        ("category,feature,min,max\nage,,1,2\n", 2, "empty"),
        ("category,feature,min,max\nage,40+,,2\n", 2, "empty"),
        ("category,feature,min,max\nage,40+,few,2\n", 2, "“few” is no number"),
        ("category,feature,min,max\nage,40+,-1,2\n", 2, "“-1” is no number"),
        ("category,feature,min,max\nage,40+,1.5,2\n", 2, "“1.5” is no number"),
        ("category,feature,min,max\nage,40+,²,2\n", 2, "“²” is no number"),
        (f"category,feature,min,max\nage,40+,1,{'9' * 5000}\n", 2, "is no number"),
        ("category,feature,min,max\nage,40+,3,2\n", 2, "from 3 to 2"),
        (QUOTAS + "Age,40+,0,1\n", 5, "on line 3 already"),
        (QUOTAS + "tenure,renter,0,1\n", 5, "on line 4 already"),
    ],
)
def test_quotas_that_cannot_be_used_say_where_and_why(file, text, line, found):
    with pytest.raises(BadInput) as told:
        read_quotas(file(text, "categories.csv"))
    assert found in told.value.found
    assert told.value.where.line == line
    assert told.value.where.file.endswith("categories.csv")


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("name,age,tenure\nann,40+,renter\n", None, "no column “id”"),
        ("id,age\n1,40+\n", None, "“tenure” has no column"),
        ("id,age,tenure\n,40+,renter\n", 2, "empty"),
        ("id,age,tenure\n1,,renter\n", 2, "empty"),
        ("id,age,tenure\n1,40+,owner\n", 2, "“owner” has no quota"),
        (
            "id,age,tenure\n1,40+,renter\n2,40+,renter\n1,13-19,renter\n",
            4,
            "“1” is on line 2 already",
        ),
    ],
)
def test_people_who_cannot_be_used_say_where_and_why(file, quotas, text, line, found):
    with pytest.raises(BadInput) as told:
        read_people(file(text, "people.csv"), quotas)
    assert found in told.value.found
    assert told.value.where.line == line
    assert told.value.where.file.endswith("people.csv")


def test_an_unknown_feature_is_told_with_those_that_are_known(file, quotas):
    with pytest.raises(BadInput, match="13-19, 40\\+") as told:
        read_people(file("id,age,tenure\n1,20-39,renter\n"), quotas)
    assert told.value.where.column == "age"


def test_a_category_spelled_in_two_ways_is_refused(file):
    quotas = read_quotas(file("category,feature,min,max\nage,a,0,1\nAge,b,0,1\n"))
    with pytest.raises(BadInput, match="“Age” has no column of its own"):
        read_people(file("id,age\n1,a\n"), quotas.quotas)


def test_a_category_cannot_be_the_id_itself(file):
    quotas = read_quotas(file("category,feature,min,max\nid,1,0,1\n"))
    with pytest.raises(BadInput, match="“id” has no column of its own"):
        read_people(file("id,age\n1,a\n"), quotas.quotas)
