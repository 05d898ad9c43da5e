"""Pages about the notes of a place analysis, and their pictures."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import places as access
from nabolag_web.knowledge.actions import place_notes as actions
from nabolag_web.knowledge.actions.pictures import safe_picture
from nabolag_web.knowledge.actions.places import InUse
from nabolag_web.knowledge.forms import places as forms
from nabolag_web.knowledge.presenters.places import note_line
from nabolag_web.knowledge.views.places import in_use
from nabolag_web.knowledge.views.sources import came_of
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.clashes import tell_clash
from nabolag_web.shell.outgoing import sent_file
from nabolag_web.shell.typed import typed
from nabolag_web.shell.versions import ChangedMeanwhile


@signed_in
def take(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a note, where one stands: on a phone, in the field."""
    here, analysis = access.analysis(request, slug, pk, to="write")
    form = forms.Note(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.take_note(
            analysis=analysis,
            noted=form.noted(),
            point=form.point(),
            photo=_photo(form),
            by=user_of(request),
            at=now(),
        )
        messages.success(request, _("The note is taken."))
        again = "again" in request.POST
        return redirect("knowledge:take_note" if again else "knowledge:place", slug, pk)
    return form_page(
        request, "knowledge/places/note_new.html", form, here=here, analysis=analysis
    )


def _photo(form: forms.Note) -> actions.Photo | None:
    """Give the picture with all that could be recognised covered, if there is one."""
    said = form.cleaned_data
    if said["photo"] is None:
        return None
    picture = safe_picture(said["photo"], covered=said["covered"])
    return actions.Photo(picture=picture, shows=said["photo_shows"])


@require_safe
@signed_in
def one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a note, and what became of it."""
    here, note = access.note(request, slug, pk)
    may_change = access.changes(here, user_of(request), note.noted_by_id)
    line = note_line(note, slug, number=None, may_change=may_change)
    shown = {"here": here, "line": line, **came_of(request, here, note)}
    return render(request, "knowledge/places/note.html", shown)


@signed_in
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here, note = access.note(request, slug, pk, to="change")
    now_said = {name: getattr(note, name) for name in forms.ChangedNote.base_fields}
    form = forms.ChangedNote(typed(request), initial=now_said)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_note(
                note=note,
                noted=form.noted(),
                version=form.cleaned_data["version"],
                by=user_of(request),
                at=now(),
            )
        except ChangedMeanwhile as error:
            tell_clash(form, error.now)
        else:
            messages.success(request, _("Saved."))
            return redirect("knowledge:place_note", slug, pk)
    return form_page(
        request, "knowledge/places/note_change.html", form, here=here, note=note
    )


@require_safe
@signed_in
def photo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a note's picture to those who may see the note."""
    _here, note = access.note(request, slug, pk)
    if not note.photo:
        raise Http404
    return sent_file(note.photo, content_type="image/jpeg")


@require_POST
@signed_in
def delete_photo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _here, note = access.note(request, slug, pk, to="change")
    if note.photo:
        actions.delete_photo(note=note, by=user_of(request), at=now())
    messages.success(request, _("The picture is deleted for good."))
    return redirect("knowledge:place_note", slug, pk)


@require_POST
@signed_in
def take_out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _here, note = access.note(request, slug, pk, to="change")
    try:
        actions.take_out_note(note=note, by=user_of(request), at=now())
    except InUse:
        messages.warning(request, in_use())
        return redirect("knowledge:place_note", slug, pk)
    messages.success(request, _("Taken out. It can come back within 30 days."))
    return redirect("knowledge:place", slug, note.analysis_id)


@require_POST
@signed_in
def put_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _here, note = access.note(request, slug, pk, to="change", gone=True)
    actions.put_back_note(note=note, by=user_of(request), at=now())
    messages.success(request, _("It is back."))
    return redirect("knowledge:place", slug, note.analysis_id)
