"""Shapes and their properties out of GeoJSON, GeoPackage and Shapefile.

Files from outside are not trusted. GDAL knows formats that open other files and
addresses, and picks the format by content, so it never sees a path: it is given the
bytes of what is known to be a GeoPackage, or a Shapefile packed anew from its own
parts. GeoJSON is read without it, for GDAL also takes JSON as orders to carry out.
"""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import numpy.typing as npt

from nabolag.errors import BadInput, Where
from nabolag.sources.files.archives import check_zip, damaged, read_member
from nabolag.sources.files.opening import (
    LIMITS,
    File,
    Limits,
    open_file,
    printable,
    sniff,
)

Shapes = npt.NDArray[np.object_]
"""shapely geometries; ``None`` where a feature has none."""

_NEEDED = (".shp", ".shx", ".dbf")
_PARTS = (*_NEEDED, ".prj", ".cpg")
_SHAPES = b"\x00\x00\x27\x0a"  # how every file of shapes begins


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """What a file of boundaries holds: shapes, properties as text, and their system.

    ``properties`` are by name, each as long as ``shapes``; empty ones are ``None``.
    ``crs`` is as the file says it ("EPSG:25832" or WKT), or ``None``.
    """

    file: str
    shapes: Shapes
    properties: Mapping[str, Sequence[str | None]]
    crs: str | None


def read_features(
    path: Path, *, layer: str | None = None, limits: Limits = LIMITS
) -> Features:
    """Read the shapes of a file; a Shapefile may be a zip or one of several files.

    Raises :class:`BadInput` for another kind of file, a damaged one, or a GeoPackage
    with several layers of areas when none is named.
    """
    file = open_file(path, limits=limits)
    kind = sniff(file)
    if kind == "geojson":
        return _geojson(file, limits=limits)
    if kind == "geopackage":
        return _by_gdal(file, file.data, layer=layer, limits=limits)
    if kind == "shapefile":
        packed = _packed_anew(file, path, limits=limits)
        return _by_gdal(file, packed, layer=None, limits=limits)
    raise BadInput(
        where=Where(file=file.name),
        found="The file holds no boundaries that Nabolag reads.",
        expected="GeoJSON, GeoPackage or Shapefile",
        remedy="Choose one of them where you download it, or convert it with QGIS.",
    )


def _geojson(file: File, *, limits: Limits) -> Features:
    found = _json(file)
    listed = found.get("features")
    if not isinstance(listed, list) or not all(isinstance(f, dict) for f in listed):
        raise _no_collection(file)
    _check_number(file, len(listed), limits=limits)
    properties = [f.get("properties") or {} for f in listed]
    if not all(isinstance(p, dict) for p in properties):
        raise _no_collection(file)
    names = dict.fromkeys(name for p in properties for name in p)
    return Features(
        file=file.name,
        shapes=_shapes_of(file, [f.get("geometry") for f in listed]),
        properties={n: [_text(p.get(n)) for p in properties] for n in names},
        crs=_json_crs(file, found.get("crs")),
    )


