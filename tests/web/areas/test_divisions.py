"""How a city is divided: from files, shipped, anew, and out again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nabolag_web.areas.models import Area, Crosswalk, Division
from nabolag_web.areas.queries import cities

EXAMPLES = Path(__file__).parents[3] / "examples"

pytestmark = pytest.mark.django_db(transaction=True)

LIST = b"code,name,level\n01,Dalen,area\n02,Furuvoll,area\n03,Kvernlia,area\n04,Sentrum,area\n"


def file(name, content):
    return SimpleUploadedFile(name, content)


def square(code, west):
    ring = [[west, 60], [west + 1, 60], [west + 1, 61], [west, 61], [west, 60]]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def boundaries(*codes):
    features = [square(code, 10 + number) for number, code in enumerate(codes)]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.fixture
def divide(page):
    """Sends files that divide the city; gives the page that follows."""

    def sent(*files):
        return page("division", {"parts": list(files)}, follow=True).content.decode()

    return sent


def test_a_list_of_areas_is_enough(divide, city):
    shown = divide(file("omrader.csv", LIST))
    assert "Storvik is divided into 4 areas" in shown
    assert "<dd>4</dd>" in shown
    kept = cities.division_of(city)
    assert [area.code for area in kept.areas] == ["01", "02", "03", "04"]
    assert kept.levels == ("area",)


def test_a_list_from_a_norwegian_spreadsheet_is_read_too(divide, city):
    divide(
        file(
            "områder.csv",
            "Kode;Navn;Nivå;Ligger i\n0;Storvik;By;\n1;Nord;Bydel;0\n11;Øvre Dalen;Område;1\n".encode(
                "cp1252"
            ),
        )
    )
    kept = cities.division_of(city)
    assert kept.levels == ("city", "district", "area")
    assert kept.one("Øvre Dalen").parent == "1"


def test_a_list_without_levels_is_of_areas(divide, city):
    divide(file("a.csv", b"kode;navn\n01;Dalen\n02;Lia\n"))
    assert {area.level for area in cities.division_of(city).areas} == {"area"}


def test_all_files_of_the_example_are_taken_together(divide, city):
    names = [
        *("division.toml", "areas.csv", "tiles_area.csv", "tiles_district.csv"),
        "boundaries.geojson",
    ]
    folder = EXAMPLES / "dalen"
    shown = divide(*[file(name, (folder / name).read_bytes()) for name in names])
    assert "Boundaries and a tile map" in shown
    assert set(cities.tiles_of(city)) == {"area", "district"}
    assert len(cities.outlines_of(city)) >= 40
    assert cities.division_of(city).source.publisher.startswith("Storvik")


def test_boundaries_can_come_later_and_stay_when_the_list_is_corrected(divide, city):
    divide(file("a.csv", LIST))
    divide(file("b.geojson", boundaries("01", "02")))
    assert [each.code for each in cities.outlines_of(city)] == ["01", "02"]
    divide(file("a.csv", LIST.replace(b"Dalen", b"Nedre Dalen")))
    assert [each.code for each in cities.outlines_of(city)] == ["01", "02"]
    assert cities.division_of(city).area("01").name == "Nedre Dalen"


def test_an_area_that_disappears_is_told_by_name_and_kept_until_another_is_chosen(
    divide, page, focused, programme
):
    divide(file("a.csv", LIST))
    shown = divide(
        file("ny.csv", LIST.replace(b"01,Dalen", b"11,Nedre Dalen")),
        file(
            "nokkel.toml",
            b'id = "w"\ndivision = "storvik"\nto_division = "storvik"\nrows = "w.csv"\n',
        ),
        file("w.csv", b"fra,til,vekt\n01,11,1\n02,02,1\n03,03,1\n04,04,1\n"),
    )
    assert "Dalen is not there any more" in shown
    assert "Now: Nedre Dalen" in shown
    assert "no trend goes on across the change" in shown
    assert programme.focus_areas.get().code == "01"
    assert Crosswalk.objects.get().older == Division.objects.order_by("pk").first()


def test_the_page_of_an_area_that_is_gone_says_so_and_keeps_what_is_known(
    divide, page, focused
):
    assert "not in the division that counts now" not in page("at/01/").content.decode()
    divide(file("ny.csv", LIST.replace(b"01,Dalen", b"11,Nytt")))
    shown = page("at/01/").content.decode()
    assert "The area is not in the division that counts now." in shown
    assert "Dalen" in shown


def test_areas_that_only_figures_told_of_can_disappear_too(divide, focused):
    shown = divide(file("ny.csv", LIST.replace(b"01,Dalen", b"11,Nytt")))
    assert "Dalen is not there any more" in shown


def test_a_division_can_be_taken_out_again(divide, page, city):
    divide(file("a.csv", LIST))
    first = Division.objects.get()
    divide(file("ny.csv", LIST.replace(b"01,Dalen", b"11,Nytt")))
    second = cities.newest_division(city)
    page(f"division/{first.pk}/leave", {"yes": "1"})
    assert cities.newest_division(city) == second  # only the newest can go
    page(f"division/{second.pk}/leave", {"yes": "1"})
    assert cities.newest_division(city) == first
    assert not Area.objects.filter(division=second.pk).exists()


def test_a_shipped_division_is_chosen_from_a_list(page, city):
    assert "Oslo" in page("division").content.decode()
    shown = page("division/oslo/take", {"yes": "1"}, follow=True).content.decode()
    assert "Districts: 15" in shown or "Districts:" in shown
    assert "Tile map" in shown
    assert page("division/bergen/take", {"yes": "1"}).status_code == 404


def test_a_new_division_has_the_answer_computed_anew(divide, focused):
    before = focused.results.get().pk
    divide(file("a.csv", LIST))
    assert focused.results.get().pk != before


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([file("a.csv", b"navn;folk\nDalen;3\n")], "neither of areas, nor a tile map"),
        ([file("a.csv", b"code,name\n01,Dalen\n01,Lia\n")], "code 01 twice"),
        ([file("b.geojson", boundaries("01"))], "No file says which areas there are."),
        ([file("a.csv", LIST), file("b.geojson", boundaries("77"))], "is called “77”"),
        ([file("bilde.png", b"\x89PNG\r\n")], "The file is no table"),
        ([file("d.toml", b"id = 1")], "Expected"),
        (
            [
                file(
                    "d.toml",
                    b'id = "s"\nnames = { nb = "S" }\nlevels = ["area"]\nareas = "a.csv"',
                )
            ],
            "There is no such file.",
        ),
        ([file("a.csv", b"code,name\n01," + b"n" * 300 + b"\n")], "longer than"),
        ([file("a.csv", LIST), file("b.csv", LIST)], "a second list of areas"),
        (
            [file("a.csv", LIST), file("fra.csv", b"fra,til\n01,02\n")],
            "Nothing describes where the areas of before lie now.",
        ),
    ],
)
def test_files_that_cannot_be_used_say_why_and_change_nothing(
    page, city, files, said, settings
):
    for each in files:
        each.seek(0)
    answer = page("division", {"parts": files})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert "/tmp" not in shown  # noqa: S108 - where we read it is no one's business
    assert not Division.objects.exists()


def test_without_a_file_nothing_is_divided(page, city):
    answer = page("division", {"parts": []})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    empty = page("division", {"parts": [file("a.csv", b"")]})
    assert "The file is empty." in empty.content.decode()


def test_figures_of_a_shipped_division_are_offered_it(
    page, city, coordinator, moment, django_capture_on_commit_callbacks
):
    from nabolag_web.areas.actions import importing

    batch = importing.begin_import(
        city=city,
        file_name="oslo.csv",
        content=(EXAMPLES / "oslo" / "turnout.csv").read_bytes(),
        by=coordinator,
        at=moment,
    )
    importing.use_import(batch=batch, by=coordinator, at=moment)
    shown = page(f"imports/{batch.pk}/").content.decode()
    assert "a division that comes with Nabolag" in shown
    assert "division/oslo/take" in shown


def test_a_focus_area_that_is_gone_stands_on_the_page_where_areas_are_chosen(
    page, focused, programme, coordinator, moment
):
    from nabolag_web.areas.actions.cities import set_focus

    set_focus(programme=programme, areas={"77": "Lodalen"}, by=coordinator, at=moment)
    shown = page("focus").content.decode()
    assert "Not among the areas that have figures now: Lodalen." in shown
