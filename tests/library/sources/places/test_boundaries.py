"""Boundaries from three formats and several coordinate systems, drawn alike."""

from __future__ import annotations

import io
import json
import math
import re
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyogrio import raw
from shapely.geometry import mapping, shape

from nabolag.areas.geography import Area, Division, Outline
from nabolag.errors import BadInput, WrongUsage
from nabolag.sources.files.opening import Limits
from nabolag.sources.places.boundaries import mended, read_boundaries, simplify
from nabolag.sources.places.divisions import shipped_division

WEST = shapely.box(10.0, 59.0, 10.1, 59.1)
EAST = shapely.box(10.1, 59.0, 10.2, 59.1)
BOW_TIE = shapely.Polygon([(10, 59), (10.1, 59.1), (10.1, 59), (10, 59.1)])
STORVIK = Division(
    id="storvik",
    names={"nb": "Storvik"},
    levels=("city", "district", "area"),
    areas=(
        Area(code="11", name="Nord", level="district", codes={"px": "1"}),
        Area(code="111", name="Nord", level="area", parent="11", codes={"px": "101"}),
        Area(code="112", name="Havna", level="area", parent="11", codes={"px": "102"}),
    ),
)

Rows = Sequence[tuple[Mapping[str, object], shapely.Geometry | None]]
TWO: Rows = [({"kode": "101"}, WEST), ({"kode": "102"}, EAST)]


def collection(rows: Rows, **more: object) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": None if geometry is None else mapping(geometry),
        }
        for properties, geometry in rows
    ]
    whole = {"type": "FeatureCollection", **more, "features": features}
    return json.dumps(whole).encode()


def by_gdal(path: Path, rows: Rows, *, crs: str | None, **more: object) -> Path:
    names, first = list(rows[0][0]), rows[0][1]
    if crs is None:
        by_gdal(path, rows, crs="EPSG:4326", **more)
        path.with_suffix(".prj").unlink()
        return path
    raw.write(
        path,
        np.array([shapely.to_wkb(geometry) for _, geometry in rows], dtype=object),
        [np.array([p[name] for p, _ in rows], dtype=object) for name in names],
        names,
        geometry_type=first.geom_type + " Z" * first.has_z,
        crs=crs,
        **more,
    )
    return path


@pytest.fixture
def geojson(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Rows, **more: object) -> Path:
        path = tmp_path / "areas.geojson"
        path.write_bytes(collection(rows, **more))
        return path

    return write


@pytest.fixture
def shapefile(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Rows, crs: str | None = "EPSG:4326") -> Path:
        folder = tmp_path / "shp"
        folder.mkdir(exist_ok=True)
        return by_gdal(folder / "areas.shp", rows, crs=crs, driver="ESRI Shapefile")

    return write


@pytest.fixture
def geopackage(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Rows, crs: str = "EPSG:4326", **more: object) -> Path:
        return by_gdal(tmp_path / "a.gpkg", rows, crs=crs, driver="GPKG", **more)

    return write


def zipped(path: Path, more: Mapping[str, bytes], *, folder: str = "") -> Path:
    """Pack all files of a Shapefile, and more, into a zip beside its folder."""
    packed = path.parent.parent / "areas.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(path.parent.iterdir()):
            archive.write(file, folder + file.name)
        for name, content in more.items():
            archive.writestr(name, content)
    return packed


def same(outline: Outline, expected: shapely.Geometry) -> bool:
    return bool(shape(outline.geometry).normalize().equals_exact(expected, 1e-9))


