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
    assert (
        "Make an account for %(email)s, and you are in. Your role there: %(role)s."
        in shown
    )
    assert "Lower is wished for." in shown
    assert "In %(days)s day" in shown


def messages_of(language):
    """Every text of a catalogue by name, with all that it is translated into."""
    return {
        (m.id if isinstance(m.id, str) else m.id[0]): (
            (m.id,) if isinstance(m.id, str) else m.id,
            (m.string,) if isinstance(m.string, str) else m.string,
            m.fuzzy,
        )
        for m in web_texts.read_catalogue(language)
        if m.id
    }


@pytest.mark.parametrize("language", web_texts.NORWEGIAN)
def test_no_text_is_missing_fuzzy_or_left_over(language, shown):
    there = messages_of(language)
    assert set(there) == shown
    assert not [n for n, (_, said, fuzzy) in there.items() if fuzzy or not all(said)]


@pytest.mark.parametrize("language", web_texts.NORWEGIAN)
def test_a_translation_keeps_the_placeholders(language):
    def names(text):
        return set(re.findall(r"%\(\w+\)s", text))

    for name, (asked, said, _) in messages_of(language).items():
        assert {n for t in said for n in names(t)} == {
            n for t in asked for n in names(t)
        }, name


def test_nynorsk_is_nynorsk():
    """The commonest bokmål forms must not be left in a nynorsk text."""
    bokmål = re.compile(r"\b(ikke|fra|en|et|hva|hvem|hvor|hvordan|noe|mer|ble)\b")
    left = [
        text
        for _, said, _ in messages_of("nn").values()
        for text in said
        if bokmål.search(text.lower().replace("(nb, nn, en)", ""))
    ]
    assert left == []
