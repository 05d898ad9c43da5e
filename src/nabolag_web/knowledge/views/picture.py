"""The page with an area's picture: what is shared understanding of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from nabolag_web.accounts.access import signed_in
from nabolag_web.knowledge.presenters.picture import picture_page
from nabolag_web.knowledge.queries.picture import picture
from nabolag_web.programmes.access import here as programme_here


@require_safe
@signed_in
def pictures(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the picture of the programme's only area, or let one be chosen."""
    here = programme_here(request, slug, to="read")
    areas = list(here.programme.focus_areas.all())
    if len(areas) == 1:
        return redirect("knowledge:picture", slug, areas[0].code)
    return render(request, "knowledge/pictures.html", {"here": here, "areas": areas})


@require_safe
@signed_in
def one(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    here = programme_here(request, slug, to="read")
    area = get_object_or_404(here.programme.focus_areas, code=code)
    shown = {"here": here, "area": area, "shown": picture_page(picture(area), slug)}
    return render(request, "knowledge/picture.html", shown)