class TestFormats:
    def test_geojson(self, geojson):
        west, east = read_boundaries(geojson(TWO))
        assert (west.code, east.code) == ("101", "102")
        assert same(west, WEST.normalize())
        assert same(east, EAST.normalize())
        assert not west.mended

    def test_geopackage(self, geopackage):
        west, east = read_boundaries(geopackage(TWO))
        assert (west.code, east.code) == ("101", "102")
        assert same(west, WEST.normalize())

    def test_shapefile_in_its_folder(self, shapefile):
        west, east = read_boundaries(shapefile(TWO))
        assert (west.code, east.code) == ("101", "102")
        assert same(east, EAST.normalize())

    @pytest.mark.parametrize("folder", ["", "grenser/"])
    def test_shapefile_in_a_zip(self, shapefile, folder):
        more = {"__MACOSX/._areas.shp": b"\0" * 40, "README.txt": b"hello"}
        packed = zipped(shapefile(TWO), more, folder=folder)
        assert [o.code for o in read_boundaries(packed)] == ["101", "102"]

    def test_shapefile_in_capitals(self, shapefile):
        path = shapefile(TWO)
        for file in list(path.parent.iterdir()):
            file.rename(file.with_suffix(file.suffix.upper()))
        path = path.with_suffix(".SHP")
        assert [o.code for o in read_boundaries(path)] == ["101", "102"]

    def test_norwegian_letters_survive(self, shapefile, geopackage):
        rows = [({"navn": "Grünerløkka øst", "kode": "ø1"}, WEST)]
        for path in (shapefile(rows), geopackage(rows)):
            (only,) = read_boundaries(path, code="navn")
            assert only.code == "Grünerløkka øst"

    def test_a_layer_is_chosen_where_there_are_several(self, geopackage):
        path = geopackage(TWO, layer="delbydeler")
        geopackage(TWO[:1], layer="bydeler", append=True)
        with pytest.raises(BadInput, match="delbydeler, bydeler"):
            read_boundaries(path)
        with pytest.raises(BadInput, match="one layer of areas called kretser"):
            read_boundaries(path, layer="kretser")
        assert len(read_boundaries(path, layer="bydeler")) == 1

    def test_heights_are_left_out(self, geojson, geopackage):
        high = shapely.force_3d(WEST, 120.0)
        rows = [({"kode": "1"}, high)]
        for path in (geojson(rows), geopackage(rows)):
            (only,) = read_boundaries(path)
            assert same(only, WEST.normalize())


