"""Areas with many codes and names, found without guessing."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.areas.geography import CODE, NAME, Area, Division, spelled
from nabolag.errors import Misbuilt, WrongUsage
from nabolag.sources.places.divisions import shipped_division
from nabolag.values import UNPLACED, Break


def area(code: str, name: str, level: str = "area", **more: object) -> Area:
    return Area(code=code, name=name, level=level, **more)


CITY = area("1", "Storvik i alt", "city", aliases=("Storvik",))
NORTH = area(
    "11", "Nord", "district", parent="1", codes={"px": "7"}, aliases=("Bydel Nord",)
)
HARBOUR = area("111", "Havna", parent="11", valid_to=2016, codes={"px": "70"})
QUAY = area("112", "St. Olavs kai", parent="11", valid_from=2017, codes={"px": "70"})
NORTH_PROPER = area("113", "Nord", parent="11")
NOWHERE = area("199", "Uoppgitt", UNPLACED, parent="1")


def division(*areas: Area, **more: object) -> Division:
    return Division(
        **{
            "id": "storvik",
            "names": {"nb": "Storvik"},
            "levels": ("city", "district", "area"),
            "areas": areas or (CITY, NORTH, HARBOUR, QUAY, NORTH_PROPER, NOWHERE),
            **more,
        }
    )


@pytest.fixture(scope="module")
def oslo() -> Division:
    return shipped_division("oslo")


class TestFinding:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("1", ["1"]),
            ("storvik", ["1"]),
            ("Nord", ["11", "113"]),
            ("bydel  NORD", ["11"]),
            ("7", ["11"]),
            ("7 Bydel Nord", ["11"]),
            ("11 Nord", ["11"]),
            ("70", ["111", "112"]),
            ("St.Olavs kai", ["112"]),
            ("st Olavs Kai ", ["112"]),
            ("8 Nord", []),
            ("Hav", []),
            ("", []),
        ],
    )
    def test_any_code_name_or_both_is_found_in_any_spelling(self, text, codes):
        assert [found.code for found in division().find(text)] == codes

    def test_level_year_and_scheme_narrow_what_is_found(self):
        storvik = division()
        assert storvik.find("Nord", level="district") == (NORTH,)
        assert storvik.find("70", year=2016) == (HARBOUR,)
        assert storvik.find("70", year=2017) == (QUAY,)
        assert storvik.find("Nord", scheme="px") == ()
        assert storvik.find("7", scheme="px") == (NORTH,)
        assert storvik.find("Nord", scheme=NAME) == (NORTH, NORTH_PROPER)

    def test_letters_with_loose_dots_are_the_same_letters(self, oslo):
        loose = unicodedata.normalize("NFD", "Grünerløkka øst")
        assert oslo.one(loose).code == "0301020202"

    def test_letters_without_their_dots_are_not_guessed(self, oslo):
        assert oslo.find("Grunerlokka") == ()

    @given(st.text(max_size=20))
    @settings(max_examples=50)
    def test_spelling_twice_changes_nothing(self, text):
        assert spelled(spelled(text)) == spelled(text)


class TestOne:
    def test_a_name_on_two_levels_is_refused_with_both(self):
        with pytest.raises(WrongUsage) as refusal:
            division().one("Nord")
        assert "11 (Nord, district) or 113 (Nord, area)" in str(refusal.value)
        assert "level" in refusal.value.remedy
        assert division().one("Nord", level="area") == NORTH_PROPER

    def test_the_divisions_own_code_comes_before_a_publishers(self, oslo):
        assert {a.name for a in oslo.find("0301")} == {"Oslo i alt", "Iladalen"}
        assert oslo.one("0301").level == "city"
        assert oslo.one("0301", level="delbydel").name == "Iladalen"

    def test_an_unknown_name_is_refused_with_the_nearest(self):
        with pytest.raises(WrongUsage, match=r"Is it 111 \(Havna, area, –2016\)\?"):
            division().one("Havnen")

    def test_a_name_like_no_other_is_refused_without_a_guess(self):
        with pytest.raises(WrongUsage, match="Look up the codes"):
            division().one("Fjellet")

    def test_an_area_of_another_year_is_refused_with_its_years(self):
        with pytest.raises(WrongUsage, match="no area in 2020, but 111"):
            division().one("Havna", year=2020)

    def test_an_area_of_another_level_is_refused_with_its_level(self):
        with pytest.raises(WrongUsage, match="no area at level city, but 111"):
            division().one("Havna", level="city")

    def test_a_code_finds_its_area_and_other_texts_do_not(self):
        assert division().area("11") == NORTH
        with pytest.raises(WrongUsage, match="but 11"):
            division().area("Bydel Nord")


class TestYearsAndTree:
    def test_a_year_has_the_areas_valid_in_it(self):
        storvik = division()
        assert [a.code for a in storvik.at(2016, level="area")] == ["111", "113"]
        assert [a.code for a in storvik.at(2017)] == ["1", "11", "112", "113", "199"]

    def test_children_lie_directly_below(self):
        storvik = division()
        assert [a.code for a in storvik.children("1")] == ["11", "199"]
        assert [a.code for a in storvik.children("11", year=2017)] == ["112", "113"]
        assert storvik.children("113") == ()
        with pytest.raises(WrongUsage):
            storvik.children("12")


class TestLookup:
    def test_a_column_is_mapped_by_one_join(self):
        table = division().lookup().filter(pl.col("level") != "area")
        column = pl.DataFrame({"key": [spelled(t) for t in ("Bydel Nord", "storvik")]})
        joined = column.join(table, on="key", how="left")
        assert joined["code"].to_list() == ["11", "1"]

    def test_it_holds_all_that_find_answers(self, oslo):
        table = oslo.lookup()
        for key, rows in table.group_by("key"):
            assert {a.code for a in oslo.find(key[0])} == set(rows["code"])
        ended = table.filter(scheme=CODE, valid_to=2016)["code"]
        assert len(ended) == 5


class TestValues:
    def test_an_area_and_a_division_do_not_change(self):
        with pytest.raises(FrozenInstanceError):
            NORTH.name = "Sør"  # type: ignore[misc]
        with pytest.raises(TypeError):
            NORTH.codes["px"] = "8"  # type: ignore[index]
        storvik = division(level_names={"district": {"nb": "bydel"}})
        with pytest.raises(TypeError):
            storvik.names["nb"] = "Lillevik"  # type: ignore[index]
        with pytest.raises(TypeError):
            storvik.level_names["district"]["nb"] = "krets"  # type: ignore[index]

    def test_equal_areas_are_one_key(self):
        assert len({NORTH, replace(NORTH), HARBOUR}) == 2

    @pytest.mark.parametrize(
        ("areas", "found"),
        [
            ((CITY, CITY), "the code 1 twice"),
            ((area("1", "A", "krets"),), "the level krets of 1"),
            ((area("1", "A", parent="2"),), "the parent 2 of 1"),
            ((CITY, area("2", "A", "city", parent="1")), "2 within 1 of level city"),
            (
                (area("1", "A"), area("2", "B", "district", parent="1")),
                "2 within 1 of level area",
            ),
            (
                (area("1", "A", UNPLACED), area("2", "B", parent="1")),
                "2 within 1 of level unplaced",
            ),
            ((area("1", "A", valid_from=2017, valid_to=2016),), "1 ending in 2016"),
            (
                (area("1", "A", codes={"px": "7"}), area("2", "B", codes={"px": "7"})),
                "px 7 for 1 and 2",
            ),
            (
                (
                    area("1", "A", codes={"px": "7"}, valid_to=2017),
                    area("2", "B", codes={"px": "7"}, valid_from=2017),
                ),
                "px 7 for 1 and 2",
            ),
        ],
    )
    def test_areas_that_contradict_each_other_are_refused(self, areas, found):
        with pytest.raises(Misbuilt, match=re.escape(found)):
            division(*areas)

    @pytest.mark.parametrize(
        "more",
        [
            {"breaks": (Break(period="2017", level="krets", reason="x"),)},
            {"level_names": {"krets": {"nb": "krets"}}},
        ],
    )
    def test_breaks_and_names_are_of_known_levels(self, more):
        with pytest.raises(Misbuilt, match="krets"):
            division(**more)


AMBIGUOUS = {
    *("Stovner", "Grorud", "Sagene", "Frogner", "Ullern", "Nordstrand", "Sentrum"),
    "Marka",
}
ENDED_2016 = {"Lodalen", "Helsfyr", "Hasle-Løren", "Økern"}
BEGAN_2017 = {
    *("Kværnerbyen", "Bispevika", "Ensjø", "Etterstad", "Løren", "Hasle", "Refstad"),
    "Ulven",
}


class TestOslo:
    def test_names_on_two_levels_are_these_and_no_others(self, oslo):
        on_levels: dict[str, set[str]] = {}
        for place in oslo.areas:
            on_levels.setdefault(place.name, set()).add(place.level)
        assert {name for name, on in on_levels.items() if len(on) > 1} == AMBIGUOUS
        for name in AMBIGUOUS:
            with pytest.raises(WrongUsage, match=r"district.* or .*delbydel"):
                oslo.one(name)
            district = oslo.one(f"Bydel {name}")
            assert oslo.one(name, level="delbydel").parent == district.code

    def test_2016_and_2017_have_different_delbydeler(self, oslo):
        before = {a.name for a in oslo.at(2016, level="delbydel")}
        after = {a.name for a in oslo.at(2017, level="delbydel")}
        assert before - after == {*ENDED_2016, "Smedstua"}
        assert after - before == BEGAN_2017
        assert len(after) == 98
        assert oslo.at(2016, level="district") == oslo.at(2017, level="district")
        (change,) = oslo.breaks
        assert (change.period, change.level) == ("2017", "delbydel")
        assert change.reason == "division_changed"

    def test_grønland_is_one_place_by_all_its_codes(self, oslo):
        codes = ("0301010102", "0102", "102", "301010102", "0102 Grønland")
        assert {oslo.one(code).name for code in codes} == {"Grønland"}

    def test_gamle_oslo_is_one_place_by_all_its_codes_and_names(self, oslo):
        texts = ("030101", "01", "30101", "1030101", "030101a")
        names = ("Gamle Oslo", "Bydel Gamle Oslo", "01 Bydel Gamle Oslo")
        assert {oslo.one(text).code for text in texts + names} == {"030101"}

    def test_people_without_an_address_are_in_no_area(self, oslo):
        for text in ("Uoppgitt bydel", "Uoppgitt delbydel", "99", "9999", "Ukjent"):
            assert oslo.one(text).level == UNPLACED

    def test_every_delbydel_lies_in_its_district(self, oslo):
        for place in oslo.areas:
            if place.level == "delbydel":
                assert place.parent == place.code[:6]
        assert len(oslo.children("0301", year=2017)) == 17 + 4


def rows(path: Path, *, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as stream:
        head = stream.readline()
        stream.seek(0)
        delimiter = ";" if head.count(";") > head.count(",") else ","
        return list(csv.DictReader(stream, delimiter=delimiter))


def px_codes(path: Path) -> list[tuple[str, str]]:
    listed = json.loads(path.read_text(encoding="utf-8"))["valueitems"]
    return [(item["code"], item["label"]["no"]) for item in listed]


@pytest.mark.shared_data
class TestOsloAsPublished:
    """Every code and name in every file is found, on its level, or told here."""

    @pytest.fixture
    def folder(self, shared_data: Path) -> Path:
        return shared_data / "oslo"

    def test_the_list_of_names(self, oslo, folder):
        listed = rows(folder / "boundaries" / "geografinavn.csv")
        assert len(listed) == 121
        for row in listed:
            found = oslo.one(row["kode"])
            assert spelled(row["navn"]) in {key for _, key in found.known_by()} or (
                row["kode"] == "0301999901" and found.level == UNPLACED
            )

    @pytest.mark.parametrize(
        ("file", "level", "number"),
        [
            ("bydeler_forenklet", "district", 15),
            ("delbydeler_forenklet_2026", "delbydel", 96),
        ],
    )
    def test_the_boundaries(self, oslo, folder, file, level, number):
        text = (folder / "boundaries" / f"{file}.geojson").read_text(encoding="utf-8")
        listed = [feature["properties"] for feature in json.loads(text)["features"]]
        found = {oslo.one(p["id"]).code for p in listed}
        assert found == {oslo.one(p["name"], level=level).code for p in listed}
        assert len(found) == number
        now = {a.code for a in oslo.at(2026, level=level)}
        assert {oslo.area(c).name for c in now - found} == {"Sentrum", "Marka"}

    def test_the_statistics_banks_codes(self, oslo, folder):
        listed = px_codes(folder / "statbank" / "geografi.json")
        assert len(listed) == 118
        by_code = {code: oslo.find(code, scheme="px") for code, _ in listed}
        assert all(len(found) == 1 for found in by_code.values())
        assert len({found[0].code for found in by_code.values()}) == 118
        for code, label in listed:
            assert by_code[code][0] in oslo.find(label) or code == "9999"
        again = {r["geografi"] for r in rows(folder / "statbank" / "SYS002_2.csv")}
        assert again - set(by_code) == set()

    def test_labels_with_code_and_name(self, oslo, folder):
        listed = px_codes(folder / "statbank" / "bosted.json")
        levels = [oslo.one(label).level for _, label in listed]
        assert [levels.count(k) for k in ("city", "district", UNPLACED)] == [1, 15, 1]
        named = {row["bosted"] for row in rows(folder / "statbank" / "BEF029.csv")}
        assert named == {label for _, label in listed}

    @pytest.mark.parametrize(
        ("file", "column", "encoding", "counts"),
        [
            ("SYS002.csv", "geografi", "utf-8", {"city": 1, UNPLACED: 1}),
            ("VAL001.csv", "bosted", "latin-1", {"city": 1, UNPLACED: 2}),
            ("KOM011.csv", "område", "latin-1", {"city": 1, UNPLACED: 1}),
        ],
    )
    def test_tables_by_name(self, oslo, folder, file, column, encoding, counts):
        listed = rows(folder / "statbank" / file, encoding=encoding)
        found = {row[column]: oslo.find(row[column]) for row in listed}
        assert [name for name, areas in found.items() if not areas] == []
        assert {n for n, areas in found.items() if len(areas) > 1} <= AMBIGUOUS
        sure = [areas[0].level for areas in found.values() if len(areas) == 1]
        assert {level: sure.count(level) for level in counts} == counts

    def test_moves(self, oslo, folder):
        listed = rows(folder / "panel" / "flytting_gamle_oslo.csv")
        for row in listed:
            found = oslo.one(row["geo_id"])
            assert found in oslo.find(row["navn"])
            assert found.valid_in(int(row["aar"]))

    def test_households_change_division_in_2017(self, oslo, folder):
        file = folder / "panel" / "Husholdninger_med_barn_delbydel_2008_2018.csv"
        seen = {
            (row["delbydelid"], row["Delbydel"], row["Bydel"], int(row["År"]))
            for row in rows(file)
        }
        for code, name, district, year in seen:
            if not code:
                levels = {a.level for a in oslo.find(district, year=year)}
                assert levels & {"district", UNPLACED}
                continue
            found = oslo.one(code, year=year)
            assert found.level in ("delbydel", UNPLACED)
            assert found.name == name or found.level == UNPLACED

    def test_codes_that_live_on_mean_the_same_places(self, oslo, folder):
        """Households would jump in 2017 where borders had moved."""
        file = folder / "panel" / "Husholdninger_med_barn_delbydel_2008_2018.csv"
        homes: dict[tuple[str, str], float] = {}
        for row in rows(file):
            key = (row["delbydelid"] or row["Bydel"], row["År"])
            homes[key] = homes.get(key, 0) + float(row["Antall husholdninger"] or 0)
        kept = {
            area: homes[area, "2017"] / homes[area, "2016"]
            for area, year in homes
            if year == "2016" and (area, "2017") in homes
        }
        placed = {a: c for a, c in kept.items() if oslo.find(a)[0].level != UNPLACED}
        assert len(placed) == 88 + 2 + 17
        assert all(0.93 < change < 1.07 for change in placed.values())

    def test_tenure_changes_division_in_2017(self, oslo, folder):
        strays = set()
        for row in rows(folder / "panel" / "Eieform_delbydel_2015_2017_v2.csv"):
            if row["delbydel_id"]:
                found = oslo.one(row["delbydel_id"], level="delbydel")
                assert found.name == row["delbydel_navn"]
                assert found.valid_in(int(row["aar"]))
            elif not oslo.find(row["bydel_id"]):
                strays.add(row["bydel_id"])
        # Not areas of Oslo: by their figures the country, without Oslo and with it.
        assert strays == {"15000", "20000"}

    def test_flat_prices_change_division_in_2017(self, oslo, folder):
        file = folder / "panel" / "boligpriser_blokkleilighet.csv"
        levels = {"total": "city", "bydel": "district", "delbydel": "delbydel"}
        outside = set()
        for row in rows(file):
            found = oslo.one(row["navn"], level=levels[row["niva"]])
            if not found.valid_in(int(row["aar"])):
                outside.add((found.name, row["aar"]))
        assert outside == set()
