"""The page that tells where forums agree, and where they do not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nabolag_web.accounts.access import signed_in
from nabolag_web.knowledge.presenters.sharing import shared_page
from nabolag_web.knowledge.queries import sharing
from nabolag_web.knowledge.queries.findings import standings
from nabolag_web.programmes.access import here as programme_here


@require_safe
@signed_in
def shared_understanding(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where forums agree, where they do not, and what they have not been asked."""
    here = programme_here(request, slug, to="read")
    found = sharing.discussed(here.programme)
    page = shared_page(sharing.understandings(found), standings(found), slug)
    return render(request, "knowledge/shared.html", {"here": here, "page": page})