class TestCoordinates:
    @pytest.mark.parametrize(
        ("epsg", "meridian"), [(25832, 9), (25833, 15), (25835, 27)]
    )
    @pytest.mark.parametrize("kind", ["geojson", "geopackage", "shapefile"])
    def test_utm_becomes_degrees(self, request, epsg, meridian, kind):
        # On a zone's own meridian the easting is 500 km; the northing is 0.9996 of
        # the way from the equator along it.
        south, north = 59.9, 60.0
        square = shapely.box(
            500_000,
            0.9996 * _along_meridian(south),
            510_000,
            0.9996 * _along_meridian(north),
        )
        rows = [({"kode": "1"}, square)]
        write = request.getfixturevalue(kind)
        about = {
            "type": "name",
            "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"},
        }
        path = (
            write(rows, crs=about) if kind == "geojson" else write(rows, f"EPSG:{epsg}")
        )
        (only,) = read_boundaries(path)
        corners = shapely.get_coordinates(shape(only.geometry))
        for latitude in (south, north):
            away = np.abs(corners - (meridian, latitude)).max(axis=1)
            assert away.min() < 1e-7

    def test_european_degrees_are_as_good_as_ours(self, geopackage):
        (west, _) = read_boundaries(geopackage(TWO, "EPSG:4258"))
        assert shape(west.geometry).equals_exact(WEST.normalize(), 1e-6) or (
            shape(west.geometry).symmetric_difference(WEST).area < 1e-9
        )

    @pytest.mark.parametrize(
        "name",
        ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"],
    )
    def test_geojson_may_say_that_it_is_in_degrees(self, geojson, name):
        path = geojson(TWO, crs={"type": "name", "properties": {"name": name}})
        assert same(read_boundaries(path)[0], WEST.normalize())

    @pytest.mark.parametrize("name", ["ESRI:102100", "/etc/proj.db", "EPSG:12"])
    def test_geojson_in_an_unknown_system_is_refused(self, geojson, name):
        path = geojson(TWO, crs={"type": "name", "properties": {"name": name}})
        with pytest.raises(BadInput, match=f"“.*{re.escape(name)}.*” is not known"):
            read_boundaries(path)

    @pytest.mark.parametrize(
        "name",
        [
            *(
                "EPSG:25832",
                "urn:ogc:def:crs:EPSG:6.9:25832",
                "urn:ogc:def:crs:EPSG::25832",
            ),
            "http://www.opengis.net/def/crs/EPSG/0/25832",
        ],
    )
    def test_one_system_has_many_spellings(self, geojson, name):
        square = shapely.box(500_000, 6_640_000, 501_000, 6_641_000)
        crs = {"type": "name", "properties": {"name": name}}
        (only,) = read_boundaries(geojson([({"id": "1"}, square)], crs=crs))
        assert shapely.bounds(shape(only.geometry))[0] == pytest.approx(9)

    def test_a_number_that_is_no_system_is_refused(self, geojson):
        with pytest.raises(BadInput, match="EPSG:999999 is not known"):
            read_boundaries(geojson(TWO, crs="EPSG:999999"))

    def test_metres_without_a_system_are_refused(self, geojson, shapefile):
        rows = [({"kode": "1"}, shapely.box(600_000, 6_640_000, 601_000, 6_641_000))]
        for path in (geojson(rows), shapefile(rows, None)):
            with pytest.raises(
                BadInput, match="not degrees, and the file does not say"
            ):
                read_boundaries(path)

    def test_degrees_without_a_system_are_taken_as_they_are(self, shapefile):
        assert same(read_boundaries(shapefile(TWO, None))[0], WEST.normalize())

    def test_coordinates_outside_their_system_are_refused(self, geopackage):
        rows = [({"kode": "1"}, shapely.box(1e30, 1e30, 2e30, 2e30))]
        with pytest.raises(BadInput, match="do not exist in EPSG:25832"):
            read_boundaries(geopackage(rows, "EPSG:25832"))


def _urn(epsg: int) -> str:
    return f"urn:ogc:def:crs:EPSG::{epsg}"


def _along_meridian(latitude: float) -> float:
    """Metres from the equator on the GRS80 ellipsoid, by adding up small arcs."""
    a, f = 6_378_137.0, 1 / 298.257222101
    e2 = f * (2 - f)
    steps = 20_000
    width = math.radians(latitude) / steps
    middle = (np.arange(steps) + 0.5) * width
    return float((a * (1 - e2) / (1 - e2 * np.sin(middle) ** 2) ** 1.5).sum() * width)


