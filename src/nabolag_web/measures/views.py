"""Pages about measures: all of them, one, beginning one, and how it goes."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access.forums import readable_among, readable_on
from nabolag_web.knowledge.presenters.findings import address_of as finding_address
from nabolag_web.knowledge.presenters.thread import thread_shown
from nabolag_web.measures import actions, forms, presenters, queries
from nabolag_web.measures.models import Measure
from nabolag_web.measures.words import STAGES
from nabolag_web.programmes.access import Here
from nabolag_web.programmes.access import here as programme_here
from nabolag_web.programmes.queries import people
from nabolag_web.shell import registry
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.clashes import tell_clash
from nabolag_web.shell.typed import typed
from nabolag_web.shell.versions import ChangedMeanwhile

_ON_A_PAGE = 30
_TOLD = ("title", "stage", "owner", "owner_words", "due_on", "money")


@require_safe
@signed_in
def measures(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="read")
    stage, user = request.GET.get("stage", ""), user_of(request)
    form = forms.Filter(request.GET, owners=queries.owners(here.programme), me=user)
    owner = form.asked()
    found = queries.listed(here.programme, stage, owner=owner)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "here": here,
        "form": form,
        "is_asked": bool(stage) or owner is not None,
        "stage": stage,
        "stages": STAGES.items(),
        "page": page,
        "measures": presenters.measure_lines(page.object_list, today=localdate()),
    }
    return render(request, "measures/measures.html", shown)


@signed_in
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="write")
    made = queries.decisions(here.programme)
    form = forms.NewMeasure(
        typed(request),
        decisions=readable_among(here, user_of(request), made),
        initial={"decision": request.GET.get("decision", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.begin_measure(
                programme=here.programme,
                told=form.told(),
                origin=form.origin(),
                by=user_of(request),
                at=now(),
            )
        except actions.TakenBackError:
            form.tell_taken_back()
        else:
            messages.success(request, _("The measure is written down."))
            return redirect("measures:measure", slug, begun.number)
    return form_page(request, "measures/begin.html", form, here=here)


@require_safe
@signed_in
def measure(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here, found = _at(request, slug, number, to="read")
    rests_on, thread = queries.rests_on(found), registry.thread(queries.link_of(found))
    may_read = readable_on(here, user_of(request), thread)
    shown = {
        "here": here,
        "measure": found,
        "line": presenters.measure_lines([found], today=localdate())[0],
        "findings": [(each, finding_address(each, slug)) for each in rests_on],
        "versions": found.versions.select_related("by"),
        "reads_decision": found.decision in may_read,
        "thread": thread_shown(
            thread, gaps=here.may["write"], may_read=may_read, order=found.ordered
        ),
    }
    return render(request, "measures/measure.html", shown)


@signed_in
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here, found = _at(request, slug, number, to="write")
    known = [place.user for place in people(here.programme)]
    form = forms.Change.of(found, typed(request), people=known)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_measure(
                measure=found,
                version=given["version"],
                told=actions.Told(**{name: given[name] for name in _TOLD}),
                reason=given["reason"],
                by=user_of(request),
                at=now(),
            )
        except ChangedMeanwhile as error:
            tell_clash(form, error.now)
        else:
            messages.success(
                request, _("Saved. How it stood before can still be read.")
            )
            return redirect("measures:measure", slug, number)
    return form_page(request, "measures/change.html", form, here=here, measure=found)


@require_POST
@signed_in
def take_out(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _here, found = _at(request, slug, number, to="load")
    actions.take_out(measure=found, by=user_of(request), at=now())
    messages.success(request, _("The measure is taken out. It can be put back here."))
    return redirect("measures:taken_out", slug)


@require_safe
@signed_in
def taken_out(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="load")
    shown = {"here": here, "measures": queries.taken_out(here.programme)}
    return render(request, "measures/taken_out.html", shown)


@require_POST
@signed_in
def put_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here = programme_here(request, slug, to="load")
    found = get_object_or_404(queries.taken_out(here.programme), number=number)
    actions.put_back(measure=found, by=user_of(request), at=now())
    messages.success(request, _("The measure is back."))
    return redirect("measures:measure", slug, number)


def _at(
    request: HttpRequest, slug: str, number: int, *, to: str
) -> tuple[Here, Measure]:
    here = programme_here(request, slug, to=to)
    return here, get_object_or_404(queries.numbered(here.programme, number))
