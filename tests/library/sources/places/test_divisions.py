"""Divisions, crosswalks and tile maps read from files, strictly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nabolag.errors import BadInput, Refused, WrongUsage
from nabolag.sources.places import divisions
from nabolag.sources.places.crosswalks import read_crosswalk
from nabolag.sources.places.divisions import (
    read_division,
    read_tiles,
    shipped_division,
    shipped_divisions,
    shipped_tiles,
)
from nabolag.values import Break

STORVIK = """
id = "storvik"
names = { nb = "Storvik", en = "Storvik" }
levels = ["city", "district", "area"]
areas = "areas.csv"

[level_names]
district = { nb = "bydel", en = "district" }

[prefixes]
district = "Bydel"

[schemes]
px = "the statistics bank"

[tiles]
area = "tiles.csv"

[[breaks]]
period = "2017"
level = "area"
reason = "division_changed"

[source]
id = "storvik_division"
publisher = "Storvik kommune"
title = "Bydeler"
licence = "CC BY 4.0"
"""
SMALL = (
    'id = "s"\nnames = { nb = "S" }\nlevels = ["city", "area"]\nareas = "areas.csv"\n'
)
AREAS = """code,name,level,parent,valid_from,valid_to,px,aliases
1,Storvik i alt,city,,,,100,Storvik
11,Nord,district,1,,,7,Nordsiden|Nordre bydel

