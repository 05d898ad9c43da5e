"""The page where a request for access to documents is answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.actions.access_requests import tell_answered
from nabolag_web.knowledge.forms.access_requests import Requested
from nabolag_web.knowledge.presenters import access_requests as presenters
from nabolag_web.knowledge.queries.access_requests import records
from nabolag_web.programmes.access import here as programme_here

_PAGE = "knowledge/documents/access_request.html"


@require_safe
@signed_in
def access_request(request: HttpRequest, slug: str) -> HttpResponse:
    """List the documents of a period, this year's where nothing else is asked."""
    here = programme_here(request, slug, to="lead")
    today = localdate()
    this_year = {"first": today.replace(month=1, day=1), "last": today}
    form = Requested(request.GET or this_year)
    found = records(here.programme, form.period()) if form.is_valid() else []
    shown = {"here": here, "form": form, "lines": presenters.record_lines(found)}
    return render(request, _PAGE, shown, status=200 if form.is_valid() else 422)


@require_POST
@signed_in
def answer_access(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the documents as one file, with a list of all there are."""
    here = programme_here(request, slug, to="lead")
    form = Requested(request.POST)
    if not form.is_valid():
        return render(request, _PAGE, {"here": here, "form": form}, status=422)
    everything, at = form.cleaned_data["everything"], now()
    found = records(here.programme, form.period())
    given = (each.size for each in found if everything or each.is_given)
    if sum(given) > presenters.MOST_BYTES:
        told = _("The files are too large together. Choose a shorter period.")
        messages.warning(request, told)
        return redirect("knowledge:access_request", slug)
    file = presenters.answer_file(found, everything=everything, at=at)
    tell_answered(programme=here.programme, by=user_of(request), at=at)
    name = slugify(f"{_('access')} {slug} {localdate()}")
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.zip")
    headers = {"Content-Disposition": disposition or "", "Cache-Control": "no-store"}
    return HttpResponse(file, content_type="application/zip", headers=headers)
