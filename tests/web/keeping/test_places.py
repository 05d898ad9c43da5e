"""What was taken out of places and documents goes when its time is up, with its files."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from nabolag_web.accounts.actions import tidy_up
from nabolag_web.knowledge.actions import attachments, place_notes, places
from nabolag_web.knowledge.actions.pictures import Picture
from nabolag_web.knowledge.models import Evidence, Finding

UNDO = timedelta(days=30)
SAFE = Picture(content=b"\xff\xd8\xff", width=1, height=1)


@pytest.fixture
def done(coordinator, moment):
    return {"by": coordinator, "at": moment}


@pytest.fixture
def analysis(programme, done, moment):
    looked = places.Looked(title="Torget", on=moment.date())
    return places.begin_analysis(programme=programme, looked=looked, **done)


@pytest.fixture
def note(analysis, done):
    return place_notes.take_note(
        analysis=analysis,
        noted=place_notes.Noted(code="use", text="Mørkt", said_by="Elev"),
        photo=place_notes.Photo(picture=SAFE, shows="Torget"),
        **done,
    )


@pytest.fixture
def document(programme, done):
    return attachments.add_document(
        programme=programme,
        file=attachments.looked_at(b"hei", name="notat.txt"),
        record=attachments.Record(title="Notat"),
        **done,
    )


@pytest.fixture
def rests(programme, done, moment):
    """Lets a finding rest on something: ``rests(document=document)``."""

    def rested(**source):
        finding = Finding.objects.create(
            programme=programme,
            number=1,
            sentence="Et funn",
            made_at=moment,
            changed_at=moment,
        )
        Evidence.objects.create(
            finding=finding,
            kind="place",
            strength=1,
            supports=True,
            title="Noe",
            added_at=moment,
            **source,
        )

    return rested


def test_a_note_goes_30_days_after_it_was_taken_out_with_its_picture(
    note, done, moment, goes_at, django_capture_on_commit_callbacks
):
    place_notes.take_out_note(note=note, **done)
    with django_capture_on_commit_callbacks(execute=True):
        goes_at("removed_place_notes", moment + UNDO, gone={"knowledge.PlaceNote": 1})
    assert not default_storage.exists(note.photo.name)


def test_a_document_goes_30_days_after_it_was_taken_out_with_its_file(
    document, done, moment, goes_at, django_capture_on_commit_callbacks
):
    attachments.take_out_document(document=document, **done)
    with django_capture_on_commit_callbacks(execute=True):
        goes_at("removed_documents", moment + UNDO, gone={"knowledge.Document": 1})
    assert not default_storage.exists(document.file.name)


def test_an_analysis_goes_with_its_notes_and_their_pictures(
    note, done, moment, goes_at, django_capture_on_commit_callbacks, keep_people
):
    places.take_out_analysis(analysis=note.analysis, **done)
    with django_capture_on_commit_callbacks(execute=True):
        goes_at(
            "removed_place_analyses",
            moment + UNDO,
            gone={"knowledge.PlaceAnalysis": 1, "knowledge.PlaceNote": 1},
        )
    keep_people()
    with django_capture_on_commit_callbacks(execute=True):
        tidy_up(at=moment + timedelta(days=9999))
    assert not default_storage.exists(note.photo.name)


def test_what_a_finding_came_to_rest_on_all_the_same_stays(
    note, document, done, moment, rests, keep_people
):
    """Someone may have chosen it in the moment that another took it out."""
    keep_people()
    noted = place_notes.Noted(code="use", text="Ikke brukt", said_by="Elev")
    place_notes.take_note(analysis=note.analysis, noted=noted, **done)
    attachments.take_out_document(document=document, **done)
    place_notes.take_out_note(note=note, **done)
    places.take_out_analysis(analysis=note.analysis, **done)
    rests(place_note=note)
    Finding.objects.update(number=2)
    rests(document=document)
    tidy_up(at=moment + timedelta(days=400))
    for thing in (note, document, note.analysis):
        thing.refresh_from_db()


def test_only_files_that_belong_to_nothing_go_after_a_day(
    note, document, moment, keep_people, django_capture_on_commit_callbacks
):
    keep_people()
    loose = [
        default_storage.save(f"{folder}/loose.bin", ContentFile(b"x"))
        for folder in ("places", "documents", "documents/below")
    ]
    later = default_storage.get_modified_time(loose[0]) + timedelta(days=1, seconds=5)
    with django_capture_on_commit_callbacks(execute=True):
        assert "loose_knowledge_files" not in tidy_up(at=later - timedelta(days=1))
        assert tidy_up(at=later)["loose_knowledge_files"] == 3
    assert not any(default_storage.exists(name) for name in loose)
    assert default_storage.exists(note.photo.name)
    assert default_storage.exists(document.file.name)
