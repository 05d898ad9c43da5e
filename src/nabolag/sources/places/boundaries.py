"""Boundaries of areas from GeoJSON, GeoPackage or Shapefile, ready to be drawn.

Assumes areas given as polygons. They are turned into WGS84 degrees, mended where they
cross themselves (counted, never in silence) and joined where an area has several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from nabolag.areas.geography import Division, Outline
from nabolag.errors import BadInput, Where, WrongUsage
from nabolag.sources.files.opening import LIMITS, Limits, printable
from nabolag.sources.places.boundary_files import Features, Shapes, read_features
from nabolag.values import Notice

CODE_NAMES = ("code", "kode", "id", "nr", "nummer", "number")
"""Properties that hold an area's code where no one has said which does."""


def read_boundaries(
    path: Path,
    *,
    division: Division | None = None,
    code: str | None = None,
    layer: str | None = None,
    limits: Limits = LIMITS,
) -> tuple[Outline, ...]:
    """Read the outlines of areas, in WGS84 degrees, sorted by code.

    With a ``division`` the codes are its own, whichever scheme or names the file uses;
    without one they are the file's. ``code`` names the property that holds them; left
    out, the one that fits the division is used, or one of :data:`CODE_NAMES`.
    ``layer`` names a GeoPackage's layer where it has several. Holes are kept, and
    rings wind as RFC 7946 says. ``Outline.mended`` tells which crossed themselves:
    see :func:`mended`.

    Raises :class:`BadInput` where the file is damaged, a coordinate system is lacking
    or an area has no code, no shape or is unknown to the division.
    """
    features = read_features(path, layer=layer, limits=limits)
    codes = _codes(features, division=division, code=code)
    shapes = _in_degrees(features, _areas_only(features))
    return tuple(_outlines(features, codes, shapes))


def mended(outlines: Sequence[Outline], *, file: str) -> tuple[Notice, ...]:
    """Tell how many outlines crossed themselves and were mended, if any did.

    The notice is ``boundaries_mended`` with ``areas`` (their number) and ``of``.
    """
    number = sum(outline.mended for outline in outlines)
    if not number:
        return ()
    facts = {"areas": number, "of": len(outlines)}
    where = Where(file=file)
    return (Notice(code="boundaries_mended", where=where, facts=facts),)


def simplify(outlines: Sequence[Outline], *, tolerance_m: float) -> tuple[Outline, ...]:
    """Give outlines with fewer points, for drawing; shared borders stay shared.

    Details smaller than about ``tolerance_m`` metres go (Visvalingam and Whyatt 1993,
    on all areas at once). Areas that overlap, or leave slivers between them, as
    published, keep their faults. Raises :class:`WrongUsage` for a tolerance below 0.
    """
    import shapely

    if tolerance_m < 0:
        raise WrongUsage(
            found=f"A tolerance of {tolerance_m:g} m.",
            expected="0 m or more",
            remedy="Use about the size of the smallest detail that is to be drawn.",
        )
    if not outlines:
        return ()
    shapes = np.array([_shape(outline) for outline in outlines], dtype=object)
    metres = _metres_per_degree(float(shapely.get_y(shapely.centroid(shapes)).mean()))
    flat = shapely.transform(shapes, lambda points: points * metres)
    simpler = shapely.coverage_simplify(flat, tolerance_m)
    drawn = shapely.transform(simpler, lambda points: points / metres)
    return tuple(
        _outline(outline.code, shape, mended=outline.mended)
        for outline, shape in zip(outlines, drawn, strict=True)
    )


def _codes(
    features: Features, *, division: Division | None, code: str | None
) -> Sequence[str]:
    columns = list(features.properties) if code is None else [code]
    if code is not None and code not in features.properties:
        raise _no_property(features, f"There is no property “{code}”.")
    if division is None:
        return _codes_as_they_stand(features, columns, named=code is not None)
    answers = [
        (column, _known(features.properties[column], division, level))
        for column in columns
        for level in (None, *division.levels)
    ]
    if not answers:
        raise _no_property(features, "The features have no properties.")
    column, best = max(answers, key=lambda answer: _fit(answer[1]))
    if None in best:
        raise _unknown(features, column, best.index(None), division)
    return [found for found in best if found is not None]


def _known(
    texts: Sequence[str | None], division: Division, level: str | None
) -> list[str | None]:
    answers: dict[str | None, str | None] = {None: None}
    for text in texts:
        if text is not None and text not in answers:
            found = division.find(text, level=level)
            answers[text] = found[0].code if len(found) == 1 else None
    return [answers[text] for text in texts]


def _fit(codes: Sequence[str | None]) -> tuple[bool, int]:
    # Whole answers first; then the finest, for a column may also name each area's
    # district.
    return None not in codes, len(set(codes) - {None})


def _codes_as_they_stand(
    features: Features, columns: Sequence[str], *, named: bool
) -> Sequence[str]:
    by_fold = {column.casefold(): column for column in columns}
    usual = [by_fold[name] for name in CODE_NAMES if name in by_fold]
    chosen = columns if named else usual[:1]
    if not chosen:
        raise _no_property(features, "No property is called a code.")
    texts = features.properties[chosen[0]]
    if None in texts:
        raise _lacking(features, texts.index(None), f"“{chosen[0]}”")
    return [text for text in texts if text is not None]


