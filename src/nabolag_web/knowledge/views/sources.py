"""The pages where evidence is drawn from what is stored, and what came of a source."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import findings as access
from nabolag_web.knowledge.access.forums import readable_on
from nabolag_web.knowledge.access.sources import reads_words, source_here
from nabolag_web.knowledge.actions import evidence as actions
from nabolag_web.knowledge.forms import sources as forms
from nabolag_web.knowledge.forms.evidence import FOR
from nabolag_web.knowledge.models import Finding, Source
from nabolag_web.knowledge.presenters.figures import figure_lines
from nabolag_web.knowledge.presenters.findings import address_of
from nabolag_web.knowledge.presenters.sources import source_choices
from nabolag_web.knowledge.presenters.thread import thread_shown
from nabolag_web.knowledge.queries import figures, sources
from nabolag_web.knowledge.queries.thread import source_link
from nabolag_web.programmes.access import Here
from nabolag_web.programmes.access import here as programme_here
from nabolag_web.shell import registry
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@signed_in
def draw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose something that is stored, and draw evidence about a finding from it."""
    here, finding = access.finding_here(request, slug, number, to="write")
    offered = sources.offered(here.programme, with_words=reads_words(here))
    form = forms.FromSource(
        typed(request),
        programme=here.programme,
        offered=offered,
        choices=source_choices(offered),
        initial={
            "supports": request.GET.get("supports", FOR),
            "kind": request.GET.get("kind", ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data["source"]
        return _drawn(request, finding, source, form.cleaned_data, slug)
    shown = {"here": here, "finding": finding, "offered": offered}
    return form_page(request, "knowledge/source_choose.html", form, **shown)


@signed_in
def use_source(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Choose which finding a source says something about."""
    here, source = source_here(request, slug, key)
    form = forms.UseSource(typed(request), programme=here.programme, source=source)
    if request.method == "POST" and form.is_valid():
        finding = form.cleaned_data["number"]
        return _drawn(request, finding, source, form.cleaned_data, slug)
    shown = {"here": here, "link": source_link(source, slug)}
    return form_page(request, "knowledge/source_use.html", form, **shown)


@require_safe
@signed_in
def figure(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a pinned figure as it stood, what it is by now, and what came of it."""
    here = programme_here(request, slug, to="read")
    pinned = get_object_or_404(here.programme.figures, pk=pk)
    newer = figures.newer(here.programme, [pinned]).get(pinned.pk)
    shown = {
        "here": here,
        "figure": pinned,
        "line": figure_lines(figures.as_pinned(pinned), newer),
        **came_of(request, here, pinned),
        "source_key": "",  # it is pinned anew, as it stands now
    }
    return render(request, "knowledge/figure.html", shown)


def came_of(request: HttpRequest, here: Here, source: Source) -> dict[str, Any]:
    """Give what a page tells of what came of a source: the findings, and the thread."""
    thread = registry.thread(source_link(source, here.programme.slug))
    return {
        "findings": sources.used_in(source),
        "source_key": sources.key_of(source),
        "thread": thread_shown(
            thread,
            gaps=here.may["write"],
            may_read=readable_on(here, user_of(request), thread),
        ),
    }


def _drawn(
    request: HttpRequest,
    finding: Finding,
    source: Source,
    given: dict[str, Any],
    slug: str,
) -> HttpResponse:
    piece = actions.Piece(
        kind=given["kind"],
        title=source_link(source, slug).title,
        supports=given["supports"],
        strength=given["strength"],
        page_reference=given["page_reference"],
        note=given["note"],
        rests_on=source,
    )
    actions.add_evidence(finding=finding, piece=piece, by=user_of(request), at=now())
    messages.success(request, _("The evidence is added."))
    return redirect(address_of(finding, slug))
