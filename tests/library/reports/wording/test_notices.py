"""Every notice of the library has a sentence in three languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import nabolag
from nabolag.errors import Misbuilt, Where
from nabolag.reports.wording.language import LANGUAGES
from nabolag.reports.wording.notice_sentences import SENTENCES, VARIANTS
from nabolag.reports.wording.notices import sentence
from nabolag.values import Notice

LISTED = re.compile(
    r"(?:Notices?|Codes?)\b[^`]{0,60}(``[a-z_]+``(?:[^`.]*``[a-z_]+``)*)"
)


def sources():
    home = Path(nabolag.__file__).parent
    for room in ("areas", "sources"):
        for file in sorted((home / room).rglob("*.py")):
            yield file.read_text(encoding="utf-8")


def codes_used():
    """Give the codes written in the source: in calls, and in docstrings' lists."""
    found = set()
    for text in sources():
        for call in ast.walk(ast.parse(text)):
            # A table may have a column of that name: polars is asked by methods.
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                found.update(
                    node.value.value
                    for node in call.keywords
                    if node.arg == "code" and isinstance(node.value, ast.Constant)
                )
        for listed in LISTED.findall(" ".join(text.split())):
            # Facts are listed in the same way; codes are the ones of several words.
            found.update(re.findall(r"``([a-z]+_[a-z_]+)``", listed))
    return found


USED = sorted(codes_used())


def test_the_codes_are_found_in_the_source():
    assert {"copied_period", "no_counts", "formula_text", "break"} <= set(USED)


@pytest.mark.parametrize("code", USED)
def test_every_code_has_a_sentence(code):
    assert code in SENTENCES


@pytest.mark.parametrize("code", sorted(SENTENCES))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_whole_in_every_language(code, language):
    base, _, variant = code.partition(":")
    fact, value = VARIANTS.get(code, ("", ""))
    facts = {fact: value or "MEANT"} if variant else {}
    text = sentence(Notice(code=base, facts=facts), language)
    assert text[0].isupper() or text[0] in "“«"
    assert text.endswith(".")
    assert "%" not in text


def test_the_sentence_begins_with_its_place_in_the_language():
    where = Where(
        file="/home/kari/val.csv",
        line=1207,
        column="verdi",
        area="0101",
        indicator="turnout",
        period="2024K3",
    )
    notice = Notice(code="no_counts", where=where)
    assert sentence(notice, "nb", names={"turnout": "Valgdeltakelse"}) == (
        "val.csv, linje 1207, kolonne verdi, område 0101, Valgdeltakelse,"
        " 3. kvartal 2024: Kilden oppgir ikke antall, så tallene har ikke intervall."
    )
    assert "turnout, quarter 3 of 2024:" in sentence(notice, "en")


def test_numbers_in_a_sentence_are_written_as_the_language_does():
    notice = Notice(
        code="counts_not_whole", facts={"example": 1234.25, "count": 12_000}
    )
    assert "1\u202f234,25" in sentence(notice, "nb")
    assert "cells: 12,000" in sentence(notice, "en")
    third = Notice(code="decimal_unclear", facts={"found": "1.234", "read": 1 / 3})
    assert "0,3333" in sentence(third, "nb")


def test_facts_that_are_codes_are_said_in_words():
    notice = Notice(code="break", facts={"reason": "division_changed", "level": "x"})
    assert sentence(notice, "nn").endswith("(inndelinga er endra).")
    own = Notice(code="break", facts={"reason": "ny definisjon", "level": "x"})
    assert sentence(own, "nb").endswith("(ny definisjon).")


def test_a_variant_is_chosen_by_its_fact():
    plain = Notice(code="context_only", facts={"topic": "health", "forced": "no"})
    forced = Notice(code="context_only", facts={"topic": "health", "forced": "yes"})
    assert "though the file" not in sentence(plain, "en")
    assert "though the file" in sentence(forced, "en")


def test_a_lacking_fact_is_a_question_and_not_a_crash():
    assert sentence(Notice(code="rows_left_out"), "en") == (
        "Rows that the recipe leaves out: ? (?)."
    )


def test_a_hostile_fact_is_only_text():
    notice = Notice(code="formula_text", facts={"found": "=%(count)s %s", "count": 1})
    assert "“=%(count)s %s”" in sentence(notice, "en")


def test_a_code_without_a_sentence_is_a_bug():
    with pytest.raises(Misbuilt, match="no_such_code"):
        sentence(Notice(code="no_such_code"))
