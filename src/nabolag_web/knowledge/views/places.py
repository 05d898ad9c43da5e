"""Pages about place analyses: all of them, one, and what changes one."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import places as access
from nabolag_web.knowledge.actions import places as actions
from nabolag_web.knowledge.actions.score_tables import BadScores, read_scores
from nabolag_web.knowledge.forms import places as forms
from nabolag_web.knowledge.models import PlaceAnalysis
from nabolag_web.knowledge.presenters import places as presenters
from nabolag_web.knowledge.presenters.scores import score_lines, scores_trouble
from nabolag_web.knowledge.queries import places as queries
from nabolag_web.knowledge.views.sources import came_of
from nabolag_web.programmes.access import here as programme_here
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.clashes import tell_clash
from nabolag_web.shell.typed import typed
from nabolag_web.shell.versions import ChangedMeanwhile

_ON_A_PAGE = 20


@require_safe
@signed_in
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="read")
    found = Paginator(queries.analyses(here.programme), _ON_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    lines = presenters.analysis_lines(page.object_list, slug)
    shown = {"here": here, "page": page, "lines": lines}
    return render(request, "knowledge/places/list.html", shown)


@require_safe
@signed_in
def taken_out(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what can come back to those who may put it back, and to no one else."""
    here = programme_here(request, slug, to="read")
    gone = [
        each
        for each in queries.analyses_taken_out(here.programme)
        if access.changes(here, user_of(request), each.made_by_id)
    ]
    shown = {"here": here, "gone": gone}
    return render(request, "knowledge/places/taken_out.html", shown)


@signed_in
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="write")
    form = forms.Analysis(typed(request), programme=here.programme)
    if request.method == "POST" and form.is_valid():
        analysis = actions.begin_analysis(
            programme=here.programme,
            looked=form.looked(),
            by=user_of(request),
            at=now(),
        )
        return redirect("knowledge:place", slug, analysis.pk)
    return form_page(request, "knowledge/places/begin.html", form, here=here)


@require_safe
@signed_in
def one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show an analysis: its notes, its points, its scores, and what uses it."""
    here, analysis = access.analysis(request, slug, pk)
    by = user_of(request)
    lines = presenters.note_lines(
        queries.notes_of(analysis),
        slug,
        may_change=lambda note: access.changes(here, by, note.noted_by_id),
    )
    gone = [
        note
        for note in queries.notes_taken_out(analysis)
        if access.changes(here, by, note.noted_by_id)
    ]
    shown = {
        **_about(analysis, lines),
        **came_of(request, here, analysis),
        "here": here,
        "may_change": access.changes(here, by, analysis.made_by_id),
        "gone": gone,
    }
    return render(request, "knowledge/places/one.html", shown)


def _about(
    analysis: PlaceAnalysis, lines: Sequence[presenters.NoteLine]
) -> dict[str, object]:
    scores = queries.scores_of(analysis)
    return {
        "analysis": analysis,
        "facts": presenters.facts(analysis),
        "noted": bool(lines),
        "groups": presenters.code_groups(lines),
        "points": [line for line in lines if line.number is not None],
        "map": presenters.map_of(analysis, lines),
        "scores": score_lines(scores),
        "scale": scores[0].scale if scores else None,
    }


@signed_in
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here, analysis = access.analysis(request, slug, pk, to="change")
    form = forms.ChangedAnalysis(
        typed(request),
        programme=here.programme,
        initial=forms.ChangedAnalysis.said_now(analysis),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_analysis(
                analysis=analysis,
                looked=form.looked(),
                version=form.cleaned_data["version"],
                by=user_of(request),
                at=now(),
            )
        except ChangedMeanwhile as error:
            tell_clash(form, error.now)
        else:
            messages.success(request, _("Saved."))
            return redirect("knowledge:place", slug, pk)
    return form_page(
        request, "knowledge/places/change.html", form, here=here, analysis=analysis
    )


@signed_in
def scores(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take in a table of scores, in the place of those that were there."""
    here, analysis = access.analysis(request, slug, pk, to="write")
    form = forms.Scores(typed(request), request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _stored(request, analysis, form)
    ):
        messages.success(request, _("The scores are loaded."))
        return redirect("knowledge:place", slug, pk)
    return form_page(
        request, "knowledge/places/scores.html", form, here=here, analysis=analysis
    )


def _stored(request: HttpRequest, analysis: PlaceAnalysis, form: forms.Scores) -> bool:
    """Store a table, or tell in the form what is wrong with it."""
    scale = form.cleaned_data["scale"]
    field = "file" if form.cleaned_data["file"] else "pasted"
    try:
        rows = read_scores(form.table(), scale=scale)
    except UnicodeDecodeError:
        form.add_error(field, _("The file cannot be read. Save it as CSV in UTF-8."))
        return False
    except BadScores as trouble:
        form.add_error(field, scores_trouble(trouble))
        return False
    actions.store_scores(
        analysis=analysis, rows=rows, scale=scale, by=user_of(request), at=now()
    )
    return True


@require_POST
@signed_in
def take_out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _here, analysis = access.analysis(request, slug, pk, to="change")
    try:
        actions.take_out_analysis(analysis=analysis, by=user_of(request), at=now())
    except actions.InUse:
        messages.warning(request, in_use())
        return redirect("knowledge:place", slug, pk)
    messages.success(request, _("Taken out. It can come back within 30 days."))
    return redirect("knowledge:places", slug)


def in_use() -> str:
    """Tell why something cannot be taken out."""
    return _(
        "It cannot be taken out, since a finding rests on it, or has done so: what a"
        " finding rested on must still be there to read."
    )


@require_POST
@signed_in
def put_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _here, analysis = access.analysis(request, slug, pk, to="change", gone=True)
    actions.put_back_analysis(analysis=analysis, by=user_of(request), at=now())
    messages.success(request, _("It is back."))
    return redirect("knowledge:place", slug, pk)
