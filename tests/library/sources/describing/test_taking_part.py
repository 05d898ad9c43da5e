"""Reading who has taken part and who lives here."""

from __future__ import annotations

import pytest

from nabolag.errors import BadInput, WrongUsage
from nabolag.residents.reach.counting import Participation
from nabolag.sources.describing.taking_part import read_residents, read_taken_part

RESIDENTS = """characteristic,group,residents,register
tenure,owner,1400,Statistics Norway
tenure,renter,1 000,Statistics Norway
age,0-39,1300,
age,40+,1100,
"""
PARTICIPANTS = """id,age,Tenure,method,drawn,new,answer
1,0-39,Renter,stand,yes,no,more trees
2,,owner,web,no,,
"""


@pytest.fixture
def file(tmp_path):
    def written(text, name="table.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def residents(file):
    return read_residents(file(RESIDENTS, "population.csv"))


def test_residents_are_read_with_who_counted_them(residents):
    tenure, age = residents
    assert dict(tenure.people) == {"owner": 1400, "renter": 1000}
    assert (tenure.register, age.register) == ("Statistics Norway", None)


def test_norwegian_names_will_do(file):
    text = "Kjennetegn;Gruppe;Innbyggere\neie;eier;1400\neie;leier;1000\n"
    (tenure,) = read_residents(file(text))
    assert (tenure.characteristic, tenure.register) == ("eie", None)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("residents,register", "homes,register", "no column “residents”"),
        ("renter,1 000", "owner,1000", "line 3: “owner” of tenure comes twice"),
        (
            "renter,1 000",
            "renter,many",
            "line 3, column residents: “many” is no number of residents",
        ),
        ("renter,1 000", "renter,0", "line 3, column residents: “0” is no number"),
        ("renter,1 000", "renter,-5", "“-5” is no number"),
        ("renter,1 000", "renter,²", "“²” is no number"),
        ("renter,1 000", "renter,", "line 3, column residents: The cell is empty"),
        ("renter,1 000", ",1000", "line 3, column group: The cell is empty"),
        ("age,40+,1100,\n", "", "only one group of age"),
        ("renter,1 000", "renter,999999999", "tenure are more people than there can"),
    ],
)
def test_what_is_no_table_of_residents_is_refused_by_its_place(file, was, now, said):
    with pytest.raises(BadInput, match=said.replace("+", r"\+")):
        read_residents(file(RESIDENTS.replace(was, now)))


def test_participations_are_read_with_what_they_tell(file, residents):
    read = read_taken_part(file(PARTICIPANTS), residents)
    assert read.participations == (
        Participation(
            groups={"tenure": "renter", "age": "0-39"},
            part={"method": "stand"},
            drawn=True,
            new=False,
            answer="more trees",
        ),
        Participation(groups={"tenure": "owner"}, part={"method": "web"}),
    )
    assert [margin.characteristic for margin in read.margins] == ["tenure", "age"]
    assert (read.per, read.unused, read.not_asked) == (("method",), ("id",), ())


def test_one_column_alone_will_do(file, residents):
    read = read_taken_part(file("tenure\nowner\n\nrenter\n"), residents)
    told = [each.groups["tenure"] for each in read.participations]
    assert (told, read.unused) == (["owner", "renter"], ())


@pytest.mark.parametrize("text", ["tenure\n", "\n\ntenure\n\n"])
def test_a_heading_alone_holds_no_participations(file, residents, text):
    with pytest.raises(BadInput, match="There are no participations in the file"):
        read_taken_part(file(text), residents)


def test_only_what_is_named_is_used(file, residents):
    read = read_taken_part(file(PARTICIPANTS), residents, by=["age"])
    assert [margin.characteristic for margin in read.margins] == ["age"]
    assert read.participations[1].groups == {}
    assert read.unused == ("id", "Tenure")


def test_what_was_not_asked_is_told(file, residents):
    read = read_taken_part(file("id,tenure\n1,owner\n2,renter\n"), residents)
    assert (read.per, read.not_asked) == ((), ("age",))
    assert read.participations[0] == Participation(groups={"tenure": "owner"})


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("Renter", "lodger", "line 2, column Tenure: “lodger” is no group"),
        ("web", "", "line 3, column method: The cell is empty"),
        ("stand,yes", "stand,perhaps", "line 2, column drawn: “perhaps” is neither"),
        ("yes,no", "yes,2", "line 2, column new: “2” is neither yes nor no"),
        ("age,Tenure", "years,home", "None of the columns is a characteristic"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_place(file, residents, was, now, said):
    with pytest.raises(BadInput, match=said):
        read_taken_part(file(PARTICIPANTS.replace(was, now)), residents)


@pytest.mark.parametrize(
    ("text", "expected"), [("id,tenure\n1,owner\n", "tenure"), ("a,b\n1,2\n", "none")]
)
def test_a_characteristic_that_one_table_lacks_is_wrong_usage(
    file, residents, text, expected
):
    with pytest.raises(WrongUsage, match=f"--by age: .*one of {expected}"):
        read_taken_part(file(text), residents, by=["age"])