def _json(file: File) -> Mapping[str, Any]:
    try:
        found = json.loads(file.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise BadInput(
            where=Where(file=file.name, line=line),
            found="The file is not whole JSON in UTF-8.",
            expected="GeoJSON",
            remedy="Download it again, or export it anew.",
        ) from error
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise _no_collection(file)
    return found


def _no_collection(file: File) -> BadInput:
    return BadInput(
        where=Where(file=file.name),
        found="The GeoJSON is not a collection of features.",
        expected="a FeatureCollection with one feature for each area",
        remedy="Export the areas with their properties, not bare shapes.",
    )


def _shapes_of(file: File, geometries: Sequence[object]) -> Shapes:
    import shapely

    shapes: Shapes = np.full(len(geometries), None, dtype=object)
    for index, geometry in enumerate(geometries):
        if geometry is None:
            continue
        try:
            shapes[index] = shapely.from_geojson(json.dumps(geometry))
        except shapely.GEOSException as error:
            raise BadInput(
                where=Where(file=file.name),
                found=f"The shape of feature {index + 1} is damaged.",
                expected="a Polygon or MultiPolygon with closed rings of coordinates",
                remedy="Mend the shape in QGIS, or download the file again.",
            ) from error
    flat: Shapes = shapely.force_2d(shapes)
    return flat


def _json_crs(file: File, crs: object) -> str | None:
    """Read the system older GeoJSON may name; by today's rules it is always WGS84."""
    if crs is None:
        return "EPSG:4326"
    name = str(crs)
    if "CRS84" in name:
        return "EPSG:4326"
    # Only the number is passed on: names of systems can also name files to open.
    found = re.search(r"EPSG[:/](?:[\d.]*[:/])?(\d{4,6})(?!\d)", name)
    if found is None:
        raise BadInput(
            where=Where(file=file.name),
            found=f"The coordinate system “{printable(name)[:80]}” is not known.",
            expected="an EPSG number, as in urn:ogc:def:crs:EPSG::25832",
            remedy="Export the file in WGS84 (EPSG:4326).",
        )
    return f"EPSG:{found[1]}"


def _by_gdal(file: File, data: bytes, *, layer: str | None, limits: Limits) -> Features:
    import pyogrio
    import shapely

    with warnings.catch_warnings():
        # GDAL remarks that bytes have no file name, and on much that does not matter.
        warnings.simplefilter("ignore")
        try:
            chosen = _chosen_layer(file, pyogrio.list_layers(data), layer)
            _check_number(
                file,
                pyogrio.read_info(data, layer=chosen, force_feature_count=True)[
                    "features"
                ],
                limits=limits,
            )
            about, _, shapes, columns = pyogrio.raw.read(
                data, layer=chosen, force_2d=True, datetime_as_string=True
            )
            parsed = shapely.from_wkb(shapes)
        except (RuntimeError, ValueError, IndexError, shapely.GEOSException) as error:
            raise damaged(file, expected="a whole GeoPackage or Shapefile") from error
    return Features(
        file=file.name,
        shapes=parsed,
        properties={
            str(name): [_text(cell) for cell in column.tolist()]
            for name, column in zip(about["fields"], columns, strict=True)
        },
        crs=about["crs"],
    )


def _chosen_layer(
    file: File, layers: Sequence[Sequence[str | None]], layer: str | None
) -> str:
    areas = [str(name) for name, kind in layers if kind and "Polygon" in kind]
    if layer is not None:
        areas = [name for name in areas if name == layer]
    if len(areas) == 1:
        return areas[0]
    named = ", ".join(str(name) for name, _ in layers[:10]) or "none"
    raise BadInput(
        where=Where(file=file.name),
        found=f"The layers of the file are: {printable(named)}.",
        expected="one layer of areas" + (f" called {layer}" if layer else ""),
        remedy="Name the layer that holds the boundaries.",
    )


def _packed_anew(file: File, path: Path, *, limits: Limits) -> bytes:
    """Pack a Shapefile's own parts, and nothing else, into an archive of our making."""
    if file.data.startswith(b"PK"):
        parts = _parts_of_archive(file, limits=limits)
    else:
        parts = _parts_beside(file, path, limits=limits)
    lacking = [ending for ending in _NEEDED if ending not in parts]
    if lacking:
        raise BadInput(
            where=Where(file=file.name),
            found=f"The Shapefile lacks its {' and '.join(lacking)}.",
            expected=f"the files {', '.join(_NEEDED)} together",
            remedy="Keep all files of the Shapefile in one folder or one zip.",
        )
    if not parts[".shp"].startswith(_SHAPES):
        raise damaged(file, expected="a whole Shapefile")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for ending, content in parts.items():
            archive.writestr(f"areas{ending}", content)
    return packed.getvalue()


def _parts_of_archive(file: File, *, limits: Limits) -> dict[str, bytes]:
    names = [
        name
        for name in check_zip(file, limits=limits)
        # macOS adds a shadow of each file.
        if not PurePosixPath(name).name.startswith("._")
    ]
    shapes = [name for name in names if name.lower().endswith(".shp")]
    if len(shapes) != 1:
        raise BadInput(
            where=Where(file=file.name),
            found=f"The archive holds {len(shapes)} Shapefiles.",
            expected="one Shapefile in a zip",
            remedy="Unpack it, and pack the one with the areas alone.",
        )
    stem = shapes[0][: -len(".shp")]
    return {
        ending: read_member(file, name)
        for name in names
        for ending in _PARTS
        if name[: -len(ending)] == stem and name.lower().endswith(ending)
    }


def _parts_beside(file: File, path: Path, *, limits: Limits) -> dict[str, bytes]:
    parts = {".shp": file.data}
    for near in sorted(path.parent.iterdir()):
        ending = near.suffix.lower()
        if near.stem == path.stem and ending in _PARTS and ending not in parts:
            parts[ending] = open_file(near, limits=limits).data
    return parts


def _check_number(file: File, number: int, *, limits: Limits) -> None:
    if not 0 < number <= limits.rows:
        raise BadInput(
            where=Where(file=file.name),
            found=f"The file holds {number} features.",
            expected=f"1 to {limits.rows} areas",
            remedy="Check that it is the file of boundaries you meant.",
        )


def _text(cell: object) -> str | None:
    if isinstance(cell, float):
        # Codes kept as numbers come back as 12.0; an empty cell as "not a number".
        return f"{cell:.0f}" if cell.is_integer() else None
    text = "" if cell is None else str(cell).strip()
    return text or None
