"""Every text of the pages is finished in both kinds of Norwegian."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "tools" / "web_texts.py"
spec = importlib.util.spec_from_file_location("web_texts", SCRIPT)
web_texts = importlib.util.module_from_spec(spec)
spec.loader.exec_module(web_texts)


@pytest.fixture(scope="module")
def shown():
    return web_texts.messages()


def test_texts_are_found_in_templates_and_in_code(shown):
    assert "Skip to the content" in shown
    assert "%(language)s for paper (PDF)" in shown
    assert "Published statistics, with publisher and date." in shown


@pytest.mark.parametrize("language", web_texts.NORWEGIAN)
def test_no_text_is_missing_fuzzy_or_left_over(language, shown):
    catalogue = web_texts.read_catalogue(language)
    there = {message.id: message for message in catalogue if message.id}
    assert set(there) == shown
    assert not [m.id for m in there.values() if m.fuzzy or not m.string]


@pytest.mark.parametrize("language", web_texts.NORWEGIAN)
def test_a_translation_keeps_the_placeholders(language):
    for message in web_texts.read_catalogue(language):
        names = [
            sorted(re.findall(r"%\(\w+\)s", t)) for t in (message.id, message.string)
        ]
        assert names[0] == names[1], message.id


def test_nynorsk_is_nynorsk():
    """The commonest bokmål forms must not be left in a nynorsk text."""
    bokmål = re.compile(r"\b(ikke|fra|en|et|hva|hvem|hvor|hvordan|noe|mer|ble)\b")
    left = [
        message.string
        for message in web_texts.read_catalogue("nn")
        if message.id and bokmål.search(message.string.lower())
    ]
    assert left == []
