"""Addresses of findings, what they rest on and the pictures made of them."""

from __future__ import annotations

from django.urls import URLPattern, path

from nabolag_web.knowledge.views import (
    evidence,
    findings,
    inputs,
    picture,
    pinning,
    questions,
    sources,
)

_ALL = "p/<slug:slug>/findings/"
_ONE = _ALL + "<int:number>"

FINDINGS: list[URLPattern] = [
    path(_ALL, findings.listing, name="findings"),
    path(_ALL + "new", findings.write, name="write"),
    path(_ALL + "taken-out", findings.taken_out, name="taken_out"),
    path(_ALL + "pin", pinning.pin_figure, name="pin_figure"),
    path(_ALL + "figures/<int:pk>", sources.figure, name="figure"),
    path(_ALL + "use/<slug:key>", sources.use_source, name="use_source"),
    path(_ONE, findings.finding, name="finding"),
    path(_ONE + "/change", findings.change, name="change"),
    path(_ONE + "/status", findings.move_on, name="move_on"),
    path(_ONE + "/merge", findings.merge, name="merge"),
    path(_ONE + "/split", findings.split, name="split"),
    path(_ONE + "/off", findings.take_out, name="take_out"),
    path(_ONE + "/back", findings.put_back, name="put_back"),
    path(_ONE + "/history", findings.history, name="history"),
    path(_ONE + "/evidence/new", evidence.add, name="add_evidence"),
    path(_ONE + "/evidence/<int:pk>", evidence.change, name="change_evidence"),
    path(_ONE + "/evidence/<int:pk>/off", evidence.take_away, name="take_away"),
    path(_ONE + "/evidence/looked", evidence.looked, name="looked"),
    path(_ONE + "/evidence/draw", sources.draw, name="draw"),
    path(_ONE + "/evidence/pin", pinning.pin, name="pin"),
    path(_ONE + "/questions/new", questions.ask, name="ask"),
    path(_ONE + "/questions/<int:pk>", questions.answer, name="answer"),
    path(_ONE + "/questions/<int:pk>/open", questions.open_again, name="open_again"),
    path("p/<slug:slug>/picture/", picture.pictures, name="pictures"),
    path(
        "p/<slug:slug>/picture/<path:code>/as.<str:kind>",
        picture.as_file,
        name="picture_file",
    ),
    path(
        "p/<slug:slug>/picture/<path:code>/read",
        picture.note_reading,
        name="note_reading",
    ),
    path(
        "p/<slug:slug>/picture/read/<int:pk>/publish",
        picture.publish,
        name="publish_picture",
    ),
    path(
        "p/<slug:slug>/picture/read/<int:pk>/back",
        picture.take_back,
        name="take_back_picture",
    ),
    path("p/<slug:slug>/picture/<path:code>/", picture.one, name="picture"),
    path(
        "public/<slug:slug>/picture/<path:code>/as.<str:kind>",
        picture.public_file,
        name="public_picture_file",
    ),
    path(
        "public/<slug:slug>/picture/<path:code>/",
        picture.public,
        name="public_picture",
    ),
    path("p/<slug:slug>/inputs/", inputs.listing, name="inputs"),
    path("p/<slug:slug>/inputs/new", inputs.write, name="hear"),
    path("p/<slug:slug>/inputs/<int:pk>", inputs.one, name="input"),
]
