"""Addresses of measures."""

from __future__ import annotations

from django.urls import path

from nabolag_web.measures import views

_ALL = "p/<slug:slug>/measures/"
_ONE = _ALL + "<int:number>"

app_name = "measures"
urlpatterns = [
    path(_ALL, views.measures, name="measures"),
    path(_ALL + "new", views.begin, name="begin"),
    path(_ALL + "taken-out", views.taken_out, name="taken_out"),
    path(_ONE, views.measure, name="measure"),
    path(_ONE + "/change", views.change, name="change"),
    path(_ONE + "/off", views.take_out, name="take_out"),
    path(_ONE + "/back", views.put_back, name="put_back"),
]
