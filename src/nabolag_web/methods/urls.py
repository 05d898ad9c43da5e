"""Addresses of experience."""

from __future__ import annotations

from django.urls import path

from nabolag_web.methods import views

app_name = "methods"
urlpatterns = [
    path("p/<slug:slug>/experience/", views.notes, name="notes"),
    path("p/<slug:slug>/experience/new", views.write, name="write"),
    path("p/<slug:slug>/experience/<int:pk>", views.change, name="change"),
    path("p/<slug:slug>/experience/<int:pk>/off", views.remove, name="remove"),
]
