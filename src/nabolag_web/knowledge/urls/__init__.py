"""Addresses of knowledge."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from nabolag_web.knowledge.urls.findings import FINDINGS
from nabolag_web.knowledge.urls.forums import FORUMS
from nabolag_web.knowledge.urls.places import PLACES
from nabolag_web.knowledge.urls.staff import STAFF

app_name = "knowledge"

urlpatterns: list[URLPattern | URLResolver] = [*FINDINGS, *PLACES, *STAFF, *FORUMS]
