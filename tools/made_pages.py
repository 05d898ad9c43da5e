"""Writes the documents that are made from the code: the methods and the warnings.

Run it after changing a card or a sentence: ``.venv/bin/python tools/made_pages.py``. A
test fails when a document and the code say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from nabolag.methods import MethodCard, method_cards
from nabolag.reports.wording.notice_sentences import SENTENCES

DOCS = Path(__file__).resolve().parents[1] / "docs"
METHODS = """\
# Methods

How each number is calculated, what it assumes, how it was checked and where it says no. These cards are made from the
modules that calculate, by `tools/made_pages.py`; change them there.
"""
WARNINGS = """\
# Warnings

What Nabolag tells about figures that it reads or holds against each other, by code. The codes stand in `warnings` in
[JSON](json.md) and do not change; a report says the same in its own language. ‹Names› stand for the facts of
the case. This page is made by `tools/made_pages.py`.

| code | says |
|---|---|
"""


def pages() -> dict[Path, str]:
    """Give every made document and its text."""
    return {DOCS / "methods.md": methods(), DOCS / "warnings.md": warnings()}


def methods() -> str:
    """Give the method cards as a document."""
    return "\n".join([METHODS, *(_card(card) for card in method_cards())]) + "\n"


def warnings() -> str:
    """Give the codes of all notices with their sentences as a document."""
    return WARNINGS + "\n".join(_rows()) + "\n"


def _card(card: MethodCard) -> str:
    lines = [f"**{label}.** {text}" for label, text in card.lines.items()]
    where = f"Calculated in the module `{card.slug}`."
    return "\n\n".join([f"## {card.title.rstrip('.')}", *lines, where]) + "\n"


def _rows() -> Iterator[str]:
    for code in sorted(SENTENCES):
        said = re.sub(r"%\((\w+)\)s", r"‹\1›", SENTENCES[code]).replace("%%", "%")
        yield f"| `{code.partition(':')[0]}` | {said.replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
