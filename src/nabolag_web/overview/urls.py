"""Addresses of the start page and of a programme's overview."""

from __future__ import annotations

from django.urls import path

from nabolag_web.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.start, name="start"),
    path("try/<int:pk>", views.try_as, name="try_as"),
    path("p/<slug:slug>/", views.overview, name="overview"),
    path("p/<slug:slug>/search", views.search, name="search"),
]
