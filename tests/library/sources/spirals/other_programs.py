"""Models run by other programs, from the XMILE that is written of them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from nabolag.sources.spirals.reading import read_model
from nabolag.sources.spirals.writing_xmile import xmile_of
from nabolag.sources.spirals.xmile_names import one_of_alike
from nabolag.spirals.engine.reference import run_plainly
from nabolag.spirals.model.lowering import lowered
from nabolag.spirals.model.model import Model
from nabolag.spirals.system.building import system_of

Series = Mapping[str, np.ndarray]


def ours(model: Model) -> Series:
    """Run a model here: every factor's values at every moment that is kept."""
    told = run_plainly(system_of(lowered(model)))
    return {name: values[:, 0] for name, values in told.items()}


def read_again(model: Model, folder: Path) -> Series:
    """Run what is read back of what was written."""
    return ours(read_model(written(model, folder)))


def by_simlin(model: Model, folder: Path) -> Series:
    """Run what was written with simlin."""
    simlin = pytest.importorskip("simlin")
    with warnings.catch_warnings():
        # It says so where there are too many loops for it to list; we ask for none.
        warnings.filterwarnings("ignore", message="this model is too large")
        table = simlin.load(written(model, folder)).run().results
    names = [factor.name for factor in lowered(model).factors]
    return {name: table[one_of_alike(name)].to_numpy() for name in names}


def by_pysd(model: Model, folder: Path) -> Series:
    """Run what was written with PySD, which takes Euler's steps alone."""
    pysd = pytest.importorskip("pysd")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PySD's own, of what it is built on
        loaded = pysd.read_xmile(str(written(model, folder)))
        table = loaded.run(return_timestamps=list(model.times.kept))
    names = [factor.name for factor in lowered(model).factors]
    return {name: table[name].to_numpy() for name in names}


PROGRAMS: Mapping[str, Callable[[Model, Path], Series]] = {
    "read again": read_again,
    "simlin": by_simlin,
    "PySD": by_pysd,
}


def written(model: Model, folder: Path) -> Path:
    path = folder / "written.xmile"
    path.write_text(xmile_of(model).text, encoding="utf-8")
    return path


def apart(one: Series, other: Series) -> float:
    """Give how far two runs are apart at most: relative above 1, absolute below."""
    assert one.keys() <= other.keys()
    return max(
        float(np.max(np.abs(values - other[name]) / np.maximum(1, np.abs(values))))
        for name, values in one.items()
    )
