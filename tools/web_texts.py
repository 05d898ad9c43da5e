"""Brings the web pages' catalogues up to date with the texts in pages and code.

Run it after changing a text (``.venv/bin/python tools/web_texts.py``), then translate
what it left empty. A test fails on a text that is missing or marked fuzzy.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
FUNCTIONS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}


def catalogue_path(language: str) -> Path:
    """Tell where a language's catalogue lies."""
    return WEB / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """Read a language's catalogue."""
    with catalogue_path(language).open("rb") as text:
        return read_po(text, locale=language)


Text = str | tuple[str, str]
"""A text, or one for a single thing and one for several."""


def texts() -> set[Text]:
    """Give every text that pages and code show."""
    return set(_in_code()) | set(_in_templates())


def messages() -> set[str]:
    """Give every text by the name it has in a catalogue: the one for a single thing."""
    return {text if isinstance(text, str) else text[0] for text in texts()}


def _in_code() -> Iterator[Text]:
    found = extract_from_dir(WEB, [("**.py", "python")], keywords=FUNCTIONS)
    for _file, _line, message, _comments, _context in found:
        yield message if isinstance(message, str) else (message[0], message[1])


def _in_templates() -> Iterator[Text]:
    import django
    from django.template import engines
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabolag_web.config.settings")
    django.setup()
    for path in sorted(
        [*WEB.rglob("templates/**/*.html"), *WEB.rglob("templates/**/*.txt")]
    ):
        text = path.read_text("utf-8")
        nodes = engines["django"].from_string(text).template.nodelist  # type: ignore[attr-defined] # Django's own backend has it
        for node in nodes.get_nodes_by_type(TranslateNode):
            yield node.filter_expression.var.literal or node.filter_expression.var.var
        for node in nodes.get_nodes_by_type(BlockTranslateNode):
            one, many = _said(node, node.singular), _said(node, node.plural)
            yield (one, many) if many else one


def _said(node: Any, tokens: Any) -> str:
    """Give a block's text as it stands in a catalogue; nothing where there is none."""
    if not tokens:
        return ""
    text, _names = node.render_token_list(tokens)
    return re.sub(r"\s*\n\s*", " ", text.strip()) if node.trimmed else text


def update(language: str) -> None:
    """Write a language's catalogue with all texts, keeping what is translated."""
    old = read_catalogue(language) if catalogue_path(language).exists() else Catalog()
    new = Catalog(locale=language)
    for text in sorted(texts(), key=str):
        translated = old.get(text if isinstance(text, str) else text[0])
        new.add(text, translated.string if translated else "")
    catalogue_path(language).parent.mkdir(parents=True, exist_ok=True)
    with catalogue_path(language).open("wb") as out:
        out.write(HEADER.format(language=language).encode())
        write_po(out, new, omit_header=True, width=88, ignore_obsolete=True)


if __name__ == "__main__":
    for language in NORWEGIAN:
        update(language)