111,"Havna, Nord",area,11,,2016,70,
112,Kaia,area,11,2017,,70,
"""
CROSSWALK = """
id = "storvik_2017"
division = "storvik"
year = 2016
to_division = "storvik"
to_year = 2017
rows = "rows.csv"
counted = "residents 2017-01-01"
"""


@pytest.fixture
def write(tmp_path):
    """Write files beside each other and give the path of the first."""

    def files(**contents: str) -> Path:
        for name, content in contents.items():
            ending = "toml" if name == "about" else "csv"
            (tmp_path / f"{name}.{ending}").write_bytes(content.encode())
        first = next(iter(contents))
        return tmp_path / f"{first}.{'toml' if first == 'about' else 'csv'}"

    return files


class TestDivision:
    def test_it_is_read_as_written(self, write):
        storvik = read_division(write(about=STORVIK, areas=AREAS))
        assert (storvik.id, storvik.names["nb"]) == ("storvik", "Storvik")
        assert [a.code for a in storvik.areas] == ["1", "11", "111", "112"]
        city, north, harbour, _ = storvik.areas
        assert (city.parent, harbour.parent) == (None, "11")
        assert (harbour.valid_from, harbour.valid_to) == (None, 2016)
        assert dict(north.codes) == {"px": "7"}
        assert storvik.one("70", year=2017).name == "Kaia"
        assert storvik.breaks == (
            Break(period="2017", level="area", reason="division_changed"),
        )
        assert storvik.level_names["district"]["nb"] == "bydel"
        assert storvik.source is not None
        assert storvik.source.licence == "CC BY 4.0"

    def test_names_are_found_with_the_levels_word_before_them(self, write):
        storvik = read_division(write(about=STORVIK, areas=AREAS))
        for name in ("Bydel Nord", "Bydel Nordsiden", "Nordre bydel"):
            assert storvik.one(name).code == "11"
        assert storvik.find("Bydel Kaia") == ()

    def test_a_small_one_needs_only_four_lines(self, write):
        small = read_division(
            write(about=SMALL, areas="name,code,level\r\nS,1,city\r\nA,2,area\r\n")
        )
        assert [a.name for a in small.areas] == ["S", "A"]
        assert (small.source, small.breaks, small.level_names) == (None, (), {})

    def test_a_byte_order_mark_does_not_matter(self, write):
        text = "\ufeffcode,name,level\n1,S,city\n"
        assert read_division(write(about="\ufeff" + SMALL, areas=text)).find("S")

    @pytest.mark.parametrize(
        ("about", "areas", "place", "found"),
        [
            (SMALL + "size = 3\n", "", "about.toml, line 5", "“size” is not a key"),
            (SMALL.replace('id = "s"', ""), "", "about.toml", "lacks “id”"),
            (SMALL.replace("nb =", "="), "", "about.toml, line 2", "not TOML"),
            (SMALL.replace('{ nb = "S" }', "{}"), "", "about.toml", "has no name"),
            (SMALL.replace('["city", "area"]', "[]"), "", "line 3", "levels are []"),
            (SMALL.replace('"area"]', '"city"]'), "", "line 3", "'city', 'city'"),
            (SMALL.replace('"area"]', '"unplaced"]'), "", "line 3", "'unplaced'"),
            (SMALL + '[prefixes]\nkrets = "K"', "", "line 6", "no level “krets”"),
            (SMALL + '[tiles]\nkrets = "k.csv"', "", "line 6", "no level “krets”"),
            (
                SMALL + '[level_names]\nkrets = { nb = "k" }',
                "1,A,area,,",
                "line 6",
                "“krets”",
            ),
            (
                SMALL + '[[breaks]]\nperiod = "2017"\nlevel = "krets"\nreason = "x"',
                "1,A,area,,",
                "about.toml",
                "no level “krets”",
            ),
            (
                SMALL + '[[breaks]]\nperiod = "2017"\nlevel = "area"',
                "1,A,area,,",
                "about.toml",
                "lacks “reason”",
            ),
            (SMALL + '[source]\nid = "x"\nwho = "y"', "1,A,area,,", "line 7", "“who”"),
            (SMALL, "", "areas.csv", "heading and nothing more"),
            (SMALL, "1,A,area,,\n2,B", "areas.csv, line 3", "2 cells, the heading 5"),
            (SMALL, "1,A,area,,\n,B,area,,", "line 3, column code", "is empty"),
            (SMALL, "1,,area,,", "line 2, column name", "is empty"),
            (SMALL, "1,A,area,,x", "line 2, column valid_to", "“x” is no such number"),
            (SMALL, "1,A,area,,-5", "line 2, column valid_to", "“-5”"),
            (SMALL, "1,A,area,,²", "line 2, column valid_to", "“²”"),
            (SMALL, "1,A,area,,\n1,B,area,,", "areas.csv, line 3", "the code 1 twice"),
            (SMALL, "1,A,krets,,", "areas.csv, line 2", "the level krets"),
            (SMALL, "1,A,area,9,", "areas.csv, line 2", "the parent 9 of 1"),
            (SMALL, '1,"A,area,,', "areas.csv, line 2", "cannot be split"),
            (
                SMALL.replace("areas.csv", "lost.csv"),
                "1,A,area,,",
                "lost.csv",
                "no such",
            ),
        ],
    )
    def test_what_is_wrong_is_refused_with_its_line(
        self, write, about, areas, place, found
    ):
        path = write(about=about, areas=f"code,name,level,parent,valid_to\n{areas}\n")
        with pytest.raises(BadInput) as refusal:
            read_division(path)
        assert place in str(refusal.value.where)
        assert found in refusal.value.found

    @pytest.mark.parametrize(
        ("heading", "found"),
        [
            ("code,name", "lacks “level”"),
            ("code,name,level,px", "has an unknown “px”"),
            ("code,name,level,name", "has “name” twice"),
            ("", "lacks “code”"),
        ],
    )
    def test_a_heading_must_be_right(self, write, heading, found):
        with pytest.raises(BadInput, match=re.escape(found)):
            read_division(write(about=SMALL, areas=f"{heading}\n"))

    @pytest.mark.parametrize(
        "name",
        [
            *("../areas.csv", "/etc/passwd", "C:\\areas.csv", "x/areas.csv", "..", ""),
            *("..\\areas.csv", "/vsicurl/http://127.0.0.1/areas.csv"),
        ],
    )
    def test_a_list_elsewhere_is_not_opened(self, write, name):
        about = SMALL.replace('"areas.csv"', f"'{name}'")
        with pytest.raises(BadInput, match=r"does not lie beside it|This is a folder"):
            read_division(write(about=about, areas=AREAS))

    def test_a_list_in_another_encoding_is_refused_with_its_line(self, write):
        path = write(about=SMALL, areas="")
        text = "code,name,level\n1,S,city\n2,Løren,area\n"
        (path.parent / "areas.csv").write_bytes(text.encode("latin-1"))
        with pytest.raises(BadInput, match="line 3: The line is not UTF-8"):
            read_division(path)

    def test_a_list_that_is_too_long_is_refused(self, write):
        path = write(about=SMALL, areas="code,name,level\n" + "1,S,city\n" * 600_000)
        with pytest.raises(BadInput, match="too large"):
            read_division(path)


class TestCrosswalk:
    def test_it_is_read_and_carries_counts(self, write):
        path = write(about=CROSSWALK, rows="origin,target,weight\nA,X,0.25\nA,Y,0.75\n")
        walk = read_crosswalk(path)
        assert walk.carry({"A": 8}) == {"X": 2, "Y": 6}
        assert (walk.year, walk.to_year, walk.source) == (2016, 2017, None)
        assert walk.counted == "residents 2017-01-01"

    def test_one_without_weights_does_not_divide(self, write):
        about = CROSSWALK.replace("year = 2016", "")
        walk = read_crosswalk(write(about=about, rows="origin,target\nA,X\nA,Y\n"))
        assert walk.year is None
        with pytest.raises(Refused):
            walk.carry({"A": 8})

    @pytest.mark.parametrize(
        ("rows", "found"),
        [
            ("A,X,0.25\nA,Y,0.5", "sum to 0.75"),
            ("A,X,0,25", "4 cells"),
            ("A,X,1.5", "“1.5” is no such number"),
            ("A,X,half", "“half” is no such number"),
            ("A,X,nan", "“nan” is no such number"),
            ("A,,1", "is empty"),
        ],
    )
    def test_weights_must_be_parts_of_a_whole(self, write, rows, found):
        path = write(about=CROSSWALK, rows=f"origin,target,weight\n{rows}\n")
        with pytest.raises(BadInput, match=re.escape(found)):
            read_crosswalk(path)

    def test_a_year_is_a_whole_number(self, write):
        about = CROSSWALK.replace("2016", "2016.5")
        with pytest.raises(BadInput, match=r"The year is 2016\.5"):
            read_crosswalk(write(about=about, rows="origin,target\nA,X\n"))


class TestTiles:
    def test_they_are_read_with_their_broken_labels(self, write):
        first, second = read_tiles(
            write(tiles="code,column,row,label\n1,0,3,Havna|nord\n2,1,0,\n")
        )
        assert (first.code, first.column, first.row) == ("1", 0, 3)
        assert first.label == "Havna\nnord"
        assert second.label is None

    @pytest.mark.parametrize(
        ("rows", "place", "found"),
        [
            ("1,0,0\n1,0,1", "line 3", "stands on line 2 too"),
            ("1,0,0\n2,0,0", "line 3", "stands on line 2 too"),
            ("1,,0", "line 2, column column", "is empty"),
            ("1,0,x", "line 2, column row", "“x” is no such number"),
            ("1,0,1000000", "line 2, column row", "stands in row 1000000"),
        ],
    )
    def test_each_area_has_a_square_of_its_own(self, write, rows, place, found):
        with pytest.raises(BadInput) as refusal:
            read_tiles(write(tiles=f"code,column,row\n{rows}\n"))
        assert place in str(refusal.value.where)
        assert found in refusal.value.found


class TestShipped:
    def test_oslo_is_shipped_and_read_once(self):
        assert shipped_divisions() == ("oslo",)
        assert shipped_division("oslo") is shipped_division("oslo")

    @pytest.mark.parametrize("ask", [shipped_division, lambda i: shipped_tiles(i, "x")])
    def test_an_unknown_division_is_refused_with_the_known(self, ask):
        with pytest.raises(WrongUsage, match="one of oslo"):
            ask("bergen")

    def test_no_name_leads_out_of_the_shipped_folder(self):
        with pytest.raises(WrongUsage):
            shipped_division("../divisions/oslo")

    @pytest.mark.parametrize("level", ["district", "delbydel"])
    def test_every_area_of_today_has_one_square(self, level):
        today = {a.code for a in shipped_division("oslo").at(2026, level=level)}
        tiles = shipped_tiles("oslo", level)
        assert sorted(t.code for t in tiles) == sorted(today)
        assert max(t.column for t in tiles) < 14
        assert min(t.column for t in tiles) == min(t.row for t in tiles) == 0

    def test_a_level_without_a_map_has_no_tiles(self):
        assert shipped_tiles("oslo", "city") == ()

    @pytest.mark.parametrize("level", ["district", "delbydel"])
    def test_labels_are_the_names_in_short_lines(self, level):
        oslo = shipped_division("oslo")
        for tile in shipped_tiles("oslo", level):
            assert tile.label is not None
            lines = tile.label.split("\n")
            assert all(len(line) <= 9 for line in lines)
            joined = tile.label.replace("\n", " ")
            bare = {
                re.sub(r"-? |-", "", t) for t in (joined, oslo.area(tile.code).name)
            }
            assert len(bare) == 1, joined

    def test_districts_hang_together(self):
        squares: dict[str, set[tuple[int, int]]] = {}
        for tile in shipped_tiles("oslo", "delbydel"):
            squares.setdefault(tile.code[:6], set()).add((tile.column, tile.row))
        for district, own in squares.items():
            reached = {min(own)}
            while more := {s for s in own - reached if _beside(s, reached)}:
                reached |= more
            assert reached == own, district

    @pytest.mark.parametrize("level", ["district", "delbydel"])
    @pytest.mark.shared_data
    def test_squares_lie_as_the_areas_do(self, shared_data, level):
        """North is up and east is right, for nearly all pairs far from each other."""
        file = {
            "district": "bydeler_forenklet",
            "delbydel": "delbydeler_forenklet_2026",
        }
        centres = _centres(
            shared_data / "oslo" / "boundaries" / f"{file[level]}.geojson"
        )
        tiles = {t.code: t for t in shipped_tiles("oslo", level)}
        right = wrong = 0
        for one, (x, y) in centres.items():
            for other, (x2, y2) in centres.items():
                dx = tiles[other].column - tiles[one].column
                dy = tiles[one].row - tiles[other].row
                if x2 - x > 3000:
                    right, wrong = right + (dx >= 0), wrong + (dx < 0)
                if y2 - y > 3000:
                    right, wrong = right + (dy >= 0), wrong + (dy < 0)
        assert right > 100
        assert wrong / (right + wrong) < 0.02

    def test_the_folder_holds_nothing_but_what_divisions_name(self):
        folder = Path(divisions.__file__).parents[1] / "shipped" / "divisions"
        named = {"oslo.toml", "oslo_areas.csv"}
        named |= {f"oslo_tiles_{level}.csv" for level in ("district", "delbydel")}
        assert {file.name for file in folder.iterdir()} == named


def _beside(square: tuple[int, int], others: set[tuple[int, int]]) -> bool:
    return any(abs(square[0] - x) + abs(square[1] - y) == 1 for x, y in others)


def _centres(path: Path) -> dict[str, tuple[float, float]]:
    from shapely import centroid
    from shapely.geometry import shape

    from nabolag.sources.places.boundaries import read_boundaries

    found = {}
    for outline in read_boundaries(path, division=shipped_division("oslo")):
        centre = centroid(shape(outline.geometry))
        found[outline.code] = (centre.x * 55_800, centre.y * 111_200)
    return found
