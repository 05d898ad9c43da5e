"""What has been done in a programme."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nabolag_web.accounts.access import signed_in
from nabolag_web.programmes import access, presenters, queries

_LINES = 50


@require_safe
@signed_in
def trail(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="trail")
    pages = Paginator(queries.trail(here.programme), _LINES)
    page = pages.get_page(request.GET.get("page"))
    lines = list(presenters.trail_lines(page.object_list))
    shown = {"here": here, "page": page, "lines": lines}
    return render(request, "programmes/trail.html", shown)
