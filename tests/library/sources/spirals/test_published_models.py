"""The published test models: what they should give, and what the page on exchange says."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from nabolag.errors import NabolagError
from nabolag.sources.spirals.reading import read_model
from nabolag.spirals.runs.ensemble import Run, run

pytest.importorskip("pysd")

HERE = Path(__file__).resolve()
MODELS = HERE.parents[4].parent / "shared" / "data" / "sd-test-models"
PAGE = HERE.parents[4] / "docs" / "exchange.md"
RELATIVE, ABSOLUTE = 1e-3, 1e-4
AGREEING = 50

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not MODELS.exists(), reason="the published models are not here"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    """Give "agrees", or why not, for each model that can be run at all."""
    return {
        str(path.relative_to(MODELS)): outcome(path)
        for path in sorted(MODELS.rglob("*.xmile"))
        if "???" not in path.read_text(encoding="utf-8", errors="replace")
    }


def outcome(path: Path) -> str:
    try:
        told = run(read_model(path))
    except NabolagError as error:
        return f"refused: {error}"
    return "agrees" if agrees(told, published(path.parent)) else "differs"


def published(folder: Path) -> list[list[str]]:
    """Give the published output: Stella's own where there is one."""
    names = ("output_stella.csv", "output.tab", "output.csv")
    path = next(folder / name for name in names if (folder / name).exists())
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    lines = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    delimiter = "\t" if path.suffix == ".tab" else ","
    return list(csv.reader(lines, delimiter=delimiter))


def plain(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name.replace("\\n", " ").strip().strip('"')).lower()


def agrees(told: Run, rows: list[list[str]]) -> bool:
    """Tell whether every column that is ours is as it was published, at every time."""
    names = {plain(name): name for name in told.outputs}
    columns = {
        at: names[plain(head)]
        for at, head in enumerate(rows[0])
        if plain(head) in names
    }
    times = np.array(told.times)
    for row in rows[1:]:
        at = int(np.argmin(np.abs(times - float(row[0]))))
        if abs(times[at] - float(row[0])) > 1e-4 * max(1, abs(float(row[0]))):
            return False
        for column, name in columns.items():
            if column < len(row) and row[column]:
                ours, theirs = told.of(name)[at, 0, 0], float(row[column])
                if not abs(ours - theirs) <= ABSOLUTE + RELATIVE * abs(theirs):
                    return False
    return bool(columns)


def test_as_many_agree_as_the_page_says(found: dict[str, str]) -> None:
    agreeing = [name for name, what in found.items() if what == "agrees"]
    assert len(agreeing) >= AGREEING
    said = f"{len(agreeing)} of {len(found)}"
    assert said in PAGE.read_text(encoding="utf-8")


def test_the_page_names_each_that_does_not_agree_and_no_other(
    found: dict[str, str],
) -> None:
    named = set(re.findall(r"^\| `([^`]+\.xmile)`", PAGE.read_text("utf-8"), re.M))
    assert named == {name for name, what in found.items() if what != "agrees"}


def test_a_model_that_is_refused_says_what_is_in_the_way(found: dict[str, str]) -> None:
    delayed = next(what for name, what in found.items() if "delay_xmile" in name)
    assert "lets out what came in just so much later" in delayed
