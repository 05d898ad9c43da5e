"""Addresses of the start page, of made reports and of what every page needs."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from nabolag_web.shell import views

app_name = "shell"
# Choosing a language changes nothing but the words, so it needs no token, and a visitor
# who does not choose gets no cookie.
urlpatterns = [
    path("", views.start, name="start"),
    path("reports/<slug:name>-<str:language>.<str:kind>", views.report, name="report"),
    path("language", csrf_exempt(set_language), name="language"),
    path("health", views.health, name="health"),
]
