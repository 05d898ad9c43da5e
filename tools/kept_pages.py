"""Writes what is stored and for how long as documents, from the code that deletes.

Run it after changing a declaration in a room's ``kept.py`` or its translation:
``.venv/bin/python tools/kept_pages.py``. A test fails when a document says otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import django
from django.utils import translation
from django.utils.translation import gettext as _

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "privacy"
HEADS = {
    "nb": """\
# Hva som lagres, og hvor lenge

Alt som Nabolag lagrer. Tabellen er laget av koden som sletter, og står også på siden for administratorer.
Rammen er arkivlova (lov 20. juni 2025 nr. 96, i kraft 1. januar 2026) og personvernforordningen artikkel 5 nr. 1 bokstav e.
**Bevares**: dokumenterer hva som ble gjort; avgjør sammen med arkivet hva som skal tas vare på for ettertiden (arkivlova § 12).
**Kasseres**: tjente arbeidet, og tas ut når arbeidet ikke trenger det lenger. **Slettes**: handler om mennesker, og må ikke
tas vare på lenger enn det trengs.
""",
    "nn": """\
# Kva som blir lagra, og kor lenge

Alt som Nabolag lagrar. Tabellen er laga av koden som slettar, og står òg på sida for administratorar.
Ramma er arkivlova (lov 20. juni 2025 nr. 96, i kraft 1. januar 2026) og personvernforordninga artikkel 5 nr. 1 bokstav e.
**Blir teke vare på**: dokumenterer kva som vart gjort; avgjer saman med arkivet kva som skal takast vare på for ettertida
(arkivlova § 12). **Blir kassert**: tente arbeidet, og blir teke ut når arbeidet ikkje treng det lenger. **Blir sletta**:
handlar om menneske, og må ikkje takast vare på lenger enn det trengst.
""",
    "en": """\
# What is stored, and how long

Everything that Nabolag stores. The table is made from the code that deletes, and stands on the page for
administrators too. The frame is the Archives Act (Act of 20 June 2025 no. 96, in force since 1 January 2026) and article
5(1)(e) of the General Data Protection Regulation. **Kept**: documents what was done; decide with the archive what is to be
kept for posterity (section 12 of the Archives Act). **Discarded**: served the work, and is taken out when the work no
longer needs it. **Deleted**: is about people, and must not be kept longer than it is needed for.
""",
}
_YES = {"nb": "ja", "nn": "ja", "en": "yes"}


def pages() -> dict[Path, str]:
    """Give every made document and its text."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabolag_web.config.settings")
    django.setup()
    return {FOLDER / f"kept.{language}.md": page(language) for language in HEADS}


def page(language: str) -> str:
    """Give the table as a document in a language."""
    with translation.override(language):
        return "\n".join([HEADS[language], *_rows(language)]) + "\n"


def _rows(language: str) -> Iterator[str]:
    from nabolag_web.shell.keeping import kept_lines
    from nabolag_web.shell.registry import kept

    heads = (
        _("What"),
        _("Why"),
        _("How long"),
        _("What happens then"),
        _("About people"),
    )
    yield _row(*heads)
    yield _row(*("---" for _head in heads))
    for line in kept_lines(kept()):
        about_people = _YES[language] if line.personal else ""
        yield _row(line.what, line.why, line.until, line.then, about_people)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
