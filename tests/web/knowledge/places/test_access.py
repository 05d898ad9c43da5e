"""Who may see and change places and documents: every address, every role's story."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.knowledge.actions import attachments, place_notes, places
from nabolag_web.knowledge.models import Document, PlaceAnalysis, PlaceNote
from nabolag_web.knowledge.urls import PLACES

WRITERS = ("coordinator", "analyst", "staff", "board")
READERS = ("partner", "reader")
MEMBERS = WRITERS + READERS
OTHERS = ("stranger", "other")

READS = {
    "places",
    "places_taken_out",
    "place",
    "place_note",
    "photo",
    "documents",
    "documents_taken_out",
    "document",
    "document_file",
}
LISTS = {"places", "places_taken_out", "documents", "documents_taken_out"}
ADDS = {"begin_place", "place_scores", "take_note", "add_document"}
CHANGES = {"change_place", "change_note", "change_document"}
SENT = {
    "take_out_place",
    "put_back_place",
    "delete_photo",
    "take_out_note",
    "put_back_note",
    "take_out_document",
    "put_back_document",
}


@pytest.fixture
def things(look, take, attach, programme, coordinator, moment):
    """One of each thing, by the word in its addresses; some of them taken out."""
    analysis = look()
    gone = {"by": coordinator, "at": moment}
    out = {
        "place": look("Borte"),
        "note": take(analysis, "Borte"),
        "document": attach("Borte", content=b"borte", name="borte.txt"),
    }
    places.take_out_analysis(analysis=out["place"], **gone)
    place_notes.take_out_note(note=out["note"], **gone)
    attachments.take_out_document(document=out["document"], **gone)
    here = {"place": analysis, "note": take(analysis, photo=True), "document": attach()}
    return here, out


def address(name, things):
    """Gives an address of that name, on the thing it is about."""
    here, out = things
    if name in LISTS | {"begin_place", "add_document"}:
        return reverse(f"knowledge:{name}", args=["omradeloft-dalen"])
    if "document" in name:
        kind = "document"
    elif name in ("place_note", "photo", "delete_photo") or name.endswith("_note"):
        kind = "place" if name == "take_note" else "note"
    else:
        kind = "place"
    thing = (out if name.startswith("put_back") else here)[kind]
    return reverse(f"knowledge:{name}", args=["omradeloft-dalen", thing.pk])


def test_every_address_is_in_the_table():
    leads = {"access_request", "answer_access"}  # forums/test_access_requests.py
    assert {each.name for each in PLACES} == READS | ADDS | CHANGES | SENT | leads


@pytest.mark.parametrize("who", MEMBERS)
@pytest.mark.parametrize("name", sorted(READS))
def test_everyone_in_the_programme_reads(asked_by, things, name, who):
    assert asked_by(who).get(address(name, things)).status_code == 200


@pytest.mark.parametrize("who", MEMBERS)
@pytest.mark.parametrize("name", sorted(ADDS))
def test_those_who_write_in_the_programme_add(asked_by, things, name, who):
    client, expected = asked_by(who), 200 if who in WRITERS else 403
    assert client.get(address(name, things)).status_code == expected
    sent = client.post(address(name, things), {})
    assert sent.status_code == (422 if who in WRITERS else 403)


@pytest.mark.parametrize("who", MEMBERS)
@pytest.mark.parametrize("name", sorted(CHANGES))
def test_only_the_coordinator_changes_what_the_coordinator_added(
    asked_by, things, name, who
):
    client, leads = asked_by(who), who == "coordinator"
    assert client.get(address(name, things)).status_code == (200 if leads else 403)
    assert client.post(address(name, things), {}).status_code == (422 if leads else 403)


@pytest.mark.parametrize("who", MEMBERS)
@pytest.mark.parametrize("name", sorted(SENT))
def test_only_the_coordinator_takes_out_and_puts_back_what_another_added(
    asked_by, things, name, who
):
    client = asked_by(who)
    assert client.get(address(name, things)).status_code == 405
    answer = client.post(address(name, things))
    assert answer.status_code == (302 if who == "coordinator" else 403)


@pytest.mark.parametrize("who", ["analyst", "staff", "board"])
def test_writers_change_and_take_out_their_own(
    asked_by, look, take, attach, url, who, client_of, member
):
    user = member(who)
    client = client_of(user)
    analysis = look(by=user)
    note, document = take(analysis, by=user, photo=True), attach(by=user)
    for name, thing in (
        ("change_place", analysis),
        ("change_note", note),
        ("change_document", document),
    ):
        assert client.get(url(name, thing.pk)).status_code == 200
    for name, thing in (
        ("delete_photo", note),
        ("take_out_note", note),
        ("put_back_note", note),
        ("take_out_place", analysis),
        ("put_back_place", analysis),
        ("take_out_document", document),
        ("put_back_document", document),
    ):
        assert client.post(url(name, thing.pk)).status_code == 302
        thing.refresh_from_db()
        assert (thing.removed_at is not None) is name.startswith("take_out")


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("name", sorted(READS | ADDS | CHANGES | SENT))
def test_others_are_told_that_there_is_no_such_page(asked_by, things, name, who):
    client = asked_by(who)
    if name not in SENT:
        assert client.get(address(name, things)).status_code == 404
    if name not in READS:
        assert client.post(address(name, things)).status_code == 404


@pytest.mark.parametrize("name", sorted(READS | ADDS | CHANGES | SENT))
def test_whoever_is_not_signed_in_is_asked_to(asked_by, things, name):
    client = asked_by("nobody")
    send = client.post if name in SENT else client.get
    answer = send(address(name, things))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", sorted((READS - LISTS) | CHANGES | SENT))
def test_nothing_is_reached_through_another_programme(asked_by, things, name):
    """Those who lead another programme do not get at these things from there."""
    wrong = address(name, things).replace("omradeloft-dalen", "omradeloft-kvernlia")
    client = asked_by("other")
    answer = client.post(wrong) if name in SENT else client.get(wrong)
    assert answer.status_code == 404
    assert (PlaceAnalysis.objects.count(), PlaceNote.objects.count()) == (2, 2)
    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    "name", ["place", "take_note", "place_scores", "change_place", "take_out_place"]
)
def test_an_analysis_that_was_taken_out_is_not_there(asked_by, things, url, name):
    _here, out = things
    client = asked_by("coordinator")
    ask = client.post if name == "take_out_place" else client.get
    assert ask(url(name, out["place"].pk)).status_code == 404


def test_notes_of_an_analysis_that_was_taken_out_are_not_there(
    asked_by, things, url, coordinator, moment
):
    here, _out = things
    places.take_out_analysis(analysis=here["place"], by=coordinator, at=moment)
    client = asked_by("coordinator")
    assert client.get(url("place_note", here["note"].pk)).status_code == 404
    assert client.get(url("photo", here["note"].pk)).status_code == 404


def test_a_document_that_was_taken_out_cannot_be_fetched(asked_by, things, url):
    _here, out = things
    answer = asked_by("coordinator").get(url("document_file", out["document"].pk))
    assert answer.status_code == 404


@pytest.mark.parametrize("who", MEMBERS)
def test_a_document_that_is_exempt_opens_for_those_who_write(
    asked_by, attach, url, who
):
    document = attach("Ikke for alle", ground="offl. § 13")
    client, opens = asked_by(who), who in WRITERS
    file = url("document_file", document.pk)
    assert client.get(file).status_code == (200 if opens else 403)
    for page in (url("documents"), url("document", document.pk)):
        shown = client.get(page).content.decode()
        assert "offl. § 13" in shown
        assert (file in shown) is opens
