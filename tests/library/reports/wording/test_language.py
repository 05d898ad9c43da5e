"""Every message is there in bokmål, nynorsk and English, and fits its placeholders."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from nabolag import reports
from nabolag.errors import WrongUsage
from nabolag.methods import LABELS, method_cards
from nabolag.reports.wording.language import LANGUAGES, Span, words

KEYWORDS = {
    "gettext": None,
    "ngettext": (1, 2),
    "spans": None,
    "message": None,
    "_": None,
}
HOME = Path(reports.__file__).parent
LOCALE = HOME / "wording" / "locale"
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%%")
NORWEGIAN = ("nb", "nn")


def first(message):
    return message if isinstance(message, str) else message[0]


def messages():
    """Give every message of the code, the templates and the method cards."""
    found = []
    for method, ending in (("python", ".py"), ("jinja2.ext:babel_extract", ".html")):
        for file in sorted(HOME.rglob(f"*{ending}")):
            with file.open("rb") as source:
                found += [m for _, m, _, _ in extract(method, source, KEYWORDS)]
    cards = method_cards()
    found += [text for card in cards for text in (card.title, *card.lines.values())]
    return list(dict.fromkeys([*found, *LABELS]))


def catalogue(language):
    with (LOCALE / f"{language}.po").open("rb") as file:
        return {first(m.id): m for m in read_po(file, locale=language) if m.id}


MESSAGES, CATALOGUES = messages(), {n: catalogue(n) for n in NORWEGIAN}


def marked():
    """Give the texts that Python itself sees marked as messages, also within others."""
    for file in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="message"), args=[ast.Constant(value=str(text))]
                ):
                    yield text


def test_no_message_hides_inside_another_text():
    found = set(marked())
    assert len(found) > 100
    assert found - {first(m) for m in MESSAGES} == set()


@pytest.mark.parametrize("language", NORWEGIAN)
def test_every_message_is_translated_and_none_is_fuzzy(language):
    found = CATALOGUES[language]
    assert [m for m in MESSAGES if first(m) not in found] == []
    assert [key for key, m in found.items() if m.fuzzy or not all(forms(m))] == []


@pytest.mark.parametrize("language", NORWEGIAN)
def test_no_translation_is_kept_after_its_message_is_gone(language):
    assert set(CATALOGUES[language]) - {first(m) for m in MESSAGES} == set()


def forms(entry):
    return [entry.string] if isinstance(entry.string, str) else list(entry.string)


@pytest.mark.parametrize("language", NORWEGIAN)
def test_translations_have_the_same_placeholders_and_strong_pieces(language):
    for key, entry in CATALOGUES[language].items():
        wanted = sorted(PLACEHOLDER.findall(key))
        for form in forms(entry):
            assert sorted(PLACEHOLDER.findall(form)) == wanted, key
            assert form.count("**") == key.count("**"), key


def test_nynorsk_is_not_bokmål():
    betraying = re.compile(
        r"\b(ikke|fra|hvor\w*|hva|noen|forskjell\w*|kilde\w*|mer|tall\w*|områdene|"
        r"delbydeler|uten|samme måte|være|hver|bare|rekkefølge|gjennomsnittet er et)\b",
        re.IGNORECASE,
    )
    texts = [form for m in CATALOGUES["nn"].values() for form in forms(m)]
    assert [text for text in texts if betraying.search(text)] == []


@pytest.mark.parametrize("language", NORWEGIAN)
def test_nothing_is_shouted_and_no_place_is_good_or_bad(language):
    shouting = re.compile(
        r"!|\b(verst\w*|dårlegst\w*|dårligst\w*|svakest\w*|topp|bunn|botn|taper\w*)\b"
    )
    texts = [form for m in CATALOGUES[language].values() for form in forms(m)]
    assert [text for text in texts if shouting.search(text.lower())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_is_singular_and_all_else_plural(language):
    said = words(language)
    told = [
        said.ngettext("%(n)s source", "%(n)s sources", n, n=str(n)) for n in (0, 1, 2)
    ]
    assert told[0][1:] == told[2][1:] != told[1][1:]


def test_a_message_without_translation_stays_english():
    assert words("nb").gettext("No such message: %(x)s", x="a") == "No such message: a"
    assert words("nb").line("Nor this, 100 %") == "Nor this, 100 %"
    assert words("nb").ngettext("%(n)s x", "%(n)s xs", 2, n=2) == "2 xs"


def test_a_name_cannot_make_itself_strong():
    spans = words("en").spans("On **%(n)s** in %(name)s", n="3", name="**Ås**")
    assert spans == (
        Span(text="On "),
        Span(text="3", strong=True),
        Span(text=" in **Ås**"),
    )


def test_an_unknown_language_is_refused():
    with pytest.raises(WrongUsage, match=r"'sv'.*nb, nn, en"):
        words("sv")
