"""Addresses that every page needs."""

from __future__ import annotations

from django.urls import path

from nabolag_web.shell import views
from nabolag_web.shell.health import health

app_name = "shell"
urlpatterns = [
    path("health", health, name="health"),
    path("figures.css", views.figures_css, name="figures_css"),
    path("gallery", views.gallery, name="gallery"),
]
