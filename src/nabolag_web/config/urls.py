"""All addresses, room by room."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("nabolag_web.shell.urls"))]
handler404 = "nabolag_web.shell.views.not_found"
handler500 = "nabolag_web.shell.views.failed"