def _no_property(features: Features, found: str) -> BadInput:
    names = [printable(name)[:40] for name in features.properties][:20]
    return BadInput(
        where=Where(file=features.file),
        found=found,
        expected=f"a property with the areas' codes, among {', '.join(names) or '–'}",
        remedy="Name the property that holds the codes, or give the division.",
    )


def _lacking(features: Features, index: int, what: str) -> BadInput:
    return BadInput(
        where=Where(file=features.file),
        found=f"Feature {index + 1} has no {what}.",
        expected="a code and a shape for every area",
        remedy="Fill it in, or take the feature out of the file.",
    )


def _unknown(
    features: Features, column: str, index: int, division: Division
) -> BadInput:
    text = features.properties[column][index]
    if text is None:
        return _lacking(features, index, f"“{column}”")
    return BadInput(
        where=Where(file=features.file, column=column),
        found=f"Feature {index + 1} is called “{printable(text)[:80]}”, which is no "
        f"one area of the division {division.id}.",
        expected="codes or names that each mean one area of the division",
        remedy="Name the property that holds the codes, or choose another division.",
    )


def _areas_only(features: Features) -> Shapes:
    import shapely

    kinds = shapely.get_type_id(features.shapes)
    empty = shapely.is_missing(features.shapes) | shapely.is_empty(features.shapes)
    if empty.any():
        raise _lacking(features, int(empty.argmax()), "shape")
    others = ~np.isin(kinds, _AREAS)
    if others.any():
        index = int(others.argmax())
        raise BadInput(
            where=Where(file=features.file),
            found=f"Feature {index + 1} is a {features.shapes[index].geom_type}.",
            expected="areas (Polygon or MultiPolygon)",
            remedy="Choose the file with the areas, not points or lines.",
        )
    return features.shapes


_AREAS = (3, 6)  # shapely's numbers for Polygon and MultiPolygon


def _in_degrees(features: Features, shapes: Shapes) -> Shapes:
    import shapely

    if features.crs not in (None, "EPSG:4326"):
        shapes = shapely.transform(shapes, _to_degrees(features), interleaved=False)
    points = shapely.get_coordinates(shapes)
    within = np.isfinite(points).all() and (np.abs(points) <= (180, 90)).all()
    if not within:
        raise BadInput(
            where=Where(file=features.file),
            found="The coordinates are not degrees, and the file does not say what."
            if features.crs in (None, "EPSG:4326")
            else f"Some coordinates do not exist in {str(features.crs)[:40]}.",
            expected="coordinates with their system, such as EPSG:25832",
            remedy="Export the file again with its coordinate system, or in WGS84.",
        )
    return shapes


def _to_degrees(features: Features) -> Any:
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    try:
        return Transformer.from_crs(features.crs, 4326, always_xy=True).transform
    except ProjError as error:
        raise BadInput(
            where=Where(file=features.file),
            found=f"The coordinate system {str(features.crs)[:80]} is not known.",
            expected="a known system, such as EPSG:25832 or EPSG:4326",
            remedy="Export the file in WGS84 (EPSG:4326).",
        ) from error


def _outlines(
    features: Features, codes: Sequence[str], shapes: Shapes
) -> Iterator[Outline]:
    import shapely

    broken = ~shapely.is_valid(shapes)
    shapes = np.where(broken, shapely.make_valid(shapes), shapes)
    of_area: dict[str, list[int]] = {}
    for index, code in enumerate(codes):
        of_area.setdefault(code, []).append(index)
    for code, indices in sorted(of_area.items()):
        cut = bool(broken[indices].any())
        # As published, where nothing had to be done.
        simple = len(indices) == 1 and not cut
        whole = shapes[indices[0]] if simple else _joined(shapes[indices])
        if whole.is_empty:
            raise _lacking(features, indices[0], "shape with an area")
        yield _outline(code, whole, mended=cut)


def _joined(shapes: Shapes) -> Any:
    """Join shapes to one area; what mending leaves of points and lines is dropped."""
    import shapely

    parts = shapely.get_parts(shapely.get_parts(shapes))
    return shapely.union_all(parts[shapely.get_type_id(parts) == _AREAS[0]])


def _outline(code: str, shape: Any, *, mended: bool) -> Outline:
    import shapely
    from shapely.geometry import mapping

    wound = shapely.orient_polygons(shape, exterior_cw=False)
    return Outline(code=code, geometry=mapping(wound), mended=mended)


def _shape(outline: Outline) -> Any:
    from shapely.geometry import shape

    return shape(outline.geometry)


def _metres_per_degree(latitude: float) -> npt.NDArray[np.float64]:
    # On a sphere of Earth's size: near enough to say what is too small to draw.
    north = np.pi * 6_371_000 / 180
    return np.array([north * np.cos(np.radians(latitude)), north])
