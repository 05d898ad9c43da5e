"""Pages about documents: all of them, one, its file, and what changes it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import places as access
from nabolag_web.knowledge.actions import attachments as actions
from nabolag_web.knowledge.actions.places import InUse
from nabolag_web.knowledge.forms import attachments as forms
from nabolag_web.knowledge.presenters.attachments import document_line, document_lines
from nabolag_web.knowledge.queries import attachments as queries
from nabolag_web.knowledge.views.places import in_use
from nabolag_web.knowledge.views.sources import came_of
from nabolag_web.programmes.access import here as programme_here
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.contents import KINDS
from nabolag_web.shell.outgoing import sent_file
from nabolag_web.shell.typed import typed

_ON_A_PAGE = 20


@require_safe
@signed_in
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="read")
    found = Paginator(queries.documents(here.programme), _ON_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    lines = document_lines(page.object_list, slug, opens=partial(access.opens, here))
    shown = {"here": here, "page": page, "lines": lines}
    return render(request, "knowledge/documents/list.html", shown)


@require_safe
@signed_in
def taken_out(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what can come back to those who may put it back, and to no one else."""
    here = programme_here(request, slug, to="read")
    gone = [
        each
        for each in queries.documents_taken_out(here.programme)
        if access.changes(here, user_of(request), each.added_by_id)
    ]
    shown = {"here": here, "gone": gone}
    return render(request, "knowledge/documents/taken_out.html", shown)


@signed_in
def add(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="write")
    form = forms.NewDocument(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            document = actions.add_document(
                programme=here.programme,
                file=form.cleaned_data["file"],
                record=form.record(),
                by=user_of(request),
                at=now(),
            )
        except actions.AlreadyHere as same:
            form.add_error("file", _already(same))
        else:
            messages.success(request, _("The document is added."))
            return redirect("knowledge:document", slug, document.pk)
    return form_page(request, "knowledge/documents/new.html", form, here=here)


def _already(same: actions.AlreadyHere) -> str:
    title = same.document.title
    if same.document.removed_at is None:
        return _("The same file is here already, as “%(title)s”.") % {"title": title}
    return _(
        "The same file was here, as “%(title)s”, and was taken out. Put it back from"
        " the page with what was taken out."
    ) % {"title": title}


@require_safe
@signed_in
def one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what is known of a document, and what became of it."""
    here, document = access.document(request, slug, pk)
    shown = {
        "here": here,
        "line": document_line(document, slug, opens=access.opens(here, document)),
        **came_of(request, here, document),
        "may_change": access.changes(here, user_of(request), document.added_by_id),
    }
    return render(request, "knowledge/documents/one.html", shown)


@require_safe
@signed_in
def file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the file itself, to be saved: it is never shown within our pages."""
    _here, document = access.document(request, slug, pk, to="open")
    kind = KINDS[document.kind]
    return sent_file(
        document.file, content_type=kind.content_type, name=document.file_name
    )


@signed_in
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here, document = access.document(request, slug, pk, to="change")
    now_said = forms.RecordLines.said_now(document)
    form = forms.RecordLines(typed(request), initial=now_said)
    if request.method == "POST" and form.is_valid():
        actions.change_record(
            document=document, record=form.record(), by=user_of(request), at=now()
        )
        messages.success(request, _("Saved."))
        return redirect("knowledge:document", slug, pk)
    return form_page(
        request, "knowledge/documents/change.html", form, here=here, document=document
    )


@require_POST
@signed_in
def take_out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _here, document = access.document(request, slug, pk, to="change")
    try:
        actions.take_out_document(document=document, by=user_of(request), at=now())
    except InUse:
        messages.warning(request, in_use())
        return redirect("knowledge:document", slug, pk)
    messages.success(request, _("Taken out. It can come back within 30 days."))
    return redirect("knowledge:documents", slug)


@require_POST
@signed_in
def put_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _here, document = access.document(request, slug, pk, to="change", gone=True)
    actions.put_back_document(document=document, by=user_of(request), at=now())
    messages.success(request, _("It is back."))
    return redirect("knowledge:document", slug, pk)
