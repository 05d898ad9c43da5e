"""Pages about experience: all of a programme's, and one to write it down."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.methods import access, actions, forms, presenters, queries
from nabolag_web.methods.places import address_of, opened
from nabolag_web.programmes.access import here as programme_here
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.folding import search_words
from nabolag_web.shell.typed import typed

_ON_A_PAGE = 20


@require_safe
@signed_in
def notes(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="read")
    asked = request.GET.get("q", "")
    found = queries.notes(here.programme, search_words(asked))
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "here": here,
        "asked": asked,
        "page": page,
        "notes": presenters.note_lines(
            page.object_list,
            slug,
            may_change=partial(access.changes, here, user_of(request)),
        ),
    }
    return render(request, "methods/notes.html", shown)


@signed_in
def write(request: HttpRequest, slug: str) -> HttpResponse:
    here = programme_here(request, slug, to="write")
    form = forms.NewLines(typed(request), initial={"page": request.GET.get("page", "")})
    place = opened(str(form["page"].value() or ""), slug=slug)
    back = address_of(place.page) or reverse("methods:notes", args=[slug])
    if request.method == "POST" and form.is_valid():
        lines = {name: form.cleaned_data[name] for name in forms.Lines.base_fields}
        actions.write_note(
            programme=here.programme,
            page=place.page,
            about=place.about,
            by=user_of(request),
            at=now(),
            **lines,
        )
        messages.success(request, _("It is written down, for the next ones."))
        return redirect(back)
    return form_page(
        request, "methods/write.html", form, here=here, place=place, back=back
    )


@signed_in
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here, note = access.changeable(request, slug, pk)
    now_said = {name: getattr(note, name) for name in forms.Lines.base_fields}
    form = forms.Lines(typed(request), initial=now_said)
    if request.method == "POST" and form.is_valid():
        actions.change_note(
            note=note, by=user_of(request), at=now(), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
        return redirect("methods:notes", slug)
    return form_page(request, "methods/change.html", form, here=here, note=note)


@require_POST
@signed_in
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _here, note = access.changeable(request, slug, pk)
    actions.remove_note(note=note, by=user_of(request), at=now())
    messages.success(request, _("The note is taken out."))
    return redirect("methods:notes", slug)
