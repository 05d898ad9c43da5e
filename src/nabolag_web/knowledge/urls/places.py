"""Addresses of place analyses and documents."""

from __future__ import annotations

from django.urls import URLPattern, path

from nabolag_web.knowledge.views import (
    access_requests,
    attachments,
    place_notes,
    places,
)

_PLACES = "p/<slug:slug>/places/"
_PLACE = _PLACES + "<int:pk>"
_NOTE = _PLACES + "notes/<int:pk>"
_DOCUMENTS = "p/<slug:slug>/documents/"
_DOCUMENT = _DOCUMENTS + "<int:pk>"

PLACES: list[URLPattern] = [
    path(_PLACES, places.listing, name="places"),
    path(_PLACES + "new", places.begin, name="begin_place"),
    path(_PLACES + "taken-out", places.taken_out, name="places_taken_out"),
    path(_PLACE, places.one, name="place"),
    path(_PLACE + "/change", places.change, name="change_place"),
    path(_PLACE + "/scores", places.scores, name="place_scores"),
    path(_PLACE + "/off", places.take_out, name="take_out_place"),
    path(_PLACE + "/back", places.put_back, name="put_back_place"),
    path(_PLACE + "/notes/new", place_notes.take, name="take_note"),
    path(_NOTE, place_notes.one, name="place_note"),
    path(_NOTE + "/change", place_notes.change, name="change_note"),
    path(_NOTE + "/photo", place_notes.photo, name="photo"),
    path(_NOTE + "/photo/off", place_notes.delete_photo, name="delete_photo"),
    path(_NOTE + "/off", place_notes.take_out, name="take_out_note"),
    path(_NOTE + "/back", place_notes.put_back, name="put_back_note"),
    path(_DOCUMENTS, attachments.listing, name="documents"),
    path(_DOCUMENTS + "access", access_requests.access_request, name="access_request"),
    path(
        _DOCUMENTS + "access/file", access_requests.answer_access, name="answer_access"
    ),
    path(_DOCUMENTS + "new", attachments.add, name="add_document"),
    path(_DOCUMENTS + "taken-out", attachments.taken_out, name="documents_taken_out"),
    path(_DOCUMENT, attachments.one, name="document"),
    path(_DOCUMENT + "/file", attachments.file, name="document_file"),
    path(_DOCUMENT + "/change", attachments.change, name="change_document"),
    path(_DOCUMENT + "/off", attachments.take_out, name="take_out_document"),
    path(_DOCUMENT + "/back", attachments.put_back, name="put_back_document"),
]
