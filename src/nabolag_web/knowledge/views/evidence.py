"""Pages about what speaks for and against a finding."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import findings as access
from nabolag_web.knowledge.actions import evidence as actions
from nabolag_web.knowledge.forms import evidence as forms
from nabolag_web.knowledge.models import Kind
from nabolag_web.knowledge.queries.thread import source_link
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed

_PIECE = ("kind", "title", "supports", "strength", "same_as", "note", "about_cause")


@signed_in
def add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    here, finding = access.finding_here(request, slug, number, to="write")
    form = forms.NewEvidence(
        typed(request),
        others=finding.evidence.filter(ended_at=None),
        initial={
            "kind": request.GET.get("kind", ""),
            "supports": request.GET.get("supports", forms.FOR),
        },
    )
    if request.method == "POST" and form.is_valid():
        actions.add_evidence(
            finding=finding,
            piece=actions.Piece(**{name: form.cleaned_data[name] for name in _PIECE}),
            by=user_of(request),
            at=now(),
        )
        messages.success(request, _("The evidence is added."))
        return redirect("knowledge:finding", slug, number)
    return form_page(
        request, "knowledge/evidence_new.html", form, here=here, finding=finding
    )


@signed_in
def change(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    here, piece = access.piece_here(request, slug, number, pk)
    others = piece.finding.evidence.filter(ended_at=None).exclude(pk=pk)
    form = forms.ChangedEvidence(typed(request), piece=piece, others=others)
    if request.method == "POST" and form.is_valid():
        actions.weigh_anew(
            evidence=piece,
            piece=actions.Piece(
                rests_on=piece.rests_on,
                page_reference=form.cleaned_data.get("page_reference", ""),
                **{name: form.cleaned_data[name] for name in _PIECE},
            ),
            by=user_of(request),
            at=now(),
        )
        messages.success(request, _("Saved. What it said before can still be read."))
        return redirect("knowledge:finding", slug, number)
    return form_page(
        request,
        "knowledge/evidence_change.html",
        form,
        here=here,
        piece=piece,
        source=piece.rests_on and source_link(piece.rests_on, slug),
    )


@require_POST
@signed_in
def take_away(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    _here, piece = access.piece_here(request, slug, number, pk)
    actions.take_away(evidence=piece, by=user_of(request), at=now())
    messages.success(request, _("It counts no more. That it did can still be read."))
    return redirect("knowledge:finding", slug, number)


@require_POST
@signed_in
def looked(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _here, finding = access.finding_here(request, slug, number, to="write")
    kind, supports = request.POST.get("kind"), request.POST.get("supports")
    if kind not in Kind.values or supports not in (forms.FOR, forms.AGAINST):
        raise BadRequest
    actions.tell_looked(
        finding=finding,
        kind=kind,
        supports=supports == forms.FOR,
        by=user_of(request),
        at=now(),
    )
    messages.success(request, _("Noted: looked for, not found."))
    return redirect("knowledge:finding", slug, number)
