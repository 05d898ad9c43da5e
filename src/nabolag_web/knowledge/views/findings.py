"""Pages about findings: all of them, one, and writing one down."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.timezone import get_current_timezone, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import findings as access
from nabolag_web.knowledge.access.forums import readable_decisions
from nabolag_web.knowledge.actions import evidence as evidence_actions
from nabolag_web.knowledge.actions import findings as actions
from nabolag_web.knowledge.forms import findings as forms
from nabolag_web.knowledge.models import Finding
from nabolag_web.knowledge.presenters import findings as presenters
from nabolag_web.knowledge.presenters.decided import decided_lines
from nabolag_web.knowledge.presenters.sharing import shared
from nabolag_web.knowledge.presenters.thread import decision_weaknesses, thread_shown
from nabolag_web.knowledge.queries import decisions, figures, findings, sharing
from nabolag_web.knowledge.queries.thread import finding_link
from nabolag_web.programmes.access import here as programme_here
from nabolag_web.shell import registry
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.clashes import tell_clash
from nabolag_web.shell.typed import typed
from nabolag_web.shell.versions import ChangedMeanwhile

_ON_A_PAGE = 20


@require_safe
@signed_in
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="read")
    form = forms.Filter(request.GET)
    form.is_valid()  # what is not a choice is as if it had not been asked for
    asked = findings.Asked(
        words=form.cleaned_data.get("q", ""),
        **{
            name: form.cleaned_data.get(name, "")
            for name in ("status", "bears", "dimension", "lacks")
        },
    )
    found = findings.listed(here.programme, asked)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "here": here,
        "form": form,
        "asked": asked,
        "is_asked": asked != findings.Asked(),
        "page": page,
        "findings": presenters.finding_lines(
            findings.standings(list(page.object_list)), slug
        ),
    }
    return render(request, "knowledge/findings.html", shown)


@signed_in
def write(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="write")
    form = forms.NewFinding(typed(request))
    if request.method == "POST" and form.is_valid():
        by, at = user_of(request), now()
        finding = actions.write_finding(
            programme=here.programme,
            said=actions.Said(
                sentence=form.cleaned_data["sentence"],
                bears=form.cleaned_data["bears"],
            ),
            by=by,
            at=at,
        )
        evidence_actions.add_evidence(
            finding=finding,
            piece=evidence_actions.Piece(
                kind=form.cleaned_data["kind"],
                title=form.cleaned_data["title"],
                supports=True,
            ),
            by=by,
            at=at,
        )
        messages.success(request, _("It is written down, as a draft."))
        return redirect("knowledge:finding", slug, finding.number)
    return form_page(request, "knowledge/write.html", form, here=here)


@require_safe
@signed_in
def finding(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here, found = access.finding_here(request, slug, number, to="read")
    standing = findings.standing(found)
    pinned = [each.figure for each in standing.evidence if each.figure is not None]
    newer = figures.newer(here.programme, pinned)
    rests = readable_decisions(here, user_of(request), decisions.decided_on(found))
    decided, thread = decided_lines(slug, rests), registry.thread(finding_link(found))
    shown = {
        "here": here,
        "finding": found,
        "shown": presenters.finding_page(standing, newer),
        "weak": decision_weaknesses(standing, decided, newer=bool(newer)),
        "thread": thread_shown(
            thread,
            gaps=here.may["write"],
            may_read={rest.decision for rest in rests},
        ),
        "shared": shared(sharing.spreads_on(found)),
        "decisions": decided,
        "line": presenters.finding_lines([standing], slug)[0],
        "merged": found.merged.order_by("number"),
        "parts": found.parts.filter(removed_at=None).order_by("number"),
    }
    return render(request, "knowledge/finding.html", shown)


@signed_in
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here, found = access.finding_here(request, slug, number, to="write")
    form = forms.Change.of(found, typed(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said = actions.Said(
            **{name: given[name] for name in ("sentence", "bears", "dimension", "area")}
        )
        try:
            actions.change_finding(
                finding=found,
                version=given["version"],
                said=said,
                reason=given["reason"],
                by=user_of(request),
                at=now(),
            )
        except ChangedMeanwhile as error:
            tell_clash(form, error.now)
        else:
            messages.success(
                request, _("Saved. What it said before can still be read.")
            )
            return redirect("knowledge:finding", slug, number)
    return form_page(request, "knowledge/change.html", form, here=here, finding=found)


@signed_in
def move_on(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here, found = access.finding_here(request, slug, number, to="write")
    now_said = {"status": found.status, "version": found.version}
    form = forms.MoveOn(typed(request), initial=now_said)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_on(
                finding=found,
                version=form.cleaned_data["version"],
                status=form.cleaned_data["status"],
                reason=form.cleaned_data["reason"],
                by=user_of(request),
                at=now(),
            )
        except ChangedMeanwhile as error:
            tell_clash(form, error.now, called=str(error.now))
        else:
            messages.success(request, _("Saved."))
            return redirect("knowledge:finding", slug, number)
    return form_page(request, "knowledge/move_on.html", form, here=here, finding=found)


@signed_in
def merge(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here, found = access.finding_here(request, slug, number, to="load")
    form = forms.Merge(typed(request), finding=found)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["number"]
        actions.merge(
            finding=found,
            into=into,
            reason=form.cleaned_data["reason"],
            by=user_of(request),
            at=now(),
        )
        messages.success(
            request,
            _("Finding %(number)s has gone into this one.") % {"number": number},
        )
        return redirect("knowledge:finding", slug, into.number)
    return form_page(request, "knowledge/merge.html", form, here=here, finding=found)


@signed_in
def split(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here, found = access.finding_here(request, slug, number, to="load")
    evidence = found.evidence.filter(ended_at=None)
    form = forms.Split(typed(request), evidence=evidence)
    if request.method == "POST" and form.is_valid():
        part = actions.split(
            finding=found,
            said=actions.Said(
                sentence=form.cleaned_data["sentence"],
                bears=found.bears,
                dimension=found.dimension,
                area=found.area_id,
            ),
            evidence=form.cleaned_data["evidence"],
            reason=form.cleaned_data["reason"],
            by=user_of(request),
            at=now(),
        )
        messages.success(request, _("It is now a finding of its own."))
        return redirect("knowledge:finding", slug, part.number)
    return form_page(request, "knowledge/split.html", form, here=here, finding=found)


@require_POST
@signed_in
def take_out(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _here, found = access.finding_here(request, slug, number, to="load")
    actions.take_out(finding=found, by=user_of(request), at=now())
    messages.success(request, _("The finding is taken out. It can be put back here."))
    return redirect("knowledge:taken_out", slug)


@require_safe
@signed_in
def taken_out(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="load")
    shown = {"here": here, "findings": findings.taken_out(here.programme)}
    return render(request, "knowledge/taken_out.html", shown)


@require_POST
@signed_in
def put_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here = programme_here(request, slug, to="load")
    found = get_object_or_404(findings.taken_out(here.programme), number=number)
    actions.put_back(finding=found, by=user_of(request), at=now())
    messages.success(request, _("The finding is back."))
    return redirect("knowledge:finding", slug, number)


@require_safe
@signed_in
def history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what a finding has said; with ``on``, how it stood when that day was over."""
    here, found = access.finding_here(request, slug, number, to="read")
    asked = request.GET.get("on", "")
    then = _then(found, asked) if asked else None
    shown = {
        "here": here,
        "finding": found,
        "versions": found.versions.select_related("by"),
        "asked": asked,
        "then": then,
        "shown": presenters.finding_page(then.standing, {}) if then else None,
        "steps": presenters.steps(then.said.status) if then else (),
    }
    return render(request, "knowledge/history.html", shown)


def _then(found: Finding, asked: str) -> findings.Then | None:
    try:
        day = parse_date(asked)
    except ValueError:  # a day that is not in the calendar
        day = None
    if day is None:
        raise Http404
    midnight = datetime.combine(day + timedelta(days=1), time(), get_current_timezone())
    return findings.stood(found, midnight - timedelta(microseconds=1))
