"""Files loaded all the way into use at once: for the examples and for first fillings.

The same steps as on the pages, without anyone asked in between. The answer is computed
once, when all files are in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from nabolag.areas.geography import Outline
from nabolag.sources.places.boundaries import read_boundaries
from nabolag.sources.places.divisions import (
    read_division,
    read_tiles,
    shipped_division,
    shipped_tiles,
)
from nabolag_web.accounts.models import User
from nabolag_web.areas.actions import importing, storing
from nabolag_web.areas.actions.computing import compute
from nabolag_web.areas.actions.divisions import Taken, take_division
from nabolag_web.areas.models import City, Holds, Stage


def load_division(
    *,
    city: City,
    division: Path,
    tiles: Iterable[Path] = (),
    boundaries: Path | None = None,
    by: User,
    at: datetime,
) -> Taken:
    """Divide a city as a file says. Raises :class:`BadInput`."""
    read = read_division(division)
    outlines: tuple[Outline, ...] = (
        () if boundaries is None else read_boundaries(boundaries, division=read)
    )
    return take_division(
        city=city,
        division=read,
        tiles=[tile for path in tiles for tile in read_tiles(path)],
        outlines=outlines,
        by=by,
        at=at,
    )


def load_shipped_division(*, city: City, key: str, by: User, at: datetime) -> Taken:
    """Divide a city as one of the divisions that come with Nabolag.

    Raises :class:`WrongUsage` where there is none with the key.
    """
    division = shipped_division(key)
    return take_division(
        city=city,
        division=division,
        tiles=[tile for level in division.levels for tile in shipped_tiles(key, level)],
        by=by,
        at=at,
    )


def load_files(
    *,
    city: City,
    figures: Sequence[Path],
    moves: Path | None = None,
    dimensions: Path | None = None,
    by: User,
    at: datetime,
) -> None:
    """Bring files into use, one after the other, and compute the answer.

    Raises :class:`BadInput` for the first that cannot be used as it is.
    """
    for path in figures:
        _load(city, path, Holds.FIGURES, by=by, at=at)
    if moves is not None:
        _load(city, moves, Holds.MOVES, by=by, at=at)
    if dimensions is not None:
        _load(city, dimensions, Holds.DIMENSIONS, by=by, at=at)
    compute(city=city, at=at)
    city.imports.filter(stage=Stage.IN_USE).update(progress=storing.DONE)


def _load(city: City, path: Path, holds: Holds, *, by: User, at: datetime) -> None:
    batch = importing.keep_file(
        city=city,
        file_name=path.name,
        content=path.read_bytes(),
        by=by,
        at=at,
        holds=holds,
    )
    storing.read_now(batch)
    storing.store_now(batch, by=by, at=at)
