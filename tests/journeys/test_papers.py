"""A member opens papers, minutes and an area's picture on a screen and on a phone."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

ROOT = Path(__file__).parents[2]
NAMES = ["paper", "minutes", "picture"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What the example in the documents makes."""
    made = tmp_path_factory.mktemp("papers")
    text = (ROOT / "docs" / "papers.md").read_text("utf-8")
    (made / "example.py").write_text(re.search(r"```python\n(.*?)```", text, re.S)[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        runpy.run_path("example.py")
    return made


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_in_a_paper_keeps_anyone_out(
    open_page, violations, folder, name, width
):
    page = open_page((folder / f"{name}.html").as_uri(), width=width)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.complaints == []


def test_a_table_is_still_a_table_on_a_phone(open_page, folder):
    page = open_page((folder / "paper.html").as_uri(), width=390)
    table = page.get_by_role("table", name="Evidence for finding 22")
    assert table.get_by_role("columnheader").all_inner_texts() == [
        "Source",
        "Speaks for",
        "Speaks against",
    ]
    assert table.get_by_role("row").count() == 5
