"""What stands around the figures of every report."""

from __future__ import annotations

from dataclasses import replace

from nabolag.errors import Where
from nabolag.methods import method_cards
from nabolag.reports.passages.frame import cards, made, remarks_on, scope
from nabolag.reports.standings.reading import reading_of
from nabolag.reports.wording.language import words
from nabolag.values import Notice

EN, NB = words("en"), words("nb")


def test_the_date_is_said_where_it_is_given(edition):
    assert made(edition, NB) == "Laget 23.11.2026"
    assert made(replace(edition, made_on=None), NB) == ""


def test_the_scope_counts_measures_and_sources_and_tells_the_years(city):
    newest = reading_of(city.answer(), EN).newest("01")
    assert scope(newest, EN) == (
        "6 measures",
        "1 source",
        "Newest figures from 2015–2025",
    )
    assert scope((), EN) == ()


def test_figures_without_a_source_claim_none(empty_city):
    city = empty_city.figure("01", "turnout", value=0.4, source=None)
    newest = reading_of(city.answer(), EN).newest("01")
    assert scope(newest, EN) == ("1 measure", "Newest figures from 2025")


def test_what_is_told_elsewhere_is_not_remarked_again(city):
    reading = reading_of(city.answer(), EN)
    quiet = Notice(code="context_only", facts={"topic": "origin", "forced": "no"})
    forced = Notice(
        code="context_only",
        where=Where(indicator="born_abroad"),
        facts={"topic": "origin", "forced": "yes"},
    )
    told = [quiet, forced, Notice(code="no_counts")]
    (remark,) = remarks_on(told, reading=reading, told={"no_counts"})
    assert remark.startswith("Born abroad: Tells of origin")


def test_cards_are_in_the_readers_language():
    told = {card.slug: card for card in cards(NB, room="areas")}
    assert list(told) == [card.slug for card in method_cards() if card.room == "areas"]
    first = told["city"]
    assert first.title == "Hva et område holdes opp mot: resten av byen."
    assert next(iter(first.lines)) == "Svarer på"
