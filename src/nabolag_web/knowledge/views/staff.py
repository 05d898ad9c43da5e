"""Pages about what staff tell: series for all, observations for those who work on them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.actions import answering
from nabolag_web.knowledge.actions.pulse import freeze_series
from nabolag_web.knowledge.forms.staff import WhichObservations
from nabolag_web.knowledge.presenters import staff as presenters
from nabolag_web.knowledge.presenters.pulse import month_word
from nabolag_web.knowledge.presenters.series import kept_rows, series_figures
from nabolag_web.knowledge.queries import pulse as pulses
from nabolag_web.knowledge.queries import staff as queries
from nabolag_web.knowledge.queries.sources import key_of
from nabolag_web.knowledge.queries.thread import source_link
from nabolag_web.knowledge.views.sources import came_of
from nabolag_web.programmes import access

_ON_A_PAGE = 20


@require_safe
@signed_in
def staff(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pulse's series; they hold nothing about fewer than five."""
    here = access.here(request, slug, to="read")
    series = pulses.all_series(here.programme, at=now())
    shown = {
        "here": here,
        "series": series_figures(series, pulses.service_names(here.programme)),
        "alone": queries.waiting_without_reader(here.programme)
        if here.may["lead"]
        else [],
        "has_services": here.programme.staff_services.exists(),
    }
    return render(request, "knowledge/staff/staff.html", shown)


@require_safe
@signed_in
def observations(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="load")
    asked = WhichObservations(request.GET, programme=here.programme)
    asked.is_valid()  # what makes no sense is left out, and all is shown
    service = asked.cleaned_data.get("service")
    month = asked.cleaned_data.get("month")
    found = queries.told_in(here.programme, service=service, month=month)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "here": here,
        "page": page,
        "lines": presenters.told_lines(
            page.object_list, slug, may_take_out=here.may["lead"]
        ),
        "services": here.programme.staff_services.all(),
        "months": [
            (f"{each:%Y-%m}", month_word(each))
            for each in queries.months_told(here.programme)
        ],
        "service": service,
        "month": f"{month:%Y-%m}" if month else "",
    }
    return render(request, "knowledge/staff/observations.html", shown)


@require_POST
@signed_in
def take_out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    answer = get_object_or_404(queries.told(here.programme), pk=pk)
    answering.take_out(answer=answer, by=user_of(request), at=now())
    messages.success(request, _("The words are gone. Nothing of them is kept."))
    return redirect("knowledge:observations", slug)


@require_POST
@signed_in
def keep_series(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep what all services have said to a question as it stands, to be evidence."""
    here = access.here(request, slug, to="write")
    question = get_object_or_404(here.programme.pulse_questions, pk=pk)
    if not pulses.series_of(here.programme, question=pk, service=None, at=now()):
        messages.warning(request, _("Nothing can be shown of it yet."))
        return redirect("knowledge:staff", slug)
    kept = freeze_series(
        programme=here.programme,
        question=question,
        service=None,
        by=user_of(request),
        at=now(),
    )
    return redirect("knowledge:use_source", slug, key_of(kept))


@require_safe
@signed_in
def series(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a series that was kept as evidence, as it stood, and what came of it."""
    here = access.here(request, slug, to="read")
    kept = get_object_or_404(pulses.kept_series(here.programme), pk=pk)
    shown = {
        "here": here,
        "series": kept,
        "link": source_link(kept, slug),
        "rows": kept_rows(kept),
        **came_of(request, here, kept),
    }
    return render(request, "knowledge/staff/series.html", shown)