class TestShapes:
    def test_holes_are_kept(self, geojson):
        ring = shapely.box(10.0, 59.0, 10.3, 59.3) - shapely.box(10.1, 59.1, 10.2, 59.2)
        (only,) = read_boundaries(geojson([({"id": "1"}, ring)]))
        assert shape(only.geometry).equals(ring)
        assert len(shape(only.geometry).interiors) == 1

    def test_rings_wind_as_the_standard_says(self, geojson):
        ring = shapely.box(10.0, 59.0, 10.3, 59.3) - shapely.box(10.1, 59.1, 10.2, 59.2)
        (only,) = read_boundaries(geojson([({"id": "1"}, ring.reverse())]))
        found = shape(only.geometry)
        assert found.exterior.is_ccw
        assert not found.interiors[0].is_ccw

    def test_a_boundary_that_crosses_itself_is_mended_and_told(self, geojson):
        rows = [({"id": "1"}, BOW_TIE), ({"id": "2"}, EAST)]
        outlines = read_boundaries(geojson(rows))
        first, second = outlines
        assert (first.mended, second.mended) == (True, False)
        assert shape(first.geometry).is_valid
        assert shape(first.geometry).area == pytest.approx(0.005)
        (notice,) = mended(outlines, file="areas.geojson")
        assert notice.code == "boundaries_mended"
        assert dict(notice.facts) == {"areas": 1, "of": 2}
        assert notice.where.file == "areas.geojson"
        assert mended(outlines[1:], file="areas.geojson") == ()

    def test_spikes_go_with_the_mending(self, geojson):
        spiky = shapely.Polygon(
            [(10, 59), (10.1, 59), (10.1, 59.1), (10.2, 59.2), (10.1, 59.1), (10, 59.1)]
        )
        (only,) = read_boundaries(geojson([({"id": "1"}, spiky)]))
        assert only.geometry["type"] == "Polygon"
        assert shape(only.geometry).equals(WEST)

    def test_an_area_in_several_features_is_joined(self, geojson):
        rows = [({"id": "1"}, WEST), ({"id": "2"}, BOW_TIE), ({"id": "1"}, EAST)]
        first, _ = read_boundaries(geojson(rows))
        assert first.geometry["type"] == "Polygon"
        assert shape(first.geometry).equals(WEST.union(EAST))

    @pytest.mark.parametrize(
        ("geometry", "found"),
        [
            (None, "Feature 2 has no shape."),
            (shapely.Polygon(), "Feature 2 has no shape."),
            (shapely.Point(10, 59), "Feature 2 is a Point."),
            (shapely.LineString([(10, 59), (11, 60)]), "Feature 2 is a LineString."),
            (
                shapely.Polygon([(10, 59), (11, 60), (10, 59), (10, 59)]),
                "Feature 2 has no shape with an area.",
            ),
        ],
    )
    def test_what_is_no_area_is_refused(self, geojson, geometry, found):
        with pytest.raises(BadInput, match=re.escape(found)):
            read_boundaries(geojson([({"id": "1"}, WEST), ({"id": "2"}, geometry)]))

    @pytest.mark.parametrize(
        "geometry",
        [
            {"type": "Polygon"},
            {"type": "Polygon", "coordinates": [[[10, 59], [11, 60], [12, 61]]]},
            {"type": "Polygon", "coordinates": "far away"},
            {"type": "Sphere", "coordinates": []},
            {"type": "Polygon", "coordinates": [[[10, "x"]]]},
            [1, 2],
            "POLYGON",
        ],
    )
    def test_a_damaged_shape_is_refused_with_its_number(self, tmp_path, geometry):
        feature = {"type": "Feature", "properties": {"id": 1}, "geometry": geometry}
        path = tmp_path / "a.json"
        path.write_text(
            json.dumps({"type": "FeatureCollection", "features": [feature]})
        )
        with pytest.raises(BadInput, match="shape of feature 1 is damaged"):
            read_boundaries(path)


