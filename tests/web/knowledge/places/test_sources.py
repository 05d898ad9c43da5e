"""What is found again, what findings can rest on, and what became of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nabolag_web.knowledge.models import Finding
from nabolag_web.knowledge.queries.places_person import about_person
from nabolag_web.knowledge.queries.places_search import search
from nabolag_web.knowledge.queries.sources import (
    named,
    offered,
    used_in,
)
from nabolag_web.programmes.actions import make_programme
from nabolag_web.shell.folding import search_words


def test_a_search_of_the_programme_finds_all_three(look, take, attach, programme):
    analysis = look("Trappene på ÅSEN", took_part="Elever")
    note = take(analysis, "Vil ha rekkverk", said_by="Beboer på Åsen")
    document = attach("Plan for Åsen", name="aasen.pdf")
    hits = list(search(programme, search_words("åsen")))
    assert [hit.address.rsplit("/", 2)[-2:] for hit in hits] == [
        ["places", str(analysis.pk)],
        ["notes", str(note.pk)],
        ["documents", str(document.pk)],
    ]
    assert [hit.title for hit in search(programme, ("aasen.pdf",))] == ["Plan for Åsen"]
    assert not list(search(programme, ("åsen", "brann")))


def test_what_was_taken_out_is_not_found_and_cannot_be_used(
    asked_by, look, take, attach, programme, url
):
    analysis, document = look("Åsen"), attach("Åsen")
    note, kept = take(analysis, "Åsen"), take(analysis, "Åsen igjen")
    client = asked_by("coordinator")
    client.post(url("take_out_note", note.pk))
    client.post(url("take_out_document", document.pk))
    keys = [source.key for source in offered(programme, with_words=False)]
    assert keys == [f"place_note-{kept.pk}", f"place_analysis-{analysis.pk}"]
    assert len(list(search(programme, ("åsen",)))) == 2
    assert named(programme, f"place_note-{note.pk}") is None
    client.post(url("take_out_place", analysis.pk))
    assert offered(programme, with_words=False) == []
    assert not list(search(programme, ("åsen",)))


def test_sources_come_newest_first_and_are_found_by_their_keys(
    look, take, attach, programme, moment, django_assert_num_queries
):
    analysis = look("Gangveiene", took_part="Elever")
    note, document = take(analysis, "Mørkt", said_by="Elev"), attach("Plan")
    for minutes, thing, field in (
        (3, analysis, "made_at"),
        (2, document, "added_at"),
        (1, note, "noted_at"),
    ):
        setattr(thing, field, moment + timedelta(minutes=minutes))
        thing.save()
    with django_assert_num_queries(3):
        sources = offered(programme, with_words=False)
    assert [source.source for source in sources] == [analysis, document, note]
    told = [(source.title, source.said_by) for source in sources]
    assert told == [("Gangveiene", "Elever"), ("Plan", ""), ("Mørkt", "Elev")]
    assert [named(programme, source.key) for source in sources] == [
        analysis,
        document,
        note,
    ]
    assert [each.key for each in offered(programme, with_words=False, most=1)] == [
        f"place_analysis-{analysis.pk}"
    ]


@pytest.mark.parametrize(
    "key", ["", "place_note", "place_note-", "place_note-x", "x-1"]
)
def test_a_source_that_no_one_has_named_is_nothing(programme, key):
    assert named(programme, key) is None


def test_another_programme_s_sources_are_nothing(
    look, attach, programme, other_coordinator, moment
):
    analysis = look()
    attach()
    other = make_programme(
        name="Et annet", municipality="", by=other_coordinator, at=moment
    )
    assert offered(other, with_words=False) == []
    assert named(other, f"place_analysis-{analysis.pk}") is None
    assert not list(search(other, ("gangveiene",)))


def test_what_became_of_a_source_are_the_findings_that_use_it_now(
    look, take, attach, rest_on, moment
):
    analysis = look()
    note, document = take(analysis), attach()
    for number, source in enumerate(
        ({"place_note": note}, {"place_analysis": analysis}, {"document": document}), 1
    ):
        evidence = rest_on(number, **source)
        rest_on(finding=evidence.finding, **source)
        ended = rest_on(number + 10, **source)
        ended.ended_at = moment
        ended.save()
        gone = rest_on(number + 20, **source).finding
        Finding.objects.filter(pk=gone.pk).update(removed_at=moment)
        (thing,) = source.values()
        assert [found.number for found in used_in(thing)] == [number]


def test_a_copy_of_one_s_data_holds_what_one_has_added(look, take, attach, member):
    staff = member("staff")
    analysis = look("Min", by=staff)
    take(analysis, "Mitt notat", by=staff, point=(59.9, 10.7)), take(analysis, "Deres")
    attach("Mitt dokument", by=staff)
    about = about_person(staff)
    assert [each["title"] for each in about["place_analyses"]] == ["Min"]
    assert [each["text"] for each in about["place_notes"]] == ["Mitt notat"]
    assert about["place_notes"][0]["latitude"] == 59.9
    assert [each["title"] for each in about["documents"]] == ["Mitt dokument"]
