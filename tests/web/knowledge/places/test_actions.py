"""What may change about places, what the trail says of it, and what the store refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from nabolag_web.knowledge.actions import attachments, place_notes, places
from nabolag_web.knowledge.models import (
    Document,
    Evidence,
    PlaceAnalysis,
    PlaceNote,
    Score,
)
from nabolag_web.programmes.presenters import trail_lines
from nabolag_web.shell.versions import ChangedMeanwhile


@pytest.fixture
def done(coordinator, moment):
    return {"by": coordinator, "at": moment + timedelta(hours=1)}


def test_an_analysis_is_changed_and_the_second_who_changes_it_is_stopped(
    look, done, moment
):
    analysis = look("Gangveiene")
    other = places.Looked(title="Trappene", on=moment.date(), method="mapping")
    places.change_analysis(analysis=analysis, looked=other, version=1, **done)
    with pytest.raises(ChangedMeanwhile):
        places.change_analysis(analysis=analysis, looked=other, version=1, **done)
    now = PlaceAnalysis.objects.get()
    assert (now.title, now.method, now.version) == ("Trappene", "mapping", 2)
    assert now.made_at == moment


def test_a_note_is_changed_and_the_second_who_changes_it_is_stopped(look, take, done):
    note = take(look(), point=(59.9, 10.7), photo=True)
    said = place_notes.Noted(code="interests", text="Vil ha lys", said_by="Elev")
    place_notes.change_note(note=note, noted=said, version=1, **done)
    with pytest.raises(ChangedMeanwhile):
        place_notes.change_note(note=note, noted=said, version=1, **done)
    now = PlaceNote.objects.get()
    assert (now.code, now.text, now.said_by) == ("interests", "Vil ha lys", "Elev")
    assert (now.latitude, now.photo_shows) == (59.9, "En gangvei")


def test_a_point_is_kept_to_ten_metres(look, take):
    note = take(look(), point=(59.913_868_8, -10.752_245_4))
    assert (note.latitude, note.longitude) == (59.9139, -10.7522)


def test_a_picture_lies_under_a_name_that_tells_nothing(look, take):
    names = {take(look(), photo=True).photo.name for _ in range(2)}
    assert len(names) == 2
    for name in names:
        folder, _slash, file = name.partition("/")
        assert folder == "places"
        assert len(file) == len("0" * 32 + ".jpg")
        assert default_storage.exists(name)


def test_a_picture_is_deleted_at_once_whatever_rests_on_the_note(
    look, take, rest_on, done, django_capture_on_commit_callbacks
):
    note = take(look(), photo=True)
    rest_on(place_note=note)
    name = note.photo.name
    with django_capture_on_commit_callbacks(execute=True):
        place_notes.delete_photo(note=note, **done)
    now = PlaceNote.objects.get()
    assert (now.photo.name, now.photo_shows, now.photo_width) == ("", "", None)
    assert not default_storage.exists(name)


def test_a_note_without_a_picture_has_nothing_to_delete(look, take, done):
    note = take(look())
    place_notes.delete_photo(note=note, **done)
    assert PlaceNote.objects.get().text == note.text


def test_what_a_finding_rests_on_cannot_be_taken_out(
    look, take, attach, rest_on, done, moment
):
    analysis = look()
    note, document = take(analysis), attach()
    resting = rest_on(place_note=note)
    rest_on(2, document=document, kind="staff")
    Evidence.objects.filter(pk=resting.pk).update(ended_at=moment)  # it once did
    with pytest.raises(places.InUse):
        place_notes.take_out_note(note=note, **done)
    with pytest.raises(places.InUse):
        places.take_out_analysis(analysis=analysis, **done)
    with pytest.raises(places.InUse):
        attachments.take_out_document(document=document, **done)
    whole = look("Hele")
    rest_on(3, place_analysis=whole)
    with pytest.raises(places.InUse):
        places.take_out_analysis(analysis=whole, **done)


def test_the_trail_tells_all_of_it_by_number_and_names_no_one(
    look, take, attach, done, programme, coordinator
):
    analysis = look("Hos Per Hansen")
    note = take(analysis, "Per Hansen bor her", said_by="Per Hansen", photo=True)
    document = attach("Om Per Hansen", name="Per Hansen.pdf")
    looked = places.Looked(title="Per Hansen", on=analysis.on)
    noted = place_notes.Noted(code="use", text="Per Hansen", said_by="Beboer")
    record = attachments.Record(title="Per Hansen", status="case")
    places.change_analysis(analysis=analysis, looked=looked, version=1, **done)
    place_notes.change_note(note=note, noted=noted, version=1, **done)
    place_notes.delete_photo(note=note, **done)
    place_notes.take_out_note(note=note, **done)
    place_notes.put_back_note(note=note, **done)
    places.store_scores(analysis=analysis, rows=[], scale=7, **done)
    places.take_out_analysis(analysis=analysis, **done)
    places.put_back_analysis(analysis=analysis, **done)
    attachments.change_record(document=document, record=record, **done)
    attachments.take_out_document(document=document, **done)
    attachments.put_back_document(document=document, **done)
    traces = list(programme.trail.filter(done__regex="^(place|document)_"))
    assert len(traces) == 14
    told = " ".join(f"{trace.subject} {trace.details}" for trace in traces)
    assert "Hansen" not in told
    lines = [line.what for line in trail_lines(traces)]
    assert f"took a note in place analysis no. {analysis.pk}" in lines
    assert not any("%(" in line or "_" in line for line in lines)


def refused_by_the_store(thing, constraint, **values):
    for name, value in values.items():
        setattr(thing, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        thing.save()
    thing.refresh_from_db()


def test_the_store_refuses_what_must_never_be(look, take, attach):
    analysis = look()
    note, document = take(analysis, photo=True), attach()
    refused_by_the_store(analysis, "places_have_a_title", title="")
    refused_by_the_store(analysis, "known_method", method="guess")
    refused_by_the_store(note, "say_what_and_who", said_by="")
    refused_by_the_store(note, "known_code", code="mood")
    refused_by_the_store(note, "points_are_whole", latitude=59.9)
    refused_by_the_store(note, "points_are_whole", latitude=95, longitude=10)
    refused_by_the_store(note, "photos_are_told", photo_shows="")
    refused_by_the_store(note, "photos_are_told", photo="", photo_shows="Noe")
    refused_by_the_store(note, "photos_are_told", photo_width=None)
    refused_by_the_store(document, "exempt_has_a_ground", is_exempt=True)
    refused_by_the_store(document, "exempt_has_a_ground", legal_ground="offl. § 13")
    refused_by_the_store(document, "documents_are_whole", file="")
    refused_by_the_store(document, "documents_known_status", status="secret")


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("scores_within_scale", {"score": 7.5}),
        ("scores_within_scale", {"score": 0.5}),
        ("scores_within_scale", {"theme": ""}),
        ("scores_by_someone", {"respondents": 0}),
    ],
)
def test_the_store_refuses_scores_that_cannot_be(look, constraint, values):
    score = Score(
        **{"analysis": look(), "number": 1, "theme": "A", "score": 3, **values}
    )
    with pytest.raises(IntegrityError, match=constraint):
        score.save()


def test_evidence_rests_on_one_source_of_the_right_kind(look, take, attach, rest_on):
    analysis = look()
    note, document = take(analysis), attach()
    evidence = rest_on(place_note=note)
    refused_by_the_store(evidence, "rests_on_one", document=document)
    refused_by_the_store(evidence, "rests_on_one", place_analysis=analysis)
    refused_by_the_store(evidence, "analyses_are_of_places", kind="staff")
    whole = rest_on(2, place_analysis=analysis)
    refused_by_the_store(whole, "analyses_are_of_places", kind="residents")
    for number, kind in enumerate(("statistics", "place", "staff", "residents"), 3):
        rest_on(number, document=document, kind=kind)
    assert Evidence.objects.filter(document=document).count() == 4


def test_things_are_called_by_what_they_say(look, take, attach):
    analysis = look("Trappene")
    score = Score(analysis=analysis, theme="Trafikk", score=3.5)
    assert str(analysis) == "Trappene"
    assert str(take(analysis, "Bratt")) == "Bratt"
    assert str(score) == "Trafikk: 3.5"
    assert str(attach("Plan")) == "Plan"
    assert Document.objects.count() == 1