class TestCodes:
    def test_the_divisions_codes_stand_for_any_publishers(self, geojson):
        found = read_boundaries(geojson(TWO), division=STORVIK)
        assert [o.code for o in found] == ["111", "112"]

    def test_the_property_with_most_areas_is_taken(self, geojson):
        rows = [
            ({"bydel": 1, "note": "x", "nr": 101.0}, WEST),
            ({"bydel": 1, "note": None, "nr": 102.0}, EAST),
        ]
        found = read_boundaries(geojson(rows), division=STORVIK)
        assert [o.code for o in found] == ["111", "112"]

    def test_a_named_property_decides(self, geojson):
        rows = [({"bydel": 1, "nr": 101}, WEST), ({"bydel": 1, "nr": 102}, EAST)]
        (district,) = read_boundaries(geojson(rows), division=STORVIK, code="bydel")
        assert district.code == "11"
        assert shape(district.geometry).equals(WEST.union(EAST))

    def test_names_are_told_apart_by_the_level_they_share(self, geojson):
        rows = [({"navn": "Nord"}, WEST), ({"navn": "Havna"}, EAST)]
        found = read_boundaries(geojson(rows), division=STORVIK)
        assert [o.code for o in found] == ["111", "112"]

    def test_without_a_division_codes_stand_as_they_are(self, geojson):
        rows = [({"navn": "Nord", "ID": 7}, WEST), ({"navn": "Havna", "ID": 8}, EAST)]
        assert [o.code for o in read_boundaries(geojson(rows))] == ["7", "8"]
        named = read_boundaries(geojson(rows), code="navn")
        assert [o.code for o in named] == ["Havna", "Nord"]

    @pytest.mark.parametrize("division", [None, STORVIK])
    def test_a_property_that_is_not_there_is_refused_with_those_that_are(
        self, geojson, division
    ):
        with pytest.raises(BadInput, match=r"no property “krets”.*among kode"):
            read_boundaries(geojson(TWO), division=division, code="krets")

    def test_features_without_properties_are_refused(self, geojson):
        with pytest.raises(BadInput, match=r"features have no properties.*among –"):
            read_boundaries(geojson([({}, WEST)]), division=STORVIK)

    def test_no_property_called_a_code_is_refused(self, geojson):
        with pytest.raises(BadInput, match="No property is called a code"):
            read_boundaries(geojson([({"navn": "Nord"}, WEST)]))

    @pytest.mark.parametrize("division", [None, STORVIK])
    @pytest.mark.parametrize("empty", [None, "", " ", math.nan])
    def test_an_area_without_a_code_is_refused(self, geojson, division, empty):
        rows = [({"kode": "101"}, WEST), ({"kode": empty}, EAST)]
        with pytest.raises(BadInput, match="Feature 2 has no “kode”"):
            read_boundaries(geojson(rows), division=division)

    def test_an_unknown_area_is_refused_with_its_text(self, geojson):
        rows = [({"kode": "101"}, WEST), ({"kode": "103"}, EAST)]
        with pytest.raises(BadInput, match="Feature 2 is called “103”") as refusal:
            read_boundaries(geojson(rows), division=STORVIK)
        assert refusal.value.where.column == "kode"


