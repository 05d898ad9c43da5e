"""Brings the web pages' catalogues up to date with the texts in pages and code.

Run it after changing a text (``.venv/bin/python tools/web_texts.py``), then translate
what it left empty. A test fails on a text that is missing or marked fuzzy.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).resolve().parents[1] / "src" / "nabolag_web"
NORWEGIAN = ("nb", "nn")
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
FUNCTIONS = {"gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2)}


def catalogue_path(language: str) -> Path:
    """Tell where a language's catalogue lies."""
    return WEB / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """Read a language's catalogue."""
    with catalogue_path(language).open("rb") as text:
        return read_po(text, locale=language)


def messages() -> set[str]:
    """Give every text that pages and code show."""
    return set(_in_code()) | set(_in_templates())


def _in_code() -> Iterator[str]:
    found = extract_from_dir(WEB, [("**.py", "python")], keywords=FUNCTIONS)
    for _file, _line, message, _comments, _context in found:
        yield message if isinstance(message, str) else message[0]


def _in_templates() -> Iterator[str]:
    import django
    from django.template import engines
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabolag_web.config.settings")
    django.setup()
    for path in sorted(WEB.rglob("templates/**/*.html")):
        text = path.read_text("utf-8")
        nodes = engines["django"].from_string(text).template.nodelist  # type: ignore[attr-defined] # Django's own backend has it
        for node in nodes.get_nodes_by_type(TranslateNode):
            yield node.filter_expression.var.literal or node.filter_expression.var.var
        for node in nodes.get_nodes_by_type(BlockTranslateNode):
            singular, _names = node.render_token_list(node.singular)
            yield (
                re.sub(r"\s*\n\s*", " ", singular.strip()) if node.trimmed else singular
            )


def update(language: str) -> None:
    """Write a language's catalogue with all texts, keeping what is translated."""
    old = read_catalogue(language) if catalogue_path(language).exists() else Catalog()
    new = Catalog(locale=language)
    for message in sorted(messages()):
        translated = old.get(message)
        new.add(message, translated.string if translated else "")
    catalogue_path(language).parent.mkdir(parents=True, exist_ok=True)
    with catalogue_path(language).open("wb") as out:
        out.write(HEADER.format(language=language).encode())
        write_po(out, new, omit_header=True, width=88, ignore_obsolete=True)


if __name__ == "__main__":
    for language in NORWEGIAN:
        update(language)
