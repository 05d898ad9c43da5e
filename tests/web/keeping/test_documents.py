"""The documents on data protection say what the code does."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from nabolag_web.shell.registry import kept

ROOT = Path(__file__).parents[3]
PRIVACY = ROOT / "docs" / "privacy"
LANGUAGES = ("nb", "nn", "en")
FIELD = {"nb": "[FYLL UT: ", "nn": "[FYLL UT: ", "en": "[FILL IN: "}


def test_the_table_in_the_documents_is_the_one_in_the_code():
    made = runpy.run_path(str(ROOT / "tools" / "kept_pages.py"))
    pages = made["pages"]()
    assert {path.name for path in pages} == {f"kept.{each}.md" for each in LANGUAGES}
    stale = [
        path.name for path, text in pages.items() if path.read_text("utf-8") != text
    ]
    assert not stale, "make them anew: .venv/bin/python tools/kept_pages.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_in_the_documents_has_every_kind(language):
    text = (PRIVACY / f"kept.{language}.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) == len(kept()) + 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["impact-assessment", "record-of-processing"])
def test_each_template_marks_what_the_operator_fills_in(name, language):
    text = (PRIVACY / f"{name}.{language}.md").read_text("utf-8")
    assert text.count(FIELD[language]) > 5
    assert f"kept.{language}.md" in text
    assert "6" in text


@pytest.mark.parametrize("name", ["impact-assessment", "record-of-processing"])
def test_a_template_has_the_same_parts_and_fields_in_each_language(name):
    def shape(language):
        text = (PRIVACY / f"{name}.{language}.md").read_text("utf-8")
        heads = [line.split(" ")[0] for line in text.splitlines() if line[:1] == "#"]
        rows = [line.count("|") for line in text.splitlines() if line[:1] == "|"]
        return heads, rows, text.count(FIELD[language])

    assert shape("nb") == shape("nn") == shape("en")


def test_nynorsk_is_nynorsk():
    bokmål = re.compile(r"\b(ikke|fra|en|et|hva|hvem|hvor|hvordan|noe|mer|ble)\b")
    for path in sorted(PRIVACY.glob("*.nn.md")):
        assert bokmål.findall(path.read_text("utf-8").lower()) == [], path.name


def test_links_between_the_documents_lead_somewhere():
    for path in [*PRIVACY.glob("*.md"), ROOT / "docs" / "accessibility-statement.md"]:
        for target in re.findall(
            r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8")
        ):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