class TestDamagedAndHostile:
    def test_a_file_without_features_is_refused(self, geojson):
        with pytest.raises(BadInput, match="holds 0 features"):
            read_boundaries(geojson([]))

    @pytest.mark.parametrize("kind", ["geojson", "geopackage"])
    def test_more_areas_than_allowed_are_refused(self, request, kind):
        path = request.getfixturevalue(kind)(TWO)
        with pytest.raises(BadInput, match=r"holds 2 features.*1 to 1"):
            read_boundaries(path, limits=Limits(rows=1))

    @pytest.mark.parametrize(
        ("content", "found"),
        [
            (b"kode;navn\n1;Nord\n", "no boundaries that Nabolag reads"),
            (b'{"type": "FeatureCollection", "features": [', "not whole JSON"),
            (b'{"type": "FeatureCollection", "x": "\xe5"}', "not whole JSON"),
            (b'{"type": "FeatureCollection","features":' + b"[" * 99_999, "not whole"),
            (b'{"type": "Feature", "geometry": null}', "not a collection"),
            (b'[{"type": "FeatureCollection"}]', "not a collection"),
            (b'{"type": "FeatureCollection", "features": {}}', "not a collection"),
            (b'{"type": "FeatureCollection", "features": [1]}', "not a collection"),
            (
                b'{"type":"FeatureCollection","features":[{"properties":[1]}]}',
                "not a collection",
            ),
            (b'{"type": "Topology", "objects": {}}', "not a collection"),
        ],
    )
    def test_what_is_no_geojson_is_refused(self, tmp_path, content, found):
        path = tmp_path / "areas.geojson"
        path.write_bytes(content)
        with pytest.raises(BadInput, match=found):
            read_boundaries(path)

    @pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
    def test_a_geopackage_cut_short_is_refused(self, geopackage, kept):
        path = geopackage(TWO)
        whole = path.read_bytes()
        path.write_bytes(whole[: int(len(whole) * kept)])
        with pytest.raises(BadInput):
            read_boundaries(path)

    def test_a_geopackage_without_areas_is_refused(self, geopackage):
        path = geopackage([({"kode": "1"}, shapely.Point(10, 59))], layer="punkter")
        with pytest.raises(BadInput, match="layers of the file are: punkter"):
            read_boundaries(path)

    def test_a_shapefile_without_its_parts_is_refused(self, shapefile):
        path = shapefile(TWO)
        path.with_suffix(".dbf").unlink()
        with pytest.raises(BadInput, match=r"lacks its \.dbf"):
            read_boundaries(path)

    def test_a_shapefile_cut_short_is_refused(self, shapefile):
        path = shapefile(TWO)
        path.write_bytes(path.read_bytes()[:200])
        with pytest.raises(BadInput):
            read_boundaries(path)

    def test_two_shapefiles_in_a_zip_are_refused(self, shapefile):
        path = shapefile(TWO)
        packed = zipped(path, {"more.shp": path.read_bytes()})
        with pytest.raises(BadInput, match="holds 2 Shapefiles"):
            read_boundaries(packed)

    def test_a_zip_that_leads_out_of_itself_is_refused(self, shapefile):
        packed = zipped(shapefile(TWO), {"../areas.prj": b""})
        with pytest.raises(BadInput, match="leads out of it"):
            read_boundaries(packed)

    def test_a_system_of_nonsense_is_refused(self, shapefile):
        path = shapefile(TWO)
        path.with_suffix(".prj").write_text('LOCAL_CS["far away"]')
        with pytest.raises(BadInput):
            read_boundaries(path)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and the list of what anyone has asked it for."""
    asked: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    thread.join()
    server.server_close()


class TestNothingIsFetched:
    @pytest.mark.parametrize(
        "path",
        [
            *(
                "{}/areas.geojson",
                "/vsicurl/{}/areas.geojson",
                "/vsizip/vsicurl/{}/a.zip",
            ),
            *("/vsicurl_streaming/{}/a.gpkg", "WFS:{}", "GPKG:/vsicurl/{}/a.gpkg"),
            'GeoJSON:{{"type":"FeatureCollection","features":[]}}{}',
        ],
    )
    def test_a_path_is_never_an_address(self, listener, path):
        address, asked = listener
        with pytest.raises(BadInput):
            read_boundaries(Path(path.format(address)))
        assert asked == []

    @pytest.mark.parametrize("name", ["a.geojson", "a.gpkg", "a.shp", "a.vrt"])
    def test_a_file_that_points_elsewhere_is_not_followed(
        self, listener, tmp_path, name
    ):
        address, asked = listener
        orders = [
            f"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/vsicurl/{address}"
            "/a.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
            json.dumps(
                {
                    "type": "gdal_streamed_alg",
                    "command_line": f"gdal vector pipeline ! read {address}/a.geojson",
                    "more": {"type": "FeatureCollection"},
                }
            ),
            f"<OGRWFSDataSource><URL>{address}</URL></OGRWFSDataSource>",
        ]
        for order in orders:
            path = tmp_path / name
            path.write_text(order)
            with pytest.raises(BadInput):
                read_boundaries(path)
        assert asked == []

    def test_a_shapefile_in_name_only_is_not_followed(self, listener, tmp_path):
        address, asked = listener
        order = (
            f"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/vsicurl/{address}"
            "/a.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
        )
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for ending in ("shp", "shx", "dbf", "prj"):
                archive.writestr(f"a.{ending}", order)
        path = tmp_path / "a.zip"
        path.write_bytes(packed.getvalue())
        with pytest.raises(BadInput, match="damaged"):
            read_boundaries(path)
        assert asked == []

    def test_a_geojson_that_names_an_address_as_its_system_is_refused(
        self, listener, geojson
    ):
        address, asked = listener
        crs = {
            "type": "link",
            "properties": {"href": f"{address}/crs", "type": "proj4"},
        }
        with pytest.raises(BadInput, match="is not known"):
            read_boundaries(geojson(TWO, crs=crs))
        assert asked == []


class TestSimplify:
    @pytest.fixture
    def neighbours(self) -> tuple[Outline, ...]:
        """Two areas with a crooked border of 101 points between them."""
        north = np.linspace(59.0, 59.1, 101)
        crooked = np.column_stack([10.1 + 0.001 * np.sin(np.arange(101) * 1.7), north])
        west = shapely.Polygon([(10, 59), *crooked, (10, 59.1)])
        east = shapely.Polygon([(10.2, 59.1), *crooked[::-1], (10.2, 59)])
        return (
            Outline(code="w", geometry=mapping(west), mended=True),
            Outline(code="e", geometry=mapping(east)),
        )

    def test_details_go_and_shared_borders_stay_shared(self, neighbours):
        west, east = simplify(neighbours, tolerance_m=200)
        assert (west.code, west.mended, east.code) == ("w", True, "e")
        one, other = shape(west.geometry), shape(east.geometry)
        assert len(one.exterior.coords) < 60
        assert one.intersection(other).area == pytest.approx(0, abs=1e-12)
        assert one.union(other).area == pytest.approx(0.02)

    def test_nothing_small_enough_leaves_all_as_it_was(self, neighbours):
        west, _ = simplify(neighbours, tolerance_m=0)
        before = shape(neighbours[0].geometry)
        assert shape(west.geometry).hausdorff_distance(before) < 1e-9

    def test_no_areas_are_no_areas(self):
        assert simplify((), tolerance_m=10) == ()

    def test_a_tolerance_below_nothing_is_refused(self, neighbours):
        with pytest.raises(WrongUsage, match="-1 m"):
            simplify(neighbours, tolerance_m=-1)


@pytest.mark.shared_data
class TestOslo:
    @pytest.mark.parametrize(
        ("file", "areas", "crossed"),
        [("bydeler_forenklet", 15, 4), ("delbydeler_forenklet_2026", 96, 5)],
    )
    def test_published_boundaries_are_read_and_mended(
        self, shared_data, file, areas, crossed
    ):
        path = shared_data / "oslo" / "boundaries" / f"{file}.geojson"
        outlines = read_boundaries(path, division=shipped_division("oslo"))
        assert len(outlines) == areas
        (notice,) = mended(outlines, file=path.name)
        assert dict(notice.facts) == {"areas": crossed, "of": areas}
        shapes = [shape(outline.geometry) for outline in outlines]
        assert all(s.is_valid for s in shapes)
        city = shapely.union_all(shapes)
        # The built part of Oslo, in square kilometres.
        assert 130 < city.area * 111.2**2 * math.cos(math.radians(59.92)) < 200

    def test_simpler_districts_are_fewer_points_and_the_same_districts(
        self, shared_data
    ):
        path = shared_data / "oslo" / "boundaries" / "bydeler_forenklet.geojson"
        before = read_boundaries(path, division=shipped_division("oslo"))
        after = simplify(before, tolerance_m=100)
        assert [o.code for o in after] == [o.code for o in before]
        assert _points(after) < 0.7 * _points(before)
        for one, other in zip(before, after, strict=True):
            kept = (
                shape(one.geometry)
                .buffer(0)
                .intersection(shape(other.geometry).buffer(0))
            )
            assert kept.area > 0.95 * shape(one.geometry).area


def _points(outlines: Sequence[Outline]) -> int:
    return sum(shapely.get_num_coordinates(shape(o.geometry)) for o in outlines)
