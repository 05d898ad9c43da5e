"""The example in the documents does what it says."""

from __future__ import annotations

import hashlib
import re
import runpy
from pathlib import Path

PAGE = Path(__file__).parents[4] / "docs" / "papers.md"


def test_the_example_makes_papers_minutes_and_a_picture(tmp_path, monkeypatch):
    example = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)[1]
    (tmp_path / "example.py").write_text(example, "utf-8")
    monkeypatch.chdir(tmp_path)
    runpy.run_path("example.py")
    sealed = (tmp_path / "minutes.pdf").read_bytes()
    assert hashlib.sha256(sealed).hexdigest() == Path("minutes.pdf.sha256").read_text()
    assert "4 of the 5 who have marked share it" in Path("paper.html").read_text(
        "utf-8"
    )
    assert Path("paper.pdf").read_bytes().startswith(b"%PDF")
    assert Path("paper.docx").read_bytes().startswith(b"PK")
    assert "No resident has been asked." in Path("picture.html").read_text("utf-8")
