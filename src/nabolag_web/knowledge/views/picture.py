"""The pages with an area's picture: as it stands, as residents read it, for anyone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag.reports.papers.area_picture import picture_document
from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.actions import area_pictures as actions
from nabolag_web.knowledge.forms import picture as forms
from nabolag_web.knowledge.models import PublishedPicture, ReadPicture
from nabolag_web.knowledge.presenters.documents import KINDS, language, made, sent
from nabolag_web.knowledge.presenters.picture import picture_page
from nabolag_web.knowledge.presenters.picture_read import open_sides, read_line
from nabolag_web.knowledge.queries import picture as queries
from nabolag_web.knowledge.queries.picture_paper import picture_now, picture_out
from nabolag_web.knowledge.queries.picture_parts import changed, parts_of
from nabolag_web.programmes.access import Here
from nabolag_web.programmes.access import here as programme_here
from nabolag_web.shell.answers import for_anyone, form_page
from nabolag_web.shell.typed import typed

_LAST = 5
"""How many readings stand on the picture's page, the newest first."""


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
    here, area = _area(request, slug, code, to="read")
    stands = queries.picture(area)
    parts = parts_of(stands.shared)
    shown = {
        "here": here,
        "area": area,
        "shown": picture_page(stands, slug),
        "readings": [
            read_line(each, changed(each.parts, parts))
            for each in queries.readings(area)[:_LAST]
        ],
        "to_read": here.may["lead"] and queries.to_read_in(area).exists(),
        "out": queries.published_picture(slug, code),
    }
    return render(request, "knowledge/picture.html", shown)


@require_safe
@signed_in
def as_file(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """Give the picture as it stands, as the knowledge chapter of a plan."""
    here, area = _area(request, slug, code, to="read")
    if kind not in KINDS:
        raise Http404
    parts = parts_of(queries.picture(area).shared)
    value = picture_now(here.programme, area.name, parts, language=language(), at=now())
    document = picture_document(value, language=language())
    return sent(made(document, name=_name(area.name), kind=kind))


@signed_in
def note_reading(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Note in which meeting residents read the picture."""
    here, area = _area(request, slug, code, to="lead")
    form = forms.Reading(typed(request), meetings=queries.to_read_in(area))
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_reading(
                area=area, by=user_of(request), at=now(), **form.cleaned_data
            )
        except actions.ReadBefore:
            messages.warning(request, _("It was noted already."))
        else:
            messages.success(
                request, _("It is noted. What they read can be published.")
            )
        return redirect("knowledge:picture", slug, code)
    return form_page(request, "knowledge/picture_read.html", form, here=here, area=area)


@require_POST
@signed_in
def publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here, read = _read(request, slug, pk)
    actions.publish(read=read, by=user_of(request), at=now())
    messages.success(request, _("The picture is published, as residents read it."))
    return _to_picture(here, read)


@signed_in
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a published picture back, for a reason."""
    here, read = _read(request, slug, pk)
    is_out = read.publications.filter(taken_back_at=None).exists()
    if request.method != "POST" and not is_out:
        raise Http404
    form = forms.TakingBack(typed(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.take_back(read=read, reason=reason, by=user_of(request), at=now())
        except actions.NotOut:
            messages.warning(request, _("Someone else has taken it back already."))
        else:
            messages.success(request, _("It is no longer published."))
        return _to_picture(here, read)
    return form_page(
        request, "knowledge/picture_take_back.html", form, here=here, read=read
    )


@require_safe
@for_anyone
def public(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show the published picture to anyone, as residents read it."""
    out = _out(slug, code)
    value = picture_out(out, language=language())
    shown = {
        "out": out,
        "read": out.read,
        "made_up": out.read.programme.made_up,
        "sides": open_sides(value, language()),
        "not_asked": value.not_asked,
        "sources": value.sources,
    }
    return render(request, "knowledge/picture_public.html", shown)


@require_safe
@for_anyone
def public_file(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """Give the published picture as a file to anyone."""
    out = _out(slug, code)
    if kind not in KINDS:
        raise Http404
    value = picture_out(out, language=language())
    document = picture_document(value, language=language())
    return sent(made(document, name=_name(out.read.name), kind=kind))


def _area(
    request: HttpRequest, slug: str, code: str, *, to: str
) -> tuple[Here, FocusArea]:
    here = programme_here(request, slug, to=to)
    areas = here.programme.focus_areas.select_related("programme")
    return here, get_object_or_404(areas, code=code)


def _read(request: HttpRequest, slug: str, pk: int) -> tuple[Here, ReadPicture]:
    here = programme_here(request, slug, to="lead")
    return here, get_object_or_404(here.programme.read_pictures, pk=pk)


def _out(slug: str, code: str) -> PublishedPicture:
    found = queries.published_picture(slug, code)
    if found is None:
        raise Http404
    return found


def _name(area: str) -> str:
    return _("picture of the area %(area)s") % {"area": area}


def _to_picture(here: Here, read: ReadPicture) -> HttpResponse:
    """Lead back to the picture, or to all of them where the area is let go of."""
    slug = here.programme.slug
    if here.programme.focus_areas.filter(code=read.code).exists():
        return redirect("knowledge:picture", slug, read.code)
    return redirect("knowledge:pictures", slug)
