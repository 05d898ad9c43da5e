"""Where figures come from, and what one must know to read them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nabolag.errors import Where
from nabolag.reports.passages.provenance import MOST, references, remarks, source_line
from nabolag.reports.wording.language import words
from nabolag.values import Notice, Source

EN = words("en")
BARE = Source(id="bare", publisher="SSB", title="Table")


def test_a_source_is_listed_with_all_that_is_known_of_it(city, joined):
    (reference,) = references(city.sources, EN)
    facts = dict(reference.facts)
    assert reference.title == "Prøveby kommune: Statistikkbanken"
    assert facts == {
        "Table": "LEV1",
        "Licence": "NLOD 2.0",
        "Published": "2 March 2026",
        "File": "lev1.csv",
        "Fingerprint (SHA-256)": "ab" * 32,
        "Recipe": "prøveby_lev1",
    }
    assert reference.address == "https://statistikk.example/LEV1"


def test_what_is_not_known_is_left_out():
    (reference,) = references((BARE,), EN)
    assert (reference.facts, reference.address) == ((), None)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "x.no"])
def test_only_web_addresses_may_be_followed(address):
    (reference,) = references((replace(BARE, address=address),), EN)
    assert reference.address is None


def test_a_figures_source_line_names_its_sources_and_explains_the_interval(city):
    line = source_line(["bank", "bank"], city.sources, judged=True, words=EN)
    assert line.startswith("Source: Prøveby kommune, table LEV1. The interval shows")
    assert "“The difference is uncertain”" in line
    without = source_line(["?"], city.sources, judged=False, words=EN)
    assert without.startswith("The interval shows")
    assert "uncertain" not in without


def test_remarks_are_said_once_in_words_with_the_indicators_name():
    notice = Notice(code="no_counts", where=Where(indicator="x"))
    assert remarks([notice, notice], names={"x": "Voted"}, words=EN) == (
        "Voted: The source gives no counts, so the figures have no interval.",
    )


def test_many_remarks_are_cut_off_and_the_rest_counted():
    many = [Notice(code="no_counts", where=Where(line=n)) for n in range(MOST + 2)]
    said = remarks(many, names={}, words=EN)
    assert len(said) == MOST + 1
    assert said[-1] == "And 2 more remarks."
    assert len(remarks(many[:MOST], names={}, words=EN)) == MOST
