"""All addresses, room by room."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("nabolag_web.shell.urls")),
    path("", include("nabolag_web.accounts.urls")),
    path("account/", include("nabolag_web.accounts.sign_in_urls")),
    path("", include("nabolag_web.programmes.urls")),
    path("", include("nabolag_web.methods.urls")),
    path("", include("nabolag_web.areas.urls")),
    path("", include("nabolag_web.knowledge.urls")),
    path("", include("nabolag_web.measures.urls")),
    path("", include("nabolag_web.overview.urls")),
]
handler400 = "nabolag_web.shell.views.bad_request"
handler403 = "nabolag_web.shell.views.forbidden"
handler404 = "nabolag_web.shell.views.not_found"
handler500 = "nabolag_web.shell.views.failed"
