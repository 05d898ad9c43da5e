"""Notes, analyses and documents become evidence, and tell what came of them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from nabolag_web.knowledge.models import Evidence

WRITERS = ("coordinator", "analyst", "staff", "board")


@pytest.fixture
def use(url):
    """Gives the address where a source is used: ``use("place_note-1")``."""
    return lambda key: url("use_source", key)


@pytest.fixture
def finding(write):
    return write("Gangveiene er mørke")


@pytest.fixture
def sources(look, take, attach):
    """An analysis, a note in it and a document, by the names forms know them by."""
    analysis = look("Gangveiene etter mørket", took_part="Elever")
    note, document = take(analysis, "Ingen går her etter åtte"), attach("Stedsanalyse")
    return {
        f"place_note-{note.pk}": note,
        f"place_analysis-{analysis.pk}": analysis,
        f"document-{document.pk}": document,
    }


def test_whatever_is_stored_is_offered_for_a_finding(read, finding, sources):
    page = read("draw", finding.number)
    assert all(f'value="{key}"' in page for key in sources)
    assert "Ingen går her etter åtte · Beboer" in page


def test_a_note_is_used_from_its_own_page(asked_by, url, use, finding, sources):
    key = next(iter(sources))
    client = asked_by("staff")
    assert use(key) in client.get(url("place_note", sources[key].pk)).content.decode()
    answer = client.post(use(key), {"number": 1, "supports": "against", "strength": 3})
    assert answer.url == url("finding", 1)
    piece = Evidence.objects.get()
    assert (piece.kind, piece.supports, piece.strength) == ("place", False, 3)
    assert (piece.title, piece.rests_on) == (
        "“Ingen går her etter åtte”",
        sources[key],
    )


def test_what_a_resident_said_is_used_from_its_own_page(
    asked_by, url, use, finding, hear
):
    said, client = hear(), asked_by("staff")
    key = f"resident_input-{said.pk}"
    assert use(key) in client.get(url("input", said.pk)).content.decode()
    client.post(use(key), {"number": 1, "supports": "for"})
    piece = Evidence.objects.get()
    assert (piece.kind, piece.rests_on) == ("residents", said)


def test_every_source_with_a_page_can_be_used_from_there(
    asked_by, url, use, sources, hear
):
    client = asked_by("coordinator")
    pages = ("place_note", "place", "document", "input")
    for name, source in zip(pages, (*sources.values(), hear()), strict=True):
        page = client.get(url(name, source.pk)).content.decode()
        (address,) = re.findall(r'href="([^"]*/findings/use/[^"]*)"', page)
        assert client.get(address).status_code == 200


def test_from_the_finding_one_comes_to_the_source_and_back(
    asked_by, url, finding, sources
):
    client = asked_by("coordinator")
    for key in sources:
        sent = {"source": key, "supports": "for", "kind": "statistics"}
        assert client.post(url("draw", 1), sent).url == url("finding", 1)
    page = client.get(url("finding", 1)).content.decode()
    names = dict(
        zip(("place_note", "place", "document"), sources.values(), strict=True)
    )
    for name, source in names.items():
        address = url(name, source.pk)
        assert f'href="{address}"' in page
        assert "Gangveiene er mørke" in client.get(address).content.decode()
    kinds = Evidence.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["place", "place", "statistics"]


def test_a_document_may_hold_any_kind_and_so_asks_which(
    asked_by, url, finding, sources
):
    client, key = asked_by("coordinator"), list(sources)[-1]
    answer = client.post(url("draw", 1), {"source": key, "supports": "for"})
    assert answer.status_code == 422
    assert "Choose what kind of source the document is." in answer.content.decode()
    sent = {"source": key, "supports": "for", "kind": "staff", "page_reference": "s. 4"}
    assert client.post(url("draw", 1), sent).status_code == 302
    piece = Evidence.objects.get()
    assert (piece.kind, piece.page_reference) == ("staff", "s. 4")
    assert "Source: plan.pdf" in client.get(url("finding", 1)).content.decode()
    assert ", s. 4" in client.get(url("finding", 1)).content.decode()


def test_what_is_said_of_a_piece_changes_and_its_source_and_kind_stay(
    asked_by, url, finding, sources
):
    client = asked_by("coordinator")
    for key in list(sources)[1:]:
        sent = {
            "source": key,
            "supports": "for",
            "kind": "staff",
            "page_reference": "4",
        }
        client.post(url("draw", 1), sent)
    for old in Evidence.objects.order_by("pk"):
        sent = {"kind": "residents", "title": "Sagt på nytt", "supports": "for"}
        sent |= {"page_reference": old.page_reference}
        address = url("change_evidence", 1, old.pk)
        assert "See what it rests on" in client.get(address).content.decode()
        assert client.post(address, sent).status_code == 302
        piece = Evidence.objects.get(replaces=old)
        assert (piece.rests_on, piece.page_reference) == (
            old.rests_on,
            old.page_reference,
        )
        expected = "residents" if old.document_id else "place"
        assert piece.kind == expected


def test_two_pieces_that_rest_on_the_same_count_as_one_source(
    asked_by, url, finding, sources
):
    client, key = asked_by("coordinator"), next(iter(sources))
    for _twice in range(2):
        client.post(url("draw", 1), {"source": key, "supports": "for"})
    page = client.get(url("finding", 1)).content.decode()
    assert "2 pieces of evidence from 1 source: 2 for, 0 against" in page


def test_what_was_taken_out_while_the_page_stood_open_is_told(
    asked_by, url, use, finding, sources, coordinator
):
    key = next(iter(sources))
    client = asked_by("coordinator")
    client.post(url("take_out_note", sources[key].pk))
    answer = client.post(url("draw", 1), {"source": key, "supports": "for"})
    assert answer.status_code == 422
    assert "It has been taken out. Choose another." in answer.content.decode()
    assert client.get(use(key)).status_code == 404
    assert client.get(use("place_note-x")).status_code == 404
    assert not Evidence.objects.exists()


def test_a_finding_that_is_not_there_is_said_beside_the_field(
    asked_by, use, finding, sources
):
    sent = {"number": 9, "supports": "for"}
    answer = asked_by("coordinator").post(use(next(iter(sources))), sent)
    assert answer.status_code == 422
    assert "There is no finding with that number." in answer.content.decode()


def test_with_nothing_to_choose_from_one_is_led_on(read, finding):
    page = read("draw", finding.number)
    assert "There is nothing to choose from yet." in page
    assert "Begin a place analysis" in page


def test_those_who_write_in_the_programme_use_sources(asked_by, use, finding, sources):
    for key in sources:
        for who in WRITERS:
            assert asked_by(who).get(use(key)).status_code == 200
        for who in ("partner", "reader"):
            assert asked_by(who).get(use(key)).status_code == 403
            sent = asked_by(who).post(use(key), {"number": 1, "supports": "for"})
            assert sent.status_code == 403
        for who in ("stranger", "other"):
            assert asked_by(who).get(use(key)).status_code == 404
        asked = asked_by("nobody").get(use(key))
        assert asked.url.startswith(reverse("account_login"))
    assert not Evidence.objects.exists()
